"""`newsparse.parse_files` yields what the command `parse` prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.commands import ARTICLE, run

import newsparse
from newsparse.batch import useful_jobs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "in/b.news", "in/drafts/c.txt", "in/.hidden/d.txt"):
        Path(name).parent.mkdir(exist_ok=True, parents=True)
        Path(name).write_text(ARTICLE.format(name), encoding="utf-8")
    Path("in/e.txt").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    ("options", "arguments"),
    [
        ({}, []),
        ({"glob": "*.news"}, ["--glob", "*.news"]),
        ({"glob": ["*.news", "*.txt"]}, ["--glob", "*.news", "--glob", "*.txt"]),
        ({"hidden": True, "no_ignore": True}, ["--hidden", "--no-ignore"]),
        ({"repair": "none", "date_order": "dmy"}, ["--repair", "none", "--date-order", "dmy"]),
        ({"encoding": "utf-16", "errors": "replace"}, ["--encoding", "utf-16", "--errors", "replace"]),
        ({"max_size": 20}, ["--max-size", "20"]),
        ({"jobs": 2}, ["-j", "2"]),
        ({"jobs": None}, []),
    ],
    ids=str,
)
def test_records_are_those_of_the_command(folder: Path, options: dict[str, Any], arguments: list[str]) -> None:
    paths = ["in", "in/a.txt", "no.txt"]
    printed = [json.loads(line) for line in run("parse", *arguments, *paths).stdout.splitlines()]
    assert [record.as_dict() for record in newsparse.parse_files(paths, **options)] == printed
    assert printed


@pytest.mark.parametrize("path", ["in/a.txt", Path("in/a.txt"), [Path("in/a.txt")], (each for each in ["in/a.txt"])])
def test_one_path_or_several_are_accepted(folder: Path, path: Any) -> None:
    assert [record.source for record in newsparse.parse_files(path)] == ["in/a.txt"]


def test_excluded_files_are_skipped(folder: Path) -> None:
    found = newsparse.parse_files("in", exclude=["drafts", "e.*"])
    assert [record.source for record in found] == ["in/a.txt"]


@pytest.mark.parametrize(
    ("options", "error"), [({"jobs": 0}, ValueError), ({"encoding": "x"}, LookupError), ({"repair": "x"}, ValueError)]
)
def test_arguments_are_checked_before_the_first_record(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        newsparse.parse_files("in", **options)


@pytest.mark.parametrize(
    ("number", "size", "jobs", "expected"),
    [(1, 1, 8, 1), (0, 0, None, 1), (5, 1, 3, 3), (2, 1, 3, 2), (1, 9_000_000, None, 1), (50, 10, None, 1)],
)
def test_jobs_are_useful(tmp_path: Path, number: int, size: int, jobs: int | None, expected: int) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * size)
    assert useful_jobs([(str(tmp_path / "a.txt"), None)] * number, jobs) == expected


def test_large_inputs_use_the_cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 1_000_000)
    monkeypatch.setattr("newsparse.workers.cores.usable_cores", lambda: 8)
    inputs = [(str(tmp_path / "a.txt"), None)]
    assert [useful_jobs(inputs * number) for number in (1, 2, 7, 20)] == [1, 2, 7, 8]
    assert useful_jobs([("-", None), ("s3://news/a.txt", None), ("no.txt", None)]) == 1
