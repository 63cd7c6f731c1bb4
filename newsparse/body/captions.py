"""Photo credits that only a space, or nothing, separates from the text after them: `Photo: NPA The boats …`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from .confidence import CUE, NO_DAMAGE, STRONG_CUE, TWO_CUES, WEAK_CUE
from .context import before_apostrophe
from .decisions import GLUED_CAPTION, GLUED_TURN, JOINED_CAPTION, Decision
from .words import AGENCIES, CREDIT_ENDS, CREDIT_LABELS, OPENERS, STRONG_OPENERS

_MOST_WORDS = 9  # of the names in a credit
_LEAST_AFTER = 4  # words that must follow, as after a heading
_AHEAD = 60  # characters after a credit that are examined
_LONGEST_LABEL = 20  # characters
_LONGEST_CREDIT = 240  # characters of a credit that are examined
_NEVER_LAST_IN_CREDITS = ("of", "from", "by", "the", "and", "via", "&", "for")  # words of a credit before a name


def find_credit_ends(text: str, glued: list[int]) -> Iterator[Decision]:
    """Find the breaks after photo credits: between the credit and the sentence that a space joins to it.

    A credit is a label, a colon and up to nine words. It ends after an agency, after a name with a slash, or before
    a word that begins sentences. `glued` are the sorted offsets of the candidates in `text`: a credit ends
    at the next of them at the latest. Labels that advertise pictures, and credits that nothing or a single name
    follows, are left alone.

    >>> text = "Photo: Dov Ames/NPA The boats leave the harbour."
    >>> [text[found.at :] for found in find_credit_ends(text, [])]
    ['The boats leave the harbour.']
    >>> list(find_credit_ends("PHOTOS: Inside The White House on a big day", []))
    []
    """
    for found in re.finditer(":" if text.isascii() or "：" not in text else "[:：]", text):
        at = found.start()
        before = text[max(0, at - _LONGEST_LABEL) : at]
        if not before.rstrip().casefold().endswith(CREDIT_ENDS):
            continue  # a cheap test excludes most colons
        label = re.search(r"(?<![^\W\d_])[^\W\d_]+\s?\Z", before)
        if not label or label[0].strip().casefold() not in CREDIT_LABELS or _is_promotion(text, at + 1):
            continue
        decision = _end_of_credit(text, at + 1, _limit_of_credit(text, at, glued))
        if decision:
            yield decision


def _limit_of_credit(text: str, at: int, glued: list[int]) -> int:
    """The last offset at which a credit with its colon at `at` may end: the next line end or candidate."""
    high = min(len(text), at + 2 * _LONGEST_CREDIT)
    stop = text.find("\n", at, high)
    index = bisect_right(glued, at)
    return min(high if stop < 0 else stop, glued[index] if index < len(glued) else high)


def find_bracketed_credit_ends(text: str) -> Iterator[Decision]:
    """Find the breaks after the credit of a picture in brackets: `(AP Photo/Ann Rowe) The wall fell`.

    A credit that fewer than four words follow is left alone.

    >>> text = "Boats wait. (NP Photo/Ann Rowe) The boats left at six."
    >>> [text[found.at :] for found in find_bracketed_credit_ends(text)]
    ['The boats left at six.']
    >>> list(find_bracketed_credit_ends("Boats wait. (NP Photo/Ann Rowe) The boats"))
    []
    """
    if "Photo/" not in text:
        return
    for found in re.finditer(r"\([^()\n]{0,20}Photo/[^()\n]{2,60}\) (?=[A-Z])", text):
        if len(text[found.end() : found.end() + _AHEAD].split("\n")[0].split()) >= _LEAST_AFTER:
            yield Decision(found.end(), JOINED_CAPTION, STRONG_CUE)


def _end_of_credit(text: str, start: int, stop: int) -> Decision | None:
    """Find the end of the credit whose names begin at `start`; nothing from `stop` on is examined."""
    ahead = text[start : start + _AHEAD]
    agency = re.match(rf"(?:\s?|[^.:：\n]{{0,40}}?[\s/])({_agencies()})(?=[A-Z][A-Z’']|A [a-z])", ahead)
    if agency:
        return Decision(start + agency.end(), GLUED_CAPTION, STRONG_CUE)  # VCGBRICS' potential, VCGA price
    words = list(re.finditer(r"\S+", text[start : min(stop, start + _LONGEST_CREDIT)]))
    if stop > start + _LONGEST_CREDIT:
        words = words[:-1]
    for index in range(1, min(len(words), _MOST_WORDS)):
        before, first, at = words[index - 1][0], words[index][0].lstrip("\"'“‘("), start + words[index].start()
        if before[-1] in ".:;!?" or (index == 1 and before[-1] == ")" and "(" not in before):
            return None
        if re.fullmatch(r"[A-Z]{2,4}[:：]", first):
            return Decision(at, GLUED_TURN, STRONG_CUE)  # of Dov Ames GT: What
        if first[:1].isupper() or first[:1].isdigit():
            confidence = _confidence_of_end(before, first, index, len(words) - index >= _LEAST_AFTER)
            if confidence:
                return Decision(at, JOINED_CAPTION, confidence)
    return None


def _is_promotion(text: str, start: int) -> bool:
    """Whether the label before `start` advertises pictures instead of crediting them: `PHOTOS: Inside The House`."""
    before, ahead = text[max(0, start - 12) : start - 1], text[start : start + _AHEAD]
    if not before.rstrip().casefold().endswith(("s", "video", "picture")):
        return False
    line = ahead.split("\n", 1)[0]
    return "/" not in line and "ourtesy" not in line and not re.match(rf"\s?({_agencies()})\b", line)


@cache
def _agencies() -> str:
    """A pattern of the agencies, compiled where it is used: few bodies need it."""
    return "|".join(sorted(AGENCIES))


def _confidence_of_end(before: str, first: str, index: int, is_followed: bool) -> float:
    """The confidence that a credit ends after its word `before`, the `index`-th, in front of the word `first`.

    `is_followed` says whether enough words follow for a sentence.
    """
    agency = before.rstrip(")").rpartition("/")[2]
    if agency in AGENCIES or ("/" in before and agency.isupper()):
        return TWO_CUES if first not in ("Photo", "Photos") and first.rstrip(",") not in AGENCIES else NO_DAMAGE
    if before.casefold() in _NEVER_LAST_IN_CREDITS or not is_followed:
        return NO_DAMAGE
    word = before_apostrophe(first)
    if word.rstrip(",") in STRONG_OPENERS:
        return STRONG_CUE
    if index == 1:
        return NO_DAMAGE
    if before.endswith(")"):
        return CUE
    return WEAK_CUE if word in OPENERS else NO_DAMAGE
