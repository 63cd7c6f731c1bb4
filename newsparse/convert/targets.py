"""Where the outputs of inputs go, and which of them would be in each other's way."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ..inputs.reader import STDIN
from ..inputs.walk import Found
from ..storage import stores
from ..text.compression import ending, uncompressed_name
from .plan import Form, Options, Packed
from .state import MANIFEST as MANIFEST
from .state import WORK as WORK
from .state import is_output
from .untrusted import is_name

_FORMS: dict[str, Form] = {
    ".ndjson": "ndjson", ".jsonl": "ndjson", ".parquet": "parquet", ".json": "json", ".yaml": "yaml", ".yml": "yaml",
}  # fmt: skip
PACKED: dict[str | None, Packed] = {None: "", "gz": ".gz", "zst": ".zst"}
_UNNAMEABLE = re.compile("[\0\ud800-\udbff\udc00-\udc7f\udd00-\udfff]")  # no name of a file has these
_ADVICE = "convert what holds both, or each to a folder of its own"


class ConvertError(Exception):
    """A conversion that cannot be meant so; the message says why."""


def extension(dest: str) -> str:
    """The extension of an output in lower case, without that of its compression; empty where it has none.

    >>> [extension(x) for x in ("a.NDJSON.gz", "a/b.c/d", ".hidden", "a.tar.gz")]
    ['.ndjson', '', '', '.tar']
    """
    name = dest.rpartition("/")[2].lower()
    return os.path.splitext(name.removesuffix(ending(name)))[1]


def is_folder(dest: str, options: Options) -> bool:
    """Whether outputs go below `dest`, or into the one file `dest`."""
    return options.is_tree or dest.endswith(("/", os.sep)) or not extension(dest) or stores.is_folder(dest)


def form_of(dest: str, form: Form | None, compress: Packed) -> tuple[Form, Packed]:
    """The form and the compression of outputs, as options or the extension of `dest` say. Raises ConvertError where
    these do not agree, or the extension is not one of an output."""
    name = dest.rstrip("/").lower()
    known, packed = extension(name), PACKED[ending(name)[1:] or None]
    if form not in (None, "parquet") and known == ".parquet":
        raise ConvertError(f"{dest}: the extension is that of Parquet; remove --to {form}, or use another name")
    if dest.endswith("/") or stores.is_folder(dest):
        made, packed = form or ("parquet" if known == ".parquet" else "ndjson"), compress
    else:
        made = _form_of_file(dest, form, known)
        if made in ("ndjson", "parquet") and known and compress not in ("", packed):
            raise ConvertError(f"the name of {dest} should end in {compress}")
        packed = compress or packed
    if packed and made == "parquet":
        raise ConvertError("Parquet files are compressed internally; remove --compress, and .gz or .zst from DEST")
    return made, packed


def _form_of_file(dest: str, form: Form | None, known: str) -> Form:
    """The form that the extension of an output which is not a folder yet says, if it has one."""
    if not known and not ending(dest.lower()):
        return form or "ndjson"
    if known in (".bz2", ".xz", ".lz4", ".zip"):
        raise ConvertError(f"{dest}: outputs are compressed as .gz or .zst")
    if known not in _FORMS:
        unknown = known or ending(dest.lower())
        advice = "use .ndjson, .jsonl or .parquet for one file, or end DEST with / for a folder"
        raise ConvertError(f"{dest}: {unknown} is not the extension of an output; {advice}")
    if form is None and _FORMS[known] in ("json", "yaml"):
        raise ConvertError(
            f"{dest}: one file is NDJSON: use the extension .ndjson; --to {_FORMS[known]} makes a folder of files"
        )
    if form not in (None, _FORMS[known]):
        raise ConvertError(f"{dest}: the extension {known} and --to {form} do not agree")
    return _FORMS[known]


def targets(
    inputs: Iterable[Found], roots: Iterable[str], dest: str, options: Options, report: str | None = None
) -> Iterator[tuple[Found, str]]:
    """Each input and where its articles go below `dest`, without the ending: the tree below the root that it was
    found in, or its name. Raises ConvertError where two would go to the same place, an output or the `report` is an
    input, or an input is a folder above `dest`."""
    folders = {"" if root == os.curdir else os.path.join(root, "") for root in roots}
    tree, end, taken = options.is_tree, options.ending, dict[str, str]()
    below = dest if stores.is_remote(dest) else os.path.realpath(dest)
    resolve = lru_cache(maxsize=1024)(os.path.realpath)
    told = os.path.realpath(report) if report and not stores.is_remote(report) else report
    for found in inputs:
        path = found.path
        if path == STDIN:
            raise ConvertError("standard input cannot be converted; parse it")
        target = _target(path, folders)
        if (real := _real(path, resolve)) == told:
            raise ConvertError(f"{path} would be written over by the report")
        if real == (stores.join(below, target + end) if tree else below):
            raise ConvertError(f"{path} would be written over by its own output")
        if (inner := real.removeprefix(os.path.join(below, ""))) != real and is_output(inner):
            raise ConvertError(f"{path} would be replaced or removed as an output in {dest}; move it elsewhere")
        if below.startswith(os.path.join(real, "")):  # it is there by now, for outputs
            raise ConvertError(f"{path}: no such file or directory; nothing was written")
        if tree and (first := taken.setdefault(target, path)) != path:
            raise ConvertError(f"{first} and {path} would both be written to {target}{end}; {_ADVICE}")
        yield found, target
    for target, path in taken.items():
        _refuse(target, path, taken, end)


def _target(path: str, folders: set[str]) -> str:
    """Where the articles of an input go: its path from its root, or its name where that leads out of the root."""
    root = _root(path, folders)
    name = os.path.basename(path) if root is None else path[len(root) :]
    if not is_name(name):
        name = _UNNAMEABLE.sub("_", os.path.basename(path))  # the input gives an error record, which needs a place
    return os.path.splitext(uncompressed_name(name))[0]


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


def _refuse(target: str, path: str, taken: dict[str, str], end: str) -> None:
    """Raise ConvertError where the output of an input would be in the way of another, or of what is kept there."""
    *above, _ = target.split("/")
    if (name := (above or [target + end])[0]) in (MANIFEST, WORK):
        raise ConvertError(f"{path} would be written to {name}, which tells what is there")
    if (first := taken.get(re.sub(r"#\d+$", "", target), path)) != path:
        raise ConvertError(f"{path} and a further article of {first} could both be written to {target}{end}")
    for depth, name in enumerate(above, 1):
        folder = "/".join(above[:depth])
        if name.endswith(end) and (other := taken.get(folder.removesuffix(end))):
            raise ConvertError(f"{other} would be written to {folder}, which is a folder for {path}; {_ADVICE}")


def _real(path: str, resolve: Callable[[str], str]) -> str:
    """A path without links. Of its folder that is asked once for many: each time would take as long as all else."""
    path = stores.plain(path)
    folder, name = os.path.split(path)
    if stores.is_remote(path) or "\0" in path or name in ("", ".."):
        return path
    return os.path.realpath(path) if os.path.islink(path) else os.path.join(resolve(folder), name)
