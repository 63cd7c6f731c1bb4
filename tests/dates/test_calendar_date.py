"""Calendar dates with a month name, in numbers, or of a year alone."""

from __future__ import annotations

import pytest
from support.cases import read_cases
from support.paths import TESTS

from newsparse.dates.calendar_date import DateMatch, DateOrder, find_date, month_pattern
from newsparse.dates.iso8601 import ImpossibleError

CASES = read_cases(TESTS / "dates/cases/calendar_date.tsv", "printed", "value", "code", "offset", "message")


def find(text: str, order: DateOrder | None = None) -> DateMatch:
    date = find_date(text, order)
    assert date is not None
    return date


@pytest.mark.parametrize(("printed", "value"), [row[:2] for row in CASES if row[1]])
def test_find_date_returns_the_value(printed: str, value: str) -> None:
    date = find(printed)
    assert (date.value, date.alternatives) == (value, ())
    assert 0 <= date.start < date.stop <= len(printed)


@pytest.mark.parametrize(("printed", "readings"), [(row[0], row[4]) for row in CASES if row[2] == "N203"])
def test_find_date_returns_alternative_readings(printed: str, readings: str) -> None:
    date = find(printed)
    assert [date.value, *date.alternatives] == [value[:10] for value in readings.split(" | ")]


@pytest.mark.parametrize(
    ("printed", "component", "offset"), [(row[0], row[4], row[3]) for row in CASES if row[2] == "N202"]
)
def test_find_date_reports_the_impossible_component_and_its_offset(printed: str, component: str, offset: str) -> None:
    with pytest.raises(ImpossibleError) as caught:
        find_date(printed, None)
    assert (f"no such {caught.value.component}", caught.value.offset) == (component, int(offset))


@pytest.mark.parametrize("printed", ["", "soon", "17:30", "5 April", "Vol. 3, No. 4", "12345"])
def test_find_date_returns_none_without_a_date(printed: str) -> None:
    assert find_date(printed, None) is None


@pytest.mark.parametrize(("order", "value"), [("dmy", "2005-04-03"), ("mdy", "2005-03-04"), ("ymd", "2003-04-05")])
def test_find_date_applies_the_order(order: DateOrder, value: str) -> None:
    assert find("03-04-05", order)[:3] == (value, 0, 8)


@pytest.mark.parametrize(("year", "value"), [("68", "2068"), ("69", "1969"), ("99", "1999"), ("00", "2000")])
def test_two_digit_years_follow_posix(year: str, value: str) -> None:
    date = find(f"5 May {year}")
    assert date.value == f"{value}-05-05"
    assert date.notes == ("the year has two digits",)


def test_month_pattern_contains_the_months_of_the_text_only() -> None:
    assert month_pattern("5 april or 6 mai") == "april|mai"
    assert month_pattern("soon") == ""
