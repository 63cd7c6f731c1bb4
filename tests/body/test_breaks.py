"""Breaks: in which order they are decided, and which lines are searched."""

from __future__ import annotations

from collections.abc import Set

import pytest

from newsparse.body.breaks import Breaks
from newsparse.body.candidates import classes_of
from newsparse.body.confidence import SAFE_THRESHOLD
from newsparse.body.protected import protected_spans


def breaks_of(
    text: str, near: list[int] | None = None, opening: Set[int] = frozenset(), threshold: float = SAFE_THRESHOLD
) -> list[str]:
    """The text after each break, up to the next white space."""
    breaks = Breaks(text, classes_of(text), opening, threshold, protected_spans(text), near)
    return [text[decision.at :].split(None, 1)[0] for decision in breaks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left.The quay was full.Nobody came.", ["The", "Nobody"]),
        ("They left.\nThe quay was full.", []),
        ("Pressure and counterweightIn two talks the port gave in.The end.", ["In", "The"]),
        ("Fears and hopes The harbour board has met for the third time.", ["The"]),
        ("See www.example.org/A.The.Quay now.", []),
        ("", []),
        ("\n \n", []),
    ],
)
def test_breaks_are_found_from_left_to_right(text: str, expected: list[str]) -> None:
    assert breaks_of(text) == expected


def test_break_below_the_threshold_is_reported_too() -> None:
    text = "They waited.Then came the boats of the harbour."
    assert breaks_of(text, threshold=2.0) == ["Then"]


def test_only_lines_beside_an_edit_are_searched() -> None:
    text = "They left.The quay was full.\nIt was long.\nIt was cold.\nIt rained.Then it stopped."
    assert breaks_of(text, near=[text.index("rained")]) == ["Then"]
    assert breaks_of(text, near=[0]) == ["The"]
    assert breaks_of(text, near=[]) == []


def test_break_goes_before_a_quote_that_opens() -> None:
    text = 'They left."We wait," he said.'
    assert breaks_of(text, opening={10}) == ['"We']
    assert breaks_of(text, opening=set()) == ["We"]
