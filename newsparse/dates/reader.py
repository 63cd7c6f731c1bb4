"""A printed time to ISO 8601, at the precision that it states: nothing is filled in or guessed.

A closed set of readings: the forms of ISO 8601, dates with a month's name, numeric dates, a year with a season or
with empty parts, seconds since 1970. A clock is read apart from the date, wherever it stands. Neither the machine's
time zone nor today's date changes anything.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .calendar_date import Day, Order, find_day, months_of
from .calendar_words import FILLERS, MONTHS, RELATIVE, SEASONS, WEEKDAYS, ZONES
from .clock_time import Clock, find_clock
from .iso8601 import ImpossibleError, check_clock, read_iso
from .phrases import ELSEWHEN, ERA, LAST, LATE, MARKS, PUBLISHED, choice_of, is_asian, mark_parts, small

_ZERO = set("0-:./TZtz ")  # what databases print for "no date" is made of these
_ISO = r"(?>\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?(?:\s?(?:Z\b|[+-]\d\d:?\d\d))?|\d{4}-?W\d\d-?\d\b)"
# After a time without a zone nothing may stand that belongs to it.
_AFTER = r"(?:(?<=Z)|(?<=[+-]\d\d\d\d)|(?<=[+-]\d\d:\d\d)|(?![\s,(\[]*[^\W\d_])(?![\d+-]))"
_RANGE = (
    r"(?<![:.\d])\d{1,2}(?:\s?[-–/~]\s?|\s(?:and|to|bis|et)\s)\d{1,2}[.,]?\s+(?:MONTH)\b|\b(?:MONTH)\.?\s+\d{1,2}\s?[-–~]\s?\d{1,2}(?!\d)"
    r"|\b(?:MONTH)\.?\s?[-–/]\s?(?:MONTH)\b|\d\.?\s?[-–~]\s?(?:MONTH)\.?\s+\d{1,2},"
)
_YEARS_APART = r"(?:^|[a-z]\s)(?:1[5-9]|20)\d\d\s?[-–/]\s?(?:(?:1[5-9]|20)\d\d|(?!(?<=/)(?:0[1-9]|1[0-2]))\d\d)$"
_FULL_WIDTH = str.maketrans("：／．－，（）［］", ":/.-,()[]")
# Wrappings of a time: of JSON, of PDF, the colon of web server logs, a zone's name behind its offset, what follows Z.
_WRAPPED = (
    (r"^/Date\((\d{10,13})(?:[+-]\d{4})?\)/$", r"\1"), (r"^D:(\d{14})", r"\1"),
    (r"(?<=/\d{4}):(?=\d\d:\d\d:\d\d)", " "), (r"(?<=[+-]\d{4})\s*\([^()\d]*\)$", ""),
    (r"(?<=\dZ)\[[\w/]+\]$", ""),
)  # fmt: skip
_LONGEST = 200  # characters of a printed time
_YEARS = ("1500", "2199")  # what newspapers are of; other calendars and placeholders stand beyond
_EPOCH = r"(1\d{9})(?:\d{3}(?:\d{3})?)?(\.\d{1,6})?"
# A year, and not four digits of a clock, or a date whose year has two digits.
_DATED = (
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d|\s?(?:gmt|utc|hrs|hours|z)\b)|(?<!\d)(?:19|20)\d{6}"
    r"|['’]\d\d(?!\d)|\d[\s/.-]+\w+[\s/.-]+\d\d(?![\d:])"
)
_WESTERN = r"(?<!\d)(?:1[5-9]|20)\d\d\s?[年년./-]"
_EMPTY = re.compile(r"(?<=^\d{4})(?:-00)?-00(?: 00:00(?::00)?)?$|(?<=^\d{4}-\d\d)-00(?: 00:00(?::00)?)?$")


class PrintedTime(NamedTuple):
    """What a printed time says: `value` in ISO 8601 or None, and what is to be said of it.

    `code` is N201 (unreadable), N202 (impossible), N203 (ambiguous), N204 (incomplete) with a value of None, or N205
    (uncertain) with a value; `offset` are the characters before the fault. A value of None without a code means that
    no time is given.
    """

    value: str | None
    code: str | None = None
    message: str = ""
    offset: int = 0


class _Part(NamedTuple):
    """A part of a printed time: where it is, whether it has a date, and whether it tells of the publication's time.

    `kind` is own where it does, else where it tells of another time, and empty where no word says which.
    """

    start: int
    stop: int
    kind: str
    dated: bool


def read_time(printed: str, order: Order | None = None) -> PrintedTime:
    """The time that `printed` states; see PrintedTime. `order` decides numeric dates that could mean two days.

    >>> read_time("2022-01").value, read_time("Jan. 11, 2022, 5:32 p.m.").value
    ('2022-01', '2022-01-11T17:32')
    >>> read_time("2022-02-30").code, read_time("01/02/2022").code, read_time("01/02/2022", "dmy").value
    ('N202', 'N203', '2022-02-01')
    """
    text = printed.strip()
    if len(text) > _LONGEST:
        return PrintedTime(None, "N201", f"too long for a date: {text[:40]!r}…", 0)
    time = _read(_plain(text), order)
    return time._replace(message=f"{time.message}: {text!r}") if time.code else time


def _plain(text: str) -> str:
    """`text` with the digits of one script, and out of its wrapping."""
    if not text.isascii():  # full-width digits among them
        text = "".join(str(int(char)) if char.isdecimal() else char for char in text.translate(_FULL_WIDTH))
    for pattern, plain in _WRAPPED if not text[-1:].isdigit() or "/" in text or text[:2] == "D:" else ():
        text = re.sub(pattern, plain, text)
    return text


def _read(text: str, order: Order | None) -> PrintedTime:
    if not text.strip("-"):
        return PrintedTime(None)
    if _ZERO.issuperset(text) and not any(digit in text for digit in "123456789"):
        return PrintedTime(None, "N201", "only zeros and signs, which stand for no time")
    try:
        value = read_iso(_EMPTY.sub("", text)) or _epoch(text) or _compact(text)
        if value and _EMPTY.search(text):
            return PrintedTime(value, "N205", "month or day is left empty")
        time = PrintedTime(value) if value else _search(text, order)
    except ImpossibleError as error:
        return PrintedTime(None, "N202", f"there is no such {error.part}", error.offset)
    if (time.value or "").startswith("1970-01-01T00:00") and (time.value or "")[16:] in ("", ":00", "Z", ":00Z"):
        return PrintedTime(None, "N201", "the first second of 1970, which stands for no time")
    if time.value and not _YEARS[0] <= time.value[:4] <= _YEARS[1]:
        return PrintedTime(None, "N201", "no year of this calendar that has news")
    return time


def _epoch(text: str) -> str | None:
    match = re.fullmatch(_EPOCH, text)
    if match is None:
        return None
    import datetime  # rarely used, and start-up counts

    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=int(match[1]))
    return moment.isoformat() + (match[2] or "") + "Z"


def _compact(text: str) -> str | None:
    """`20230403140506`, `202304031405`, and a day with nothing but an hour."""
    if re.fullmatch(r"(?:19|20)\d{10}(?:\d\d)?Z?", text):
        return read_iso(f"{text[:8]}T{text[8:]}")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d", text):
        check_clock(text[11:], "0", None, (11, 11, 11))
        return (read_iso(text[:10]) or "") + text[10:]
    return None


def _search(text: str, order: Order | None) -> PrintedTime:
    """The time of a text that is more than a form of ISO 8601."""
    text = re.sub(r"(?i)\b(?:12 ?)?noon\b", lambda match: "12PM".ljust(len(match[0])), mark_parts(text))
    if re.search(_WESTERN, text):  # the era beside it says the same
        text = re.sub(ERA, lambda match: " " * len(match[0]), text)
    text, updated = _published(text)
    low = small(text)
    months = months_of(low)
    if re.search(_YEARS_APART, low) or (months and re.search(_RANGE.replace("MONTH", months), low)):
        return PrintedTime(None, "N203", "tells of more than one day", 0)
    if not updated and MARKS.keys().isdisjoint(text) and (time := _iso_within(text)):
        return time
    clock = find_clock(text)
    blank = text[: clock.start] + " " * (clock.stop - clock.start) + text[clock.stop :] if clock.stop else text
    day = find_day(blank, order)
    if day is None:
        return _undated(text, blank)
    if updated:
        return PrintedTime(None, "N204", "tells only of another time", 0)
    if day.others:
        values = [value + clock.at(value)[0] for value in (day.value, *day.others)]
        return _ambiguous(values, day.advice)
    rest = blank[: day.start] + " " + blank[day.stop :]
    return _told(day, clock, _around(rest, day.value, bool(clock.zone or clock.sign)))


def _iso_within(text: str) -> PrintedTime | None:
    """The one time of ISO 8601 that stands in a text, whatever is around it; several are ambiguous."""
    found = re.search(_ISO + _AFTER, text)
    value = read_iso(found[0]) if found else None
    if found is None or value is None:
        return None
    others = {read_iso(other[0]) for other in re.finditer(_ISO, text)} - {value}
    if others:
        return _ambiguous([value, *sorted(filter(None, others))])
    day = Day(value, found.start(), found.end())
    return _told(day, Clock(""), _around(re.sub(_ISO, " ", text), None, value[-1] == "Z" or value[-6] in "+-"))


def _published(text: str) -> tuple[str, bool]:
    """`text` with spaces for what tells of another time than the publication's, and whether nothing else has a date."""
    low = small(text)
    elsewhen, own = choice_of(low, ELSEWHEN, apart=True), choice_of(low, PUBLISHED, apart=True)
    if "stand" in low:  # German for `as of`, where no other word comes before
        elsewhen = "|".join(filter(None, (r"(?:^|(?<=\())stand(?=:|\s+(?:vom\s+)?(?:\d|\w+\s\d{4}\b))", elsewhen)))
    if not elsewhen and not (own and len(re.findall(_DATED, low)) > 1):
        return text, False
    parts = _parts(low, elsewhen or "(?!)", own or "(?!)")
    dated = {part.kind for part in parts if part.dated}
    if "own" not in dated and "" not in dated:
        return text, "else" in dated
    for part in parts:
        other = part.kind == "else" and re.search(r"\d", low[part.start : part.stop])
        if other or ("own" in dated and not part.kind and part.dated):
            text = text[: part.start] + " " * (part.stop - part.start) + text[part.stop :]
    return text, False


def _parts(low: str, elsewhen: str, own: str) -> list[_Part]:
    """The parts that words for the publication and for other times divide a text into.

    A word tells of what stands behind it, or of what stands before it where verbs come last.
    """
    last = choice_of(low, LAST) or "(?!)"
    words = list(re.finditer(f"(?P<else>(?:(?:{last})\\s?)?(?:{elsewhen}))|(?P<own>{own})", low))
    kinds = [word.lastgroup or "" for word in words]
    bounds = [word.start() for word in words]
    kinds.insert(0, "")
    if words and all(is_asian(word[0]) or word[0].strip() in LATE for word in words):
        tail = low[words[-1].end() :]
        if re.search(r"\d", low[: bounds[0]]) and not re.search(r"\d|:", tail):
            kinds, bounds = [*kinds[1:], ""], [word.end() for word in words]
    ends = zip([0, *bounds], [*bounds, len(low)], kinds, strict=True)
    return [_Part(start, stop, kind, re.search(_DATED, low[start:stop]) is not None) for start, stop, kind in ends]


def _told(day: Day, clock: Clock, around: tuple[str, ...]) -> PrintedTime:
    time, notes = clock.at(day.value)
    said = [*day.notes, *notes, *around]
    if said:
        return PrintedTime(day.value + time, "N205", "; ".join(said), 0)
    return PrintedTime(day.value + time)


def _ambiguous(values: list[str], advice: str = "") -> PrintedTime:
    return PrintedTime(None, "N203", f"could be {' or '.join(values)}{advice}", 0)


def _undated(text: str, blank: str) -> PrintedTime:
    words = re.findall(r"[^\W\d_]+", blank.casefold())
    if re.search(ERA, text):
        return PrintedTime(None, "N201", "counts its years by an era, not by this calendar")
    if re.search(r"\d\s?[月월]", blank):
        return PrintedTime(None, "N204", "no year or no day is told")
    counted = re.fullmatch(r"\d{1,3}\s?(?:m|h|d|w|mo|y)", text)  # 8h; not: 26 s
    if counted or any(word in RELATIVE or word in WEEKDAYS for word in words):
        return PrintedTime(None, "N204", "counts from a day that is not told", 0)
    if any(word in MONTHS and len(word) > 2 for word in words):
        return PrintedTime(None, "N204", "no year or no day is told", 0)
    return PrintedTime(None, "N201", "not a date that newsparse reads; write it like 2022-01-11", 0)


def _around(rest: str, value: str | None, zoned: bool) -> tuple[str, ...]:
    """What is to be said of the text around a date: another weekday than its own, or words that say nothing."""
    notes: list[str] = []
    found = [(match, match[0].casefold().strip(".'’-")) for match in re.finditer(r"[\w.'’-]+", rest)]
    words = [word for match, word in found if word not in WEEKDAYS or not _is_weekday(rest, match)]
    days = [word for match, word in found if word in WEEKDAYS and _is_weekday(rest, match)]
    if days and value and len(value) == 10:
        import datetime  # rarely used, and start-up counts

        weekday = datetime.date.fromisoformat(value).weekday()
        notes += (f"{value} is no {word.capitalize()}" for word in days if WEEKDAYS[word] != weekday)
    said = FILLERS | PUBLISHED | SEASONS | (ZONES.keys() if zoned else set())  # the zone's name beside its offset
    if any(word and word not in said for word in words):
        notes.append("text around the date")
    return tuple(notes)


def _is_weekday(rest: str, match: re.Match[str]) -> bool:
    """Whether a word is a weekday also where it has two letters, as German writes them: in Italian `di` is `of`."""
    if len(match[0].rstrip(".")) > 2 or not match[0].isascii():
        return True
    marked = (
        match[0].endswith(".") or rest[match.end() : match.end() + 1] in {",", ")"} or not rest[: match.start()].strip()
    )
    return marked or match[0].istitle()
