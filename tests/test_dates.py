"""Printed times, and what they mean."""

from __future__ import annotations

import pytest

from newsparse.dates import read_time

READ = [
    ("2023", "2023"), ("2023-04", "2023-04"), ("2023-04-05", "2023-04-05"), ("20230405", "2023-04-05"),
    ("2024-02-29", "2024-02-29"), ("2000-02-29", "2000-02-29"), (" 2023-04-05 ", "2023-04-05"),
    ("2023-W14-3", "2023-04-05"), ("2023W143", "2023-04-05"),
    ("2023-04-05T06:07", "2023-04-05T06:07"), ("2023-04-05 06:07:08", "2023-04-05T06:07:08"),
    ("2023-04-05t06:07:08z", "2023-04-05T06:07:08Z"), ("2023-04-05T06:07:08.250", "2023-04-05T06:07:08.250"),
    ("2023-04-05T06:07:08,25Z", "2023-04-05T06:07:08.25Z"), ("2023-04-05T06:07:08.000Z", "2023-04-05T06:07:08Z"),
    ("2023-04-05T06:07+02:00", "2023-04-05T06:07+02:00"), ("2023-04-05T06:07:08-0330", "2023-04-05T06:07:08-03:30"),
    ("2023-04-05T06:07:08+00:00", "2023-04-05T06:07:08Z"), ("2023-04-05 06:07:08 UTC", "2023-04-05T06:07:08Z"),
    ("2023-04-05T06:07:08 +09", "2023-04-05T06:07:08+09:00"), ("20230405T060708Z", "2023-04-05T06:07:08Z"),
]  # fmt: skip
ABSENT = ["", "0000-00-00", "0000-00-00 00:00:00", "0000-00-00T00:00:00Z"]
UNREADABLE = [
    "10",
    "1A2B",
    "26 s",
    "202304",
    "2023-4-5",
    "2023-04-5",
    "2023-04 06:07",
    "2023-04-05T06",
    "1680674828",
    "soon",
]
IMPOSSIBLE = [
    ("2023-02-30", "day", 8), ("2023-02-29", "day", 8), ("1900-02-29", "day", 8), ("2023-13-01", "month", 5),
    ("2023-00", "month", 5), ("20230431", "day", 6), ("0000-01-01", "year", 0), ("2023-W54-1", "week", 6),
    ("2023-04-05T24:07", "hour", 11), ("2023-04-05T06:60", "minute", 14), ("2023-04-05T06:07:61", "second", 17),
    ("2023-04-05T06:07+19:00", "offset", 16),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "value"), READ)
def test_reads_iso(printed: str, value: str) -> None:
    assert read_time(printed) == (value, None, "", 0)


@pytest.mark.parametrize("printed", ABSENT)
def test_no_time_is_no_problem(printed: str) -> None:
    assert read_time(printed) == (None, None, "", 0)


@pytest.mark.parametrize("printed", UNREADABLE)
def test_guesses_nothing(printed: str) -> None:
    time = read_time(printed)
    assert (time.value, time.code) == (None, "N201")
    assert printed in time.message


@pytest.mark.parametrize(("printed", "part", "offset"), IMPOSSIBLE)
def test_says_what_does_not_exist_and_where(printed: str, part: str, offset: int) -> None:
    time = read_time(printed)
    assert (time.value, time.code, time.offset) == (None, "N202", offset)
    assert f"no such {part}" in time.message
