"""Files on this machine: read up to a limit, and replaced as a whole, whenever the process is stopped."""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from ..text.limits import HEAD, Enough, never, oversized

_MISSING = errno.ENOENT, os.strerror(errno.ENOENT)


class FileChangedError(OSError):
    """A file that is not what it was when it was read, so it must not be replaced."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.ESTALE, "changed since it was read", path)


def read_limited(path: str, limit: int, enough: Enough, *, pipes: bool = False) -> bytes:
    """The bytes of a regular file, a pipe or a terminal. Raises OSError: for other devices, without opening them, and
    for a regular file of more than `limit` bytes (0: no limit; its errno is EFBIG), without reading more.

    With `pipes`, a pipe or a terminal has the limit too. With `enough` as in `read_stream`.
    """
    with open_input(path) as file:
        about = os.fstat(file.fileno())
        is_file = stat.S_ISREG(about.st_mode)
        if is_file and limit and about.st_size > limit:
            raise oversized(path, limit)
        return read_stream(file, limit if is_file or pipes else 0, enough, path)


def open_input(path: str) -> BinaryIO:
    """A regular file, a pipe or a terminal, opened for reading. Raises OSError for other devices.

    A read of a regular file without a size does not block: some of /proc, such as its log of the kernel, wait for more
    at their end.
    """
    about = os.stat(path)
    _refuse_device(path, about)  # to open one may have an effect, or block
    is_sizeless = stat.S_ISREG(about.st_mode) and not about.st_size
    file = open(path, "rb", opener=_open_unblocked if is_sizeless else None)  # noqa: SIM115 - the caller closes it
    try:
        about = os.fstat(file.fileno())
        _refuse_device(path, about)
        if is_sizeless and not stat.S_ISREG(about.st_mode):  # a pipe has taken its place
            os.set_blocking(file.fileno(), True)
    except BaseException:
        file.close()
        raise
    return file


def _open_unblocked(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_device(path: str, about: os.stat_result) -> None:
    """Raise OSError for a device, unless it is empty, as `/dev/null` is, or the terminal that is standard input, as
    `/dev/stdin` may be."""
    if not (stat.S_ISCHR(about.st_mode) or stat.S_ISBLK(about.st_mode)):
        return
    with suppress(OSError):  # standard input may be closed
        if os.stat(os.devnull).st_rdev == about.st_rdev:
            return
        if os.isatty(0) and os.fstat(0).st_rdev == about.st_rdev:
            return
    raise OSError(errno.EINVAL, "a device, not a file", path)


def read_stream(file: BinaryIO, limit: int = 0, enough: Enough = never, path: str = "-") -> bytes:
    """The bytes up to the end of a buffered `file`, or its beginning, at least HEAD bytes, if `enough` says so of that.

    Raises OSError (EFBIG) once there are more than `limit` bytes (0: no limit): a file may grow while it is read, and
    those of /proc have no size.
    """
    out = io.BytesIO()  # it hands its bytes over without a copy
    more = True
    while more:
        chunk = file.read(HEAD) or b""  # None where nothing is there yet and the file does not block
        more = len(chunk) == HEAD  # a terminal would ask again after its end
        out.write(chunk)
        if limit and out.tell() > limit:
            raise oversized(path, limit)
        if more and out.tell() == HEAD and enough(chunk):
            break
    return out.getvalue()


def write_whole(path: str, data: bytes, follow: bool = True, expected: bytes | None = None) -> None:
    """Put `data` into the file at `path`, all of it or nothing, whenever the process is stopped. Raises OSError.

    It is written beside its target, flushed to the disk and put in its place. A symbolic link stays one: what it
    leads to is replaced; without `follow` the link itself is replaced, and a pipe or device is refused. The mode of
    the file is kept, and its owner where that is allowed. A hard link is parted from the others: they keep what they
    were.

    With `expected` only a file that holds these bytes is replaced: raises FileNotFoundError if it no longer exists, and
    FileChangedError if it holds others. It is compared when the new file is complete, immediately before it is
    replaced: no system replaces a file on condition of its content, so an edit in the microseconds between is lost.
    """
    target, old = _standing(path, follow)
    if expected is not None and not (old and stat.S_ISREG(old.st_mode)):
        raise OSError(errno.EINVAL, "not a file", path) if old else FileNotFoundError(*_MISSING, path)
    if old and not stat.S_ISREG(old.st_mode):  # a pipe, a terminal, /dev/null: these are written to, not replaced
        with open(path, "wb") as file:
            file.write(data)
        return
    with _filled(target, old, lambda: _compare(target, expected)) as file:
        file.write(data)


def _compare(path: str, expected: bytes | None) -> None:
    """Raise FileChangedError unless the file at `path` holds the `expected` bytes (None: any)."""
    if expected is None:
        return
    with open(path, "rb") as file:
        about = os.fstat(file.fileno())
        if about.st_size != len(expected) or file.read(len(expected) + 1) != expected:
            raise FileChangedError(path)
    if _version(os.stat(path)) != _version(about):  # to read a large file takes time
        raise FileChangedError(path)


def _version(about: os.stat_result) -> tuple[int, ...]:
    """What differs once a file has been edited or replaced."""
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


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

    return _new_file(tempfile.gettempdir(), 0o600)


def temporary_beside(path: str, follow: bool = True) -> str:
    """A new, empty, hidden file that `move_whole` can put in the place of `path` at once."""
    target, old = _standing(path, follow)
    return _beside(target, old) if not old or stat.S_ISREG(old.st_mode) else temporary_file()


def _beside(target: str, old: os.stat_result | None) -> str:
    """The same for a path that leads to no other. Its mode is that of any new file here, which only the system can tell
    while other threads run, or that of what it is to replace."""
    return _new_file(os.path.dirname(target), old.st_mode & 0o777 if old else 0o666)


def _new_file(folder: str, mode: int) -> str:
    """The path of a new, empty file. A signal that arrives meanwhile leaves none behind."""
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
def _filled(target: str, old: os.stat_result | None, ready: Callable[[], None] = lambda: None) -> Iterator[BinaryIO]:
    """A file to be filled beside its target, that is flushed to the disk and takes its place at the end, unless `ready`
    raises an exception."""
    temporary = _beside(target, old)
    try:
        with open(temporary, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _replace(temporary, target, old, ready)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _replace(temporary: str, target: str, old: os.stat_result | None, ready: Callable[[], None] = lambda: None) -> None:
    if old:
        with suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)
        with suppress(PermissionError):  # of a part that another user has made, in a folder of both
            os.chmod(temporary, old.st_mode & 0o7777)
    ready()
    os.replace(temporary, target)
