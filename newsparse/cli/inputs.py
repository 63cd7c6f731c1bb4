"""The inputs of a command: find them, report those that are missing or fail, and derive the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

import click

from ..article import ErrorRecord
from ..inputs.reader import STDIN
from ..inputs.search import DEFAULT_GLOB, Inputs, Search, find_all
from ..problems import INTERNAL
from ..storage import stores
from . import console
from .options import InputOptions

_Record = TypeVar("_Record")


def find_inputs(
    options: InputOptions,
    excluded: Callable[[str], bool] | None = None,
    force_exclude: bool = False,
    default: str = STDIN,
) -> Inputs:
    """Return all inputs that `options` select, and report the directories without any.

    `excluded` returns whether to skip a file in a directory; with `force_exclude` also one on the command line.
    `default` is the path that is read if the command line has none.
    """
    found = find_all(search_inputs(options, excluded, force_exclude, default))
    report_empty(found, options)
    return found


def search_inputs(
    options: InputOptions,
    excluded: Callable[[str], bool] | None = None,
    force_exclude: bool = False,
    default: str = STDIN,
) -> Search:
    """Return a search for the inputs that `options` select (see `find_inputs`); after it, call `report_empty`."""
    paths, globs = _paths(options, default), options.globs or (DEFAULT_GLOB,)
    return Search(paths, globs, excluded, force_exclude, hidden=options.hidden, ignore=not options.no_ignore)


def _paths(options: InputOptions, default: str) -> list[str]:
    """Return the paths on the command line and in the list of files, or `default` if there is neither.

    If that is standard input and a terminal, print the help and exit with 2.
    """
    if options.nul and options.files_from is None:
        raise click.UsageError("-0 needs --files-from")
    if options.files_from == STDIN and STDIN in options.paths:
        raise click.UsageError("standard input cannot be both the list of files and an input")
    if options.files_from is not None:
        return [*options.paths, *_listed_paths(options.files_from, options.nul)]
    if options.paths:
        return list(options.paths)
    if default == STDIN and (sys.stdin is None or sys.stdin.isatty()):
        click.echo(click.get_current_context().get_help(), err=True)
        raise click.exceptions.Exit(2)
    return [default]


def _listed_paths(path: str, nul: bool) -> list[str]:
    from ..inputs.path_list import PathListError, read_path_list  # only --files-from needs it

    try:
        return read_path_list(path, nul)
    except PathListError as error:
        raise click.ClickException(str(error)) from None


def report_empty(found: Inputs | Search, options: InputOptions) -> None:
    """Report, after a search, which directories contain no inputs and why."""
    if found.note:
        console.note(found.note)
    globs = ", ".join(options.globs or (DEFAULT_GLOB,))
    for path in found.empty:
        ignored = found.ignored.get(path)
        reason = f"{ignored} ignored by .gitignore; see --no-ignore" if ignored else "see --glob"
        console.message(path, f"no news files in this directory (looked for {globs}; {reason})")
    if not (found.total or found.empty or found.excluded_count):
        console.message("--files-from", "the list is empty")


def selection_code(found: Inputs | Search, options: InputOptions) -> int:
    """Return the exit code for the selection of inputs.

    It is 2 if a path on the command line does not exist, a directory contains no news files, or nothing is selected,
    else 0. Excluded files count as selected.
    """
    is_empty = bool(found.empty) or not (found.total or found.excluded_count)
    return 2 if is_empty or any(map(_is_missing, options.paths)) else 0


def _is_missing(path: str) -> bool:
    try:
        return path != STDIN and not stores.exists(path)
    except (OSError, ValueError):  # an unreachable store, a NUL in a name: the error record of the input reports it
        return False


class ReportedRecords(Generic[_Record]):
    """An iterable of records that prints a message for each error record.

    `exit_code` is the exit code for the records so far: 1 for an error record, 2 for an internal error.
    """

    def __init__(self, records: Iterable[_Record]) -> None:
        self._records, self.exit_code = records, 0

    def __iter__(self) -> Iterator[_Record]:
        for record in self._records:
            error = getattr(record, "error", record)  # of an encoded record
            if isinstance(error, ErrorRecord):
                self.exit_code = max(self.exit_code, 2 if error.code in INTERNAL else 1)
                from .advice import with_advice  # few inputs fail

                console.message(error.source, with_advice(error.message, error.code))
            yield record
