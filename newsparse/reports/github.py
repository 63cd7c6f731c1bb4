"""Findings for GitHub Actions: annotations of lines, and a summary of the step.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..checks.linter import CheckResult, Finding
from ..problems import CODES
from ..text.characters import printable
from .paths import report_path
from .totals import Totals, count

_SUMMARY_LINES = 50  # findings in the table of the summary


def github(checked: Iterable[CheckResult]) -> Iterator[str]:
    """Yield a workflow command for each finding, which annotates its line."""
    for file in checked:
        for finding in file.findings:
            values = {
                "file": report_path(finding.source),
                "line": finding.line,
                "col": finding.column,
                "endLine": finding.line,
                "endColumn": finding.end_column,
                "title": f"newsparse {finding.code} ({CODES[finding.code].name})",
            }
            properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in values.items())
            yield f"::{finding.severity} {properties}::{_escaped(f'{finding.code} {finding.message}')}\n"


def github_summary(checked: Iterable[CheckResult]) -> Iterator[str]:
    """Yield the summary of a step in Markdown: the totals and a table of the first findings.

    The annotations of a step are limited to ten errors and ten warnings.
    """
    totals = Totals()
    shown: list[Finding] = []
    for file in totals.counted(checked):
        shown += file.findings[: max(0, _SUMMARY_LINES - len(shown))]
    yield f"### newsparse\n\n{totals.summary().splitlines()[0]}\n"
    if shown:
        yield "\n| position | rule | message |\n|---|---|---|\n"
    for finding in shown:
        position = f"{report_path(finding.source)}:{finding.line}:{finding.column}"
        yield f"| {_cell(position)} | {finding.code} {CODES[finding.code].name} | {_cell(finding.message)} |\n"
    if totals.findings > len(shown):
        yield f"\n{count(totals.findings - len(shown), 'more finding')}\n"


def _escaped(text: str, separators: str = "") -> str:
    """Escape what GitHub decodes: `%`, line ends and, in properties, `separators`; replace other control characters."""
    for char in f"%\r\n{separators}":
        text = text.replace(char, f"%{ord(char):02X}")
    return printable(text)


def _cell(text: str) -> str:
    """Escape text of a Markdown table."""
    for char in "\\`|<>*_[]":
        text = text.replace(char, f"&#{ord(char)};")
    return printable(" ".join(text.split()))
