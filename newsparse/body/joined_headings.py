"""Headings that a plain space joins to the text after them: where one may end, for the model to say.

A break is made only where four words follow, so that a heading that has been cut off is read as it was before.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .decisions import Decision
from .heading_model import bare, certainty, ends_in_stop
from .word_classes import CACHED_WORDS
from .words import NEVER_LAST, OPENERS, SPEECH, ends_in_credit

_LONGEST = 80  # characters of a heading
_MOST_WORDS = 10
_STOPS = ".:;!?…–—-"
_QUOTES = "\"'“‘”’)"
_AFTER = 4  # words that must follow
_NEAR = _LONGEST + 30  # characters that hold a heading and the word after it
HORIZON = 200  # characters after a block's beginning, beyond which nothing counts
_ALWAYS = 0.5  # less sure is not reported
_SUREST = 0.97  # on halves of the articles that it was not trained on, the model was not surer with right
_WIDE = 1.5  # what two spaces or more say for the end of a heading, as the logarithm of odds
# Words after which no heading ends, whatever follows: most capitals of a text stand behind one of these.
_NO_END = (
    NEVER_LAST
    | SPEECH
    | frozenset(
        """
    about after against all also although among are be being both but called can could did do does during each
    every few former including just like many may might most named near new not old one only other over president
    several should since so some such than then there these this those though through to together toward towards
    two under until upon when while who will with within without would & - – — mr mrs ms dr
    """.split()
    )
)


def joined_at(text: str, start: int, limit: int, previous: int) -> Decision | None:
    """Where the block of `text` that begins at `start` is to be broken after a heading, if it is.

    `limit` is where the next break or line end may be: nothing beyond it is looked at. `previous` is
    where the block before begins.
    """
    # What most blocks do not pass, for the time it saves.
    near = text[start : min(limit, start + _NEAR)].split(None, _MOST_WORDS + 1)
    if len(near) > _MOST_WORDS + 1:
        near.pop()
    if not _MAY_HOLD.match("".join(map(_role, near))):
        return None
    words = first_words(text, start, limit)
    ends = ends_of(words)
    before = likelihood(text[max(previous, start - HORIZON) : start]) if ends else 0.0
    for index in ends:
        at = start_of(text, start, index)
        confidence = certainty(words, index, before + (_WIDE if text[at - 2 : at].isspace() else 0.0))
        if confidence >= _ALWAYS:
            return Decision(at, "N305", min(_SUREST, round(confidence, 2)))
    return None


def likelihood(before: str) -> float:
    """What the end of the block before one says for a heading at its beginning, as the logarithm of odds.

    Counted on the labelled articles: 9 of 32 blocks after a credit hold one, 50 of 2,800 others, none of 190 blocks
    that are the first or stand after a heading; less is taken, for the numbers are small.
    """
    before = before.rstrip()
    if ends_in_credit(before):
        return 2.5
    return -1.5 if not before or (len(before) < _LONGEST and before[-1].isalnum()) else 0.0


def first_words(text: str, start: int, limit: int) -> list[str]:
    """The first words of the block that begins at `start`, whole ones only."""
    stop = min(limit, start + HORIZON)
    words = text[start:stop].split(None, _MOST_WORDS + _AFTER)
    if len(words) > _MOST_WORDS + _AFTER or (stop < limit and words):
        words.pop()
    return words


def start_of(text: str, start: int, index: int) -> int:
    """The offset of the word `index`, counted from `start` on."""
    found = re.compile(rf"\s*(?:\S+\s+){{{index}}}").match(text, start)
    return found.end() if found else start


def ends_of(words: list[str]) -> list[int]:
    """How many words may be a heading: each index at which a capital, after what can end one, follows."""
    roles = "".join(map(_role, words))
    found = _PAIR.search(roles)
    if found is None or not (words[0].lstrip("\"'“‘(")[:1].isupper() or words[0][0].isdigit()):
        return []
    most, stop = min(len(words) - _AFTER, _MOST_WORDS), roles.find("S")
    ends = []
    while found and (index := found.start() // 2 + 1) <= most and not 0 <= stop < found.start():
        if sum(map(len, words[:index])) + index - 1 > _LONGEST:
            break
        ends.append(index)
        found = _PAIR.search(roles, found.end())
    return ends


@lru_cache(CACHED_WORDS)
def _role(word: str) -> str:
    """What a word can be to a heading, two letters: at its end, and as the first word after it.

    S stops it, X ends none, U ends one before an opener, L before any capital; opener, capital, none.
    """
    end, last = word[-1], "U"
    if end in _STOPS or (end in _QUOTES and ends_in_stop(word)):
        last = "S"
    elif (
        end == ","
        or word.casefold() in _NO_END
        or (not word[0].isalpha() and word.strip("().").isalnum() and len(word) < 5)
    ):
        last = "X"
    elif word.islower() or not word[0].isupper():
        last = "L"
    first = "" if word[0].islower() else word.lstrip(_QUOTES)[:1]
    begins = first.isupper() or first.isdigit()
    return last + ("n" if not begins else "o" if bare(word) in OPENERS else "c")


_PAIR = re.compile("L.(?=.[co])|U.(?=.o)")
_MAY_HOLD = re.compile(f"(?:[XUL].){{0,{_MOST_WORDS - 1}}}?(?:{_PAIR.pattern})")
