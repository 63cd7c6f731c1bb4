"""Properties of printed values: no time, byline or header raises."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.strategies.headers import HEADERS
from support.strategies.values import BYLINES, TIMES

import newsparse
from newsparse.bylines.parser import parse_byline
from newsparse.dates.calendar_date import DATE_ORDERS, DateOrder
from newsparse.dates.reader import parse_time

ISO_8601 = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII
)


@settings(max_examples=1500)
@given(printed=TIMES, order=st.sampled_from([None, *DATE_ORDERS]))
def test_any_time_has_an_iso_8601_value_or_a_code(printed: str, order: DateOrder | None) -> None:
    time = parse_time(printed, order)
    assert time.value is None or ISO_8601.fullmatch(time.value)
    assert time.code in ((None, "N205") if time.value else (None, "N201", "N202", "N203", "N204"))
    assert 0 <= time.offset <= len(printed)
    assert bool(time.message) == bool(time.code)


@settings(max_examples=1500)
@given(printed=BYLINES)
def test_any_byline_has_names_that_are_not_empty(printed: str) -> None:
    byline = parse_byline(printed)
    assert all(name.name.strip() and name.location != "" for name in byline.names)
    assert {*byline.uncertain} <= {name.name for name in byline.names}


@settings(max_examples=500)
@given(text=HEADERS, today=st.sampled_from([datetime.date.min, datetime.date(2022, 1, 11), datetime.date.max]))
def test_any_header_can_be_checked_and_fixed(text: str, today: datetime.date) -> None:
    text += "\nText:\nThe boats left on Friday."
    chosen = newsparse.Settings(today=today)
    assert newsparse.check(text, settings=chosen)
    with suppress(newsparse.InputError):  # a text with many control characters is reported as binary
        assert "The boats left on Friday." in newsparse.fix(text, settings=chosen, unsafe_fixes=True).after


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("9999-12-31", False),
        ("9999-12-30", False),
        ("2022-01-10", False),
        ("2022-01-09", True),
        ("0001-01-01", True),
    ],
)
def test_published_time_beyond_the_next_day_is_in_the_future(today: str, expected: bool) -> None:
    chosen = newsparse.Settings(today=datetime.date.fromisoformat(today))
    findings = newsparse.check("Published Time: 2022-01-11\nText:\nThe boats left on Friday.\n", settings=chosen)
    assert ("N210" in {finding.code for finding in findings}) == expected
