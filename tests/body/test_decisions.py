"""Decisions on candidates: offset, code and confidence."""

from __future__ import annotations

import pytest

from newsparse.body.candidates import candidates, classes_of
from newsparse.body.confidence import (
    CERTAIN,
    CLEAR_MARK,
    CLEAR_PATTERN,
    CUE,
    STRONG_CUE,
    TWO_CUES,
)
from newsparse.body.context import Usage
from newsparse.body.decisions import (
    GLUED_CAPTION,
    GLUED_HEADING,
    GLUED_SENTENCE,
    GLUED_TURN,
    MISSING_SPACE,
    Decision,
    decide,
)


def decision_on(text: str) -> Decision | None:
    """The decision on the first candidate of `text`."""
    found = candidates(text, classes_of(text))
    limit = found[1].left if len(found) > 1 else len(text)
    return decide(text, 0, found[0], limit, Usage(text, found), opening={text.find('"')})


@pytest.mark.parametrize(
    ("marked", "code", "confidence"),
    [
        ("His wage is soaring.|Net income leapt.", GLUED_SENTENCE, CERTAIN),
        ("She called it peace”.|The others laughed.", GLUED_SENTENCE, CLEAR_PATTERN),
        ("They left.|“We wait.", GLUED_SENTENCE, CLEAR_MARK),
        ("They left.”|The others laughed.", GLUED_SENTENCE, CLEAR_MARK),
        ('They left.|"We wait.', GLUED_SENTENCE, CLEAR_MARK),
        ("What has changed?|Anna Bell: The river has.", GLUED_TURN, None),
        ("It ended in 2021|GT: What then?", GLUED_TURN, TWO_CUES),
        ("Pressure and counterweight|In two talks the port gave in.", GLUED_HEADING, None),
        ("Photo: NPA|The boats left again.", GLUED_CAPTION, CLEAR_PATTERN),
        ("2.|Messy rooms are fine.", MISSING_SPACE, CUE),
        ('"Who shall pay?"|Reed asked.', MISSING_SPACE, STRONG_CUE),
        ("He said|“I am here.", MISSING_SPACE, STRONG_CUE),
        ("He told|Reuters that.", MISSING_SPACE, CUE),
        ("She wrote to the|Guardian.", MISSING_SPACE, CUE),
        ("They speak of|Malmo and Lund.", MISSING_SPACE, CUE),
    ],
)
def test_damage_is_decided_with_its_code(marked: str, code: str, confidence: float | None) -> None:
    decision = decision_on(marked.replace("|", ""))
    assert decision is not None
    assert (decision.at, decision.code) == (marked.index("|"), code)
    assert confidence is None or decision.confidence == confidence


@pytest.mark.parametrize(
    "text",
    [
        "They wrote #FreeMalmo on it.",
        "They wrote @JaneDoe there.",
        "The fall of BlueHarbour and of BlueHarbour again.",
        "They met Mr.Smith.",
        "A part of theNet",
        ".Net",
    ],
)
def test_undamaged_candidate_has_no_decision(text: str) -> None:
    assert decision_on(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Old fearsReuters said that",
        "theGuardian",
        "He toldThe mayor",
        "He toldNPA",
        "He toldLu that",
        "He foretoldReuters that",
        "He toldMakeThat",
    ],
)
def test_space_is_missing_only_between_a_word_before_names_and_a_name(text: str) -> None:
    decision = decision_on(text)
    assert decision is None or decision.code != MISSING_SPACE
