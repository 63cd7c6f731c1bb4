"""The head of a text, as the signs of formats look at it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from ..header.labels import colon_at, key_of
from ..text.characters import BLANK

_LONGEST_SHOWN = 30  # characters of a line
_CODE = r"\s?([A-Z]{2,3})(?:\s+(\S.*)|\s*)"
_MOST_PROLOGS = 20
_PROLOG = r"<\?xml\b[^<>]*\?>|<!DOCTYPE(?! html)[^<>\[]*>"


class Head:
    """The head of a text, of which at most `most` lines are looked at one by one."""

    def __init__(self, text: str, most: int) -> None:
        self.text = text
        self.rows = text.split("\n", most)[:most]
        self.found: dict[Callable[[Head], str], str] = {}

    @cached_property
    def top(self) -> int:
        """The number of characters before the first that can be seen."""
        return len(self.text) - len(self.text.lstrip(BLANK))

    @cached_property
    def tags(self) -> int:
        """Where the first tag may stand: below the prolog of XML and comments."""
        at, text, prolog = self.top, self.text, re.compile(_PROLOG, re.IGNORECASE)
        for _ in range(_MOST_PROLOGS):
            match = prolog.match(text, at)
            stop = match.end() if match else text.find("-->", at) + 3 if text.startswith("<!--", at) else 0
            if stop <= at:
                break
            rest = re.compile(r"\S").search(text, stop)
            at = rest.start() if rest else len(text)
        return at

    @cached_property
    def labels(self) -> dict[str, list[tuple[str, str]]]:
        """The labels that lines begin with, by their keys: each as printed, and its value."""
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self.rows:
            colon = colon_at(row, 0, len(row))
            if colon > 0:
                printed = row[:colon].strip(BLANK)
                found.setdefault(key_of(printed), []).append((printed, row[colon + 1 :].strip(BLANK)))
        return found

    @cached_property
    def codes(self) -> dict[str, str]:
        """The codes in capitals that lines begin with, and the first value of each."""
        found: dict[str, str] = {}
        for row in self.rows:
            if row[:3].strip(BLANK).isupper() and (match := re.fullmatch(_CODE, row.strip("\ufeff"))):
                found.setdefault(match[1], match[2] or "")
        return found


def shown(text: str) -> str:
    """A piece of the text as messages have it."""
    text = " ".join(text.split())
    return f"`{text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + '…'}`"
