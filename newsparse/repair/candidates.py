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
_SHAPES: tuple[Shape, ...] = ("sentence", "camel", "acronym", "digit")

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
        shape: Shape | None = _SHAPES[(match.lastindex or 1) - 1]
        if others and not _is_real(shape, line, right):
            continue
        left = right
        if shape == "sentence":
            while left and right - left < 3 and line[left - 1] in MARKS:
                left -= 1
            shape = _after_mark(line, left, right)
        if shape:
            yield Candidate(shape, left if shape in ("sentence", "quote") else right, right)


def _after_mark(line: str, left: int, right: int) -> Shape | None:
    """The shape where a mark stands before the right-hand piece, if it is one that can be damage."""
    before = line[left - 1] if left else " "
    if before in TERMINATORS:
        return "sentence"
    if line[right - 1] in ")]" and not line[right - 2 : right - 1].isspace() and right > 1:
        return "bracket"
    return "quote" if left == right - 1 and line[left] in "\"'”’“" and (before.isalnum() or before == ")") else None


@cache
def _pivot(others: bool) -> re.Pattern[str]:
    """The scan looks for the right-hand letter, which is rare, and then backwards: a class at the
    head of the pattern is what `re` searches fastest. Each group is one Shape, in its order; the
    first stands for all marks before the letter, as a class of those beyond Latin-1 compiles slowly."""
    upper, lower = (_UPPER + _OTHERS, _LOWER + _OTHERS) if others else (_UPPER, _LOWER)
    return re.compile(
        rf"[{upper}0-9](?:(?<=[^\w\s,:;/$(&#@+=*%-].)()"
        rf"|(?<=[{lower}][{upper}])()"
        rf"|(?<=[{upper}]{{3}})(?=[{lower}])()"
        rf"|(?<=[0-9][{upper}])())"
    )


def _is_real(shape: Shape | None, line: str, right: int) -> bool:
    """Whether the letters are upper and lower case indeed, where the classes cannot tell."""
    if line[right].isdecimal():
        return True
    return line[right].isupper() and (shape != "camel" or line[right - 1].islower())
