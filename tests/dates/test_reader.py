"""Printed times are parsed to ISO 8601 at their own precision; the cases of all modules of dates/ pass here."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from support.cases import read_all_cases, read_corpus_table
from support.paths import SHARED, TESTS

from newsparse.dates.calendar_date import DateOrder
from newsparse.dates.reader import PrintedTime, parse_time

CASES = read_all_cases(TESTS / "dates/cases", "printed", "value", "code", "offset", "message")


@pytest.mark.parametrize(("printed", "value", "code", "offset", "message"), CASES)
def test_printed_time_has_the_expected_value_and_problem(
    printed: str, value: str, code: str, offset: str, message: str
) -> None:
    time = parse_time(printed)
    assert (time.value, time.code) == (value or None, code or None)
    assert time.offset == int(offset or 0)
    assert (printed in time.message) == bool(code)
    assert all(text in time.message for text in message.split(" | "))


@pytest.mark.parametrize("printed", ["", "-", "--"])
def test_missing_time_is_no_problem(printed: str) -> None:
    assert parse_time(printed) == PrintedTime(None)


def test_surrounding_spaces_are_ignored() -> None:
    assert parse_time(" 2023-04-05 ") == PrintedTime("2023-04-05")


def test_long_text_is_unreadable_and_shortened_in_the_message() -> None:
    time = parse_time("1" * 300)
    assert (time.value, time.code) == (None, "N201")
    assert "1" * 40 in time.message
    assert "1" * 41 not in time.message


@pytest.mark.parametrize(("order", "value"), [("dmy", "2005-04-03"), ("mdy", "2005-03-04"), ("ymd", "2003-04-05")])
def test_order_resolves_an_ambiguous_date(order: DateOrder, value: str) -> None:
    assert parse_time("03-04-05", order).value == value


@pytest.mark.parametrize(
    ("printed", "order", "advice"),
    [
        ("01/02/2022", None, "depending on the date order"),
        ("25/12/21", None, "depending on the date order"),
        ("25/12/21", "mdy", "neither matches the date order mdy"),
        ("01/02/2022 01/02/2022", None, "depending on the date order"),
        ("5 March 2021 and 6 March 2021", None, ""),
        ("25/12/2021 - 26/12/2021", None, ""),
        ("2021-03-05T18:20Z 2021-03-06T18:20Z", None, ""),
        ("5. listopada 2021.", None, ""),
    ],
)
def test_message_recommends_an_order_only_if_it_resolves_the_date(
    printed: str, order: DateOrder | None, advice: str
) -> None:
    time = parse_time(printed, order)
    assert (time.value, time.code) == (None, "N203")
    assert ("order" in time.message) == bool(advice)
    assert advice in time.message


@pytest.mark.parametrize(
    "printed", ["May 2022 or June 2022, 14:05 ET", "5. listopada 2021. 23:59:60 ET", "4/2022, 5/2022 9 am"]
)
def test_alternative_months_have_no_time_of_day(printed: str) -> None:
    assert not re.search(r"\b\d{4}-\d\dT", parse_time(printed).message)


@pytest.mark.parametrize(
    "printed", ["5 marzo 2021, bar di Anna", "Late edition, 5 March 2021", "Asia Edition 5 March 2021"]
)
def test_letters_of_a_weekday_within_other_words_are_no_weekday(printed: str) -> None:
    assert "is not a Di" not in parse_time(printed).message


def test_wrong_weekday_is_uncertain() -> None:
    time = parse_time("Tuesday, 5 April 2023")
    assert (time.value, time.code) == ("2023-04-05", "N205")
    assert "2023-04-05 is not a Tuesday" in time.message


def test_result_is_independent_of_the_time_zone_and_clock_of_the_machine() -> None:
    printed = [row[0] for row in CASES if "\0" not in row[0]]
    code = (
        "import sys, time; real = time.time; time.time = lambda: real() + float(sys.argv[1])\n"
        "from newsparse.dates.reader import parse_time\nprint([parse_time(x) for x in sys.argv[2:]])"
    )
    outputs = set()
    for zone, seconds in (("America/New_York", "0"), ("Asia/Kolkata", "-900000000")):
        command = [sys.executable, "-c", code, seconds, *printed]
        done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "TZ": zone})
        outputs.add(done.stdout)
    assert len(outputs) == 1


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the corpus is not at {SHARED}")
def test_times_of_the_corpus_have_the_expected_value() -> None:
    rows = read_corpus_table("dates.tsv")
    assert len(rows) == 40
    for printed, expected, *_ in rows:
        if printed == "nan":
            continue  # a placeholder, which is recognized before a date is parsed
        value, remark = [*expected.split(" ", 1), ""][:2]
        time = parse_time(printed)
        assert time.value == (None if value in ("null", "?", "!") else value), printed
        if value in ("?", "!"):
            assert time.code in (("N203", "N204") if value == "?" else ("N201", "N202")), printed
        if "+ warning" in remark and value not in ("?", "!"):
            assert time.code == "N205", printed
