"""Fixing bodies: damage and white space, until nothing changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bodies import BODY_PIECES

from newsparse.body import Level
from newsparse.checks.body_fixer import fix_body
from newsparse.problems import CODES

LEVELS = st.sampled_from(["safe", "all"])


@given(BODY_PIECES, st.booleans(), LEVELS)
def test_a_fixed_body_is_not_fixed_again(body: str, strays: bool, level: Level) -> None:
    fixed = fix_body(body, level, CODES, strays)
    assert fix_body(fixed, level, CODES, strays) == fixed


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ({"N311"}, "It is over.The rest follows. \n"),
        ({"N301"}, "It is over.\nThe  rest follows. \n"),
        ((), "It is over.The  rest follows. \n"),
    ],
)
def test_only_findings_of_the_enabled_rules_are_fixed(codes: set[str], expected: str) -> None:
    assert fix_body("It is over.The  rest follows. \n", "safe", codes) == expected


def test_stray_characters_are_deleted_only_on_request() -> None:
    body = "The har\u00adbour.\n"
    assert fix_body(body, "safe", CODES) == body
    assert fix_body(body, "safe", CODES, strays=True) == "The harbour.\n"


def test_spaces_that_are_evidence_of_a_lost_full_stop_stay_if_it_is_not_repaired() -> None:
    body = "They had waited for all of the winters  Some members want to go.\n"
    assert fix_body(body, "none", CODES) == body
