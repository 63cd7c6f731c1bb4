"""How the inputs are found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsparse.batch import find_inputs, read_list


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a/c.txt", "a/d.news", "a.txt/e.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).touch()
    (tmp_path / "none").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


CASES: list[tuple[list[str], list[str], list[str]]] = [
    (["in"], ["*.txt"], ["in/a.txt/e.txt", "in/a/c.txt", "in/b.txt"]),
    (["in/", "in/b.txt", "in/b.txt"], ["*.txt"], ["in/a.txt/e.txt", "in/a/c.txt", "in/b.txt"]),
    (["in"], ["*.news"], ["in/a/d.news"]),
    (["in"], ["a/*"], ["in/a/c.txt", "in/a/d.news"]),
    (["z", "in/a/d.news", "-"], ["*.txt"], ["-", "in/a/d.news", "z"]),
]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(("paths", "globs", "found"), CASES)
def test_finds(paths: list[str], globs: list[str], found: list[str]) -> None:
    inputs = find_inputs(paths, globs)
    assert inputs.paths == [(path, None) for path in found]
    assert inputs.empty == []


def test_directory_without_news_files(tree: Path) -> None:
    assert find_inputs([str(tree / "none"), "in"]).empty == [str(tree / "none")]


def test_only_files_are_found(tree: Path) -> None:
    os.mkfifo(tree / "none" / "pipe.txt")
    (tree / "none" / "loop").symlink_to(tree / "none")
    assert find_inputs(["none"])[:2] == ([], ["none"])


def test_hidden_files_are_passed_over(tree: Path) -> None:
    for name in ("none/.git/a.txt", "none/.b.txt"):
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text("x", encoding="utf-8")
    assert find_inputs(["none"]).empty == ["none"]
    assert find_inputs(["none/.b.txt"]).paths == [("none/.b.txt", None)]


def test_list_of_files() -> None:
    assert read_list(b"a b.txt\r\n\nc\xff.txt\n") == ["a b.txt", os.fsdecode(b"c\xff.txt")]
    assert read_list(b"a\nb.txt\0c.txt", nul=True) == ["a\nb.txt", "c.txt"]
