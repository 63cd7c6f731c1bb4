"""How sure we are that a candidate is damage: rules on the words and the shapes on both sides.

What stands left of a candidate counts from the last break on, what stands right of it counts up
to the next candidate. So a decision is the same before and after the other breaks are made.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

from .attributions import attribution
from .candidates import Candidate
from .confidence import CUE, NO_DAMAGE, REPORT_THRESHOLD, STRONG_CUE
from .context import Context, Usage, context_of, last_token, last_word
from .glued_headings import GLUED, after_quote, lost_space
from .sentences import plain_sentence_end, sentence_end
from .words import SPEECH

SPACE = "N309"
_AHEAD = 160  # characters


class Decision(NamedTuple):
    """A break before the character at `at` of the line, why (a code), and how sure that is."""

    at: int
    code: str
    confidence: float


def decide(
    line: str, start: int, candidate: Candidate, limit: int, usage: Usage, opening: Set[int] = frozenset()
) -> Decision | None:
    """Whether `line`, in which a block begins at `start`, is to be broken at `candidate`.

    `limit` is where the next candidate stands. None where there is no damage.
    """
    if candidate.shape == "sentence" and (confidence := plain_sentence_end(line, start, candidate)):
        return Decision(candidate.right, "N301", confidence)
    place = context_of(line, start, candidate, limit)
    if not place.left:
        return None
    at = candidate.right
    if candidate.shape != "sentence" and last_token(place.left).lstrip("(\"'“‘")[:1] in ("#", "@"):
        return None  # #FreeMalmo, @JaneDoe
    if candidate.shape == "camel" and (confidence := lost_space(place, line)):
        return Decision(at, SPACE, confidence)
    if candidate.shape == "sentence" and (confidence := _only_space(line, place, candidate, limit)):
        return Decision(at, SPACE, confidence)
    if candidate.shape == "sentence":
        confidence = sentence_end(place)
        at -= _opening_marks(place, candidate.right, opening)
    elif candidate.shape == "quote":
        if _says(place):
            return Decision(candidate.left, SPACE, STRONG_CUE)
        confidence, count = after_quote(place)
        at -= count
    else:
        named = not place.credit and not place.strong_opener and usage.is_name(line, candidate)
        confidence = NO_DAMAGE if named else GLUED[candidate.shape](place, usage)
    return Decision(at, _code(candidate, place), confidence) if confidence >= REPORT_THRESHOLD else None


def _code(candidate: Candidate, place: Context) -> str:
    if place.turn:
        return "N304"
    if candidate.shape == "sentence":
        return "N301"
    return "N303" if place.credit else "N302"


def _only_space(text: str, place: Context, candidate: Candidate, limit: int) -> float:
    """How sure it is that the pieces belong together: `2.Messy rooms`, `"… why?"Reed asked`.

    Nothing from the next candidate at `limit` on counts: it may be a break.
    """
    if place.whole and not place.marks and re.fullmatch(r"\d{1,2}\.", place.left):
        return CUE if place.next_word[:1].isupper() and place.next_word[1:].islower() else NO_DAMAGE
    if place.marks and place.marks[-1] in '"”' and place.left[-1] in "?!" and len(place.marks) == 1:
        right = text[candidate.right : min(limit, candidate.right + _AHEAD)].split("\n", 1)[0]
        return attribution(right, place.left[-1]) if right else NO_DAMAGE
    return NO_DAMAGE


def _says(place: Context) -> bool:
    """Whether a quotation opens right after a verb of speech: `He said"I am here"`."""
    opens = place.marks == "“" or (place.marks == '"' and place.left.count('"') % 2 == 0)
    return opens and last_word(place.left) in SPEECH


def _opening_marks(place: Context, right: int, opening: Set[int]) -> int:
    """How many of the marks between belong to the right-hand piece, which begins at `right`."""
    marks = place.marks
    for count, mark in enumerate(reversed(marks)):
        if mark in "“‘([«":
            continue
        if mark == '"' and marks.count(mark) == 1:
            return count + (right - count - 1 in opening)
        if mark in "”’)]»" or not _opens(place, marks[: len(marks) - count]):
            return count
        return count + 1
    return len(marks)


def _opens(place: Context, marks: str) -> bool:
    """Whether the straight quote at the end of `marks` opens a quotation.

    It does unless one is open: the nearest quote before it that can only open or only close tells;
    without one, the nearest after it; without any, it opens.
    """
    mark = marks[-1]
    if mark in marks[:-1]:
        return True  # two together: one closes, one opens
    text = place.left
    at = len(text)
    while (at := text.rfind(mark, 0, at)) >= 0:
        before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
        opening = (before.isspace() or before in "([—–-“‘\"'") and not after.isspace() and after != ""
        closing = not before.isspace() and not after.isalnum()
        if mark == "'" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        if opening != closing:
            return not opening
    after_mark = re.search(rf"(?<=\S){mark}(?=[\s,.;:)]|\Z)|(?:(?<=\s)|\A){mark}(?=\S)", place.right)
    return after_mark is None or not re.match(r"\S", place.right[after_mark.end() :]) or after_mark.start() == 0
