"""Find the time of day in a printed time, and its time zone."""

from __future__ import annotations

import re
from typing import NamedTuple

from .calendar_words import AMBIGUOUS_ZONES, SEASONAL_ZONES, ZONE_LOCATIONS, ZONES
from .iso8601 import ImpossibleError, check_clock, format_offset
from .phrases import DAY_PERIOD_HOURS, MARK_HOURS, day_period_after

# Patterns are compiled on first use: few printed times contain a time of day, and compiling slows start-up.
_AM_PM = r"(?P<meridiem>[ap])\.?\s?m\b\.?"
_NOT_IN_NUMBER = r"(?<![\d:.,/-])"
_MARK_CLASS = "[" + "".join(MARK_HOURS) + "]"
# Words before a time such as `18.20`, or before an hour that is followed by a day period.
_HOUR_PREPOSITIONS = r"kl kl\. klo at um om ore ora alle las às à godz\. pukul jam lúc saat в о".split()
# Text that may follow an hour without minutes and without a space.
_AFTER_HOUR = r"(?![^\W\d_])|(?=更新|配信|公開|掲載|发布|發布|发表|發表|讯|訊|电|電|公开)"
_CLOCK_PATTERN = (
    rf"(?:(?<![^\W\d_])(?P<pre>[ap])\.?m(?![^\W\d_])\.?\s?)?{_NOT_IN_NUMBER}(?P<h>\d{{1,2}})\s?"
    r"(?:(?::|h|[時时点點시]|час|giờ)\s?(?P<m>\d\d)|[時时点點시]\s?(?:(?P<m5>\d)(?=\s?[分분])|(?P<mid>[半반])))"
    rf"(?:\s?(?::|m|分)(?P<s>\d\d)(?:[.,](?P<f>\d{{1,9}}))?|\s?[分분])?(?!\d)(?:[\s,]*{_AM_PM})?"
    rf"|{_NOT_IN_NUMBER}(?P<h2>\d{{1,2}})(?:\.(?P<m2>\d\d))?\s*(?P<meridiem2>[ap])\.?\s?m\b\.?"
    rf"|{_NOT_IN_NUMBER}(?P<h3>\d{{1,2}})\.(?P<m3>\d\d)(?=\s?(?:uhr|uur|hrs|wib|wita?\b|{_MARK_CLASS}|[a-z]{{3,4}}\b(?<=t)))"
    rf"|(?=\d)(?:AT|(?<=\d{{4}} )|(?<=\d{{4}}, )|(?<=\d{{4}} [|–-] ))(?P<h4>\d{{1,2}})\.(?P<m4>\d\d)(?![\d.])"
    rf"|(?=\d{{1,2}}[^.:\d])(?:AT)(?P<h6>\d{{1,2}})(?=\s?(?:час(?:ов|а)?|giờ|uhr|uur)?\s?{_MARK_CLASS})"
    rf"|{_NOT_IN_NUMBER}(?P<h5>\d{{1,2}})\s?(?:(?:h|uhr|uur)\b|[時时点點시](?:{_AFTER_HOUR}))(?!\s?\d)"
)
_HOUR_GROUPS = ("h", "h2", "h3", "h4", "h5", "h6")
_MINUTE_GROUPS = ("m", "m2", "m3", "m4", "m5")
# Four digits are a time of day only between a year, or `at`, and a time zone.
_FOUR_DIGIT_PATTERN = (
    r"(?:(?<=\b\d{4}\s)|(?<=\b\d{4},\s)|(?<=\bat\s)|^)(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?=\s?(?:ZONE)\b)"
)
_LONG_ZONE_NAMES = "|".join(sorted((name for name in ZONE_LOCATIONS if len(name) > 2), key=len, reverse=True))
_ZONE_PATTERN = (
    rf"(?i:\s*(?:uhr|uur|hrs|hours)\b)?[\s,]*[(\[]?\s*(?P<name>(?i:(?:{_LONG_ZONE_NAMES})(?:\s(?:standard|daylight))?(?:\stime)?)\b"
    r"|[A-Z]\w+/[A-Z]\w+|[^\W\d_]{1,5}(?![^\W\d_]))?\s*(?P<sign>[+\u2212-]\d{1,2}(?::?\d\d)?(?![\d:-]))?\s*[)\]]?"
)


class Clock(NamedTuple):
    """A time of day found in a text.

    `value` is formatted as `T17:32`; it is empty if there is none. `zone` is the name of the time zone and `utc_offset`
    the UTC offset, as printed. `start` and `stop` are the offsets of the time with its zone in the text, in characters.
    `uncertainty` is the reason why a printed time of day has no value.
    """

    value: str
    zone: str = ""
    utc_offset: str = ""
    start: int = 0
    stop: int = 0
    uncertainty: str = ""

    def suffix_for(self, date: str) -> tuple[str, tuple[str, ...]]:
        """Return the suffix that follows `date` in ISO 8601 (`T17:32-05:00`), and the reasons why it is uncertain.

        The suffix is empty if `date` is a month or a year. The UTC offset of zones such as `ET` depends on the date.
        """
        if len(date) < len("2022-01-11"):
            return "", ("the time of day is omitted because the day is missing",) if self.value else ()
        if not self.value:
            return "", (self.uncertainty,) if self.uncertainty else ()
        if printed := re.fullmatch(r"(\D)(\d\d?)(?::?(\d\d))?", self.utc_offset):  # +8, +530, +05:30
            return self.value + format_offset(f"{printed[1]}{printed[2].zfill(2)}{printed[3] or ''}", 0), ()
        name = self.zone.casefold()
        if name in ZONES:
            location = SEASONAL_ZONES.get(name)
            observed = _offset_minutes(location, date + self.value) if location else None
            notes = (f"{self.zone} was not in use on this date",) if observed not in (None, ZONES[name]) else ()
            return self.value + _format_offset_minutes(ZONES[name]), notes
        if location := _zone_location(self.zone):
            minutes = _offset_minutes(location, date + self.value)
            if minutes is None:
                return self.value, (f"the UTC offset of {self.zone} is unknown for this time",)
            return self.value + _format_offset_minutes(minutes), ()
        if name in AMBIGUOUS_ZONES:
            return self.value, (f"the time zone {self.zone} can mean {AMBIGUOUS_ZONES[name]}",)
        return self.value, ()


def find_clock(text: str) -> Clock:
    """Find the time of day in `text`, whose day periods are marked (see `mark_day_periods`).

    Raises ImpossibleError for a time of day that does not exist.
    """
    folded = text.casefold()
    prepositions = "|".join(rf"(?<=\b{word}\s)" for word in _HOUR_PREPOSITIONS if word.rstrip("\\.") in folded)
    match = re.search(_CLOCK_PATTERN.replace("AT", prepositions or "(?!)"), text, re.IGNORECASE)
    if match is None:
        return _find_four_digit_clock(text)
    name = next(name for name in _HOUR_GROUPS if match[name])
    hour, minute = match[name], next((match[name].zfill(2) for name in _MINUTE_GROUPS if match[name]), None)
    hour_at, start, stop = match.start(name), match.start(), match.end()
    if match["mid"]:
        minute = "30"
    if meridiem := (match["meridiem"] or match["meridiem2"] or match["pre"] or "").casefold():
        check_clock("0" if 1 <= int(hour) <= 12 else "24", minute or "0", match["s"], (hour_at, hour_at, hour_at))
        hour = str(int(hour) % 12 + (12 if meridiem == "p" else 0))
    check_clock(hour, minute or "0", match["s"], (hour_at, hour_at, hour_at))
    if not meridiem:
        resolved, start, stop = _apply_day_period(text, int(hour), start, stop)
        if resolved is None:
            return Clock(
                "", start=start, stop=stop, uncertainty="the time of day is omitted because the hour is ambiguous"
            )
        hour = str(resolved)
    value = f"T{hour.zfill(2)}:{minute}" if minute else f"T{hour.zfill(2)}"
    if match["s"]:
        value += f":{match['s']}"
    if (match["f"] or "").strip("0"):
        value += f".{match['f']}"
    return Clock(value, *_find_zone(text, start, stop))


def _apply_day_period(text: str, hour: int, start: int, stop: int) -> tuple[int | None, int, int]:
    """Resolve the hour of the clock at `start` to `stop` by its day period.

    Returns the hour of a 24-hour clock, None if it is uncertain, and the offsets of the clock with its day period.
    """
    before = text[:start].rstrip(" ,")
    after = re.compile(rf"(?i)(?:\s*(?:uhr|uur|часов|часа|час|giờ))?\s*({_MARK_CLASS})?").match(text, stop)
    hours_after, end_after = day_period_after(text, stop + (text[stop : stop + 1] == " "))
    if before[-1:] in MARK_HOURS:
        hours, start = MARK_HOURS[before[-1]], len(before) - 1
    elif after and after[1]:
        hours, stop = MARK_HOURS[after[1]], after.end()
    elif hours_after:
        hours, stop = hours_after, end_after
    else:  # a distant word may belong to the clock or to the name of a newspaper
        periods = [MARK_HOURS[char] for char in text if char in MARK_HOURS]
        is_uncertain = 1 <= hour <= 12 and any(max(hours) >= 12 and hour not in hours for hours in periods)
        return None if is_uncertain else hour, start, stop
    candidates = ({hour % 12, hour % 12 + 12} if hour <= 12 else {hour}) & hours  # 午後0時 is noon
    if not candidates and hour > 12 and hours in (DAY_PERIOD_HOURS["am"], DAY_PERIOD_HOURS["pm"]):
        raise ImpossibleError("hour", start)
    return candidates.pop() if len(candidates) == 1 else None, start, stop


def _find_four_digit_clock(text: str) -> Clock:
    """Find a time of day of four digits: `0930 GMT`, `0930 hrs`."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    names = [word for word in words if word in ZONES or word in AMBIGUOUS_ZONES or word in ("hrs", "hours")]
    if not names:
        return Clock("")
    match = re.search(_FOUR_DIGIT_PATTERN.replace("ZONE", "|".join(sorted(names))), text, re.IGNORECASE)
    return Clock(f"T{match['h']}:{match['m']}", *_find_zone(text, match.start(), match.end())) if match else Clock("")


def _find_zone(text: str, start: int, stop: int) -> tuple[str, str, int, int]:
    """Find the time zone after the clock at `start` to `stop`.

    Returns its name and its UTC offset as printed, empty if missing, and the offsets of the clock with its zone.
    """
    zone = re.compile(_ZONE_PATTERN).match(text, stop)
    if zone and zone["name"] and (zone["name"].casefold() in ZONES | AMBIGUOUS_ZONES or _zone_location(zone["name"])):
        name = zone["name"]
        sign = (zone["sign"] or "") if name.casefold() in ("utc", "gmt", "ut", "z") else ""
        return name, sign, start, zone.end() if sign or not zone["sign"] else zone.end("name")
    if zone and zone["sign"] and not zone["name"] and _is_offset(zone["sign"], text, start, stop):
        return "", zone["sign"], start, zone.end()
    return "", "", start, stop


def _zone_location(zone: str) -> str | None:
    """Return the key of the IANA time zone database for `Eastern Standard Time`, `Beijing time` or a key itself."""
    if "/" in zone:
        return zone
    name = re.sub(" (?:standard|daylight)$", "", re.sub(" time$", "", zone.casefold()))
    return ZONE_LOCATIONS.get(name) or ZONE_LOCATIONS.get(f"{name} time" if " time" in zone.casefold() else name)


def _is_offset(sign: str, text: str, start: int, stop: int) -> bool:
    """Whether a sign and digits after a clock are a UTC offset, not the end of a time range such as `10:05-11:05`.

    An offset has four digits. One or two digits must follow the clock without a space; after a minus the clock must
    also begin with `T`: `T18:20-5`.
    """
    digits = sign[1:].replace(":", "")
    if len(digits) == 4:
        return not (sign[0] == "-" and ":" in sign and text[start:stop].count(":") == 1)
    touches = text[stop : stop + 1] == sign[0]
    return len(digits) < 3 and touches and (sign[0] == "+" or text[start - 1 : start] in ("T", "t"))


def _format_offset_minutes(minutes: int) -> str:
    if not minutes:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _offset_minutes(location: str, moment: str) -> int | None:
    """Return the UTC offset at a location, in minutes east of Greenwich, from the IANA time zone database.

    `moment` is a local date and time in ISO 8601; the time zone of this machine has no influence. Returns None for
    an unknown location, for a local time that is skipped or repeated, and for a moment whose UTC is beyond the range
    of `datetime`. A leap second has the offset of the second before it.
    """
    import datetime

    from dateutil import tz  # type: ignore[import-untyped]

    zone = tz.gettz(location)
    if not isinstance(zone, tz.tzfile):  # `gettz` also accepts names with digits, as POSIX rules
        return None
    clock = (moment if len(moment) > 13 else f"{moment}:00")[:19]
    local = datetime.datetime.fromisoformat(clock.removesuffix(":60") + ":59" * clock.endswith(":60"))
    try:
        if not tz.datetime_exists(local, zone) or tz.datetime_ambiguous(local, zone):
            return None
        offset = local.replace(tzinfo=zone).utcoffset()
    except OverflowError:
        return None
    return None if offset is None else int(offset.total_seconds() // 60)
