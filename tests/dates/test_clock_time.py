"""Times of day, their day periods and time zones."""

from __future__ import annotations

import pytest
from support.cases import read_cases
from support.paths import TESTS

from newsparse.dates.clock_time import Clock, find_clock
from newsparse.dates.iso8601 import ImpossibleError
from newsparse.dates.phrases import mark_day_periods

CASES = read_cases(TESTS / "dates/cases/clock_time.tsv", "printed", "value", "code", "offset", "message")


@pytest.mark.parametrize(("printed", "value"), [row[:2] for row in CASES if row[1]])
def test_find_clock_returns_the_time_on_a_date(printed: str, value: str) -> None:
    date, time = value[:10], value[10:]
    assert find_clock(mark_day_periods(printed)).suffix_for(date)[0] == time


@pytest.mark.parametrize(("printed", "component", "offset"), [(row[0], row[4], row[3]) for row in CASES if not row[1]])
def test_find_clock_reports_the_impossible_component_and_its_offset(printed: str, component: str, offset: str) -> None:
    with pytest.raises(ImpossibleError) as caught:
        find_clock(printed)
    assert (f"no such {caught.value.component}", caught.value.offset) == (component, int(offset))


@pytest.mark.parametrize("printed", ["", "5 April 2023", "2023-04-05", "1200 feet", "9:5"])
def test_find_clock_returns_no_value_without_a_time_of_day(printed: str) -> None:
    assert find_clock(printed) == Clock("")


def test_find_clock_returns_the_range_of_the_clock_with_its_zone() -> None:
    text = "5 April 2023, 2:05 pm EDT, Velsen"
    clock = find_clock(text)
    assert (clock.value, clock.zone) == ("T14:05", "EDT")
    assert text[clock.start : clock.stop] == "2:05 pm EDT"


@pytest.mark.parametrize(
    ("clock", "date", "suffix", "is_uncertain"),
    [
        (Clock("T14:05"), "2023-04-05", "T14:05", False),
        (Clock("T14:05"), "2023-04", "", True),
        (Clock(""), "2023-04-05", "", False),
        (Clock("T14:05", zone="ET"), "2023-07-05", "T14:05-04:00", False),
        (Clock("T14:05", zone="ET"), "2023-12-05", "T14:05-05:00", False),
        (Clock("T14:05", zone="EDT"), "2023-12-05", "T14:05-04:00", True),
        (Clock("T14:05", zone="CST"), "2023-12-05", "T14:05", True),
        (Clock("T02:30", zone="ET"), "2023-03-12", "T02:30", True),
        (Clock("T14:05", utc_offset="+530"), "2023-04-05", "T14:05+05:30", False),
        (Clock("T14:05", zone="UTC"), "2023-04-05", "T14:05Z", False),
    ],
)
def test_clock_on_a_date_has_the_offset_of_that_date(clock: Clock, date: str, suffix: str, is_uncertain: bool) -> None:
    time, notes = clock.suffix_for(date)
    assert (time, bool(notes)) == (suffix, is_uncertain)
