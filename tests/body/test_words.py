"""Word lists and the shape of photo credits."""

from __future__ import annotations

import pytest

from newsparse.body import words
from newsparse.body.data_files import parse_sections, read_data
from newsparse.body.words import ends_in_credit

WITH_CREDIT = [
    "Photo: NPA",
    "photo:Dov Ames",
    "Boats wait at the lock. Photo: Anna Bell/NPA",
    "Boats wait at the lock (Photo: NPA)",
    "Boats wait at the lock.Photos by Anna Bell",
    "Graphic courtesy Northern Post",
    "Illustration： Lu Ren",
    "The wall fell. © Dov Ames/NPA",
    "The wall fell. REUTERS/Ann Bell",
    "Image source, Getty Images",
    "Boats at the quay Dov Ames/Getty Images",
]
WITHOUT_CREDIT = [
    "",
    "a photo of him",
    "The photo was taken by nobody.",
    "Photo: NPA. The boats left the harbour. They came back.",
    "He took the picture: it shows a wall that fell. Nobody was there.",
    "© 2021, all of it is printed by the harbour office of Malmo and Lund",
    "The image source, he said, was unknown.",
]


@pytest.mark.parametrize("text", WITH_CREDIT)
def test_credit_at_the_end(text: str) -> None:
    assert ends_in_credit(text)


@pytest.mark.parametrize("text", WITHOUT_CREDIT)
def test_text_without_a_credit_at_the_end(text: str) -> None:
    assert not ends_in_credit(text)


def test_every_section_is_used() -> None:
    sections = parse_sections(read_data("words.txt"))
    lists = [value for value in vars(words).values() if isinstance(value, frozenset)]
    unused = [name for name, section in sections.items() if not any(section <= found for found in lists)]
    assert unused == []
    assert all(sections.values())


def test_lists_that_contain_others() -> None:
    assert words.STRONG_OPENERS < words.OPENERS
    assert words.WEEKDAY_ABBREVIATIONS < words.DAYS_AND_MONTHS < words.ABBREVIATIONS
    assert words.NEVER_LAST < words.NEVER_LAST_IN_HEADINGS
    assert words.CREDIT_LABELS < words.LABELS_BEFORE_COLON
    assert words.ABBREVIATIONS_THAT_ARE_WORDS < words.ABBREVIATIONS
    assert not words.STRONG_OPENERS & words.NEVER_LAST
