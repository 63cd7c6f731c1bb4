"""Offsets are converted to lines and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.text.positions import Positions, line_starts


def _counted(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of an offset, counted from the beginning of the text."""
    lines = text[:offset].split("\n")
    return len(lines), len(lines[-1]) + 1


@given(st.text("ab\n", max_size=20), st.lists(st.integers(0, 20), max_size=10))
def test_offsets_may_be_looked_up_in_any_order(text: str, offsets: list[int]) -> None:
    positions = Positions(text)
    for offset in offsets:
        assert positions.of(min(offset, len(text))) == _counted(text, min(offset, len(text)))


@given(st.text("ab\n", max_size=20), st.text("ab\n", max_size=20), st.integers(0, 20))
def test_positions_are_counted_from_a_known_position(before: str, text: str, offset: int) -> None:
    """The known position is that of an offset in the whole text, or of the beginning of a part of it."""
    start, offset = len(before), min(offset, len(text))
    line, column = _counted(before + text, start)
    expected = _counted(before + text, start + offset)
    assert Positions(before + text, start, line).of(start + offset) == expected
    assert Positions(text, 0, line, column).of(offset) == expected


@pytest.mark.parametrize(("text", "expected"), [("", [0, 1]), ("a", [0, 2]), ("a\n", [0, 2, 3]), ("\nab", [0, 1, 4])])
def test_line_starts_are_the_offsets_of_lines(text: str, expected: list[int]) -> None:
    assert line_starts(text.split("\n")) == expected
