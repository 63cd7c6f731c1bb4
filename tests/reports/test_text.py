"""Findings for people."""

from __future__ import annotations

import pytest
from support.reports import FINDING, rendered

from newsparse.checks.linter import CheckResult, Finding
from newsparse.problems import FixKind


@pytest.mark.parametrize(
    ("row", "column", "end", "expected"),
    [
        ("One.Two", 5, 6, ["One.Two", "    ^"]),
        ("Title: nan", 8, 11, ["Title: nan", "       ^^^"]),
        ("渡轮.Two", 4, 5, ["渡轮.Two", "     ^"]),  # wide characters take two columns
        ("a" * 90 + "b" * 90, 91, 93, ["…" + "a" * 30 + "b" * 38 + "…", " " * 31 + "^^"]),
        ("x\ty\x1b[0m", 2, 3, ["x y␛[0m", " ^"]),
        ("end", 4, 5, ["end", "   ^"]),
    ],
)
def test_mark_is_below_the_finding(row: str, column: int, end: int, expected: list[str]) -> None:
    finding = Finding("a.txt", 1, "N301", "error", "message", 7, column, end, "safe", row)
    lines = rendered("text", [CheckResult("a.txt", 1, (finding,))]).splitlines()
    assert [line.partition("│ ")[2] for line in lines[1:3]] == expected


def test_text_ends_with_a_summary_and_next_steps() -> None:
    assert rendered("text", [CheckResult("a.txt", 1, (FINDING,))]).splitlines() == [
        "a.txt:7:5: N301 error glued-sentence: message [fix]",
        "     7 \u2502 One.Two",
        "       \u2502     ^",
        "",
        "Found 1 error in 1 of 1 file (1 article).",
        "1 finding can be fixed with --fix.",
        "Run `newsparse rule N301` for an explanation of a rule.",
    ]
    assert rendered("text", [CheckResult("a.txt", 1, ())]) == "No findings in 1 file (1 article).\n"


@pytest.mark.parametrize(
    ("fix", "expected"), [("safe", "message [fix]"), ("unsafe", "message [unsafe fix]"), ("no", "message")]
)
def test_line_ends_with_the_kind_of_fix(fix: FixKind, expected: str) -> None:
    line = rendered("concise", [CheckResult("a.txt", 1, (FINDING._replace(fix=fix),))])
    assert line == f"a.txt:7:5: N301 error glued-sentence: {expected}\n"


def test_concise_is_one_line_per_finding() -> None:
    findings = (FINDING, FINDING._replace(source="-", fix="no"), FINDING._replace(source="./b//c.txt"))
    assert rendered("concise", [CheckResult("a.txt", 1, findings)]).splitlines() == [
        "a.txt:7:5: N301 error glued-sentence: message [fix]",
        "<stdin>:7:5: N301 error glued-sentence: message",
        "./b//c.txt:7:5: N301 error glued-sentence: message [fix]",
    ]
