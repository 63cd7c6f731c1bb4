"""Line ends become line feeds, and byte-order marks at the beginning of lines are removed."""

from __future__ import annotations

import pytest

from newsparse.text.newlines import normalize_newlines, normalize_returns, normalize_separators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("a\nb", "a\nb"),
        ("a\r\nb\rc\r\r\n", "a\nb\nc\n\n"),
        ("a\u2028b\u2029", "a\nb\n"),
        ("\ufeff\ufeffa\r\n\ufeffb\ufeff", "a\nb\ufeff"),
        ("a\x85b\x0b", "a\x85b\x0b"),
    ],
)
def test_every_line_end_becomes_a_line_feed(text: str, expected: str) -> None:
    assert normalize_newlines(text) == expected


def test_normalize_returns_keeps_separators() -> None:
    assert normalize_returns("a\r\n\u2028\ufeff\r") == "a\n\u2028\ufeff\n"


@pytest.mark.parametrize(("before", "expected"), [("\n", "é"), ("a", "\ufeffé"), ("", "\ufeffé")])
def test_a_mark_is_removed_only_after_a_line_feed(before: str, expected: str) -> None:
    assert normalize_separators("\ufeffé", before) == expected
