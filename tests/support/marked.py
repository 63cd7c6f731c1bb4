"""Texts in which bars mark positions."""

from __future__ import annotations

from itertools import accumulate


def offsets_of(marked: str, code: str) -> list[tuple[int, str]]:
    """Return the offset of each bar in `marked`, without the bars, together with the code that is expected there."""
    return [(offset, code) for offset in accumulate(map(len, marked.split("|")[:-1]))]
