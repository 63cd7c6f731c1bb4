"""Articles as text: each form loads back to the same data."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import yaml

from newsparse import Article, parse
from newsparse.output.articles import FORMATS, render

TEXTS = [
    *(
        "plain",
        "a: b # c",
        "- dash",
        "'quoted' \"twice\"",
        "yes",
        "2023-01-01",
        "1.0",
        "null",
        "~",
        "@at",
        "&and",
        "%per",
    ),
    *("{x}", "[y]", "emoji \U0001f600 and 汉字", "bell \x07, next line \x85, line separator \u2028", "tab\tinside"),
    *("x" * 500 + " y" * 500, "été’s “end”", "0\x85\U00010000"),
]


def article(text: str) -> Article:
    return parse(f"Title: {text}\nText:\n{text}\n", name=text)[0]


@pytest.mark.parametrize("text", TEXTS)
def test_loads_back(text: str) -> None:
    made = article(text)
    assert json.loads("".join(render([made], "ndjson"))) == made.as_dict()
    assert json.loads("".join(render([made], "json", pretty=True))) == [made.as_dict()]
    assert yaml.safe_load("".join(render([made], "yaml"))) == made.as_dict()


def test_yaml_is_readable() -> None:
    text = "".join(render([article("été \U0001f600 " + "and a long text " * 40)], "yaml"))
    assert text.startswith("---\nschema_version: 1\n")
    assert "été \U0001f600 and a" in text
    assert max(len(line) for line in text.splitlines()) > 600


@pytest.mark.parametrize("form", FORMATS)
def test_prints_what_has_come(form: str) -> None:
    def endless() -> Iterator[Article]:
        while True:
            yield article("x")

    assert "x" in next(render(endless(), form))  # type: ignore[arg-type]


def test_nothing() -> None:
    assert ["".join(render([], form)) for form in FORMATS] == ["", "[]\n", ""]
