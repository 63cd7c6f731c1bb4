"""The head of a text, parsed once for the signs of all formats. Offsets are in characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from ..header.labels import colon_at, key_of
from ..text.characters import BLANK

_MAX_SHOWN = 30  # characters of the text that a message shows
_CODE = r"\s?([A-Z]{2,3})(?:\s+(\S.*)|\s*)"
_MAX_PROLOGS = 20  # prologs and comments above the first tag
_PROLOG = r"<\?xml\b[^<>]*\?>|<!DOCTYPE(?! html)[^<>\[]*>"


class Head:
    """The head of a text. `lines` are its first `max_lines` lines, which `labels` and `codes` are read from.

    `cache` holds the results of finders that others depend on (see `signs.cached`).
    """

    def __init__(self, text: str, max_lines: int) -> None:
        self.text = text
        self.lines = text.split("\n", max_lines)[:max_lines]
        self.cache: dict[Callable[[Head], str], str] = {}

    @cached_property
    def start(self) -> int:
        """The offset of the first character that is not blank."""
        return len(self.text) - len(self.text.lstrip(BLANK))

    @cached_property
    def first_tag(self) -> int:
        """The offset behind XML prologs and comments: that of the first tag, if there is one."""
        at, text, prolog = self.start, self.text, re.compile(_PROLOG, re.IGNORECASE)
        for _ in range(_MAX_PROLOGS):
            stop = 0
            if match := prolog.match(text, at):
                stop = match.end()
            elif text.startswith("<!--", at):
                stop = text.find("-->", at) + len("-->")
            if stop <= at:
                break
            rest = re.compile(r"\S").search(text, stop)
            at = rest.start() if rest else len(text)
        return at

    @cached_property
    def labels(self) -> dict[str, list[tuple[str, str]]]:
        """The labels at the beginning of lines: (label, value) pairs as printed, by the key of the label (`key_of`)."""
        found: dict[str, list[tuple[str, str]]] = {}
        for line in self.lines:
            colon = colon_at(line, 0, len(line))
            if colon > 0:
                printed = line[:colon].strip(BLANK)
                found.setdefault(key_of(printed), []).append((printed, line[colon + 1 :].strip(BLANK)))
        return found

    @cached_property
    def codes(self) -> dict[str, str]:
        """The first value of each code, two or three capitals at the beginning of a line."""
        found: dict[str, str] = {}
        for line in self.lines:
            if line[:3].strip(BLANK).isupper() and (match := re.fullmatch(_CODE, line.strip("\ufeff"))):
                found.setdefault(match[1], match[2] or "")
        return found


def quote(text: str) -> str:
    """Return a piece of the text as messages show it: on one line, shortened, between backquotes."""
    text = " ".join(text.split())
    return f"`{text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + '…'}`"
