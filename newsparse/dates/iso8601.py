"""Parse the basic and extended formats of ISO 8601-1:2019, with a space instead of `T` as RFC 3339 allows."""

from __future__ import annotations

import re

_DATE_PATTERN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|(\d\d)(\d\d))?(?![\dWw-])", re.ASCII)
_WEEK_DATE_PATTERN = r"(?ia)(\d{4})-?W(\d\d)-?([1-7])(?!\d)"
_TIME_PATTERN = (
    r"(?ia)[T\s]\s*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?(?:\s?(Z|UTC|GMT|[+\u2212-]\d\d(?::?\d\d)?))?"
)


class ImpossibleError(ValueError):
    """A component that does not exist (`month`, `hour`), and its character offset in the printed time."""

    def __init__(self, component: str, offset: int) -> None:
        super().__init__(component)
        self.component, self.offset = component, offset


def parse_iso(printed: str) -> str | None:
    """Return `printed` in the extended format, at its own precision; None if it is not ISO 8601.

    Raises ImpossibleError for a date or a time of day that does not exist.
    """
    format_match, match = _format_calendar_date, _DATE_PATTERN.match(printed)
    if match is None:
        format_match, match = _format_week_date, re.match(_WEEK_DATE_PATTERN, printed)
    if match is None:
        return None
    if match.end() == len(printed):
        return format_match(match)
    clock = re.compile(_TIME_PATTERN).fullmatch(printed, match.end())
    if clock is None or match.end() < 8:  # a time of day needs a day
        return None
    return format_match(match) + _format_clock(clock)


def format_date(year: str, month: str, day: str | None, offset: int) -> str:
    """Format a date as ISO 8601; without `day`, a month.

    Raises ImpossibleError, with `offset`, for a date that does not exist.
    """
    if not 1 <= int(month) <= 12:
        raise ImpossibleError("month", offset)
    if int(year) == 0:
        raise ImpossibleError("year", offset)
    if day is not None and not 1 <= int(day) <= days_in_month(int(year), int(month)):
        raise ImpossibleError("day", offset)
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day is not None else [])])


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month in the proleptic Gregorian calendar, which ISO 8601 uses for all years."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def check_clock(hour: str, minute: str, second: str | None, offsets: tuple[int, int, int]) -> None:
    """Raise ImpossibleError for a time of day that does not exist.

    `offsets` are the character offsets of hour, minute and second in the text.
    """
    limits = (("hour", hour, 23), ("minute", minute, 59), ("second", second or "0", 60))  # 60: a leap second
    for (component, number, maximum), offset in zip(limits, offsets, strict=True):
        if int(number) > maximum:
            raise ImpossibleError(component, offset)


def _format_calendar_date(match: re.Match[str]) -> str:
    year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    if year == "0000":
        raise ImpossibleError("year", 0)
    if month and not 1 <= int(month) <= 12:
        raise ImpossibleError("month", match.start(2 if match[2] else 4))
    if month and day and not 1 <= int(day) <= days_in_month(int(year), int(month)):
        raise ImpossibleError("day", match.start(3 if match[3] else 5))
    return "-".join(component for component in (year, month, day) if component)


def _format_week_date(match: re.Match[str]) -> str:
    import datetime  # imported on demand: rarely needed, slows start-up

    try:
        return datetime.date.fromisocalendar(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        raise ImpossibleError("week", match.start(2)) from None


def _format_clock(match: re.Match[str]) -> str:
    """Format a time of day as `T01:19:00.5+08:00`; a fraction that consists of zeros is dropped."""
    hour, minute, second, fraction, zone = match.groups()
    check_clock(hour, minute, second, (match.start(1), match.start(2), match.start(3)))
    clock = "T" + ":".join(x for x in (hour, minute, second) if x)
    if (fraction or "").strip("0"):
        clock += f".{fraction}"
    return clock + (format_offset(zone, match.start(5)) if zone else "")


def format_offset(zone: str, offset: int) -> str:
    """Format a UTC offset (`UTC`, `+0800`) as ISO 8601: `Z`, `+08:00`.

    `offset` is the character offset that ImpossibleError reports for an offset beyond 18 hours.
    """
    if zone[0] not in "+-\u2212":
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 18 or int(digits[2:]) > 59:
        raise ImpossibleError("offset", offset)
    return "Z" if digits == "0000" else f"{'+' if zone[0] == '+' else '-'}{digits[:2]}:{digits[2:]}"
