"""The table of formats."""

from __future__ import annotations

import pytest
from support.formats import FOREIGN

from newsparse.formats import FORMATS, Format


def test_every_format_has_samples() -> None:
    assert [known.name for known in FORMATS] == list(dict.fromkeys(name.split(" ")[0].rstrip(",") for name in FOREIGN))


@pytest.mark.parametrize("known", FORMATS, ids=[known.name for known in FORMATS])
def test_every_format_can_reach_two_points_and_has_a_sign_that_is_not_shared(known: Format) -> None:
    assert sum(sign.weight for sign in known.signs) >= 2
    assert not all(sign.shared for sign in known.signs)
