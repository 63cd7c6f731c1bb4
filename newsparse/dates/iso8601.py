"""The forms of ISO 8601-1:2019, extended and basic, with a space for the T as RFC 3339 allows."""

from __future__ import annotations

import re

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|(\d\d)(\d\d))?(?![\dWw-])", re.ASCII)
_WEEK_DATE = r"(?ia)(\d{4})-?W(\d\d)-?([1-7])(?!\d)"
_TIME = r"(?ia)[T\s]\s*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?(?:\s?(Z|UTC|GMT|[+\u2212-]\d\d(?::?\d\d)?))?"


class ImpossibleError(ValueError):
    """A part that no calendar or clock has, and its offset in the printed time."""

    def __init__(self, part: str, offset: int) -> None:
        super().__init__(part)
        self.part, self.offset = part, offset


def read_iso(printed: str) -> str | None:
    """The value of a time in one of these forms, None for any other; raises ImpossibleError."""
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


def check_day(year: str, month: str, day: str | None, offset: int) -> str:
    """The date of these numbers, without a day where none is told; raises ImpossibleError where there is none."""
    if not 1 <= int(month) <= 12:
        raise ImpossibleError("month", offset)
    if int(year) == 0:
        raise ImpossibleError("year", offset)
    if day is not None and not 1 <= int(day) <= days_of(int(year), int(month)):
        raise ImpossibleError("day", offset)
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day is not None else [])])


def days_of(year: int, month: int) -> int:
    """Days of a month in the Gregorian calendar, which ISO 8601 uses for all years."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def check_clock(hour: str, minute: str, second: str | None, offsets: tuple[int, int, int]) -> None:
    """Raises ImpossibleError where no clock shows this; `offsets` are the places of the three in the text."""
    parts = (("hour", hour, 23), ("minute", minute, 59), ("second", second or "0", 60))  # 60: a leap second
    for (part, number, most), offset in zip(parts, offsets, strict=True):
        if int(number) > most:
            raise ImpossibleError(part, offset)


def _date(match: re.Match[str]) -> str:
    year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    if year == "0000":
        raise ImpossibleError("year", 0)
    if month and not 1 <= int(month) <= 12:
        raise ImpossibleError("month", match.start(2 if match[2] else 4))
    if month and day and not 1 <= int(day) <= days_of(int(year), int(month)):
        raise ImpossibleError("day", match.start(3 if match[3] else 5))
    return "-".join(part for part in (year, month, day) if part)


def _week_date(match: re.Match[str]) -> str:
    import datetime  # rarely used, and start-up counts

    try:
        return datetime.date.fromisocalendar(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        raise ImpossibleError("week", match.start(2)) from None


def _clock(match: re.Match[str]) -> str:
    """`T01:19:00.5+08:00`. A fraction of nothing but zeros states no precision."""
    hour, minute, second, fraction, zone = match.groups()
    check_clock(hour, minute, second, (match.start(1), match.start(2), match.start(3)))
    clock = "T" + ":".join(x for x in (hour, minute, second) if x)
    if (fraction or "").strip("0"):
        clock += f".{fraction}"
    return clock + (offset_of(zone, match.start(5)) if zone else "")


def offset_of(zone: str, offset: int) -> str:
    """`Z`, `UTC`, `+0800` as ISO 8601 writes it; raises ImpossibleError at `offset`."""
    if zone[0] not in "+-\u2212":
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 18 or int(digits[2:]) > 59:
        raise ImpossibleError("offset", offset)
    return "Z" if digits == "0000" else f"{'+' if zone[0] == '+' else '-'}{digits[:2]}:{digits[2:]}"
