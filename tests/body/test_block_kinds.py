"""The kinds of blocks."""

from __future__ import annotations

import pytest

from newsparse.body.block_kinds import classify_blocks

HEADINGS = [
    "A long wait",
    "'First try'",
    "12 Boats are lost",
    "How Many Have Been Lost?",
    "A new crisis?",
    "What's next?",
    "Quiet harbours, old boats",
    "(1) The boats are old",
]
PARAGRAPHS = [
    "They waited.",
    "They waited!",
    "a long wait",
    "The quay: a long wait",
    "The quay, a long wait,",
    "By Dov Ames",
    "By Dov Ames and Ann Bell",
    "Why?",
    "What happened then?",
    "And what now?",
    "Who's there?",
    "Is it new?",
    "Would you have waited for the boats so long?",
    'What "crisis"?',
    "Advertisement",
    "(Reporting by Ann Bell)",
    "北京。",
    "A long wait for boats " * 5,
    "A b c d e f g h i j k l m n o",
]
CAPTIONS = [
    "Boats at the quay. Photo: Ann Bell/NPA",
    "Image caption, the old quay",
    "File photo of the quay",
    "Boats at the quay (NP Photo/Ann Rowe)",
]


def kind_of(text: str) -> str:
    return classify_blocks([text, "They left."])[0]


@pytest.mark.parametrize("text", HEADINGS)
def test_short_block_without_a_stop_is_a_heading(text: str) -> None:
    assert kind_of(text) == "heading"


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_other_block_is_a_paragraph(text: str) -> None:
    assert kind_of(text) == "paragraph"


@pytest.mark.parametrize("text", CAPTIONS)
def test_block_with_a_credit_is_a_caption(text: str) -> None:
    assert kind_of(text) == "caption"


def test_long_block_with_a_credit_is_a_paragraph() -> None:
    assert kind_of("They waited for the boats. " * 20 + "Photo: NPA") == "paragraph"


def test_last_block_is_not_a_heading() -> None:
    assert classify_blocks(["A long wait", "A long wait"]) == ["heading", "paragraph"]
    assert classify_blocks(["Photo: NPA"]) == ["caption"]
    assert classify_blocks([]) == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["(1) The boats", "(2) The quay", "They left."], "ppp"),
        (["1. The boats", "2. The quay", "They left."], "ppp"),
        (["1. The boats", "They left.", "2. The quay", "They stayed."], "hphp"),
        (["(1) The boats", "2. The quay", "They left."], "hhp"),
        (["1. The boats", "3. The quay", "They left."], "hhp"),
        (["Two faults", "(1) The boats", "(2) The quay", "They left."], "hppp"),
    ],
)
def test_neighbouring_items_of_a_list_are_not_headings(texts: list[str], expected: str) -> None:
    assert "".join(kind[0] for kind in classify_blocks(texts)) == expected
