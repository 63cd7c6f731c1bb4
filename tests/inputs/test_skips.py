"""A search reports what it skips and why, with one call for a directory that is skipped whole."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from newsparse.inputs.search import Search, find_all
from newsparse.inputs.skips import SkipReporter

Skipped = list[tuple[str, str]]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = "a.txt b.news .c.txt .d/e.txt drafts/f.txt drafts/g/h.txt drafts/g/i.news old/j.txt old/k.txt"
    for name in names.split():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def skipped(
    *paths: str, excluded: Callable[[str], bool] | None = None, force: bool = False, ignore: bool = False
) -> Skipped:
    """Return what a search reports as skipped."""
    found: Skipped = []
    search = Search(
        paths, ["*.txt"], excluded, force, ignore=ignore, on_skip=lambda path, reason: found.append((path, reason))
    )
    find_all(search)
    return found


HIDDEN = [("in/.c.txt", "hidden"), ("in/.d", "hidden")]
UNMATCHED = [("in/b.news", "does not match *.txt")]
IN_DRAFTS = [("in/drafts/g/i.news", "does not match *.txt")]


def test_hidden_and_unmatched_files_are_reported(tree: Path) -> None:
    assert skipped("in") == [*HIDDEN, *UNMATCHED, *IN_DRAFTS]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_links_to_directories_and_special_files_are_reported(tree: Path) -> None:
    os.mkfifo("in/old/pipe.txt")
    Path("in/old/link").symlink_to("../drafts", target_is_directory=True)
    assert skipped("in/old") == [
        ("in/old/link", "symbolic link to a directory"),
        ("in/old/pipe.txt", "not a regular file"),
    ]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["in/a.txt", "./in/a.txt"], ["in/a.txt"]),
        (["in/old", "in/old/"], ["in/old"]),
        (["in/old", "in/old/k.txt"], ["in/old/k.txt"]),
    ],
)
def test_a_path_that_is_named_twice_is_reported(tree: Path, paths: list[str], expected: list[str]) -> None:
    assert skipped(*paths) == [(path, "already listed") for path in expected]


def in_drafts(path: str) -> bool:
    return "drafts" in path.split(os.sep)


def named_j(path: str) -> bool:
    return path.endswith("j.txt")


@pytest.mark.parametrize(
    ("root", "excluded", "expected"), [("in", in_drafts, "in/drafts"), (".", named_j, "in/old/j.txt")]
)
def test_an_excluded_directory_is_reported_once(
    tree: Path, root: str, excluded: Callable[[str], bool], expected: str
) -> None:
    found = skipped(root, excluded=excluded)
    assert [path for path, reason in found if reason == "excluded by a pattern"] == [expected]
    assert not any(path.startswith("./") for path, _ in found)


def test_an_excluded_file_on_the_command_line_is_reported(tree: Path) -> None:
    assert skipped("in/old/j.txt", excluded=named_j) == []
    assert skipped("in/old/j.txt", excluded=named_j, force=True) == [("in/old/j.txt", "excluded by a pattern")]


def test_skipped_outputs_are_reported_with_the_given_reason(tree: Path) -> None:
    found: Skipped = []
    search = Search(["in"], ["*.txt"], ignore=False, on_skip=lambda path, reason: found.append((path, reason)))
    search.skip(in_drafts, "output of this conversion")
    find_all(search)
    assert ("in/drafts", "output of this conversion") in found


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("drafts\n", ["in/drafts"]),
        ("g/\nj.txt\n", ["in/drafts/g", "in/old/j.txt"]),
        ("drafts/*.txt\ndrafts/g/*\nold\n", ["in/drafts/f.txt", "in/drafts/g/h.txt", "in/old"]),
    ],
)
def test_an_ignored_directory_is_reported_once(tree: Path, rules: str, expected: list[str]) -> None:
    subprocess.run(["git", "init", "-q", "in"], check=True, capture_output=True)
    Path("in/.gitignore").write_text(rules, encoding="utf-8")
    found = skipped("in", ignore=True)
    assert [path for path, reason in found if reason == "ignored by git"] == expected


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_an_ignored_repository_is_reported_once(tree: Path) -> None:
    for folder in ("in", "in/drafts/g"):
        subprocess.run(["git", "init", "-q", folder], check=True, capture_output=True)
    Path("in/drafts/g/l.txt").touch()
    Path("in/.gitignore").write_text("g\n", encoding="utf-8")
    found = skipped("in", ignore=True)
    assert [path for path, reason in found if reason == "ignored by git"] == ["in/drafts/g"]


def test_globs_are_named() -> None:
    found: Skipped = []
    SkipReporter(lambda path, reason: found.append((path, reason)), ("*.txt", "*.news")).report(
        "./a", "does not match a pattern"
    )
    assert found == [("a", "does not match *.txt or *.news")]
