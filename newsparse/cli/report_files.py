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
from .inputs import is_below


def without_outputs(outputs: Sequence[str], found: Inputs) -> Inputs:
    """Return the inputs without the outputs, which an earlier call may have written to a directory of inputs.

    Raises ClickException for an output that is a directory, has no directory, is another input, or is named twice.
    Pipes and devices may be inputs and may be named twice.
    """
    if directory := next(filter(os.path.isdir, outputs), None):
        raise click.ClickException(f"{directory} is a directory. Pass the path of a file.")
    files = [path for path in outputs if path != STDIN and (not os.path.exists(path) or os.path.isfile(path))]
    for path in files:
        if not stores.is_remote(path) and not os.path.isdir(os.path.dirname(path) or os.curdir):
            raise click.ClickException(f"{path}: the directory does not exist. Create it first.")
    return _without_files(files, found) if files else found


def _without_files(files: Sequence[str], found: Inputs) -> Inputs:
    inputs = {os.path.realpath(path): path for path, _ in found.paths if path != STDIN}
    earlier = set[str]()
    for path in files:
        target = os.path.realpath(path)
        if target in inputs and not is_below(inputs[target], found.roots):
            raise click.UsageError(f"{path} is an input file. Pass another file for the report")
        if target in earlier:
            raise click.UsageError(f"{path} is passed for two reports. Pass a different file for each")
        earlier.add(target)
    same = {inputs[target] for target in earlier if target in inputs}
    for name in sorted(same):
        console.detail(f"skipped {name}: output of this command")
    return found._replace(paths=[each for each in found.paths if each[0] not in same])


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
