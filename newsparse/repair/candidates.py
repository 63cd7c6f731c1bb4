"""Where the body might be damaged: one scan of a line, no judgement.

A candidate depends on the characters just before it and, at most, on the one lower-case letter
after it. That is why a break elsewhere neither makes nor unmakes one, and repair is idempotent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

Shape = Literal["sentence", "camel", "acronym", "digit", "bracket", "quote"]
_SHAPES: tuple[Shape, ...] = ("sentence", "camel", "acronym", "digit", "bracket", "quote")

TERMINATORS = ".!?…。！？"
CLOSING = "\"'”’)]»"
OPENING = "\"'“‘([«"
MARKS = CLOSING + OPENING

# Upper and lower case of Latin-1, and the alphabets beyond it, where the cases alternate: both
# classes hold all of those, and `_is_real` asks the letter itself. Most lines need only the first,
# whose classes compile and search several times as fast.
_UPPER, _LOWER = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_OTHERS = "\u0100-\u1fff"


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
    others = not line.isascii() and re.search(f"[{_OTHERS}]", line) is not None
    for match in _pivot(others).finditer(line):
        right = match.start()
        shape = _SHAPES[(match.lastindex or 1) - 1]
        if others and not _is_real(shape, line, right):
            continue
        left = right
        if shape in ("sentence", "quote"):
            while left and right - left < 3 and line[left - 1] in MARKS:
                left -= 1
        yield Candidate(shape, left, right)


@cache
def _pivot(others: bool) -> re.Pattern[str]:
    """The scan looks for the right-hand letter, which is rare, and then backwards: a class at the
    head of the pattern is what `re` searches fastest. Each group is one Shape, in its order."""
    upper, lower = (_UPPER + _OTHERS, _LOWER + _OTHERS) if others else (_UPPER, _LOWER)
    marks = re.escape(MARKS)
    return re.compile(
        rf"[{upper}0-9](?:"
        rf"(?:(?<=[{TERMINATORS}].)|(?<=[{TERMINATORS}][{marks}].)|(?<=[{TERMINATORS}][{marks}]{{2}}.))()"
        rf"|(?<=[{lower}][{upper}])()"
        rf"|(?<=[{upper}]{{3}})(?=[{lower}])()"
        rf"|(?<=[0-9][{upper}])()"
        rf"|(?<=[^\s][)\]][{upper}])()"
        rf"|(?<=[{lower}{upper}0-9)][\"'”’“][{upper}])()"
        r")"
    )


def _is_real(shape: Shape, line: str, right: int) -> bool:
    """Whether the letters are upper and lower case indeed, where the classes cannot tell."""
    if line[right].isdecimal():
        return True
    return line[right].isupper() and (shape != "camel" or line[right - 1].islower())
