"""Report files of `check`: which paths are refused, and how they are written."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest

from newsparse.cli.report_files import append_summary, refuse_outputs, write_text
from newsparse.inputs.search import Search, find_all


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        (["new.json", "in"], "in is a directory. Pass the path of a file."),
        (["missing/a.json"], "missing/a.json: the directory does not exist. Create it first."),
        (["in/b.txt"], "in/b.txt is an input file. Pass another file for the report, or exclude it"),
        (["in/sub/../b.txt"], "in/sub/../b.txt is an input file. Pass another file for the report, or exclude it"),
        (["new.json", "./new.json"], "./new.json is passed for two reports. Pass a different file for each"),
    ],
)
def test_outputs_that_cannot_be_written_or_overwrite_are_refused(
    folder: Path, outputs: list[str], message: str
) -> None:
    with pytest.raises(click.ClickException) as caught:
        refuse_outputs(outputs, find_all(Search(["in"])))
    assert caught.value.message == message


@pytest.mark.parametrize("outputs", [[], ["new.json"], ["-"], ["/dev/null", "/dev/null"], ["s3://bucket/new.json"]])
def test_new_files_devices_and_objects_are_accepted(folder: Path, outputs: list[str]) -> None:
    refuse_outputs(outputs, find_all(Search(["in"])))


def test_write_text_escapes_surrogates(tmp_path: Path) -> None:
    write_text(str(tmp_path / "a.txt"), ["caf", "\udce9"])
    assert (tmp_path / "a.txt").read_bytes() == rb"caf\udce9"


def test_append_summary_keeps_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "summary.md"
    path.write_text("before\n", encoding="utf-8")
    append_summary(str(path), ["after", "\n"])
    assert path.read_text(encoding="utf-8") == "before\nafter\n"
    append_summary(os.fspath(tmp_path), ["after"])
    assert capsys.readouterr().err.endswith(": cannot be written: is a directory\n")
