"""Needless white space in bodies, and the edits between two texts that differ only in white space."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..body.protected import protected_spans
from ..text.characters import STRAY
from ..text.edits import Edit
from ..text.positions import Positions

_SPACES = (" ", "\t", "\xa0")
# Tabs separate columns, and a wide space such as U+3000 begins a paragraph in some scripts.
_SEVERAL = re.compile(r"(?<=\S)[ \xa0]{2,}(?=\S)")
# The beginning of a body is no edge, because it may follow `Text:` on its line. White space before a byte-order mark
# stays, because a mark at the beginning of a line would be dropped.
_EDGE = re.compile(r"(?m)(?<=\n)[ \t\xa0]++(?!\ufeff)|(?<![ \t\xa0])(?<=.)[ \t\xa0]+$")
_MIN_COLUMN_GAPS, _MIN_COLUMN_WIDTH = 2, 3  # runs of spaces in a line, and spaces in the widest, that make columns
_GAP = re.compile(rf"[\s{re.escape(STRAY)}]+")

_Span = tuple[int, int]


def find_needless_spaces(body: str) -> list[tuple[str, Edit]]:
    """Find several spaces between words (N311) and white space at the edges of lines (N312), with the edits of both.

    Spaces inside tags and between columns do not count.

    >>> find_needless_spaces("One  two. \\n")
    [('N311', Edit(start=3, stop=5, new=' ')), ('N312', Edit(start=9, stop=10, new=''))]
    """
    edges = _edge_spans(body)
    spans = [("N312", span) for span in edges]
    spans += (("N311", span) for span in _several_spans(body) if span not in edges)
    if spans and "<" in body:  # of the protected spans only tags hold spaces
        protected = protected_spans(body)
        spans = [(code, span) for code, span in spans if not protected.overlaps(*span)]
    spans.sort(key=lambda item: item[1])
    return [(code, Edit(start, stop, " " if code == "N311" else "")) for code, (start, stop) in spans]


def _edge_spans(body: str) -> dict[_Span, None]:
    """Return the spans of white space at the edges of lines, in order."""
    # This test is many times as fast as the pattern, which tries every space.
    if body[-1:] in _SPACES or any(f"\n{space}" in body or f"{space}\n" in body for space in _SPACES):
        return dict.fromkeys(match.span() for match in _EDGE.finditer(body))
    return {}


def _several_spans(body: str) -> Iterator[_Span]:
    """Yield the spans of several spaces between words."""
    if "  " in body or "\xa0" in body:
        yield from _without_columns(body, (match.span() for match in _SEVERAL.finditer(body)))


def _without_columns(body: str, spans: Iterable[_Span]) -> Iterator[_Span]:
    """Yield `spans` of spaces, except in lines that they divide into columns: several spans, one of them wide."""
    positions = Positions(body)
    for _, group in groupby(spans, lambda span: positions.of(span[0])[0]):
        in_line = list(group)
        if len(in_line) < _MIN_COLUMN_GAPS or max(stop - start for start, stop in in_line) < _MIN_COLUMN_WIDTH:
            yield from in_line


def whitespace_edits(old: str, new: str, offset: int = 0) -> list[Edit]:
    """Return the edits that turn `old`, which begins at `offset`, into `new`.

    Both must hold the same characters in the same order, except white space and stray characters (N006).

    >>> whitespace_edits("a  cat", "a cat")
    [Edit(start=1, stop=3, new=' ')]
    """
    if old == new:
        return []
    old_gaps, new_gaps = _gaps(old), _gaps(new)
    edits: list[Edit] = []
    shift = offset  # characters of `old` in gaps so far, and before it
    for count in sorted(old_gaps.keys() | new_gaps.keys()):
        start, stop = old_gaps.get(count, (0, 0))
        replacement = new[slice(*new_gaps[count])] if count in new_gaps else ""
        if old[start:stop] != replacement:
            edits.append(Edit(count + shift, count + shift + stop - start, replacement))
        shift += stop - start
    return edits


def _gaps(text: str) -> dict[int, _Span]:
    """Return the span of each gap by the number of characters before it that are in no gap."""
    in_gaps, gaps = 0, {}  # `in_gaps` counts the characters in the gaps so far
    for match in _GAP.finditer(text):
        start, stop = match.span()
        gaps[start - in_gaps] = start, stop
        in_gaps += stop - start
    return gaps
