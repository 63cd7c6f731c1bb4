"""Fields of records: their names, and the error for a name that does not exist."""

from __future__ import annotations

import re

import pytest

from newsparse import Article, ErrorRecord, parse
from newsparse.output.fields import FIELDS, OptionError, cells, parse_fields, selected_values

TEXT = (
    "Published Time: 2022-01-11\nTitle: Boats\nCategory 1: A; Category 2: B\nAuthor: Lena Maur and Tom Reed\n"
    "Author title: Reporter\nURL: x\nText:\nOne.\nTwo.\n"
)


def test_fields_are_the_keys_of_an_article_and_three_more() -> None:
    (article,) = parse(TEXT)
    assert (*article.as_dict(), "url", "text", "error") == FIELDS
    assert list(selected_values(article, FIELDS)) == list(FIELDS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel", "unknown field 'titel'. Did you mean 'title'? Fields: schema_version, source, "),
        ("title,", "a name is missing. Separate the names by commas, without spaces."),
        ("Title", "unknown field 'Title'. Did you mean 'title'?"),
        ("title,text,title", "field 'title' is listed twice. Remove one."),
    ],
)
def test_unknown_and_repeated_fields_are_refused(text: str, message: str) -> None:
    with pytest.raises(OptionError, match="^" + re.escape(message)):
        parse_fields(text)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("schema_version", "1"),
        ("source", "a\\xe9"),
        ("record", "1"),
        ("published_time", "2022-01-11"),
        ("categories", "A; B"),
        ("byline", "Lena Maur and Tom Reed"),
        ("authors", "Lena Maur; Tom Reed"),
        ("author_title", "Reporter"),
        ("author_description", ""),
        ("body", '[{"kind":"paragraph","text":"One."},{"kind":"paragraph","text":"Two."}]'),
        ("extra", '{"URL":"x"}'),
        ("repairs", "[]"),
        ("url", ""),
        ("text", "One.\nTwo."),
        ("error", ""),
    ],
)
def test_cells_are_texts(name: str, cell: str) -> None:
    (article,) = parse(TEXT, name="a\udce9")
    assert cells(article, [name]) == [cell]


def test_an_error_record_has_a_source_and_an_error_only() -> None:
    failed = ErrorRecord("a\udce9", "N004", "the input is empty", None)
    found = dict(zip(FIELDS, cells(failed, FIELDS), strict=True))
    assert {name: cell for name, cell in found.items() if cell} == {
        "source": "a\\xe9",
        "error": "N004: the input is empty",
    }


def test_every_field_of_an_article_has_a_cell() -> None:
    (article,) = parse(TEXT)
    assert isinstance(article, Article)
    assert all(isinstance(cell, str) for cell in cells(article, FIELDS))
