"""Double quotes: which ones open and close, and closing ones that slipped to the beginning of the next line.

The shape of a straight quote does not say whether it opens or closes; the characters beside it and all other quotes
do. `read_marks` finds the reading of all marks with the least cost, by a Viterbi search over two states: outside and
inside a quotation. So it also reads most writers correctly who open each paragraph of a long quotation, or never
close one. A break or a move changes the characters around a mark, and with them, rarely, the reading; therefore
repair reads the marks again until the text does not change any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .candidates import TERMINATORS

_OPENS, _CLOSES, _REOPENS, _STRAY = range(4)
_IS_OPEN_AFTER = {_OPENS: True, _CLOSES: False, _REOPENS: True, _STRAY: False}
# The costs of readings that the shape contradicts: set by hand, checked on all labelled articles.
_MOVED = 1.0  # closes at the beginning of a line
_REOPENED = 2.5  # opens inside a quotation
_AGAINST_SHAPE = 6.0  # closes with the shape of an opening quote, or the other way round
_NOT_OPENED = 3.0  # closes outside a quotation
_UNCLEAR = 0.5  # between two letters or digits
_CONTRACTED = r"|\b(?:[Ii]t|[Tt]hat|[Tt]here|[Ww]hat|[Hh]e|[Ss]he)['’]s\b|n['’]t\b|['’](?:re|ve|ll)\b"
_FIRST_PERSON = r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]our?)\b"
# Without `us`, `our` and `you`, with which a reporter also addresses the readers.
_SPEAKS = r"\b(?:I|[Ww]e|[Mm]y)\b" + _CONTRACTED
_REPORTS = r"(?:said|says|told|added|noted|asked|warned|stressed|wrote|explained|argued)\b"
_SECOND_SENTENCE = r"\. (?<=[a-z]{5}\. )[A-Z][a-z]"  # of a line
_LETTERS_E_PER_SENTENCE = 160  # letters `e` measure the length of a text, as line breaks do not change their number
_AHEAD = 240  # characters after a mark

_Costs = tuple[float, float, float, float]  # of the readings, in the order of _OPENS to _STRAY


class Mark(NamedTuple):
    """A double quote at the offset `at`, as the best reading has it.

    `opens` says whether it opens a quotation, `moved` whether it slipped from the end of the line before. `gap` is
    where the white space before a mark at the beginning of a line starts, else `at`.
    """

    at: int
    opens: bool
    moved: bool
    gap: int


def read_marks(text: str) -> list[Mark]:
    """Return all double quotes of `text`, from left to right, in the reading of least cost.

    >>> [mark.opens for mark in read_marks('He said: "We wait."')]
    [True, False]

    A closing quote that slipped to the next line is known from the quotation that is open, and from what follows:

    >>> [mark.moved for mark in read_marks('He said: "We wait.\\n"Boats left on Monday.')]
    [False, True]
    >>> [mark.moved for mark in read_marks('He said: "We will not stop.\\n"And we will win.')]
    [False, False]
    """
    # `re` finds a literal many times as fast as alternatives, and most texts have straight quotes only.
    plain = "''" not in text and (text.isascii() or ("“" not in text and "”" not in text))
    offsets = [match.start() for match in re.finditer('"' if plain else "[\"“”]|''", text)]
    if not offsets:
        return []
    gaps, all_costs = _costs_of_marks(text, offsets)
    readings = _cheapest_readings(all_costs)
    return [
        Mark(at, _IS_OPEN_AFTER[reading], reading == _CLOSES and gap < at, gap)
        for at, gap, reading in zip(offsets, gaps, readings, strict=True)
    ]


def _cheapest_readings(all_costs: list[_Costs]) -> list[int]:
    """The reading of each mark on the path of least cost through the states outside and inside.

    >>> _cheapest_readings([(0.0, 6.0, 2.5, 3.0), (6.0, 0.0, 6.0, 3.0)]) == [_OPENS, _CLOSES]
    True
    """
    outside, inside = 0.0, _REOPENED + _AGAINST_SHAPE  # the cost of each state after the marks so far
    steps: list[tuple[int, int]] = []
    for opens, closes, again, stray in all_costs:
        to_outside, to_inside = _STRAY, _OPENS
        was_outside, was_inside = outside, inside
        outside, inside = was_outside + stray, was_outside + opens
        if was_inside + closes < outside:
            outside, to_outside = was_inside + closes, _CLOSES
        if was_inside + again < inside:
            inside, to_inside = was_inside + again, _REOPENS
        steps.append((to_outside, to_inside))
    is_inside = inside < outside
    readings = []
    for step in reversed(steps):
        reading = step[is_inside]
        readings.append(reading)
        is_inside = reading in (_CLOSES, _REOPENS)
    readings.reverse()
    return readings


def unpaired(text: str) -> Iterator[int]:
    """Yield the offsets of quotes that open a quotation which is never closed, or close one that was not opened.

    >>> [*unpaired('"We wait." He said: "We have time.')]
    [20]

    Leaves inches alone, marks that open a further paragraph of a quotation or slipped to the next line, and texts
    with „, which use the quotes of other languages to close.

    >>> [*unpaired('They had 12" records.')]
    []
    """
    begun: int | None = None
    for mark in read_marks(text) if "„" not in text else ():
        if begun is None and text[mark.at - 1 : mark.at].isdigit():
            continue
        if mark.opens:
            if begun is not None and mark.gap == mark.at and mark.at:
                yield begun
            begun = mark.at
        else:
            if begun is None:
                yield mark.at
            begun = None
    if begun is not None:
        yield begun


def _costs_of_marks(text: str, offsets: list[int]) -> tuple[list[int], list[_Costs]]:
    """The gap before each mark, as in `Mark.gap`, and the costs of its readings."""
    lead, continued = len(text) - len(text.lstrip()), _continuations(text, offsets)
    gaps: list[int] = []
    all_costs: list[_Costs] = []
    prose: float | None = None
    for index, at in enumerate(offsets):
        costs, gap = _cached_costs_by_neighbours(text[at - 1 : at + 2]) if at > lead else None, at
        if costs is None or text[at - 2 : at].isspace():
            gap = _gap_before(text, at)
            if gap == at and index and gaps[-1] < offsets[index - 1] == at - 1:
                gap = at - 1  # the second of two at the beginning of a line
            following = offsets[index + 1] if index + 1 < len(offsets) else len(text)
            costs = _costs_of_mark(text, at, gap, following, at == lead)
        if at in continued:
            costs = (costs[0], _AGAINST_SHAPE, 0.0, costs[3])
        elif gap < at:
            prose = _cost_in_prose(text) if prose is None else prose
            costs = (costs[0], costs[1] + prose, *costs[2:])
        gaps.append(gap)
        all_costs.append(costs)
    return gaps, all_costs


def _continuations(text: str, offsets: list[int]) -> set[int]:
    """The marks that open a further paragraph of a quotation, known by the shape of the whole quotation.

    Three lines or more have one mark each, at their beginning (the first line may have it inside), and the last line
    has another one at its end. In the corpus no quotation of that shape has a mark that slipped.

    >>> text = 'He said: "We wait.\\n"We have time.\\n"We are here."'
    >>> sorted(_continuations(text, [9, 19, 34, 47]))
    [19, 34]
    """
    found: set[int] = set()
    if len(re.findall(r'\n[^\S\n]*+"', text)) < 2:
        return found
    run: list[int] = []  # an opening mark, and the marks at beginnings of lines that follow it
    for index, at in enumerate(offsets):
        if run and (text[at - 1] == "\n" or _gap_before(text, at) < at):
            run.append(at)
            continue
        if len(run) > 2 and not text[at + 1 : at + 3].split("\n", 1)[0].strip():
            found.update(run[1:])
        starts = not index or text[at - 1 : at].isspace()
        run = [at] if starts and not text[at + 1 : at + 2].isspace() else []
    return found


def _cost_in_prose(text: str) -> float:
    """The additional cost of closing at the beginning of a line, by the kind of text.

    Quotes slip where a tool has split the text into sentences. Where lines hold whole paragraphs they do not. Both
    counts stay the same when lines are broken or merged.

    >>> _cost_in_prose("The boats waited. They came back.\\nNobody waited. The sea was calm.") == _AGAINST_SHAPE
    True
    >>> _cost_in_prose("The boats left.\\nThey came back.") == 0
    True
    """
    sentences = len(re.findall(_SECOND_SENTENCE, text))
    return _AGAINST_SHAPE if sentences > 1 and sentences * _LETTERS_E_PER_SENTENCE > text.count("e") else 0.0


def _gap_before(text: str, at: int) -> int:
    """Where the white space before `at` begins if it contains a line feed, else `at`."""
    start = at
    while start and text[start - 1].isspace():
        start -= 1
    return start if start and "\n" in text[start:at] else at


# --- the costs of one mark --------------------------------------------------------------------


def _costs_of_mark(text: str, at: int, gap: int, following: int, first: bool = False) -> _Costs:
    """The costs of the readings of the mark at `at`.

    `following` is the offset of the next mark; `first` says whether only white space stands before this one.
    """
    if text[at] == "“":
        return 0.0, _AGAINST_SHAPE, _REOPENED / 2, _AGAINST_SHAPE
    if text[at] == "”":
        return _AGAINST_SHAPE, (_MOVED / 2 if gap < at else 0.0), _AGAINST_SHAPE, _NOT_OPENED
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == "'":
        return _AGAINST_SHAPE, (0.0 if gap < at else _UNCLEAR), _AGAINST_SHAPE, 0.0
    if gap < at or first:
        return _costs_at_line_start(text, at, gap, following)
    return _costs_by_neighbours(before, after) or (
        _UNCLEAR,
        _UNCLEAR,
        _cost_of_reopening(text, at, following),
        _NOT_OPENED,
    )


def _costs_by_neighbours(before: str, after: str) -> _Costs | None:
    """The costs of a straight quote by the characters on its sides; None between letters or digits.

    >>> _costs_by_neighbours(" ", "W") == (0.0, _AGAINST_SHAPE, _REOPENED + 0.5, _NOT_OPENED)
    True
    """
    spaced, ends = before.isspace() or before in "([{—–-‘/", not after or after.isspace() or after in ".,;:!?)]}—–…"
    if spaced and not ends:
        return 0.0, _AGAINST_SHAPE, _REOPENED + 0.5, _NOT_OPENED
    if ends and not spaced:
        return _AGAINST_SHAPE, 0.0, _AGAINST_SHAPE, _NOT_OPENED
    return (1.0, 1.0, _REOPENED, 1.0) if spaced else None


@lru_cache(1 << 10)
def _cached_costs_by_neighbours(three: str) -> _Costs | None:
    """`_costs_by_neighbours` of the straight quote in the middle of `three` characters; None if these do not decide.

    Cached: a few hundred entries serve all texts.
    """
    plain = len(three) == 3 and three[1] == '"' and (three[0] == " " or not three[0].isspace()) and three[0] != '"'
    return _costs_by_neighbours(three[0], three[2]) if plain else None


def _costs_at_line_start(text: str, at: int, gap: int, following: int) -> _Costs:
    """The costs of a straight quote at the beginning of a line."""
    after = text[at + 1 : at + 2]
    if not after or after.isspace():
        return _AGAINST_SHAPE, 0.0, _AGAINST_SHAPE, _NOT_OPENED
    if after == '"' and gap < at and following == at + 1:
        return _REOPENED * 2, 0.0, _REOPENED * 2, _NOT_OPENED
    moved = _MOVED if text[gap - 1 : gap] in TERMINATORS or text[gap - 1 : gap] in ",'’" else _MOVED + _REOPENED
    if re.search(_SPEAKS, text[at + 1 : min(following, at + _AHEAD)]):
        moved += 1.5 * _REOPENED  # the speaker of the quotation continues
    return 0.0, moved, _cost_of_reopening(text, at, following), _NOT_OPENED


def _cost_of_reopening(text: str, at: int, following: int) -> float:
    """The cost of opening inside a quotation: low if a speaker continues after the mark, high if a reporter does.

    >>> texts = ['"We wait."', '"Boats wait."', '"Boats wait, Reed said."']
    >>> [_cost_of_reopening(text, 0, len(text)) for text in texts]
    [1.5, 2.5, 3.5]
    """
    ahead = text[at + 1 : min(following, at + _AHEAD)]
    if re.search(_FIRST_PERSON, ahead):
        return _REOPENED - 1.0
    return _REOPENED + 1.0 if re.search(_REPORTS, ahead) else _REOPENED
