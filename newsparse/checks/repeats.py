"""Detection of articles that repeat an earlier one, in the same file or in another."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..problems import Problem, problem
from .checked_article import CheckedArticle

REPEATS = frozenset(("N010", "N011"))  # the rules whose findings depend on the files checked before
_Location = tuple[str, int]  # the path of a file, and the number of an article in it


class _Place(NamedTuple):
    """A 1-based line and column, and the text of the line."""

    line: int
    column: int
    line_text: str


class ArticleKey(NamedTuple):
    """What identifies an article among those of all files: digests of its body, and of its title and published time.

    They are empty if the article has no body, or no title or time. Findings are at `body_place` and `title_place`.
    """

    source: str
    record: int
    body: bytes
    body_place: _Place
    title: bytes
    title_place: _Place


def article_key(checked: CheckedArticle, lines: Sequence[str]) -> ArticleKey:
    """Return the key of an article in a file with these `lines`.

    White space in bodies and case in titles are ignored.
    """
    document, article, field = checked.document, checked.article, checked.fields.get("title")
    body = "".join(document.body.split())
    has_title = article.title and article.published_time and field
    title = f"{article.published_time} {article.title.casefold()}" if has_title and article.title else ""
    return ArticleKey(
        article.source,
        article.record,
        _digest(body),
        _place(document.line, document.column, lines),
        _digest(title),
        _place(field.line if field else 1, field.column if field else 1, lines),
    )


def _place(line: int, column: int, lines: Sequence[str]) -> _Place:
    return _Place(line, column, lines[line - 1] if line <= len(lines) else "")


class RepeatDetector:
    """A detector that remembers the keys of the articles checked so far: 16 bytes for a body, 16 for a title."""

    def __init__(self) -> None:
        self._bodies: dict[bytes, _Location] = {}
        self._titles: dict[bytes, _Location] = {}

    def check(self, key: ArticleKey) -> Iterator[tuple[Problem, str]]:
        """Report N011 for a body seen before, or else N010 for a title and published time; remember the article.

        The text of the line follows the problem. The same file under another name is not reported.
        """
        here = key.source, key.record
        same_body = self._bodies.setdefault(key.body, here) if key.body else here
        if same_body != here:
            if _is_same_article(same_body, here):
                return
            yield _repeated("N011", f"same body as {_shown(same_body)}", key.body_place)
        if key.title:
            same_title = self._titles.setdefault(key.title, here)
            if same_title != here and same_body == here:
                message = f"same title and published time as {_shown(same_title)}"
                yield _repeated("N010", message, key.title_place)


def _repeated(code: str, message: str, place: _Place) -> tuple[Problem, str]:
    return problem(code, message, place.line, place.column), place.line_text


def _digest(text: str) -> bytes:
    """Return a digest of 16 bytes; empty for an empty text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() if text else b""


def _is_same_article(one: _Location, other: _Location) -> bool:
    return one[1] == other[1] and os.path.realpath(one[0]) == os.path.realpath(other[0])


def _shown(location: _Location) -> str:
    return f"article {location[1]} of {location[0]}"
