"""A search finds the inputs in sorted order, without duplicates."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.inputs.search import Search, find_all, merge_sorted, plain_path
from newsparse.inputs.walk import FoundFile, Scan
from newsparse.storage.stores import FolderItem, scan


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
@pytest.mark.parametrize(("paths", "globs", "expected"), CASES)
def test_files_of_folders_are_selected_by_globs_and_named_files_are_not(
    paths: list[str], globs: list[str], expected: list[str]
) -> None:
    inputs = find_all(Search(paths, globs))
    assert inputs.paths == [(path, None) for path in expected]
    assert inputs.empty == []


def test_a_folder_without_inputs_is_in_empty(tree: Path) -> None:
    assert find_all(Search([str(tree / "none"), "in"])).empty == [str(tree / "none")]


def test_pipes_and_links_to_folders_are_skipped(tree: Path) -> None:
    os.mkfifo(tree / "none" / "pipe.txt")
    (tree / "none" / "loop").symlink_to(tree / "none")
    assert find_all(Search(["none"]))[:2] == ([], ["none"])


def test_hidden_files_are_skipped(tree: Path) -> None:
    for name in ("none/.git/a.txt", "none/.b.txt"):
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text("x", encoding="utf-8")
    assert find_all(Search(["none"])).empty == ["none"]
    assert find_all(Search(["none/.b.txt"])).paths == [("none/.b.txt", None)]
    assert [path for path, _ in find_all(Search(["none"], hidden=True)).paths] == ["none/.b.txt"]
    assert len(find_all(Search(["none"], hidden=True, ignore=False)).paths) == 2


def test_globs_match_compressed_files_without_their_extension(tree: Path) -> None:
    for name in ("a.txt", "a.txt.gz", "b.txt.zst", "c.gz"):
        (tree / "none" / name).touch()
    assert [path for path, _ in find_all(Search(["none"])).paths] == ["none/a.txt", "none/a.txt.gz", "none/b.txt.zst"]


@pytest.mark.usefixtures("tree")
def test_excluded_files_are_counted_anew_by_each_iteration() -> None:
    search = Search(["in", "none", "in/b.txt"], ["*.txt"], lambda path: path.endswith("c.txt"))
    for _ in range(2):
        assert [found.path for found in search] == ["in/a.txt/e.txt", "in/b.txt"]
        assert (search.total, search.empty, search.excluded_count, search.roots) == (2, ["none"], 1, ("in", "none"))


def recording_scan(seen: list[str]) -> Scan:
    """Return a function that lists a folder and appends its path to `seen`."""

    def listing(folder: str) -> Iterator[FolderItem]:
        seen.append(folder)
        yield from scan(folder)

    return listing


def test_a_folder_is_listed_when_it_is_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(100):
        Path(f"{number:02}").mkdir()
        Path(f"{number:02}/a.txt").touch()
    seen: list[str] = []
    search = iter(Search([f"{number:02}" for number in range(100)], scan=recording_scan(seen)))
    assert next(search).path == "00/a.txt"
    assert seen == ["00"]
    assert len([*search]) == 99


PATHS = st.lists(st.text("ab/-", max_size=4).map("in".__add__), max_size=8).map(sorted)


@given(sources=st.lists(PATHS, max_size=5))
def test_merged_files_are_sorted(sources: list[list[str]]) -> None:
    pairs = [(paths[0] if paths else "in", map(FoundFile, paths)) for paths in sources]
    assert [found.path for found in merge_sorted(pairs)] == sorted(path for paths in sources for path in paths)


def test_spellings_of_a_path_are_one_input(tree: Path) -> None:
    for path in (".", "./", "in/..", str(tree)):
        assert len(find_all(Search([path])).paths) == len(find_all(Search(["."])).paths)
    once = [path for path, _ in find_all(Search(["in"])).paths]
    assert once
    assert [path for path, _ in find_all(Search(["./in", "in/", "in", f"./{once[0]}", *once, ".//in/."])).paths] == once
    assert set(once) <= {path for path, _ in find_all(Search(["."])).paths}


def test_a_file_called_dash_is_not_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("x", encoding="utf-8")
    Path("-a").write_text("x", encoding="utf-8")
    Path(" a").write_text("x", encoding="utf-8")
    assert [path for path, _ in find_all(Search([".", "b"], globs=["*"])).paths] == [" a", "./-", "-a", "b"]


def test_a_slash_after_a_file_name_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("x", encoding="utf-8")
    assert [path for path, _ in find_all(Search(["a.txt/", "a.txt/."])).paths] == ["a.txt/", "a.txt/."]


def test_files_for_which_skip_returns_true_are_left_out_and_counted(tree: Path) -> None:
    search = Search(["in"])
    search.skip(lambda path: path.endswith("c.txt"))
    assert [found.path for found in search] == ["in/a.txt/e.txt", "in/b.txt"]
    assert (search.skipped_count, search.total) == (1, 2)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("", ""), ("s3://a//b/", "s3://a//b/"), ("/", "/"), ("//a/./b", "/a/b"), ("a/../b", "a/../b"), ("-", "-")],
)
def test_plain_path_removes_parts_without_effect(path: str, expected: str) -> None:
    assert plain_path(path) == expected
