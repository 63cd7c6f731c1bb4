"""Run command lines, in this process or in a new one."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any
from unittest import mock

from newsparse.cli import main

PROGRAM = [sys.executable, "-m", "newsparse"]
# Without the variables of GitHub Actions, which change the default format of reports.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "NEWSPARSE_"))}

ARTICLE = "Title: {0}\nText:\nThe boats left on Thursday.Prior to that, they had waited.\n"
HEADER = "Published Time: 2022-01-11\nTitle: {0}\nCategory 1: TRANSPORT\nAuthor: Lena Maur\nText:\n"
REST = "The harbour office counted forty passengers on the last boat, and nobody was left on the old quay of {0}.\n"
# News files without findings, with a warning (N208), with an error (N301), and with the error fixed.
GOOD = HEADER + REST
WARNED = HEADER.replace("TRANSPORT", "n/a") + REST
BAD = HEADER + "The boats left on Thursday.Prior to that, they had waited.\n" + REST
FIXED = BAD.replace("Thursday.Prior", "Thursday.\nPrior")


def run(*arguments: str, stdin: bytes = b"", cwd: str | Path = ".", **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line in this process, which saves the start-up time."""
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", write_through=True) for _ in range(2)]
    source = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    with (
        redirect_stdout(streams[0]),
        redirect_stderr(streams[1]),
        mock.patch("sys.stdin", source),
        mock.patch.dict(os.environ, {**ENVIRONMENT, **env}, clear=True),
        chdir(cwd),
    ):
        code = main(list(arguments))
    out, err = (stream.buffer.getvalue() for stream in streams if isinstance(stream.buffer, io.BytesIO))
    assert b"Traceback" not in err
    assert b"internal error:" not in err
    return subprocess.CompletedProcess(arguments, code, out, err)


def run_process(
    *arguments: str, stdin: bytes = b"", cwd: str | Path = ".", **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command line in a new process."""
    return subprocess.run(
        [*PROGRAM, *arguments], input=stdin, capture_output=True, check=False, cwd=cwd, env={**ENVIRONMENT, **env}
    )


def run_on_terminal(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line in a new process on a terminal; what it prints, also messages, is `stdout`."""
    main_end, end = pty.openpty()
    pieces = []
    with subprocess.Popen(
        [*PROGRAM, *arguments], stdin=end, stdout=end, stderr=end, env={**ENVIRONMENT, **env}
    ) as done:
        os.close(end)
        with suppress(OSError):  # EIO at the end
            while piece := os.read(main_end, 4096):
                pieces.append(piece)
    os.close(main_end)
    return subprocess.CompletedProcess(arguments, done.returncode, b"".join(pieces), b"")


def run_shell(command: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which `newsparse` is the program; `options` are those of subprocess.run."""
    line = f'newsparse() {{ {" ".join(PROGRAM)} "$@"; }}; {command}'
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, check=False, timeout=60, **{"env": ENVIRONMENT, **options}
    )


def run_limited(command: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash as `run_shell` does, with an address space of 1 GB: a command that reads without end fails."""
    return run_shell(f"ulimit -v 1000000; {command}", **options)


def output_of(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the data and messages that a command has printed, which must not be those of an internal error."""
    text = (done.stdout + done.stderr).decode()
    assert "internal error" not in text
    assert "Traceback" not in text
    assert "memory" not in text
    return text


def records(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """Return the objects of NDJSON on standard output."""
    return [json.loads(line) for line in done.stdout.decode().splitlines()]
