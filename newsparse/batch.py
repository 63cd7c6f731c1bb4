"""Find the inputs: files, directories, lists of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .api import STDIN, unreadable
from .problem import InputError

DEFAULT_GLOB = "*.txt"


class Inputs(NamedTuple):
    """The inputs in sorted order, each once, with what is wrong with it; directories that gave none."""

    paths: list[tuple[str, InputError | None]]
    empty: list[str]


def find_inputs(paths: Iterable[str], globs: Iterable[str] = (DEFAULT_GLOB,)) -> Inputs:
    """The news files that `paths` name: files as they are, directories by what matches a glob below them.

    A pattern without a slash is matched against the file's name, one with a slash against its path
    below the directory; `*` matches slashes too. What does not exist stays in, to give its record.
    """
    patterns = tuple(globs)
    found: dict[str, InputError | None] = {}
    empty: list[str] = []
    for path in paths:
        if path == STDIN or not os.path.isdir(path):
            found[path] = None
            continue
        before = len(found)
        below = list(_walk(path, patterns))
        found.update(below)
        if not below and len(found) == before:
            empty.append(path)
    return Inputs(sorted(found.items(), key=lambda item: item[0]), empty)


def _walk(top: str, patterns: tuple[str, ...]) -> Iterator[tuple[str, InputError | None]]:
    from fnmatch import fnmatchcase

    faults: list[OSError] = []
    for folder, _, names in os.walk(top, onerror=faults.append):
        for name in names:
            path = os.path.join(folder, name)
            below = path[len(top) :].lstrip("/" + os.sep).replace(os.sep, "/")
            if any(fnmatchcase(below if "/" in x else name, x) for x in patterns) and os.path.isfile(path):
                yield path, None
    for fault in faults:
        yield str(fault.filename), InputError("N001", unreadable(fault))


def read_list(data: bytes, nul: bool = False) -> list[str]:
    """The paths of a list of files: one a line, or NUL-separated. Empty lines are no paths."""
    rows = data.split(b"\0") if nul else data.replace(b"\r\n", b"\n").split(b"\n")
    return [os.fsdecode(row) for row in rows if row]
