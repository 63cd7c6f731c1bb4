"""Needless white space, and the edits between texts that differ in white space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bodies import BODY_PIECES

from newsparse.body import Level
from newsparse.checks.body_fixer import fix_body
from newsparse.checks.whitespace import find_needless_spaces, whitespace_edits
from newsparse.problems import CODES
from newsparse.text.edits import Edit, apply_edits


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One  two.", [("N311", 3)]),
        ("One \xa0two.", [("N311", 3)]),
        ("One. \nTwo.", [("N312", 4)]),
        ("One.\n  Two.\n", [("N312", 5)]),
        ("One.\n   \nTwo.\n", [("N312", 5)]),
        (" One\ttwo three.\n", []),  # after `Text:` on its line; a tab separates columns
        ('The  <a  href="x  y" \n  id="z">boats</a>  left.', [("N311", 3), ("N311", 40)]),  # not inside a tag
        ("One\n\u3000\u3000Two.", []),  # begins a paragraph in some scripts
    ],
)
def test_needless_spaces_are_found_except_in_tags_and_columns(body: str, expected: list[tuple[str, int]]) -> None:
    assert [(code, edit.start) for code, edit in find_needless_spaces(body)] == expected


@given(BODY_PIECES, st.booleans(), st.sampled_from(["safe", "all"]))
def test_whitespace_edits_turn_a_body_into_the_fixed_one(body: str, strays: bool, level: Level) -> None:
    fixed = fix_body(body, level, CODES, strays)
    edits = whitespace_edits(body, fixed)
    assert apply_edits(body, edits) == fixed
    assert all(not body[edit.start : edit.stop].strip(" \n\xad\u200b") for edit in edits)


def test_whitespace_edits_count_from_the_offset() -> None:
    assert whitespace_edits("a  cat", "a\ncat", 10) == [Edit(11, 13, "\n")]
    assert whitespace_edits("same", "same") == []
