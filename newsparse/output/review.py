"""What was repaired, for a person to look at: a list or a diff, as text with the names of its styles."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from ..article import Article, ErrorRecord, Repair
from ..characters import NO_UTF_8
from ..problem import CODES
from ..validate import Fixed

Piece = tuple[str, str]  # a style (added, removed, changed, place, note, title or "") and text

_STYLES = {"+": "added", "-": "removed", "@": "place"}
# Line feeds and tabs are shown, and whatever a terminal would obey.
SHOWN = (
    str.maketrans({**{chr(code): chr(0x2400 + code) for code in range(32)}, "\n": "⏎", "\t": "⇥", "\x9b": "␛"})
    | NO_UTF_8
)


def explain(record: Article | ErrorRecord) -> Iterator[Piece]:
    """One article's repairs and problems, a few lines each: where, why, how sure, before and after."""
    if isinstance(record, ErrorRecord):
        return
    yield (
        "title",
        f"{record.source.translate(SHOWN)}, article {record.record}: {(record.title or 'no title').translate(SHOWN)}\n",
    )
    for repair in record.repairs:
        yield from _reason(f"  {repair.line}:{repair.column}", repair)
        yield "removed", f"      - {repair.before.translate(SHOWN)}\n"
        yield "added", f"      + {repair.after.translate(SHOWN)}\n"
    for problem in record.problems:
        yield "place", f"  {problem.line}:{problem.column}"
        yield "", f"  {problem.code} {CODES[problem.code].name}: {problem.message.translate(SHOWN)}\n"
    yield "note", f"  {count(len(record.repairs), 'repair')}, {count(len(record.problems), 'problem')}\n"


def diff(fixed: Fixed) -> Iterator[Piece]:
    """A unified diff of a news file and what it is fixed to, what was found above it; nothing if there is none.

    The reasons stand before the diff's first line, where `patch` passes over them.
    """
    if not fixed.changed:
        return
    for finding in fixed.findings:
        yield "place", f"{fixed.source.translate(SHOWN)}:{finding.line}:{finding.column}"
        yield "", f"  {finding.code} {CODES[finding.code].name}: {finding.message.translate(SHOWN)}\n"
    before, after = (_lines(file.shown()) for file in (fixed.old, fixed.new))
    shown = fixed.source.translate(SHOWN)
    for line in unified_diff(before, after, shown, shown + " (fixed)"):
        style = "title" if line.startswith(("+++ ", "--- ")) else _STYLES.get(line[0], "")
        yield style, line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def summary_line(fixed: Fixed) -> Iterator[Piece]:
    """One line on a file that would change."""
    yield "place", fixed.source.translate(SHOWN)
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
