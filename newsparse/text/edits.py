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
    """Return `text` with `edits` applied, which must be in ascending order and must not overlap.

    Without edits the same object is returned. `offset` is where `text` begins in the text that the edits refer to.

    >>> apply_edits("a  cat", [Edit(0, 1, "The"), Edit(2, 3, "")])
    'The cat'
    >>> apply_edits("cat", [Edit(3, 4, "b")], offset=3)
    'bat'
    """
    pieces: list[str] = []
    done = 0
    for start, stop, new in edits:
        pieces += (text[done : start - offset], new)
        done = stop - offset
    return "".join([*pieces, text[done:]]) if pieces else text


class OffsetMap:
    """A map from offsets in an edited text to offsets in the text before `edits`, which are as in `apply_edits`.

    `stops` holds the offset behind each edit in the edited text. An offset inside an inserted text counts from the end
    of the edit before it.

    >>> offsets = OffsetMap([Edit(1, 3, " ")])  # "a  cat" -> "a cat"
    >>> offsets.before(0), offsets.before(2)
    (0, 3)
    """

    def __init__(self, edits: Iterable[Edit]) -> None:
        edits = list(edits)
        self._shifts = list(accumulate(len(new) - stop + start for start, stop, new in edits))
        self.stops = [edit.stop + shift for edit, shift in zip(edits, self._shifts, strict=True)]

    def before(self, offset: int) -> int:
        """Return the offset, before the edits, of the character at `offset` after them."""
        index = bisect_right(self.stops, offset)
        return offset - self._shifts[index - 1] if index else offset
