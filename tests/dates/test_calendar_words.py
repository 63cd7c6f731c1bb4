"""The word lists of printed times are consistent."""

from __future__ import annotations

import pytest
from dateutil import tz  # type: ignore[import-untyped]

from newsparse.dates.calendar_words import (
    AMBIGUOUS_MONTHS,
    AMBIGUOUS_ZONES,
    FILLERS,
    MONTHS,
    RELATIVE_WORDS,
    SEASONAL_ZONES,
    SEASONS,
    WEEKDAYS,
    ZONE_LOCATIONS,
    ZONES,
)
from newsparse.dates.phrases import fold_case

LISTS = {
    "months": MONTHS,
    "weekdays": WEEKDAYS,
    "zones": ZONES,
    "ambiguous zones": AMBIGUOUS_ZONES,
    "zone locations": ZONE_LOCATIONS,
    "seasons": SEASONS,
    "fillers": FILLERS,
    "relative words": RELATIVE_WORDS,
}


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_words_are_case_folded(words: dict[str, object] | frozenset[str]) -> None:
    assert [word for word in words if word != fold_case(word)] == []


def test_every_month_and_weekday_has_words() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))
    assert set(WEEKDAYS.values()) == set(range(7))


@pytest.mark.parametrize(
    ("word", "month"),
    [("january", 1), ("märz", 3), ("março", 3), ("září", 9), ("października", 10), ("listopadu", 11), ("aralık", 12)],
)
def test_month_names_have_the_number_of_their_month(word: str, month: int) -> None:
    assert MONTHS[word] == month


def test_ambiguous_months_are_months_with_another_number() -> None:
    assert all(MONTHS[word] != month for word, month in AMBIGUOUS_MONTHS.items())


def test_zones_have_one_meaning() -> None:
    assert ZONES.keys().isdisjoint(AMBIGUOUS_ZONES)
    assert ZONES.keys().isdisjoint(ZONE_LOCATIONS)
    assert SEASONAL_ZONES.keys() <= ZONES.keys()
    assert all(-12 * 60 <= minutes <= 14 * 60 for minutes in ZONES.values())


@pytest.mark.parametrize("location", sorted({*ZONE_LOCATIONS.values(), *SEASONAL_ZONES.values()}))
def test_locations_are_in_the_time_zone_database(location: str) -> None:
    assert isinstance(tz.gettz(location), tz.tzfile)
