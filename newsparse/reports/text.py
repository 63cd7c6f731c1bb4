"""Findings for people: with excerpts of their lines, as one line each, or counted by rule."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from ..checks.linter import CheckResult, Finding
from ..problems import CODES
from ..text.characters import printable
from .paths import report_path
from .styles import Piece
from .totals import Totals

_MAX_EXCERPT = 100  # characters of a line
_MAX_BEFORE = 40  # characters of a longer line before the column of the finding


def text(checked: Iterable[CheckResult]) -> Iterator[Piece]:
    """Yield each finding, an excerpt of its line with a mark below it, and a summary at the end."""
    totals = Totals()
    for file in totals.counted(checked):
        for finding in file.findings:
            yield from _line(finding)
            yield from _excerpt(finding)
    yield "title", totals.summary()


def concise(checked: Iterable[CheckResult]) -> Iterator[Piece]:
    """Yield one line for each finding."""
    for file in checked:
        for finding in file.findings:
            yield from _line(finding)


def statistics(checked: Iterable[CheckResult]) -> Iterator[Piece]:
    """Yield a tab-separated table: for each rule the number of findings, files, and findings that can be fixed."""
    findings, files, fixable = Counter[str](), Counter[str](), Counter[str]()
    totals = Totals()
    for file in totals.counted(checked):
        findings.update(finding.code for finding in file.findings)
        fixable.update(finding.code for finding in file.findings if finding.fix == "safe")
        files.update({finding.code for finding in file.findings})
    yield "title", "findings\tfiles\tfixable\tcode\tname\n"
    for code, number in sorted(findings.items(), key=lambda item: (-item[1], item[0])):
        yield "", f"{number}\t{files[code]}\t{fixable[code]}\t{code}\t{CODES[code].name}\n"
    yield "title", totals.summary()


def _line(finding: Finding) -> Iterator[Piece]:
    path = printable(report_path(finding.source, relative=False))
    yield "position", f"{path}:{finding.line}:{finding.column}:"
    yield _style(finding), f" {finding.code} {finding.severity}"
    yield "", f" {CODES[finding.code].name}: {printable(finding.message)}"
    yield "note", " [fix]\n" if finding.fix == "safe" else "\n"


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
