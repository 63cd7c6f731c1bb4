"""An input that fails becomes an error record and stops no other input, in any command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsparse import cli
from newsparse.api import parsing
from newsparse.article import ErrorRecord
from newsparse.batch import TRACEBACK, each_input, error_record
from newsparse.checks import checked_article
from newsparse.problems import InputError

TEXT = (
    "Published Time: 2022-01-11\nTitle: {}\nCategory: A\nAuthor: Li Mei\nText:\nIt left on Friday.The sea was calm.\n"
)
FAULTS: list[tuple[Exception, str, str]] = [
    (InputError("N004", "the input is empty"), "N004", "the input is empty"),
    (FileNotFoundError(2, "No such file or directory"), "N001", "no such file or directory"),
    (PermissionError(13, "Permission denied"), "N001", "cannot be read: permission denied"),
    (MemoryError(), "N001", "not enough memory to read the input"),
    (IndexError("list index\nout of range"), "N013", "internal error: IndexError: list index out of range; "),
    (RecursionError(), "N013", "internal error: RecursionError; "),
]


@pytest.mark.parametrize(("fault", "code", "message"), FAULTS, ids=[type(fault).__name__ for fault, _, _ in FAULTS])
def test_only_the_failed_input_becomes_an_error_record(fault: Exception, code: str, message: str) -> None:
    def records(path: str) -> list[str]:
        if path == "bad":
            raise fault
        return [path]

    found = list(each_input([("a", None), ("bad", None), ("b", None)], records))
    assert [found[0], found[2]] == ["a", "b"]
    assert isinstance(found[1], ErrorRecord)
    assert (found[1].source, found[1].code) == ("bad", code)
    assert found[1].message.startswith(message)


def test_interrupt_is_raised_not_recorded() -> None:
    def records(path: str) -> list[str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(each_input([("a", None)], records))


def test_the_traceback_is_printed_if_the_variable_is_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record = error_record("a", ValueError("x"))
    assert (f"set {TRACEBACK}=1" in record.message, capsys.readouterr().err) == (True, "")
    monkeypatch.setenv(TRACEBACK, "1")
    error_record("a", ValueError("x"))
    assert "ValueError: x" in capsys.readouterr().err


@pytest.fixture
def three_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three files; the second one raises an unexpected exception."""

    def failing(build: Callable[..., Any]) -> Callable[..., Any]:
        def build_or_fail(document: Any, *arguments: Any) -> Any:
            if document.fields[1].value == "Bad":
                raise IndexError("list index out of range")
            return build(document, *arguments)

        return build_or_fail

    monkeypatch.chdir(tmp_path)
    for module in (parsing, checked_article):
        monkeypatch.setattr(module, "build_article", failing(module.build_article))
    for name, title in (("a", "One"), ("b", "Bad"), ("c", "Three")):
        Path(f"{name}.txt").write_text(TEXT.format(title), encoding="utf-8")
    return tmp_path


ARGUMENTS = [["parse"], ["parse", "-f", "yaml"], ["parse", "--explain"], ["check", "-f", "json"], ["fix", "--diff"]]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_commands_process_the_other_inputs(
    three_files: Path, arguments: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.main([*arguments, "a.txt", "b.txt", "c.txt"]) == 2
    out, err = capfdbinary.readouterr()
    assert [name for name in (b"a.txt", b"c.txt") if name not in out] == []
    assert err.startswith(b"newsparse: b.txt: internal error: IndexError: list index out of range; set ")
    assert err.count(b"\n") == 1


def test_fix_write_fixes_the_other_files(three_files: Path) -> None:
    assert cli.main(["fix", "--write", "a.txt", "b.txt", "c.txt"]) == 2
    fixed = [name for name in "abc" if "Friday.\nThe" in Path(f"{name}.txt").read_text(encoding="utf-8")]
    assert fixed == ["a", "c"]


def test_internal_error_is_reported_despite_ignore_and_exit_zero(
    three_files: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.main(["check", "--ignore", "N0", "--exit-zero", "-f", "ndjson", "a.txt", "b.txt"]) == 2
    findings = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [finding["source"] for finding in findings if finding["code"] == "N013"] == ["b.txt"]
