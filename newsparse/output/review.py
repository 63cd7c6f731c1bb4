"""What was repaired, for a person to look at: a list or a diff, as text with the names of its styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from ..api import Fixed
from ..article import Article, ErrorRecord, Repair
from ..problem import CODES

Piece = tuple[str, str]  # a style (added, removed, place, note, title or "") and text

_STYLES = {"+": "added", "-": "removed", "@": "place"}
# Line feeds and tabs are shown, and whatever a terminal would obey.
_SHOWN = str.maketrans({**{chr(code): chr(0x2400 + code) for code in range(32)}, "\n": "⏎", "\t": "⇥", "\x9b": "␛"})


def explain(record: Article | ErrorRecord) -> Iterator[Piece]:
    """One article's repairs and problems, a few lines each: where, why, how sure, before and after."""
    if isinstance(record, ErrorRecord):
        return
    yield "title", f"{record.source}, article {record.record}: {(record.title or 'no title').translate(_SHOWN)}\n"
    for repair in record.repairs:
        yield from _reason(f"  {repair.line}:{repair.column}", repair)
        yield "removed", f"      - {repair.before.translate(_SHOWN)}\n"
        yield "added", f"      + {repair.after.translate(_SHOWN)}\n"
    for problem in record.problems:
        yield "place", f"  {problem.line}:{problem.column}"
        yield "", f"  {problem.code} {CODES[problem.code].name}: {problem.message.translate(_SHOWN)}\n"
    yield "note", f"  {_count(record.repairs, 'repair')}, {_count(record.problems, 'problem')}\n"


def diff(fixed: Fixed) -> Iterator[Piece]:
    """A unified diff of a news file and its repaired text, each repair's reason above it; nothing if there is none.

    The reasons stand before the diff's first line, where `patch` passes over them.
    """
    if fixed.after == fixed.before:
        return
    for repair in fixed.repairs:
        yield from _reason(f"{fixed.source}:{repair.line}:{repair.column}", repair)
    for line in unified_diff(_lines(fixed.before), _lines(fixed.after), fixed.source, fixed.source + " (repaired)"):
        style = "title" if line.startswith(("+++ ", "--- ")) else _STYLES.get(line[0], "")
        yield style, line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """The lines of `text`, with their line feeds: other line separators are characters of the text."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _reason(place: str, repair: Repair) -> Iterator[Piece]:
    yield "place", place
    yield "", f"  {repair.code} {CODES[repair.code].name}: {CODES[repair.code].summary}"
    yield "note", f"  ({repair.action}, {repair.confidence:.2f} sure)\n"


def _count(rows: Sequence[object], noun: str) -> str:
    return f"{len(rows)} {noun}{'' if len(rows) == 1 else 's'}"
