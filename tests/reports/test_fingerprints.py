"""Fingerprints of findings."""

from __future__ import annotations

import json
from collections import Counter

from support.reports import FINDING, rendered

from newsparse.checks.linter import CheckResult
from newsparse.reports.fingerprints import fingerprint


def test_fingerprints_stay_when_lines_are_inserted_above(checked: list[CheckResult]) -> None:
    before = {x["fingerprint"] for x in json.loads(rendered("gitlab", checked))}
    moved = [x._replace(findings=tuple(y._replace(line=y.line + 3) for y in x.findings)) for x in checked]
    assert {x["fingerprint"] for x in json.loads(rendered("gitlab", moved))} == before


def test_equal_findings_have_different_fingerprints() -> None:
    seen = Counter[str]()
    assert len({fingerprint(FINDING, seen) for _ in range(3)}) == 3
    assert fingerprint(FINDING, Counter()) == fingerprint(FINDING._replace(line=1, message="other"), Counter())


def test_path_rule_and_line_are_in_the_fingerprint() -> None:
    others = [FINDING._replace(source="b.txt"), FINDING._replace(code="N302"), FINDING._replace(line_text="Two.One")]
    assert len({fingerprint(finding, Counter()) for finding in [FINDING, *others]}) == 4
