"""Repairs of line ends: offsets and order. Which lines are merged is tested in test_broken_sentences."""

from __future__ import annotations

import pytest

from newsparse.body.confidence import CLEAR_MARK, CLEAR_PATTERN
from newsparse.body.line_ends import LineEdit, line_edits
from newsparse.body.quotes import read_marks


def edits_of(text: str) -> list[LineEdit]:
    return [*line_edits(text, read_marks(text))]


def test_line_that_ends_inside_a_sentence_is_merged() -> None:
    assert edits_of("It was on Feb. \n\n 22 again.") == [LineEdit(14, 14, 18, 0, " ", CLEAR_PATTERN)]


def test_quote_moves_to_the_end_of_the_line_before() -> None:
    assert edits_of('He said: "We wait.\n"Boats left on Monday.') == [LineEdit(19, 18, 19, 1, "", CLEAR_MARK)]


def test_two_quotes_move_together() -> None:
    (edit,) = edits_of("He said: \"We wait.\n''Boats left on Monday.")
    assert edit.mark_count == 2


def test_edits_are_in_ascending_order() -> None:
    edits = edits_of('It was on Feb.\n22.\nHe said: "We wait.\n"Boats left on Feb.\n23 again.')
    assert [edit.gap for edit in edits] == [14, 18, 37, 57]


@pytest.mark.parametrize(
    "text",
    ["", "\n", "They left.", "\nThey left.\n", "They left.\nThe quay was full.", 'He said "We wait\n"Boats left.'],
)
def test_line_ends_of_undamaged_text_stay(text: str) -> None:
    assert edits_of(text) == []
