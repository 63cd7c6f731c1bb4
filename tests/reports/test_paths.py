"""Paths in reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsparse.reports.paths import report_path


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("-", "<stdin>"),
        ("", "''"),
        ("./a//b.txt", "a/b.txt"),
        ("{}/a.txt", "a.txt"),
        ("{}/sub/../a.txt", "a.txt"),
        ("../a.txt", "../a.txt"),
        (os.sep + "none", "/none"),
        ("/none/../other", "/other"),
        ("s3://bucket//a.txt", "s3://bucket//a.txt"),
        ("\udce9.txt", "\udce9.txt"),
    ],
)
def test_paths_are_relative_to_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert report_path(source.format(tmp_path)) == expected


@pytest.mark.parametrize(("source", "expected"), [("-", "<stdin>"), ("", "''"), ("./a//b.txt", "./a//b.txt")])
def test_paths_for_people_stay_as_given(source: str, expected: str) -> None:
    assert report_path(source, relative=False) == expected
