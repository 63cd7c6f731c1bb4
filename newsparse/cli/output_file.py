"""The output file of a command: the checks before it is written, and writing it whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

import click

from ..inputs.reader import STDIN
from ..inputs.search import Inputs
from ..problems import InputError, os_error_message
from ..storage import stores
from ..text.compression import compress, compressor_version
from . import console
from .inputs import is_below

_BLOCK_SIZE = 4 << 20  # bytes that are compressed together, and written at once


def output_path(output: str | None) -> str | None:
    """Return the path for the value of --output; None for standard output. Raises UsageError as `refuse_directory`."""
    if output is None or output in console.STDOUT_PATHS:
        return None
    path = stores.strip_file_scheme(output)
    refuse_directory(path)
    return path


def refuse_directory(path: str) -> None:
    """Raise UsageError if the output `path` is a directory, or is in a directory that does not exist."""
    if stores.is_remote(path):
        return
    folder = os.path.dirname(path) or os.curdir
    if os.path.isdir(path) or path.endswith(os.sep):
        raise click.UsageError(f"--output {path} is a directory. Pass a file name, or use 'newsparse convert'.")
    if not os.path.isdir(folder):
        raise click.UsageError(f"--output {path}: directory {folder} does not exist. Create it first.")


def refuse_input(path: str, found: Inputs, path_list: str | None = None) -> None:
    """Raise UsageError if the output `path` is one of the inputs, or the list of paths.

    An output of an earlier call in a searched directory is an input, too: it cannot be told from a news file.
    """
    same = _same_inputs(path, found)
    if same and all(is_below(name, found.roots) for name in same):
        name = os.path.basename(path)
        raise click.UsageError(
            f"--output {path} is also an input, because its directory is searched. Pass another file name, or "
            f"--exclude {name} if it is an earlier output."
        )
    if same:
        raise click.UsageError(f"--output {path} is also an input. Pass another file name.")
    if path_list and _is_same_file(path, path_list):
        raise click.UsageError(f"--output {path} is also the list of --files-from. Pass another file name.")


def _same_inputs(path: str, found: Inputs) -> set[str]:
    """Return the names of the inputs that are the output `path`."""
    if stores.is_remote(path):
        return {name for name, _ in found.paths if name == path}
    return {name for name, _ in found.paths if _is_same_file(path, name)} if os.path.isfile(path) else set()


def _is_same_file(path: str, name: str) -> bool:
    try:
        other = os.fstat(sys.stdin.fileno()) if name == STDIN else os.stat(stores.strip_file_scheme(name))
        return os.path.samestat(os.stat(path), other)
    except (OSError, ValueError, AttributeError):  # the input does not exist, or standard input is closed
        return False


def require_compression(extension: str) -> None:
    """Raise ClickException if the library for the compression with this extension is not installed."""
    try:
        compressor_version(extension)
    except InputError as error:
        raise click.ClickException(error.message) from None


def write_output(path: str, pieces: Iterable[bytes], compression: str = "") -> None:
    """Write pieces to a file, which replaces an existing one when all are written; raises ClickException.

    If `pieces` raises an exception, or the process is interrupted, the file stays as it was. Memory holds one block.
    """
    try:
        with stores.atomic_writer(path) as file:
            for block in _blocks(pieces):
                file.write(compress(compression, block))
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {os_error_message(error)}") from None
    except KeyboardInterrupt:
        console.error(f"interrupted; {path} was not written")
        raise


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join pieces to blocks of about _BLOCK_SIZE bytes; at least one, which may be empty, if there are no pieces."""
    block, is_first = bytearray(), True
    for piece in pieces:
        block += piece
        if len(block) >= _BLOCK_SIZE:
            yield bytes(block)
            block, is_first = bytearray(), False
    if block or is_first:
        yield bytes(block)
