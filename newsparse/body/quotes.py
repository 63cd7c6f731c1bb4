"""The state of quotation over the whole body, and closing quotes that slipped to the next line.

A straight quote does not say whether it opens or closes; what stands beside it, and all others,
do. The path of least cost through the states (a Viterbi search over the marks, two states: closed
and open) reads them together, so that a writer who opens every paragraph of a long quotation,
or never closes one, is mostly read rightly. What a break or a move changes around a mark may still
change the path, rarely: who repairs reads the marks again until nothing moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .candidates import TERMINATORS

_OPENS, _CLOSES, _REOPENS, _STRAY = range(4)
_STATE = {_OPENS: True, _CLOSES: False, _REOPENS: True, _STRAY: False}
# The costs of each reading where the shape speaks for another: set by hand, checked on all labelled articles.
_MOVED = 1.0  # closing at the beginning of a line
_AGAIN = 2.5  # opening while open
_WRONG = 6.0  # closing where it stands like an opening one, and the other way round
_ODD = 3.0  # closing where nothing is open
_UNCLEAR = 0.5  # glued on both sides
_CONTRACTED = r"|\b(?:[Ii]t|[Tt]hat|[Tt]here|[Ww]hat|[Hh]e|[Ss]he)['’]s\b|n['’]t\b|['’](?:re|ve|ll)\b"
_FIRST = r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]our?)\b"
# Without `us`, `our` and `you`, which a report says of its readers too.
_SAYS_WE = r"\b(?:I|[Ww]e|[Mm]y)\b" + _CONTRACTED
_SPOKEN = r"(?:said|says|told|added|noted|asked|warned|stressed|wrote|explained|argued)\b"
_INSIDE = r"\. (?<=[a-z]{5}\. )[A-Z][a-z]"  # where a line goes on after a sentence
_AHEAD = 240  # characters after a mark that are looked at


_Costs = tuple[float, float, float, float]


class Mark(NamedTuple):
    """A double quote: its offset, whether it opens in the best reading, and whether it slipped a line.

    `gap` is where the white space before a mark at the beginning of a line starts, else `at`.
    """

    at: int
    opens: bool
    moved: bool
    gap: int


def read_marks(text: str) -> list[Mark]:
    """All double quotes of `text`, from left to right, as the best reading has them."""
    # A literal is searched many times as fast as a choice, and most texts hold straight quotes only.
    plain = "''" not in text and (text.isascii() or ("“" not in text and "”" not in text))
    pattern = '"' if plain else "[\"“”]|''"
    places = [match.start() for match in re.finditer(pattern, text)]
    if not places:
        return []
    closed, opened = 0.0, _AGAIN + _WRONG  # the cost of being closed, and open, after the marks so far
    steps: list[tuple[int, int]] = []
    gaps: list[int] = []
    for gap, (opens, closes, again, stray) in _readings(text, places):
        gaps.append(gap)
        how_closed, how_opened = _STRAY, _OPENS
        was_closed, was_open = closed, opened
        closed, opened = was_closed + stray, was_closed + opens
        if was_open + closes < closed:
            closed, how_closed = was_open + closes, _CLOSES
        if was_open + again < opened:
            opened, how_opened = was_open + again, _REOPENS
        steps.append((how_closed, how_opened))
    is_open = opened < closed
    marks: list[Mark] = []
    for at, gap, step in zip(reversed(places), reversed(gaps), reversed(steps), strict=True):
        how = step[is_open]
        marks.append(Mark(at, _STATE[how], how == _CLOSES and gap < at, gap))
        is_open = how in (_CLOSES, _REOPENS)
    marks.reverse()
    return marks


def unpaired(text: str) -> Iterator[int]:
    """Where a quotation is opened that is never closed, or closed that was not opened.

    A mark that slipped to the next line closes; one that opens a further paragraph of a quotation goes on with it.
    Inches are none, and texts that open with „ close with what opens elsewhere.
    """
    begun: int | None = None
    for mark in read_marks(text) if "„" not in text else ():
        if text[mark.at - 1 : mark.at].isdigit() and begun is None:
            continue
        if mark.opens and begun is not None and mark.gap == mark.at and mark.at:
            yield begun
        elif not mark.opens and begun is None:
            yield mark.at
        begun = mark.at if mark.opens else None
    if begun is not None:
        yield begun


def _readings(text: str, places: list[int]) -> Iterator[tuple[int, _Costs]]:
    """Of each mark where the gap before it begins, and what its readings cost."""
    lead, continued = len(text) - len(text.lstrip()), _continued(text, places)
    prose: float | None = None
    before = 0  # the gap of the mark before
    for index, at in enumerate(places):
        costs, gap = _lone(text[at - 1 : at + 2]) if at > lead else None, at
        if costs is None or text[at - 2 : at].isspace():
            gap = _gap(text, at)
            if gap == at and index and before < places[index - 1] == at - 1:
                gap = at - 1  # the second of two at the beginning of a line
            following = places[index + 1] if index + 1 < len(places) else len(text)
            costs = _costs(text, at, gap, following, at == lead)
        if at in continued:
            costs = (costs[0], _WRONG, 0.0, costs[3])
        elif gap < at:
            if prose is None:
                prose = _WRONG if _is_prose(text) else 0.0
            costs = (costs[0], costs[1] + prose, *costs[2:])
        before = gap
        yield gap, costs


def _continued(text: str, places: list[int]) -> set[int]:
    """The marks that open one more paragraph of a quotation, told by the shape of the whole.

    Three lines or more have one mark each, at their beginning (the first may have it inside), and the last one more,
    at its end. In the corpus no quotation of that shape had a mark that slipped.
    """
    found: set[int] = set()
    if len(re.findall(r'\n[^\S\n]*+"', text)) < 2:
        return found
    run: list[int] = []  # an opening mark, and marks at beginnings of lines that follow it
    for index, at in enumerate(places):
        if run and (text[at - 1] == "\n" or _gap(text, at) < at):
            run.append(at)
            continue
        if len(run) > 2 and not text[at + 1 : at + 3].split("\n", 1)[0].strip():
            found.update(run[1:])
        starts = not index or text[at - 1 : at].isspace()
        run = [at] if starts and not text[at + 1 : at + 2].isspace() else []
    return found


def _is_prose(text: str) -> bool:
    """Whether lines hold paragraphs: quotes slip where a tool has cut the text into sentences.

    Both counts stay what they are when lines are broken or joined.
    """
    ends = len(re.findall(_INSIDE, text))
    return ends > 1 and ends * 160 > text.count("e")


def _gap(text: str, at: int) -> int:
    """Where the white space before `at` begins, if it holds a line feed; else `at`."""
    start = at
    while start and text[start - 1].isspace():
        start -= 1
    return start if start and "\n" in text[start:at] else at


def _costs(text: str, at: int, gap: int, following: int, first: bool = False) -> _Costs:
    """What it costs to read the mark at `at` as opening, closing, opening again, or stray.

    `first` says that nothing stands before it in the text.
    """
    if text[at] == "“":
        return 0.0, _WRONG, _AGAIN / 2, _WRONG
    if text[at] == "”":
        return _WRONG, (_MOVED / 2 if gap < at else 0.0), _WRONG, _ODD
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == "'":
        return _WRONG, (0.0 if gap < at else _UNCLEAR), _WRONG, 0.0
    if gap < at or first:
        return _line_start(text, at, gap, following)
    return _beside(before, after) or (_UNCLEAR, _UNCLEAR, _again(text, at, following), _ODD)


def _beside(before: str, after: str) -> _Costs | None:
    """What it costs to read a straight quote between two characters; None where it is glued on both sides."""
    spaced, ends = before.isspace() or before in "([{—–-‘/", not after or after.isspace() or after in ".,;:!?)]}—–…"
    if spaced and not ends:
        return 0.0, _WRONG, _AGAIN + 0.5, _ODD
    if ends and not spaced:
        return _WRONG, 0.0, _WRONG, _ODD
    return (1.0, 1.0, _AGAIN, 1.0) if spaced else None


@lru_cache(1 << 10)
def _lone(three: str) -> _Costs | None:
    """The costs of a quote by itself and its neighbours, the first and the last of `three` characters; None where more
    has to be looked at. A few hundred entries serve all texts."""
    plain = len(three) == 3 and three[1] == '"' and (three[0] == " " or not three[0].isspace()) and three[0] != '"'
    return _beside(three[0], three[2]) if plain else None


def _line_start(text: str, at: int, gap: int, following: int) -> _Costs:
    after = text[at + 1 : at + 2]
    if not after or after.isspace():
        return _WRONG, 0.0, _WRONG, _ODD
    if after == '"' and gap < at and following == at + 1:
        return _AGAIN * 2, 0.0, _AGAIN * 2, _ODD
    moved = _MOVED if text[gap - 1 : gap] in TERMINATORS or text[gap - 1 : gap] in ",'’" else _MOVED + _AGAIN
    if re.search(_SAYS_WE, text[at + 1 : min(following, at + _AHEAD)]):
        moved += 1.5 * _AGAIN  # somebody speaks: the quotation goes on
    return 0.0, moved, _again(text, at, following), _ODD


def _again(text: str, at: int, following: int) -> float:
    """What it costs to open a quotation that is open: less where somebody speaks, more where it is told."""
    ahead = text[at + 1 : min(following, at + _AHEAD)]
    if re.search(_FIRST, ahead):
        return _AGAIN - 1.0
    return _AGAIN + 1.0 if re.search(_SPOKEN, ahead) else _AGAIN
