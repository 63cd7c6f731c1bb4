"""Where the body might be damaged inside a line: one scan of the text, no judgement.

A candidate depends on the characters just before it and, at most, on the one lower-case letter
after it. That is why a break elsewhere neither makes nor unmakes one, and repair is idempotent.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Literal, NamedTuple

Shape = Literal["sentence", "camel", "acronym", "digit", "bracket", "quote"]

TERMINATORS = ".!?…。！？"
CLOSING = "\"'”’)]»"
OPENING = "\"'“‘([«"
MARKS = CLOSING + OPENING


class Candidate(NamedTuple):
    """A place where two pieces of text may be glued, by offsets in the text.

    `right` is the first letter or digit of the right-hand piece; quotes and brackets stand
    between `left` and it: the break, if there is one, belongs somewhere from `left` to `right`.
    """

    shape: Shape
    left: int
    right: int


def candidates(text: str, classes: bytes) -> list[Candidate]:
    """The candidates of `text`, whose classes are `classes`, from left to right."""
    capital, after_digit, digit = _pivots()
    found = [match.start() for match in capital.finditer(classes)]
    found += (match.start() + 1 for match in after_digit.finditer(classes))
    found += (match.start() for match in digit.finditer(classes))
    found.sort()
    return [spot for right in found if (spot := _candidate(text, classes, right))]


def _candidate(text: str, classes: bytes, right: int) -> Candidate | None:
    before = classes[right - 1 : right]
    if before == b"l":
        return Candidate("camel", right, right)
    if before == b"U":
        return Candidate("acronym", right, right)
    if before == b"d":
        return Candidate("digit", right, right)
    left = right
    while left and right - left < 3 and text[left - 1] in MARKS:
        left -= 1
    before, mark = classes[left - 1 : left], text[right - 1]
    if before == b"t":
        return Candidate("sentence", left, right)
    if mark in ")]" and right > 1 and not text[right - 2].isspace():
        return Candidate("bracket", right, right)
    if mark in "'’" and left > 1 and before == b"U" and not text[left - 2].isalnum():
        return None  # O'Brien, L'Arena: whatever stands before
    if left == right - 1 and mark in "\"'”’“" and left and (before in b"lUd" or text[left - 1] == ")"):
        return Candidate("quote", left, right)
    return None


@cache
def _pivots() -> tuple[re.Pattern[bytes], ...]:
    """What the scan looks for: the letter or digit that the right-hand piece begins with. Each pattern
    begins with literals, which `re` searches an order of magnitude faster than a class of characters."""
    return (
        re.compile(rb"U(?:(?<=[tql]U)|(?<=UUU)(?=l))"),
        re.compile(rb"dU"),
        re.compile(rb"d(?<=[tq]d)"),
    )


# --- classes of characters --------------------------------------------------------------------

# One byte a character: Upper, lower, digit, terminator, quote or bracket, comma or colon, space, n (line feed), x.
_STANDS_FOR = {"U": "A", "l": "a", "d": "0", "t": "!", "q": '"', "c": ",", "s": " ", "n": "\n", "x": "~"}


def classes_of(text: str) -> bytes:
    """The class of each character of `text`, one byte each: what scans search instead of the text.

    Searching bytes for literals is what `re` does fastest, and the encoder and `translate` make
    them at memory speed; characters beyond the code page are classed one run at a time.
    """
    return (
        text.encode("cp1252", _HANDLER).translate(_table()) if not text.isascii() else text.encode().translate(_table())
    )


def _class_of(char: str) -> str:
    if char == "\n":
        return "n"
    if char.isspace():
        return "s"
    if char.isupper() or char.istitle():
        return "U"
    if char.islower():
        return "l"
    if char.isdecimal():
        return "d"
    return "t" if char in TERMINATORS else "q" if char in MARKS else "c" if char in ",:;：，；" else "x"


def _beyond(error: UnicodeError) -> tuple[bytes, int]:
    """What an encoder puts in the place of characters that it does not know: others of their class."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - for the type checker; only encoders call this
    run = error.object[error.start : error.end]
    return "".join(_STANDS_FOR[_class_of(char)] for char in run).encode("ascii"), error.end


_HANDLER = "newsparse.classes"
codecs.register_error(_HANDLER, _beyond)


@cache
def _table() -> bytes:
    return "".join(_class_of(bytes([i]).decode("cp1252", "replace")) for i in range(256)).encode("ascii")
