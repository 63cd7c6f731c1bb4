"""Full stops between two pieces: the end of a sentence, or a part of an abbreviation, a number or an address."""

from __future__ import annotations

import pytest

from newsparse.body.confidence import (
    ALMOST_CERTAIN,
    CERTAIN,
    CLEAR_PATTERN,
    CUE,
    NO_DAMAGE,
    NUMBER_CUE,
    POSSIBLE,
    STRONG_CUE,
    TWO_CUES,
    UNLIKELY,
    WEAK_CUE,
)
from newsparse.body.context import Context, last_token
from newsparse.body.full_stops import after_full_stop, starts_sentence


@pytest.mark.parametrize(
    ("marked", "confidence"),
    [
        ("His wage is soaring.|Net income", CERTAIN),
        ("It ended on Monday.|Reed left", ALMOST_CERTAIN),
        ("They asked Xi.|Reed left", STRONG_CUE),
        ("It cost 5%.|The rest", CLEAR_PATTERN),
        ("It is the (OSCE).|Reed left", CLEAR_PATTERN),
        ("It ended on May 24.|Reed left", CLEAR_PATTERN),
        ("They told Dov Ames, 36.|Mr Ames left", CLEAR_PATTERN),
        ("Top three: 1.|Reed, 2.", NO_DAMAGE),
        ("Their sons, 5.|Reed left", NO_DAMAGE),
        ("It gained to $44.45.|The port", NUMBER_CUE),
        ("It is version 2.0.|B of it", NO_DAMAGE),
        ("He told the U.S.|The answer was", STRONG_CUE),
        ("He told J.K.|Rowling of it", NO_DAMAGE),
        ("They are in Group H.|Reed won", STRONG_CUE),
        ("They saw the market.|S&P had", STRONG_CUE),
        ("The worm Zafi.|D met", NO_DAMAGE),
        ("It opened on Oct.|The boats", STRONG_CUE),
        ("It was for the SEC.|The SEC has", STRONG_CUE),
        ("It was a photo op.|To begin", CUE),
        ("They said Sun.|Malmo had", WEAK_CUE),
        ("They met Mr.|Smith there", NO_DAMAGE),
        ("It opens at 5 p.m.|The doors", TWO_CUES),
        ("He works for Reed Inc.|Ames is", NO_DAMAGE),
        ("He is head of Deep.AI.|Reed said", STRONG_CUE),
        ("They met the M.A.S.|Kay team", NO_DAMAGE),
        ("See Halo.|Bungie.Org", UNLIKELY),
        ("It runs on ASP.|NET today", NO_DAMAGE),
        ("There were tensions.|US President Reed", CERTAIN),
        ("Malmo.|UK officials met", ALMOST_CERTAIN),
        ("The plans of Character.|AI to sell", NO_DAMAGE),
        ("He was in the office.|De Niro left", CERTAIN),
        ("They saw the new ID.|Buzz was there", POSSIBLE),
    ],
)
def test_full_stop_is_judged_by_the_token_before_it(marked: str, confidence: float) -> None:
    left, right = marked.split("|")
    assert after_full_stop(Context.between(left, right), last_token(left.rstrip("."))) == confidence


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        ("Reed left", True),
        ("Reed's boat", True),
        ("A boat", True),
        ("B of it", False),
        ("COM/a", False),
        ("Reed", False),
    ],
)
def test_sentence_starts_with_a_word_and_white_space(right: str, expected: bool) -> None:
    assert starts_sentence(Context.between("It is.", right)) == expected
