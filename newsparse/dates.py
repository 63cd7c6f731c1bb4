"""A printed time to ISO 8601, at the precision that it states: nothing is filled in or guessed."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_DATE = r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|(?P<months>\d\d)(?P<days>\d\d)|-?W(?P<week>\d\d)-?(?P<weekday>[1-7]))?"
_TIME = (
    r"(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s?(?P<zone>Z|UTC|GMT|(?P<sign>[+-\u2212])(?P<zone_hour>\d\d):?(?P<zone_minute>\d\d)?))?"
)
_ISO = re.compile(rf"{_DATE}(?:(?:[T_]|\s+){_TIME})?", re.IGNORECASE | re.ASCII)
_ZERO = re.compile(r"[0\s:.TZ/-]*", re.IGNORECASE)  # what databases print for "no date"


class PrintedTime(NamedTuple):
    """What a printed time says: `value` in ISO 8601 or None, and if it is None, why.

    `code` is N201 (unreadable) or N202 (impossible) and `offset` the characters before the fault;
    a value of None without a code means that no time is given.
    """

    value: str | None
    code: str | None = None
    message: str = ""
    offset: int = 0


def read_time(printed: str) -> PrintedTime:
    """The time that `printed` states; see PrintedTime.

    >>> read_time("2022-01").value, read_time("2022-01-11T01:19:00+0800").value
    ('2022-01', '2022-01-11T01:19:00+08:00')
    >>> read_time("2022-02-30").code
    'N202'
    """
    printed = printed.strip()
    if _ZERO.fullmatch(printed):
        return PrintedTime(None)
    match = _ISO.fullmatch(printed)
    if not match:
        return PrintedTime(None, "N201", f"not a date that newsparse reads: {printed!r}; ISO 8601 is (2022-01-11)")
    parts = match.groupdict()
    for check in (_read_date, _read_clock, _read_zone):
        if group := check(parts):
            return PrintedTime(None, "N202", f"there is no such {group.rstrip('s')}: {printed!r}", match.start(group))
    return PrintedTime(_iso_date(parts) + _iso_clock(parts))


def _read_date(parts: dict[str, str | None]) -> str | None:
    """The group of the first part that no calendar has, if any. ISO weeks: ISO 8601-1, 5.2.3."""
    year = int(parts["year"] or 0)
    if not year:
        return "year"
    if parts["week"]:
        try:
            datetime.date.fromisocalendar(year, int(parts["week"]), int(parts["weekday"] or 1))
        except ValueError:
            return "week"
        return None
    suffix = "s" if parts["months"] else ""
    month, day = int(parts["month" + suffix] or 1), int(parts["day" + suffix] or 1)
    if not 1 <= month <= 12:
        return "month" + suffix
    try:
        datetime.date(year, month, day)
    except ValueError:
        return "day" + suffix
    return None


def _read_clock(parts: dict[str, str | None]) -> str | None:
    for name, limit in (("hour", 23), ("minute", 59), ("second", 60)):  # 60: a leap second
        if int(parts[name] or 0) > limit:
            return name
    return None


def _read_zone(parts: dict[str, str | None]) -> str | None:
    for name, limit in (("zone_hour", 18), ("zone_minute", 59)):
        if int(parts[name] or 0) > limit:
            return name
    return None


def _iso_date(parts: dict[str, str | None]) -> str:
    year = parts["year"]
    if parts["week"]:
        return datetime.date.fromisocalendar(int(year or 0), int(parts["week"]), int(parts["weekday"] or 1)).isoformat()
    return "-".join(x for x in (year, parts["month"] or parts["months"], parts["day"] or parts["days"]) if x)


def _iso_clock(parts: dict[str, str | None]) -> str:
    """`T01:19:00.5+08:00`, or nothing. A fraction of nothing but zeros states no precision."""
    if not parts["hour"]:
        return ""
    clock = "T" + ":".join(x for x in (parts["hour"], parts["minute"], parts["second"]) if x)
    if (parts["fraction"] or "").strip("0"):
        clock += f".{parts['fraction']}"
    if not parts["zone"]:
        return clock
    zone = f"{parts['zone_hour']}:{parts['zone_minute'] or '00'}" if parts["sign"] else "00:00"
    sign = "+" if parts["sign"] == "+" else "-"
    return clock + ("Z" if zone == "00:00" else sign + zone)
