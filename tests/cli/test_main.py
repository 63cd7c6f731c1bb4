"""The program: exit codes of usage errors, signals, closed streams and completion requests."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path
from subprocess import PIPE
from typing import Any

import click
import pytest
from support.commands import ARTICLE, PROGRAM, records, run, run_shell
from support.paths import SEEDS

import newsparse
from newsparse.batch import internal_error
from newsparse.cli import Terminated, main


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse", "--encoding", "foo", "x"],
        ["parse", "--nope"],
        ["parse", "-0", "x"],
        ["nope"],
        ["parse", "--files-from", "missing"],
        ["parse", "-f", "xml"],
        [],
    ],
)
def test_usage_errors_exit_with_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_help_and_version_exit_with_0() -> None:
    for arguments in (("--help",), ("parse", "--help"), ("schema", "-h"), ("completion", "-h")):
        done = run(*arguments)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"Usage: newsparse" in done.stdout
    assert run("--version").stdout.decode() == f"newsparse {newsparse.__version__}\n"


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (MemoryError(), 2, "newsparse: There is not enough memory. Process fewer or smaller files.\n"),
        (RuntimeError("broken"), 2, f"newsparse: {internal_error(RuntimeError('broken'))}\n"),
        (click.ClickException("wrong"), 2, "Error: wrong.\n"),
        (click.exceptions.Exit(3), 3, ""),
        (click.Abort(), 130, ""),
        (KeyboardInterrupt(), 130, ""),
        (Terminated(15), 143, ""),
    ],
)
def test_exceptions_become_exit_codes(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, message: str
) -> None:
    @click.command()
    def command() -> None:
        raise error

    assert (main([], command), capsys.readouterr().err) == (code, message)


@pytest.mark.parametrize("command", ["check", "fix .", "parse .", "convert . -o x/"])
def test_missing_working_directory_is_one_message(tmp_path: Path, command: str) -> None:
    done = run_shell(f"mkdir gone && cd gone && rmdir ../gone && newsparse {command}", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"he current directory" in done.stderr


def test_closed_pipe_ends_silently() -> None:
    paths = f"{SEEDS}/valid {SEEDS}/valid/../valid"
    done = run_shell(f"newsparse parse {paths} | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}")
    assert done.stderr == b""
    assert done.returncode in (0, 141)  # 0 if the output fits into the pipe before `head` ends


def test_closed_output_exits_with_141() -> None:
    with subprocess.Popen([*PROGRAM, "parse", "-"], stdin=PIPE, stdout=PIPE, stderr=PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(ARTICLE.format("x").encode())
        process.stdin.close()
        assert (process.wait(20), process.stderr.read()) == (141, b"")


def wait_for_article(process: subprocess.Popen[bytes]) -> None:
    """Wait until `newsparse parse -` has printed an article and waits for the rest of the next one."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(ARTICLE.format("x").encode() * 2)
    process.stdin.flush()
    assert process.stdout.readline()


def test_interrupt_exits_with_130() -> None:
    with subprocess.Popen([*PROGRAM, "parse", "-"], stdin=PIPE, stdout=PIPE, stderr=PIPE) as process:
        assert process.stderr
        wait_for_article(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert b"Traceback" not in process.stderr.read()


def test_signal_ignored_at_the_start_stays_ignored() -> None:
    line = f"trap '' HUP; exec {' '.join(PROGRAM)} parse"
    with subprocess.Popen(["bash", "-c", line], stdin=PIPE, stdout=PIPE) as process:
        wait_for_article(process)
        process.send_signal(signal.SIGHUP)
        assert b'"record":2' in process.communicate()[0]
        assert process.returncode == 0


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", "2> >(:)"])
@pytest.mark.parametrize("paths", ["in/b.txt in/sub/a.txt", "in/b.txt missing in/sub/a.txt"])
def test_unwritable_messages_lose_no_article(folder: Path, redirection: str, paths: str) -> None:
    done = run_shell(f"newsparse parse {paths} {redirection}")
    assert [record["source"] for record in records(done)] == sorted(paths.split())
    assert done.returncode == (2 if "missing" in paths else 0)
    assert done.stderr == b""


def test_unwritable_message_exits_with_2(folder: Path) -> None:
    assert run_shell("newsparse fix --write in/b.txt 2>/dev/full").returncode == 2
    assert b"Thursday.\nPrior" in Path("in/b.txt").read_bytes()
    assert run_shell("newsparse parse --nope 2>/dev/full").returncode == 2


def test_completion_request_is_answered() -> None:
    done = run(_NEWSPARSE_COMPLETE="bash_complete", COMP_WORDS="newsparse parse --pre", COMP_CWORD="2")
    assert done.stdout == b"plain,--pretty\n"


@pytest.mark.parametrize(
    "env",
    [
        {"_NEWSPARSE_COMPLETE": "nonsense"},
        {"_NEWSPARSE_COMPLETE": "bash"},
        {"_NEWSPARSE_COMPLETE": "bash_\x1b[2J"},
        {"_NEWSPARSE_COMPLETE": "bash_complete"},
        {"_NEWSPARSE_COMPLETE": "zsh_complete", "COMP_WORDS": "newsparse"},
        {"_NEWSPARSE_COMPLETE": "fish_complete", "COMP_CWORD": ""},
        {"_NEWSPARSE_COMPLETE": "bash_complete", "COMP_WORDS": "newsparse", "COMP_CWORD": "x"},
    ],
)
def test_invalid_completion_request_is_one_message(env: dict[str, Any]) -> None:
    done = run(**env)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert done.stderr.startswith(b"Error: _NEWSPARSE_COMPLETE")
    assert b"\x1b" not in done.stderr
