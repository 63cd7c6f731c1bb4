"""Files come back byte for byte, but for the places that are edited."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.checks.source_file import Layout, layout, require_exact
from newsparse.problems import InputError
from newsparse.text.decoding import clean
from newsparse.text.edits import Edit

PIECES = ["a", "é", "😀", " ", "\n", "\r\n", "\r", "\u2028", "\u2029", "\ufeff", "b c"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
CODECS = {
    "utf-8": b"", "utf-8-sig": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
}  # fmt: skip


@given(TEXTS, st.sampled_from(sorted(CODECS)))
def test_what_is_not_edited_comes_back(text: str, codec: str) -> None:
    data = CODECS[codec] + text.encode(codec)
    file = layout(data)
    assert file.data == data
    assert file.rewritten([]) == file


@given(TEXTS, st.data())
def test_edits_of_what_is_read_are_edits_of_what_is_written(raw: str, data: st.DataObject) -> None:
    file = Layout(b"", "utf-8", raw)
    text = read(raw)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    new = data.draw(st.sampled_from(["", "x", "\n", "y\nz"]))
    edited = file.rewritten([Edit(start, stop, new)])
    # A lone CR before an LF would be read as one line end, and a mark that comes to stand at a line's start is dropped.
    seam = "\r\n" in edited.raw.replace(file.raw, "") or "\ufeff" in raw
    if not seam and edited.raw.count("\r\n") == raw.count("\r\n"):
        assert read(edited.raw) == text[:start] + new + text[stop:]
    assert file.rewritten([Edit(0, 0, ""), Edit(len(text), len(text), "")]) == file


def read(raw: str) -> str:
    return clean(raw + "x")[:-1]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\r\nb\r\nc\n", b"a\r\nb\r\nc\r\n"),
        (b"a\rb\rc\n", b"a\rb\rc\r"),
        (b"a\nb\r\n", b"a\nb\n"),  # as many of each: LF
        ("a\u2028b\nc\n".encode(), b"a\nb\nc\n"),
    ],
)
def test_line_ends_become_the_one_that_is_used_most(data: bytes, expected: bytes) -> None:
    file = layout(data)
    assert file.odd_line_end()
    assert file.rewritten([], plain_ends=True).data == expected
    assert layout(expected).odd_line_end() == 0


@pytest.mark.parametrize(
    ("data", "line", "expected"),
    [
        (b"\xef\xbb\xbfa\n", 1, b"a\n"),
        ("a\n\ufeffb\n".encode(), 2, b"a\nb\n"),
        ("\ufeffa\n".encode("utf-16-le"), 0, "\ufeffa\n".encode("utf-16-le")),  # nothing else tells the encoding
        ("a \ufeff b\n".encode(), 0, "a \ufeff b\n".encode()),
    ],
)
def test_marks_that_nothing_needs(data: bytes, line: int, expected: bytes) -> None:
    assert layout(data).needless_mark() == line
    assert layout(data).rewritten([], unmark=True).data == expected


def test_a_new_line_ends_as_the_others() -> None:
    file = layout(b"one.Two\r\nthree\r\n")
    assert file.rewritten([Edit(4, 4, "\n")]).data == b"one.\r\nTwo\r\nthree\r\n"


def test_what_would_not_come_back_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be written back"):
        require_exact(layout(b"a+AGE-", encoding="utf-7"))
