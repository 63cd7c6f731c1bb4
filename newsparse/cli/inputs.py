"""The inputs of a command: find them, report those that are missing or fail, and derive the exit code."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Generic, TypeVar

import click

from ..article import ErrorRecord
from ..inputs.reader import STDIN
from ..inputs.search import DEFAULT_GLOB, Inputs, Search, find_all
from ..inputs.walk import prefix_of
from ..problems import INTERNAL
from ..storage import stores
from . import console
from .commands import is_from_environment
from .options import InputOptions

_Record = TypeVar("_Record")
_MOST_SUGGESTIONS = 3  # for paths that do not exist
_MOST_NAMES = 10_000  # in a directory, that are compared for a suggestion


def find_inputs(
    options: InputOptions,
    excluded: Callable[[str], bool] | None = None,
    force_exclude: bool = False,
    default: str = STDIN,
) -> Inputs:
    """Return all inputs that `options` select, and report the directories without any.

    `excluded` returns whether to skip a file in a directory, by default one that matches --exclude; with
    `force_exclude` also a file on the command line. `default` is the path that is read if the command line has none.
    """
    _refuse_output_as_input(options.paths)
    found = find_all(search_inputs(options, excluded, force_exclude, default))
    report_empty(found, options)
    return found


def _refuse_output_as_input(paths: Iterable[str]) -> None:
    """Raise UsageError if standard output is redirected to a file on the command line, which the shell has emptied."""
    try:
        output = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # closed, or not a file of the system
        return
    for path in paths if stat.S_ISREG(output.st_mode) else ():
        with suppress(OSError, ValueError):
            if path != STDIN and os.path.samestat(os.stat(path), output):
                raise click.UsageError(
                    f"{path} is both an input and standard output. Redirect the output to another file."
                )


def search_inputs(
    options: InputOptions,
    excluded: Callable[[str], bool] | None = None,
    force_exclude: bool = False,
    default: str = STDIN,
) -> Search:
    """Return a search for the inputs that `options` select (see `find_inputs`); after it, call `report_empty`."""
    return Search(
        _paths(options, default),
        options.globs or (DEFAULT_GLOB,),
        excluded or _exclusion(options.exclude),
        force_exclude,
        hidden=options.hidden,
        ignore=not options.no_ignore,
        on_skip=_report_skipped if console.shows(console.VERBOSE) else None,
    )


def _exclusion(patterns: tuple[str, ...]) -> Callable[[str], bool] | None:
    if not patterns:
        return None
    from ..checks.settings import exclusion  # slows start-up

    return exclusion(patterns)


def _report_skipped(path: str, reason: str) -> None:
    console.detail(f"skipped {path}: {reason}")


def _paths(options: InputOptions, default: str) -> list[str]:
    """Return the paths on the command line and in the list of files, or `default` if there is neither.

    If that is standard input and a terminal, print the help and raise ClickException.
    """
    if options.nul and options.files_from is None and not is_from_environment("nul"):
        raise click.UsageError("-0 needs --files-from. Pass --files-from FILE, or remove -0.")
    if options.files_from == STDIN and STDIN in options.paths:
        raise click.UsageError("Standard input cannot be both the list of files and an input. Pass - only once.")
    if options.files_from is not None:
        return [*options.paths, *_listed_paths(options.files_from, options.nul)]
    if options.paths:
        return list(options.paths)
    if default == STDIN and (sys.stdin is None or sys.stdin.isatty()):
        click.echo(f"{click.get_current_context().get_help()}\n", err=True)
        raise click.ClickException("no input. Pass a file or a directory, or - for standard input.")
    return [default]


def _listed_paths(path: str, nul: bool) -> list[str]:
    from ..inputs.path_list import PathListError, read_path_list  # only --files-from needs it

    try:
        return read_path_list(path, nul)
    except PathListError as error:
        raise click.ClickException(str(error)) from None


def report_empty(found: Inputs | Search, options: InputOptions) -> None:
    """Report, after a search, which directories contain no inputs and why; with --verbose also the number of inputs."""
    noun = "input" if found.total == 1 else "inputs"
    console.detail(f"found {found.total} {noun} in {console.elapsed():.2f} s")
    if found.note:
        console.note(found.note)
    globs = ", ".join(options.globs or (DEFAULT_GLOB,))
    for path in found.empty:
        ignored = found.ignored.get(path)
        if ignored:
            reason = f"git ignores the files in it ({ignored}); pass --no-ignore to include them"
        else:
            reason = f"no file name matches {globs}; pass --glob PATTERN to read other files"
        console.message(path, f"no news files in this directory: {reason}")
    if not (found.total or found.empty or found.excluded_count):
        console.message(f"--files-from {options.files_from}", "the list is empty; list at least one path")


def selection_code(found: Inputs | Search, options: InputOptions) -> int:
    """Return the exit code for the selection of inputs, and suggest names for paths that do not exist.

    The code is 2 if a path on the command line does not exist, a directory contains no news files, or nothing is
    selected, else 0. Excluded files count as selected.
    """
    missing = [path for path in options.paths if _is_missing(path)]
    for path in missing[:_MOST_SUGGESTIONS]:
        if advice := _path_advice(path):
            console.note(f"{path}: {advice}")
    is_empty = bool(found.empty) or not (found.total or found.excluded_count)
    return 2 if is_empty or missing else 0


def _path_advice(path: str) -> str:
    """Return what may be meant by a path that does not exist; empty if that is unknown."""
    if path.startswith("@"):
        return f"to read paths from a list, pass --files-from {path[1:]}"
    if "*" in path:
        folder, pattern = os.path.split(path)
        return f"to select files of a directory, pass {folder or os.curdir} --glob '{pattern}'"
    near = _similar_path(path)
    return f"did you mean {near!r}?" if near and near != path else ""  # the same: a dangling link


def is_below(name: str, roots: Iterable[str]) -> bool:
    """Return whether an input is a file in one of the searched directories."""
    is_relative = not os.path.isabs(name) and not name.startswith(os.pardir) and not stores.is_remote(name)
    return any(name.startswith(prefix_of(root)) or (root == os.curdir and is_relative) for root in roots)


def has_input(found: Inputs, output: str) -> bool:
    """Return whether an input exists; if none does, report that, and that the file `output` is not written."""
    if any(error or not _is_missing(path) for path, error in found.paths):
        return True
    for path, _ in found.paths:
        console.message(path, "no such file or directory")
    console.error(f"{output}: not written, because there is no input")
    return False


def _similar_path(path: str) -> str | None:
    """Return the path in the same local directory whose name is most similar to that of `path`, or None.

    The case of letters and equal extensions do not count.
    """
    from difflib import get_close_matches  # errors only

    folder, name = os.path.split(path.rstrip("/" + os.sep))
    try:
        names = os.listdir(folder or os.curdir)
    except (OSError, ValueError):  # the directory does not exist either
        return None
    extension = os.path.splitext(name)[1]
    stems = {each.removesuffix(extension).lower(): each for each in sorted(names[:_MOST_NAMES])}
    near = get_close_matches(name.removesuffix(extension).lower(), stems, n=1, cutoff=0.7)
    if not near:
        return None
    similar = os.path.join(folder, stems[near[0]])
    return os.path.join(similar, "") if os.path.isdir(similar) else similar


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
