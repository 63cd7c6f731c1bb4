"""Rules for the structure of a header."""

from __future__ import annotations

import pytest
from support.findings import HEADER, Marked, codes, marked, news_text

from newsparse import Settings


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER.replace("Title:", "  TITLE :"), [("N108", 2, 1, 10)]),
        (HEADER.replace("Title:", "Title："), [("N108", 2, 1, 7)]),
        (HEADER.replace("Category 1", "category_1"), [("N108", 3, 1, 12)]),
        (HEADER.replace("Category 1", "Categories"), []),
        (HEADER.replace("Author", "Authors"), []),
        (HEADER.replace("Title:", "Titel:"), [("N109", 2, 1, 7)]),
        # A misspelt label after a title, where the line could continue it
        (HEADER.replace("Category 1:", "Categroy 1:"), [("N109", 3, 1, 12)]),
        (HEADER + "Source: NP\n", [("N107", 5, 1, 8)]),
        (HEADER + "Source:\n  NP\n  Desk : East\n", [("N107", 5, 1, 8), ("N107", 7, 3, 9)]),
        ("URL: a:b\n" + HEADER, [("N107", 1, 1, 5)]),
        (HEADER + "Title: Again\n", [("N103", 5, 1, 7)]),  # not unknown as well
        ("Title: x y\nPublished Time: 2022\nCategory: A\nAuthor: B\n", [("N110", 2, 17, 21)]),
    ],
)
def test_findings_at_labels(header: str, expected: list[Marked]) -> None:
    assert marked(news_text(header).encode()) == expected


def test_a_text_without_a_header_has_no_missing_fields() -> None:
    assert marked("Ferries.\n" * 30) == [("N101", 1, 1, 9)]


def test_a_configured_label_is_known() -> None:
    assert codes(news_text(HEADER + "Source: NP\n"), Settings(labels=("source",))) == []
