"""The word lists of bylines have the form in which they are looked up."""

from __future__ import annotations

import pytest

from newsparse.bylines import words
from newsparse.bylines.classify import normalize

LISTS: dict[str, frozenset[str] | tuple[str, ...]] = {
    name: value for name, value in vars(words).items() if name.isupper() and isinstance(value, frozenset | tuple)
}
NORMALIZED = ["DEGREES", "NAME_SUFFIXES", "LOCATIONS", "FORMS_OF_ADDRESS"]


def test_number_of_word_lists() -> None:
    assert len(LISTS) == 24


@pytest.mark.parametrize("name", sorted(LISTS.keys() - {"AGENCY_CODES"}))
def test_words_are_case_folded(name: str) -> None:
    assert [word for word in LISTS[name] if word != word.casefold()] == []


def test_codes_of_agencies_are_upper_case() -> None:
    assert [code for code in words.AGENCY_CODES if code != code.upper()] == []


@pytest.mark.parametrize("name", NORMALIZED)
def test_words_are_normalized(name: str) -> None:
    assert [word for word in LISTS[name] if word != normalize(word)] == []


@pytest.mark.parametrize("name", LISTS)
def test_words_contain_neither_edge_spaces_nor_underscores(name: str) -> None:
    assert [word for word in LISTS[name] if word != word.strip() or "_" in word] == []


def test_chinese_surnames_have_one_character() -> None:
    assert {len(surname) for surname in words.CHINESE_SURNAMES} == {1}
