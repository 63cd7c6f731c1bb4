"""What was repaired, for a person to look at: a list or a diff, as text with the names of its styles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from typing import TYPE_CHECKING

from ..article import Article, ErrorRecord, Repair
from ..problems import CODES
from ..storage import stores
from ..text.characters import printable

if TYPE_CHECKING:
    from ..checks.files import Fixed

Piece = tuple[str, str]  # a style (added, removed, changed, place, note, title or "") and text

_STYLES = {"+": "added", "-": "removed", "@": "place"}


def explain(record: Article | ErrorRecord) -> Iterator[Piece]:
    """One article's repairs and problems, a few lines each: where, why, how sure, before and after."""
    if isinstance(record, ErrorRecord):
        return
    yield (
        "title",
        f"{printable(record.source)}, article {record.record}: {printable(record.title or 'no title')}\n",
    )
    for repair in record.repairs:
        yield from _reason(f"  {repair.line}:{repair.column}", repair)
        yield "removed", f"      - {printable(repair.before)}\n"
        yield "added", f"      + {printable(repair.after)}\n"
    for problem in record.problems:
        yield "place", f"  {problem.line}:{problem.column}"
        yield "", f"  {problem.code} {CODES[problem.code].name}: {printable(problem.message)}\n"
    yield "note", f"  {count(len(record.repairs), 'repair')}, {count(len(record.problems), 'problem')}\n"


def diff(fixed: Fixed, root: str, exact: bool = False) -> Iterator[Piece]:
    """A unified diff of a news file and what it is fixed to, the findings above it; nothing if there is none.

    `git apply` and `patch -p1` in the folder `root` take it: names are below that folder, and the findings are lines
    that both skip. If `exact`, lines are as in the file, in its encoding (bytes that are not UTF-8 as `os.fsdecode` has
    them); else control characters in them are escaped, for a terminal. A file that is not `diffable` can only be shown.
    """
    if not fixed.changed:
        return
    for finding in fixed.findings:
        yield "place", f"# {printable(fixed.source)}:{finding.line}:{finding.column}"
        yield "", f"  {finding.code} {CODES[finding.code].name}: {printable(finding.message)}\n"
    old, new = (_quoted(f"{side}/{_below(fixed.source, root)}") for side in "ab")
    yield "title", f"diff --git {old} {new}\n"
    yield "title", f"--- {old}\n+++ {new}\n"
    before, after = (_lines(file.shown()) for file in (fixed.old, fixed.new))
    for line in islice(unified_diff(before, after), 2, None):
        text = line.removesuffix("\n")
        end = "\n" if line != text else "\n\\ No newline at end of file\n"
        yield _STYLES.get(line[0], ""), (_encoded(text, fixed.old.encoding) if exact else printable(text)) + end


def diffable(encoding: str) -> bool:
    """Whether a diff can hold lines in an encoding: git and `patch` end a line at the byte of a line feed."""
    return "\n".encode(encoding) == b"\n"


def _below(source: str, root: str) -> str:
    """The path of a file from `root`, which is free of links; links in the path are followed, as `fix` does."""
    if source == "-" or stores.is_remote(source):
        return source
    path = os.path.realpath(source)
    below = os.path.relpath(path, root)
    return (path if below.split(os.sep)[0] == os.pardir else below).replace(os.sep, "/").lstrip("/")


def _quoted(name: str) -> str:
    """A name as git writes it in a diff: in quotation marks if anything but its end could be mistaken for the end."""
    if name.isprintable() and not any(char in '"\\ ' for char in name):
        return name
    return '"' + "".join(map(_escaped, name)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if char.isprintable() else "".join(f"\\{byte:03o}" for byte in os.fsencode(char))


def _encoded(line: str, encoding: str) -> str:
    """A line whose UTF-8 bytes, with "surrogateescape", are its bytes in `encoding`."""
    return line.encode(encoding).decode("utf-8", "surrogateescape")


def summary_line(fixed: Fixed) -> Iterator[Piece]:
    """One line on a file that would change."""
    yield "place", printable(fixed.source)
    yield "", f": {count(len(fixed.findings), 'finding')} to fix\n"


def _lines(text: str) -> list[str]:
    """The lines of `text`, with their line feeds: other line separators are characters of the text."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _reason(place: str, repair: Repair) -> Iterator[Piece]:
    yield "place", place
    yield "", f"  {repair.code} {CODES[repair.code].name}: {CODES[repair.code].summary}"
    yield "note", f"  ({repair.action}, {repair.confidence:.2f} sure)\n"


def count(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
