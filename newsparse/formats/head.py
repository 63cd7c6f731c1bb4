"""The head of a text, parsed once for the signs of all formats."""

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
    """The head of a text; at most `most` lines of it are examined one by one."""

    def __init__(self, text: str, most: int) -> None:
        self.text = text
        self.lines = text.split("\n", most)[:most]
        self.found: dict[Callable[[Head], str], str] = {}

    @cached_property
    def top(self) -> int:
        """The number of blank characters at the beginning."""
        return len(self.text) - len(self.text.lstrip(BLANK))

    @cached_property
    def tags(self) -> int:
        """The offset of the first tag, if there is one: below an XML prolog and comments."""
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
        """The labels at the beginning of lines with their values, as printed, by `key_of` the label."""
        found: dict[str, list[tuple[str, str]]] = {}
        for line in self.lines:
            colon = colon_at(line, 0, len(line))
            if colon > 0:
                printed = line[:colon].strip(BLANK)
                found.setdefault(key_of(printed), []).append((printed, line[colon + 1 :].strip(BLANK)))
        return found

    @cached_property
    def codes(self) -> dict[str, str]:
        """The codes in capitals at the beginning of lines, with the first value of each."""
        found: dict[str, str] = {}
        for line in self.lines:
            if line[:3].strip(BLANK).isupper() and (match := re.fullmatch(_CODE, line.strip("\ufeff"))):
                found.setdefault(match[1], match[2] or "")
        return found


def shown(text: str) -> str:
    """Return a piece of the text as messages show it: on one line, shortened, between backquotes."""
    text = " ".join(text.split())
    return f"`{text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + '…'}`"
