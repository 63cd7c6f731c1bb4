"""Find the inputs: files, directories, lists of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .api import STDIN, unreadable
from .compressed import uncompressed_name
from .files import write_whole as write_whole  # where it was before
from .problem import InputError

DEFAULT_GLOB = "*.txt"


class Inputs(NamedTuple):
    """The inputs in sorted order, each once, with what is wrong with it; directories that gave none; how many
    were left out because `excluded` said so; the directories that were searched."""

    paths: list[tuple[str, InputError | None]]
    empty: list[str]
    left_out: int = 0
    roots: tuple[str, ...] = ()


def find_inputs(
    paths: Iterable[str],
    globs: Iterable[str] = (DEFAULT_GLOB,),
    excluded: Callable[[str], bool] | None = None,
    force: bool = False,
) -> Inputs:
    """The news files that `paths` name: files as they are, directories by what matches a glob below them.

    A pattern without a slash is matched against the file's name, one with a slash against its path
    below the directory; `*` matches slashes too. Hidden files and folders, whose names begin with a dot, are passed
    over there. What does not exist stays in, to give its record.
    `excluded` leaves out what is found in directories, with `force` also what is named itself.
    """
    patterns = tuple(globs)
    found: dict[str, InputError | None] = {}
    empty: list[str] = []
    left_out, roots = 0, dict[str, None]()
    for path in paths:
        if path == STDIN or not os.path.isdir(path):
            if force and excluded and path != STDIN and os.path.exists(path) and excluded(path):
                left_out += 1
            else:
                found[path] = None
            continue
        roots[path] = None
        below = dict(_walk(path, patterns))
        kept = {name: fault for name, fault in below.items() if fault or not (excluded and excluded(name))}
        left_out += len(below) - len(kept)
        if not below:
            empty.append(path)
        found.update(kept)
    return Inputs(sorted(found.items(), key=lambda item: item[0]), empty, left_out, tuple(roots))


def _walk(top: str, patterns: tuple[str, ...]) -> Iterator[tuple[str, InputError | None]]:
    from fnmatch import fnmatchcase

    faults: list[OSError] = []
    for folder, folders, names in os.walk(top, onerror=faults.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith("."):
                continue
            path = os.path.join(folder, name)
            below = path[len(top) :].lstrip("/" + os.sep).replace(os.sep, "/")
            names_of = (name, below), (uncompressed_name(name), uncompressed_name(below))
            if any(fnmatchcase(b if "/" in x else a, x) for x in patterns for a, b in names_of) and os.path.isfile(
                path
            ):
                yield path, None
    for fault in faults:
        yield str(fault.filename), InputError("N001", unreadable(fault))


def read_list(data: bytes, nul: bool = False) -> list[str]:
    """The paths of a list of files: one a line, or NUL-separated. Empty lines are no paths."""
    rows = data.split(b"\0") if nul else data.replace(b"\r\n", b"\n").split(b"\n")
    return [os.fsdecode(row) for row in rows if row]
