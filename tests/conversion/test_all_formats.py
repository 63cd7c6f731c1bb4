"""Conversions to every output format: one file, parts and trees have the content that `newsparse parse` prints."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from support.commands import run
from support.conversions import convert_folder, files_below, make_request, run_conversion
from support.rows import rows_of

from newsparse.conversion.options import Options, OutputFormat
from newsparse.conversion.runner import OUTPUT_FORMATS
from newsparse.inputs.search import Search
from newsparse.output.formats import FORMAT_NAMES, FORMATS, Format
from newsparse.text.compression import decompress

PART_FORMATS = [name for name in FORMAT_NAMES if not FORMATS[name].is_document]
TREE_FORMATS = [name for name in FORMAT_NAMES if FORMATS[name].is_document]


def parsed(*arguments: str) -> bytes:
    """What `newsparse parse` prints."""
    return run("parse", "in", *arguments).stdout


def test_every_format_is_an_output_of_both_commands() -> None:
    assert (*FORMAT_NAMES, "parquet") == OUTPUT_FORMATS
    for name in FORMAT_NAMES:
        assert all(name in run(command, "--help").stdout.decode() for command in ("parse", "convert"))
        assert Options(name).ending == FORMATS[name].extensions[0]


@pytest.mark.parametrize("extension", [x for known in FORMATS.values() for x in known.extensions])
@pytest.mark.parametrize("compression", ["", ".gz"])
def test_one_file_is_what_parse_prints(sixty_inputs: Path, extension: str, compression: str) -> None:
    """Also with several shards, an input that fails and an input with two articles."""
    name = f"out{extension.upper()}{compression}"
    done = run("convert", "in", "-o", name, "-j", "1")
    assert done.returncode == 1
    assert b"newsparse: in/0/10.txt: the input is empty. Exclude the file, or fetch the article again.\n" in done.stderr
    output_format = next(known.name for known in FORMATS.values() if extension in known.extensions)
    assert decompress(compression, Path(name).read_bytes()) == parsed("-f", output_format)
    assert sorted(os.listdir()) == ["in", name]


@pytest.mark.parametrize("output_format", FORMAT_NAMES)
def test_one_file_does_not_depend_on_shards_and_workers(sixty_inputs: Path, output_format: Format) -> None:
    name = "out" + FORMATS[output_format].extensions[0]
    for workers in (1, 2):
        convert_folder(name, output_format, workers)
        assert Path(name).read_bytes() == parsed("-f", output_format)


@pytest.mark.parametrize("output_format", ["csv", "tsv"])
@pytest.mark.parametrize("compression", ["", ".zst"])
def test_each_part_of_a_table_has_its_header(sixty_inputs: Path, output_format: Format, compression: str) -> None:
    summary = convert_folder("out/", output_format, compression=compression)
    files = files_below("out")
    del files["_manifest.json"]
    assert list(files) == [f"part-{number:06}.{output_format}{compression}" for number in range(6)]
    assert (summary.outputs, summary.articles, summary.errors) == (6, 60, 1)
    parts = [rows_of(decompress(compression, data).decode(), output_format) for data in files.values()]
    assert [row for part in parts for row in part] == rows_of(parsed("-f", output_format).decode(), output_format)


@pytest.mark.parametrize("output_format", TREE_FORMATS)
def test_a_tree_has_a_file_for_each_article(sixty_inputs: Path, output_format: Format) -> None:
    known = FORMATS[output_format]
    summary = convert_folder("out/", output_format, workers=2)
    files = files_below("out")
    assert json.loads(files.pop("_manifest.json"))["articles"] == 60
    assert ("0/10" + known.extensions[0] in files) == known.holds_errors
    assert len(files) == summary.outputs == 60 + known.holds_errors
    assert summary.errors == 1
    second = run("parse", "in/1/11.txt", "-f", output_format).stdout
    if not known.holds_errors:
        first = files["1/11" + known.extensions[0]]
        assert second == first + b"\n" + files["1/11#2" + known.extensions[0]]


@pytest.mark.parametrize("output_format", ["text", "markdown"])
def test_the_output_of_an_input_that_fails_is_removed_from_a_tree(sixty_inputs: Path, output_format: Format) -> None:
    ending = FORMATS[output_format].extensions[0]
    convert_folder("out/", output_format, reuse=True)
    Path("in/1/11.txt").write_bytes(b"")
    summary = convert_folder("out/", output_format, reuse=True)
    assert (summary.errors, summary.unchanged, summary.outputs) == (2, 58, 58)
    assert [name for name in files_below("out") if name.startswith("1/11")] == []
    Path("in/1/11.txt").write_bytes(Path("in/0/00.txt").read_bytes())
    convert_folder("out/", output_format, reuse=True)
    assert [name for name in files_below("out") if name.startswith("1/11")] == ["1/11" + ending]
    Path("in/1/11.txt").unlink()
    assert convert_folder("out/", output_format, reuse=True, prune=True).pruned_inputs == 1
    assert [name for name in files_below("out") if name.startswith("1/11")] == []


def test_inputs_are_not_taken_for_texts_of_an_earlier_run(sixty_inputs: Path) -> None:
    convert_folder("out/", "text", reuse=True)
    for output_format in ("json", "csv"):
        options = Options(output_format)
        run_conversion(Search(["in"]), make_request(["in"], "out/", options, reuse=True, prune=True))
    assert "0/00.txt" in files_below("out")


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        (["-o", "out.csv", "--fields", "title,source"], ["-f", "csv", "--fields", "title,source"]),
        (["-o", "out.tsv", "--spreadsheet-safe"], ["-f", "tsv", "--spreadsheet-safe"]),
        (["-o", "out.csv", "--add-bom"], ["-f", "csv", "--add-bom"]),
        (["-o", "out.ndjson", "--fields", "text,error"], ["--fields", "text,error"]),
    ],
)
def test_options_of_formats_have_the_effect_of_parse(
    sixty_inputs: Path, arguments: list[str], options: list[str]
) -> None:
    Path("in/0/00.txt").write_text("Title: =1+1\nText:\n-1\n", encoding="utf-8")
    assert run("convert", "in", *arguments).returncode == 1
    assert Path(arguments[1]).read_bytes() == parsed(*options)


def test_changed_fields_convert_all_inputs_again(sixty_inputs: Path) -> None:
    def convert(fields: str) -> int:
        arguments = ("-o", "out.csv", "--fields", fields, "--incremental", "--report-file", "-")
        unchanged: int = json.loads(run("convert", "in", *arguments).stdout)["kept"]
        return unchanged

    assert [convert("title"), convert("title"), convert("title,text"), convert("title,text")] == [0, 59, 0, 59]
    Path("in/0/00.txt").unlink()
    convert("source")
    assert Path("out.csv").read_bytes() == parsed("-f", "csv", "--fields", "source")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "out.json", "--fields", "title"], "--fields cannot be used with json. Select ndjson, csv or tsv."),
        (["-o", "out/", "--to", "parquet", "--fields", "title"], "--fields cannot be used with parquet."),
        (
            ["-o", "out.ndjson", "--spreadsheet-safe"],
            "--spreadsheet-safe cannot be used with ndjson. Select csv",
        ),
        (["-o", "out.csv", "--fields", "titles"], "unknown field 'titles'. Did you mean 'title'?"),
    ],
)
def test_options_without_meaning_are_refused(sixty_inputs: Path, arguments: list[str], message: str) -> None:
    done = run("convert", "in", *arguments)
    assert (done.returncode, message in done.stderr.decode()) == (2, True)
    assert os.listdir() == ["in"]


@pytest.mark.parametrize(
    ("dest", "output_format"), [("out.csv", "csv"), ("out/", "tsv"), ("out.json", "json"), ("out/", "markdown")]
)
def test_shards_are_run_and_finished_one_by_one(sixty_inputs: Path, dest: str, output_format: OutputFormat) -> None:
    expected = f"expected{dest.removeprefix('out')}"
    assert run("convert", "in", "-o", expected, "--to", output_format).returncode == 1
    plan = run("convert", "in", "-o", dest, "--to", output_format, "--plan-only").stdout.decode().strip()
    assert run("shard", plan, "--index", "0").returncode == 0
    assert run("shard", plan, "--finish").returncode == 1
    if dest.endswith("/"):
        files, others = files_below(dest), files_below(expected)
        assert files.keys() == others.keys()
        assert {x: y for x, y in files.items() if x != "_manifest.json"} == {
            x: y for x, y in others.items() if x != "_manifest.json"
        }
    else:
        assert Path(dest).read_bytes() == Path(expected).read_bytes()
