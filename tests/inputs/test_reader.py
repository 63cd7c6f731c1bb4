"""One input is read: a file, an object, a compressed file or standard input."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from newsparse.inputs.reader import head_suffices, read_file, read_input, standard_input, standard_input_text
from newsparse.problems import InputError
from newsparse.text.limits import HEAD


def set_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_files_are_read_and_decompressed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"data")
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"packed"))
    assert read_file(str(tmp_path / "a.txt")) == read_input(str(tmp_path / "a.txt")) == b"data"
    assert read_file(str(tmp_path / "b.txt.gz")) == b"packed"


@pytest.mark.parametrize(("name", "limit"), [("a.txt", 99), ("b.txt.gz", 99), ("missing.txt", 0)])
def test_a_file_that_is_missing_or_too_large_is_error_n001(tmp_path: Path, name: str, limit: int) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 100)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"a" * 100))
    with pytest.raises(InputError) as caught:
        read_file(str(tmp_path / name), max_size=limit)
    assert caught.value.code == "N001"


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz"])
def test_only_the_beginning_of_binary_data_is_read(tmp_path: Path, name: str) -> None:
    data = Random(1).randbytes(2 * HEAD)  # noqa: S311 - a test needs no secret
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert HEAD <= len(read_file(str(tmp_path / name))) < len(data)


def test_the_head_of_binary_data_suffices_unless_it_is_compressed() -> None:
    binary, text = b"\0" * HEAD, b"a" * HEAD
    assert head_suffices("a.txt", binary, encoding=None, errors="strict")
    assert not head_suffices("a.txt", text, encoding=None, errors="strict")
    assert not head_suffices("a.txt.gz", binary, encoding=None, errors="strict")


def test_standard_input_is_read_without_a_size_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    set_stdin(monkeypatch, b"Title: x\r\n")
    assert read_input("-", max_size=1) == b"Title: x\r\n"
    set_stdin(monkeypatch, b"Title: x\r\n")
    assert "".join(standard_input_text(None, "strict")) == "Title: x\n"


def test_closed_standard_input_is_error_n001(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="closed") as caught:
        standard_input()
    assert caught.value.code == "N001"


def test_a_read_error_of_standard_input_is_error_n001(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        buffer: Any

        def fileno(self) -> int:
            raise ValueError

        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    broken = Broken()
    broken.buffer = broken
    monkeypatch.setattr(sys, "stdin", broken)
    for read in (lambda: read_input("-"), lambda: list(standard_input_text(None, "strict"))):
        with pytest.raises(InputError, match="input/output error") as caught:
            read()
        assert caught.value.code == "N001"
