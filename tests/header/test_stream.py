"""A text in pieces has the same documents as the whole text, however it is cut."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.header.document import Document, parse_documents
from newsparse.header.stream import stream_documents
from newsparse.problems import InputError
from newsparse.text.decoding import decode, decode_stream

_LINES = [
    "Published Time: 2022-01-01\n",
    "Title: The quay\n",
    "Title: Boats: a list\n",
    "Category 1: A; Category 2: B\n",
    "Author: Lena Maur\n",
    "Text:\n",
    "Text: The boats left.\n",
    "The boats left on Friday.\n",
    "Maur: In my view\n",
    "URL: http://example.org\n",
    "Source: NPA\n",
    "\n",
    "  Title: The dam\n",
    "word ",
    "Text",
    "Tit",
    "left.",
    "\u2028",
    "\ufeff",
    "end.Title: ",
    "Text:\n",
    "end.PUBLISHED TIME: 2022\n",
    "end.Category 1: A\n",
    "Category 2: B\n",
    "end.URL: x\n",
    '"Title: x" and\n',
    "Author: me\n",
    "a: b\n",
    "og:title: x\n",
    "Foo: x\n" * 13,
    "word\n" * 13,
]
_TEXT = st.lists(st.sampled_from(_LINES), max_size=40).map("".join)


def cut(text: str, lengths: list[int]) -> list[str]:
    """Return `text` in pieces of these lengths, and the rest."""
    pieces = []
    for length in lengths:
        pieces.append(text[:length])
        text = text[length:]
    return [*pieces, text]


@given(_TEXT.filter(str.strip), st.lists(st.integers(1, 90), max_size=30))
def test_documents_do_not_depend_on_the_pieces(text: str, lengths: list[int]) -> None:
    assert list(stream_documents(cut(text, lengths))) == list(parse_documents(text))


def test_a_document_is_yielded_when_the_next_has_begun() -> None:
    article = "Title: The quay\nAuthor: Lena Maur\nText:\nThe boats left.\n"
    consumed: list[int] = []

    def source() -> object:
        for index in range(3):
            yield article
            consumed.append(index)

    first = next(iter(stream_documents(source())))  # type: ignore[arg-type]
    assert (first.record, consumed) == (1, [0])


class _Slow(io.RawIOBase):
    """A stream that returns a few bytes at a time, as a pipe may."""

    def __init__(self, data: bytes, step: int = 3) -> None:
        self._data, self._step = data, step

    def read1(self, size: int = -1) -> bytes:
        piece, self._data = self._data[: self._step], self._data[self._step :]
        return piece

    def read(self, size: int = -1) -> bytes:
        size = len(self._data) if size < 0 else size
        piece, self._data = self._data[:size], self._data[size:]
        return piece


TEXT = "Title: Ävra’s quay\r\nText:\rDie Böte 船 left.\u2028Two\u2029\ufeffTitle: B\r\n\ufeffText: \ufeffx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_decoding_in_pieces_equals_decoding_the_whole(encoding: str) -> None:
    name = encoding if encoding == "utf-16-le" else None
    data = TEXT.encode(encoding)
    assert "".join(decode_stream(_Slow(data), name)) == decode(data, name)  # type: ignore[arg-type]


_BYTES = [
    b"",
    b" \n",
    b"Title: x\nText:\n",
    b"The boats left.\n",
    b"\xff",
    b"\xc3",
    b"\x81",
    b"\r",
    b"\n",
    b"\0" * 9,
    b"\1",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"T\0i\0t\0l\0e\0:\0 \0",
    b"\n\0",
    "ä\u2028".encode(),
    b"a" * 70_000,
    b"\2" * 4_000,
]


@given(
    st.lists(st.sampled_from(_BYTES), max_size=12).map(b"".join),
    st.sampled_from([None, "utf-16", "utf-32", "windows-1252", "gb18030"]),
    st.sampled_from([1, 2, 3, 10, 5_000, 66_000]),
)
def test_a_stream_reports_the_same_error_as_the_whole(data: bytes, encoding: str | None, step: int) -> None:
    def outcome(read: Callable[[], str]) -> tuple[str, ...]:
        try:
            return ("", read())
        except InputError as error:
            return (error.code, str(error), str(error.line))

    stream: Any = _Slow(data, step if len(data) < 10_000 else max(step, 1_000))
    assert outcome(lambda: "".join(decode_stream(stream, encoding))) == outcome(lambda: decode(data, encoding))


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
def test_documents_before_binary_data_are_yielded(step: int) -> None:
    article = b"Title: x\nText:\na\n"
    found: list[Document] = []
    with pytest.raises(InputError, match="not a text file"):
        found.extend(stream_documents(decode_stream(_Slow(b"\1\1" + article + article + b"\1" * 9, step))))  # type: ignore[arg-type]
    assert len(found) == 1


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
def test_documents_before_undecodable_bytes_are_yielded(step: int) -> None:
    data = "Title: Ä\nText:\na\nTitle: B\nText:\nÖ\nTitle: C\nText:\n".encode() + b"b\n\xc3\n\xff" + b"\nc" * 9
    offset = data.index(b"\xc3\n") + 1

    found: list[str] = []
    with pytest.raises(InputError, match=rf"byte {offset} \(line 10, column 1\)"):
        found.extend(document.body for document in stream_documents(decode_stream(_Slow(data, step))))  # type: ignore[arg-type]
    assert found == ["\na\n", "\nÖ\n"]
