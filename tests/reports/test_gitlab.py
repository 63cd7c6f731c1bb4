"""Findings for GitLab."""

from __future__ import annotations

import json

from support.reports import ODD, rendered

from newsparse.checks.linter import CheckResult


def test_issues_have_the_required_properties(checked: list[CheckResult]) -> None:
    issues = json.loads(rendered("gitlab", checked))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == sum(len(x.findings) for x in checked)
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["description"].startswith(issue["check_name"])
        assert isinstance(issue["location"]["lines"]["begin"], int)
    assert {issue["location"]["path"] for issue in issues} == {ODD, "none.txt", "odd.txt"}
