"""Fingerprints, by which GitLab and GitHub recognize a finding in the next report."""

from __future__ import annotations

import hashlib
from collections import Counter

from ..checks.linter import Finding, line_digest
from ..text.characters import escape_non_utf8
from .paths import report_path


def fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """Return a hash of the path, the rule and the text of the line, which stays the same when lines are inserted above.

    `seen` counts the equal findings of a report, so that each fingerprint is unique; pass one counter for the report.
    """
    key = "\0".join((escape_non_utf8(report_path(finding.source)), finding.code, line_digest(finding.line_text)))
    seen[key] += 1
    return hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
