"""Find the inputs: files, directories, lists of them. Write whole files."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from .api import STDIN, unreadable
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
            if any(fnmatchcase(below if "/" in x else name, x) for x in patterns) and os.path.isfile(path):
                yield path, None
    for fault in faults:
        yield str(fault.filename), InputError("N001", unreadable(fault))


def read_list(data: bytes, nul: bool = False) -> list[str]:
    """The paths of a list of files: one a line, or NUL-separated. Empty lines are no paths."""
    rows = data.split(b"\0") if nul else data.replace(b"\r\n", b"\n").split(b"\n")
    return [os.fsdecode(row) for row in rows if row]


def write_whole(path: str, data: bytes) -> None:
    """Put `data` into the file at `path`, all of it or nothing, whenever the process is stopped. Raises OSError.

    It is written beside its target, flushed to the disk and put in its place. A symbolic link stays one: what it
    leads to is replaced. The mode of the file is kept, and its owner where that is allowed. A hard link is parted from
    the others: they keep what they were.
    """
    import tempfile  # it takes as long to load as click

    target = os.path.realpath(path)
    try:
        old: os.stat_result | None = os.stat(target)
    except FileNotFoundError:
        old = None
    if old and not stat.S_ISREG(old.st_mode):  # a pipe, a terminal, /dev/null: these are written to, not replaced
        with open(path, "wb") as file:
            file.write(data)
        return
    if old and not os.access(target, os.W_OK):  # the folder would let it be replaced
        raise PermissionError(13, os.strerror(13), path)
    handle, temporary = tempfile.mkstemp(prefix=".newsparse-", suffix=".part", dir=os.path.dirname(target))
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old:
            with suppress(OSError):
                os.chown(temporary, old.st_uid, old.st_gid)
        os.chmod(temporary, old.st_mode & 0o7777 if old else 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
