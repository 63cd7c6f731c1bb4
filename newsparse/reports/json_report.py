"""Findings as JSON: one object with all findings and a summary, or NDJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .. import __version__
from ..checks.linter import CheckResult, Finding
from ..problems import CODES
from ..text.characters import escape_non_utf8
from .totals import Totals

SCHEMA_VERSION = 1


def as_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data, with the keys in the order of the schema."""
    return {
        "source": escape_non_utf8(finding.source),
        "record": finding.record,
        "code": finding.code,
        "name": CODES[finding.code].name,
        "severity": finding.severity,
        "message": finding.message,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.line,
        "end_column": finding.end_column,
        "fix": finding.fix,
    }


def ndjson_report(checked: Iterable[CheckResult]) -> Iterator[str]:
    """Yield one line with an object for each finding."""
    for file in checked:
        for finding in file.findings:
            yield json.dumps(as_dict(finding), ensure_ascii=False) + "\n"


def json_report(checked: Iterable[CheckResult]) -> Iterator[str]:
    """Yield the pieces of one object: the findings, then a summary."""
    totals = Totals()
    separator = ""
    yield f'{{"schema_version": {SCHEMA_VERSION}, "newsparse": "{__version__}", "findings": ['
    for file in totals.counted(checked):
        for finding in file.findings:
            yield f"{separator}\n{json.dumps(as_dict(finding), ensure_ascii=False)}"
            separator = ","
    line_end = "\n" if separator else ""
    yield f'{line_end}], "summary": {json.dumps(summary_dict(totals))}}}\n'


def summary_dict(totals: Totals) -> dict[str, int]:
    """Return the summary of a report as plain data."""
    return {
        "files": totals.files,
        "articles": totals.articles,
        "errors": totals.severities["error"],
        "warnings": totals.severities["warning"],
        "fixable": totals.fixes["safe"],
    }
