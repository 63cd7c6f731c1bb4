"""Ends of sentences at marks without white space after them."""

from __future__ import annotations

import pytest

from newsparse.body.candidates import candidates, classes_of
from newsparse.body.confidence import (
    ALMOST_CERTAIN,
    CERTAIN,
    CLEAR_MARK,
    CUE,
    DOUBTFUL,
    EVEN,
    NO_DAMAGE,
    NUMBER_CUE,
    PROBABLE,
    TWO_CUES,
    WEAK_CUE,
)
from newsparse.body.context import Context
from newsparse.body.sentences import plain_sentence_end, sentence_end


@pytest.mark.parametrize(
    ("left", "marks", "right", "confidence"),
    [
        ("Who would pay?", "", "Nobody answered", CLEAR_MARK),
        ("They won!", "", "The town sang", CLEAR_MARK),
        ("She read the E!", "", "News today", DOUBTFUL),
        ("They saw Yahoo!", "", "Japan there", DOUBTFUL),
        ("She called it peace.", '"', "The others laughed", CLEAR_MARK),
        ("She called it peace.", '"', "B", DOUBTFUL),
        ("It was over…", "", "Both sides left", TWO_CUES),
        ("It was over…", "", "Reed left", WEAK_CUE),
        ("It was over...", "", "We left", PROBABLE),
        ("Why not?", "", "Anna Bell: I left", ALMOST_CERTAIN),
        ("They met Ames Jr.", "", "NP: What now", ALMOST_CERTAIN),
        ("in 2005/06.", "", "After that", NUMBER_CUE),
        ("They fell on Thursday .", "", "Then they rose", CUE),
        ("He wrote about the .", "", "NET framework", NO_DAMAGE),
        (".", "", "Then they rose", NO_DAMAGE),
        ("See www.example.", "", "Org for more", NO_DAMAGE),
        ("They wrote to a@b.", "", "Example now", NO_DAMAGE),
        ("after the meeting.", "", "2022 will be", WEAK_CUE),
        ("in recent years.", "", "2. Messy rooms", CUE),
        ("after the meeting.", "", "2x", EVEN),
        ("It was ranked No.", "", "1 in May", NO_DAMAGE),
        ("version v2.", "", "10 of it", NO_DAMAGE),
        ("They left.", '"', "2022 was long", CUE),
        ("They left.", ")", "2022 was long", DOUBTFUL),
        ("上海的船。", "", "TikTok", NO_DAMAGE),
    ],
)
def test_sentence_ends_at_a_mark(left: str, marks: str, right: str, confidence: float) -> None:
    assert sentence_end(Context.between(left, right, marks)) == confidence


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("The wage is soaring.Reed left again.", CERTAIN),
        ("They left on Thursday.Prior to that.", ALMOST_CERTAIN),
        ("The firm of Reed Corp.Reed was sold.", NO_DAMAGE),
        ("They use the page.Com of it.", NO_DAMAGE),
        ("They sat.Then they left.", NO_DAMAGE),
        ("They asked why it waited.Reed: I know.", NO_DAMAGE),
        ("Soaring.Net income leapt.", NO_DAMAGE),
        ("They waited.Then.", NO_DAMAGE),
    ],
)
def test_plain_sentence_end_decides_only_the_plainest_damage(text: str, confidence: float) -> None:
    candidate = candidates(text, classes_of(text))[0]
    assert plain_sentence_end(text, 0, candidate) == confidence


def test_plain_sentence_end_does_not_look_before_its_block() -> None:
    text = "They waited.Then they left."
    candidate = candidates(text, classes_of(text))[0]
    assert plain_sentence_end(text, 5, candidate) == NO_DAMAGE
