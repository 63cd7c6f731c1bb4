"""Locations, outlets, jobs and degrees are stripped from names."""

from __future__ import annotations

import pytest
from support.cases import read_cases
from support.paths import TESTS

from newsparse.bylines.clean import split_spaced_names, strip_affiliation

FOLDER = TESTS / "bylines/cases"
CASES = read_cases(FOLDER / "clean.tsv", "printed", "authors", "name")
PERSONS = [printed for printed, _ in read_cases(FOLDER / "persons.tsv", "printed", "authors")]


@pytest.mark.parametrize(("printed", "authors", "expected"), CASES)
def test_affiliation_is_stripped_and_the_location_returned(printed: str, authors: str, expected: str) -> None:
    name, location = strip_affiliation(printed)
    assert name == expected
    assert (location or "") == authors.partition("@")[2]


def test_names_without_affiliation_stay_unchanged() -> None:
    names = [*PERSONS, "Staff Writer", "our own correspondent", "Chinese Embassy in Canada"]
    assert [name for name in names if strip_affiliation(name) != (name, None)] == []


def test_outlet_of_two_words_is_stripped_from_a_later_item_of_a_list_only() -> None:
    assert strip_affiliation("Okwe Maur Harbour Post", listed=True) == ("Okwe Maur", None)
    assert strip_affiliation("Okwe Maur Harbour Post") == ("Okwe Maur Harbour Post", None)


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("王伟 李娜", ["王伟", "李娜"]),
        ("김민수 이영희 기자", ["김민수", "이영희"]),
        ("山田 太郎", ["山田 太郎"]),
        ("Lena Maur", ["Lena Maur"]),
        ("김민수", ["김민수"]),
    ],
)
def test_names_that_only_spaces_separate_are_split(piece: str, names: list[str]) -> None:
    assert split_spaced_names(piece) == names
