"""Findings as JUnit XML of the form that Jenkins' xUnit plugin validates: a suite per file, a test case per finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from ..checks.linter import CheckResult, Finding
from ..problems import CODES
from ..text.characters import printable
from .paths import report_path


def junit(checked: Iterable[CheckResult], strict: bool = False) -> Iterator[str]:
    """Yield the document.

    An error is a failed test case; a warning is a passed one with its message as output, or with `strict` a failed
    one. A file without findings is one passed test case.
    """
    files = list(checked)
    failures = sum(_failures(file, strict) for file in files)
    tests = sum(_tests(file) for file in files)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="newsparse" tests="{tests}" failures="{failures}">\n'
    for file in files:
        yield from _suite(file, strict)
    yield "</testsuites>\n"


def _suite(file: CheckResult, strict: bool) -> Iterator[str]:
    name, tests, failures = _attribute(report_path(file.source)), _tests(file), _failures(file, strict)
    yield f'  <testsuite name={name} tests="{tests}" failures="{failures}" errors="0" skipped="0">\n'
    if not file.findings:
        yield f'    <testcase classname={name} name="newsparse"/>\n'
    seen = Counter[str]()
    for finding in file.findings:
        yield _case(finding, name, seen, failed=_is_failure(finding, strict))
    yield "  </testsuite>\n"


def _tests(file: CheckResult) -> int:
    return len(file.findings) or 1


def _failures(file: CheckResult, strict: bool) -> int:
    return sum(_is_failure(finding, strict) for finding in file.findings)


def _is_failure(finding: Finding, strict: bool) -> bool:
    return strict or finding.severity == "error"


def _case(finding: Finding, suite: str, seen: Counter[str], *, failed: bool) -> str:
    """Return a test case. Its name is unique: position and rule, and a number if `seen` has counted these before."""
    name = f"{finding.line}:{finding.column} {finding.code} {CODES[finding.code].name}"
    seen[name] += 1
    name += f" ({seen[name]})" if seen[name] > 1 else ""
    message = f"{finding.severity}: {finding.message}"
    text = f"{report_path(finding.source)}:{finding.line}:{finding.column}: {message}"
    element, attributes = "system-out", ""
    if failed:
        element, attributes = "failure", f' type="{finding.code}" message={_attribute(message)}'
    return (
        f"    <testcase classname={suite} name={_attribute(name)}>\n"
        f"      <{element}{attributes}>{escape(printable(text))}</{element}>\n"
        "    </testcase>\n"
    )


def _attribute(text: str) -> str:
    """Quote the value of an attribute.

    Printable characters are valid in XML and contain no line end. A line end would be dangerous: if the report is
    printed to the log of GitHub Actions, a line that begins with `::` is a command.
    """
    return quoteattr(printable(text))
