"""Photo credits before text. A bar marks the expected break."""

from __future__ import annotations

import pytest

from newsparse.body.captions import find_bracketed_credit_ends, find_credit_ends

BREAKS = [
    ("Photo: NPA/Dov |The boats leave the harbour.", ["N306"]),
    ("Photo: VCG |Boats leave the harbour on Monday.", ["N306"]),
    ("Boats at the quay Photo: Dov Ames/NPA |In spring they leave the harbour.", ["N306"]),
    ("Photo: Dov Ames |The boats leave the harbour.", ["N306"]),
    ("Photo: Dov Ames (NPA) |Boats leave the old harbour.", ["N306"]),
    ("Photo: Courtesy of Dov Ames |GT: What has changed?", ["N304"]),
    ("Photo: VCG|BRICS' potential is large.", ["N303"]),
    ("Photo: VCG|A price was paid.", ["N303"]),
    ("Photo：NPA/VCG |The boats leave the harbour.", ["N306"]),
]
STAYS = [
    "PHOTOS: Inside The White House on a big day for the mayor",
    "Video: Watch Ann And Harry arrive at the church in Windsor",
    "Photo: GettyImages",
    "Photo: Dov Ames. The boats leave the harbour.",
    "Photo: Dov Ames The boats",
    "Photo: Courtesy of The Northern Post and boats of it",
    "At noon: The boats leave the harbour.",
    "A photograph of Ames: The boats leave the harbour.",
    "Photo:\nThe boats leave the harbour.",
]


@pytest.mark.parametrize(("marked", "codes"), BREAKS)
def test_text_after_a_credit_begins_a_block(marked: str, codes: list[str]) -> None:
    found = list(find_credit_ends(marked.replace("|", ""), []))
    assert [decision.at for decision in found] == [marked.index("|")] * len(codes)
    assert [decision.code for decision in found] == codes


@pytest.mark.parametrize("text", STAYS)
def test_other_text_after_a_colon_is_left_alone(text: str) -> None:
    assert list(find_credit_ends(text, [])) == []


def test_credit_ends_at_a_candidate() -> None:
    text = "Photo: Dov AmesBell The boats leave the harbour."
    assert [decision.at for decision in find_credit_ends(text, [])] == [20]
    assert list(find_credit_ends(text, [15])) == []


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("(NP Photo/Ann Rowe) The boats left at six.", [20]),
        ("(NP Photo/Ann Rowe) The boats\nleft at six.", []),
        ("(NP Photo/Ann Rowe) said that boats left.", []),
        ("(NP Photo/Ann Rowe)The boats left at six.", []),
        ("(Photo by Ann Rowe) The boats left at six.", []),
    ],
)
def test_text_after_a_credit_in_brackets_begins_a_block(text: str, breaks: list[int]) -> None:
    assert [decision.at for decision in find_bracketed_credit_ends(text)] == breaks
