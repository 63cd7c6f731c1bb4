"""The repairs and problems of an article, as a list for people."""

from __future__ import annotations

from collections.abc import Iterator

from ..article import Article, ErrorRecord, Repair
from ..problems import CODES
from ..text.characters import printable
from .styles import Piece
from .totals import count


def repair_list(record: Article | ErrorRecord) -> Iterator[Piece]:
    """Yield the repairs of an article, each with its position, reason, confidence and text, and its problems.

    Yields nothing for an error record.
    """
    if isinstance(record, ErrorRecord):
        return
    title = printable(record.title or "untitled")
    yield "title", f"{printable(record.source)}, article {record.record}: {title}\n"
    for repair in record.repairs:
        yield from _repair(repair)
    for problem in record.problems:
        yield "position", f"  {problem.line}:{problem.column}"
        yield "", f"  {problem.code} {CODES[problem.code].name}: {printable(problem.message)}\n"
    yield "note", f"  {count(len(record.repairs), 'repair')}, {count(len(record.problems), 'problem')}\n"


def _repair(repair: Repair) -> Iterator[Piece]:
    rule = CODES[repair.code]
    yield "position", f"  {repair.line}:{repair.column}"
    yield "", f"  {repair.code} {rule.name}: {rule.summary}"
    yield "note", f"  ({repair.action}, confidence {repair.confidence:.2f})\n"
    yield "removed", f"      - {printable(repair.before)}\n"
    yield "added", f"      + {printable(repair.after)}\n"
