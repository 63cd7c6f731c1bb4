"""What the commands and the library share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from .article import Article, ErrorRecord, article
from .decode import clean, decode
from .document import documents
from .problem import InputError
from .repair import Level

STDIN = "-"  # the path that means standard input


def parse(
    source: bytes | str | os.PathLike[str],
    *,
    encoding: str | None = None,
    repair: Level = "safe",
    name: str | None = None,
) -> list[Article]:
    """The articles that `source` holds: the text of a news file as bytes or str, or a path to one.

    A str is text, never a path: for a path, pass a `pathlib.Path`. `encoding` is for bytes and
    files without a byte-order mark, UTF-8 if None. `repair` applies the repairs that are sure
    (`safe`), all of them, or none. `name` is the articles' `source`: by default the path, or "-".

    Raises InputError where there is no article to give (unreadable, undecodable, not text, empty),
    LookupError for an unknown encoding. All other findings are in the articles' `problems`.
    """
    if isinstance(source, str):
        text, default = clean(source), STDIN
    elif isinstance(source, bytes | bytearray | memoryview):
        text, default = decode(bytes(source), encoding), STDIN
    else:
        default = os.fspath(source)
        text = decode(_read_file(default), encoding)
    name = default if name is None else name
    return [article(document, name, repair) for document in documents(text)]


def parse_paths(
    inputs: Iterable[tuple[str, InputError | None]], *, encoding: str | None = None, repair: Level = "safe"
) -> Iterator[Article | ErrorRecord]:
    """The articles of many inputs, in their order; an input that gives none gives one error record.

    `inputs` are paths ("-" is standard input) with what is known already to be wrong with them.
    """
    for path, fault in inputs:
        try:
            if fault:
                raise fault
            yield from parse(_read(path), encoding=encoding, repair=repair, name=path)
        except InputError as error:
            yield ErrorRecord(path, error.code, error.message, error.line)


def _read(path: str) -> bytes:
    """The bytes of an input; raises InputError N001."""
    return sys.stdin.buffer.read() if path == STDIN else _read_file(path)


def _read_file(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except ValueError:
        raise InputError("N001", "not a path (it holds a NUL character)") from None
    except OSError as error:
        raise InputError("N001", unreadable(error)) from None


def unreadable(error: OSError) -> str:
    """One clause on why a path could not be read."""
    if isinstance(error, FileNotFoundError):
        return "no such file or directory"
    return f"cannot be read: {(error.strerror or str(error)).lower()}"
