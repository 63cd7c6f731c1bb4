"""Whole files on this machine: all of the new content or what was there before, whenever the process is stopped."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO


def write_whole(path: str, data: bytes, follow: bool = True) -> None:
    """Put `data` into the file at `path`, all of it or nothing, whenever the process is stopped. Raises OSError.

    It is written beside its target, flushed to the disk and put in its place. A symbolic link stays one: what it
    leads to is replaced; without `follow` the link itself is replaced, and a pipe or device is refused. The mode of
    the file is kept, and its owner where that is allowed. A hard link is parted from the others: they keep what they
    were.
    """
    target, old = _standing(path, follow)
    if old and not stat.S_ISREG(old.st_mode):  # a pipe, a terminal, /dev/null: these are written to, not replaced
        with open(path, "wb") as file:
            file.write(data)
        return
    with _filled(target, old) as file:
        file.write(data)


def move_whole(source: str, path: str, follow: bool = True) -> None:
    """Put the finished file `source` in the place of `path`, as `write_whole` does with bytes. Raises OSError.

    Flushing is the caller's. From another file system it is copied beside its target first. `source` is gone then.
    """
    target, old = _standing(path, follow)
    if stat.S_ISDIR(os.stat(source).st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), source)
    if not follow and os.path.islink(source):
        raise OSError(errno.ELOOP, "a symbolic link", source)
    if old and not stat.S_ISREG(old.st_mode):
        with open(source, "rb") as file, open(path, "wb") as out:
            shutil.copyfileobj(file, out, 1 << 20)
    elif os.stat(source).st_dev == os.stat(os.path.dirname(target) or ".").st_dev:
        _replace(source, target, old)
        return
    else:
        with open(source, "rb") as file, _filled(target, old) as out:
            shutil.copyfileobj(file, out, 1 << 20)
    os.unlink(source)


def temporary_file() -> str:
    """The path of a new, empty file that nobody else can read, in the system's folder for such files."""
    import tempfile  # it takes as long to load as click

    handle, path = tempfile.mkstemp(prefix=".newsparse-", suffix=".part")
    os.close(handle)
    return path


def temporary_beside(path: str, follow: bool = True) -> str:
    """A new, empty, hidden file that `move_whole` can put in the place of `path` at once."""
    target, old = _standing(path, follow)
    return _beside(target, old) if not old or stat.S_ISREG(old.st_mode) else temporary_file()


def _beside(target: str, old: os.stat_result | None) -> str:
    """The same for a path that leads to no other. Its mode is that of any new file here, which only the system can tell
    while other threads run, or that of what it is to replace."""
    while True:
        path = os.path.join(os.path.dirname(target), f".newsparse-{os.urandom(8).hex()}.part")
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, old.st_mode & 0o777 if old else 0o666))
            return path


def _standing(path: str, follow: bool) -> tuple[str, os.stat_result | None]:
    """Where a path leads to, and what stands there; raises PermissionError where that must not be written over."""
    target = os.path.realpath(path) if follow else path
    try:
        old = os.stat(path, follow_symlinks=follow)  # of what /dev/stdout leads to there is no path
    except FileNotFoundError:
        return target, None
    if not follow and not (stat.S_ISREG(old.st_mode) or stat.S_ISDIR(old.st_mode)):
        if stat.S_ISLNK(old.st_mode):
            return target, None
        raise OSError(errno.EINVAL, "a pipe or device, not a file", path)
    if stat.S_ISREG(old.st_mode) and not os.access(target, os.W_OK):  # the folder would let it be replaced
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    return target, old


@contextmanager
def _filled(target: str, old: os.stat_result | None) -> Iterator[BinaryIO]:
    """A file to be filled beside its target, that is flushed to the disk and takes its place at the end."""
    temporary = _beside(target, old)
    try:
        with open(temporary, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _replace(temporary, target, old)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _replace(temporary: str, target: str, old: os.stat_result | None) -> None:
    if old:
        with suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)
        with suppress(PermissionError):  # of a part that another user has made, in a folder of both
            os.chmod(temporary, old.st_mode & 0o7777)
    os.replace(temporary, target)
