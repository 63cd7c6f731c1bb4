"""Read local inputs up to a size limit, without blocking on devices."""

from __future__ import annotations

import errno
import io
import os
import stat
from contextlib import suppress
from typing import BinaryIO

from ..text.limits import HEAD, HeadTest, never, oversized_error


def read_limited(path: str, limit: int, head_suffices: HeadTest, *, pipes: bool = False) -> bytes:
    """Read a regular file, a pipe or a terminal.

    `limit` is the largest size in bytes of a regular file (0: no limit), with `pipes` also of a pipe or a terminal.
    `head_suffices` is as in `read_stream`. Raises OSError for other devices, without opening them, and with errno EFBIG
    for files above the limit, without reading the rest.
    """
    with open_input(path) as file:
        status = os.fstat(file.fileno())
        is_file = stat.S_ISREG(status.st_mode)
        if is_file and limit and status.st_size > limit:
            raise oversized_error(path, limit)
        return read_stream(file, limit if is_file or pipes else 0, head_suffices, path)


def open_input(path: str) -> BinaryIO:
    """Open a regular file, a pipe or a terminal for reading. Raises OSError for other devices.

    Regular files of size 0 are opened in non-blocking mode: reading some of those in /proc, such as the kernel's log,
    would otherwise wait at the end for more data.
    """
    status = os.stat(path)
    _refuse_device(path, status)  # before opening, which may have an effect or block
    is_size_zero = stat.S_ISREG(status.st_mode) and not status.st_size
    file = open(path, "rb", opener=_open_unblocked if is_size_zero else None)  # noqa: SIM115 - the caller closes it
    try:
        status = os.fstat(file.fileno())
        _refuse_device(path, status)
        if is_size_zero and not stat.S_ISREG(status.st_mode):  # replaced by a pipe since `os.stat`
            os.set_blocking(file.fileno(), True)
    except BaseException:
        file.close()
        raise
    return file


def _open_unblocked(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_device(path: str, status: os.stat_result) -> None:
    """Raise OSError for devices, except `/dev/null` and the terminal of standard input (`/dev/stdin`)."""
    if not (stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode)):
        return
    with suppress(OSError):  # standard input may be closed
        if os.stat(os.devnull).st_rdev == status.st_rdev:
            return
        if os.isatty(0) and os.fstat(0).st_rdev == status.st_rdev:
            return
    raise OSError(errno.EINVAL, "is a device, not a file", path)


def read_stream(file: BinaryIO, limit: int = 0, head_suffices: HeadTest = never, path: str = "-") -> bytes:
    """Read a buffered file to its end, or only its first HEAD bytes if `head_suffices` returns true for these.

    Raises OSError with errno EFBIG as soon as there are more than `limit` bytes (0: no limit): a file may grow while it
    is read, and files in /proc have no size.
    """
    out = io.BytesIO()  # its value needs no copy
    more = True
    while more:
        chunk = file.read(HEAD) or b""  # None if the file is non-blocking and has no data yet
        more = len(chunk) == HEAD  # reading a terminal again after its end would wait for more input
        out.write(chunk)
        if limit and out.tell() > limit:
            raise oversized_error(path, limit)
        if more and out.tell() == HEAD and head_suffices(chunk):
            break
    return out.getvalue()
