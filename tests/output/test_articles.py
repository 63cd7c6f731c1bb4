"""Articles as JSON and YAML, which load as the same data."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from unittest import mock

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.make_seeds import seeds
from support.paths import ROOT
from support.strategies.records import RECORDS

from newsparse import Article, ErrorRecord, Repair, parse
from newsparse.article import Extra
from newsparse.output.articles import FORMATS, Format, Record, encode_records, render

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
def test_texts_load_back(text: str) -> None:
    made = article(text)
    assert json.loads("".join(render([made], "ndjson"))) == made.as_dict()
    assert json.loads("".join(render([made], "json", pretty=True))) == [made.as_dict()]
    assert yaml.safe_load("".join(render([made], "yaml"))) == made.as_dict()


def test_yaml_is_readable() -> None:
    text = "".join(render([article("été \U0001f600 " + "and a long text " * 40)], "yaml"))
    assert text.startswith("---\nschema_version: 1\n")
    assert "été \U0001f600 and a" in text
    assert max(len(line) for line in text.splitlines()) > 600


@pytest.mark.parametrize("output_format", FORMATS)
def test_each_record_is_rendered_at_once(output_format: str) -> None:
    def endless() -> Iterator[Article]:
        while True:
            yield article("x")

    assert "x" in next(render(endless(), output_format))  # type: ignore[arg-type]


def test_no_records() -> None:
    assert ["".join(render([], output_format)) for output_format in FORMATS] == ["", "[]\n", ""]


def without_orjson(records: list[Record], output_format: Format, pretty: bool) -> bytes:
    return b"".join(encode_records(records, output_format, pretty, use_orjson=False))


@settings(max_examples=500)
@given(records=st.lists(RECORDS, max_size=3), output_format=st.sampled_from(["ndjson", "json"]), pretty=st.booleans())
def test_bytes_are_the_same_without_orjson(records: list[Record], output_format: Format, pretty: bool) -> None:
    made = b"".join(encode_records(records, output_format, pretty))
    assert made == without_orjson(records, output_format, pretty)
    assert "".join(render(records, output_format, pretty)) == made.decode()
    rows = (
        json.loads(made) if output_format == "json" else [*map(json.loads, made.splitlines())] if not pretty else None
    )
    assert rows in (None, [record.as_dict() for record in records])


@pytest.mark.parametrize(
    "confidence", [0.0, -0.0, 1e-5, 1e-4, 0.001, 0.1 + 0.2, 1, 1.0, 1e16, 1e22, float("inf"), -1.5]
)
@pytest.mark.parametrize("pretty", [True, False])
def test_numbers_are_the_same_without_orjson(confidence: float, pretty: bool) -> None:
    repair = Repair("N301", "break", 2**70, 1, "a.B", "a.\nB", confidence)
    few = [replace(article("x"), repairs=(repair,)), replace(article("x"), repairs=(repair._replace(line=2**53 + 1),))]
    made = b"".join(encode_records(few, "json", pretty))
    assert made == without_orjson([*few], "json", pretty)
    assert json.loads(made)[0]["repairs"][0] == repair._asdict()


def test_orjson_is_used_if_it_is_installed() -> None:
    with mock.patch("orjson.dumps", return_value=b"{}") as dumps:
        assert list(encode_records([article("x"), ErrorRecord("é", "N001", "no such file", None)])) == [b"{}\n"] * 2
        assert dumps.call_count == 2


def test_path_that_is_not_utf8_is_escaped() -> None:
    record = ErrorRecord("in/\udcff.txt", "N001", "no such file", None)
    for output_format in FORMATS:
        (data,) = yaml.load_all("".join(render([record], output_format)), yaml.CSafeLoader)
        assert (data[0] if output_format == "json" else data)["source"] == r"in/\xff.txt"


HIDE = "import sys; sys.modules['orjson'] = sys.modules['pyarrow'] = None; from newsparse.__main__ import run; run()"
SHOW = """
import sys
from newsparse.cli import main
main()
sys.stdout.write(" ".join(sorted({"json", "orjson", "pyarrow", "yaml"} & sys.modules.keys())))
"""


@pytest.mark.parametrize("options", [[], ["--pretty"], ["-f", "json"], ["-f", "yaml"]])
def test_works_without_orjson(options: list[str]) -> None:
    command = [sys.executable, "-c", HIDE, "parse", "seeds/valid", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    command[1:3] = ["-m", "newsparse"]
    assert done.stdout == subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    assert done.stdout.count(b"schema_version") >= len(seeds("valid"))


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["--help"], set()),
        (["parse", "--help"], set()),
        (["parse", "-f", "yaml", "seeds/valid/bom.txt"], {"yaml"}),
        (["parse", "seeds/valid/bom.txt"], {"orjson"}),
    ],
)
def test_libraries_are_loaded_on_demand(arguments: list[str], loaded: set[str]) -> None:
    command = [sys.executable, "-c", SHOW, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = done.stdout.decode().rpartition("\n")[2].rpartition("}")[2]
    assert set(names.split()) - {"json"} == loaded


@pytest.mark.parametrize("output_format", FORMATS)
def test_lone_surrogates_are_escaped(output_format: Format) -> None:
    """JSON has escapes for them, so they load back; in YAML they become text."""
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
