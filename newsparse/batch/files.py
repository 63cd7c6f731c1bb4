"""Parse many files, for the library."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ..api import DateOrder, Errors, Level, ReadOptions
from ..article import Article, ErrorRecord
from ..inputs.search import DEFAULT_GLOB, Search
from ..text.limits import MAX_SIZE
from . import parse_paths, useful_jobs

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Patterns = str | Iterable[str]


def parse_files(
    paths: Paths,
    *,
    glob: Patterns = DEFAULT_GLOB,
    exclude: Patterns = (),
    hidden: bool = False,
    no_ignore: bool = False,
    encoding: str | None = None,
    errors: Errors = "strict",
    repair: Level = "safe",
    date_order: DateOrder | None = None,
    max_size: int = MAX_SIZE,
    jobs: int | None = 1,
) -> Iterator[Article | ErrorRecord]:
    """Parse many files, and yield their articles in the sorted order of the files, as the command `parse` does.

    A file that fails yields one error record in its place, also if it does not exist; no other file is affected. Memory
    holds few files at a time. The files are searched for at the first `next`.

    Args:
        paths: A path, or several: files, directories to search, URLs of object stores, or "-" for standard input.
        glob: Patterns of the files to read in directories.
        exclude: Patterns of files or directories to exclude.
        hidden: Include hidden files and directories.
        no_ignore: Include files that git ignores.
        encoding: As for `parse`.
        errors: As for `parse`.
        repair: As for `parse`.
        date_order: As for `parse`.
        max_size: As for `parse`.
        jobs: The number of processes; with 1, no process is started. None: as many as save time.

    Raises:
        LookupError: The encoding is unknown.
        ValueError: An argument is not one of its choices, or `jobs` is less than 1.

    >>> from pathlib import Path
    >>> sorted({record.source for record in parse_files(["seeds/valid/crlf.txt", Path("seeds/invalid/empty.txt")])})
    ['seeds/invalid/empty.txt', 'seeds/valid/crlf.txt']
    """
    options = ReadOptions(encoding=encoding, errors=errors, repair=repair, date_order=date_order, max_size=max_size)
    check_jobs(jobs)
    search = search_for(paths, glob, exclude, hidden=hidden, no_ignore=no_ignore)
    return _records(search, options, jobs)


def _records(search: Search, options: ReadOptions, jobs: int | None) -> Iterator[Article | ErrorRecord]:
    inputs = [found.input for found in search]
    yield from parse_paths(inputs, options, jobs=useful_jobs(inputs, jobs))


def check_jobs(jobs: int | None) -> None:
    """Raise ValueError if a number of processes is less than 1."""
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")


def search_for(paths: Paths, glob: Patterns, exclude: Patterns, *, hidden: bool, no_ignore: bool) -> Search:
    """Return the search for the inputs that the arguments select."""
    from ..checks.settings import exclusion  # takes as long to import as the parser

    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    names = [os.fspath(path) for path in several]
    return Search(names, _tuple(glob), exclusion(_tuple(exclude)), hidden=hidden, ignore=not no_ignore)


def _tuple(patterns: Patterns) -> tuple[str, ...]:
    return (patterns,) if isinstance(patterns, str) else tuple(patterns)
