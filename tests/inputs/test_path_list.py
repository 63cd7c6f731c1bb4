"""A list of paths is read from a file or standard input; other data is refused."""

from __future__ import annotations

import io
import os
from pathlib import Path
from unittest import mock

import pytest

from newsparse.inputs.path_list import PathListError, parse_path_list, read_path_list
from newsparse.text.limits import HEAD


@pytest.mark.parametrize(
    ("data", "nul", "paths"),
    [
        (b"", False, []),
        (b"a.txt\n\nb.txt", False, ["a.txt", "b.txt"]),
        (b"\xef\xbb\xbfa.txt\r\nb c.txt\r\n", False, ["a.txt", "b c.txt"]),
        (b"caf\xe9.txt\n", False, ["caf\udce9.txt"]),
        (b"a\n.txt\0b.txt\0", True, ["a\n.txt", "b.txt"]),
        (b"a.txt\n" * HEAD, False, ["a.txt"] * HEAD),
    ],
)
def test_paths_are_separated_by_line_feeds_or_nul(tmp_path: Path, data: bytes, nul: bool, paths: list[str]) -> None:
    (tmp_path / "list").write_bytes(data)
    assert read_path_list(str(tmp_path / "list"), nul) == paths
    with mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(data))):
        assert read_path_list("-", nul) == paths


@pytest.mark.parametrize(
    ("data", "nul", "message"),
    [
        (b"a.txt\0", False, "not a list of paths separated by line endings; if they are separated by NUL, pass -0"),
        (
            b"a.txt\n\0" * HEAD + b"\n",
            False,
            "not a list of paths separated by line endings; if they are separated by NUL, pass -0",
        ),
        (b"x" * HEAD, False, "not a list of paths separated by line endings"),
        (b"a.txt\n" + b"x" * HEAD, False, "not a list of paths separated by line endings"),
        (b"\0" * HEAD, True, "not a list of paths separated by NUL"),
        (b"a.txt\n" * HEAD, True, "not a list of paths separated by NUL"),
    ],
)
def test_other_data_is_refused(tmp_path: Path, data: bytes, nul: bool, message: str) -> None:
    path = str(tmp_path / "list")
    Path(path).write_bytes(data)
    with pytest.raises(PathListError) as caught:
        read_path_list(path, nul)
    assert str(caught.value) == f"--files-from {path}: {message}"


def test_paths_are_split_at_line_ends_or_at_nuls() -> None:
    assert parse_path_list(b"a b.txt\r\n\nc\xff.txt\n") == ["a b.txt", os.fsdecode(b"c\xff.txt")]
    assert parse_path_list(b"a\nb.txt\0c.txt", nul=True) == ["a\nb.txt", "c.txt"]


def test_a_list_that_cannot_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PathListError, match="no such file or directory"):
        read_path_list(str(tmp_path / "none"))
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(PathListError, match="standard input: closed"):
        read_path_list("-")
