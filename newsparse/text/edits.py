"""Edits of a text: replacements of slices, and offsets before and after them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple


class Edit(NamedTuple):
    """A replacement: `text[start:stop]` becomes `new`. Offsets are in characters."""

    start: int
    stop: int
    new: str


def apply_edits(text: str, edits: Iterable[Edit], offset: int = 0) -> str:
    """Return `text` with `edits` applied, or `text` itself if there are none.

    The edits must be in ascending order and must not overlap. If `text` is a part of the text that the edits refer to,
    `offset` is where that part begins.

    >>> apply_edits("a  cat", [Edit(0, 1, "The"), Edit(2, 3, "")])
    'The cat'
    >>> apply_edits("cat", [Edit(3, 4, "b")], offset=3)
    'bat'
    """
    pieces: list[str] = []
    previous_stop = 0
    for start, stop, new in edits:
        pieces += (text[previous_stop : start - offset], new)
        previous_stop = stop - offset
    return "".join([*pieces, text[previous_stop:]]) if pieces else text


class OffsetMap:
    """Maps offsets in an edited text back to offsets in the original text; `edits` are as in `apply_edits`.

    `stops` holds, for each edit, the offset in the edited text at which its new text ends. An offset inside the new
    text of an edit is mapped as if that edit had not been made.

    >>> offsets = OffsetMap([Edit(1, 3, " ")])  # "a  cat" -> "a cat"
    >>> offsets.before(0), offsets.before(2)
    (0, 3)
    """

    def __init__(self, edits: Iterable[Edit]) -> None:
        edits = list(edits)
        self._shifts = list(accumulate(len(new) - stop + start for start, stop, new in edits))
        self.stops = [edit.stop + shift for edit, shift in zip(edits, self._shifts, strict=True)]

    def before(self, offset: int) -> int:
        """Return the offset in the original text of the character at `offset` in the edited text."""
        index = bisect_right(self.stops, offset)
        return offset - self._shifts[index - 1] if index else offset
