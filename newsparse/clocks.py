"""The time of day in a printed time, and its zone."""

from __future__ import annotations

import re
from typing import NamedTuple

from .calendar_words import PLACES, UNSURE_ZONES, ZONES
from .iso8601 import check_clock, offset_of

# Compiled where they are used: few times of a corpus hold a clock, and start-up counts.
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_CLOCK = (
    rf"(?:(?<![^\W\d_])(?P<pre>[ap])m\s)?(?<![\d:.,/-])(?P<h>\d{{1,2}})\s?(?::|h|時|시|点|час)\s?(?P<m>\d\d)(?:\s?(?::|m|分)(?P<s>\d\d)(?:[.,](?P<f>\d{{1,9}}))?)?"
    rf"(?!\d)(?:[\s,]*{_HALF})?"
    rf"|(?<![\d:.,/-])(?P<h2>\d{{1,2}})(?:\.(?P<m2>\d\d))?\s*(?P<half2>[ap])\.?\s?m\b\.?"
    rf"|(?<![\d:.,/-])(?P<h3>\d{{1,2}})\.(?P<m3>\d\d)(?=\s?(?:uhr|hrs|[a-z]{{3,4}}\b(?<=t)))"
)
_ZONE = r"\s*[(\[]?\s*(?P<name>[A-Za-z]{1,5}(?![A-Za-z]))?\s*(?P<sign>[+\u2212-]\d{1,2}(?::?\d\d)?(?![\d:-]))?\s*[)\]]?"


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
        if self.sign:
            digits = self.sign[1:] if ":" in self.sign or len(self.sign) > 3 else self.sign[1:].zfill(2)
            return self.value + offset_of(self.sign[0] + digits.zfill(4 if len(digits) == 3 else 2), 0), ()
        name = self.zone.casefold()
        if name in ZONES:
            return self.value + _offset(ZONES[name]), ()
        if name in PLACES:
            minutes = _minutes(PLACES[name], day + self.value)
            return (self.value, (f"the zone {self.zone} is not known here",)) if minutes is None else (
                self.value + _offset(minutes), ())  # fmt: skip
        return self.value, ((f"the zone {self.zone} could be {UNSURE_ZONES[name]}",) if name in UNSURE_ZONES else ())


def find_clock(text: str) -> Clock:
    """The time of day in `text`, if there is one; raises ImpossibleError where no clock shows it."""
    match = re.search(_CLOCK, text, re.IGNORECASE)
    if match is None:
        return Clock("")
    hour = match["h"] or match["h2"] or match["h3"]
    minute = match["m"] or match["m2"] or match["m3"]
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
    zone, stop = re.compile(_ZONE).match(text, match.end()), match.end()
    name, sign = "", ""
    if zone and zone["name"] and zone["name"].casefold() in ZONES | UNSURE_ZONES | PLACES:
        name, stop = zone["name"], zone.end()
        sign = (zone["sign"] or "") if name.casefold() in ("utc", "gmt", "z") else ""
        stop = stop if sign or not zone["sign"] else zone.end("name")
    elif zone and zone["sign"] and not zone["name"] and _is_offset(zone["sign"], text[at:stop]):
        sign, stop = zone["sign"], zone.end()
    return Clock(value, name, sign, at, stop)


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
    """Minutes east of Greenwich at a place's clock; from the time zone database, whatever zone the machine is in."""
    import datetime

    from dateutil import tz  # type: ignore[import-untyped]

    zone = tz.gettz(place)
    if zone is None:
        return None
    offset = (
        datetime.datetime.fromisoformat(moment if len(moment) > 13 else moment + ":00").replace(tzinfo=zone).utcoffset()
    )
    return None if offset is None else int(offset.total_seconds() // 60)
