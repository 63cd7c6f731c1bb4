"""Missing spaces between two words, a mark and a word, or a number and a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from .confidence import (
    CLEAR_PATTERN,
    CUE,
    NO_DAMAGE,
    POSSIBLE,
    PROBABLE,
    REPORT_THRESHOLD,
    STRONG_CUE,
    TWO_CUES,
)
from .decisions import MISSING_SPACE, Decision
from .word_classes import class_of, is_word
from .words import (
    LABELS_BEFORE_COLON,
    NEVER_LAST,
    STRONG_OPENERS,
    WORDS_AFTER_NUMBERS,
    WORDS_BEFORE_GLUED_TAIL,
    WORDS_BEFORE_NUMBERS,
)

_TAILS = ("the", "that", "of", "and")
_AROUND = 64  # characters on each side of a space that are examined
_QUOTATION = 400  # characters of a line before a closing quote that are searched for the opening one
_LONGEST_SPEAKER = 4  # letters of an abbreviated speaker
_LONGEST_UNKNOWN = 5  # letters; a longer word before a tail is decided by its class
_LONGEST_UNIT = 3  # letters of a unit after a single digit: 5or
_IN_NUMBERS = "-/@_#'’"  # characters of numbers and codes that are neither letters nor digits
_BEFORE_DIGITS = _IN_NUMBERS + "$£€¥.,"  # the same on the left of a digit
_ADDRESS = r"[@/\\_=<>{}#&]|www\.|\.\w+\.\w"


def find_missing_spaces(text: str, classes: bytes) -> Iterator[Decision]:
    """Find the positions in `text` at which a space is missing; `classes` are the classes of its characters.

    The order is that of the rules, not of the text.
    """
    return chain(
        spaces_after_commas(text, classes),
        spaces_before_tails(text),
        spaces_after_quotes(text, classes),
        spaces_beside_numbers(text, classes),
    )


def spaces_after_commas(text: str, classes: bytes) -> Iterator[Decision]:
    """Find missing spaces after commas and colons: `office,said`, `Photo:Xinhua`.

    Addresses, tables, lists and single letters (`a,b`, `http:x`) are left alone.

    >>> from newsparse.body.candidates import classes_of
    >>> for text in ("by the office,said Reed", "Photo:Ann Bell", "name,town", "Tags: boats,nets,ropes"):
    ...     print([text[found.at :] for found in spaces_after_commas(text, classes_of(text))])
    ['said Reed']
    ['Ann Bell']
    []
    []
    """
    for match in _comma().finditer(classes):
        confidence = _after_mark(text, match.end())
        if confidence >= REPORT_THRESHOLD:
            yield Decision(match.end(), MISSING_SPACE, confidence)


def spaces_before_tails(text: str) -> Iterator[Decision]:
    """Find missing spaces before `the`, `that`, `of` and `and` at the end of a word: `fromthe`, `societyand`.

    The first part must be a word that such a tail often follows, or a longer English word that makes no word
    together with the tail. Other words, such as `bathe` and `thereof`, are left alone.

    >>> text = "fromthe better societyand the bathe thereof"
    >>> [text[:found.at] for found in spaces_before_tails(text)]
    ['from', 'fromthe better society']
    """
    for tail in _TAILS:
        for found in re.finditer(f"{tail}(?<=[a-z]{tail})(?![a-z])", text):
            is_end = not _continues_word(text[found.end() : found.end() + 1])
            if is_end and _may_lose_tail(_last_letters(text, found.start()), tail):
                yield Decision(found.start(), MISSING_SPACE, TWO_CUES)


def spaces_after_quotes(text: str, classes: bytes) -> Iterator[Decision]:
    """Find missing spaces after a closing quote or bracket, before lower case: `"We wait,"he said`, `(in 1962)fell`.

    A quote must close a quotation on its line, a bracket hold several words. `12"or` and `(she)said` are left alone.

    >>> from newsparse.body.candidates import classes_of
    >>> for text in ('The "free trade"zones', "The wall (built in 1962)fell", '12"records', "(she)said"):
    ...     print([text[found.at :] for found in spaces_after_quotes(text, classes_of(text))])
    ['zones']
    ['fell']
    []
    []
    """
    for at in _positions(classes, b"ql"):
        if _is_closed(text, at):
            yield Decision(at, MISSING_SPACE, STRONG_CUE)


def spaces_beside_numbers(text: str, classes: bytes) -> Iterator[Decision]:
    """Find missing spaces between a number and the word that it counts, or a word before it: `70percent`, `by112`.

    Only listed words count: units and codes such as `20mm`, `covid19` and `10th` are left alone.

    >>> from newsparse.body.candidates import classes_of
    >>> text = "It grew by112 boats or 70percent, see covid19, 20mm."
    >>> [text[found.at :][:7] for found in spaces_beside_numbers(text, classes_of(text))]
    ['percent', '112 boa']
    """
    for at in chain(_positions(classes, b"dl"), _positions(classes, b"ld")):
        if _is_beside_number(text, at):
            yield Decision(at, MISSING_SPACE, TWO_CUES)


def _positions(classes: bytes, pair: bytes) -> Iterator[int]:
    """Yield where the second of two classes follows the first; `bytes.find` is faster than a pattern."""
    at = classes.find(pair) + 1
    while at:
        yield at
        at = classes.find(pair, at) + 1


@cache
def _comma() -> re.Pattern[bytes]:
    return re.compile(rb"c(?=[Ul])(?<=[Ul]c)")


def _continues_word(char: str) -> bool:
    """Whether a word continues with `char`, which may be empty; a capital from A to Z begins another word."""
    return (char.isalnum() and not "A" <= char <= "Z") or char in ("'", "’", "-")


def _last_letters(text: str, stop: int) -> str:
    """The letters before `stop`."""
    start = stop
    while start and stop - start < _AROUND and text[start - 1].isalpha():
        start -= 1
    return text[start:stop]


def _may_lose_tail(word: str, tail: str) -> bool:
    """Whether `word` and `tail`, glued together, are two words."""
    if word in WORDS_BEFORE_GLUED_TAIL:
        return True
    if len(word) <= _LONGEST_UNKNOWN or not word.islower():
        return False
    return class_of(word) in "NJRP" and is_word(word) and not is_word(word + tail)


def _is_closed(text: str, at: int) -> bool:
    """Whether a quotation or a bracket ends just before `at`: `"We wait,"he said`, `(built in 1962)fell`."""
    if at + 1 >= len(text) or not text[at : at + 2].isalpha():
        return False
    mark, before = text[at - 1], text[max(0, at - _AROUND) : at - 1]
    if mark in '"”':
        if before[-1:].isalpha():
            return _closes_quotation(text, at - 1)
        return before[-1:] in (",", "?", "!") and before[-2:-1].isalnum()
    opened = before.rfind("(")
    inside = before[opened + 1 :]
    return mark == ")" and opened > 0 and before[opened - 1] == " " and " " in inside and "\n" not in inside


def _closes_quotation(text: str, at: int) -> bool:
    """Whether the quote at `at`, between letters, closes a quotation that its line opens: `"free trade"zones`."""
    start = text.rfind("\n", max(0, at - _QUOTATION), at) + 1
    before = text[max(start, at - _QUOTATION) : at]
    opened = max(before.rfind('"'), before.rfind("“"))
    is_straight = text[at] == '"'
    if opened < 0 or is_straight != (before[opened] == '"') or (is_straight and before.count('"') % 2 == 0):
        return False
    begins = opened == 0 or before[opened - 1] in " ("
    return begins and before[opened + 1].isalnum() and at - start < _QUOTATION


def _is_beside_number(text: str, at: int) -> bool:
    """Whether a number and a word that belongs before or after it meet at `at`."""
    low, high = _token_around(text, at)
    left, right = text[low:at], text[at:high]
    if not left.isdecimal():
        return right.isdecimal() and left in WORDS_BEFORE_NUMBERS
    is_long = len(left) > 1 or len(right) > _LONGEST_UNIT
    return is_long and right in WORDS_AFTER_NUMBERS and text[high : high + 1] in (" ", ".", ",", ";", "")


def _token_around(text: str, at: int) -> tuple[int, int]:
    """The start and the end of the characters around `at` that may belong to one number or code."""
    low = high = at
    while low and at - low < _AROUND and (text[low - 1].isalnum() or text[low - 1] in _BEFORE_DIGITS):
        low -= 1
    while high < len(text) and high - at < _AROUND and (text[high].isalnum() or text[high] in _IN_NUMBERS):
        high += 1
    return low, high


def _after_mark(text: str, at: int) -> float:
    """The confidence that a space is missing at `at`, after a comma or a colon between letters."""
    mark, left, right = text[at - 1], _token_before(text, at), text[at : at + _AROUND].split(None, 1)[0]
    if _is_code(left, right) or (mark == "," and _is_table(text, at)):
        return NO_DAMAGE
    word = _last_letters(text, at - 1)
    if mark == ":" and word == left and _is_speaker(word, right):
        return STRONG_CUE
    letters = re.match(r"[^\W\d_]+", right)
    following = letters[0] if letters else ""
    if not _are_words(word, following):
        return NO_DAMAGE
    if mark == ":":
        return _after_colon(word, following)
    return TWO_CUES if mark == "," or word.casefold() not in NEVER_LAST else PROBABLE


def _token_before(text: str, at: int) -> str:
    """The characters before the mark in front of `at`, back to white space or, for a colon, to the previous label."""
    token = (text[max(0, at - _AROUND) : at - 1].split() or [""])[-1]
    if text[at - 1] == ":" and re.fullmatch(r"(?:[^\W\d_]{2,}:)+[^\W\d_]{2,}", token):
        return token.rpartition(":")[2]  # each of several labels in sequence is decided alike
    return token


def _is_code(left: str, right: str) -> bool:
    """Whether the text on both sides is an address, code or a list: `print(nets`, `news,politics,sport`."""
    if ":" in left or "," in left or "(" in left or re.search(r",[^\W\d_]", right):
        return True
    return re.search(_ADDRESS, left + right) is not None


def _is_table(text: str, at: int) -> bool:
    """Whether the line around `at` holds no space, as a line of a table does: `name,town`."""
    line = text[max(0, at - _AROUND) : at].rpartition("\n")[2] + text[at : at + _AROUND].split("\n", 1)[0]
    return " " not in line.strip()


def _is_speaker(word: str, right: str) -> bool:
    """Whether `word` is an abbreviated name as interviews use it, and a sentence follows: `GT:How`."""
    return 1 < len(word) <= _LONGEST_SPEAKER and word.isupper() and right[:2].istitle()


def _are_words(word: str, following: str) -> bool:
    """Whether both have at least two letters, and are not both in capitals, as codes are."""
    return len(word) > 1 and len(following) > 1 and not (word.isupper() and following.isupper())


def _after_colon(word: str, following: str) -> float:
    """The confidence that a space is missing after `word` and a colon, before the word `following`."""
    if word.casefold() in LABELS_BEFORE_COLON:
        return CLEAR_PATTERN
    return CUE if following in STRONG_OPENERS and word[-1].islower() else POSSIBLE
