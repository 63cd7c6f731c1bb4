"""Where the outputs of inputs go, and which of them would be in each other's way."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from . import stores
from .api import STDIN
from .compressed import uncompressed_name
from .plan import Options
from .walk import Found

# An underscore before it, as `_SUCCESS` has: Spark, Hive, DuckDB and pandas pass such names over in folders of tables.
MANIFEST = "_manifest.json"
WORK = ".newsparse"  # how the folder is called that holds the plan and what is known of the last run
_ADVICE = "convert what holds both, or each to a folder of its own"


class ConvertError(Exception):
    """A conversion that cannot be meant so; the message says why."""


def is_folder(dest: str, options: Options) -> bool:
    """Whether outputs go below `dest`, or into the one file `dest`."""
    return options.is_tree or dest.endswith(("/", os.sep)) or stores.is_folder(dest)


def targets(
    inputs: Iterable[Found], roots: Iterable[str], dest: str, options: Options, report: str | None = None
) -> Iterator[tuple[Found, str]]:
    """Each input and where its articles go below `dest`, without the ending: the tree below the root that it was
    found in, or its name. Raises ConvertError where two would go to the same place, an output or the `report` is an
    input, or an input is a folder above `dest`."""
    folders = {"" if root == os.curdir else os.path.join(root, "") for root in roots}
    tree, ending, taken = options.is_tree, options.ending, dict[str, str]()
    below = dest if stores.is_remote(dest) else os.path.realpath(dest)
    resolve = lru_cache(maxsize=1024)(os.path.realpath)
    told = os.path.realpath(report) if report and not stores.is_remote(report) else report
    for found in inputs:
        path = found.path
        if path == STDIN:
            raise ConvertError("standard input cannot be converted; parse it")
        root = _root(path, folders)
        target = os.path.splitext(uncompressed_name(os.path.basename(path) if root is None else path[len(root) :]))[0]
        if (real := _real(path, resolve)) == told:
            raise ConvertError(f"{path} would be written over by the report")
        if real == (stores.join(below, target + ending) if tree else below):
            raise ConvertError(f"{path} would be written over by its own output")
        if below.startswith(os.path.join(real, "")):  # it is there by now, for outputs
            raise ConvertError(f"{path}: no such file or directory; nothing was written")
        if tree and (first := taken.setdefault(target, path)) != path:
            raise ConvertError(f"{first} and {path} would both be written to {target}{ending}; {_ADVICE}")
        yield found, target
    for target, path in taken.items():
        _refuse(target, path, taken, ending)


def _root(path: str, folders: set[str]) -> str | None:
    """The nearest of the folders above a path, with a slash at its end (the working directory is empty); None for what
    was named itself."""
    end = path.rfind(os.sep)
    while end >= 0 and path[: end + 1] not in folders:
        end = path.rfind(os.sep, 0, end)
    if end >= 0:
        return path[: end + 1]
    is_below = not os.path.isabs(path) and path.split(os.sep)[0] != os.pardir
    return "" if "" in folders and is_below else None


def _refuse(target: str, path: str, taken: dict[str, str], ending: str) -> None:
    """Raise ConvertError where the output of an input would be in the way of another, or of what is kept there."""
    *above, _ = target.split("/")
    if (name := (above or [target + ending])[0]) in (MANIFEST, WORK):
        raise ConvertError(f"{path} would be written to {name}, which tells what is there")
    if (first := taken.get(re.sub(r"#\d+$", "", target), path)) != path:
        raise ConvertError(f"{path} and a further article of {first} could both be written to {target}{ending}")
    for depth, name in enumerate(above, 1):
        folder = "/".join(above[:depth])
        if name.endswith(ending) and (other := taken.get(folder.removesuffix(ending))):
            raise ConvertError(f"{other} would be written to {folder}, which is a folder for {path}; {_ADVICE}")


def _real(path: str, resolve: Callable[[str], str]) -> str:
    """A path without links. Of its folder that is asked once for many: each time would take as long as all else."""
    path = stores.plain(path)
    folder, name = os.path.split(path)
    if stores.is_remote(path) or "\0" in path or name in ("", ".."):
        return path
    return os.path.realpath(path) if os.path.islink(path) else os.path.join(resolve(folder), name)
