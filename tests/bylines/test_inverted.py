"""Inverted names, with the surname first and a comma."""

from __future__ import annotations

import re

import pytest
from support.cases import read_cases
from support.paths import TESTS

from newsparse.bylines.inverted import AND_PATTERN, may_be_given_name, parse_inverted_names

CASES = [row for row in read_cases(TESTS / "bylines/cases/inverted.tsv", "printed", "authors") if ";" not in row[0]]


@pytest.mark.parametrize(("printed", "authors"), CASES)
def test_inverted_names_are_returned_with_the_given_name_first(printed: str, authors: str) -> None:
    assert " | ".join(parse_inverted_names(printed)) == authors


@pytest.mark.parametrize(
    "printed",
    [
        "Lena Maur, Tom Okoro",
        "Lena Maur",
        "Tom Reed, NPA",
        "Maur L, Okoro T",
        "Lena Maur, PhD",
        "Lena Maur, Beijing",
        "Lena Maur, KVTL",
        "Northern Post, Lena",
        "王伟, 李娜",
        "unknown, Lena",
    ],
)
def test_lists_of_another_form_are_not_inverted(printed: str) -> None:
    assert parse_inverted_names(printed) == []


@pytest.mark.parametrize(("first", "expected"), [("Lena", True), ("L.", True), ("Ji-hoon", True), ("PhD", False)])
def test_word_after_a_comma_may_be_a_given_name(first: str, expected: bool) -> None:
    assert may_be_given_name(first) is expected


@pytest.mark.parametrize("first", ["Jr.", "Beijing", "unknown", "reporter", "AFP", "example.org", "李娜"])
def test_other_segments_after_a_comma_are_no_given_name(first: str) -> None:
    assert not may_be_given_name(first)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lena Maur and Tom Okoro", ["Lena Maur", "Tom Okoro"]),
        ("Lena Maur, and Tom Okoro", ["Lena Maur", "Tom Okoro"]),
        ("Lena Maur & Tom Okoro", ["Lena Maur", "Tom Okoro"]),
        ("Lena Maur et Tom Okoro", ["Lena Maur", "Tom Okoro"]),
        ("Josep Puig i Cadafalch", ["Josep Puig i Cadafalch"]),
        ("王伟、李娜", ["王伟", "李娜"]),
    ],
)
def test_and_pattern_separates_names(text: str, names: list[str]) -> None:
    assert re.split(AND_PATTERN, text) == names
