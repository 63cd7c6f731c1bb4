"""Everything but names is stripped from bylines."""

from __future__ import annotations

import pytest
from support.cases import read_cases
from support.paths import TESTS

from newsparse.bylines.strip import strip_non_names

FOLDER = TESTS / "bylines/cases"
CASES = read_cases(FOLDER / "strip.tsv", "printed", "stripped")
OTHERS = [
    printed
    for table in ("persons", "classify", "inverted", "clean", "parser", "uncertain")
    for printed, _ in read_cases(FOLDER / f"{table}.tsv", "printed", "authors")
]


@pytest.mark.parametrize(("printed", "stripped"), CASES)
def test_text_around_names_is_stripped(printed: str, stripped: str) -> None:
    assert strip_non_names(printed).strip(" |") == stripped.strip(" |")


def test_bylines_without_such_text_stay_unchanged() -> None:
    assert [printed for printed in OTHERS if strip_non_names(printed) != printed] == []
