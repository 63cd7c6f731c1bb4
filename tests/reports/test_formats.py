"""All formats of reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import xmlschema
from support.reports import SCHEMAS, rendered

from newsparse.batch import check_paths
from newsparse.checks.linter import CheckResult
from newsparse.checks.settings import Selection, Settings
from newsparse.reports.formats import REPORTS


@pytest.mark.parametrize("output_format", REPORTS)
def test_report_without_findings_is_valid(output_format: str) -> None:
    text = rendered(output_format, [CheckResult("a.txt", 1, ())])
    readers: dict[str, Callable[[str], Any]] = dict.fromkeys(("json", "gitlab", "sarif"), json.loads)
    readers["junit"] = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate
    readers.get(output_format, str)(text)
    if output_format == "text":
        assert text == "No findings in 1 file (1 article).\n"


def test_disabled_rules_are_not_reported_except_unreadable_inputs() -> None:
    settings = Settings(selections=(Selection(ignore=("N",)),))
    (one,) = check_paths([("none.txt", None)], settings)
    assert [x.code for x in one.findings] == ["N001"]
