"""Lines and columns of offsets in a text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate


class Positions:
    """Converts offsets in a text to lines and columns, both counted from 1. Only line feeds end lines.

    `start` is the smallest offset that may be looked up; `line` and `column` are its position. Without `column`, it is
    counted from the last line feed before `start`.

    Each position is counted from the previous one, so looking up ascending offsets takes linear time in total, even in
    one long line. If an offset is smaller than the previous one, it is counted from `start`.

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
        known_offset, line, line_start = self._last if offset >= self._last[0] else self._first
        if count := self.text.count("\n", known_offset, offset):
            line += count
            line_start = self.text.rindex("\n", known_offset, offset) + 1
        self._last = offset, line, line_start
        return line, offset - line_start + 1


def line_starts(lines: Iterable[str]) -> list[int]:
    """Return the offset at which each line of a text begins, and the offset at which one more line would begin.

    `lines` are the lines of the text without their line feeds.

    >>> line_starts(["one", "two"])
    [0, 4, 8]
    """
    return [0, *accumulate(len(line) + 1 for line in lines)]
