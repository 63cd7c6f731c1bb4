"""Every code of the catalogue has a rule with advice and examples, which show that code and nothing else."""

from __future__ import annotations

import pytest

import newsparse
from newsparse.checks.rules import RULES, Rule, find_rule
from newsparse.checks.rules.example_file import EXAMPLE_SETTINGS
from newsparse.checks.rules.registry import ARTICLE_CHECKS, FILE_CHECKS, REGISTERED, describe_rule
from newsparse.problems import CODES

SHOWN = [rule for rule in RULES.values() if rule.bad is not None]
# No file can show these: an unreadable input, one that ends the process, and an error of newsparse.
WITHOUT_EXAMPLES = ["N001", "N012", "N013"]


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in newsparse.check(data, settings=EXAMPLE_SETTINGS)]


def test_every_code_of_the_catalogue_has_a_rule_with_advice() -> None:
    assert list(RULES) == list(CODES)
    assert sorted(REGISTERED) == sorted(CODES)
    assert [code for code, rule in RULES.items() if rule.code != code or rule.entry is not CODES[code]] == []
    assert [code for code, rule in RULES.items() if not rule.advice] == []


def test_every_rule_that_a_file_can_show_has_both_examples() -> None:
    assert [code for code, rule in RULES.items() if rule.bad is None] == WITHOUT_EXAMPLES
    assert [code for code, rule in RULES.items() if rule.good is None] == WITHOUT_EXAMPLES


def test_a_rule_for_a_code_outside_the_catalogue_is_an_error() -> None:
    with pytest.raises(KeyError, match="N999"):
        describe_rule("N999", advice="Add the code to the catalogue.")


def test_functions_are_registered_once() -> None:
    for checks in (ARTICLE_CHECKS, FILE_CHECKS):
        assert checks
        assert len(set(checks)) == len(checks)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_bad_example_gives_exactly_this_code_and_the_good_one_none(rule: Rule) -> None:
    assert rule.bad
    assert rule.good
    assert codes(rule.bad) == [rule.code]
    assert codes(rule.good) == []


@pytest.mark.parametrize("rule", [x for x in SHOWN if x.entry.fix != "no"], ids=lambda rule: rule.code)
def test_fix_turns_the_bad_example_into_the_good_one(rule: Rule) -> None:
    assert rule.bad
    assert rule.good
    fixed = newsparse.fix(rule.bad, settings=EXAMPLE_SETTINGS, unsafe_fixes=rule.entry.fix == "unsafe")
    assert fixed.data.replace(b"\r\n", b"\n") == rule.good
    assert [finding.code for finding in fixed.findings] == [rule.code]
    assert newsparse.fix(fixed.data, settings=EXAMPLE_SETTINGS, unsafe_fixes=True).data == fixed.data


@pytest.mark.parametrize("rule", [x for x in SHOWN if x.entry.fix != "safe"], ids=lambda rule: rule.code)
def test_safe_fixes_leave_the_example_of_another_fix_kind_unchanged(rule: Rule) -> None:
    assert rule.bad
    try:
        assert not newsparse.fix(rule.bad, settings=EXAMPLE_SETTINGS).changed
    except newsparse.InputError as error:
        assert error.code == rule.code


@pytest.mark.parametrize("name", ["N301", "n301", "glued-sentence", "Glued-Sentence"])
def test_a_rule_is_found_by_code_and_by_name(name: str) -> None:
    assert find_rule(name) is RULES["N301"]
    assert find_rule("N999") is None
