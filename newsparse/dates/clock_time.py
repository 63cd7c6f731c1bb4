"""The time of day in a printed time, and its zone."""

from __future__ import annotations

import re
from typing import NamedTuple

from .calendar_words import PLACES, SEASONAL, UNSURE_ZONES, ZONES
from .iso8601 import ImpossibleError, check_clock, offset_of
from .phrases import HOURS, MARKS, part_behind

# Compiled where they are used: few times of a corpus hold a clock, and start-up counts.
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_ALONE = r"(?<![\d:.,/-])"
_MARK = "[" + "".join(MARKS) + "]"
# What stands before an hour whose minutes follow a dot, or whose part of the day follows it.
_AT = r"kl kl\. klo at um om ore ora alle las às à godz\. pukul jam lúc saat в о".split()
# What may touch an hour without minutes.
_NEXT = r"(?![^\W\d_])|(?=更新|配信|公開|掲載|发布|發布|发表|發表|讯|訊|电|電|公开)"
_CLOCK = (
    rf"(?:(?<![^\W\d_])(?P<pre>[ap])\.?m(?![^\W\d_])\.?\s?)?{_ALONE}(?P<h>\d{{1,2}})\s?"
    r"(?:(?::|h|[時时点點시]|час|giờ)\s?(?P<m>\d\d)|[時时点點시]\s?(?:(?P<m5>\d)(?=\s?[分분])|(?P<mid>[半반])))"
    rf"(?:\s?(?::|m|分)(?P<s>\d\d)(?:[.,](?P<f>\d{{1,9}}))?|\s?[分분])?(?!\d)(?:[\s,]*{_HALF})?"
    rf"|{_ALONE}(?P<h2>\d{{1,2}})(?:\.(?P<m2>\d\d))?\s*(?P<half2>[ap])\.?\s?m\b\.?"
    rf"|{_ALONE}(?P<h3>\d{{1,2}})\.(?P<m3>\d\d)(?=\s?(?:uhr|uur|hrs|wib|wita?\b|{_MARK}|[a-z]{{3,4}}\b(?<=t)))"
    rf"|(?=\d)(?:AT|(?<=\d{{4}} )|(?<=\d{{4}}, )|(?<=\d{{4}} [|–-] ))(?P<h4>\d{{1,2}})\.(?P<m4>\d\d)(?![\d.])"
    rf"|(?=\d{{1,2}}[^.:\d])(?:AT)(?P<h6>\d{{1,2}})(?=\s?(?:час(?:ов|а)?|giờ|uhr|uur)?\s?{_MARK})"
    rf"|{_ALONE}(?P<h5>\d{{1,2}})\s?(?:(?:h|uhr|uur)\b|[時时点點시](?:{_NEXT}))(?!\s?\d)"
)
_HOURS, _MINUTES = ("h", "h2", "h3", "h4", "h5", "h6"), ("m", "m2", "m3", "m4", "m5")
# Four digits are a clock only between a year, or `at`, and a zone.
_MILITARY = r"(?:(?<=\b\d{4}\s)|(?<=\b\d{4},\s)|(?<=\bat\s)|^)(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?=\s?(?:ZONE)\b)"
_LONG = "|".join(sorted((name for name in PLACES if len(name) > 2), key=len, reverse=True))
_ZONE = (
    rf"(?i:\s*(?:uhr|uur|hrs|hours)\b)?[\s,]*[(\[]?\s*(?P<name>(?i:(?:{_LONG})(?:\s(?:standard|daylight))?(?:\stime)?)\b"
    r"|[A-Z]\w+/[A-Z]\w+|[^\W\d_]{1,5}(?![^\W\d_]))?\s*(?P<sign>[+\u2212-]\d{1,2}(?::?\d\d)?(?![\d:-]))?\s*[)\]]?"
)


class Clock(NamedTuple):
    """A time of day that was found: `value` as `T17:32`, empty for none; its zone as printed; where both stand.

    `doubt` says why there is no value where one is printed.
    """

    value: str
    zone: str = ""
    sign: str = ""
    start: int = 0
    stop: int = 0
    doubt: str = ""

    def at(self, day: str) -> tuple[str, tuple[str, ...]]:
        """The time of `day` as ISO 8601 writes it behind the date, and what is to be said of it and its zone.

        A month or a year has no time of day.
        """
        if len(day) < len("2022-01-11"):
            return "", ("an hour without its day",) if self.value else ()
        if not self.value:
            return "", (self.doubt,) if self.doubt else ()
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
    """The time of day in `text`, whose parts of the day are marked; raises ImpossibleError where no clock shows it."""
    low = text.casefold()
    said = "|".join(rf"(?<=\b{word}\s)" for word in _AT if word.rstrip("\\.") in low)
    match = re.search(_CLOCK.replace("AT", said or "(?!)"), text, re.IGNORECASE)
    if match is None:
        return _military(text)
    name = next(name for name in _HOURS if match[name])
    hour, minute = match[name], next((match[name].zfill(2) for name in _MINUTES if match[name]), None)
    at, start, stop = match.start(name), match.start(), match.end()
    if match["mid"]:
        minute = "30"
    if half := (match["half"] or match["half2"] or match["pre"] or "").casefold():
        check_clock("0" if 1 <= int(hour) <= 12 else "24", minute or "0", match["s"], (at, at, at))
        hour = str(int(hour) % 12 + (12 if half == "p" else 0))
    check_clock(hour, minute or "0", match["s"], (at, at, at))
    if not half:
        told, start, stop = _in_part(text, int(hour), start, stop)
        if told is None:
            return Clock("", start=start, stop=stop, doubt="the part of the day leaves the hour open")
        hour = str(told)
    value = f"T{hour.zfill(2)}:{minute}" if minute else f"T{hour.zfill(2)}"
    if match["s"]:
        value += f":{match['s']}"
    if (match["f"] or "").strip("0"):
        value += f".{match['f']}"
    return Clock(value, *_zone(text, start, stop))


def _in_part(text: str, hour: int, start: int, stop: int) -> tuple[int | None, int, int]:
    """The hour that a clock from `start` to `stop` shows in its part of the day, None if unsure; where both stand."""
    before = text[:start].rstrip(" ,")
    behind = re.compile(rf"(?i)(?:\s*(?:uhr|uur|часов|часа|час|giờ))?\s*({_MARK})?").match(text, stop)
    word, end = part_behind(text, stop + (text[stop : stop + 1] == " "))
    if before[-1:] in MARKS:
        hours, start = MARKS[before[-1]], len(before) - 1
    elif behind and behind[1]:
        hours, stop = MARKS[behind[1]], behind.end()
    elif word:
        hours, stop = word, end
    else:  # a word elsewhere may be of the clock, or in the name of a paper
        said = [MARKS[char] for char in text if char in MARKS]
        open_ = 1 <= hour <= 12 and any(max(hours) >= 12 and hour not in hours for hours in said)
        return None if open_ else hour, start, stop
    could = ({hour % 12, hour % 12 + 12} if hour <= 12 else {hour}) & hours  # 午後0時 is noon
    if not could and hour > 12 and hours in (HOURS["am"], HOURS["pm"]):
        raise ImpossibleError("hour", start)
    return could.pop() if len(could) == 1 else None, start, stop


def _military(text: str) -> Clock:
    """`0930 GMT` and `0930 hrs`."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    names = [word for word in words if word in ZONES or word in UNSURE_ZONES or word in ("hrs", "hours")]
    if not names:
        return Clock("")
    match = re.search(_MILITARY.replace("ZONE", "|".join(sorted(names))), text, re.IGNORECASE)
    return Clock(f"T{match['h']}:{match['m']}", *_zone(text, match.start(), match.end())) if match else Clock("")


def _zone(text: str, start: int, stop: int) -> tuple[str, str, int, int]:
    """The name and the offset of the zone behind the clock from `start` to `stop`, and where both stand."""
    zone = re.compile(_ZONE).match(text, stop)
    if zone and zone["name"] and (zone["name"].casefold() in ZONES | UNSURE_ZONES or _place_of(zone["name"])):
        name = zone["name"]
        sign = (zone["sign"] or "") if name.casefold() in ("utc", "gmt", "ut", "z") else ""
        return name, sign, start, zone.end() if sign or not zone["sign"] else zone.end("name")
    if zone and zone["sign"] and not zone["name"] and _is_offset(zone["sign"], text, start, stop):
        return "", zone["sign"], start, zone.end()
    return "", "", start, stop


def _place_of(zone: str) -> str | None:
    """The name in the time zone database of whose clock `zone` is: `Eastern Standard Time`, `Beijing time`, itself."""
    if "/" in zone:
        return zone
    name = re.sub(" (?:standard|daylight)$", "", re.sub(" time$", "", zone.casefold()))
    return PLACES.get(name) or PLACES.get(f"{name} time" if " time" in zone.casefold() else name)


def _is_offset(sign: str, text: str, start: int, stop: int) -> bool:
    """Whether a sign and digits behind a clock are a zone's: four digits, and no end of a span such as `10:05-11:05`.

    Fewer digits must touch the clock, a minus also one behind a T: `T18:20-5`.
    """
    digits = sign[1:].replace(":", "")
    if len(digits) == 4:
        return not (sign[0] == "-" and ":" in sign and text[start:stop].count(":") == 1)
    touches = text[stop : stop + 1] == sign[0]
    return len(digits) < 3 and touches and (sign[0] == "+" or text[start - 1 : start] in ("T", "t"))


def _offset(minutes: int) -> str:
    if not minutes:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _minutes(place: str, moment: str) -> int | None:
    """Minutes east of Greenwich at a place's clock, from the time zone database; the machine's zone does not matter.

    None if the place is not in the database, if its clocks skip that hour or show it twice, and if the moment is so
    close to the first or the last one of `datetime` that it has no UTC there. A leap second has the offset of the
    second before it.
    """
    import datetime

    from dateutil import tz  # type: ignore[import-untyped]

    zone = tz.gettz(place)
    if not isinstance(zone, tz.tzfile):  # `gettz` also reads names with digits as POSIX rules
        return None
    clock = (moment if len(moment) > 13 else f"{moment}:00")[:19]
    shown = datetime.datetime.fromisoformat(clock.removesuffix(":60") + ":59" * clock.endswith(":60"))
    try:
        if not tz.datetime_exists(shown, zone) or tz.datetime_ambiguous(shown, zone):
            return None
        offset = shown.replace(tzinfo=zone).utcoffset()
    except OverflowError:
        return None
    return None if offset is None else int(offset.total_seconds() // 60)
