"""Lines that end inside a sentence."""

from __future__ import annotations

import pytest

from newsparse.body.broken_sentences import LineEnd, merge_lines
from newsparse.body.confidence import (
    CLEAR_PATTERN,
    CUE,
    DOUBTFUL,
    NO_DAMAGE,
    POSSIBLE,
    STRONG_CUE,
    TWO_CUES,
    WEAK_CUE,
)

LONG = "They had waited for the boats in the old harbour"


@pytest.mark.parametrize(
    ("left", "right", "confidence", "between"),
    [
        (LONG, "and for the nets.", TWO_CUES, " "),
        (f"{LONG},", "and for the nets.", TWO_CUES, " "),
        ("The Malmo-", "based firm", TWO_CUES, ""),
        ("They waited -", "nobody came", TWO_CUES, " "),
        ("They waited:", "nobody came", POSSIBLE, " "),
        ("They waited.", "nobody came", DOUBTFUL, " "),
        ("They waited…", "nobody came", NO_DAMAGE, " "),
        ("Boats and nets", "and ropes", POSSIBLE, " "),
        ("Boats, nets, ropes etc.", "were sold", TWO_CUES, " "),
        (LONG, "easyJet said so", NO_DAMAGE, " "),
        (LONG, "malmo.com/quay", NO_DAMAGE, " "),
        ("The firm of Ames Inc.", ", a maker", STRONG_CUE, ""),
        ("Ropes, nets;", "; sails", NO_DAMAGE, " "),
        ("----", "de Reed said so", NO_DAMAGE, " "),
        ("II.", "The old harbour", STRONG_CUE, " "),
        ("They had waited for long years.3.", "Messy rooms", STRONG_CUE, " "),
        ("I.", "Mr Ames wrote it.", NO_DAMAGE, " "),
        ("It was Malmo vs.", "Lund", STRONG_CUE, " "),
        ("They met Dr.", "Maur", TWO_CUES, " "),
        ("They met the gov.", "Maur left", NO_DAMAGE, " "),
        ("They met Dr.", "The boats left", NO_DAMAGE, " "),
        ("It was on Feb.", "22", CLEAR_PATTERN, " "),
        ("It was on Feb.", "Reed left", NO_DAMAGE, " "),
        ("The U.", "S. envoy", CLEAR_PATTERN, ""),
        ("It was led by George W.", "Ames", WEAK_CUE, " "),
        ("They are in Group H.", "Ames won", NO_DAMAGE, " "),
        ("They went to the U.S.", "The others", NO_DAMAGE, " "),
        ('"Nobody has asked us."', "Reed said.", CUE, " "),
        ('"Nobody has asked us."', "Reed said that nobody had come.", NO_DAMAGE, " "),
        ('"Who shall pay?"', "Reed asked.", STRONG_CUE, " "),
        ('"Who shall pay?"', "Nobody answered.", NO_DAMAGE, " "),
        ("They left.", "The others stayed.", NO_DAMAGE, " "),
    ],
)
def test_line_end_inside_a_sentence_is_merged(left: str, right: str, confidence: float, between: str) -> None:
    assert merge_lines(LineEnd.between(left, right)) == (confidence, between)


def test_entries_of_a_list_in_lower_case_stay() -> None:
    text = "The plan would:\nclose the pool and the library on all Sundays\nraise the tax from April next year on"
    gap = text.rindex("\n")
    confidence, _ = merge_lines(LineEnd.at(text, gap, gap + 1))
    assert confidence == POSSIBLE
