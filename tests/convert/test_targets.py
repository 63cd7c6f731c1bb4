"""Where outputs go, and which would be in each other's way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.conversions import TEXT, ran

from newsparse.convert.plan import Form, Options
from newsparse.convert.run import Job, own_outputs
from newsparse.convert.targets import ConvertError, form_of, targets
from newsparse.inputs.search import Search
from newsparse.inputs.walk import Found


def test_equal_names_are_told_before_anything_is_written(sixty: Path) -> None:
    """A batch that goes on writes over the one what the other gave."""
    Path("in/0/00.news").write_text(TEXT, encoding="utf-8")
    inputs = Search(["in"], ["*"])
    with pytest.raises(ConvertError, match=r"^in/0/00.news and in/0/00.txt would both be written to 0/00.json; "):
        ran(inputs, Job(("in",), "out", Options("json")))
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("in/1/11#2.txt", "could both be written to 1/11#2.json"),
        ("in/_manifest.txt", "would be written to _manifest.json, which tells what is there"),
        ("in/_manifest.json/a.txt", "would be written to _manifest.json, which tells what is there"),
        ("in/.newsparse/a.txt", "would be written to .newsparse, which tells what is there"),
        ("in/0/00.json/a.txt", "in/0/00.txt would be written to 0/00.json, which is a folder for in/0/00.json/a.txt"),
    ],
)
def test_names_that_outputs_may_have_are_told(sixty: Path, name: str, message: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(ConvertError, match=message):
        ran(Search(["in"], hidden=True), Job(("in",), "out", Options("json")))
    assert not Path("out").exists()


def test_an_input_is_not_the_output(sixty: Path) -> None:
    with pytest.raises(ConvertError, match="would be written over by its own output"):
        ran([Found("in/0/00.txt")], Job((), "in/0/00.txt", Options("ndjson")))
    assert Path("in/0/00.txt").read_text(encoding="utf-8") == TEXT.format("0")


def test_an_input_is_not_the_output_by_another_name(sixty: Path) -> None:
    Path("link.txt").symlink_to("in/0/00.txt")
    for path, dest in (("link.txt", "in/0/00.txt"), ("in/0/00.txt", f"file://{sixty}/in/0/00.txt"),
                       (f"file://{sixty}/in/0/00.txt", "in/0/00.txt")):  # fmt: skip
        with pytest.raises(ConvertError, match="would be written over by its own output"):
            ran([Found(path)], Job((), dest, Options("ndjson")))
    assert Path("in/0/00.txt").read_text(encoding="utf-8") == TEXT.format("0")


@pytest.mark.parametrize("dest", ["gone/out.ndjson", "gone/a/out/"])
def test_a_folder_that_is_not_there_is_not_made_for_outputs(sixty: Path, dest: str) -> None:
    with pytest.raises(ConvertError, match=r"^gone: no such file or directory; nothing was written$"):
        ran(Search(["gone"]), Job((), dest, Options("ndjson")))
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
def test_own_outputs_are_no_inputs(sixty: Path, dest: str, roots: list[str], own: list[str], others: list[str]) -> None:
    is_own = own_outputs(Job(tuple(roots), dest, Options("ndjson")))
    assert [path for path in own + others if is_own(path)] == own


def test_outputs_do_not_replace_inputs(sixty: Path) -> None:
    Path("in/a.json").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ConvertError, match="would be written over by its own output"):
        ran(Search(["in"], ["*"]), Job(("in",), "in", Options("json")))


def test_targets(sixty: Path) -> None:
    inputs = [Found(path) for path in ("in/0/00.txt", "in/1/01.a.txt.gz", "d.txt", "/e/f")]
    assert [target for _, target in targets(inputs, ["in", "in/1/", "d.txt"], "out", Options("json"))] == [
        "0/00", "01.a", "d", "f",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["in/../other/x.txt", "in//x.txt", "in/./x.txt", "in/0/../../other/x.txt"])
def test_outputs_are_below_their_folder_however_an_input_is_named(sixty: Path, path: str) -> None:
    Path("other").mkdir()
    Path("in/x.txt").write_text(TEXT, encoding="utf-8")
    Path("other/x.txt").write_text(TEXT, encoding="utf-8")
    ran([Found(path)], Job(("in",), "tree/", Options("json")))
    assert sorted(os.listdir("tree")) == [".newsparse", "_manifest.json", "x.json"]
    assert sorted(os.listdir()) == ["in", "other", "tree"]


@pytest.mark.parametrize(
    ("dest", "form", "compress", "made"),
    [
        ("a.ndjson", None, "", ("ndjson", "")),
        ("a.NDJSON", None, "", ("ndjson", "")),
        ("a.Jsonl.GZ", None, "", ("ndjson", ".gz")),
        ("a.jsonl.zst", "ndjson", ".zst", ("ndjson", ".zst")),
        ("memory://news/a.PARQUET", None, "", ("parquet", "")),
        ("a.b/c", None, ".gz", ("ndjson", ".gz")),
        ("a.csv/", None, "", ("ndjson", "")),
        ("t.parquet/", None, "", ("parquet", "")),
        ("a", "parquet", "", ("parquet", "")),
        ("a.json", "json", "", ("json", "")),
        ("a.YML.gz", "yaml", "", ("yaml", ".gz")),
        (".hidden", "json", ".zst", ("json", ".zst")),
    ],
)
def test_the_extension_says_the_form(dest: str, form: Form | None, compress: str, made: tuple[Form, str]) -> None:
    assert form_of(dest, form, compress) == made


@pytest.mark.parametrize(
    ("dest", "form", "compress", "message"),
    [
        ("a.csv", None, "", r"a\.csv: \.csv is not the extension of an output; use \.ndjson"),
        ("a.md", "ndjson", "", r"\.md is not the extension"),
        ("news.2023", "json", "", r"\.2023 is not the extension of an output; .* end DEST with / for a folder"),
        ("a.gz", None, "", r"\.gz is not the extension"),
        ("memory://news/a.txt.gz", None, "", r"\.txt is not the extension"),
        ("a.JSON", None, "", "one file is NDJSON"),
        ("a.yml", "json", "", r"the extension \.yml and --to json do not agree"),
        ("a.ndjson", "yaml", "", r"the extension \.ndjson and --to yaml do not agree"),
        ("a.jsonl", "parquet", "", "do not agree"),
        ("a.tar.XZ", None, "", "outputs are compressed as"),
        ("a.ndjson", None, ".gz", r"the name of a\.ndjson should end in \.gz"),
        ("a.ndjson.gz", None, ".zst", r"should end in \.zst"),
        ("a.parquet.gz", None, "", "Parquet files are compressed internally"),
        ("a/", "parquet", ".gz", "Parquet files are compressed internally"),
    ],
)
def test_other_extensions_are_refused(dest: str, form: Form | None, compress: str, message: str) -> None:
    with pytest.raises(ConvertError, match=message):
        form_of(dest, form, compress)
