"""Completions that shells offer: a request to the program, and the script in a real bash."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from support.commands import ENVIRONMENT, PROGRAM, run

from newsparse.cli.completions import complete_codes, complete_report
from newsparse.problems import CODES
from newsparse.reports.formats import REPORTS


def completed(line: str, shell: str = "bash") -> list[str]:
    """Return what the program answers for the last word of a command line, one item per line."""
    words = shlex.split(line) + ([""] if line.endswith(" ") else [])
    is_fish = shell == "fish"
    done = run(
        _NEWSPARSE_COMPLETE=f"{shell}_complete",
        COMP_WORDS=shlex.join(words[:-1]) if is_fish and not words[-1] else shlex.join(words),
        COMP_CWORD=words[-1] if is_fish else str(len(words) - 1),
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().splitlines()


FAMILY = [f"plain,{code}" for code in CODES if code.startswith("N0")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("check --select N0", FAMILY),
        ("check --ignore n0", FAMILY),
        ("fix --extend-select N301,N01", [f"plain,N301,N01{number}" for number in range(6)]),
        ("check --select=glued-t", ["plain,glued-turn"]),
        ("rule glued-t", ["plain,glued-turn"]),
        ("rule N30", [f"plain,N30{number}" for number in range(1, 10)]),
        ("check --report ", [f"plain,{name}=" for name in REPORTS]),
        ("check --report sar", ["plain,sarif="]),
        ("check --report=sarif=out", ["file,out"]),
        ("check --format js", ["plain,json"]),
        ("schema a", ["plain,article"]),
        ("completion z", ["plain,zsh"]),
        ("parse in/", ["file,in/"]),
        ("check --config new", ["file,new"]),
        ("parse --files-from ", ["file,"]),
        ("parse --glob ", []),
        ("rul", ["plain,rule"]),
    ],
)
def test_completions_of_a_line(line: str, expected: list[str]) -> None:
    found = completed(f"newsparse {line}")
    assert [item for item in found if item] == expected


@pytest.mark.parametrize(
    ("shell", "expected"),
    [("zsh", ["plain", "N301", "glued-sentence"]), ("fish", ["plain,N301\tglued-sentence"])],
)
def test_codes_are_offered_with_their_names(shell: str, expected: list[str]) -> None:
    assert completed("newsparse rule N301", shell) == expected


def test_reports_are_completed_by_format_and_then_by_path() -> None:
    assert [item.value for item in complete_report("")] == [f"{name}=" for name in REPORTS]
    assert [item.value for item in complete_report("sar")] == ["sarif="]
    assert [(item.value, item.type) for item in complete_report("sarif=out")] == [("out", "file")]


def test_codes_in_a_list_are_not_offered_again() -> None:
    assert "N301,N302,N302" not in [item.value for item in complete_codes("N301,N302,N3")]
    assert "N301,N302,N303" in [item.value for item in complete_codes("N301,N302,N3")]


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    program = tmp_path / "newsparse"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = """
        eval "$(newsparse completion)"
        try() {
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
            _newsparse_completion newsparse
            echo "${COMPREPLY[*]}"
        }
        try newsparse chec
        try newsparse check --select N301,N31
        try newsparse check --report sar
        try newsparse check --format = js
        try newsparse check --format =
        complete -p newsparse
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**ENVIRONMENT, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "SHELL": "/usr/bin/bash"},
    )
    assert done.stdout.splitlines() == [
        "check",
        " ".join(f"N301,{code}" for code in CODES if code.startswith("N31")),
        "sarif=",
        "json",
        " ".join(REPORTS),
        "complete -o nosort -F _newsparse_completion newsparse",
    ]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of_a_shell(shell: str) -> None:
    done = run("completion", shell)
    assert b"_NEWSPARSE_COMPLETE" in done.stdout
    assert run("completion", SHELL=f"/bin/{shell}").stdout == done.stdout


@pytest.mark.parametrize("shell", ["/bin/tcsh", ""])
def test_unknown_shell_is_a_usage_error(shell: str) -> None:
    done = run("completion", SHELL=shell)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Pass bash, zsh or fish." in done.stderr
