"""ISO 8601 times in the basic and the extended format."""

from __future__ import annotations

import pytest
from support.cases import read_cases
from support.paths import TESTS

from newsparse.dates.iso8601 import ImpossibleError, check_clock, days_in_month, format_date, format_offset, parse_iso

CASES = read_cases(TESTS / "dates/cases/iso8601.tsv", "printed", "value", "offset", "message")


@pytest.mark.parametrize(("printed", "value"), [row[:2] for row in CASES if row[1]])
def test_parse_iso_returns_the_extended_format(printed: str, value: str) -> None:
    assert parse_iso(printed) == value


@pytest.mark.parametrize(("printed", "offset", "message"), [(row[0], *row[2:]) for row in CASES if not row[1]])
def test_parse_iso_reports_the_impossible_component_and_its_offset(printed: str, offset: str, message: str) -> None:
    with pytest.raises(ImpossibleError) as caught:
        parse_iso(printed)
    assert (f"no such {caught.value.component}", caught.value.offset) == (message, int(offset))


@pytest.mark.parametrize(
    "printed", ["", "5 April 2023", "2023-4-5", "2023-04T06:07", "2023-04-05 at noon", "12023-04-05"]
)
def test_parse_iso_returns_none_for_other_formats(printed: str) -> None:
    assert parse_iso(printed) is None


@pytest.mark.parametrize(
    ("year", "month", "day", "value"),
    [("2023", "4", "5", "2023-04-05"), ("2023", "12", None, "2023-12"), ("2024", "02", "29", "2024-02-29")],
)
def test_format_date_pads_month_and_day(year: str, month: str, day: str | None, value: str) -> None:
    assert format_date(year, month, day, 0) == value


@pytest.mark.parametrize(
    ("year", "month", "day", "component"),
    [("2023", "13", None, "month"), ("0000", "1", None, "year"), ("2023", "2", "29", "day"), ("2023", "2", "0", "day")],
)
def test_format_date_reports_impossible_components(year: str, month: str, day: str | None, component: str) -> None:
    with pytest.raises(ImpossibleError) as caught:
        format_date(year, month, day, 7)
    assert (caught.value.component, caught.value.offset) == (component, 7)


def test_days_in_month_follow_the_gregorian_leap_years() -> None:
    assert [days_in_month(2023, month) for month in range(1, 13)] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert [days_in_month(year, 2) for year in (1900, 2000, 2023, 2024)] == [28, 29, 28, 29]


def test_check_clock_accepts_leap_seconds() -> None:
    check_clock("23", "59", "60", (0, 0, 0))
    check_clock("0", "0", None, (0, 0, 0))


@pytest.mark.parametrize(
    ("clock", "component", "offset"),
    [(("24", "0", None), "hour", 1), (("0", "60", None), "minute", 2), (("0", "0", "61"), "second", 3)],
)
def test_check_clock_reports_the_component_and_its_offset(
    clock: tuple[str, str, str | None], component: str, offset: int
) -> None:
    with pytest.raises(ImpossibleError) as caught:
        check_clock(*clock, (1, 2, 3))
    assert (caught.value.component, caught.value.offset) == (component, offset)


@pytest.mark.parametrize(
    ("zone", "formatted"),
    [("Z", "Z"), ("utc", "Z"), ("+0000", "Z"), ("+08", "+08:00"), ("-0330", "-03:30"), ("\u22120530", "-05:30")],
)
def test_format_offset_uses_hours_and_minutes(zone: str, formatted: str) -> None:
    assert format_offset(zone, 0) == formatted


@pytest.mark.parametrize("zone", ["+1900", "+0860"])
def test_format_offset_reports_impossible_offsets(zone: str) -> None:
    with pytest.raises(ImpossibleError) as caught:
        format_offset(zone, 9)
    assert (caught.value.component, caught.value.offset) == ("offset", 9)
