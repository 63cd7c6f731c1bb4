"""Counts of findings."""

from __future__ import annotations

import pytest
from support.reports import FINDING

from newsparse.checks.linter import CheckResult
from newsparse.reports.totals import Totals, count

WARNING = FINDING._replace(severity="warning", fix="unsafe")


def totals_of(*checked: CheckResult) -> Totals:
    totals = Totals()
    assert list(totals.counted(checked)) == list(checked)
    return totals


def test_count_adds_the_plural() -> None:
    assert [count(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]


@pytest.mark.parametrize(
    ("checked", "summary"),
    [
        ([CheckResult("a.txt", 2, ())], "No findings in 1 file (2 articles).\n"),
        (
            [CheckResult("a.txt", 1, (FINDING._replace(fix="no"),))],
            "Found 1 error in 1 of 1 file (1 article).\n",
        ),
        (
            [CheckResult("a.txt", 1, (FINDING, WARNING)), CheckResult("b.txt", 1, ())],
            """\
Found 1 error and 1 warning in 1 of 2 files (2 articles).
1 finding can be fixed with --fix, and 1 more with --fix --unsafe-fixes.
""",
        ),
        (
            [CheckResult("a.txt", 1, (WARNING, WARNING))],
            """\
Found 2 warnings in 1 of 1 file (1 article).
2 findings can be fixed with --fix --unsafe-fixes.
""",
        ),
    ],
)
def test_summary_counts_findings_and_what_can_be_fixed(checked: list[CheckResult], summary: str) -> None:
    assert totals_of(*checked).summary() == summary


def test_warnings_are_failures_if_strict() -> None:
    totals = totals_of(CheckResult("a.txt", 1, (FINDING, WARNING, WARNING)))
    assert (totals.count_failures(strict=False), totals.count_failures(strict=True), totals.findings) == (1, 3, 3)


@pytest.mark.parametrize(("codes", "exit_code"), [(["N301"], 0), (["N004"], 1), (["N013"], 2), (["N013", "N004"], 2)])
def test_exit_code_is_that_of_failed_inputs(codes: list[str], exit_code: int) -> None:
    checked = [CheckResult("a.txt", 0, (FINDING._replace(code=code),)) for code in codes]
    assert totals_of(*checked).exit_code == exit_code
