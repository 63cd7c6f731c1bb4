"""Where the body might be damaged: one scan of a line, no judgement.

A candidate depends on the characters just before it and, at most, on the one lower-case letter
after it. That is why a break elsewhere neither makes nor unmakes one, and repair is idempotent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Shape = Literal["sentence", "camel", "acronym", "digit", "bracket", "quote"]

# Letters beyond Latin-1 stand in both classes; `_is_real` asks the letter itself.
UPPER = "A-ZÀ-ÖØ-Þ\u0100-\u024f\u0386-\u03ab\u0400-\u042f\u1e00-\u1eff"
LOWER = "a-zß-öø-ÿ\u0100-\u024f\u03ac-\u03ce\u0430-\u045f\u1e00-\u1eff"
TERMINATORS = ".!?…。！？"
CLOSING = "\"'”’)\\]»"
OPENING = "\"'“‘(\\[«"

# The scan looks for the right-hand letter, which is rare, and then backwards: a class at the head
# of the pattern is what `re` searches fastest. Each alternative is one Shape, in its order.
_PIVOT = re.compile(
    rf"[{UPPER}0-9](?:"
    rf"((?<=[{TERMINATORS}].)|(?<=[{TERMINATORS}][{CLOSING}{OPENING}].)|(?<=[{TERMINATORS}][{CLOSING}{OPENING}]{{2}}.))"
    rf"|(?<=[{LOWER}][{UPPER}])()"
    rf"|(?<=[{UPPER}]{{3}})(?=[{LOWER}])()"
    rf"|(?<=[0-9][{UPPER}])()"
    rf"|(?<=[^\s][)\]][{UPPER}])()"
    rf"|(?<=[{LOWER}{UPPER}0-9)][\"'”’“][{UPPER}])()"
    r")"
)
_SHAPES: tuple[Shape, ...] = ("sentence", "camel", "acronym", "digit", "bracket", "quote")
_MARKS = CLOSING.replace("\\", "") + OPENING.replace("\\", "")


class Candidate(NamedTuple):
    """A place where two pieces of text may be glued, by offsets in its line.

    `right` is the first letter or digit of the right-hand piece; quotes and brackets stand
    between `left` and it: the break, if there is one, belongs somewhere from `left` to `right`.
    """

    shape: Shape
    left: int
    right: int


def candidates(line: str) -> Iterator[Candidate]:
    """The candidates of one line, from left to right."""
    for match in _PIVOT.finditer(line):
        right = match.start()
        shape = _SHAPES[(match.lastindex or 1) - 1]
        if not _is_real(shape, line, right):
            continue
        left = right
        while left and right - left < 3 and line[left - 1] in _MARKS and shape in ("sentence", "quote"):
            left -= 1
        yield Candidate(shape, left, right)


def _is_real(shape: Shape, line: str, right: int) -> bool:
    """Whether the letters are upper and lower case indeed, where the classes cannot tell."""
    if line[right].isdecimal():
        return True
    if not line[right].isupper():
        return False
    return shape != "camel" or line[right - 1].islower()
