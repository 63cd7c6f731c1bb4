"""White space in bodies that nobody meant, and a body mended: its damage and its white space until nothing changes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from ..body import Found, Level, repair_body
from ..body.protected import intact_of
from ..text.characters import STRAY, WITHOUT_STRAY
from ..text.edits import Edit, apply_edits
from ..text.positions import Positions

# Tabs part columns, and a wide space begins a paragraph where one writes so.
_DOUBLE = re.compile(r"(?<=\S)[ \xa0]{2,}(?=\S)")
# The beginning of a body is no edge: it may stand behind `Text:` on its line. A byte-order mark that came to
# stand at the beginning of a line would be dropped.
_EDGE = re.compile(r"(?m)(?<=\n)[ \t\xa0]++(?!\ufeff)|(?<![ \t\xa0])(?<=.)[ \t\xa0]+$")
_MOST_ROUNDS = 6  # damage is looked for again where white space was changed; two are nearly always enough
_COLUMNS, _WIDE = 2, 3  # runs of spaces in a line, spaces in one of them
_SPACES = (" ", "\t", "\xa0")
DAMAGE = frozenset(f"N3{number:02}" for number in range(1, 11))
_GAP = re.compile(rf"[\s{re.escape(STRAY)}]+")


def uneven_spaces(body: str) -> Iterator[tuple[str, Edit]]:
    """Runs of spaces between words (N311) and white space at the edges of lines (N312), and what becomes of them.

    Those inside tags stay.
    """
    # Many times as fast as the pattern, which looks at each space
    edged = body[-1:] in _SPACES or any(f"\n{space}" in body or f"{space}\n" in body for space in _SPACES)
    found = [("N312", match.span()) for match in _EDGE.finditer(body)] if edged else []
    if "  " in body or "\xa0" in body:
        edges = {span for _, span in found}
        doubles = (match.span() for match in _DOUBLE.finditer(body))
        found += [("N311", span) for span in _without_columns(body, doubles) if span not in edges]
        found.sort(key=lambda item: item[1])
    if found and "<" in body:  # of what stays intact only tags hold spaces
        intact = intact_of(body)
        found = [(code, span) for code, span in found if not intact.holds(*span)]
    return ((code, Edit(start, stop, " " if code == "N311" else "")) for code, (start, stop) in found)


def _without_columns(body: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """`spans` of spaces, but for those of lines in which several stand and one is wide: those part columns."""
    positions = Positions(body)
    for _, group in groupby(spans, lambda span: positions.of(span[0])[0]):
        row = list(group)
        if len(row) < _COLUMNS or max(stop - start for start, stop in row) < _WIDE:
            yield from row


def mended_body(body: str, level: Level, codes: Collection[str], strays: bool = False) -> str:
    """`body` with what the rules of `codes` find in it mended, and nothing else changed; again changes nothing.

    `level` says which repairs are made, `strays` whether the characters of N006 go.
    """
    if strays and "N006" in codes:
        body = body.translate(WITHOUT_STRAY)
    without = DAMAGE.difference(codes)
    for _ in range(_MOST_ROUNDS):
        repaired = repair_body(body, level, without)
        if repaired.mended != body:  # places are told in what was repaired: evened is only what needs no repair
            body = repaired.mended
            if next(uneven_spaces(body), None) is None:
                break
            continue
        before, body = body, _evened(body, codes, repaired.found)
        if body == before:
            break
    return body


def _evened(body: str, codes: Collection[str], found: list[Found]) -> str:
    """`body` with its spaces even, but for those that tell of damage which was not repaired."""
    kept = {(x.line, x.column) for x in found if not x.applied}
    positions = Positions(body)
    edits = uneven_spaces(body)
    return apply_edits(
        body, (edit for code, edit in edits if code in codes and not (kept and positions.of(edit.stop) in kept))
    )


def gap_edits(before: str, after: str, offset: int = 0) -> list[Edit]:
    """The edits that make `after` of `before`: both hold the same characters in the same order but for white space
    and characters of N006. `offset` is where `before` begins."""
    if before == after:
        return []
    olds, news = _gaps(before), _gaps(after)
    edits: list[Edit] = []
    shift = offset  # what is in gaps of `before` so far
    for count in sorted(olds.keys() | news.keys()):
        start, stop = olds.get(count, (0, 0))
        new = after[slice(*news[count])] if count in news else ""
        if before[start:stop] != new:
            edits.append(Edit(count + shift, count + shift + stop - start, new))
        shift += stop - start
    return edits


def _gaps(text: str) -> dict[int, tuple[int, int]]:
    """How many characters stand before each gap that are in none, and where it is."""
    shorter, found = 0, {}
    for match in _GAP.finditer(text):
        found[match.start() - shorter] = match.span()
        shorter += match.end() - match.start()
    return found
