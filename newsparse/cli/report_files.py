"""Write the files of `check`: reports, a baseline, and the summary of a GitHub step."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

import click

from ..inputs.reader import STDIN
from ..inputs.search import Inputs
from ..problems import os_error_message
from ..storage import stores
from . import console


def refuse_outputs(outputs: Sequence[str], found: Inputs) -> None:
    """Raise ClickException for an output that is a directory, has no directory, is an input, or is named twice.

    Pipes and devices may be inputs and may be named twice.
    """
    if directory := next(filter(os.path.isdir, outputs), None):
        raise click.ClickException(f"{directory} is a directory. Pass the path of a file.")
    files = [path for path in outputs if path != STDIN and (not os.path.exists(path) or os.path.isfile(path))]
    for path in files:
        if not stores.is_remote(path) and not os.path.isdir(os.path.dirname(path) or os.curdir):
            raise click.ClickException(f"{path}: the directory does not exist. Create it first.")
    if files:
        _refuse_overwriting(files, found)


def _refuse_overwriting(files: Sequence[str], found: Inputs) -> None:
    inputs = {os.path.realpath(path) for path, _ in found.paths if path != STDIN}
    earlier = set[str]()
    for path in files:
        target = os.path.realpath(path)
        if target in inputs:
            raise click.UsageError(f"{path} is an input file. Pass another file for the report, or exclude it")
        if target in earlier:
            raise click.UsageError(f"{path} is passed for two reports. Pass a different file for each")
        earlier.add(target)


def write_text(path: str, pieces: Iterable[str]) -> None:
    """Write pieces of text to a file; surrogates are escaped. Raises ClickException."""
    console.write_report(path, "".join(pieces).encode("utf-8", "backslashreplace"))


def append_summary(path: str, pieces: Iterable[str]) -> None:
    """Append to the file whose contents GitHub shows as the summary of a step; print a message if that fails."""
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(pieces)
    except OSError as error:
        console.message(path, f"cannot be written: {os_error_message(error)}")
