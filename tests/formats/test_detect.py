"""Files in other formats are recognized by two signs; native files and plain text never are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.formats import (
    CSV,
    FACTIVA,
    FOREIGN,
    HEADER,
    JEKYLL,
    JINA,
    JSON,
    LEXISNEXIS,
    LINE,
    NATIVE,
    OTHERS,
    PROQUEST,
)

import newsparse
from newsparse import InputError
from newsparse.formats import detect, has_header, native_documents, native_pieces, stream_native_documents


@pytest.mark.parametrize(("name", "text"), FOREIGN.items(), ids=FOREIGN)
def test_a_format_is_recognized_by_two_signs(name: str, text: str) -> None:
    name = name.split(" ")[0].rstrip(",")
    for written in (text, "\n \n" + text):
        found = detect(written)
        assert found
        assert (found.format.name, len(found.signs) > 1) == (name, True)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_native_and_plain_text_has_no_other_format(text: str) -> None:
    assert detect(text) is None
    assert [x.body for x in native_documents(text)] == [x.body for x in stream_native_documents([text])]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
@pytest.mark.parametrize("text", [PROQUEST, LEXISNEXIS, FACTIVA, JINA, JEKYLL, CSV], ids=lambda text: text[:12])
def test_detection_ignores_line_ends(text: str, end: str) -> None:
    found = []
    for data in (text, text.replace("\n", end).encode("utf-8-sig")):
        with pytest.raises(InputError, match="looks like") as caught:
            newsparse.parse(data)
        found.append((caught.value.code, caught.value.message, caught.value.line, caught.value.column))
    assert found[0] == found[1]
    assert found[0][0] == "N014"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [(JEKYLL, 1, 1), (PROQUEST, 1, 1), (LEXISNEXIS, 3, 32)],
)
def test_the_error_is_at_the_first_sign_that_the_message_quotes(text: str, line: int, column: int) -> None:
    with pytest.raises(InputError) as caught:
        newsparse.parse(text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_the_error_names_the_format_two_signs_and_the_next_step() -> None:
    with pytest.raises(InputError) as caught:
        newsparse.parse(JEKYLL)
    assert caught.value.message == (
        "looks like text with front matter (`---` and `layout:`), which newsparse does not read;"
        " replace its header with native labels such as `Title:` and `Text:`"
    )


@pytest.mark.parametrize(("text", "expected"), [(NATIVE, True), ("Title: Ferry", True), (LINE, False), ("", False)])
def test_has_header_finds_a_native_header(text: str, expected: bool) -> None:
    assert has_header(text) is expected


def test_repair_of_a_str_does_not_detect_formats() -> None:
    assert newsparse.repair(f"{FACTIVA}It left.The end.").text == f"{FACTIVA}It left.\nThe end."


def cut(text: str, lengths: list[int]) -> Iterator[str]:
    """Yield `text` in pieces of these lengths, then the rest."""
    for length in lengths:
        yield text[:length]
        text = text[length:]
    yield text


TEXTS = st.sampled_from([*FOREIGN.values(), *OTHERS.values()])


@given(TEXTS, TEXTS, st.lists(st.integers(1, 300), max_size=30))
def test_a_stream_is_detected_like_the_whole_text(first: str, second: str, lengths: list[int]) -> None:
    text = first + second
    if detect(text) is None:
        assert "".join(native_pieces(cut(text, lengths))) == text
    else:
        with pytest.raises(InputError):
            list(native_pieces(cut(text, lengths)))


def test_detection_reads_no_further_than_the_sample() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += len(JSON)
            yield JSON.replace("\n", "") + "\n"

    with pytest.raises(InputError):
        next(native_pieces(endless()))
    assert taken < 100_000


def test_pieces_are_released_at_the_end_of_a_native_header() -> None:
    def stream() -> Iterator[str]:
        yield from HEADER.splitlines(keepends=True)
        yield "Text:\n"
        pytest.fail("more than the header was read")

    source = native_pieces(stream())
    given = next(source)
    while given != HEADER + "Text:\n":
        assert (HEADER + "Text:\n").startswith(given)
        given += next(source)


def test_pieces_are_released_when_the_first_lines_show_no_sign() -> None:
    taken = 0

    def stream() -> Iterator[str]:
        nonlocal taken
        for _ in range(1_000):
            taken += 1
            yield "It sails.\n"

    next(native_pieces(stream()))
    assert taken < 100


def test_text_before_an_error_of_the_stream_is_yielded() -> None:
    def stream(text: str) -> Iterator[str]:
        yield text
        raise InputError("N002", "not valid UTF-8")

    source = native_pieces(stream(LINE))
    assert next(source) == LINE
    with pytest.raises(InputError, match="UTF-8"):
        next(source)
    with pytest.raises(InputError, match="Factiva"):
        next(native_pieces(stream(FACTIVA)))
