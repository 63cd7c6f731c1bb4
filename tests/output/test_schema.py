"""The JSON Schemas are valid, describe the output exactly, and reject other values."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import newsparse
from newsparse import Article, Author, Block, ErrorRecord, Problem, Repair
from newsparse.output.articles import Record
from newsparse.output.schema import SCHEMAS, schema

TEXT = """Published Time: 2023-02-30
Title: A
Author: Lena Maur, Averil
Category: Boats
URL: x
Text:
It left on Friday.The sea was calm.
"""


def definitions() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema("article"))["$defs"]
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_formatted(name: str) -> None:
    text = schema(name)
    Draft202012Validator.check_schema(json.loads(text))
    assert text == json.dumps(json.loads(text), indent=2) + "\n"


def test_an_article_has_the_keys_of_its_schema_in_their_order() -> None:
    (article,) = newsparse.parse(TEXT)
    known = definitions()["article"]
    assert list(article.as_dict()) == list(known["properties"]) == known["required"]
    assert list(article.as_dict()) == ["schema_version", *Article.__slots__]


@pytest.mark.parametrize(
    ("key", "item"), [("authors", Author), ("body", Block), ("repairs", Repair), ("problems", Problem)]
)
def test_items_have_the_keys_of_their_schema_in_their_order(key: str, item: type[Any]) -> None:
    (article,) = newsparse.parse(TEXT)
    known = definitions()["article"]["properties"][key]["items"]
    assert list(article.as_dict()[key][0]) == list(known["properties"]) == known["required"] == list(item._fields)


def test_attributes_that_can_be_none_are_nullable() -> None:
    properties = definitions()["article"]["properties"]
    nullable = [name for name, value in properties.items() if "null" in value.get("type", ())]
    assert nullable == ["published_time", "title", "byline", "author_title", "author_description"]


@pytest.mark.parametrize("repair", ["safe", "all", "none"])
def test_records_are_valid(repair: Any) -> None:
    validator = Draft202012Validator(json.loads(schema()))
    errors = [ErrorRecord("-", "N004", "x", None), ErrorRecord("-", "N002", "x", 3, 1)]
    records: list[Record] = [*newsparse.parse(TEXT, repair=repair), *errors]
    for record in records:
        validator.validate(record.as_dict())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("record", 0),
        ("published_time", "2023-2-3"),
        ("title", 1),
        ("categories", [""]),
        ("authors", [{"name": "A", "kind": "robot", "location": None}]),
        ("body", [{"kind": "paragraph", "text": "a\nb"}]),
        ("extra", {"URL": None}),
        ("problems", [{"code": "N1", "severity": "error", "message": "x", "line": 1, "column": 1}]),
        ("more", 1),
    ],
)
def test_other_values_are_not_valid(key: str, value: object) -> None:
    (article,) = newsparse.parse(TEXT)
    assert not Draft202012Validator(json.loads(schema())).is_valid(article.as_dict() | {key: value})


def test_the_report_contains_the_schema_of_findings() -> None:
    problem = json.loads(schema("problem"))
    del problem["$schema"]
    assert json.loads(schema("report"))["$defs"] == {"problem": problem}
