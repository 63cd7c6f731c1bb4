"""Documents: fields, positions and problems."""

from __future__ import annotations

import pytest

from newsparse.header.document import extra_values, missing_fields, misspelt_labels, openings_of, parse_documents

BODY = "Text:\nThe body.\n"


def test_fields_and_body_have_their_positions() -> None:
    (document,) = parse_documents("\n  Title :  A\nCategory 1: B; Category 2:  C\nText: D")
    assert [(f.label, f.line, f.column) for f in document.fields] == [
        ("Title", 2, 12),
        ("Category 1", 3, 13),
        ("Category 2", 3, 29),
    ]
    assert (document.body, document.line, document.column) == (" D", 4, 6)


PROBLEMS = [
    ("No header here.\n", [("N101", 1, 1)]),
    ("Title: A\nThe body.\n", [("N102", 2, 1)]),
    ("Title: A\nTitle: B\nText:\nc", [("N103", 2, 1)]),
    ("Hello\nTitle: A\nAuthor: B\nText:\nc", [("N104", 1, 1)]),
    ("Title: A\nText:\n", [("N105", 2, 6)]),
]


@pytest.mark.parametrize(("text", "problems"), PROBLEMS)
def test_a_document_reports_the_problems_of_its_header(text: str, problems: list[tuple[str, int, int]]) -> None:
    (document,) = parse_documents(text)
    assert [(x.code, x.line, x.column) for x in document.problems] == problems


def test_first_value_that_is_not_a_placeholder_counts() -> None:
    (document,) = parse_documents("Title: Title not found\nTitle: B\nTitle: C\n" + BODY)
    assert [(x.name, x.value) for x in document.fields] == [
        ("extra", "Title not found"),
        ("title", "B"),
        ("extra", "C"),
    ]
    assert [(x.code, x.line) for x in document.problems] == [("N103", 2), ("N103", 3)]


def test_a_repeated_field_is_kept_in_extra() -> None:
    (document,) = parse_documents("Title: A\nTitle: B\n" + BODY)
    assert [(field.name, field.value) for field in document.fields] == [("title", "A"), ("extra", "B")]


def test_extra_values_number_repeated_labels() -> None:
    (document,) = parse_documents("URL: a\nURL (2): b\nURL: c\nTitle: A\n" + BODY)
    assert extra_values(document) == {"URL": "a", "URL (2)": "b", "URL (3)": "c"}


def test_openings_of_a_document_are_its_labels_up_to_the_first_known_one() -> None:
    (document,) = parse_documents("Desk: a\nURL: b\nTitle: A\nAuthor: B\n" + BODY)
    assert openings_of(document) == {"desk", "url", "title"}


def test_misspelt_labels_resemble_labels_of_missing_fields() -> None:
    text = "Titel: A\nAutor: B\nDesk: C\nCategory: D\n"
    missing = missing_fields({"category"})
    assert missing == ["published_time", "title", "author", "author_title", "author_description"]
    found = list(misspelt_labels(text, 0, len(text), missing))
    assert [(misspelt.label.printed, misspelt.meant, misspelt.top, misspelt.at) for misspelt in found] == [
        ("Titel", "Title", 0, 0),
        ("Autor", "Author", 9, 9),
    ]
