"""Counts of findings, and how reports word them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..checks.linter import CheckResult
from ..problems import FAILURES, INTERNAL


def count(number: int, noun: str) -> str:
    """Return a number and its noun: `1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


class Totals:
    """Counts of checked files and their findings.

    `severities` and `fixes` count the findings by severity and by kind of fix. `exit_code` is 1 if an input failed,
    2 if one failed with an internal error, else 0.
    """

    def __init__(self) -> None:
        self.files = self.articles = self.files_with_findings = self.exit_code = 0
        self.severities = Counter[str]()
        self.fixes = Counter[str]()

    def counted(self, checked: Iterable[CheckResult]) -> Iterator[CheckResult]:
        """Yield `checked` and count each file before it is yielded."""
        for file in checked:
            self.files += 1
            self.articles += file.articles
            self.files_with_findings += bool(file.findings)
            for code in FAILURES.intersection(finding.code for finding in file.findings):
                self.exit_code = max(self.exit_code, 2 if code in INTERNAL else 1)
            self.severities.update(finding.severity for finding in file.findings)
            self.fixes.update(finding.fix for finding in file.findings)
            yield file

    @property
    def findings(self) -> int:
        """The number of findings."""
        return self.severities.total()

    def count_failures(self, strict: bool) -> int:
        """Return the number of errors; if `strict`, of errors and warnings."""
        return self.findings if strict else self.severities["error"]

    def summary(self) -> str:
        """Return the counts as one line, and a second line if findings can be fixed."""
        files = f"{count(self.files, 'file')} ({count(self.articles, 'article')})"
        if not self.findings:
            return f"No findings in {files}.\n"
        numbers = " and ".join(
            count(self.severities[name], name) for name in ("error", "warning") if self.severities[name]
        )
        return f"Found {numbers} in {self.files_with_findings} of {files}.\n{self._fix_advice()}"

    def _fix_advice(self) -> str:
        """Return a line that says how to fix findings; empty if none can be fixed."""
        safe, unsafe = self.fixes["safe"], self.fixes["unsafe"]
        if safe:
            more = f", and {unsafe} more with --fix --unsafe-fixes" if unsafe else ""
            return f"{count(safe, 'finding')} can be fixed with --fix{more}.\n"
        if unsafe:
            return f"{count(unsafe, 'finding')} can be fixed with --fix --unsafe-fixes.\n"
        return ""
