"""Proposals: decisions as edits, and which of them are applied."""

from __future__ import annotations

import pytest

from newsparse.body.proposals import Limits, Proposal, proposals_at_line_ends, proposals_inside_lines
from newsparse.body.quotes import read_marks
from newsparse.text.edits import Edit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left.The quay was full.", [("N301", "break", Edit(10, 10, "\n"))]),
        ("Photo: VCG Boats leave the harbour on Monday.", [("N306", "break", Edit(10, 11, "\n"))]),
        ("They saw 70percent of it.", [("N309", "space", Edit(11, 11, " "))]),
        ("See www.example.org/aB.The and <b title=fromthe>.", []),
        ("", []),
    ],
)
def test_decision_inside_a_line_becomes_an_edit(text: str, expected: list[tuple[str, str, Edit]]) -> None:
    proposals = proposals_inside_lines(text, read_marks(text), 0.9)
    assert [(proposal.code, proposal.action, proposal.edit) for proposal in proposals] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was on Feb.\n22.", [("N308", "join", Edit(14, 15, " "))]),
        ('He said: "We wait.\n"Boats left.', [("N307", "move-quote", Edit(18, 20, '"\n'))]),
        ("See https://example.org/2024/\nharbour-vote for more.", []),
        ('They saw it <a\nhref="x">there</a>.', []),
        ("They left.", []),
    ],
)
def test_repair_of_a_line_end_becomes_an_edit(text: str, expected: list[tuple[str, str, Edit]]) -> None:
    proposals = proposals_at_line_ends(text, read_marks(text))
    assert [(proposal.code, proposal.action, proposal.edit) for proposal in proposals] == expected


def test_limits_allow_by_confidence_and_code() -> None:
    proposals = [
        Proposal(0, "N301", "break", 0.95, Edit(0, 0, "\n")),
        Proposal(1, "N301", "break", 0.7, Edit(1, 1, "\n")),
        Proposal(2, "N309", "space", 0.95, Edit(2, 2, " ")),
    ]
    assert Limits(0.9).allowed(proposals) == [Edit(0, 0, "\n"), Edit(2, 2, " ")]
    assert Limits(0.0, {"N309"}).allowed(proposals) == [Edit(0, 0, "\n"), Edit(1, 1, "\n")]
    assert Limits(2.0).allowed(proposals) == []
