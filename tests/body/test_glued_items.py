"""Turns and list items that are glued to the text before. Bars mark the expected breaks."""

from __future__ import annotations

import pytest
from support.marked import offsets_of

from newsparse.body.glued_items import find_glued_items, find_glued_turns


@pytest.mark.parametrize(
    "marked",
    [
        "Does it show a trend?|el-Maur: As far as the boats go, yes.",
        "It did.|van der Aal: I said so. It will…|d'Arc: We shall see.",
        'He asked "why?"|bin Said: Nobody knows.',
        "It did. van der Aal: I said so.",
        "It did.reed: I said so.",
        "It did.|el-Maur: as far as I know.",
        "It did.el-Maur:as far as I know.",
        "It did,el-Maur: As far as I know.",
    ],
)
def test_turns_of_names_in_lower_case(marked: str) -> None:
    assert [(found.at, found.code) for found in find_glued_turns(marked.replace("|", ""))] == offsets_of(marked, "N304")


@pytest.mark.parametrize(
    "marked",
    [
        'The faults|(1) The boats are old|(2) "New boats" in name only|(3) The "new quay"|(4)Nobody asked.',
        "The faults: (1) The boats. (2) The quay",
        "In sections f(1) Ames and f(2) Bell",
        "The faults(2) The boats are old(3) The quay",
        "The faults|(1) The boats are old|(2) The quay(4) The nets",
        "The faults(1) the boats are old(2) the quay",
    ],
)
def test_items_of_a_list(marked: str) -> None:
    assert [(found.at, found.code) for found in find_glued_items(marked.replace("|", ""))] == offsets_of(marked, "N302")
