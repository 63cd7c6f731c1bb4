"""Places where only a space is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from .decisions import SPACE, Decision
from .word_classes import class_of, is_word
from .words import COUNTED, COUNTING, HEADS, LABELS_BEFORE_COLON, NEVER_LAST, STRONG_OPENERS

_TAILS = ("the", "that", "of", "and")
_AROUND = 64
_QUOTATION = 400  # characters of a line before a quote that are looked at


def gaps_of(text: str, classes: bytes) -> Iterator[Decision]:
    """The places of `text`, whose classes are `classes`, where a space is missing between two words."""
    for match in _comma().finditer(classes):
        at = match.end()
        confidence = _after_comma(text, at)
        if confidence >= 0.5:
            yield Decision(at, SPACE, confidence)
    for tail in _TAILS:
        for found in _tail(tail).finditer(text):
            at = found.start()
            head = _head(text, at)
            if head in HEADS or (
                len(head) > 5
                and head.islower()
                and class_of(head) in "NJRP"
                and is_word(head)
                and not is_word(head + tail)
            ):
                yield Decision(at, SPACE, 0.95)
    for at in _places(classes, b"ql"):
        if _is_closed(text, at):
            yield Decision(at, SPACE, 0.93)
    for at in chain(_places(classes, b"dl"), _places(classes, b"ld")):
        if _counts(text, at):
            yield Decision(at, SPACE, 0.95)


def _places(classes: bytes, pair: bytes) -> Iterator[int]:
    """Where the second of two classes stands beside the first; a search for bytes is the fastest there is."""
    at = classes.find(pair) + 1
    while at:
        yield at
        at = classes.find(pair, at) + 1


@cache
def _comma() -> re.Pattern[bytes]:
    return re.compile(rb"c(?=[Ul])(?<=[Ul]c)")


@cache
def _tail(tail: str) -> re.Pattern[str]:
    return re.compile(rf"{tail}(?<=[a-z]{tail})(?![^\W_A-Z]|['’-])")


def _head(text: str, at: int) -> str:
    start = at
    while start and at - start < _AROUND and text[start - 1].isalpha():
        start -= 1
    return text[start:at]


def _is_closed(text: str, at: int) -> bool:
    """Whether a quotation or a bracket ends just before `at`: `"We wait,"he said`, `(built in 1962)fell`."""
    if at + 1 >= len(text) or not text[at : at + 2].isalpha():
        return False
    mark, before = text[at - 1], text[max(0, at - _AROUND) : at - 1]
    if mark in '"”' and before[-1:].isalpha():
        return _ends_quotation(text, at - 1)
    if mark in '"”':
        return before[-1:] in (",", "?", "!") and before[-2:-1].isalnum()
    opened = before.rfind("(")
    inside = before[opened + 1 :]
    within = " " in inside and "\n" not in inside
    return mark == ")" and opened > 0 and before[opened - 1] == " " and within


def _ends_quotation(text: str, at: int) -> bool:
    """Whether the quote at `at`, between letters, closes what was opened on its line: `"free trade"zones`."""
    start = text.rfind("\n", max(0, at - _QUOTATION), at) + 1
    before = text[max(start, at - _QUOTATION) : at]
    opened = max(before.rfind('"'), before.rfind("“"))
    if opened < 0 or (text[at] == '"') != (before[opened] == '"') or (text[at] == '"' and before.count('"') % 2 == 0):
        return False
    begins = opened == 0 or before[opened - 1] in " ("
    return begins and before[opened + 1].isalnum() and at - start < _QUOTATION


def _counts(text: str, at: int) -> bool:
    """Whether a space is missing at `at` between a number and its noun (`70percent`) or what leads to it (`by112`)."""
    low, high = at, at
    while low and at - low < _AROUND and (text[low - 1].isalnum() or text[low - 1] in "-/@_#$£€¥.,'’"):
        low -= 1
    while high < len(text) and high - at < _AROUND and (text[high].isalnum() or text[high] in "-/@_#'’"):
        high += 1
    left, right = text[low:at], text[at:high]
    if left.isdecimal():
        return (
            right in COUNTED and (len(left) > 1 or len(right) > 3) and text[high : high + 1] in (" ", ".", ",", ";", "")
        )
    return right.isdecimal() and left in COUNTING


def _after_comma(text: str, at: int) -> float:
    """`Cooperation,told`, `Photo:Xinhua`; not `a,b`, `http:x`."""
    left = (text[max(0, at - _AROUND) : at - 1].split() or [""])[-1]
    right = text[at : at + _AROUND].split(None, 1)[0]
    line = text[max(0, at - _AROUND) : at].rpartition("\n")[2] + text[at : at + _AROUND].split("\n", 1)[0]
    if text[at - 1] == "," and " " not in line.strip():
        return 0.0  # a table: name,town
    if text[at - 1] == ":" and re.fullmatch(r"(?:[^\W\d_]{2,}:)+[^\W\d_]{2,}", left):
        left = left.rpartition(":")[2]  # one of several in a row, each of which is decided alike
    if ":" in left or "," in left or "(" in left or re.search(r"[@/\\_=<>{}#&]|www\.|\.\w+\.\w", left + right):
        return 0.0
    if re.search(r",[^\W\d_]", right):
        return 0.0  # a list: news,politics,sport
    word = _head(text, at - 1)
    if text[at - 1] == ":" and word == left and 1 < len(word) < 5 and word.isupper() and right[:2].istitle():
        return 0.93  # GT:How
    after = re.match(r"[^\W\d_]+", right)
    if len(word) < 2 or after is None or len(after[0]) < 2 or (word.isupper() and after[0].isupper()):
        return 0.0
    if text[at - 1] == ":":
        if word.casefold() in LABELS_BEFORE_COLON:
            return 0.96
        return 0.92 if after[0] in STRONG_OPENERS and word[-1].islower() else 0.7
    return 0.95 if text[at - 1] == "," or word.casefold() not in NEVER_LAST else 0.8
