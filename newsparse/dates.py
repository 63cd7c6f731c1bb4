"""A printed time to ISO 8601, at the precision that it states: nothing is filled in or guessed."""

from __future__ import annotations

import re
from typing import NamedTuple

# The forms of ISO 8601-1:2019, extended and basic, with a space for the T as RFC 3339 allows.
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|(\d\d)(\d\d))?(?![\dWw-])", re.ASCII)
_WEEK_DATE = r"(?ia)(\d{4})-?W(\d\d)-?([1-7])(?!\d)"
_TIME = r"(?ia)[T\s]\s*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?(?:\s?(Z|UTC|GMT|[+\u2212-]\d\d(?::?\d\d)?))?"
_ZERO = set("0-:./TZtz ")  # what databases print for "no date" is made of these


class PrintedTime(NamedTuple):
    """What a printed time says: `value` in ISO 8601 or None, and if it is None, why.

    `code` is N201 (unreadable) or N202 (impossible) and `offset` the characters before the fault;
    a value of None without a code means that no time is given.
    """

    value: str | None
    code: str | None = None
    message: str = ""
    offset: int = 0


class _ImpossibleError(ValueError):
    """A part that no calendar or clock has, and its offset in the printed time."""

    def __init__(self, part: str, offset: int) -> None:
        super().__init__(part)
        self.part, self.offset = part, offset


def read_time(printed: str) -> PrintedTime:
    """The time that `printed` states; see PrintedTime.

    >>> read_time("2022-01").value, read_time("2022-01-11T01:19:00+0800").value
    ('2022-01', '2022-01-11T01:19:00+08:00')
    >>> read_time("2022-02-30").code
    'N202'
    """
    printed = printed.strip()
    if _ZERO.issuperset(printed):
        return PrintedTime(None)
    try:
        value = _read_iso(printed)
    except _ImpossibleError as error:
        return PrintedTime(None, "N202", f"there is no such {error.part}: {printed!r}", error.offset)
    if value is None:
        return PrintedTime(None, "N201", f"not a date that newsparse reads: {printed!r}; write it like 2022-01-11")
    return PrintedTime(value)


def _read_iso(printed: str) -> str | None:
    read, match = _date, _DATE.match(printed)
    if match is None:
        read, match = _week_date, re.match(_WEEK_DATE, printed)
    if match is None:
        return None
    if match.end() == len(printed):
        return read(match)
    clock = re.compile(_TIME).fullmatch(printed, match.end())
    if clock is None or match.end() < 8:  # a time of day needs a day
        return None
    return read(match) + _clock(clock)


def _date(match: re.Match[str]) -> str:
    year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    if year == "0000":
        raise _ImpossibleError("year", 0)
    if month and not 1 <= int(month) <= 12:
        raise _ImpossibleError("month", match.start(2 if match[2] else 4))
    if month and day and not 1 <= int(day) <= _days(int(year), int(month)):
        raise _ImpossibleError("day", match.start(3 if match[3] else 5))
    return "-".join(part for part in (year, month, day) if part)


def _days(year: int, month: int) -> int:
    """Days of a month in the Gregorian calendar, which ISO 8601 uses for all years."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _week_date(match: re.Match[str]) -> str:
    import datetime  # rarely used, and start-up counts

    try:
        return datetime.date.fromisocalendar(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        raise _ImpossibleError("week", match.start(2)) from None


def _clock(match: re.Match[str]) -> str:
    """`T01:19:00.5+08:00`. A fraction of nothing but zeros states no precision."""
    hour, minute, second, fraction, zone = match.groups()
    limits = ((1, "hour", 23), (2, "minute", 59), (3, "second", 60))  # 60: a leap second
    for group, part, limit in limits:
        if int(match[group] or 0) > limit:
            raise _ImpossibleError(part, match.start(group))
    clock = "T" + ":".join(x for x in (hour, minute, second) if x)
    if (fraction or "").strip("0"):
        clock += f".{fraction}"
    if not zone:
        return clock
    if zone[0] not in "+-\u2212":
        return clock + "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 18 or int(digits[2:]) > 59:
        raise _ImpossibleError("offset", match.start(5))
    return clock + ("Z" if digits == "0000" else f"{'+' if zone[0] == '+' else '-'}{digits[:2]}:{digits[2:]}")
