"""A walk yields the files of a folder sorted by their whole paths, and lists each folder only when it is reached."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.inputs.walk import walk
from newsparse.storage.stores import FolderItem, scan

# Characters that sort before and after the slash and the dot, one beyond the BMP, and a byte that is not UTF-8.
NAMES = st.text(st.sampled_from("a-.0!~é\udce9\U0001f600"), min_size=1, max_size=3).filter(
    lambda x: x not in (".", "..")
)
LOCKED = "locked"
TREES = st.recursive(
    st.sampled_from([None, LOCKED]), lambda below: st.dictionaries(NAMES, below, max_size=6), max_leaves=40
).filter(lambda tree: isinstance(tree, dict))


def every_file(path: str) -> bool:
    return True


def folder_at(tree: Any, path: str) -> Any:
    """Return the part of a tree at a path: a dictionary for a folder, LOCKED, or None for a file."""
    for name in path.split("/")[1:]:
        tree = tree[name]
    return tree


def paths_of(tree: Any, path: str) -> Iterator[str]:
    """Yield the paths of files (None) and of folders that cannot be read (LOCKED)."""
    if isinstance(tree, dict):
        for name, below in tree.items():
            yield from paths_of(below, f"{path}/{name}")
    else:
        yield path


@given(tree=TREES)
def test_files_are_sorted_by_their_whole_paths(tree: Any) -> None:
    def listing(folder: str) -> Iterator[FolderItem]:
        found = folder_at(tree, folder)
        if found == LOCKED:
            raise PermissionError(13, "Permission denied", folder)
        yield from (FolderItem(name, below is not None) for name, below in found.items())

    found = list(walk("in", every_file, scan=listing))
    assert [item.path for item in found] == sorted(paths_of(tree, "in"))
    assert all((item.error is not None) == (folder_at(tree, item.path) == LOCKED) for item in found)


def test_files_on_disk_are_sorted_by_their_whole_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [b"a/b/c", b"a/b-c", b"a/b.c", b"a-b", b"a.txt", b"a0", b"a/b!/x", b"a/\xff", b"a/\xc3\xa9/z", b"b/b"]
    for name in map(os.fsdecode, names):
        os.makedirs(os.path.join("in", os.path.dirname(name)), exist_ok=True)
        Path("in", name).touch()
    assert [item.path for item in walk("in/", every_file)] == sorted(f"in/{os.fsdecode(name)}" for name in names)


def test_scan_omits_pipes_and_links_to_folders(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").touch()
    os.mkfifo(tmp_path / "pipe")
    for name, target in (("loop", "loop"), ("folder", "a"), ("nowhere", "none"), ("link", "a/b")):
        (tmp_path / name).symlink_to(target)
    assert sorted(item.name for item in scan(str(tmp_path))) == ["a", "link", "loop", "nowhere"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read all folders")
def test_an_unreadable_folder_is_yielded_as_an_error_in_sorted_order(tmp_path: Path) -> None:
    for name in ("a/x", "a-b"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "a").chmod(0)
    found = list(walk(str(tmp_path), every_file))
    (tmp_path / "a").chmod(0o700)
    assert [os.path.basename(item.path) for item in found] == ["a", "a-b"]
    assert found[0].error
    assert found[0].error.message == "cannot be read: permission denied"


def test_a_folder_is_listed_when_it_is_reached() -> None:
    seen: list[str] = []

    def listing(folder: str) -> Iterator[FolderItem]:
        seen.append(folder)
        if folder == "s3://news":
            yield from (FolderItem(f"{number:03}", True) for number in range(500))
        yield FolderItem("a.txt", False, 5, "7")

    found = walk("s3://news", every_file, scan=listing)
    assert next(found)[:] == ("s3://news/000/a.txt", None, 5, "7")
    assert seen == ["s3://news", "s3://news/000"]
    assert [item.path for item in found][-2:] == ["s3://news/499/a.txt", "s3://news/a.txt"]


def test_a_deep_tree_needs_no_recursion() -> None:
    def listing(folder: str) -> Iterator[FolderItem]:
        yield FolderItem("a", folder.count("/") < 5000)

    (found,) = walk("in", every_file, scan=listing)
    assert found.path.count("/a") == 5001
