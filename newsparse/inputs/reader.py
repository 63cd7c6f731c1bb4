"""Read one input: the bytes of a file, of an object of a store or of standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import BinaryIO

from ..problems import InputError, unreadable
from ..storage import stores
from ..storage.reading import read_stream
from ..text.compression import ending, unpack
from ..text.decoding import Errors, is_refused, pieces
from ..text.limits import MAX_SIZE

STDIN = "-"  # the path that means standard input


def read_input(path: str, encoding: str | None = None, errors: Errors = "strict", max_size: int = MAX_SIZE) -> bytes:
    """The bytes of an input, as of `read_file`; standard input, if the path is "-", has no limit."""
    if path != STDIN:
        return read_file(path, encoding, errors, max_size)
    try:
        return read_stream(standard_input(), enough=partial(is_refused, encoding=encoding, errors=errors))
    except OSError as error:
        raise InputError("N001", unreadable(error)) from None


def standard_text(encoding: str | None, errors: Errors) -> Iterator[str]:
    """The text of standard input, piece by piece as it comes; raises InputError as `decode` does, and N001."""
    try:
        yield from pieces(standard_input(), encoding, errors)
    except OSError as error:
        raise InputError("N001", unreadable(error)) from None


def standard_input() -> BinaryIO:
    """Standard input as bytes; raises InputError N001 where it is closed."""
    if sys.stdin is None:
        raise InputError("N001", "closed, so there is nothing to read")
    with suppress(OSError, ValueError):  # a pipe that does not block looks as if it had ended
        os.set_blocking(sys.stdin.fileno(), True)
    return sys.stdin.buffer


def read_file(path: str, encoding: str | None = None, errors: Errors = "strict", max_size: int = MAX_SIZE) -> bytes:
    """The bytes of a file, here or in a store, unpacked where its ending says so; raises InputError N001.

    Of data that `decode` refuses with this encoding because of its first 64 kB only the beginning is returned: it
    refuses that for the same reason.
    """
    enough = partial(is_enough, path, encoding=encoding, errors=errors)
    try:
        data = stores.read_input(path, max_size, enough)
    except OSError as error:
        raise InputError("N001", unreadable(error)) from None
    return unpack(path, data, max_size, partial(is_refused, encoding=encoding, errors=errors))


def is_enough(path: str, head: bytes, *, encoding: str | None, errors: Errors) -> bool:
    """Whether the beginning of the file at `path` suffices, because `decode` refuses all that begins so."""
    return not ending(path) and is_refused(head, encoding, errors)
