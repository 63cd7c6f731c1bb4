"""Atomic replacement of local files: an interrupted process leaves the old file or the new one, never a part."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from .errors import FileChangedError

_COPY_BYTES = 1 << 20  # copied at a time


def write_atomically(path: str, data: bytes, follow: bool = True, expected: bytes | None = None) -> None:
    """Replace the file at `path` by `data`, atomically. Raises OSError.

    The data is written to a temporary file beside the target, flushed to the disk and renamed. A symbolic link stays,
    and its target is replaced; without `follow` the link itself is replaced, and pipes and devices are refused. The
    mode is kept, and the owner if permitted. Other hard links of the file keep the old content.

    With `expected` the file is replaced only if it holds these bytes. Raises FileNotFoundError if it no longer exists
    and FileChangedError if it holds other bytes. The comparison is made when the temporary file is complete,
    immediately before the rename: no system renames on condition of a file's content, so an edit in the microseconds
    between is lost.
    """
    target, old = _target_and_status(path, follow)
    if expected is not None and not old:
        raise _os_error(errno.ENOENT, path)
    if old and not stat.S_ISREG(old.st_mode):
        if expected is not None:
            raise OSError(errno.EINVAL, "not a file", path)
        with open(path, "wb") as file:  # pipes, terminals and /dev/null are written to, not replaced
            file.write(data)
        return
    with _replacing(target, old, lambda: _require_content(target, expected)) as file:
        file.write(data)


def _os_error(code: int, path: str) -> OSError:
    """Return the error with this errno and the system's message; Python chooses the subclass by the errno."""
    return OSError(code, os.strerror(code), path)


def _require_content(path: str, expected: bytes | None) -> None:
    """Raise FileChangedError unless the file at `path` holds the `expected` bytes (None: any)."""
    if expected is None:
        return
    with open(path, "rb") as file:
        status = os.fstat(file.fileno())
        if status.st_size != len(expected) or file.read(len(expected) + 1) != expected:
            raise FileChangedError(path)
    if _stamp(os.stat(path)) != _stamp(status):  # changed while it was read, which takes time if it is large
        raise FileChangedError(path)


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    """Return values of which at least one differs after a file has been edited or replaced."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def move_atomically(source: str, path: str, follow: bool = True) -> None:
    """Replace the file at `path` by the file `source`, as `write_atomically` does, and remove `source`. Raises OSError.

    The caller must have flushed `source` to the disk. If it is in another file system, it is first copied to a
    temporary file beside the target.
    """
    import shutil  # most commands move no file

    target, old = _target_and_status(path, follow)
    if stat.S_ISDIR(os.stat(source).st_mode):
        raise _os_error(errno.EISDIR, source)
    if not follow and os.path.islink(source):
        raise OSError(errno.ELOOP, "is a symbolic link", source)
    if old and not stat.S_ISREG(old.st_mode):
        with open(source, "rb") as file, open(path, "wb") as out:
            shutil.copyfileobj(file, out, _COPY_BYTES)
    elif os.stat(source).st_dev == os.stat(os.path.dirname(target) or ".").st_dev:
        _rename(source, target, old)
        return
    else:
        with open(source, "rb") as file, _replacing(target, old) as out:
            shutil.copyfileobj(file, out, _COPY_BYTES)
    os.unlink(source)


def temporary_file() -> str:
    """Create an empty file in the system's folder for temporary files, readable by the user only; return its path."""
    import tempfile  # takes as long to load as click

    return _new_file(tempfile.gettempdir(), 0o600)


def temporary_beside(path: str, follow: bool = True) -> str:
    """Create an empty hidden file beside `path`, which `move_atomically` can rename to it; return its path.

    If `path` is a pipe or a device, which cannot be replaced, the file is in the folder for temporary files.
    """
    target, old = _target_and_status(path, follow)
    return _temporary_for(target, old) if not old or stat.S_ISREG(old.st_mode) else temporary_file()


def _temporary_for(target: str, old: os.stat_result | None) -> str:
    """Create the temporary file that is to replace `target`, with the mode of the old file.

    `old` is the status of the old file. Without one the system applies the process's mask to the mode: Python can read
    the mask only by changing it, which would affect other threads.
    """
    return _new_file(os.path.dirname(target), old.st_mode & 0o777 if old else 0o666)


def _new_file(folder: str, mode: int) -> str:
    """Create an empty file with a random name; return its path. If a signal interrupts this, no file remains."""
    while True:
        path = os.path.join(folder, f".newsparse-{os.urandom(8).hex()}.part")
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        except FileExistsError:
            continue
        except BaseException:
            with suppress(OSError):
                os.unlink(path)
            raise
        return path


def _target_and_status(path: str, follow: bool) -> tuple[str, os.stat_result | None]:
    """Return the path to replace, and the status of the old file or None. Raises OSError if it is write-protected.

    Without `follow`, None is also returned for a symbolic link, and OSError is raised for a pipe or a device.
    """
    target = os.path.realpath(path) if follow else path
    try:
        old = os.stat(path, follow_symlinks=follow)  # not `target`: what /dev/stdout links to may have no path
    except FileNotFoundError:
        return target, None
    if not follow and not (stat.S_ISREG(old.st_mode) or stat.S_ISDIR(old.st_mode)):
        if stat.S_ISLNK(old.st_mode):
            return target, None
        raise OSError(errno.EINVAL, "is a pipe or device, not a file", path)
    if stat.S_ISREG(old.st_mode) and not os.access(target, os.W_OK):  # renaming needs only the folder's permission
        raise _os_error(errno.EACCES, path)
    return target, old


@contextmanager
def _replacing(target: str, old: os.stat_result | None, check: Callable[[], None] | None = None) -> Iterator[BinaryIO]:
    """Open a temporary file that replaces `target` at the end of the block, unless the block raises an exception.

    `check` is called immediately before the replacement, and may prevent it by an exception, too.
    """
    temporary = _temporary_for(target, old)
    try:
        with open(temporary, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _rename(temporary, target, old, check)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _rename(temporary: str, target: str, old: os.stat_result | None, check: Callable[[], None] | None = None) -> None:
    """Rename `temporary` to `target`, with the owner and the mode of the old file, after calling `check`."""
    if old:
        with suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)
        with suppress(PermissionError):  # the temporary file belongs to another user
            os.chmod(temporary, old.st_mode & 0o7777)
    if check:
        check()
    os.replace(temporary, target)
