"""The format and the paths of outputs, and the conflicts between them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ..inputs.reader import STDIN
from ..inputs.walk import FoundFile
from ..output.formats import FORMAT_BY_EXTENSION
from ..storage import stores
from ..text.compression import compression_of, uncompressed_name
from .checked_json import is_name
from .options import Compression, OutputFormat
from .plan import PlanRequest
from .state import MANIFEST, WORK_FOLDER, is_own_output_name

_FORMATS: dict[str, OutputFormat] = {**FORMAT_BY_EXTENSION, ".parquet": "parquet"}
EXTENSIONS = tuple(_FORMATS)
COMPRESSIONS: dict[str | None, Compression] = {None: "", "gz": ".gz", "zst": ".zst"}
_INVALID_IN_NAMES = re.compile("[\0\ud800-\udbff\udc00-\udc7f\udd00-\udfff]")
_ADVICE = "convert their common parent directory, or use two output directories"


class ConvertError(Exception):
    """A conversion cannot be done as requested; the message gives the reason."""


def extension_of(dest: str) -> str:
    """The extension of an output in lower case, without that of its compression; empty if it has none.

    >>> [extension_of(x) for x in ("a.NDJSON.gz", "a/b.c/d", ".hidden", "a.tar.gz")]
    ['.ndjson', '', '', '.tar']
    """
    name = dest.rpartition("/")[2].lower()
    return os.path.splitext(name.removesuffix(compression_of(name)))[1]


def is_output_folder(dest: str) -> bool:
    """Whether `dest` is a folder for outputs, not the one output."""
    return dest.endswith(("/", os.sep)) or not extension_of(dest) or stores.is_folder(dest)


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
            f"{dest}: the extension {extension} and --to {output_format} contradict each other. Change one of them."
        )
    if dest.endswith("/") or stores.is_folder(dest):
        result = output_format or _FORMATS.get(extension, "ndjson")
    else:
        result = _format_of_file(dest, output_format, extension)
        if extension and compression not in ("", compression_of_name):
            raise ConvertError(f"{dest}: the name does not end in {compression}. Rename it, or remove --compress.")
        compression = compression or compression_of_name
    if compression and result == "parquet":
        raise ConvertError(
            f"{dest}: Parquet files are compressed internally. Remove --compress, and .gz or .zst from the name."
        )
    return result, compression


def _format_of_file(dest: str, output_format: OutputFormat | None, extension: str) -> OutputFormat:
    """The format for the extension of an output that is not an existing folder. Raises ConvertError."""
    if not extension and not compression_of(dest.lower()):
        return output_format or "ndjson"
    if extension in (".bz2", ".xz", ".lz4", ".zip"):
        raise ConvertError(f"{dest}: {extension} compression is not supported. Use .gz or .zst.")
    if extension not in _FORMATS:
        unknown = extension or compression_of(dest.lower())
        known = ", ".join(_FORMATS)
        advice = f"Use one of {known}; or end DEST with / for a directory."
        raise ConvertError(f"{dest}: unknown extension {unknown}. {advice}")
    if output_format not in (None, _FORMATS[extension]):
        raise ConvertError(
            f"{dest}: the extension {extension} and --to {output_format} contradict each other. Change one of them."
        )
    return _FORMATS[extension]


def assign_targets(
    inputs: Iterable[FoundFile],
    roots: Iterable[str],
    request: PlanRequest,
    report: str | None = None,
) -> Iterator[tuple[FoundFile, str]]:
    """Each input with its target: the name of its outputs below the output folder, without the ending.

    The target is the path below the root that the input was found in, or its file name. Raises ConvertError if the
    outputs of two inputs conflict, if an output or the `report` would replace an input, or if an input is a folder
    above the output.
    """
    dest = request.dest
    root_prefixes = {"" if root == os.curdir else os.path.join(root, "") for root in roots}
    is_tree, output_ending, path_of_target = request.is_tree, request.options.ending, dict[str, str]()
    real_dest = dest if stores.is_remote(dest) else os.path.realpath(dest)
    resolve_folder = lru_cache(maxsize=1024)(os.path.realpath)
    real_report = _real_path(report, os.path.realpath) if report else None
    for found in inputs:
        path = found.path
        if path == STDIN:
            raise ConvertError(
                "standard input cannot be converted. Pass files or directories, or use 'newsparse parse -'."
            )
        target = _target(path, root_prefixes)
        if (real := _real_path(path, resolve_folder)) == real_report:
            raise ConvertError(f"{path}: the report would replace this input; pass another --report-file")
        output = stores.join_path(real_dest, target + output_ending) if is_tree else real_dest
        _refuse_replaced_input(path, real, output, real_dest, output_ending)
        if is_tree and (first := path_of_target.setdefault(target, path)) != path:
            raise ConvertError(f"{first} and {path} have the same output {target}{output_ending}; {_ADVICE}")
        yield found, target
    for target, path in path_of_target.items():
        _refuse_conflict(target, path, path_of_target, output_ending)


def _refuse_replaced_input(path: str, real: str, output: str, real_dest: str, output_ending: str) -> None:
    """Raise ConvertError if the input at `path` would be replaced or removed. `real` is its path without links."""
    if real == output:
        raise ConvertError(f"{path}: the output would replace this input; use another DEST")
    name_below_dest = real.removeprefix(os.path.join(real_dest, ""))
    if name_below_dest != real and is_own_output_name(name_below_dest, output_ending):
        raise ConvertError(f"{path}: inputs in {real_dest} must not be named like outputs; move the file")
    if real_dest.startswith(os.path.join(real, "")):  # it was missing, and was created for the outputs
        raise ConvertError(f"{path}: no such file or directory; nothing was written")


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
        raise ConvertError(f"{path}: the output would be named {name}, which is reserved; rename the input")
    if (first := path_of_target.get(re.sub(r"#\d+$", "", target), path)) != path:
        raise ConvertError(
            f"{path} and a second article of {first} have the same output {target}{output_ending}; rename one"
        )
    for depth, name in enumerate(parents, 1):
        folder = "/".join(parents[:depth])
        if name.endswith(output_ending) and (other := path_of_target.get(folder.removesuffix(output_ending))):
            raise ConvertError(f"{other}: its output {folder} is also the directory for {path}; {_ADVICE}")


def _real_path(path: str, resolve_folder: Callable[[str], str]) -> str:
    """A path without links. `resolve_folder` caches its results: to resolve each path would double the time."""
    path = stores.strip_file_scheme(path)
    folder, name = os.path.split(path)
    if stores.is_remote(path) or "\0" in path or name in ("", ".."):
        return path
    return os.path.realpath(path) if os.path.islink(path) else os.path.join(resolve_folder(folder), name)
