"""The examples of the rules show what the rules are about, and nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

import newsparse
from newsparse.problem import CODES
from newsparse.rules import RULES, Rule

SHOWN = [rule for rule in RULES.values() if rule.bad is not None]


def said(data: bytes) -> list[str]:
    """The codes of what is wrong with a file, where nothing is repaired."""
    try:
        return [problem.code for article in newsparse.parse(data, repair="none") for problem in article.problems]
    except newsparse.InputError as error:
        return [error.code]


def test_every_code_has_a_rule() -> None:
    assert list(RULES) == list(CODES)
    assert [rule.code for rule in RULES.values() if rule.bad is None] == ["N001"]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_bad_example_gives_this_and_the_good_one_nothing(rule: Rule) -> None:
    assert rule.bad
    assert rule.good
    assert said(rule.bad) == [rule.code]
    assert said(rule.good) == []


@pytest.mark.parametrize("rule", [rule for rule in SHOWN if rule.code >= "N3"], ids=lambda rule: rule.code)
def test_what_is_found_in_a_body_is_what_fix_repairs(rule: Rule) -> None:
    assert rule.bad
    assert rule.good
    fixed = newsparse.fix(rule.bad)
    assert fixed.after == rule.good.decode()
    assert [repair.code for repair in fixed.repairs] == [rule.code]


@pytest.mark.parametrize(
    ("name", "line"), [("N202", "    Published Time: 2022-02-30"), ("not-text", "    " + r"\x00\x01\x02")]
)
def test_a_rule_is_explained(name: str, line: str) -> None:
    done = subprocess.run([sys.executable, "-m", "newsparse", "rule", name.swapcase()], capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert line in done.stdout
    assert done.stderr == ""


def test_rules_are_listed_and_an_unknown_one_is_an_error() -> None:
    listed = subprocess.run([sys.executable, "-m", "newsparse", "rule"], capture_output=True, text=True, check=True)
    assert [line.split("\t")[0] for line in listed.stdout.splitlines()] == list(CODES)
    unknown = subprocess.run([sys.executable, "-m", "newsparse", "rule", "N999"], capture_output=True, text=True)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "there is no code 'N999'" in unknown.stderr
