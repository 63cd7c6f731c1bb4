"""Rules as text for users."""

from __future__ import annotations

from newsparse.checks.rules import RULES
from newsparse.checks.rules.registry import Rule
from newsparse.problems import CODES
from newsparse.reports.guide import explain_rule, list_rules


def test_a_rule_is_explained_with_its_examples() -> None:
    rule = Rule("N004", CODES["N004"], "Fetch it.", b"a\x00\xe9 \n", b"ok\n")
    assert "".join(explain_rule(rule)) == (
        f"N004 empty (error, no fix)\n\n{CODES['N004'].summary}\nFetch it.\n"
        "\nReported:\n\n    a\\x00\\xe9\\x20\n"
        "\nNot reported:\n\n    ok\n"
    )


def test_a_rule_without_examples_is_explained_by_its_advice() -> None:
    assert "Reported" not in "".join(explain_rule(RULES["N001"]))


def test_rules_are_listed_one_per_line() -> None:
    lines = list(list_rules(RULES.values()))
    assert lines[0] == f"N001\tunreadable\terror\t{CODES['N001'].summary}\n"
    assert len(lines) == len(CODES)
