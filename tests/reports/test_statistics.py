"""Numbers of findings by rule."""

from __future__ import annotations

import json

from support.reports import FINDING

from newsparse.checks.linter import CheckResult
from newsparse.reports.statistics import statistics

WARNING = FINDING._replace(code="N208", severity="warning", fix="no")
CHECKED = [CheckResult("a.txt", 1, (WARNING, FINDING, FINDING)), CheckResult("b.txt", 2, (FINDING,))]


def printed(checked: list[CheckResult], output_format: str = "text") -> str:
    return "".join(text for _, text in statistics(checked, output_format))


def test_text_is_a_table_with_the_most_frequent_rule_first() -> None:
    assert printed(CHECKED).splitlines() == [
        "findings\tfiles\tfixable\tcode\tname",
        "3\t2\t3\tN301\tglued-sentence",
        "1\t1\t0\tN208\tplaceholder",
        "Found 3 errors and 1 warning in 2 of 2 files (3 articles).",
        "3 findings can be fixed with --fix.",
    ]


def test_json_has_the_same_numbers() -> None:
    data = json.loads(printed(CHECKED, "json"))
    assert data["rules"] == [
        {"code": "N301", "name": "glued-sentence", "severity": "error", "count": 3, "files": 2, "fixable": 3},
        {"code": "N208", "name": "placeholder", "severity": "warning", "count": 1, "files": 1, "fixable": 0},
    ]
    assert data["summary"] == {"files": 2, "articles": 3, "errors": 3, "warnings": 1, "fixable": 3}


def test_json_without_findings_has_no_rules() -> None:
    data = json.loads(printed([CheckResult("a.txt", 1, ())], "json"))
    assert (data["rules"], data["summary"]["files"]) == ([], 1)
