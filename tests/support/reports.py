"""What tests of report formats share."""

from __future__ import annotations

from collections.abc import Iterable

from newsparse.checks.linter import CheckResult, Finding
from newsparse.reports.formats import report

from .paths import TESTS

SCHEMAS = TESTS / "reports/schemas"
ODD = 'a b,:%"<\u00e9>.txt'  # a name with the separators of all formats
FINDING = Finding("a.txt", 1, "N301", "error", "message", 7, 5, 6, "safe", "One.Two")


def rendered(output_format: str, checked: Iterable[CheckResult], strict: bool = False) -> str:
    """Return a report without its styles."""
    return "".join(text for _, text in report(output_format, checked, strict))
