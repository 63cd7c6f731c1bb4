"""Findings for GitHub."""

from __future__ import annotations

import re

from support.reports import FINDING, rendered

from newsparse.checks.linter import CheckResult
from newsparse.reports.github import github_summary


def test_each_finding_is_one_command(checked: list[CheckResult]) -> None:
    lines = rendered("github", checked).splitlines()
    assert len(lines) == sum(len(x.findings) for x in checked)
    place = r"file=[^:,]+,line=\d+,col=\d+,endLine=\d+,endColumn=\d+"
    pattern = rf"::(error|warning) {place},title=newsparse N\d{{3}} \([^:,]+\)::N.+"
    assert [line for line in lines if not re.fullmatch(pattern, line)] == []
    assert any('file=a b%2C%3A%25"<é>.txt,' in line for line in lines)


def test_summary_shows_the_first_findings(checked: list[CheckResult]) -> None:
    text = "".join(github_summary(checked * 20))
    rows = [line for line in text.splitlines() if line.startswith("|")][2:]
    assert len(rows) == 50
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)
    assert re.search(r"^\d+ more findings$", text, re.MULTILINE)


def test_characters_of_commands_are_escaped() -> None:
    finding = FINDING._replace(source="a,b:%\n.txt", message="50 %\r\n::error::x")
    text = rendered("github", [CheckResult("a.txt", 1, (finding,))])
    assert text.startswith("::error file=a%2Cb%3A%25%0A.txt,line=7,")
    assert text.endswith("::N301 50 %25%0D%0A::error::x\n")


def test_summary_without_findings_has_no_table() -> None:
    assert (
        "".join(github_summary([CheckResult("a.txt", 1, ())]))
        == "### newsparse\n\nNo findings in 1 file (1 article).\n"
    )
