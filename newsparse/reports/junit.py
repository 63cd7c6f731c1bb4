"""Findings as JUnit XML, in the form that Jenkins' xUnit plugin checks: one suite a file, one test case a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from ..checks.linter import Checked, Finding
from ..problems import CODES
from ..text.characters import printable
from .text import place


def junit(checked: Iterable[Checked], strict: bool = False) -> Iterator[str]:
    """The suites; a file without findings is one case that passed. A warning is a case that passed with its message
    as output; with `strict` it failed."""
    suites = list(checked)
    failures = sum(_failures(one, strict) for one in suites)
    tests = sum(len(one.findings) or 1 for one in suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="newsparse" tests="{tests}" failures="{failures}">\n'
    for one in suites:
        name, tests, failures = _attribute(place(one.source)), len(one.findings) or 1, _failures(one, strict)
        yield f'  <testsuite name={name} tests="{tests}" failures="{failures}" errors="0" skipped="0">\n'
        if not one.findings:
            yield f'    <testcase classname={name} name="newsparse"/>\n'
        seen = Counter[str]()
        for finding in one.findings:
            yield _case(finding, name, seen, failed=_is_failure(finding, strict))
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _failures(one: Checked, strict: bool) -> int:
    return sum(_is_failure(finding, strict) for finding in one.findings)


def _is_failure(finding: Finding, strict: bool) -> bool:
    return strict or finding.severity == "error"


def _case(finding: Finding, file: str, seen: Counter[str], *, failed: bool) -> str:
    """One case; readers take cases of the same name for one, so place and rule are in it, and a number if need be."""
    about = CODES[finding.code]
    name = f"{finding.line}:{finding.column} {finding.code} {about.name}"
    seen[name] += 1
    name += f" ({seen[name]})" if seen[name] > 1 else ""
    said = f"{finding.severity}: {finding.message}"
    where = f"{place(finding.source)}:{finding.line}:{finding.column}: {said}"
    element, attributes = "system-out", ""
    if failed:
        element, attributes = "failure", f' type="{finding.code}" message={_attribute(said)}'
    return (
        f"    <testcase classname={file} name={_attribute(name)}>\n"
        f"      <{element}{attributes}>{escape(printable(where))}</{element}>\n"
        "    </testcase>\n"
    )


def _attribute(text: str) -> str:
    """A value in quotation marks. Whatever is printable is a character of XML, and none of it ends a line: a log that
    the report is printed to would obey a line that begins with `::`."""
    return quoteattr(printable(text))
