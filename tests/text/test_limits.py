"""Sizes as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.text.limits import format_size, parse_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("1000000", 1_000_000),
        ("500MB", 500_000_000),
        ("500 mb", 500_000_000),
        ("1GB", 10**9),
        ("2GiB", 2 << 30),
        ("64kib", 1 << 16),
        (" 3 B ", 3),
        ("1.5TB", 1_500_000_000_000),
        ("0.1KB", 100),
        ("0", 0),
        ("none", 0),
        ("None", 0),
    ],
)
def test_reads_sizes(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "-1", "1XB", "GB", "1,5GB", "1e9", "1 G B", "١GB", "9" * 5000, "nones", "1.GB"])
def test_refuses_what_is_no_size(text: str) -> None:
    assert parse_size(text) is None


@given(
    st.integers(0, 1 << 58)
    | st.sampled_from([n * base**power for n in (1, 2, 1023) for base in (1000, 1024) for power in range(5)])
)
def test_what_is_shown_is_read(size: int) -> None:
    assert parse_size(format_size(size)) == size
