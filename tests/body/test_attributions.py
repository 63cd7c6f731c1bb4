"""Clauses that only name the speaker of a quotation."""

from __future__ import annotations

import pytest

from newsparse.body.attributions import attribution
from newsparse.body.confidence import CUE, NO_DAMAGE, STRONG_CUE, TWO_CUES


@pytest.mark.parametrize(
    ("right", "mark", "confidence"),
    [
        ("Reed asked.", "?", STRONG_CUE),
        ("he said on Monday.", "!", STRONG_CUE),
        ("Reed said.", ",", TWO_CUES),
        ("Anna Bell, head of the club, told the Northern Post.", "?", CUE),
        ("Reed told the Northern Post.", "?", STRONG_CUE),
        ("Reed told the council in May that she would go.", "?", NO_DAMAGE),
        ("Reed said that the harbour had no money.", "?", NO_DAMAGE),
        ("Reed said nobody came.", "!", NO_DAMAGE),
        ("Reed answered.", "?", NO_DAMAGE),
        ("Reed asked him.", "?", NO_DAMAGE),
        ("The board warned us.", "!", NO_DAMAGE),
        ("Nobody came.", "?", NO_DAMAGE),
        ("said Reed.", "?", NO_DAMAGE),
        ("The old head of the harbour board in Malmo said.", "?", NO_DAMAGE),
        ("", "?", NO_DAMAGE),
    ],
)
def test_clause_that_only_names_the_speaker_is_an_attribution(right: str, mark: str, confidence: float) -> None:
    assert attribution(right, mark) == confidence
