"""The catalogue of rules as text and JSON."""

from __future__ import annotations

import json

import pytest

from newsparse.checks.rules import RULES
from newsparse.problems import CODES
from newsparse.reports.catalogue import FAMILIES, find_rules, rule_table, rules_json

GLUED = [code for code, entry in CODES.items() if "glued" in f"{entry.name} {entry.summary}"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("n301", ["N301"]),
        ("Glued-Sentence", ["N301"]),
        ("empty", ["N004"]),
        ("n3", [code for code in CODES if code.startswith("N3")]),
        ("N31", [code for code in CODES if code.startswith("N31")]),
        ("all", list(CODES)),
        ("glued", GLUED),
        ("GLUED sentence", ["N301"]),
        ("xyzzy", []),
        ("N9", []),
        ("", []),
    ],
)
def test_rules_are_found_by_code_name_prefix_or_word(name: str, expected: list[str]) -> None:
    assert [rule.code for rule in find_rules(name)] == expected


@pytest.mark.parametrize("width", [80, 160])
def test_table_groups_rules_by_family_within_the_width(width: int) -> None:
    text = "".join(text for _, text in rule_table(RULES.values(), width))
    assert [title for title in text.splitlines() if title.startswith("N")] == [f"{a} {b}" for a, b in FAMILIES.items()]
    assert max(map(len, text.splitlines())) <= width
    for code, entry in CODES.items():
        (line,) = [line for line in text.splitlines() if line.startswith(f"  {code}")]
        assert entry.name in line
        assert entry.severity in line
        assert ("fix" in line.removeprefix(f"  {code}  {entry.name}").replace(entry.summary, "")) == (entry.fix != "no")
        assert entry.summary in " ".join(text.split())


def test_json_has_every_rule_with_its_examples() -> None:
    rules = json.loads(rules_json(RULES.values()))
    assert [rule["code"] for rule in rules] == list(CODES)
    for rule in rules:
        entry, registered = CODES[rule["code"]], RULES[rule["code"]]
        assert (rule["name"], rule["severity"], rule["fix"], rule["summary"]) == entry
        assert rule["advice"] == registered.advice
        assert (rule["bad"] is None) == (registered.bad is None)
        assert rule["family"] == FAMILIES[rule["code"][:2]]
