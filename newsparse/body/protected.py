"""Protected spans: addresses and tags, inside which nothing is repaired."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .words import HOST_SUFFIXES

_LONGEST_PART = 100  # characters of a scheme, a host or the name of a mailbox
_LONGEST_TAG = 2_000  # characters
_REST = r"[^\s\"“”„«»‘’<>…、。，；：！？（）「」『』【】]*"  # of an address
_CONTINUES = "/-_=&?.%#+~"  # an address that ends a line with one of these marks may continue on the next line


class ProtectedSpans(NamedTuple):
    """Spans of a text from `starts` to `stops`, in ascending order and disjoint."""

    starts: list[int]
    stops: list[int]

    def overlaps(self, start: int, stop: int) -> bool:
        """Whether the stretch from `start` to `stop`, which may be empty, is inside a span or reaches into one.

        >>> spans = ProtectedSpans([10], [20])
        >>> spans.overlaps(12, 12), spans.overlaps(5, 11), spans.overlaps(10, 10), spans.overlaps(20, 25)
        (True, True, False, False)
        """
        index = bisect_right(self.stops, start)
        return index < len(self.starts) and self.starts[index] < stop

    def ends_at(self, at: int) -> bool:
        """Whether a span ends at `at`."""
        index = bisect_right(self.stops, at) - 1
        return index >= 0 and self.stops[index] == at


def protected_spans(text: str) -> ProtectedSpans:
    """Return the spans of web addresses, mailboxes and tags in `text`.

    >>> text = "Write to press@example.org or see www.example.org/aB, <b>Averil</b>."
    >>> [text[start:stop] for start, stop in zip(*protected_spans(text), strict=True)]
    ['press@example.org', 'www.example.org/aB,', '<b>', '</b>']

    Capitalized words that begin sentences are not hosts:

    >>> protected_spans("The boats left in spring.Net income rose, 3/4 of it.")
    ProtectedSpans(starts=[], stops=[])
    """
    found = [*_hosts(text)]
    if "<" in text:
        found += (match.span() for match in _tag().finditer(text))
    if "@" in text:
        found += _mailboxes(text)
    if "/" in text:
        found += _paths(text)
    if "ww." in text or "WW." in text:
        found += (match.span() for match in re.finditer(rf"(?:[Ww]ww|WWW)\.{_REST}", text))
    return _disjoint(found)


def _disjoint(spans: list[tuple[int, int]]) -> ProtectedSpans:
    """`spans` in ascending order, with overlapping ones united."""
    starts: list[int] = []
    stops: list[int] = []
    for start, stop in sorted(spans):
        if stops and start < stops[-1]:
            stops[-1] = max(stop, stops[-1])
        else:
            starts.append(start)
            stops.append(stop)
    return ProtectedSpans(starts, stops)


def continues(text: str, gap: int, stop: int) -> bool:
    """Whether an address that ends at `gap`, at the end of a line, may continue at `stop`, on the next one.

    >>> text = "See example.org/2024/\\nharbour-vote or example.org/a\\nfor more."
    >>> continues(text, 21, 22), continues(text, 51, 52)
    (True, False)
    """
    word = text[stop : stop + _LONGEST_PART].split(None, 1)[0].rstrip(".,:;!?)'\"”’")
    return text[gap - 1] in _CONTINUES or any(mark in word for mark in _CONTINUES)


def _hosts(text: str) -> Iterator[tuple[int, int]]:
    """Hosts without a scheme or a path: `Halo.Example.Org`, `harbourNews.co.uk`."""
    for match in re.finditer(r"\.(?:com?\.[a-z]{2}|([A-Za-z]{2,4}))(?![\w-])", text):
        if match[1] and match[1] not in HOST_SUFFIXES:
            continue
        start = match.start() - _length_before(text, match.start(), r"[\w.-]*\w")
        host = text[start : match.start()]
        # A sentence may begin with a capitalized suffix: in spring.Net income, at 5 p.m.Net income
        if host and (match[0].islower() or re.search(r"\w\.\w\w|\w\w\.\w", host)):
            yield start, match.end()


def _mailboxes(text: str) -> Iterator[tuple[int, int]]:
    """Mail addresses: `press@example.org`."""
    at = text.find("@")
    while at >= 0:
        length = _length_before(text, at, r"[\w.%+-]*")
        domain = re.compile(r"[\w-]+(?:\.[\w-]+)*").match(text, at + 1) if length else None
        if domain:
            yield at - length, domain.end()
        at = text.find("@", at + 1)


def _paths(text: str) -> Iterator[tuple[int, int]]:
    """Addresses with a scheme or a path: `https://example.org`, `example.org/a`."""
    at = text.find("/")
    while at >= 0:
        stop = at + 1
        if text[at - 1 : at] == ":" and text[at + 1 : at + 2] == "/":
            length = _length_before(text, at - 1, "[A-Za-z]*")
            length += 1 if length else 0  # the colon
        else:
            length = _length_before(text, at, r"[a-z]{2,10}\.[\w-][\w.-]*")
        if length:
            rest = re.compile(_REST).match(text, stop)
            stop = rest.end() if rest else stop
            yield at - length, stop
        at = text.find("/", stop)


def _length_before(text: str, at: int, pattern: str) -> int:
    """The number of characters before `at` that match `pattern`, which is written from right to left."""
    match = re.match(pattern, text[max(0, at - _LONGEST_PART) : at][::-1])
    return match.end() if match else 0


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(rf"<(?:[A-Za-z][\w:-]*(?=[\s/>])|/[A-Za-z]|!)[^<>]{{0,{_LONGEST_TAG}}}>")
