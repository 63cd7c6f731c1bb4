"""Candidates: the offsets at which two pieces of text might be glued. One scan of the text finds them.

A candidate depends on the characters just before it and at most on the one lower-case letter after it. So a break
elsewhere neither adds nor removes one, which keeps repair idempotent.
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
_SHAPES: dict[int, Shape] = {ord("l"): "camel", ord("U"): "acronym", ord("d"): "digit"}  # by the class before
_MOST_MARKS = 3  # between two pieces


class Candidate(NamedTuple):
    """Two offsets between which two pieces of text may be glued.

    `right` is the first letter or digit of the right-hand piece. Quotes and brackets stand from `left` to `right`;
    the break, if there is one, belongs somewhere between the two.
    """

    shape: Shape
    left: int
    right: int


def candidates(text: str, classes: bytes) -> list[Candidate]:
    """Return the candidates of `text`, from left to right. `classes` are the classes of its characters.

    >>> text = 'They left.The "gate"Reed built is of the G7As of MalmoCaptain.'
    >>> for candidate in candidates(text, classes_of(text)):
    ...     print(candidate.shape, text[candidate.left :][:2])
    sentence Th
    quote "R
    digit As
    camel Ca

    Capitals after white space and in names such as `O'Brien` are not candidates.

    >>> text = "They met O'Brien at L'Arena."
    >>> candidates(text, classes_of(text))
    []
    """
    capital, capital_after_digit, digit = _scan_patterns()
    found = [match.start() for match in capital.finditer(classes)]
    found += (match.start() + 1 for match in capital_after_digit.finditer(classes))
    found += (match.start() for match in digit.finditer(classes))
    found.sort()
    return [candidate for right in found if (candidate := _candidate(text, classes, right))]


def _candidate(text: str, classes: bytes, right: int) -> Candidate | None:
    """The candidate whose right-hand piece begins at `right`, by the character before it."""
    if shape := _SHAPES.get(classes[right - 1]):
        return Candidate(shape, right, right)
    left = right
    while left and right - left < _MOST_MARKS and text[left - 1] in MARKS:
        left -= 1
    if classes[left - 1 : left] == b"t":
        return Candidate("sentence", left, right)
    if text[right - 1] in ")]" and right > 1 and not text[right - 2].isspace():
        return Candidate("bracket", right, right)
    return Candidate("quote", left, right) if _is_quote(text, classes, left, right) else None


def _is_quote(text: str, classes: bytes, left: int, right: int) -> bool:
    """Whether only a quote stands from `left` to `right`, and is not an apostrophe as in `O'Brien`, `L'Arena`."""
    if not left or left != right - 1 or text[left] not in "\"'”’“":
        return False
    before = classes[left - 1]
    if text[left] in "'’" and left > 1 and before == ord("U") and not text[left - 2].isalnum():
        return False
    return before in b"lUd" or text[left - 1] == ")"


@cache
def _scan_patterns() -> tuple[re.Pattern[bytes], ...]:
    """The patterns that find, in classes of characters, a capital, `0A`, and a digit that may begin a right-hand piece.

    Each begins with a literal, which `re` finds an order of magnitude faster than a class of characters.
    """
    return (
        re.compile(rb"U(?:(?<=[tql]U)|(?<=UUU)(?=l))"),
        re.compile(rb"dU"),
        re.compile(rb"d(?<=[tq]d)"),
    )


# --- classes of characters --------------------------------------------------------------------

# A character of each class: Upper, lower, digit, terminator, quote or bracket, comma or colon, space, n (line feed),
# x (others).
_REPRESENTATIVES = {"U": "A", "l": "a", "d": "0", "t": "!", "q": '"', "c": ",", "s": " ", "n": "\n", "x": "~"}


def classes_of(text: str) -> bytes:
    """Return the class of each character of `text`, one byte each: scans search these instead of the text.

    `re` searches bytes for literals fastest, and the encoder and `translate` produce them at the speed of memory.
    Characters outside the code page are classified one run at a time.

    >>> classes_of('It left. "12 – Şi')
    b'UlslllltsqddsxsUl'
    """
    if text.isascii():
        return text.encode().translate(_table())
    return text.encode("cp1252", _HANDLER).translate(_table())


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
    return _class_of_mark(char)


def _class_of_mark(char: str) -> str:
    if char in TERMINATORS:
        return "t"
    if char in MARKS:
        return "q"
    return "c" if char in ",:;：，；" else "x"


def _replace_unencodable(error: UnicodeError) -> tuple[bytes, int]:
    """Handle characters that the encoder cannot represent: put others of the same class in their position."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - for the type checker; only encoders call this
    run = error.object[error.start : error.end]
    return "".join(_REPRESENTATIVES[_class_of(char)] for char in run).encode("ascii"), error.end


_HANDLER = "newsparse.classes"
codecs.register_error(_HANDLER, _replace_unencodable)


@cache
def _table() -> bytes:
    return "".join(_class_of(bytes([i]).decode("cp1252", "replace")) for i in range(256)).encode("ascii")
