"""Files here and in object stores by one set of functions.

A path with a scheme (`s3://`, `gs://`, `abfs://`, `memory://`) is an object of a store, one with `file://` or none is
a file of this machine. Every failure is an OSError that says in one clause what is wrong.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import BinaryIO, TypeVar, TypeVarTuple

from ..text.limits import Enough, never
from . import object_store
from .errors import StoreError as StoreError  # for callers
from .errors import faults
from .local import FileChangedError as FileChangedError
from .local import move_whole, read_limited, temporary_beside, temporary_file, write_whole
from .object_store import About as About
from .object_store import Item as Item

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_HERE = "file://"
_Result = TypeVar("_Result")
_Arguments = TypeVarTuple("_Arguments")


def is_remote(path: str) -> bool:
    """Whether a path has a scheme, so that only the functions of this module understand it."""
    return bool(_SCHEME.match(path))


def plain(path: str) -> str:
    """A path without the scheme of this machine, which says nothing."""
    return path.removeprefix(_HERE)


def join(folder: str, *names: str) -> str:
    """The path of what is called `names` below a folder."""
    if not is_remote(folder):
        return os.path.join(folder, *names)
    return "/".join([folder[:-1] if folder.endswith("/") and names else folder, *names])


def read(path: str, start: int = 0, stop: int | None = None) -> bytes:
    """The bytes of a file from `start` up to `stop`, or to its end; as a slice, fewer where it has fewer."""
    here = _here(path)
    with faults(path):
        if here is None:
            return object_store.read(path, start, stop)
        with open(here, "rb") as file:
            if start:
                file.seek(start)
            return file.read() if stop is None else file.read(max(0, stop - start))


def read_input(path: str, limit: int = 0, enough: Enough = never, *, pipes: bool = False) -> bytes:
    """The bytes of an input, or its beginning if `enough` says that this suffices. Raises OSError: for devices, and for
    files and objects, with `pipes` also pipes, of more than `limit` bytes (0: no limit; its errno is EFBIG)."""
    here, read_here = _here(path), partial(read_limited, pipes=pipes)
    with faults(path):
        return object_store.read_limited(path, limit, enough) if here is None else read_here(here, limit, enough)


def read_many(
    paths: Iterable[str], limit: int = 0, enough: Callable[[str, bytes], bool] = lambda path, head: False
) -> Iterator[bytes | OSError]:
    """The bytes of each file in the order of `paths`, or why it cannot be read; files here as `read_input` reads them.

    Files here are read when it is their turn; of objects 64 are asked for at once and held until theirs, so their sizes
    are the caller's to bound. A store that cannot be used at all is the StoreError of each of its objects.
    """
    rest = iter(paths)
    while some := list(islice(rest, object_store.TOGETHER)):
        remote = iter(object_store.read_many([path for path in some if _here(path) is None]))
        for path in some:
            yield next(remote) if _here(path) is None else _read_or_why(path, limit, partial(enough, path))


def at_once(
    call: Callable[[str, *_Arguments], _Result], jobs: Iterable[tuple[str, *_Arguments]]
) -> Iterator[_Result | OSError]:
    """What `call` gives for each tuple of arguments, the first of which is a path, or the OSError that it raises, in
    their order: files here one after another, of objects 64 at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    def tried(job: tuple[str, *_Arguments]) -> _Result | OSError:
        try:
            return call(*job)
        except OSError as error:
            return error

    rest = iter(jobs)
    while some := list(islice(rest, object_store.TOGETHER)):
        if any(is_remote(job[0]) for job in some):
            with ThreadPoolExecutor(len(some)) as pool:
                yield from pool.map(tried, some)
        else:
            yield from map(tried, some)


def write(path: str, data: bytes, follow: bool = True) -> None:
    """Put `data` into the file at `path`, all of it or nothing. Folders above it are not made (see `make_folder`).
    Without `follow` a symbolic link is replaced, not what it leads to; so in `put`, `move` and `whole`."""
    here = _here(path)
    with faults(path):
        if here is None:
            object_store.write(path, data)
        else:
            write_whole(here, data, follow)


def replace(path: str, old: bytes, new: bytes) -> None:
    """Put `new` in the place of a file's `old` bytes, as `write_whole` does. A store only compares and then writes:
    what changes in between is lost. Raises FileChangedError and OSError."""
    here = _here(path)
    with faults(path):
        if here is not None:
            write_whole(here, new, expected=old)
        elif object_store.read(path, 0, None) != old:
            raise FileChangedError(path)
        else:
            object_store.write(path, new)


def put(local: str, path: str, follow: bool = True) -> None:
    """Put the finished file `local` of this machine in the place of `path`: whole or not; `local` is gone then."""
    here = _here(path)
    with faults(path):
        if here is None:
            object_store.put(local, path)
            os.unlink(local)
        else:
            move_whole(local, here, follow)


def move(path: str, target: str, follow: bool = True) -> None:
    """Put a file in the place of another, wherever both are.

    Object stores copy and then remove, so a process that is stopped may leave both; each is whole.
    """
    here = _here(path)
    if path == target:
        about(path)
    elif here is not None:
        put(here, target, follow)
    elif _here(target) is None and object_store.store_of(path) is object_store.store_of(target):
        with faults(path):
            object_store.store_of(path).cp_file(path, target)
        remove(path)
    else:
        with local_copy(path) as copy:
            put(copy, target, follow)
        remove(path)


def remove(path: str) -> None:
    """Remove a file; one that is not there is fine."""
    here = _here(path)
    with suppress(FileNotFoundError), faults(path):
        if here is None:
            object_store.store_of(path).rm_file(path)
        else:
            os.unlink(here)


def make_folder(path: str) -> None:
    """Make a folder and those above it. Object stores have none: there it is nothing until something is in it."""
    here = _here(path)
    with faults(path):
        if here is not None:
            os.makedirs(here, exist_ok=True)


def remove_folder(path: str) -> None:
    """Remove a folder and all that is below it; one that is not there is fine."""
    import shutil

    here = _here(path)
    with suppress(FileNotFoundError), faults(path):
        if here is None:
            object_store.remove_below(path)
        else:
            shutil.rmtree(here)


def about(path: str) -> About:
    """The size and the stamp of a file; raises FileNotFoundError and others. A folder of a store has neither. What is
    here and neither file nor folder can be read by one process alone, or without end: its errno is EINVAL."""
    here = _here(path)
    with faults(path):
        if here is None:
            return object_store.about(path)
        found = os.stat(here)
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise OSError(errno.EINVAL, "a pipe or device, not a file", here)
        return About(found.st_size, str(found.st_mtime_ns))


def exists(path: str) -> bool:
    """Whether there is a file or a folder. Raises OSError where a store does not tell: "no" would be a guess."""
    here = _here(path)
    if here is not None:
        return os.path.exists(here)
    with suppress(FileNotFoundError):
        about(path)
        return True
    return False


def is_folder(path: str) -> bool:
    """Whether there is a folder, of a store: something below it. Raises OSError where a store does not tell."""
    here = _here(path)
    if here is not None:
        return os.path.isdir(here)
    with suppress(FileNotFoundError), faults(path):
        return object_store.is_folder(path)
    return False


def scan(folder: str) -> Iterator[Item]:
    """What stands directly in a folder: files and folders, in no order.

    Here links to files are files, as are those that lead nowhere, which fail when they are read; links to folders,
    which may lead in circles, pipes and devices are left out. Nothing is asked of a file but its kind, which the folder
    itself knows. A store is asked once (by it in pages of 1,000 or more), and the whole answer is held: some 1 KB an
    object. Raises OSError, after all else, where a name has an empty part (`a//b`), which no folder can hold.
    """
    here = _here(folder)
    if here is None:
        with faults(folder):
            yield from object_store.scan(folder)
        return
    with faults(folder), os.scandir(here) as entries:
        for entry in entries:
            try:
                below = entry.is_dir(follow_symlinks=False)
                if below or entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path)):
                    yield Item(entry.name, below)
            except OSError:  # a link in a circle, or behind a folder that may not be searched
                yield Item(entry.name, False)


@contextmanager
def local_copy(path: str) -> Iterator[str]:
    """A path on this machine from which a file can be read: its own, or that of a copy that is removed at the end."""
    here = _here(path)
    if here is not None:
        yield here
        return
    copy = temporary_file()
    try:
        with faults(path):
            object_store.store_of(path).get_file(path, copy)
        yield copy
    finally:
        with suppress(OSError):
            os.unlink(copy)


def free_temporary(near: str, follow: bool = True) -> str:
    """The path of a new, empty file of this machine, `.newsparse-*.part`, that `put` makes `near` of: beside it, so
    that it takes its place at once; for an object in the system's folder for temporary files."""
    here = _here(near)
    with faults(near):
        return temporary_file() if here is None else temporary_beside(here, follow)


@contextmanager
def whole(path: str, near: str | None = None, follow: bool = True) -> Iterator[BinaryIO]:
    """A file to be filled, and read again, that takes the place of `path` at the end, flushed to the disk. Where an
    exception comes nothing is left. Until then it is beside `near`, where that is not `path` itself."""
    temporary = free_temporary(near or path, follow)
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


def _here(path: str) -> str | None:
    """The path for the system's own functions; None for an object of a store."""
    return plain(path) if path.startswith(_HERE) or not is_remote(path) else None


def _read_or_why(path: str, limit: int, enough: Enough) -> bytes | OSError:
    try:
        return read_input(path, limit, enough)
    except OSError as error:
        return error
