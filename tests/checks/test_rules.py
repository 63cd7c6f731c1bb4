"""The examples of the rules show what the rules are about, and nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

import newsparse
from newsparse.checks.rules import RULES, Rule
from newsparse.checks.rules.example_file import EXAMPLE_SETTINGS as SETTINGS
from newsparse.problems import CODES

SHOWN = [rule for rule in RULES.values() if rule.bad is not None]


def said(data: bytes) -> list[str]:
    """The codes of what is found in a file."""
    return [finding.code for finding in newsparse.check(data, settings=SETTINGS)]


def test_every_code_has_a_rule() -> None:
    assert list(RULES) == list(CODES)
    assert [rule.code for rule in RULES.values() if rule.bad is None] == ["N001", "N012", "N013"]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_bad_example_gives_this_and_the_good_one_nothing(rule: Rule) -> None:
    assert rule.bad
    assert rule.good
    assert said(rule.bad) == [rule.code]
    assert said(rule.good) == []


@pytest.mark.parametrize("rule", [x for x in SHOWN if x.entry.fix != "no"], ids=lambda rule: rule.code)
def test_what_is_found_is_what_fix_mends(rule: Rule) -> None:
    assert rule.bad
    assert rule.good
    fixed = newsparse.fix(rule.bad, settings=SETTINGS, unsafe=rule.entry.fix == "unsafe")
    assert fixed.data.replace(b"\r\n", b"\n") == rule.good
    assert [finding.code for finding in fixed.findings] == [rule.code]
    assert newsparse.fix(fixed.data, settings=SETTINGS, unsafe=True).data == fixed.data


@pytest.mark.parametrize("rule", [x for x in SHOWN if x.entry.fix != "safe"], ids=lambda rule: rule.code)
def test_what_is_not_safe_is_left_alone(rule: Rule) -> None:
    assert rule.bad
    try:
        assert not newsparse.fix(rule.bad, settings=SETTINGS).changed
    except newsparse.InputError as error:
        assert error.code == rule.code


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
    assert "no rule is called 'N999'" in unknown.stderr
