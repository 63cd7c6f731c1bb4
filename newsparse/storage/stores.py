"""Functions for files by path, on this machine and in object stores.

A path with a scheme such as `s3://`, `gs://`, `abfs://` or `memory://` is an object of a store; one with `file://` or
without a scheme is a local file. Every failure is an OSError with a message of one clause.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import islice
from typing import BinaryIO, TypeVar, TypeVarTuple

from ..text.limits import Enough, never
from .errors import FileChangedError as FileChangedError  # for callers
from .errors import StoreError as StoreError
from .errors import oserrors_for
from .local import LocalFiles
from .store import BATCH, Store
from .store import FileInfo as FileInfo
from .store import FolderItem as FolderItem

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_FILE_SCHEME = "file://"
_LOCAL = LocalFiles()
_Result = TypeVar("_Result")
_Arguments = TypeVarTuple("_Arguments")


def is_remote(path: str) -> bool:
    """Return whether a path has a scheme, so that only the functions of this module can use it."""
    return bool(_SCHEME.match(path))


def strip_file_scheme(path: str) -> str:
    """Return a path without `file://`."""
    return path.removeprefix(_FILE_SCHEME)


def join_path(folder: str, *names: str) -> str:
    """Return the path of `names` below a folder."""
    if not is_remote(folder):
        return os.path.join(folder, *names)
    return "/".join([folder[:-1] if folder.endswith("/") and names else folder, *names])


def _resolved(path: str) -> tuple[Store, str]:
    """Return the store of a path, and the path by which the store knows it. Raises OSError."""
    if path.startswith(_FILE_SCHEME) or not is_remote(path):
        return _LOCAL, strip_file_scheme(path)
    from .object_store import store_of  # most commands use local files only

    return store_of(path), path


@contextmanager
def _store(path: str) -> Iterator[tuple[Store, str]]:
    """The same, for a block whose exceptions are converted to OSErrors for `path`."""
    with oserrors_for(path):
        yield _resolved(path)


def read(path: str, start: int = 0, stop: int | None = None) -> bytes:
    """Read the bytes of a file from offset `start` to `stop` or its end; as a slice, fewer of a shorter file."""
    with _store(path) as (store, name):
        return store.read(name, start, stop)


def read_input(path: str, limit: int = 0, enough: Enough = never, *, pipes: bool = False) -> bytes:
    """Read an input, or only its beginning if `enough` accepts that.

    Raises OSError for devices, and with errno EFBIG for files and objects, with `pipes` also pipes, of more than
    `limit` bytes (0: no limit).
    """
    with _store(path) as (store, name):
        return store.read_input(name, limit, enough, pipes=pipes)


def read_many(
    paths: Iterable[str], limit: int = 0, enough: Callable[[str, bytes], bool] = lambda path, head: False
) -> Iterator[bytes | OSError]:
    """Yield the bytes of each file in the order of `paths`, or the OSError that reading it raises.

    Local files are read one at a time, as by `read_input`. Objects are requested 64 at a time and held until their
    turn, so the caller has to bound their sizes. If a store cannot be used, each of its objects yields a StoreError.
    """
    remaining = iter(paths)
    while batch := list(islice(remaining, BATCH)):
        yield from _read_batch(batch, limit, enough)


def _read_batch(paths: list[str], limit: int, enough: Callable[[str, bytes], bool]) -> Iterator[bytes | OSError]:
    names: dict[Store, list[str]] = {}
    order: list[Store | OSError] = []
    for path in paths:
        try:
            store, name = _resolved(path)
        except OSError as error:
            order.append(error)
        else:
            order.append(store)
            names.setdefault(store, []).append(name)
    results = {store: iter(store.read_many(names[store], limit, enough)) for store in names}
    for item in order:
        yield item if isinstance(item, OSError) else next(results[item])


def map_concurrently(
    function: Callable[[str, *_Arguments], _Result], calls: Iterable[tuple[str, *_Arguments]]
) -> Iterator[_Result | OSError]:
    """Yield the result of `function` for each tuple of arguments, or the OSError that it raises, in their order.

    The first argument is a path. Calls for local files are made one after another, for objects 64 at the same time.
    """
    from concurrent.futures import ThreadPoolExecutor

    def result(call: tuple[str, *_Arguments]) -> _Result | OSError:
        try:
            return function(*call)
        except OSError as error:
            return error

    remaining = iter(calls)
    while batch := list(islice(remaining, BATCH)):
        if any(is_remote(call[0]) for call in batch):
            with ThreadPoolExecutor(len(batch)) as pool:
                yield from pool.map(result, batch)
        else:
            yield from map(result, batch)


def write(path: str, data: bytes, follow: bool = True) -> None:
    """Write `data` to a file, atomically; its folder must exist (see `make_folder`).

    Without `follow` a symbolic link is replaced, not its target; likewise in `put`, `move` and `atomic_writer`.
    """
    with _store(path) as (store, name):
        store.write(name, data, follow)


def replace_unchanged(path: str, old: bytes, new: bytes) -> None:
    """Replace a file that holds `old` by `new`, as `write_whole` does. Raises FileChangedError if it holds other bytes.

    Object stores compare first and then write: a change between the two is lost.
    """
    with _store(path) as (store, name):
        store.replace_unchanged(name, old, new)


def put(local: str, path: str, follow: bool = True) -> None:
    """Move the complete local file `local` to `path`, atomically."""
    with _store(path) as (store, name):
        store.put(local, name, follow)


def move(path: str, target: str, follow: bool = True) -> None:
    """Move a file, also between stores, and replace the target.

    Object stores copy and then remove, so an interrupted process may leave both, each of them complete.
    """
    if path == target:
        file_info(path)
        return
    with _store(target) as (store, name):
        source, source_name = _resolved(path)
        if source == store:
            store.move(source_name, name, follow)
            return
    with local_copy(path) as copy:
        put(copy, target, follow)
    remove(path)


def remove(path: str) -> None:
    """Remove a file if it exists."""
    with suppress(FileNotFoundError), _store(path) as (store, name):
        store.remove(name)


def make_folder(path: str) -> None:
    """Create a folder and its parents. Object stores have no folders: nothing is done."""
    with _store(path) as (store, name):
        store.make_folder(name)


def remove_folder(path: str) -> None:
    """Remove a folder, if it exists, and everything below it."""
    with suppress(FileNotFoundError), _store(path) as (store, name):
        store.remove_folder(name)


def file_info(path: str) -> FileInfo:
    """Return the size and the stamp of a file; a folder of an object store has 0 and an empty stamp.

    Raises OSError, with errno EINVAL for local pipes and devices: only one process can read them, or they never end.
    """
    with _store(path) as (store, name):
        return store.file_info(name)


def exists(path: str) -> bool:
    """Return whether a file or a folder exists. Raises OSError if an object store does not answer."""
    with suppress(FileNotFoundError), _store(path) as (store, name):
        return store.exists(name)
    return False


def is_folder(path: str) -> bool:
    """Return whether a folder exists; in an object store, objects below it. Raises OSError if the store does not
    answer."""
    with suppress(FileNotFoundError), _store(path) as (store, name):
        return store.is_folder(name)
    return False


def scan(folder: str) -> Iterator[FolderItem]:
    """Yield the files and folders directly in a folder, in no order.

    Local symbolic links to files count as files, as do broken links, which fail when they are read. Links to folders,
    which may be circular, pipes and devices are omitted. Only the type of an entry is looked up, which the folder
    itself holds.

    An object store is requested once (in pages of 1,000 objects or more), and the whole answer is held, about 1 KB per
    object. Raises OSError, after yielding all else, if a name has an empty part (`a//b`), which no folder can hold.
    """
    with _store(folder) as (store, name):
        yield from store.scan(name)


def names_below(folder: str) -> Iterator[str]:
    """Yield the paths of all files below a folder, relative to it and with `/`, in no order; none if it does not exist.

    Symbolic links to folders are not followed. An object store is listed in pages, not by folder. Raises OSError.
    """
    with _store(folder) as (store, name):
        yield from store.names_below(name)


def local_copy(path: str) -> AbstractContextManager[str]:
    """Provide a local path for reading a file: its own, or that of a copy that is removed at the end of the block."""
    store, name = _resolved(path)
    return store.local_copy(name)


def new_temporary(path: str, follow: bool = True) -> str:
    """Create an empty local file, `.newsparse-*.part`, that `put` moves to `path`; return its path.

    It is beside `path`, so that it can be renamed; for an object, in the system's folder for temporary files.
    """
    with _store(path) as (store, name):
        return store.new_temporary(name, follow)


@contextmanager
def atomic_writer(path: str, near: str | None = None, follow: bool = True) -> Iterator[BinaryIO]:
    """Open a file for writing and reading that replaces `path` at the end of the block, flushed to the disk.

    If the block raises, nothing is left. The temporary file is beside `near` (default: `path`).
    """
    temporary = new_temporary(near or path, follow)
    try:
        with open(temporary, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        put(temporary, path, follow)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
