"""The confidence that a heading, a caption or a turn is glued to the text after it. A bar marks the candidate."""

from __future__ import annotations

import pytest

from newsparse.body.confidence import REPORT_THRESHOLD, SAFE_THRESHOLD
from newsparse.body.context import Context, Usage
from newsparse.body.glued_headings import (
    HEADING_RULES,
    after_acronym,
    after_bracket,
    after_digit,
    after_quote,
    after_word,
)

SURE, UNSURE, NONE = "sure", "unsure", "none"
WORDS = [
    ("Pressure and counterweight|In two talks the port gave in.", SURE),
    ("A long wait|Ships stood in line for days.", SURE),
    ("Outlook|US officials said they would wait.", SURE),
    ("They met in Malmo|US officials said they would wait.", SURE),
    ("What has changed|Anna Bell: The river has.", SURE),
    ("Photo: Xinhua|Boats are there and more of them.", SURE),
    ("Photo: Dov Ames|Boats are there and more of them.", SURE),
    ("Threat from the Harbour|The quay stood still.", SURE),
    ("Negligence|In some harbours it is so.", SURE),
    ("Gloomy Future|Xu said that the old boats will stay.", SURE),
    ("The new board of Malmo|When it met", SURE),
    ("Wait|The boats left", UNSURE),
    ("They said it. The Harbour|The quay stood still.", UNSURE),
    ("code|Name", UNSURE),
    ("The report on lnc|The boats", UNSURE),
    ("Document|Source: NPA", NONE),
    ("Photo: Getty|Images", NONE),
    ("Tik|Tok", NONE),
    ("i|Phone", NONE),
    ("easy|Jet said so", NONE),
    ("Ph|D", NONE),
    ("They went to the|Harbour at noon", NONE),
    ("Sales at Black|Rock rose", NONE),
    ("Old Mc|Cartney sang there", NONE),
]
ACRONYMS = [
    ("Photo: NPA|Harder days came for the port.", SURE),
    ("The report by NPA|Anna Bell: What has changed?", SURE),
    ("Threat from the NPA|The harbour stood still.", SURE),
    ("Old friends of the UK|British media are not glad.", SURE),
    ("The rise and fall of the UK|British media are not glad.", NONE),
    ("They said it. The NPA|The harbour stood still.", UNSURE),
    ("The plans of NPA|In Malmo it rained", UNSURE),
    ("According to USA|Today", UNSURE),
    ("The report by NPA|GT: What has changed?", NONE),
    ("NG|Os are there", NONE),
    ("JP|Morgan lent it", NONE),
    ("The plans of NPA|Is", NONE),
]
DIGITS = [
    ("the G7|The boats left", SURE),
    ("in 2022|GT: What", SURE),
    ("Dov Ames visits the yard in June 2016|President Reed came", SURE),
    ("in version 7|In Malmo", UNSURE),
    ("7|The boats left", NONE),
    ("yields 10|MW", NONE),
    ("in 3|D", NONE),
    ("in June 2016|Reed", NONE),
    ("the G7|Leaders came", NONE),
]
BRACKETS = [
    ("The port and its club lost ($1.2 billion)|Its founder left.", SURE),
    ("(Photo: NPA)|Serious losses followed.", SURE),
    ("VELSEN (NPA)|The mayor spoke.", UNSURE),
    ("Her old book is called (M)|Otherhood", NONE),
    ("His old book is called (Dis)|Honesty", NONE),
    ("The mayor was told [S]|Ome", NONE),
    ("The old board of Malmo (NPA)|S", NONE),
]


def level_of(confidence: float) -> str:
    return SURE if confidence >= SAFE_THRESHOLD else UNSURE if confidence >= REPORT_THRESHOLD else NONE


def context_of(marked: str, marks: str = "") -> Context:
    left, right = marked.split("|")
    return Context.between(left, right, marks)


@pytest.mark.parametrize(("marked", "level"), WORDS)
def test_capital_after_a_word(marked: str, level: str) -> None:
    assert level_of(after_word(context_of(marked), Usage("", []))) == level


@pytest.mark.parametrize(("marked", "level"), ACRONYMS)
def test_capital_after_an_acronym(marked: str, level: str) -> None:
    assert level_of(after_acronym(context_of(marked), Usage("", []))) == level


@pytest.mark.parametrize(("marked", "level"), DIGITS)
def test_capital_after_a_digit(marked: str, level: str) -> None:
    assert level_of(after_digit(context_of(marked), Usage("", []))) == level


@pytest.mark.parametrize(("marked", "level"), BRACKETS)
def test_capital_after_a_bracket(marked: str, level: str) -> None:
    assert level_of(after_bracket(context_of(marked), Usage("", []))) == level


def test_word_that_occurs_elsewhere_ends_a_heading() -> None:
    context = context_of("The new board of Malmo|Captain Reed was there")
    assert after_word(context, Usage("", [])) < after_word(context, Usage("Malmo and Malmo", []))


def test_capital_inside_a_longer_word_is_left_alone() -> None:
    context = context_of("Sales at Make|My")._replace(next_word_is_inner=True)
    assert after_word(context, Usage("", [])) == 0.0
    assert after_acronym(context_of("the NPA|My")._replace(next_word_is_inner=True), Usage("", [])) == 0.0


@pytest.mark.parametrize(
    ("marked", "marks", "level", "opening"),
    [
        ("'First try|Members were glad", "'", SURE, 0),
        ("It is 'over' for Dov O|Rourke", "'", NONE, 0),
        ("Photo: VCG|Throughout the year", '"', SURE, 1),
        ("Photo: VCG|Throughout the year", "“", SURE, 1),
        ('The "City of Ropes|US sailors know it', '"', SURE, 0),
        ("The “City of Ropes|US sailors know it", "”", SURE, 0),
        ("It is over. They left|Members were glad", '"', UNSURE, 1),
        ('It is over. "They left|Members were glad', '"', UNSURE, 0),
        ("A long wait|M", '"', NONE, 0),
        ("A long wait|Members", "", NONE, 0),
    ],
)
def test_capital_after_a_quote(marked: str, marks: str, level: str, opening: int) -> None:
    confidence, count = after_quote(context_of(marked, marks))
    assert (level_of(confidence), count) == (level, opening)


def test_every_shape_has_a_rule() -> None:
    assert list(HEADING_RULES.items()) == [
        ("camel", after_word),
        ("acronym", after_acronym),
        ("digit", after_digit),
        ("bracket", after_bracket),
    ]
