"""`newsparse.iter_articles` yields the articles of `parse` one by one, in bounded memory."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.commands import ARTICLE

import newsparse
from newsparse import InputError

TEXTS = [
    "Title: Één\r\nText:\ra\u2028b\nTitle: B\nText:\nc\n",
    "\ufeffTitle: A\nText:\nIt is over.The rest\n",
    "no header",
    ARTICLE.format("x" * 70_000) * 3,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_articles_are_those_of_parse(text: str) -> None:
    expected = newsparse.parse(text, name="x", repair="none")
    streams: list[Any] = [io.StringIO(text, newline=""), io.BytesIO(text.encode())]
    for stream in streams:
        assert list(newsparse.iter_articles(stream, name="x", repair="none")) == expected
        assert not stream.closed


def test_options_apply() -> None:
    data = "Published Time: 01/02/2022\nTitle: Caf\xe9\nText:\nx\n".encode("latin-1")
    (article,) = newsparse.iter_articles(io.BytesIO(data), encoding="latin-1", date_order="dmy")
    assert (article.title, article.published_time, article.source) == ("Café", "2022-02-01", "-")
    (article,) = newsparse.iter_articles(io.BytesIO(data), errors="replace")
    assert article.title == "Caf\ufffd"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "N004"), (b"Title: A\nText:\nb\nTitle: \xff", "N002"), (b"\0\1" * 50, "N003"), (b"<html><body>", "N014")],
)
def test_errors_are_raised_after_the_articles_before_them(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with open(tmp_path / "a.txt", "rb") as binary, open(tmp_path / "a.txt", encoding="utf-8", newline="") as text:
        for stream in (binary, text):
            with pytest.raises(InputError) as caught:
                list(newsparse.iter_articles(stream))
            assert caught.value.code == code


@pytest.mark.parametrize("stream", ["Title: A", b"x", Path("a"), None, 3])
def test_other_objects_are_refused(stream: Any) -> None:
    with pytest.raises(TypeError, match=f"^stream must be an open file, not {type(stream).__name__}$"):
        newsparse.iter_articles(stream)


class _Endless(io.RawIOBase):
    """A stream of articles that never ends."""

    def __init__(self) -> None:
        self._articles = self._bytes()
        self._rest = b""

    def _bytes(self) -> Iterator[bytes]:
        number = 0
        while True:
            yield (ARTICLE.format(number) * 50).encode()
            number += 1

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while len(self._rest) < len(buffer):
            self._rest += next(self._articles)
        buffer[:] = self._rest[: len(buffer)]
        self._rest = self._rest[len(buffer) :]
        return len(buffer)


@pytest.mark.parametrize("is_text", [False, True])
def test_memory_does_not_grow_with_the_stream(is_text: bool) -> None:
    binary = io.BufferedReader(_Endless())
    articles = newsparse.iter_articles(io.TextIOWrapper(binary, "utf-8") if is_text else binary)
    peaks = []
    tracemalloc.start()
    try:
        for number in (1_000, 2_000):
            tracemalloc.reset_peak()
            for _ in range(number):
                next(articles)
            peaks.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]
