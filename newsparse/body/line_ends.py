"""Wrong line ends: inside a sentence, or before the quote mark that closes it.

`line_edits` yields two kinds of repair. A line that ends inside a sentence is merged with the next one; a closing
quote at the beginning of a line moves to the end of the line before. The line ends that a writer sets stay: those of
paragraphs, headings, entries of lists, verses and tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .broken_sentences import LineEnd, merge_lines
from .candidates import TERMINATORS
from .confidence import CLEAR_MARK, REPORT_THRESHOLD
from .quotes import Mark
from .words import UNFINISHED_ABBREVIATIONS

_LONGEST_ABBREVIATION = 9  # characters, with the marks around it
_OPENING = "(\"'“‘["
_CLOSING = "\"'”’"


class LineEdit(NamedTuple):
    """A repair at a line end, by offsets in the text.

    The white space from `gap` to `stop` holds the line end; the repair is reported at `at`. If `mark_count` is not 0,
    that many quote marks after the white space move before it. Otherwise `replacement` replaces the white space.
    """

    at: int
    gap: int
    stop: int
    mark_count: int
    replacement: str
    confidence: float


def line_edits(text: str, marks: list[Mark]) -> Iterator[LineEdit]:
    """Yield the repairs of the line ends of `text`, from left to right. `marks` are its quote marks.

    >>> from .quotes import read_marks
    >>> text = 'He said: "We wait.\\nWe have time.\\n"Boats left the U.\\nS. coast.'
    >>> [(edit.mark_count, edit.replacement) for edit in line_edits(text, read_marks(text))]
    [(1, ''), (0, '')]
    """
    moved = {mark.gap: mark for mark in marks if mark.moved and text[mark.at - 1].isspace()}
    edits = [*_quote_moves(text, moved.values(), {mark.at for mark in marks if mark.moved})]
    for gap, stop in _line_ends(text):
        if gap not in moved and _may_be_inside_sentence(text, gap, text[stop]):
            confidence, replacement = merge_lines(LineEnd.at(text, gap, stop))
            if confidence >= REPORT_THRESHOLD:
                edits.append(LineEdit(gap, gap, stop, 0, replacement, confidence))
    edits.sort()
    yield from edits


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    """The start and the end of each stretch of white space with a line feed, but for those at the ends of `text`."""
    at, length = text.find("\n"), len(text)
    while at >= 0:
        gap, stop = at, at + 1
        while stop < length and text[stop].isspace():
            stop += 1
        while gap and text[gap - 1].isspace():
            gap -= 1
        if gap and stop < length:
            yield gap, stop
        at = text.find("\n", stop)


def _may_be_inside_sentence(text: str, gap: int, following: str) -> bool:
    """Whether a line that ends at `gap` may end inside a sentence: a quick check that rules out most lines.

    `following` is the first character of the next line.

    >>> _may_be_inside_sentence("They left.\\nReed said", 10, "R"), _may_be_inside_sentence("They\\nleft.", 4, "l")
    (False, True)
    """
    if following.islower() or following in ";,":
        return True
    mark = text[gap - 1]
    if mark != ".":
        return mark in '"”'
    head = text[max(0, gap - _LONGEST_ABBREVIATION) : gap - 1].rsplit(None, 1)
    if not head:
        return False
    word = head[-1].lstrip(_OPENING)
    return len(word) < 2 or word[-1] in "IVX0123456789" or "." in word or word.casefold() in UNFINISHED_ABBREVIATIONS


def _quote_moves(text: str, moved: Iterable[Mark], slipped: set[int]) -> Iterator[LineEdit]:
    """Yield the moves of closing quotes to the end of the line before.

    Leaves a quote alone if the line before ends without a stop or a comma: too rare to tell from an opening one.
    `slipped` are the offsets of all marks that belong to the line before.

    >>> text = 'He said: "We wait.\\n"Boats left.'
    >>> [edit.mark_count for edit in _quote_moves(text, [Mark(at=19, opens=False, moved=True, gap=18)], {19})]
    [1]
    """
    for mark in moved:
        if text[mark.gap - 1] not in TERMINATORS + ",'’":
            continue
        count = 2 if text.startswith("''", mark.at) else 1
        while mark.at + count in slipped and text[mark.at + count] in _CLOSING:
            count += 1
        yield LineEdit(mark.at, mark.gap, mark.at, count, "", CLEAR_MARK)
