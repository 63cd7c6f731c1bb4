"""Read one input: a file, an object of a store or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import BinaryIO

from ..problems import InputError, read_error_message
from ..storage import stores
from ..storage.reading import read_stream
from ..text.compression import compression_of, decompress
from ..text.decoding import Errors, decode_stream, is_refused
from ..text.limits import MAX_SIZE

STDIN = "-"  # the path of standard input


def read_input(path: str, encoding: str | None = None, errors: Errors = "strict", max_size: int = MAX_SIZE) -> bytes:
    """Read an input as `read_file` does; for the path "-", standard input without a size limit."""
    if path != STDIN:
        return read_file(path, encoding, errors, max_size)
    try:
        return read_stream(standard_input(), enough=partial(is_refused, encoding=encoding, errors=errors))
    except OSError as error:
        raise InputError("N001", read_error_message(error)) from None


def standard_text(encoding: str | None, errors: Errors) -> Iterator[str]:
    """Yield the text of standard input in pieces, as they arrive. Raises InputError as `decode` does, and N001."""
    try:
        yield from decode_stream(standard_input(), encoding, errors)
    except OSError as error:
        raise InputError("N001", read_error_message(error)) from None


def standard_input() -> BinaryIO:
    """Return standard input as a binary stream. Raises InputError N001 if it is closed."""
    if sys.stdin is None:
        raise InputError("N001", "closed, so there is nothing to read")
    with suppress(OSError, ValueError):  # without data, a pipe that does not block looks as if it had ended
        os.set_blocking(sys.stdin.fileno(), True)
    return sys.stdin.buffer


def read_file(path: str, encoding: str | None = None, errors: Errors = "strict", max_size: int = MAX_SIZE) -> bytes:
    """Read and decompress a file or an object, of at most `max_size` bytes (0: no limit). Raises InputError N001.

    Of data that `decode` would refuse because of its first 65,536 characters only the beginning is returned, which it
    refuses with the same error.
    """
    enough = partial(is_enough, path, encoding=encoding, errors=errors)
    try:
        data = stores.read_input(path, max_size, enough)
    except OSError as error:
        raise InputError("N001", read_error_message(error)) from None
    return decompress(path, data, max_size, partial(is_refused, encoding=encoding, errors=errors))


def is_enough(path: str, head: bytes, *, encoding: str | None, errors: Errors) -> bool:
    """Return whether `decode` refuses every file at `path` that begins with `head`, so that the rest is not needed."""
    return not compression_of(path) and is_refused(head, encoding, errors)
