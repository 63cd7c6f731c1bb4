"""`newsparse repair`: a filter of plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import run


def test_standard_input_is_repaired() -> None:
    text = b"The boats left on Thursday.Prior to that, they had waited.\n\nAn expert fromthe harbour spoke.\n"
    done = run("repair", stdin=text)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (
        b"The boats left on Thursday.\n\nPrior to that, they had waited.\n\nAn expert from the harbour spoke.\n"
    )
    assert run("repair", "-", stdin=done.stdout).stdout == done.stdout
    assert run("repair", "--repair", "none", stdin=text).stdout == text


@pytest.mark.parametrize("text", [b"", b"\n", b" \n\n", "\ufeff".encode()])
def test_empty_text_stays_empty(text: bytes) -> None:
    done = run("repair", stdin=text)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, b"", b"")


def test_each_text_begins_on_a_new_line(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The boats left.", encoding="utf-8")
    assert run("repair", "a.txt", "b.txt", cwd=tmp_path).stdout == b"The boats left.\nThe boats left."


def test_output_file_is_replaced_when_all_texts_are_repaired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("It left on Friday.The sea was calm.\n", encoding="utf-8")
    Path("out.txt").write_text("old", encoding="utf-8")
    assert run("repair", "missing.txt", "-o", "out.txt").returncode == 2
    done = run("repair", "a.txt", "-o", "out.txt")
    assert (done.returncode, done.stdout) == (0, b"")
    assert Path("out.txt").read_text(encoding="utf-8") == "It left on Friday.\nThe sea was calm.\n"
    for output, message in (("a.txt", b"is also an input"), (".", b"is a directory"), ("x/y.txt", b"does not exist")):
        refused = run("repair", "a.txt", "-o", output)
        assert (refused.returncode, refused.stdout) == (2, b"")
        assert message in refused.stderr
    assert run("repair", "a.txt", "-o", "-").stdout == b"It left on Friday.\nThe sea was calm.\n"
