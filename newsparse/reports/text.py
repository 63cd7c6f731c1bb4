"""Findings as readable text: with excerpts of their lines, or as one line each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from ..checks.linter import CheckResult, Finding
from ..problems import CODES
from ..text.characters import printable
from .paths import report_path
from .styles import Piece
from .totals import Totals

_FIX_MARKS = {"safe": " [fix]", "unsafe": " [unsafe fix]", "no": ""}
_MAX_EXCERPT = 68  # characters of a line: fits with its number into 80 columns
_MAX_BEFORE = 30  # characters of a longer line before the column of the finding


def text(checked: Iterable[CheckResult], with_summary: bool = True) -> Iterator[Piece]:
    """Yield each finding, an excerpt of its line with a mark below it, and at the end a summary with the next steps."""
    totals = Totals()
    code = ""
    for file in totals.counted(checked):
        for finding in file.findings:
            yield from _line(finding)
            yield from _excerpt(finding)
            yield "", "\n"
            code = code or finding.code
    if with_summary:
        yield "title", totals.summary()
    if with_summary and code:
        yield "note", f"Run `newsparse rule {code}` for an explanation of a rule.\n"


def concise(checked: Iterable[CheckResult]) -> Iterator[Piece]:
    """Yield one line for each finding."""
    for file in checked:
        for finding in file.findings:
            yield from _line(finding)


def _line(finding: Finding) -> Iterator[Piece]:
    path = printable(report_path(finding.source, relative=False))
    yield "position", f"{path}:{finding.line}:{finding.column}:"
    yield _style(finding), f" {finding.code} {finding.severity}"
    yield "", f" {CODES[finding.code].name}: {printable(finding.message)}"
    yield "note", f"{_FIX_MARKS[finding.fix]}\n"


def _excerpt(finding: Finding) -> Iterator[Piece]:
    """Yield the line of a finding, shortened if it is long, and a mark below what the finding is about."""
    line, column = finding.line_text.replace("\t", " "), finding.column - 1
    if not line:
        return
    start = max(0, column - _MAX_BEFORE) if len(line) > _MAX_EXCERPT else 0
    stop = start + _MAX_EXCERPT
    prefix, suffix = "…" if start else "", "…" if stop < len(line) else ""
    indent = _width(printable(line[start:column]))
    length = _width(printable(line[start : min(finding.end_column - 1, stop)])) - indent
    yield "note", f"{finding.line:>6} │ "
    yield "", f"{prefix}{printable(line[start:stop])}{suffix}\n"
    yield "note", f"{'':>6} │ "
    yield _style(finding), f"{' ' * (len(prefix) + indent)}{'^' * max(1, length)}\n"


def _style(finding: Finding) -> str:
    return "removed" if finding.severity == "error" else "changed"


def _width(text: str) -> int:
    """Return the width of text in columns of a terminal: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    combining = sum(bool(unicodedata.combining(char)) for char in text)
    return len(text) + wide - combining
