"""Articles and error records in all output formats: JSON and YAML load as the same data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
import yaml

from newsparse import Article, ErrorRecord, parse
from newsparse.article import Extra
from newsparse.output.articles import render
from newsparse.output.formats import FORMAT_NAMES, FORMATS, Format, Rendering

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
def test_texts_are_loaded_unchanged(text: str) -> None:
    made = article(text)
    assert json.loads("".join(render([made], "ndjson"))) == made.as_dict()
    assert json.loads("".join(render([made], "json", pretty=True))) == [made.as_dict()]
    assert yaml.safe_load("".join(render([made], "yaml"))) == made.as_dict()


def test_yaml_is_readable() -> None:
    text = "".join(render([article("été \U0001f600 " + "and a long text " * 40)], "yaml"))
    assert text.startswith("---\nschema_version: 1\n")
    assert "été \U0001f600 and a" in text
    assert max(len(line) for line in text.splitlines()) > 600


@pytest.mark.parametrize("output_format", FORMAT_NAMES)
def test_each_record_is_rendered_before_the_next_is_requested(output_format: Format) -> None:
    def endless() -> Iterator[Article]:
        while True:
            yield article("x")

    assert "x" in next(render(endless(), output_format))


def test_no_records_give_an_empty_document() -> None:
    written = {output_format: "".join(render([], output_format)) for output_format in FORMAT_NAMES}
    header = "source,record,published_time,title,categories,authors,author_title,url,text,error\r\n"
    assert {name: text for name, text in written.items() if text} == {
        "json": "[]\n",
        "csv": header,
        "tsv": header.replace(",", "\t"),
    }


@pytest.mark.parametrize(
    ("output_format", "separator"),
    [("ndjson", ""), ("json", ","), ("yaml", ""), ("csv", ""), ("tsv", ""), ("text", "\n"), ("markdown", "\n")],
)
def test_records_are_framed(output_format: Format, separator: str) -> None:
    known, rendering = FORMATS[output_format], Rendering()
    encode, frame = known.make_encoder(rendering), known.make_frame(rendering)
    pieces = [(encode(article(text)) or b"").decode() for text in "ab"]
    assert "".join(render([article("a"), article("b")], output_format)) == (
        frame.header.decode() + separator.join(pieces) + frame.footer.decode()
    )


@pytest.mark.parametrize("output_format", ["text", "markdown"])
def test_text_formats_leave_out_what_they_cannot_hold(output_format: Format) -> None:
    failed, bodiless = ErrorRecord("x", "N004", "empty", None), replace(article("b"), body=())
    written = "".join(render([failed, article("a"), failed, article("c"), failed], output_format))
    assert written == "".join(render([article("a"), article("c")], output_format))
    assert "".join(render([bodiless, article("a"), bodiless], "text")) == "a\n"


def test_a_path_that_is_not_utf8_is_escaped() -> None:
    record = ErrorRecord("in/\udcff.txt", "N001", "no such file", None)
    formats: list[Format] = ["ndjson", "json", "yaml"]
    for output_format in formats:
        (data,) = yaml.load_all("".join(render([record], output_format)), yaml.CSafeLoader)
        assert (data[0] if output_format == "json" else data)["source"] == r"in/\xff.txt"


@pytest.mark.parametrize("output_format", ["ndjson", "json", "yaml"])
def test_lone_surrogates_are_escaped(output_format: Format) -> None:
    """JSON has escapes for them, so they are loaded unchanged; in YAML the escapes are text."""
    made = replace(article("x"), source="\udce9", title="\ud800", extra=Extra({"a\udfff": "\ud83d b"}))
    text = "".join(render([made], output_format))
    for load in (
        (json.loads,) if output_format != "yaml" else (yaml.safe_load, lambda x: yaml.load(x, yaml.CSafeLoader))
    ):
        data = load(text)
        row = data[0] if output_format == "json" else data
        found = [row["source"], row["title"], *row["extra"].items()]
        assert found == [r"\xe9", "\ud800", ("a\udfff", "\ud83d b")] or (
            output_format == "yaml" and found == [r"\xe9", r"\ud800", (r"a\udfff", r"\ud83d b")]
        )
