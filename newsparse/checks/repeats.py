"""Detection of articles that repeat an earlier one, in the same file or in another."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator

from ..problems import Problem, problem
from .checked_article import CheckedArticle

REPEATS = frozenset(("N010", "N011"))  # the rules whose findings depend on the files checked before
_Location = tuple[str, int]  # the path of a file, and the number of an article in it


class RepeatDetector:
    """A detector that remembers digests of the articles checked so far: 16 bytes for a body, 16 for a title."""

    def __init__(self) -> None:
        self._bodies: dict[bytes, _Location] = {}
        self._titles: dict[bytes, _Location] = {}

    def check(self, checked: CheckedArticle) -> Iterator[Problem]:
        """Report N011 for a body seen before, or else N010 for a title and published time; remember the article.

        White space in bodies and case in titles are ignored. The same file under another name is not reported.
        """
        document, article = checked.document, checked.article
        here = article.source, article.record
        body = "".join(document.body.split())
        same_body = self._bodies.setdefault(_digest(body), here) if body else here
        if same_body != here:
            if _is_same_article(same_body, here):
                return
            message = f"the same body as in {_shown(same_body)}"
            yield problem("N011", message, document.line, document.column)
        title, time, field = article.title, article.published_time, checked.fields.get("title")
        if title and time and field:
            same_title = self._titles.setdefault(_digest(f"{time} {title.casefold()}"), here)
            if same_title != here and same_body == here:
                message = f"the same title and published time as in {_shown(same_title)}"
                yield problem("N010", message, field.line, field.column)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _is_same_article(one: _Location, other: _Location) -> bool:
    return one[1] == other[1] and os.path.realpath(one[0]) == os.path.realpath(other[0])


def _shown(location: _Location) -> str:
    return f"{location[0]}, article {location[1]}"
