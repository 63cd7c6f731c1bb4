"""Printed bylines are parsed into authors; the cases of all modules of bylines/ pass here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cases import read_all_cases, read_cases, read_corpus_table
from support.paths import SHARED, TESTS

from newsparse.bylines.parser import MAX_BYLINE_CHARACTERS, Byline, parse_byline

FOLDER = TESTS / "bylines/cases"
CASES = read_all_cases(FOLDER, "printed", "authors", "uncertain")
PERSONS = [printed for printed, _ in read_cases(FOLDER / "persons.tsv", "printed", "authors")]


def format_authors(byline: Byline) -> str:
    """Format authors as in the tables: `org:` before organizations, `@` before locations, bars between authors."""
    prefixes = {"person": "", "organization": "org:"}
    return " | ".join(
        prefixes[name.kind] + name.name + (f"@{name.location}" if name.location else "") for name in byline.names
    )


@pytest.mark.parametrize(("printed", "authors", "uncertain"), CASES)
def test_byline_has_the_expected_authors(printed: str, authors: str, uncertain: str) -> None:
    byline = parse_byline(printed)
    assert format_authors(byline) == authors
    assert byline.uncertain == ((printed,) if uncertain else ())


def test_names_of_persons_after_a_lead_word_stay_unchanged() -> None:
    bylines = [parse_byline(f"By {printed}") for printed in PERSONS]
    assert [format_authors(byline) for byline in bylines] == list(PERSONS)
    assert [byline.uncertain for byline in bylines if byline.uncertain] == []


@pytest.mark.parametrize(
    "printed",
    [
        *(";", "-", " | ", "..."),
        *("unknown", "Unknown author", "No author", "By", "By unknown", "佚名", "Author details not found; nan"),
    ],
)
def test_punctuation_and_placeholders_have_no_authors(printed: str) -> None:
    assert parse_byline(printed).names == ()


@pytest.mark.parametrize(
    "printed", ["Di", "VON", "Por", "Par", "door", "Oleh", "Von  ", "Von -", "[[Di]]", "Por,", "(Par)"]
)
def test_lead_word_without_a_name_is_kept_as_a_name(printed: str) -> None:
    (name,) = parse_byline(printed).names
    assert name.name == printed.strip(" -,()[]")


@pytest.mark.parametrize(
    "printed",
    [
        *(
            "the",
            "By the",
            "in",
            "d'",
            "von in",
            "and and",
            "& Co.",
            "Jr., Sr.",
            "PhD, MD",
            "(  )",
            "the 's x",
            "for the",
        ),
        *("@", "=기자", "记者", "وكالة", "Von (AFP)", "a, b; ;, c"),
    ],
)
def test_words_around_missing_names_never_give_empty_names(printed: str) -> None:
    assert all(name.name.strip() for name in parse_byline(printed).names)


@pytest.mark.parametrize("unit", ["Lena Maur, ", "x", "[[a|", ", ", "汉"])
def test_byline_beyond_the_maximum_length_is_not_parsed(unit: str) -> None:
    longer = "Tom Okoro " + unit * MAX_BYLINE_CHARACTERS
    assert parse_byline(longer) == Byline((), too_long=True)
    assert not parse_byline(longer[:MAX_BYLINE_CHARACTERS]).too_long


def test_length_of_a_byline_counts_adjacent_spaces_once() -> None:
    byline = parse_byline("Lena Maur and" + " " * MAX_BYLINE_CHARACTERS + "Tom Okoro")
    assert format_authors(byline) == "Lena Maur | Tom Okoro"


@given(st.text(max_size=60))
def test_any_text_can_be_parsed_without_empty_names(printed: str) -> None:
    assert all(name.name.strip() for name in parse_byline(printed).names)


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the corpus is not at {SHARED}")
def test_bylines_of_the_corpus_have_the_expected_authors() -> None:
    rows = read_corpus_table("bylines.tsv")
    assert len(rows) == 29
    for printed, expected, *_ in rows:
        if expected or printed == ";":  # other rows are placeholders, which are recognized before parsing
            byline = parse_byline(printed)
            authors = " | ".join(author.partition("@")[0] for author in format_authors(byline).split(" | "))
            assert authors == expected, printed
            assert bool(byline.uncertain) == (printed == "Robert Benzie Kristin Rushowy"), printed
