"""The time of day in a printed time, and its zone."""

from __future__ import annotations

import re
from typing import NamedTuple

from .calendar_words import PLACES, SEASONAL, UNSURE_ZONES, ZONES
from .iso8601 import check_clock, offset_of

# Compiled where they are used: few times of a corpus hold a clock, and start-up counts.
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_ALONE = r"(?<![\d:.,/-])"
_CLOCK = (
    rf"(?:(?<![^\W\d_])(?P<pre>[ap])m\s)?{_ALONE}(?P<h>\d{{1,2}})\s?(?::|h|時|시|点|час)\s?(?P<m>\d\d)"
    rf"(?:\s?(?::|m|分)(?P<s>\d\d)(?:[.,](?P<f>\d{{1,9}}))?|\s?[分분])?(?!\d)(?:[\s,]*{_HALF})?"
    rf"|{_ALONE}(?P<h2>\d{{1,2}})(?:\.(?P<m2>\d\d))?\s*(?P<half2>[ap])\.?\s?m\b\.?"
    rf"|{_ALONE}(?P<h3>\d{{1,2}})\.(?P<m3>\d\d)(?=\s?(?:uhr|hrs|[a-z]{{3,4}}\b(?<=t)))"
    r"|(?:(?<=kl )|(?<=kl\. )|(?<=klo )|(?<=\bat )|(?<=\bum )|(?<=\d{4} )|(?<=\d{4}, )|(?<=\d{4} [|–-] ))"
    r"(?P<h4>\d{1,2})\.(?P<m4>\d\d)(?![\d.])"
    rf"|{_ALONE}(?P<h5>\d{{1,2}})\s?(?:h|uhr)\b(?!\s?\d)"
)
_LONG = "|".join(sorted((name for name in PLACES if len(name) > 2), key=len, reverse=True))
_ZONE = (
    rf"(?i:\s*(?:uhr|hrs|hours)\b)?[\s,]*[(\[]?\s*(?P<name>(?i:(?:{_LONG})(?:\s(?:standard|daylight))?(?:\stime)?)\b"
    r"|[A-Z]\w+/[A-Z]\w+|[^\W\d_]{1,5}(?![^\W\d_]))?\s*(?P<sign>[+\u2212-]\d{1,2}(?::?\d\d)?(?![\d:-]))?\s*[)\]]?"
)


class Clock(NamedTuple):
    """A time of day that was found: `value` as `T17:32`, empty for none; its zone as printed; where both stand."""

    value: str
    zone: str = ""
    sign: str = ""
    start: int = 0
    stop: int = 0

    def at(self, day: str) -> tuple[str, tuple[str, ...]]:
        """The time of `day` as ISO 8601 writes it behind the date, and what is to be said of its zone."""
        if not self.value:
            return "", ()
        if sign := re.fullmatch(r"(\D)(\d\d?)(?::?(\d\d))?", self.sign):  # +8, +530, +05:30
            return self.value + offset_of(f"{sign[1]}{sign[2].zfill(2)}{sign[3] or ''}", 0), ()
        name = self.zone.casefold()
        if name in ZONES:
            place = SEASONAL.get(name)
            kept = _minutes(place, day + self.value) if place else None
            notes = (f"{self.zone} is not what clocks showed then",) if kept not in (None, ZONES[name]) else ()
            return self.value + _offset(ZONES[name]), notes
        if place := _place_of(self.zone):
            minutes = _minutes(place, day + self.value)
            return (self.value, (f"the offset of {self.zone} is not known then",)) if minutes is None else (
                self.value + _offset(minutes), ())  # fmt: skip
        return self.value, ((f"the zone {self.zone} could be {UNSURE_ZONES[name]}",) if name in UNSURE_ZONES else ())


def find_clock(text: str) -> Clock:
    """The time of day in `text`, if there is one; raises ImpossibleError where no clock shows it."""
    match = re.search(_CLOCK, text, re.IGNORECASE)
    if match is None:
        return Clock("")
    hour = next(match[name] for name in ("h", "h2", "h3", "h4", "h5") if match[name])
    minute = next((match[name] for name in ("m", "m2", "m3", "m4") if match[name]), None)
    half = (match["half"] or match["half2"] or match["pre"] or "").casefold()
    at = match.start()
    if half:
        check_clock("0" if 1 <= int(hour) <= 12 else "24", minute or "0", match["s"], (at, at, at))
        hour = str(int(hour) % 12 + (12 if half == "p" else 0))
    check_clock(hour, minute or "0", match["s"], (at, at, at))
    value = f"T{hour.zfill(2)}:{minute}" if minute else f"T{hour.zfill(2)}"
    if match["s"]:
        value += f":{match['s']}"
    if (match["f"] or "").strip("0"):
        value += f".{match['f']}"
    return Clock(value, *_zone(text, at, match.end()))


def _zone(text: str, start: int, stop: int) -> tuple[str, str, int, int]:
    """The name and the offset of the zone behind the clock from `start` to `stop`, and where both stand."""
    zone = re.compile(_ZONE).match(text, stop)
    if zone and zone["name"] and (zone["name"].casefold() in ZONES | UNSURE_ZONES or _place_of(zone["name"])):
        name = zone["name"]
        sign = (zone["sign"] or "") if name.casefold() in ("utc", "gmt", "ut", "z") else ""
        return name, sign, start, zone.end() if sign or not zone["sign"] else zone.end("name")
    if zone and zone["sign"] and not zone["name"] and _is_offset(zone["sign"], text[start:stop]):
        return "", zone["sign"], start, zone.end()
    return "", "", start, stop


def _place_of(zone: str) -> str | None:
    """The name in the time zone database of whose clock `zone` is: `Eastern Standard Time`, `Beijing time`, itself."""
    if "/" in zone:
        return zone
    name = re.sub(" (?:standard|daylight)$", "", re.sub(" time$", "", zone.casefold()))
    return PLACES.get(name) or PLACES.get(f"{name} time" if " time" in zone.casefold() else name)


def _is_offset(sign: str, clock: str) -> bool:
    """Whether a sign and digits are a zone's: four digits, and no end of a span such as `10:05-11:05`."""
    digits = sign[1:].replace(":", "")
    return len(digits) == 4 and not (sign[0] == "-" and ":" in sign and clock.count(":") == 1)


def _offset(minutes: int) -> str:
    if not minutes:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _minutes(place: str, moment: str) -> int | None:
    """Minutes east of Greenwich at a place's clock; from the time zone database, whatever zone the machine is in.

    None where the place is not known, and where its clocks skip that hour or show it twice.
    """
    import datetime

    from dateutil import tz  # type: ignore[import-untyped]

    zone = tz.gettz(place)
    shown = datetime.datetime.fromisoformat(moment if len(moment) > 13 else moment + ":00")
    if zone is None or not tz.datetime_exists(shown, zone) or tz.datetime_ambiguous(shown, zone):
        return None
    offset = shown.replace(tzinfo=zone).utcoffset()
    return None if offset is None else int(offset.total_seconds() // 60)
