"""Headings that a plain space joins to the text after them: where they may end, as the heading model decides.

A break is made only where four words follow, so that a heading which was cut off is not cut again in the next pass.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .confidence import JOINED_MODEL_MAXIMUM, REPORT_THRESHOLD
from .decisions import JOINED_HEADING, Decision
from .heading_model import bare, ends_in_stop, heading_confidence
from .word_classes import CACHED_WORDS
from .words import NEVER_LAST_IN_HEADINGS, OPENERS, ends_in_credit

_LONGEST_HEADING = 80  # characters of a heading
_MOST_WORDS = 10  # words of a heading
_STOPS = ".:;!?…–—-"
_QUOTES = "\"'“‘”’)"
_LEAST_AFTER = 4  # words that must follow
_HEADING_AND_NEXT_WORD = _LONGEST_HEADING + 30  # characters that hold a heading and the word after it
_LONGEST_NUMBER = 4  # characters of a number or an abbreviation in brackets
HORIZON = 200  # characters after a block's beginning that a decision depends on
_WIDE_SPACE = 1.5  # what two spaces or more add to the evidence for the end of a heading, as the logarithm of odds
# What the block before adds, counted on the labelled articles: 9 of 32 blocks after a credit begin with a heading,
# 50 of 2,800 others, none of 190 blocks that are the first or stand after a heading. The values are lower than the
# counts suggest, because these are small.
_AFTER_CREDIT, _AFTER_HEADING = 2.5, -1.5


def find_joined_heading(text: str, start: int, limit: int, previous: int) -> Decision | None:
    """Find the break after a heading that a space joins to the paragraph that begins at `start`.

    `limit` is where the next break or line end may be: the decision depends on nothing beyond it. `previous` is where
    the block before begins. None where the block does not begin with a heading, where the heading has more than
    ten words or 80 characters, or where fewer than four words follow.

    >>> text = "Fears and hopes The harbour board has met for the third time."
    >>> text[find_joined_heading(text, 0, len(text), 0).at :]
    'The harbour board has met for the third time.'
    >>> text = "The film director Anna Bell and The Mill have won the prize."
    >>> find_joined_heading(text, 0, len(text), 0) is None
    True
    """
    # For speed, a cheap test excludes most blocks first.
    first = text[start : min(limit, start + _HEADING_AND_NEXT_WORD)].split(None, _MOST_WORDS + 1)
    if len(first) > _MOST_WORDS + 1:
        first.pop()
    if not _MAY_HOLD_HEADING.match("".join(map(_role, first))):
        return None
    words = first_words(text, start, limit)
    ends = heading_ends(words)
    evidence = evidence_before(text[max(previous, start - HORIZON) : start]) if ends else 0.0
    for index in ends:
        at = start_of_word(text, start, index)
        confidence = heading_confidence(words, index, evidence + (_WIDE_SPACE if text[at - 2 : at].isspace() else 0.0))
        if confidence >= REPORT_THRESHOLD:
            return Decision(at, JOINED_HEADING, min(JOINED_MODEL_MAXIMUM, round(confidence, 2)))
    return None


def evidence_before(before: str) -> float:
    """Return the evidence of the block before for a heading at the beginning of the next, as the logarithm of odds.

    >>> evidence_before("Boats wait. Photo: Anna Bell/NPA"), evidence_before("Outlook"), evidence_before("They left.")
    (2.5, -1.5, 0.0)
    """
    before = before.rstrip()
    if ends_in_credit(before):
        return _AFTER_CREDIT
    return _AFTER_HEADING if not before or (len(before) < _LONGEST_HEADING and before[-1].isalnum()) else 0.0


def first_words(text: str, start: int, limit: int) -> list[str]:
    """Return the first words of the block from `start` to `limit`, without a word that the horizon cuts off.

    >>> first_words("Fears and hopes The harbour", 0, 19)
    ['Fears', 'and', 'hopes', 'The']
    """
    stop = min(limit, start + HORIZON)
    words = text[start:stop].split(None, _MOST_WORDS + _LEAST_AFTER)
    if len(words) > _MOST_WORDS + _LEAST_AFTER or (stop < limit and words):
        words.pop()
    return words


def start_of_word(text: str, start: int, index: int) -> int:
    """Return the offset of the word `index`, counted from `start`.

    >>> start_of_word("Fears and hopes", 0, 2)
    10
    """
    found = re.compile(rf"\s*(?:\S+\s+){{{index}}}").match(text, start)
    return found.end() if found else start


def heading_ends(words: list[str]) -> list[int]:
    """Return the numbers of `words` that may be a heading: the indices at which a capital follows a possible last word.

    >>> heading_ends("Fears and hopes The harbour board has met Anna Bell at noon".split())
    [3, 8]
    >>> heading_ends("Fears and hopes. The harbour board has met".split())
    []
    """
    roles = "".join(map(_role, words))
    found = _END.search(roles)
    if found is None or not (words[0].lstrip("\"'“‘(")[:1].isupper() or words[0][0].isdigit()):
        return []
    most, stop = min(len(words) - _LEAST_AFTER, _MOST_WORDS), roles.find("S")
    ends = []
    while found:
        index = found.start() // 2 + 1
        if index > most or 0 <= stop < found.start() or sum(map(len, words[:index])) + index - 1 > _LONGEST_HEADING:
            break
        ends.append(index)
        found = _END.search(roles, found.end())
    return ends


@lru_cache(CACHED_WORDS)
def _role(word: str) -> str:
    """The role of a word around the end of a heading, as two letters.

    The first letter is the role of the last word of a heading: S a stop, which excludes a heading, X never ends one,
    U ends one before an opener, L before any capital. The second is the role of the first word after it: o opener,
    c other capital or digit, n neither.
    """
    return _role_as_last(word) + _role_as_first(word)


def _role_as_last(word: str) -> str:
    """The role of `word` as the last one of a heading."""
    end = word[-1]
    if end in _STOPS or (end in _QUOTES and ends_in_stop(word)):
        return "S"
    if end == "," or word.casefold() in NEVER_LAST_IN_HEADINGS or _is_number_in_marks(word):
        return "X"
    return "U" if word[0].isupper() and not word.islower() else "L"


def _is_number_in_marks(word: str) -> bool:
    """Whether `word` is short and begins with a digit or a bracket: `12`, `(3)`, `(UK)`."""
    return len(word) <= _LONGEST_NUMBER and not word[0].isalpha() and word.strip("().").isalnum()


def _role_as_first(word: str) -> str:
    """The role of `word` as the first one after a heading."""
    first = "" if word[0].islower() else word.lstrip(_QUOTES)[:1]
    if not first.isupper() and not first.isdigit():
        return "n"
    return "o" if bare(word) in OPENERS else "c"


_END = re.compile("L.(?=.[co])|U.(?=.o)")
_MAY_HOLD_HEADING = re.compile(f"(?:[XUL].){{0,{_MOST_WORDS - 1}}}?(?:{_END.pattern})")
