"""Missing spaces before names. A bar marks the candidate."""

from __future__ import annotations

import pytest

from newsparse.body.confidence import CUE, NO_DAMAGE
from newsparse.body.context import Context
from newsparse.body.glued_names import space_before_name


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("He told|Reuters that they wait.", CUE),
        ("She wrote to the|Guardian.", CUE),
        ("They speak of|Malmo and Lund.", CUE),
        ("Old fears|Reuters said that", NO_DAMAGE),
        ("the|Guardian", NO_DAMAGE),
        ("He told|The mayor", NO_DAMAGE),
        ("He told|NPA", NO_DAMAGE),
        ("He told|Lu that", NO_DAMAGE),
        ("He foretold|Reuters that", NO_DAMAGE),
    ],
)
def test_space_before_a_name(marked: str, expected: float) -> None:
    left, right = marked.split("|")
    assert space_before_name(Context.between(left, right)) == expected


def test_name_inside_a_longer_word_is_left_alone() -> None:
    context = Context.between("He told", "Make that")._replace(inner=True)
    assert space_before_name(context) == NO_DAMAGE
