"""Headings that a space joins to the text after them. A bar marks the expected break."""

from __future__ import annotations

import pytest

from newsparse.body.joined_headings import (
    evidence_before,
    find_joined_heading,
    first_words,
    heading_ends,
    start_of_word,
)

BREAKS = [
    "Fears and hopes |The harbour board has met for the third time.",
    "'A gift of the sea' |The harbour board has met for the third time.",
    "A quiet harbour  |Ames said that he would wait.",
]
STAYS = [
    "A quiet harbour Ames said that he would wait.",
    "The harbour board has met for the third time.",
    "Former harbour master Anna Bell said that boats are cheap.",
    "The film director Anna Bell and The Mill have won the prize.",
    "Fears and hopes. The harbour board has met for the third time.",
    "Fears and hopes The harbour board",
    "fears and hopes The harbour board has met for the third time.",
    "",
]


@pytest.mark.parametrize("marked", BREAKS)
def test_heading_before_a_space_ends(marked: str) -> None:
    text = marked.replace("|", "")
    decision = find_joined_heading(text, 0, len(text), 0)
    assert decision is not None
    assert (decision.at, decision.code) == (marked.index("|"), "N305")
    assert 0.5 <= decision.confidence <= 0.97


@pytest.mark.parametrize("text", STAYS)
def test_sentence_is_left_alone(text: str) -> None:
    assert find_joined_heading(text, 0, len(text), 0) is None


def test_nothing_after_the_limit_counts() -> None:
    text = "Fears and hopes The harbour board has met."
    assert find_joined_heading(text, 0, len(text), 0) is not None
    assert find_joined_heading(text, 0, text.index("has"), 0) is None


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("They waited. Photo: NPA\n", 2.5),
        ("", -1.5),
        ("A long wait\n", -1.5),
        ("They waited.\n", 0.0),
        ("A long wait " * 9, 0.0),
    ],
)
def test_evidence_of_the_block_before(before: str, expected: float) -> None:
    assert evidence_before(before) == expected


def test_first_words_are_whole() -> None:
    assert first_words("One two three", 0, 13) == ["One", "two", "three"]
    assert first_words("One two three", 4, 7) == ["two"]
    assert first_words("word " * 40, 0, 200) == ["word"] * 14
    assert first_words("One " + "x" * 300, 0, 304) == ["One"]


@pytest.mark.parametrize(("start", "index", "expected"), [(0, 0, 0), (0, 1, 7), (0, 2, 12), (7, 1, 12), (7, 9, 7)])
def test_start_of_word(start: int, index: int, expected: int) -> None:
    assert start_of_word("Fears  and\n\nhopes", start, index) == expected


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Fears and hopes The harbour board has met", [3]),
        ("Fears and the The harbour board has met", []),
        ("Fears and hopes: The harbour board has met", []),
        ("Fears of NPA The harbour board has met", [3]),
        ("Fears of NPA Boats left the old quay", []),
        ("fears and hopes The harbour board has met", []),
        ("12 hopes The harbour board has met", [2]),
        ("Fears and hopes The harbour board", []),
        ("Fears " + "x" * 90 + " The harbour board has met", []),
    ],
)
def test_ends_of_possible_headings(text: str, ends: list[int]) -> None:
    assert heading_ends(text.split()) == ends
