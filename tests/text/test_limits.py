"""Sizes are parsed and formatted, and the head of a file holds a sample in any encoding."""

from __future__ import annotations

import errno

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.text.limits import HEAD, SAMPLE, format_size, never, oversized_error, parse_size


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
def test_sizes_are_parsed(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "-1", "1XB", "GB", "1,5GB", "1e9", "1 G B", "١GB", "9" * 5000, "nones", "1.GB"])
def test_other_texts_are_not_sizes(text: str) -> None:
    assert parse_size(text) is None


@given(
    st.integers(0, 1 << 58)
    | st.sampled_from([n * base**power for n in (1, 2, 1023) for base in (1000, 1024) for power in range(5)])
)
def test_formatted_sizes_can_be_parsed(size: int) -> None:
    assert parse_size(format_size(size)) == size


def test_the_error_for_a_large_file_names_the_limit() -> None:
    error = oversized_error("a.txt", 10**9)
    assert (error.errno, error.strerror, error.filename) == (errno.EFBIG, "larger than 1 GB", "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_the_head_holds_a_sample_in_any_encoding(encoding: str) -> None:
    assert len(("\U0001f600" * SAMPLE).encode(encoding)) <= HEAD


def test_never_accepts_no_head() -> None:
    assert not never(b"")
