"""Records as JSON objects, with and without orjson."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.make_seeds import seeds
from support.paths import ROOT
from support.strategies.records import RECORDS

from newsparse import Article, ErrorRecord, Repair, parse
from newsparse.output.fields import FIELDS, Record
from newsparse.output.json_text import object_encoder


def article(text: str) -> Article:
    return parse(f"Title: {text}\nText:\n{text}\n", name=text)[0]


@settings(max_examples=500)
@given(record=RECORDS, pretty=st.booleans(), fields=st.just(()) | st.lists(st.sampled_from(FIELDS), unique=True))
def test_bytes_are_the_same_without_orjson(record: Record, pretty: bool, fields: list[str]) -> None:
    made = object_encoder(pretty, tuple(fields))(record)
    assert made == object_encoder(pretty, tuple(fields), use_orjson=False)(record)
    if not fields:
        assert json.loads(made) == record.as_dict()


@pytest.mark.parametrize(
    "confidence", [0.0, -0.0, 1e-5, 1e-4, 0.001, 0.1 + 0.2, 1, 1.0, 1e16, 1e22, float("inf"), -1.5]
)
@pytest.mark.parametrize("pretty", [True, False])
def test_numbers_are_the_same_without_orjson(confidence: float, pretty: bool) -> None:
    repair = Repair("N301", "break", 2**70, 1, "a.B", "a.\nB", confidence)
    for made in (
        replace(article("x"), repairs=(repair,)),
        replace(article("x"), repairs=(repair._replace(line=2**53),)),
    ):
        data = object_encoder(pretty)(made)
        assert data == object_encoder(pretty, use_orjson=False)(made)
        assert json.loads(data)["repairs"][0] == made.repairs[0]._asdict()


def test_orjson_is_used_if_it_is_installed() -> None:
    with mock.patch("orjson.dumps", return_value=b"{}") as dumps:
        encode = object_encoder()
        assert [encode(article("x")), encode(ErrorRecord("é", "N001", "no such file", None))] == [b"{}"] * 2
        assert dumps.call_count == 2


def test_fields_select_and_order_the_keys_of_articles_only() -> None:
    made = replace(article("x"), title="A")
    encode = object_encoder(fields=("text", "authors", "title", "url", "error"))
    assert encode(made) == b'{"text":"x","authors":[],"title":"A","url":null,"error":null}'
    failed = ErrorRecord("x", "N004", "the input is empty", None)
    assert json.loads(encode(failed)) == failed.as_dict()


RUN_WITHOUT_ORJSON = (
    "import sys; sys.modules['orjson'] = sys.modules['pyarrow'] = None; from newsparse.__main__ import run; run()"
)
RUN_AND_PRINT_LIBRARIES = """
import sys
from newsparse.cli import main
main()
sys.stdout.write(" ".join(sorted({"csv", "json", "orjson", "pyarrow", "yaml"} & sys.modules.keys())))
"""


@pytest.mark.parametrize(
    "options", [[], ["--pretty"], ["-f", "json"], ["-f", "yaml"], ["--fields", "text,repairs,schema_version"]]
)
def test_parse_writes_the_same_without_orjson(options: list[str]) -> None:
    command = [sys.executable, "-c", RUN_WITHOUT_ORJSON, "parse", "seeds/valid", *options]
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
        (["parse", "-f", "csv", "seeds/valid/bom.txt"], {"csv"}),
        (["parse", "-f", "text", "seeds/valid/bom.txt"], set()),
    ],
)
def test_libraries_are_loaded_on_demand(arguments: list[str], loaded: set[str]) -> None:
    command = [sys.executable, "-c", RUN_AND_PRINT_LIBRARIES, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = done.stdout.decode().rpartition("\n")[2].rpartition("}")[2]
    assert set(names.split()) - {"json"} == loaded
