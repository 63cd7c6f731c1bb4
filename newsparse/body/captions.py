"""Blocks that white space joins to the text after them: photo credits (`Photo: NPA The boats …`), and
sentences whose full stop is lost before two spaces (`the systems  Some experts said`)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from .decisions import Decision
from .word_classes import class_of
from .words import AGENCIES, CREDIT_ENDS, CREDITS, NEVER_LAST, OPENERS, STRONG_OPENERS

_CODE = "N306"
_MOST_WORDS = 9  # of who is credited
_AFTER = 4  # words that must follow, as after a heading
_LEAST_BEFORE = 5  # words of the line that a sentence ends with
_LOOK = 60  # characters on each side of a lost stop
_LONGEST = 240  # characters that are looked at
_LONGEST_SPEAKER = 32
_PARTICLES = "al|bin|de|del|el|ibn|van|van der|von|d"


def captions_of(text: str, glued: list[int]) -> Iterator[Decision]:
    """The places of `text` where a block must begin after a photo credit and a space.

    `glued` are the offsets of what may be glued: a credit ends there at the latest.
    """
    for found in re.finditer(":" if text.isascii() or "：" not in text else "[:：]", text):
        at = found.start()
        if not text[max(0, at - 20) : at].rstrip().casefold().endswith(CREDIT_ENDS):
            continue  # a quick look that few colons pass
        before = re.search(r"(?<![^\W\d_])[^\W\d_]+\s?\Z", text[max(0, at - 20) : at])
        if before and before[0].strip().casefold() in CREDITS:
            high = min(len(text), at + 2 * _LONGEST)
            stop = text.find("\n", at, high)
            index = bisect_right(glued, at)
            stop = min(high if stop < 0 else stop, glued[index] if index < len(glued) else high)
            decision = _end_of_credit(text, at + 1, stop)
            if decision:
                yield decision


def pictured(text: str) -> Iterator[Decision]:
    """The places of `text` after a picture's credit in brackets: `(AP Photo/Ann Rowe) The wall fell`."""
    for found in re.finditer(r"\([^()\n]{0,20}Photo/[^()\n]{2,60}\) (?=[A-Z])", text) if "Photo/" in text else ():
        if len(text[found.end() : found.end() + _LOOK].split("\n")[0].split()) >= _AFTER:
            yield Decision(found.end(), _CODE, 0.93)


def _end_of_credit(text: str, start: int, stop: int) -> Decision | None:
    """Where the credit ends that begins at `start`: after an agency, or before a word that begins sentences."""
    ahead = text[start : start + 60]
    if _is_promo(text[max(0, start - 12) : start - 1], ahead):
        return None
    agency = re.match(rf"(?:\s?|[^.:：\n]{{0,40}}?[\s/])({_agencies()})(?=[A-Z][A-Z’']|A [a-z])", ahead)
    if agency:
        return Decision(start + agency.end(), "N303", 0.93)  # VCGBRICS' potential, VCGA price
    words = list(re.finditer(r"\S+", text[start : min(stop, start + _LONGEST)]))
    if stop > start + _LONGEST:
        words = words[:-1]
    for index in range(1, min(len(words), _MOST_WORDS)):
        before, word = words[index - 1][0], words[index][0]
        first = word.lstrip("\"'“‘(")
        if before[-1] in ".:;!?" or (before[-1] == ")" and "(" not in before and index == 1):
            return None
        if re.fullmatch(r"[A-Z]{2,4}[:：]", first):
            return Decision(start + words[index].start(), "N304", 0.93)  # of Dov Ames GT: What
        if not first[:1].isupper() and not first[:1].isdigit():
            continue
        confidence = _sure(before, first, index, index + _AFTER <= len(words))
        if confidence:
            return Decision(start + words[index].start(), _CODE, confidence)
    return None


def _is_promo(before: str, ahead: str) -> bool:
    """Whether a label rather advertises pictures than credits them: `PHOTOS: Inside The White House`."""
    plural = before.rstrip().casefold().endswith(("s", "video", "picture"))
    line = ahead.split("\n", 1)[0]
    return plural and "/" not in line and "ourtesy" not in line and not re.match(rf"\s?({_agencies()})\b", line)


@cache
def _agencies() -> str:
    return "|".join(sorted(AGENCIES))


def _sure(before: str, first: str, index: int, goes_on: bool) -> float:
    agency = before.rstrip(")").rpartition("/")[2]
    if agency in AGENCIES or ("/" in before and agency.isupper()):
        return 0.95 if first not in ("Photo", "Photos") and first.rstrip(",") not in AGENCIES else 0.0
    plain = re.split(r"['’]", first)[0]
    if before.casefold() in ("of", "from", "by", "the", "and", "via", "&", "for") or not goes_on:
        return 0.0
    if plain.rstrip(",") in STRONG_OPENERS:
        return 0.93
    if before.endswith(")") and index > 1:
        return 0.92
    return 0.9 if plain in OPENERS and index > 1 else 0.0


def turns_of(text: str) -> Iterator[Decision]:
    """The places of `text` where a turn begins with a name in lower case: `… a new trend?el-Maur: As far as`."""
    for found in re.finditer(":(?<=[a-z]:)(?=[ A-Z])", text):
        before = text[max(0, found.start() - _LONGEST_SPEAKER) : found.start()]
        turn = re.search(rf"(?<=[.?!…\"”])(?:{_PARTICLES})[-’' ][A-Z][\w'’-]*\Z", before)
        if turn:
            yield Decision(found.start() - len(before) + turn.start(), "N304", 0.95)


def items_of(text: str) -> Iterator[Decision]:
    """The places of `text` where an item of a numbered list is glued to what stands before: `… in name only(2) The`."""
    if "(1)" not in text or "(2)" not in text:
        return
    for found in re.finditer(r"\(([1-9]\d?)\)(?=\s?[\"“A-Z])", text):
        before = text[max(0, found.start() - 3) : found.start()]
        glued = (len(before) > 2 and before.isalpha()) or before[-1:] in ('"', "”", ".", ";", ":", "!", "?")
        if glued and (found[1] == "1" or f"({int(found[1]) - 1})" in text):
            yield Decision(found.start(), "N302", 0.93)


def lost_stops_of(text: str) -> Iterator[Decision]:
    """The places of `text` where two spaces stand for a full stop."""
    for at, left, words in _wide_spaces(text):
        last = left[-1].strip("\"'“”‘’()")
        if len(left) < _LEAST_BEFORE or len(words) < 3 or words[0] not in STRONG_OPENERS or not words[1][0].islower():
            continue
        if last.islower() and last not in NEVER_LAST and class_of(last) in "NDRP":
            yield Decision(at, "N310", 0.92)


def doubtful_stops_of(text: str) -> Iterator[Decision]:
    """The places of `text` where two spaces may stand for a full stop, or stand before a name: too little to break
    the line, enough to keep the spaces, which are all the evidence."""
    for at, left, words in _wide_spaces(text):
        first = words[0].lstrip("\"'“‘(")
        if left[-1].strip("\"'“”‘’()").casefold() in NEVER_LAST or not first[:1].isupper():
            continue
        goes_on = len(words) > 1 and words[1][0].islower() and first == words[0]
        if (len(words) > 1 and first in OPENERS) or (goes_on and first[1:].rstrip(",").islower()):
            yield Decision(at, "N310", 0.6)


def _wide_spaces(text: str) -> Iterator[tuple[int, list[str], list[str]]]:
    """The places behind several spaces that no mark of a sentence's end stands before, where a capital or a mark may
    follow, with the words of the line before and, the last of them uncut, the words behind."""
    if "  " not in text and "\xa0" not in text:
        return
    # A literal is searched many times as fast as a choice, and most texts hold plain spaces only.
    plain = text.isascii() or not re.search("[\xa0\u2003\u3000]", text)
    pattern = r"  (?<=\S  ) *+(?=[^\W\d_a-z]|[\"'“‘(])" if plain else r"(?<=\S)[ \xa0\u2003\u3000]{2,}+(?=\S)"
    for found in re.finditer(pattern, text):
        at = found.end()
        words = text[at : at + _LOOK].split("\n")[0].split(None, 2)
        left = text[max(0, found.start() - _LOOK) : found.start()].rpartition("\n")[2].split()
        last = left[-1]
        if (last[-1].isalnum() or last[-1] in ")'’\"”%") and last[-2:-1] not in tuple(".!?"):
            yield at, left, words
