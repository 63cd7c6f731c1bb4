"""Findings as JSON."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from support.reports import FINDING, rendered

from newsparse.checks.linter import CheckResult
from newsparse.output.schema import schema
from newsparse.reports.json_report import as_dict


@pytest.mark.parametrize(("output_format", "name"), [("json", "report"), ("ndjson", "problem")])
def test_report_follows_the_schema(checked: list[CheckResult], output_format: str, name: str) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema(name)))
    text = rendered(output_format, checked)
    objects: list[dict[str, Any]] = (
        [json.loads(text)] if output_format == "json" else list(map(json.loads, text.splitlines()))
    )
    for data in objects:
        validator.validate(data)
    findings = objects[0]["findings"] if output_format == "json" else objects
    assert [data["code"] for data in findings] == [finding.code for one in checked for finding in one.findings]


def test_path_that_is_not_utf8_is_escaped() -> None:
    assert as_dict(FINDING._replace(source="\udce9.txt"))["source"] == r"\xe9.txt"


def test_summary_counts_findings() -> None:
    findings = (FINDING, FINDING._replace(severity="warning", fix="no"))
    data = json.loads(rendered("json", [CheckResult("a.txt", 2, findings), CheckResult("b.txt", 1, ())]))
    assert data["summary"] == {"files": 2, "articles": 3, "errors": 1, "warnings": 1, "fixable": 1}
