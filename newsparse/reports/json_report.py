"""Findings for machines: JSON, and what GitHub and GitLab read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from .. import __version__
from ..checks.linter import Checked, Finding, row_digest
from ..problems import CODES
from ..text.characters import named, printable
from .text import Totals, place

SCHEMA_VERSION = 1
_SHOWN_ROWS = 50  # of the table in GitHub's summary


def as_dict(finding: Finding) -> dict[str, Any]:
    """A finding as plain data, keys in the order of the schema."""
    return {
        "source": named(finding.source),
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


def ndjson_report(checked: Iterable[Checked]) -> Iterator[str]:
    """One object a line and finding."""
    for one in checked:
        for finding in one.findings:
            yield json.dumps(as_dict(finding), ensure_ascii=False) + "\n"


def json_report(checked: Iterable[Checked]) -> Iterator[str]:
    """One object: the findings as they come, then what was counted."""
    total, mark = Totals(), ""
    yield f'{{"schema_version": {SCHEMA_VERSION}, "newsparse": "{__version__}", "findings": ['
    for one in total.counted(checked):
        for finding in one.findings:
            yield f"{mark}\n{json.dumps(as_dict(finding), ensure_ascii=False)}"
            mark = ","
    summary = {"files": total.files, "articles": total.articles, "errors": total.by["error"],
               "warnings": total.by["warning"], "fixable": total.by["safe"]}  # fmt: skip
    yield f'{chr(10) if mark else ""}], "summary": {json.dumps(summary)}}}\n'


def github(checked: Iterable[Checked]) -> Iterator[str]:
    """Workflow commands, one a line and finding, which GitHub shows beside the lines.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for one in checked:
        for finding in one.findings:
            about = CODES[finding.code]
            told = {
                "file": place(finding.source), "line": finding.line, "col": finding.column, "endLine": finding.line,
                "endColumn": finding.end_column, "title": f"newsparse {finding.code} ({about.name})",
            }  # fmt: skip
            properties = ",".join(f"{key}={_property(str(value))}" for key, value in told.items())
            yield f"::{finding.severity} {properties}::{_data(f'{finding.code} {finding.message}')}\n"


def _data(text: str, more: str = "") -> str:
    """Text of a command. GitHub decodes these escapes and those of `more`, and no others; the log shows the rest."""
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return printable(text)


def _property(text: str) -> str:
    return _data(text, ":,")


def github_summary(checked: Iterable[Checked]) -> Iterator[str]:
    """The table of a step's summary, in Markdown: beside its lines GitHub shows ten errors and ten warnings only."""
    total, rows = Totals(), list[Finding]()
    for one in total.counted(checked):
        rows += one.findings[: max(0, _SHOWN_ROWS - len(rows))]
    found = total.by["error"] + total.by["warning"]
    yield f"### newsparse\n\n{total.summary().splitlines()[0]}\n"
    if rows:
        yield "\n| place | rule | what |\n|---|---|---|\n"
    for finding in rows:
        where = f"{place(finding.source)}:{finding.line}:{finding.column}"
        yield f"| {_cell(where)} | {finding.code} {CODES[finding.code].name} | {_cell(finding.message)} |\n"
    if found > len(rows):
        yield f"\nand {found - len(rows)} more\n"


def _cell(text: str) -> str:
    for char in "\\`|<>*_[]":
        text = text.replace(char, f"&#{ord(char)};")
    return printable(" ".join(text.split()))


def gitlab(checked: Iterable[Checked]) -> Iterator[str]:
    """A Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/."""
    seen = Counter[str]()
    mark = "["
    for one in checked:
        for finding in one.findings:
            issue = {
                "description": f"{finding.code} {CODES[finding.code].name}: {finding.message}",
                "check_name": finding.code,
                "fingerprint": fingerprint(finding, seen),
                "severity": "major" if finding.severity == "error" else "minor",
                "location": {"path": place(finding.source), "lines": {"begin": finding.line, "end": finding.line}},
            }
            yield f"{mark}\n{json.dumps(issue, ensure_ascii=False)}"
            mark = ","
    yield "[]\n" if mark == "[" else "\n]\n"


def fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """What tells a finding from all others of a report, and stays when lines are put in above it.

    Path, rule and the line's text, and a number where these come again; `seen` counts them.
    """
    key = "\0".join((place(finding.source), finding.code, row_digest(finding.row)))
    seen[key] += 1
    return hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
