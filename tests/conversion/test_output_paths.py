"""The format and the paths of outputs, and conflicts between them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.conversions import TEXT, make_request, run_conversion

from newsparse.conversion.options import Options, OutputFormat
from newsparse.conversion.output_paths import ConvertError, assign_targets, output_format_of
from newsparse.conversion.plan import PlanRequest
from newsparse.conversion.runner import own_output_filter
from newsparse.inputs.search import Search
from newsparse.inputs.walk import FoundFile


def test_equal_outputs_are_reported_before_any_is_written(sixty_inputs: Path) -> None:
    """Otherwise the second output would replace the first."""
    Path("in/0/00.news").write_text(TEXT, encoding="utf-8")
    inputs = Search(["in"], ["*"])
    with pytest.raises(ConvertError, match=r"^in/0/00.news and in/0/00.txt have the same output 0/00.json; "):
        run_conversion(inputs, make_request(("in",), "out", Options("json")))
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("in/1/11#2.txt", "have the same output 1/11#2.json; rename one"),
        ("in/_manifest.txt", "the output would be named _manifest.json, which is reserved"),
        ("in/_manifest.json/a.txt", "the output would be named _manifest.json, which is reserved"),
        ("in/.newsparse/a.txt", "the output would be named .newsparse, which is reserved"),
        ("in/0/00.json/a.txt", "in/0/00.txt: its output 0/00.json is also the directory for in/0/00.json/a.txt"),
    ],
)
def test_conflicting_outputs_are_reported(sixty_inputs: Path, name: str, message: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(ConvertError, match=message):
        run_conversion(Search(["in"], hidden=True), make_request(("in",), "out", Options("json")))
    assert not Path("out").exists()


def test_an_input_is_not_replaced_by_its_output(sixty_inputs: Path) -> None:
    with pytest.raises(ConvertError, match="the output would replace this input"):
        run_conversion([FoundFile("in/0/00.txt")], make_request((), "in/0/00.txt", Options("ndjson")))
    assert Path("in/0/00.txt").read_text(encoding="utf-8") == TEXT.format("0")


def test_an_input_with_another_path_is_not_replaced(sixty_inputs: Path) -> None:
    Path("link.txt").symlink_to("in/0/00.txt")
    for path, dest in (
        ("link.txt", "in/0/00.txt"),
        ("in/0/00.txt", f"file://{sixty_inputs}/in/0/00.txt"),
        (f"file://{sixty_inputs}/in/0/00.txt", "in/0/00.txt"),
    ):
        with pytest.raises(ConvertError, match="the output would replace this input"):
            run_conversion([FoundFile(path)], make_request((), dest, Options("ndjson")))
    assert Path("in/0/00.txt").read_text(encoding="utf-8") == TEXT.format("0")


@pytest.mark.parametrize("dest", ["gone/out.ndjson", "gone/a/out/"])
def test_a_missing_input_folder_is_not_created_for_outputs(sixty_inputs: Path, dest: str) -> None:
    with pytest.raises(ConvertError, match=r"^gone: no such file or directory; nothing was written$"):
        run_conversion(Search(["gone"]), make_request((), dest, Options("ndjson")))
    assert os.listdir() == ["in"]


@pytest.mark.parametrize(
    ("dest", "roots", "own", "others"),
    [
        ("in/out/", ["in"], ["in/out/part-000000.ndjson", "./in/out/a"], ["in/outer", "in/out"]),
        ("in/", ["in"], ["in/.newsparse/state"], ["in/a.txt"]),
        (".", ["in"], [".newsparse/state"], ["in/a.txt"]),
        ("in/out/", ["in", "in/out/b"], ["in/out/.newsparse/state"], ["in/out/b/a.txt", "in/out/c"]),
        ("in/a.ndjson", ["in"], ["in/.a.ndjson.newsparse/state"], ["in/a.ndjson", "in/b.newsparse/a"]),
        ("s3://news/in/out/", ["s3://news/in"], ["s3://news/in/out/a"], ["s3://news/in/a"]),
    ],
)
def test_own_outputs_are_excluded_from_the_inputs(
    sixty_inputs: Path, dest: str, roots: list[str], own: list[str], others: list[str]
) -> None:
    is_own = own_output_filter(make_request(tuple(roots), dest, Options("ndjson")))
    assert [path for path in own + others if is_own(path)] == own


def test_outputs_in_the_input_folder_do_not_replace_inputs(sixty_inputs: Path) -> None:
    Path("in/a.json").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ConvertError, match="the output would replace this input"):
        run_conversion(Search(["in"], ["*"]), make_request(("in",), "in", Options("json")))


def test_targets_are_paths_below_the_nearest_root(sixty_inputs: Path) -> None:
    inputs = [FoundFile(path) for path in ("in/0/00.txt", "in/1/01.a.txt.gz", "d.txt", "/e/f")]
    request = PlanRequest(Options("json"), "out")
    assert [target for _, target in assign_targets(inputs, ["in", "in/1/", "d.txt"], request)] == [
        "0/00",
        "01.a",
        "d",
        "f",
    ]


@pytest.mark.parametrize("path", ["in/../other/x.txt", "in//x.txt", "in/./x.txt", "in/0/../../other/x.txt"])
def test_unusual_input_paths_have_targets_below_the_output_folder(sixty_inputs: Path, path: str) -> None:
    Path("other").mkdir()
    Path("in/x.txt").write_text(TEXT, encoding="utf-8")
    Path("other/x.txt").write_text(TEXT, encoding="utf-8")
    run_conversion([FoundFile(path)], make_request(("in",), "tree/", Options("json")))
    assert sorted(os.listdir("tree")) == [".newsparse", "_manifest.json", "x.json"]
    assert sorted(os.listdir()) == ["in", "other", "tree"]


@pytest.mark.parametrize(
    ("dest", "output_format", "compress", "expected"),
    [
        ("a.ndjson", None, "", ("ndjson", "")),
        ("a.NDJSON", None, "", ("ndjson", "")),
        ("a.Jsonl.GZ", None, "", ("ndjson", ".gz")),
        ("a.jsonl.zst", "ndjson", ".zst", ("ndjson", ".zst")),
        ("memory://news/a.PARQUET", None, "", ("parquet", "")),
        ("a.b/c", None, ".gz", ("ndjson", ".gz")),
        ("a.csv/", None, "", ("csv", "")),
        ("a.b/", None, "", ("ndjson", "")),
        ("a.Csv.gz", None, "", ("csv", ".gz")),
        ("a.JSON", None, "", ("json", "")),
        ("a.txt", "text", "", ("text", "")),
        ("memory://news/a.md.zst", None, "", ("markdown", ".zst")),
        ("t.parquet/", None, "", ("parquet", "")),
        ("a", "parquet", "", ("parquet", "")),
        ("a.json", "json", "", ("json", "")),
        ("a.YML.gz", "yaml", "", ("yaml", ".gz")),
        (".hidden", "json", ".zst", ("json", ".zst")),
    ],
)
def test_the_extension_determines_the_format(
    dest: str, output_format: OutputFormat | None, compress: str, expected: tuple[OutputFormat, str]
) -> None:
    assert output_format_of(dest, output_format, compress) == expected


@pytest.mark.parametrize(
    ("dest", "output_format", "compress", "message"),
    [
        ("a.xls", None, "", r"a\.xls: unknown extension \.xls\. Use one of \.ndjson"),
        ("a.md", "ndjson", "", r"\.md and --to ndjson contradict each other"),
        ("news.2023", "json", "", r"unknown extension \.2023\. .* end DEST with / for a directory"),
        ("a.gz", None, "", r"unknown extension \.gz\. "),
        ("a.yml", "json", "", r"the extension \.yml and --to json contradict each other"),
        ("a.ndjson", "yaml", "", r"the extension \.ndjson and --to yaml contradict each other"),
        ("a.jsonl", "parquet", "", "contradict each other"),
        ("a.tar.XZ", None, "", r"\.xz compression is not supported"),
        ("a.ndjson", None, ".gz", r"a\.ndjson: the name does not end in \.gz"),
        ("a.ndjson.gz", None, ".zst", r"does not end in \.zst"),
        ("a.parquet.gz", None, "", "Parquet files are compressed internally"),
        ("a/", "parquet", ".gz", "Parquet files are compressed internally"),
    ],
)
def test_invalid_extensions_are_refused(
    dest: str, output_format: OutputFormat | None, compress: str, message: str
) -> None:
    with pytest.raises(ConvertError, match=message):
        output_format_of(dest, output_format, compress)
