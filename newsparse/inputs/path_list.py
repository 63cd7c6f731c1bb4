"""Read a list of paths: the file that `--files-from` names."""

from __future__ import annotations

import codecs
import os
from functools import partial

from ..problems import InputError, read_error_message
from ..storage import stores
from ..storage.reading import read_stream
from ..text.limits import HEAD, MAX_SIZE
from .reader import STDIN, standard_input


class PathListError(Exception):
    """A list of paths that cannot be read; the message says why."""


def read_path_list(path: str, nul: bool = False) -> list[str]:
    """Return the paths in the list at `path` ("-" is standard input): one per line, or with `nul` NUL-separated.

    Empty lines are skipped. Raises PathListError if the list cannot be read, is larger than MAX_SIZE, or is not a list
    of paths: one of the paths has HEAD characters or more, or NULs separate them without `nul`.
    """
    data = _read(path, nul)
    paths = parse_path_list(data, nul)
    if not nul and (data.endswith(b"\0") or (len(data) >= HEAD and b"\0" in data[:HEAD])):
        raise PathListError(
            f"--files-from {path}: not a list of paths separated by line endings; if they are separated by NUL, pass -0"
        )
    has_wrong_head = len(data) >= HEAD and _is_other_data(data[:HEAD], nul=nul)
    if has_wrong_head or any(len(name) >= HEAD for name in paths):
        separator = "NUL" if nul else "line endings"
        raise PathListError(f"--files-from {path}: not a list of paths separated by {separator}")
    return paths


def parse_path_list(data: bytes, nul: bool = False) -> list[str]:
    """Split the content of a list of paths at line ends or, with `nul`, at NULs; empty paths are skipped."""
    data = data.removeprefix(codecs.BOM_UTF8)
    paths = data.split(b"\0") if nul else data.replace(b"\r\n", b"\n").split(b"\n")
    return [os.fsdecode(path) for path in paths if path]


def _read(path: str, nul: bool) -> bytes:
    """Read the content of a list, or only its first HEAD bytes if these show that it is other data."""
    is_other_data = partial(_is_other_data, nul=nul)
    try:
        if path == STDIN:
            return read_stream(standard_input(), MAX_SIZE, is_other_data)
        return stores.read_input(path, MAX_SIZE, is_other_data, pipes=True)
    except InputError as error:
        raise PathListError(f"standard input: {error.message}") from None
    except OSError as error:
        raise PathListError(f"--files-from {path}: {read_error_message(error)}") from None


def _is_other_data(head: bytes, *, nul: bool) -> bool:
    """Return whether the first HEAD bytes of a file show that it is not a list of paths."""
    if nul:
        return not head.strip(b"\0") or b"\0" not in head
    return b"\0" in head or b"\n" not in head
