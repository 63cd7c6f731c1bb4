"""Numbers of findings by rule, as a table or JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .. import __version__
from ..checks.linter import CheckResult
from ..problems import CODES
from .json_report import SCHEMA_VERSION, summary_dict
from .styles import Piece
from .totals import Totals


class _RuleCounts:
    """For each code, the numbers of findings, of files with such findings, and of findings with a safe fix."""

    def __init__(self, checked: Iterable[CheckResult]) -> None:
        self.totals = Totals()
        self.findings, self.files, self.fixable = Counter[str](), Counter[str](), Counter[str]()
        for file in self.totals.counted(checked):
            self.findings.update(finding.code for finding in file.findings)
            self.fixable.update(finding.code for finding in file.findings if finding.fix == "safe")
            self.files.update({finding.code for finding in file.findings})

    def ranked(self) -> list[str]:
        """Return the codes, those with the most findings first."""
        return sorted(self.findings, key=lambda code: (-self.findings[code], code))


def _table(checked: Iterable[CheckResult]) -> Iterator[Piece]:
    """Yield a tab-separated table with one line per rule, and a summary."""
    counts = _RuleCounts(checked)
    yield "title", "findings\tfiles\tfixable\tcode\tname\n"
    for code in counts.ranked():
        numbers = f"{counts.findings[code]}\t{counts.files[code]}\t{counts.fixable[code]}"
        yield "", f"{numbers}\t{code}\t{CODES[code].name}\n"
    yield "title", counts.totals.summary()


def _json(checked: Iterable[CheckResult]) -> Iterator[Piece]:
    """Yield one JSON object: the rules with their numbers, and the summary of the JSON report."""
    counts = _RuleCounts(checked)
    yield "", f'{{"schema_version": {SCHEMA_VERSION}, "newsparse": "{__version__}", "rules": ['
    separator = "\n"
    for code in counts.ranked():
        yield "", separator + json.dumps(_as_dict(code, counts))
        separator = ",\n"
    line_end = "\n" if counts.findings else ""
    yield "", f'{line_end}], "summary": {json.dumps(summary_dict(counts.totals))}}}\n'


def _as_dict(code: str, counts: _RuleCounts) -> dict[str, Any]:
    entry = CODES[code]
    return {
        "code": code,
        "name": entry.name,
        "severity": entry.severity,
        "count": counts.findings[code],
        "files": counts.files[code],
        "fixable": counts.fixable[code],
    }


_FUNCTIONS: dict[str, Callable[[Iterable[CheckResult]], Iterator[Piece]]] = {"text": _table, "json": _json}
STATISTICS = tuple(_FUNCTIONS)


def statistics(checked: Iterable[CheckResult], output_format: str = "text") -> Iterator[Piece]:
    """Yield the numbers of findings by rule in one of STATISTICS; the rules with the most findings come first.

    The text is a tab-separated table.
    """
    return _FUNCTIONS[output_format](checked)
