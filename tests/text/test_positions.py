"""Lines and columns of offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.text.positions import Positions, line_starts


def _counted(text: str, offset: int) -> tuple[int, int]:
    lines = text[:offset].split("\n")
    return len(lines), len(lines[-1]) + 1


@given(st.text("ab\n", max_size=20), st.lists(st.integers(0, 20), max_size=10))
def test_positions_in_any_order(text: str, offsets: list[int]) -> None:
    positions = Positions(text)
    for offset in offsets:
        assert positions.of(min(offset, len(text))) == _counted(text, min(offset, len(text)))


@given(st.text("ab\n", max_size=20), st.text("ab\n", max_size=20), st.integers(0, 20))
def test_positions_from_a_start(before: str, text: str, offset: int) -> None:
    """By the whole text, or by the position where a part of it begins."""
    start, offset = len(before), min(offset, len(text))
    line, column = _counted(before + text, start)
    expected = _counted(before + text, start + offset)
    assert Positions(before + text, start, line).of(start + offset) == expected
    assert Positions(text, 0, line, column).of(offset) == expected


@pytest.mark.parametrize(("text", "expected"), [("", [0, 1]), ("a", [0, 2]), ("a\n", [0, 2, 3]), ("\nab", [0, 1, 4])])
def test_line_starts(text: str, expected: list[int]) -> None:
    assert line_starts(text.split("\n")) == expected
