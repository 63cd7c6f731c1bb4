"""Findings as SARIF."""

from __future__ import annotations

import json

import jsonschema
from support.reports import SCHEMAS, rendered

from newsparse.checks.linter import CheckResult


def test_report_is_valid_sarif(checked: list[CheckResult]) -> None:
    """The schema is that of OASIS (errata 01), from the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT)."""
    data = json.loads(rendered("sarif", checked))
    jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text())).validate(data)
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startColumn"] < region["endColumn"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert uris == {"a%20b%2C%3A%25%22%3C%C3%A9%3E.txt", "none.txt", "odd.txt"}
    prints = [result["partialFingerprints"]["newsparse/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints) > 5


def test_results_beyond_the_limit_are_counted(checked: list[CheckResult]) -> None:
    data = json.loads(rendered("sarif", checked * 8_000))
    (run,) = data["runs"]
    assert len(run["results"]) == 25_000
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith(
        f"omitted findings: {sum(len(x.findings) for x in checked) * 8_000 - 25_000};"
    )
