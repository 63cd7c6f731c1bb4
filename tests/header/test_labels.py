"""Labels: which beginnings of lines are labels, their spelling, and what values mean."""

from __future__ import annotations

import pytest

from newsparse.header.document import parse_documents
from newsparse.header.labels import (
    FIELDS,
    FOREIGN_WORDS,
    LABELS,
    REQUIRED_FIELDS,
    Label,
    closest_label,
    colon_at,
    foreign_label_at,
    is_address,
    is_metadata,
    is_placeholder,
    key_of,
    label_at,
    usual_spelling,
)

BODY = "Text:\nThe body.\n"


def test_fields_and_required_fields_follow_the_table() -> None:
    assert [*FIELDS, "text"] == list(LABELS)
    assert REQUIRED_FIELDS == ("published_time", "title", "category", "author")


@pytest.mark.parametrize("field", LABELS)
def test_every_label_of_the_table_is_known(field: str) -> None:
    for printed in LABELS[field]:
        for written in (printed, printed.upper(), printed.replace(" ", "_"), printed.replace(" ", "")):
            assert label_at(f"{written} : x", 0, 99) == Label(field, written, len(written) + 2)


@pytest.mark.parametrize("line", ["Titles: x", "Title 2: x", "Title", "The Title: x", ": x", f"{'x' * 48}: y"])
def test_other_lines_have_no_known_label(line: str) -> None:
    assert label_at(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("line", "printed", "in_any_case"),
    [
        ("Desk: x", "Desk", "Desk"),
        ("source: x", "source", "source"),
        ("og:title: x", "og:title", "og:title"),
        ("foo bar: x", None, "foo bar"),
        ("来源：x", "来源", "来源"),
        ("三月：x", None, "三月"),
        ("One two three four five: x", None, None),
        ("http://a", None, None),
        ("10:30", None, None),
        ("He said, then: x", None, None),
    ],
)
def test_foreign_label_needs_a_capital_or_a_known_word_unless_any_case(
    line: str, printed: str | None, in_any_case: str | None
) -> None:
    for any_case, expected in ((False, printed), (True, in_any_case)):
        label = foreign_label_at(line, 0, len(line), any_case)
        assert (label and label.printed) == expected


@pytest.mark.parametrize(
    ("printed", "metadata", "address"),
    [("Source", True, False), ("Story URL", True, True), ("og:title", True, False), ("Maur", False, False)],
)
def test_words_show_labels_of_metadata_and_of_addresses(printed: str, metadata: bool, address: bool) -> None:
    assert (is_metadata(printed), is_address(printed)) == (metadata, address)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (Label("author_title", "AUTHORTITLE", 12), "Author title"),
        (Label("category", "categories", 11), "Categories"),
        (Label("category", "category-3", 11), "Category 3"),
        (Label("author", "authors", 8), "Authors"),
    ],
)
def test_usual_spelling_keeps_the_number_of_a_category(label: Label, expected: str) -> None:
    assert usual_spelling(label) == expected


@pytest.mark.parametrize(
    ("printed", "fields", "expected"),
    [
        ("Titel", ["title"], "Title"),
        ("Titel", ["author"], None),
        ("Autor", ["title", "author"], "Author"),
        ("Author titel", ["author", "author_title"], "Author title"),
        ("Desk", list(FIELDS), None),
    ],
)
def test_closest_label_is_one_of_the_fields_that_is_similar(
    printed: str, fields: list[str], expected: str | None
) -> None:
    assert closest_label(printed, fields) == expected


@pytest.mark.parametrize("value", ["", " - ", "nan", "None", "NULL", "n/a", "Not found.", "[Title not found]"])
def test_placeholder_is_recognized(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize("value", ["A", "Body not found", "not found yet", "nano", "0"])
def test_other_values_are_no_placeholders(value: str) -> None:
    assert not is_placeholder(value)


def test_keys_ignore_case_and_separators() -> None:
    assert {key_of(printed) for printed in ("Document URL", "documentURL", "DOCUMENT_url")} == {"documenturl"}


@pytest.mark.parametrize(("line", "expected"), [("a: b", 1), ("a： b:", 1), ("a", -1), (f"{'a' * 48}:", -1)])
def test_colon_is_found_within_the_length_of_a_label(line: str, expected: int) -> None:
    assert colon_at(line, 0, len(line)) == expected


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Category 1: A; Category 2: B\n", ["A", "B"]),
        ("Category 1: A；category_2：B ; Category 3: C\n", ["A", "B", "C"]),
        ("Category 1: A\nCategory 2: B\nCategory: C\n", ["A", "B", "C"]),
        ("Categories: A; B\n", ["A", "B"]),
        ("Categories:A｜B | C ;; D;\nCategory 1: E;\n", ["A｜B", "C", "D", "E"]),
        ("Category 1:  A ; Category 2:\u00a0B ;\n", ["A", "B"]),
        ("Categories: ;\nCategory: a; b\n", ["", "a; b"]),
        ("Categories: Politics, Asia\n", ["Politics", "Asia"]),
        ("Categories: Arts, crafts; Asia\n", ["Arts, crafts", "Asia"]),
        ("Category: Politics, Asia\n", ["Politics, Asia"]),
        ("Category 1: Best in category: drama\n", ["Best in category: drama"]),
        ("Category 1: A Category 2: B, category: C\n", ["A", "B", "C"]),
        ("".join(f"Category {x}: C{x}\n" for x in range(80)), [f"C{x}" for x in range(80)]),
        ("; ".join(f"Category {x}: C{x}" for x in range(80)) + "\n", [f"C{x}" for x in range(80)]),
    ],
)
def test_categories_of_one_value_are_separated(header: str, values: list[str]) -> None:
    (document,) = parse_documents("Title: x\n" + header + BODY)
    assert [field.value for field in document.fields if field.name == "category"] == values


def test_foreign_words_are_in_lower_case() -> None:
    assert {"source", "url", "来源"} <= FOREIGN_WORDS
    assert {word.casefold() for word in FOREIGN_WORDS} == FOREIGN_WORDS
