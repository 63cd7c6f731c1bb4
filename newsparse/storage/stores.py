"""Read, write and list files by their paths, on this machine and in object stores.

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

from ..text.limits import HeadTest, never
from .errors import FileChangedError as FileChangedError  # for users of this module
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
    """Return whether a path has a scheme (also `file://`); Python's own functions cannot open such a path."""
    return bool(_SCHEME.match(path))


def strip_file_scheme(path: str) -> str:
    """Return a path without `file://`."""
    return path.removeprefix(_FILE_SCHEME)


def join_path(folder: str, *names: str) -> str:
    """Join a folder and the names below it to a path, as `os.path.join` does; also for objects."""
    if not is_remote(folder):
        return os.path.join(folder, *names)
    return "/".join([folder[:-1] if folder.endswith("/") and names else folder, *names])


def _store_and_name(path: str) -> tuple[Store, str]:
    """Return the store of a path, and the path that the methods of the store take. Raises OSError."""
    if path.startswith(_FILE_SCHEME) or not is_remote(path):
        return _LOCAL, strip_file_scheme(path)
    from .object_store import store_of  # most commands use local files only

    return store_of(path), path


@contextmanager
def _store_for(path: str) -> Iterator[tuple[Store, str]]:
    """Provide the result of `_store_and_name`, and convert exceptions of the block to OSErrors for `path`."""
    with oserrors_for(path):
        yield _store_and_name(path)


def read(path: str, start: int = 0, stop: int | None = None) -> bytes:
    """Read the bytes of a file from offset `start` to `stop` (None: its end); like a slice, fewer if it is shorter."""
    with _store_for(path) as (store, name):
        return store.read(name, start, stop)


def read_input(path: str, limit: int = 0, head_suffices: HeadTest = never, *, pipes: bool = False) -> bytes:
    """Read an input, or only its first HEAD bytes if `head_suffices` returns true for these.

    Raises OSError for devices, and with errno EFBIG for files and objects of more than `limit` bytes (0: no limit);
    with `pipes` also for pipes.
    """
    with _store_for(path) as (store, name):
        return store.read_input(name, limit, head_suffices, pipes=pipes)


def read_many(
    paths: Iterable[str], limit: int = 0, head_suffices: Callable[[str, bytes], bool] = lambda path, head: False
) -> Iterator[bytes | OSError]:
    """Yield the bytes of each file in the order of `paths`, or the OSError that reading it raises.

    `head_suffices` is called with a path and the head of the file. Local files are read one at a time, as `read_input`
    does. Objects are read whole, 64 at a time, and kept in memory until they are yielded, so the caller has to bound
    their sizes. If a store cannot be used, a StoreError is yielded for each of its objects.
    """
    remaining = iter(paths)
    while batch := list(islice(remaining, BATCH)):
        yield from _read_batch(batch, limit, head_suffices)


def _read_batch(paths: list[str], limit: int, head_suffices: Callable[[str, bytes], bool]) -> Iterator[bytes | OSError]:
    """Read files of several stores with one call to each store, and yield the results in the order of `paths`."""
    names: dict[Store, list[str]] = {}
    stores_or_errors: list[Store | OSError] = []  # one per path
    for path in paths:
        try:
            store, name = _store_and_name(path)
        except OSError as error:
            stores_or_errors.append(error)
        else:
            stores_or_errors.append(store)
            names.setdefault(store, []).append(name)
    results = {store: iter(store.read_many(names[store], limit, head_suffices)) for store in names}
    for item in stores_or_errors:
        yield item if isinstance(item, OSError) else next(results[item])


def map_concurrently(
    function: Callable[[str, *_Arguments], _Result], calls: Iterable[tuple[str, *_Arguments]]
) -> Iterator[_Result | OSError]:
    """Call `function` with each tuple of arguments; yield its result or the OSError that it raises, in their order.

    The first argument is a path. If it is that of an object, 64 calls are made at the same time.
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

    A symbolic link stays, and its target is replaced; without `follow` the link itself is replaced. `put`, `move` and
    `atomic_writer` do the same.
    """
    with _store_for(path) as (store, name):
        store.write(name, data, follow)


def replace_unchanged(path: str, old: bytes, new: bytes) -> None:
    """Replace the content of a file, `old`, by `new`. Raises FileChangedError if the file holds other bytes.

    Object stores compare first and then write, so a change between the two is lost.
    """
    with _store_for(path) as (store, name):
        store.replace_unchanged(name, old, new)


def put(local: str, path: str, follow: bool = True) -> None:
    """Move the complete local file `local` to `path`, atomically."""
    with _store_for(path) as (store, name):
        store.put(local, name, follow)


def move(path: str, target: str, follow: bool = True) -> None:
    """Move a file, also between stores, and replace the target.

    Object stores copy and then remove, so an interrupted process may leave both, each of them complete.
    """
    if path == target:
        file_info(path)
        return
    with _store_for(target) as (store, name):
        source_store, source_name = _store_and_name(path)
        if source_store == store:
            store.move(source_name, name, follow)
            return
    with local_copy(path) as copy:
        put(copy, target, follow)
    remove(path)


def remove(path: str) -> None:
    """Remove a file if it exists."""
    with suppress(FileNotFoundError), _store_for(path) as (store, name):
        store.remove(name)


def make_folder(path: str) -> None:
    """Create a folder and its parents, if they are missing. Does nothing for object stores, which have no folders."""
    with _store_for(path) as (store, name):
        store.make_folder(name)


def remove_folder(path: str) -> None:
    """Remove a folder, if it exists, and everything below it."""
    with suppress(FileNotFoundError), _store_for(path) as (store, name):
        store.remove_folder(name)


def file_info(path: str) -> FileInfo:
    """Return the size and the stamp of a file; a folder of an object store has 0 and an empty stamp.

    Raises OSError, with errno EINVAL for local pipes and devices.
    """
    with _store_for(path) as (store, name):
        return store.file_info(name)


def exists(path: str) -> bool:
    """Return whether a file or a folder exists. Raises OSError if an object store does not answer."""
    with suppress(FileNotFoundError), _store_for(path) as (store, name):
        return store.exists(name)
    return False


def is_folder(path: str) -> bool:
    """Return whether a path is a folder: in an object store, whether objects are below it.

    Raises OSError if an object store does not answer.
    """
    with suppress(FileNotFoundError), _store_for(path) as (store, name):
        return store.is_folder(name)
    return False


def scan(folder: str) -> Iterator[FolderItem]:
    """Yield the files and folders directly in a folder, in no particular order.

    Local symbolic links to files count as files, and so do broken links, which cannot be read. Links to folders, which
    may be circular, pipes and devices are omitted. Local files have no size and stamp, which would take a system call
    for each of them.

    An object store lists a folder in pages of 1,000 objects or more; all are kept in memory, about 1 KB per object.
    Raises OSError, after yielding all other items, if an object's name has an empty part (`a//b`).
    """
    with _store_for(folder) as (store, name):
        yield from store.scan(name)


def names_below(folder: str) -> Iterator[str]:
    """Yield the paths of all files below a folder, relative to it and with `/`, in no particular order.

    A folder that does not exist has no files. Symbolic links to folders are not followed. Raises OSError.
    """
    with _store_for(folder) as (store, name):
        yield from store.names_below(name)


def local_copy(path: str) -> AbstractContextManager[str]:
    """Provide a local path for reading a file: its own, or for an object that of a copy, removed after the block."""
    store, name = _store_and_name(path)
    return store.local_copy(name)


def new_temporary(path: str, follow: bool = True) -> str:
    """Create an empty local file, `.newsparse-*.part`, which `put` can move to `path`; return its path.

    It is beside `path`, so that it can be renamed; for an object, in the system's folder for temporary files.
    """
    with _store_for(path) as (store, name):
        return store.new_temporary(name, follow)


@contextmanager
def atomic_writer(path: str, near: str | None = None, follow: bool = True) -> Iterator[BinaryIO]:
    """Open a file for writing and reading that replaces `path` at the end of the block, flushed to the disk.

    If the block raises an exception, `path` stays as it is. The temporary file is beside `near` (default: `path`).
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
