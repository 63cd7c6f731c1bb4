"""What holds for every printed value: no time, byline or header fails to be read."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.vocabulary import BYLINES, HEADERS, TIMES

import newsparse
from newsparse.bylines.parser import read_byline
from newsparse.dates.calendar_date import ORDERS, Order
from newsparse.dates.reader import read_time

EXAMPLES = settings(deadline=None, max_examples=1500)
VALUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII)


@EXAMPLES
@given(printed=TIMES, order=st.sampled_from([None, *ORDERS]))
def test_any_time_has_a_value_or_a_code(printed: str, order: Order | None) -> None:
    time = read_time(printed, order)
    assert time.value is None or VALUE.fullmatch(time.value)
    assert time.code in ((None, "N205") if time.value else (None, "N201", "N202", "N203", "N204"))
    assert 0 <= time.offset <= len(printed)
    assert bool(time.message) == bool(time.code)


@EXAMPLES
@given(printed=BYLINES)
def test_any_byline_gives_names_that_hold_something(printed: str) -> None:
    byline = read_byline(printed)
    assert all(name.name.strip() and name.location != "" for name in byline.names)
    assert {*byline.unsure} <= {name.name for name in byline.names}


@settings(deadline=None, max_examples=500)
@given(text=HEADERS, today=st.sampled_from([datetime.date.min, datetime.date(2022, 1, 11), datetime.date.max]))
def test_any_header_can_be_checked_and_fixed(text: str, today: datetime.date) -> None:
    text += "\nText:\nThe boats left on Friday."
    chosen = newsparse.Settings(today=today)
    assert newsparse.check(text, settings=chosen)
    with suppress(newsparse.InputError):  # so many control characters that it is no text
        assert "The boats left on Friday." in newsparse.fix(text, settings=chosen, unsafe=True).after


@pytest.mark.parametrize(("today", "late"), [
    ("9999-12-31", False), ("9999-12-30", False), ("2022-01-10", False), ("2022-01-09", True), ("0001-01-01", True),
])  # fmt: skip
def test_any_day_can_be_today(today: str, late: bool) -> None:
    chosen = newsparse.Settings(today=datetime.date.fromisoformat(today))
    found = newsparse.check("Published Time: 2022-01-11\nText:\nThe boats left on Friday.\n", settings=chosen)
    assert ("N210" in {finding.code for finding in found}) == late
