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
    """Read a file or an object as `read_file` does or, if `path` is "-", standard input without a size limit."""
    if path != STDIN:
        return read_file(path, encoding, errors, max_size)
    try:
        return read_stream(standard_input(), head_suffices=partial(is_refused, encoding=encoding, errors=errors))
    except OSError as error:
        raise InputError("N001", read_error_message(error)) from None


def standard_input_text(encoding: str | None, errors: Errors) -> Iterator[str]:
    """Yield the text of standard input in pieces, as they arrive.

    Raises InputError as `decode` does, and N001 if standard input cannot be read.
    """
    try:
        yield from decode_stream(standard_input(), encoding, errors)
    except OSError as error:
        raise InputError("N001", read_error_message(error)) from None


def standard_input() -> BinaryIO:
    """Return standard input as a binary stream. Raises InputError N001 if it is closed."""
    if sys.stdin is None:
        raise InputError("N001", "closed; there is no input to read")
    with suppress(OSError, ValueError):  # reading from a non-blocking pipe without data would look like its end
        os.set_blocking(sys.stdin.fileno(), True)
    return sys.stdin.buffer


def read_file(path: str, encoding: str | None = None, errors: Errors = "strict", max_size: int = MAX_SIZE) -> bytes:
    """Read and decompress a file or an object, of at most `max_size` bytes (0: no limit). Raises InputError N001.

    If the first 65,536 characters suffice for `decode` to raise an error, only the beginning of the data is returned,
    for which it raises the same error.
    """
    try:
        data = stores.read_input(path, max_size, partial(head_suffices, path, encoding=encoding, errors=errors))
    except OSError as error:
        raise InputError("N001", read_error_message(error)) from None
    return decompress(path, data, max_size, partial(is_refused, encoding=encoding, errors=errors))


def head_suffices(path: str, head: bytes, *, encoding: str | None, errors: Errors) -> bool:
    """Return whether the rest of the file need not be read, because `decode` raises an error for `head` already.

    False for compressed files, whose content can be judged only after decompression.
    """
    return not compression_of(path) and is_refused(head, encoding, errors)
