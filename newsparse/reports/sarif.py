"""Findings as SARIF 2.1.0, which GitHub's code scanning and many editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..checks.linter import CheckResult, Finding
from ..checks.rules import RULES, Rule
from .fingerprints import fingerprint
from .paths import report_path

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MAX_RESULTS = 25_000  # GitHub rejects logs with more
_RULE_INDEX = {code: index for index, code in enumerate(RULES)}


def sarif(checked: Iterable[CheckResult]) -> Iterator[str]:
    """Yield one log with one run of at most _MAX_RESULTS results; a notification counts the findings left out."""
    occurrences, results, omitted = Counter[str](), list[dict[str, Any]](), 0
    for file in checked:
        room = _MAX_RESULTS - len(results)
        results += (_result(finding, occurrences) for finding in file.findings[:room])
        omitted += max(0, len(file.findings) - room)
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if omitted:
        text = f"omitted findings: {omitted}; this log contains the first {_MAX_RESULTS}, the limit of GitHub"
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    driver = {
        "name": "newsparse",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in RULES.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.entry.name.split("-")),
        "shortDescription": {"text": rule.entry.summary},
        "fullDescription": {"text": f"{rule.entry.summary} {rule.advice}"},
        "help": {"text": f"{rule.advice} Run `newsparse rule {rule.code}` for an example."},
        "defaultConfiguration": {"level": rule.entry.severity},
    }


def _result(finding: Finding, occurrences: Counter[str]) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.line,
        "endColumn": finding.end_column,
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": _RULE_INDEX[finding.code],
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(finding.source)}, "region": region}}],
        "partialFingerprints": {"newsparse/v1": fingerprint(finding, occurrences)},
    }


def _uri(source: str) -> str:
    path = report_path(source)
    return ("file://" if path.startswith("/") else "") + quote(os.fsencode(path))
