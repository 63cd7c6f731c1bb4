"""Lines and columns of offsets in a text."""

from __future__ import annotations


class Places:
    """Lines and columns, from 1, of offsets in a text from `start`, which is in line `line`, on.

    Fast where the offsets ascend: each is counted from the one before, so that many in one long line cost no more.
    """

    def __init__(self, text: str, start: int = 0, line: int = 1) -> None:
        self.text = text
        self._first = self._last = (start, line, text.rfind("\n", 0, start) + 1)

    def of(self, offset: int) -> tuple[int, int]:
        """The line and the column at `offset`."""
        at, line, begin = self._last if offset >= self._last[0] else self._first
        line += self.text.count("\n", at, offset)
        begin = max(begin, self.text.rfind("\n", at, offset) + 1)
        self._last = offset, line, begin
        return line, offset - begin + 1


def inside(text: str, at: int, line: int, column: int) -> tuple[int, int]:
    """Line and column of the character at `at` of a text that begins at line and column."""
    begin = text.rfind("\n", 0, at) + 1
    return line + text.count("\n", 0, begin), at - begin + (1 if begin else column)
