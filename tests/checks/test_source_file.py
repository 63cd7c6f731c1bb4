"""The content of files: byte for byte the same, except where it is edited."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.checks.source_file import SourceFile, decode_source_file, require_exact, text_source_file
from newsparse.problems import InputError
from newsparse.text.decoding import clean
from newsparse.text.edits import Edit

PIECES = ["a", "é", "😀", " ", "\n", "\r\n", "\r", "\u2028", "\u2029", "\ufeff", "b c"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
CODECS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
}


@given(TEXTS, st.sampled_from(sorted(CODECS)))
def test_a_file_without_edits_stays_byte_for_byte_the_same(text: str, codec: str) -> None:
    data = CODECS[codec] + text.encode(codec)
    file = decode_source_file(data)
    assert file.data == data
    assert file.edited([]) == file


@given(TEXTS, st.data())
def test_edits_of_the_clean_text_apply_to_the_raw_text(raw: str, data: st.DataObject) -> None:
    file = SourceFile(b"", "utf-8", raw)
    text = cleaned(raw)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    new = data.draw(st.sampled_from(["", "x", "\n", "y\nz"]))
    edited = file.edited([Edit(start, stop, new)])
    # An edit may join CR and LF to one line end, or move a byte-order mark to the beginning of a line, which drops it.
    is_ambiguous = "\r\n" in edited.raw.replace(file.raw, "") or "\ufeff" in raw
    if not is_ambiguous and edited.raw.count("\r\n") == raw.count("\r\n"):
        assert cleaned(edited.raw) == text[:start] + new + text[stop:]
    assert file.edited([Edit(0, 0, ""), Edit(len(text), len(text), "")]) == file


def cleaned(raw: str) -> str:
    """Return the clean text of `raw`; without the added letter, only white space is an error."""
    return clean(raw + "x")[:-1]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\r\nb\r\nc\n", b"a\r\nb\r\nc\r\n"),
        (b"a\rb\rc\n", b"a\rb\rc\r"),
        (b"a\nb\r\n", b"a\nb\n"),  # equally frequent: LF
        ("a\u2028b\nc\n".encode(), b"a\nb\nc\n"),
    ],
)
def test_line_ends_become_the_main_one(data: bytes, expected: bytes) -> None:
    file = decode_source_file(data)
    assert file.first_other_line_end()
    assert file.edited([], unify_line_ends=True).data == expected
    assert decode_source_file(expected).first_other_line_end() == 0


@pytest.mark.parametrize(
    ("data", "line", "expected"),
    [
        (b"\xef\xbb\xbfa\n", 1, b"a\n"),
        ("a\n\ufeffb\n".encode(), 2, b"a\nb\n"),
        ("\ufeffa\n".encode("utf-16-le"), 0, "\ufeffa\n".encode("utf-16-le")),  # needed: it determines the encoding
        ("a \ufeff b\n".encode(), 0, "a \ufeff b\n".encode()),
    ],
)
def test_byte_order_marks_that_are_not_needed_are_dropped(data: bytes, line: int, expected: bytes) -> None:
    assert decode_source_file(data).first_needless_mark() == line
    assert decode_source_file(data).edited([], drop_marks=True).data == expected


def test_a_new_line_gets_the_main_line_end() -> None:
    file = decode_source_file(b"one.Two\r\nthree\r\n")
    assert file.edited([Edit(4, 4, "\n")]).data == b"one.\r\nTwo\r\nthree\r\n"


def test_a_file_that_cannot_be_written_back_is_refused() -> None:
    with pytest.raises(InputError, match="would change bytes outside the fixes"):
        require_exact(decode_source_file(b"a+AGE-", encoding="utf-7"))


@pytest.mark.parametrize(("text", "is_exact"), [("café\n", True), ("caf\ud800\n", False)])
def test_a_text_with_a_lone_surrogate_is_not_exact(text: str, is_exact: bool) -> None:
    assert text_source_file(text).exact == is_exact
    if is_exact:
        assert require_exact(text_source_file(text)).data == text.encode()
    else:
        with pytest.raises(InputError, match=r"U\+D800 at line 1, column 4 cannot be encoded in UTF-8; remove"):
            require_exact(text_source_file(text))


def test_a_file_is_shown_with_its_byte_order_mark() -> None:
    assert decode_source_file(b"\xef\xbb\xbfa\n").text_with_mark() == "\ufeffa\n"
    assert decode_source_file(b"a\n").text_with_mark() == "a\n"
