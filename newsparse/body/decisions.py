"""Decisions on candidates: whether one is damage, its code and its confidence.

The left-hand piece of a candidate begins at the last break, the right-hand piece ends at the next candidate. So a
decision is the same before and after the other breaks are made.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

from .attributions import attribution
from .candidates import Candidate
from .confidence import CUE, NO_DAMAGE, REPORT_THRESHOLD, STRONG_CUE
from .context import Context, Usage, context_of, last_token, last_word
from .glued_headings import HEADING_RULES, after_quote
from .sentences import plain_sentence_end, sentence_end
from .words import OPENERS, SPEECH_VERBS

# Codes of the catalogue in newsparse/problems.py.
GLUED_SENTENCE, GLUED_HEADING, GLUED_CAPTION, GLUED_TURN = "N301", "N302", "N303", "N304"
JOINED_HEADING, JOINED_CAPTION = "N305", "N306"
MISSING_SPACE, LOST_STOP = "N309", "N310"

_AHEAD = 160  # characters after a quotation
_WORDS_BEFORE_NAMES = ("the", "of", "and", "that")  # in addition to verbs of speech
_LEAST_NAME = 4  # letters
_LEAST_VERB = 4  # letters
_OPENING_MARKS = "“‘([«"
_CLOSING_MARKS = "”’)]»"


class Decision(NamedTuple):
    """A repair at the offset `at`: a break, or for `MISSING_SPACE` a space, with its code and confidence."""

    at: int
    code: str
    confidence: float


def decide(
    text: str, start: int, candidate: Candidate, limit: int, usage: Usage, opening: Set[int] = frozenset()
) -> Decision | None:
    """Decide on `candidate` of `text`; None where there is no damage.

    `start` is where its block begins, `limit` the offset of the next candidate, `usage` how the body uses its words,
    and `opening` are the offsets of quotes that open.

    >>> text = "His wage is soaring.Net income leapt."
    >>> decide(text, 0, Candidate("sentence", 20, 20), len(text), Usage(text, []))
    Decision(at=20, code='N301', confidence=0.99)

    Hashtags, names and abbreviations are left alone.

    >>> text = "They wrote #FreeMalmo on it."
    >>> decide(text, 0, Candidate("camel", 16, 16), len(text), Usage(text, [])) is None
    True
    """
    is_sentence = candidate.shape == "sentence"
    if is_sentence and (confidence := plain_sentence_end(text, start, candidate)):
        return Decision(candidate.right, GLUED_SENTENCE, confidence)
    context = context_of(text, start, candidate, limit)
    if not context.left:
        return None
    if is_sentence:
        return _at_stop(text, context, candidate, limit, opening)
    if last_token(context.left).lstrip("(\"'“‘")[:1] in ("#", "@"):
        return None
    if candidate.shape == "quote":
        return _at_quote(context, candidate)
    return _inside_word(text, context, candidate, usage)


def _at_stop(text: str, context: Context, candidate: Candidate, limit: int, opening: Set[int]) -> Decision | None:
    """Decide on a candidate after a mark that may end a sentence: a missing space, or a break."""
    if confidence := _space_after_stop(text, context, candidate, limit):
        return Decision(candidate.right, MISSING_SPACE, confidence)
    count = _count_opening_marks(context, candidate.right, opening)
    code = GLUED_TURN if context.right_is_turn else GLUED_SENTENCE
    return _break(candidate.right - count, code, sentence_end(context))


def _at_quote(context: Context, candidate: Candidate) -> Decision | None:
    """Decide on a quote between two words: a missing space before it, or a break on one of its sides."""
    if _opens_after_speech_verb(context):
        return Decision(candidate.left, MISSING_SPACE, STRONG_CUE)
    confidence, count = after_quote(context)
    return _break(candidate.right - count, _code_of_heading(context), confidence)


def _inside_word(text: str, context: Context, candidate: Candidate, usage: Usage) -> Decision | None:
    """Decide on a capital directly after a letter, a digit or a bracket: a missing space, or a break."""
    if candidate.shape == "camel" and (confidence := _space_before_name(context)):
        return Decision(candidate.right, MISSING_SPACE, confidence)
    if not context.left_has_credit and not context.right_has_strong_opener and usage.is_name(text, candidate):
        return None
    return _break(candidate.right, _code_of_heading(context), HEADING_RULES[candidate.shape](context, usage))


def _break(at: int, code: str, confidence: float) -> Decision | None:
    return Decision(at, code, confidence) if confidence >= REPORT_THRESHOLD else None


def _code_of_heading(context: Context) -> str:
    """The code of a break without a stop, by the pieces on both sides."""
    if context.right_is_turn:
        return GLUED_TURN
    return GLUED_CAPTION if context.left_has_credit else GLUED_HEADING


def _space_after_stop(text: str, context: Context, candidate: Candidate, limit: int) -> float:
    """The confidence that only a space is missing: after the number of an item, or before a speaker.

    The text from the next candidate at `limit` on does not count, because a break may be made there.

    >>> context = Context.between("2.", "Messy rooms are fine")
    >>> _space_after_stop("2.Messy rooms are fine", context, Candidate("sentence", 2, 2), 22) == CUE
    True
    >>> context = Context.between('"Who shall pay?', "Reed asked", '"')
    >>> _space_after_stop('"Who shall pay?"Reed asked.', context, Candidate("sentence", 15, 16), 27) == STRONG_CUE
    True
    """
    if context.left_is_whole and not context.marks and re.fullmatch(r"\d{1,2}\.", context.left):
        return CUE if context.next_word[:1].isupper() and context.next_word[1:].islower() else NO_DAMAGE
    if context.marks not in ('"', "”") or context.left[-1] not in "?!":
        return NO_DAMAGE
    right = text[candidate.right : min(limit, candidate.right + _AHEAD)].split("\n", 1)[0]
    return attribution(right, context.left[-1]) if right else NO_DAMAGE


def _space_before_name(context: Context) -> float:
    """The confidence that only a space is missing before a name: `He toldReuters`, `to theGuardian`.

    A verb of speech, or one of four words before names, must stand on the left as a whole. Other words, names of fewer
    than four letters, and words that begin sentences are left alone.

    >>> _space_before_name(Context.between("He told", "Reuters that they wait.")) == CUE
    True
    >>> _space_before_name(Context.between("Old fears", "Reuters said that they wait.")) == NO_DAMAGE
    True
    """
    word, name = last_word(context.left), context.next_word
    if context.next_word_is_inner or len(name) < _LEAST_NAME or name in OPENERS or not name[1:].islower():
        return NO_DAMAGE
    if context.left[-len(word) - 1 : -len(word)] != " ":
        return NO_DAMAGE
    return CUE if word in _WORDS_BEFORE_NAMES or (word in SPEECH_VERBS and len(word) >= _LEAST_VERB) else NO_DAMAGE


def _opens_after_speech_verb(context: Context) -> bool:
    """Whether a quotation opens right after a verb of speech.

    >>> [_opens_after_speech_verb(Context.between(left, "I am here", '"')) for left in ("He said", "It is")]
    [True, False]
    """
    opens = context.marks == "“" or (context.marks == '"' and context.left.count('"') % 2 == 0)
    return opens and last_word(context.left) in SPEECH_VERBS


# --- on which side of a break the marks belong -------------------------------------------------


def _count_opening_marks(context: Context, right: int, opening: Set[int]) -> int:
    """How many of the marks between the pieces belong to the right-hand one, which begins at the offset `right`.

    `opening` are the offsets of the straight double quotes that open.

    >>> _count_opening_marks(Context.between("They left.", "We wait", "“"), 11, set())
    1
    >>> _count_opening_marks(Context.between("They left (on Monday.", "We wait", ")"), 22, set())
    0
    """
    marks = context.marks
    for count, mark in enumerate(reversed(marks)):
        if mark in _OPENING_MARKS:
            continue
        if mark == '"' and marks.count(mark) == 1:
            return count + (right - count - 1 in opening)
        if mark in _CLOSING_MARKS or not _straight_quote_opens(context, marks[: len(marks) - count]):
            return count
        return count + 1
    return len(marks)


def _straight_quote_opens(context: Context, marks: str) -> bool:
    """Whether the straight quote at the end of `marks` opens a quotation.

    It does unless a quotation is open. That is known from the nearest quote before it that can only open or only
    close, or else from the nearest one after it; without any, the quote opens.

    >>> _straight_quote_opens(Context.between("He said: 'We left.", "The boats", "'"), "'")
    False
    >>> _straight_quote_opens(Context.between("He left.", "We wait,' she said", "'"), "'")
    True
    """
    mark, left, right = marks[-1], context.left, context.right
    if mark in marks[:-1]:
        return True  # of two together, the first closes and the second opens
    at = len(left)
    while (at := left.rfind(mark, 0, at)) >= 0:
        if (opened := _is_opening(left, at)) is not None:
            return not opened
    found = re.search(rf"(?<=\S){mark}(?=[\s,.;:)]|\Z)|(?:(?<=\s)|\A){mark}(?=\S)", right)
    return found is None or not re.match(r"\S", right[found.end() :]) or found.start() == 0


def _is_opening(text: str, at: int) -> bool | None:
    """Whether the straight quote at `at` opens a quotation; None if it may open or close, or is an apostrophe.

    >>> _is_opening("a 'b c", 2), _is_opening("a b' c", 3), _is_opening("a b'c", 3)
    (True, False, None)
    """
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
    if text[at] == "'" and before.isalnum() and after.isalnum():
        return None
    opening = (before.isspace() or before in "([—–-“‘\"'") and after != "" and not after.isspace()
    closing = not before.isspace() and not after.isalnum()
    return opening if opening != closing else None
