"""Folders of files that tests of several commands read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import ARTICLE, BAD, GOOD, WARNED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with two articles below `in`, one of another extension, and files that fail."""
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "none").mkdir()
    for name in ("in/b.txt", "in/sub/a.txt", "in/other.news"):
        (tmp_path / name).write_text(ARTICLE.format(name), encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "latin.txt").write_bytes("Title: Café\nText:\nx\n".encode("cp1252"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a file without findings, one with a warning and one with an error."""
    for name, text in (("good", GOOD), ("warned", WARNED), ("bad", BAD)):
        (tmp_path / f"{name}.txt").write_text(text.format(name), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def single(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with one file, a.txt, that can be fixed."""
    (tmp_path / "a.txt").write_text(BAD.format("a"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
