"""Write fixed files, and report which ones, for `fix --write` and `check --fix`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

import click

from ..checks.files import Fixed
from ..inputs.reader import STDIN
from ..inputs.search import Inputs
from ..problems import os_error_message
from ..reports.totals import count
from ..storage import stores
from . import console, options
from .commands import option


class FixOptions(NamedTuple):
    """Whether to fix files, and whether to include unsafe fixes."""

    fix: bool
    unsafe: bool


unsafe_option = option(
    "Fixing",
    "--unsafe-fixes",
    "unsafe",
    is_flag=True,
    help="Include fixes that are uncertain or change more than the white space of an article.",
)

# The argument is `fixing`, a FixOptions.
fix_options = options.group(
    "fixing",
    FixOptions,
    FixOptions._fields,
    option(
        "Fixing",
        "--fix",
        is_flag=True,
        help="Fix the files, as 'newsparse fix --write' does, and report the remaining findings. Known findings of a "
        "baseline are fixed, too.",
    ),
    unsafe_option,
)


def refuse_streams(found: Inputs) -> None:
    """Raise UsageError if an input is standard input or a pipe, which cannot be fixed in place and read again."""
    for path, _ in found.paths:
        if path == STDIN:
            raise click.UsageError("--fix cannot be used with standard input. Pipe it to 'newsparse fix' instead.")
        if not stores.is_remote(path) and os.path.exists(path) and not os.path.isfile(path):
            raise click.UsageError(
                f"--fix cannot be used with {path!r}, which is not a file. Pass files or directories."
            )


def write_fixes(files: Iterable[Fixed]) -> int:
    """Write the fixed files, report each of them and the totals, and return the exit code.

    Fixed standard input is written to standard output.
    """
    read = written = findings = code = 0
    try:
        for file in files:
            read += 1
            if file.source == STDIN:
                console.write_bytes([file.data])
            elif file.changed and (failure := _write(file)):
                code = max(code, failure)
            elif file.changed:
                written += 1
                findings += len(file.findings)
                console.note(f"{file.source}: fixed {count(len(file.findings), 'finding')}")
    except KeyboardInterrupt:
        console.error(
            f"interrupted after {count(written, 'fixed file')}; to fix the others, run the same command again"
        )
        raise
    if written:
        console.note(f"fixed {count(findings, 'finding')} in {count(written, 'file')}")
    elif not code:
        console.note(f"nothing to fix in {count(read, 'file')}")
    return code


def _write(file: Fixed) -> int:
    """Write a fixed file, report a failure, and return the exit code."""
    try:
        file.write()
    except FileNotFoundError:
        console.message(file.source, "not fixed because the file no longer exists")
        return 1
    except stores.FileChangedError:
        console.message(file.source, "not fixed because the file changed since it was read; run the command again")
        return 1
    except OSError as error:
        console.message(file.source, f"cannot be written: {os_error_message(error)}")
        return 2
    return 0
