"""The changes that `newsparse fix` makes to a file, as a unified diff."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from typing import TYPE_CHECKING

from ..problems import CODES
from ..text.characters import printable
from .styles import Piece
from .totals import count

if TYPE_CHECKING:
    from ..checks.files import Fixed

_STYLES = {"+": "added", "-": "removed", "@": "position"}


def diff(fixed: Fixed, path: str, exact: bool = False) -> Iterator[Piece]:
    """Yield the findings that were fixed, then a unified diff of the file; nothing if nothing has changed.

    `git apply` and `patch -p1` accept the output and skip the findings. `path` is the path of the file relative to the
    directory where they run.

    If `exact`, encoding the diff as UTF-8 with "surrogateescape" gives the bytes of the lines in the encoding of the
    file, which must be `diffable`. Otherwise control characters are escaped, for a terminal.
    """
    if not fixed.changed:
        return
    for finding in fixed.findings:
        yield "position", f"# {printable(fixed.source)}:{finding.line}:{finding.column}"
        yield "", f"  {finding.code} {CODES[finding.code].name}: {printable(finding.message)}\n"
    old, new = _quoted(f"a/{path}"), _quoted(f"b/{path}")
    yield "title", f"diff --git {old} {new}\n"
    yield "title", f"--- {old}\n+++ {new}\n"
    before, after = _lines(fixed.old.text_with_mark()), _lines(fixed.new.text_with_mark())
    for line in islice(unified_diff(before, after), 2, None):
        text = line.removesuffix("\n")
        line_end = "\n" if line != text else "\n\\ No newline at end of file\n"
        yield _STYLES.get(line[0], ""), (_encoded(text, fixed.old.encoding) if exact else printable(text)) + line_end


def diffable(encoding: str) -> bool:
    """Return whether a diff can contain text in this encoding: git and `patch` split lines at the byte 10."""
    return "\n".encode(encoding) == b"\n"


def change_count(fixed: Fixed) -> Iterator[Piece]:
    """Yield one line: the path of a file and the number of findings to fix."""
    yield "position", printable(fixed.source)
    yield "", f": {count(len(fixed.findings), 'finding')} to fix\n"


def _quoted(path: str) -> str:
    """Return a path as git prints it in a diff: quoted if it has white space, quotes, backslashes or controls."""
    if path.isprintable() and not any(char in '"\\ ' for char in path):
        return path
    return '"' + "".join(map(_escaped, path)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if char.isprintable() else "".join(f"\\{byte:03o}" for byte in os.fsencode(char))


def _encoded(line: str, encoding: str) -> str:
    """Return the bytes of a line in `encoding` as text: UTF-8, with surrogates for other bytes."""
    return line.encode(encoding).decode("utf-8", "surrogateescape")


def _lines(text: str) -> list[str]:
    """Split text after each line feed and nowhere else."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
