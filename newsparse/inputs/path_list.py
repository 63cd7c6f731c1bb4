"""Read a list of paths, the file of `--files-from`."""

from __future__ import annotations

from ..problems import InputError, read_error_message
from ..storage import stores
from ..storage.reading import read_stream
from ..text.limits import HEAD, MAX_SIZE
from .reader import STDIN, standard_input
from .search import read_list


class PathListError(Exception):
    """A list of paths that cannot be read; the message says why."""


def read_path_list(path: str, nul: bool = False) -> list[str]:
    """Return the paths in the list at `path` ("-" is standard input): one per line, or with `nul` NUL-separated.

    Raises PathListError if the list cannot be read, is larger than MAX_SIZE, or is no list of paths: one of the paths
    has HEAD bytes, or NULs separate them without `nul`.
    """
    data = _read(path, nul)
    paths = read_list(data, nul)
    if not nul and (data.endswith(b"\0") or (len(data) >= HEAD and b"\0" in data[:HEAD])):
        raise PathListError(f"--files-from {path}: not a list of paths; pass -0 for paths that are separated by NUL")
    is_refused = len(data) >= HEAD and _is_refused(data[:HEAD], nul)
    if is_refused or any(len(name) >= HEAD for name in paths):
        raise PathListError(f"--files-from {path}: not a list of paths")
    return paths


def _read(path: str, nul: bool) -> bytes:
    def is_refused(head: bytes) -> bool:
        return _is_refused(head, nul)

    try:
        if path == STDIN:
            return read_stream(standard_input(), MAX_SIZE, is_refused)
        return stores.read_input(path, MAX_SIZE, is_refused, pipes=True)
    except InputError as error:
        raise PathListError(f"standard input: {error.message}") from None
    except OSError as error:
        raise PathListError(f"--files-from {path}: {read_error_message(error, is_input=False)}") from None


def _is_refused(head: bytes, nul: bool) -> bool:
    """Return whether the first HEAD bytes of a file show that it is no list of paths."""
    if nul:
        return not head.strip(b"\0") or b"\0" not in head
    return b"\0" in head or b"\n" not in head
