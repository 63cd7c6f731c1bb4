"""Local files: links, pipes and devices, which object stores do not have."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from newsparse.storage.local import LocalFiles
from newsparse.text.limits import never


def test_scan_omits_pipes_and_links_to_folders(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "broken").symlink_to("missing")
    (tmp_path / "a").touch()
    (tmp_path / "link").symlink_to("a")
    assert {item.name for item in LocalFiles().scan(str(tmp_path))} == {
        "a",
        "link",
        "broken",
    }  # the last fails when it is read


def test_scan_includes_circular_links_as_files(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert sorted(LocalFiles().scan(str(tmp_path))) == [("a", False, None, None), ("b", False, None, None)]


def test_file_info_refuses_pipes_and_devices(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="is a pipe or device, not a file") as caught:
        LocalFiles().file_info(str(tmp_path / "pipe"))
    assert caught.value.errno == errno.EINVAL


def test_read_many_reads_a_file_when_it_is_requested(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    results = LocalFiles().read_many([str(tmp_path / "a"), str(tmp_path / "b")], 0, lambda path, head: never(head))
    assert next(results) == b"a"
    (tmp_path / "b").write_bytes(b"b")
    assert next(results) == b"b"


def test_names_below_does_not_follow_links(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c").touch()
    (tmp_path / "d").symlink_to("a")
    (tmp_path / "e").symlink_to("a/b/c")
    assert sorted(LocalFiles().names_below(str(tmp_path))) == ["a/b/c", "e"]
    assert list(LocalFiles().names_below(str(tmp_path / "missing"))) == []
