"""Reading of local inputs up to a size limit, without blocking on devices."""

from __future__ import annotations

import errno
import io
import os
import stat
from contextlib import suppress
from typing import BinaryIO

from ..text.limits import HEAD, Enough, never, oversized


def read_limited(path: str, limit: int, enough: Enough, *, pipes: bool = False) -> bytes:
    """Read a regular file, a pipe or a terminal.

    `limit` is the largest size in bytes of a regular file (0: no limit), with `pipes` also of a pipe or a terminal.
    `enough` is as in `read_stream`. Raises OSError: for other devices, without opening them, and with errno EFBIG for
    files above the limit, without reading more.
    """
    with open_input(path) as file:
        status = os.fstat(file.fileno())
        is_file = stat.S_ISREG(status.st_mode)
        if is_file and limit and status.st_size > limit:
            raise oversized(path, limit)
        return read_stream(file, limit if is_file or pipes else 0, enough, path)


def open_input(path: str) -> BinaryIO:
    """Open a regular file, a pipe or a terminal for reading. Raises OSError for other devices.

    Regular files without a size are opened without blocking: some in /proc, such as the kernel's log, block at the end
    until there is more.
    """
    status = os.stat(path)
    _refuse_device(path, status)  # before opening, which may have an effect or block
    is_sizeless = stat.S_ISREG(status.st_mode) and not status.st_size
    file = open(path, "rb", opener=_open_unblocked if is_sizeless else None)  # noqa: SIM115 - the caller closes it
    try:
        status = os.fstat(file.fileno())
        _refuse_device(path, status)
        if is_sizeless and not stat.S_ISREG(status.st_mode):  # replaced by a pipe meanwhile
            os.set_blocking(file.fileno(), True)
    except BaseException:
        file.close()
        raise
    return file


def _open_unblocked(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_device(path: str, status: os.stat_result) -> None:
    """Raise OSError for devices other than the empty one (`/dev/null`) and the terminal that is standard input, which
    `/dev/stdin` may be."""
    if not (stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode)):
        return
    with suppress(OSError):  # standard input may be closed
        if os.stat(os.devnull).st_rdev == status.st_rdev:
            return
        if os.isatty(0) and os.fstat(0).st_rdev == status.st_rdev:
            return
    raise OSError(errno.EINVAL, "a device, not a file", path)


def read_stream(file: BinaryIO, limit: int = 0, enough: Enough = never, path: str = "-") -> bytes:
    """Read a buffered file to its end, or only its first HEAD bytes if `enough` accepts these.

    Raises OSError with errno EFBIG as soon as there are more than `limit` bytes (0: no limit): a file may grow while it
    is read, and files in /proc have no size.
    """
    out = io.BytesIO()  # its value needs no copy
    more = True
    while more:
        chunk = file.read(HEAD) or b""  # None if the file does not block and has no data yet
        more = len(chunk) == HEAD  # a terminal would ask for input again after its end
        out.write(chunk)
        if limit and out.tell() > limit:
            raise oversized(path, limit)
        if more and out.tell() == HEAD and enough(chunk):
            break
    return out.getvalue()
