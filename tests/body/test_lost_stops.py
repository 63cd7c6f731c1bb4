"""Wide spaces in place of full stops. Bars mark the expected breaks."""

from __future__ import annotations

import pytest
from support.marked import offsets_of

from newsparse.body.confidence import CUE, DOUBTFUL
from newsparse.body.lost_stops import find_lost_stops, find_uncertain_stops

STOPS = [
    "The boats stayed in the harbour for all winters  |Some members want that changed.",
    "The boats stayed in the harbour for all winters\u3000 \xa0|Some members want that changed.",
    "The boats stayed in the harbour for all winters Some members want that changed.",
    "The boats stayed in the harbour for all winters.  Some members want that changed.",
    "The boats stayed in the harbour for all the  Some members want that changed.",
    "The boats left  Some members want that changed.",
    "The boats stayed in the harbour for all winters  Some",
    "The boats stayed in the harbour for all winters  Ames wants that changed.",
    "The boats stayed in the harbour for all winters  some members want that changed.",
    "They stayed in the harbour for all\nwinters  Some members want that changed.",
]
DOUBTFUL_STOPS = [
    "Boats wait  |Ames wants that changed.",
    "Boats wait  |In Malmo it rained.",
    "Boats wait  |Meanwhile, it rained.",
    "Boats wait  Ames Bell wants that changed.",
    "Boats of  Ames wait.",
    "Boats wait  Ames",
    "Boats wait.  Ames wants that changed.",
    "Boats wait  ames wants that changed.",
    "Boats wait Ames wants that changed.",
]


@pytest.mark.parametrize("marked", STOPS)
def test_wide_space_in_place_of_a_full_stop(marked: str) -> None:
    found = list(find_lost_stops(marked.replace("|", "")))
    assert [(decision.at, decision.code) for decision in found] == offsets_of(marked, "N310")
    assert all(decision.confidence == CUE for decision in found)


@pytest.mark.parametrize("marked", DOUBTFUL_STOPS)
def test_wide_space_that_may_stand_for_a_full_stop(marked: str) -> None:
    found = list(find_uncertain_stops(marked.replace("|", "")))
    assert [(decision.at, decision.code) for decision in found] == offsets_of(marked, "N310")
    assert all(decision.confidence == DOUBTFUL for decision in found)
