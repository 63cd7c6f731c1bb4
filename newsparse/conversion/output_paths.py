"""The format and the paths of outputs, and the conflicts between them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ..inputs.reader import STDIN
from ..inputs.walk import FoundFile
from ..storage import stores
from ..text.compression import compression_of, uncompressed_name
from .checked_json import is_name
from .plan import Compression, Options, OutputFormat
from .state import MANIFEST, WORK_FOLDER, is_output_name

_FORMATS: dict[str, OutputFormat] = {
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".parquet": "parquet",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
}
COMPRESSIONS: dict[str | None, Compression] = {None: "", "gz": ".gz", "zst": ".zst"}
_INVALID_IN_NAMES = re.compile("[\0\ud800-\udbff\udc00-\udc7f\udd00-\udfff]")
_ADVICE = "convert what holds both, or each to a folder of its own"


class ConvertError(Exception):
    """A conversion cannot be done as requested; the message says why."""


def extension_of(dest: str) -> str:
    """The extension of an output in lower case, without that of its compression; empty if it has none.

    >>> [extension_of(x) for x in ("a.NDJSON.gz", "a/b.c/d", ".hidden", "a.tar.gz")]
    ['.ndjson', '', '', '.tar']
    """
    name = dest.rpartition("/")[2].lower()
    return os.path.splitext(name.removesuffix(compression_of(name)))[1]


def is_output_folder(dest: str, options: Options) -> bool:
    """Whether `dest` is a folder for outputs, not the one output."""
    return options.is_tree or dest.endswith(("/", os.sep)) or not extension_of(dest) or stores.is_folder(dest)


def output_format_of(
    dest: str, output_format: OutputFormat | None, compression: Compression
) -> tuple[OutputFormat, Compression]:
    """The format and the compression of outputs, by options or by the extension of `dest`.

    Raises ConvertError if these contradict each other, or if the extension is not that of an output.
    """
    name = dest.rstrip("/").lower()
    extension, compression_of_name = extension_of(name), COMPRESSIONS[compression_of(name)[1:] or None]
    if output_format not in (None, "parquet") and extension == ".parquet":
        raise ConvertError(
            f"{dest}: the extension is that of Parquet; remove --to {output_format}, or use another name"
        )
    if dest.endswith("/") or stores.is_folder(dest):
        result = output_format or ("parquet" if extension == ".parquet" else "ndjson")
    else:
        result = _format_of_file(dest, output_format, extension)
        if result in ("ndjson", "parquet") and extension and compression not in ("", compression_of_name):
            raise ConvertError(f"the name of {dest} should end in {compression}")
        compression = compression or compression_of_name
    if compression and result == "parquet":
        raise ConvertError("Parquet files are compressed internally; remove --compress, and .gz or .zst from DEST")
    return result, compression


def _format_of_file(dest: str, output_format: OutputFormat | None, extension: str) -> OutputFormat:
    """The format for the extension of an output that is not an existing folder. Raises ConvertError."""
    if not extension and not compression_of(dest.lower()):
        return output_format or "ndjson"
    if extension in (".bz2", ".xz", ".lz4", ".zip"):
        raise ConvertError(f"{dest}: outputs are compressed as .gz or .zst")
    if extension not in _FORMATS:
        unknown = extension or compression_of(dest.lower())
        advice = "use .ndjson, .jsonl or .parquet for one file, or end DEST with / for a folder"
        raise ConvertError(f"{dest}: {unknown} is not the extension of an output; {advice}")
    if output_format is None and _FORMATS[extension] in ("json", "yaml"):
        raise ConvertError(
            f"{dest}: one file is NDJSON: use the extension .ndjson; --to {_FORMATS[extension]} makes a folder of files"
        )
    if output_format not in (None, _FORMATS[extension]):
        raise ConvertError(f"{dest}: the extension {extension} and --to {output_format} do not agree")
    return _FORMATS[extension]


def assign_targets(
    inputs: Iterable[FoundFile], roots: Iterable[str], dest: str, options: Options, report: str | None = None
) -> Iterator[tuple[FoundFile, str]]:
    """Each input with its target: the name of its outputs below `dest`, without the ending.

    The target is the path below the root that the input was found in, or its file name. Raises ConvertError if the
    outputs of two inputs conflict, if an output or the `report` would replace an input, or if an input is a folder
    above `dest`.
    """
    root_prefixes = {"" if root == os.curdir else os.path.join(root, "") for root in roots}
    is_tree, output_ending, path_of_target = options.is_tree, options.ending, dict[str, str]()
    real_dest = dest if stores.is_remote(dest) else os.path.realpath(dest)
    resolve_folder = lru_cache(maxsize=1024)(os.path.realpath)
    real_report = os.path.realpath(report) if report and not stores.is_remote(report) else report
    for found in inputs:
        path = found.path
        if path == STDIN:
            raise ConvertError("standard input cannot be converted; parse it")
        target = _target(path, root_prefixes)
        if (real := _real_path(path, resolve_folder)) == real_report:
            raise ConvertError(f"{path} would be written over by the report")
        if real == (stores.join_path(real_dest, target + output_ending) if is_tree else real_dest):
            raise ConvertError(f"{path} would be written over by its own output")
        name_below_dest = real.removeprefix(os.path.join(real_dest, ""))
        if name_below_dest != real and is_output_name(name_below_dest):
            raise ConvertError(f"{path} would be replaced or removed as an output in {dest}; move it elsewhere")
        if real_dest.startswith(os.path.join(real, "")):  # it was missing, and was created for the outputs
            raise ConvertError(f"{path}: no such file or directory; nothing was written")
        if is_tree and (first := path_of_target.setdefault(target, path)) != path:
            raise ConvertError(f"{first} and {path} would both be written to {target}{output_ending}; {_ADVICE}")
        yield found, target
    for target, path in path_of_target.items():
        _refuse_conflict(target, path, path_of_target, output_ending)


def _target(path: str, root_prefixes: set[str]) -> str:
    """The target of an input: its path below its root, or its file name if that path leads out of the root."""
    root = _root_prefix(path, root_prefixes)
    name = os.path.basename(path) if root is None else path[len(root) :]
    if not is_name(name):
        # No such file can be read, but its error record needs an output.
        name = _INVALID_IN_NAMES.sub("_", os.path.basename(path))
    return os.path.splitext(uncompressed_name(name))[0]


def _root_prefix(path: str, root_prefixes: set[str]) -> str | None:
    """The longest of the prefixes that a path is below, each ending with a slash; None for an input that was named.

    The prefix of the working directory is empty.
    """
    end = path.rfind(os.sep)
    while end >= 0 and path[: end + 1] not in root_prefixes:
        end = path.rfind(os.sep, 0, end)
    if end >= 0:
        return path[: end + 1]
    is_below = not os.path.isabs(path) and path.split(os.sep)[0] != os.pardir
    return "" if "" in root_prefixes and is_below else None


def _refuse_conflict(target: str, path: str, path_of_target: dict[str, str], output_ending: str) -> None:
    """Raise ConvertError if the output of an input conflicts with another output, or with the manifest or state."""
    *parents, _ = target.split("/")
    if (name := (parents or [target + output_ending])[0]) in (MANIFEST, WORK_FOLDER):
        raise ConvertError(f"{path} would be written to {name}, which tells what is there")
    if (first := path_of_target.get(re.sub(r"#\d+$", "", target), path)) != path:
        raise ConvertError(f"{path} and a further article of {first} could both be written to {target}{output_ending}")
    for depth, name in enumerate(parents, 1):
        folder = "/".join(parents[:depth])
        if name.endswith(output_ending) and (other := path_of_target.get(folder.removesuffix(output_ending))):
            raise ConvertError(f"{other} would be written to {folder}, which is a folder for {path}; {_ADVICE}")


def _real_path(path: str, resolve_folder: Callable[[str], str]) -> str:
    """A path without links. `resolve_folder` caches its results: to resolve each path would double the time."""
    path = stores.strip_file_scheme(path)
    folder, name = os.path.split(path)
    if stores.is_remote(path) or "\0" in path or name in ("", ".."):
        return path
    return os.path.realpath(path) if os.path.islink(path) else os.path.join(resolve_folder(folder), name)
