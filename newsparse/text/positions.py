"""Lines and columns of offsets in a text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate


class Positions:
    """Lines and columns of offsets in a text, both counted from 1.

    `start` is the smallest offset that is looked up, `line` its line. `column` is its column; without it the column is
    counted from the last line feed before `start`.

    Each position is counted from the one looked up before, so ascending offsets take linear time in total, even in one
    long line. A smaller offset than the last is counted from `start`.

    >>> positions = Positions("one\\ntwo")
    >>> positions.of(2), positions.of(5)
    ((1, 3), (2, 2))
    """

    def __init__(self, text: str, start: int = 0, line: int = 1, column: int | None = None) -> None:
        self.text = text
        line_start = text.rfind("\n", 0, start) + 1 if column is None else start - column + 1
        self._first = self._last = (start, line, line_start)

    def of(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of `offset`."""
        known, line, line_start = self._last if offset >= self._last[0] else self._first
        if count := self.text.count("\n", known, offset):
            line += count
            line_start = self.text.rindex("\n", known, offset) + 1
        self._last = offset, line, line_start
        return line, offset - line_start + 1


def line_starts(lines: Iterable[str]) -> list[int]:
    """Return the offset of each line of a text, given without their line feeds, and one offset behind the last.

    >>> line_starts(["one", "two"])
    [0, 4, 8]
    """
    return [0, *accumulate(len(line) + 1 for line in lines)]
