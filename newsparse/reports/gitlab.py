"""Findings as a Code Quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from ..checks.linter import CheckResult
from ..problems import CODES
from ..text.characters import escape_non_utf8
from .fingerprints import fingerprint
from .paths import report_path


def gitlab(checked: Iterable[CheckResult]) -> Iterator[str]:
    """Yield the pieces of an array with one issue for each finding."""
    seen = Counter[str]()
    separator = "["
    for file in checked:
        for finding in file.findings:
            path = escape_non_utf8(report_path(finding.source))
            issue = {
                "description": f"{finding.code} {CODES[finding.code].name}: {finding.message}",
                "check_name": finding.code,
                "fingerprint": fingerprint(finding, seen),
                "severity": "major" if finding.severity == "error" else "minor",
                "location": {"path": path, "lines": {"begin": finding.line, "end": finding.line}},
            }
            yield f"{separator}\n{json.dumps(issue, ensure_ascii=False)}"
            separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"
