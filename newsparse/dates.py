"""A printed time to ISO 8601, at the precision that it states: nothing is filled in or guessed.

A closed set of readings: the forms of ISO 8601, dates with a month's name, numeric dates, a year with a season or
with empty parts, seconds since 1970. A clock is read apart from the date, wherever it stands. Neither the machine's
time zone nor today's date changes anything.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

from .calendar_words import FILLERS, MONTHS, RELATIVE, SEASONS, UPDATES, WEEKDAYS
from .clocks import Clock, find_clock
from .iso8601 import ImpossibleError, check_clock, check_day, read_iso

Order = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[Order, ...] = get_args(Order)

_ZERO = set("0-:./TZtz ")  # what databases print for "no date" is made of these
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY, _YEAR = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?", r"(?P<y>\d{4}|['’]?\d\d)(?!\d)"
_WORD = r"(?:of|de|del|den|d')?"
# Each reading's shape; the first that is found anywhere in the text counts.
_NAMED = (
    rf"(?<!\d){_DAY}[\s\-/,]*{_WORD}\s*(?P<m>{_MONTH})(?![^\W\d_])\.?[\s\-/,]*{_WORD}\s*{_YEAR}",
    rf"\b(?P<m>{_MONTH})\b\.?[\s\-/,]*{_DAY}(?:[\s\-/,]+{_WORD}\s*)(?P<y>\d{{4}}|['’]\d\d)(?!\d)",
    rf"\b(?P<y>\d{{4}})[\s\-/,]+(?P<m>{_MONTH})\b\.?[\s\-/,]*(?P<d>\d{{1,2}})(?!\d)",
    rf"\b(?P<m>{_MONTH})\b\.?[\s\-/,]*{_WORD}\s*(?P<y>\d{{4}})(?!\d)",
)
_YEAR_FIRST = (
    r"(?<!\d)(?P<y>\d{4})\s?(?:[-/.]|年|년)\s?(?P<m>\d{1,2})\s?(?:[-/.]|月|월)\s?(?P<d>\d{1,2})(?!\d)\s?(?:日|일)?",
    r"(?<!\d)(?P<y>\d{4})\s?(?:年|년)\s?(?P<m>\d{1,2})\s?(?:月|월)",
)
_NUMERIC = r"(?<![\d.\-/])(?P<a>\d{1,2})(?P<s>[-/.])\s?(?P<b>\d{1,2})(?P=s)\s?(?P<c>\d{4}|\d\d)(?![\d\-/])"
_PARTLY = r"(?:(?:[-?x]{1,2}|00)[/.\-]){2}(?P<y>\d{4})(?!\d)|(?<!\d)(?P<z>\d{4})(?:[/.\-](?:[-?x]{1,2}|00)){1,2}(?!\d)"
_ISO = r"(?>\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?(?:\s?(?:Z\b|[+-]\d\d:?\d\d))?|\d{4}-?W\d\d-?\d\b)"
# After a time without a zone nothing may stand that belongs to it.
_AFTER = r"(?:(?<=Z)|(?<=[+-]\d\d\d\d)|(?<=[+-]\d\d:\d\d)|(?![\s,]*[A-Za-z])(?![\d-]))"
_RANGE = (
    rf"(?<![:.\d])\d{{1,2}}(?:\s?[-–/~]\s?|\s(?:and|to|bis|et)\s)\d{{1,2}}\.?\s+(?:{_MONTH})\b|\b(?:{_MONTH})\.?\s+\d{{1,2}}\s?[-–~]\s?\d{{1,2}}(?!\d)"
    rf"|\b(?:{_MONTH})\.?\s?[-–/]\s?(?:{_MONTH})\b|\d\.?\s?[-–~]\s?(?:{_MONTH})\.?\s+\d{{1,2}},"
)
_HALVES = {"오후": "PM", "오전": "AM", "下午": "PM", "上午": "AM", "午後": "PM", "午前": "AM"}
_LONGEST = 200  # characters of a printed time
_YEARS = ("1500", "2199")  # what newspapers are of; other calendars and placeholders stand beyond
_EPOCH = r"1\d{9}(?:\d{3})?"
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


class _Day(NamedTuple):
    """A date that was found: `value` in ISO 8601, where it stands, what is to be said of it, other readings."""

    value: str
    start: int
    stop: int
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


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
    if not text.isascii():  # digits of any script, full-width ones among them
        text = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    if _ZERO.issuperset(text) and not any(digit in text for digit in "123456789"):
        return PrintedTime(None)
    try:
        value = read_iso(_EMPTY.sub("", text)) or _epoch(text) or _compact(text)
        if value and _EMPTY.search(text):
            return PrintedTime(value, "N205", f"month or day is left empty: {printed.strip()!r}", 0)
        time = PrintedTime(value) if value else _search(text, order)
        if time.value and not _YEARS[0] <= time.value[:4] <= _YEARS[1]:
            return PrintedTime(None, "N201", f"no year of this calendar that has news: {printed.strip()!r}", 0)
        return time
    except ImpossibleError as error:
        return PrintedTime(None, "N202", f"there is no such {error.part}: {text!r}", error.offset)


def _epoch(text: str) -> str | None:
    if not re.fullmatch(_EPOCH, text):
        return None
    import datetime  # rarely used, and start-up counts

    seconds = int(text) // 1000 if len(text) == 13 else int(text)
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)).isoformat() + "Z"


def _compact(text: str) -> str | None:
    """`20230403140506`, and a day with nothing but an hour."""
    if re.fullmatch(r"(?:19|20)\d{12}", text):
        return read_iso(f"{text[:8]}T{text[8:]}")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d", text):
        check_clock(text[11:], "0", None, (11, 11, 11))
        return (read_iso(text[:10]) or "") + text[10:]
    return None


def _search(text: str, order: Order | None) -> PrintedTime:
    """The time of a text that is more than a form of ISO 8601."""
    for word, half in _HALVES.items():
        text = text.replace(word, half)
    text, updated = _published(text)
    if re.search(_RANGE, text.casefold()):
        return PrintedTime(None, "N203", f"tells of more than one day: {text!r}", 0)
    if not updated and (time := _iso_within(text)):
        return time
    clock = find_clock(text)
    blank = text[: clock.start] + " " * (clock.stop - clock.start) + text[clock.stop :] if clock.value else text
    day = _find_day(blank, order)
    if day is None:
        return _undated(text, blank)
    if updated:
        return PrintedTime(None, "N204", f"tells only of another time: {text!r}", 0)
    if day.others:
        values = [value + clock.at(value)[0] for value in (day.value, *day.others)]
        return _ambiguous(text, values)
    rest = blank[: day.start] + " " + blank[day.stop :]
    return _told(text, day, clock, _around(rest, day.value))


def _iso_within(text: str) -> PrintedTime | None:
    """The one time of ISO 8601 that stands in a text, whatever is around it; several are ambiguous."""
    found = re.search(_ISO + _AFTER, text)
    value = read_iso(found[0]) if found else None
    if found is None or value is None:
        return None
    others = {read_iso(other[0]) for other in re.finditer(_ISO, text)} - {value}
    if others:
        return _ambiguous(text, [value, *sorted(filter(None, others))])
    day = _Day(value, found.start(), found.end())
    return _told(text, day, Clock(""), _around(re.sub(_ISO, " ", text), None))


def _published(text: str) -> tuple[str, bool]:
    """The part of `text` that tells of the publication, and whether there is only one of an update."""
    parts = re.split(r"(?i)\b((?:last )?(?:" + "|".join(sorted(UPDATES)) + r")(?: on| at)?)\b[:\s]*", text)
    if len(parts) < 3:
        return text, False
    if re.search(r"\d", parts[0]):
        return parts[0].rstrip(" |·•,;-(["), False
    match = re.search(r"(?i)\b(?:first )?publish(?:ed)?\b(.*)", parts[2])
    return (match[1], False) if match else (text, True)


def _told(text: str, day: _Day, clock: Clock, around: tuple[str, ...]) -> PrintedTime:
    time, notes = clock.at(day.value) if len(day.value) == 10 else ("", ())
    said = [*day.notes, *notes, *around]
    if said:
        return PrintedTime(day.value + time, "N205", f"{'; '.join(said)}: {text!r}", 0)
    return PrintedTime(day.value + time)


def _ambiguous(text: str, values: list[str]) -> PrintedTime:
    advice = "" if len({len(value) for value in values}) > 1 else "; --date-order says which"
    return PrintedTime(None, "N203", f"could be {' or '.join(values)}{advice}: {text!r}", 0)


def _undated(text: str, blank: str) -> PrintedTime:
    words = re.findall(r"[^\W\d_]+", blank.casefold())
    counted = re.fullmatch(r"\d{1,3}\s?(?:m|h|d|w|mo|y)", text)  # 8h; not: 26 s
    if counted or any(word in RELATIVE or word in WEEKDAYS for word in words):
        return PrintedTime(None, "N204", f"counts from a day that is not told: {text!r}", 0)
    if any(word in MONTHS and len(word) > 2 for word in words):
        return PrintedTime(None, "N204", f"no year or no day is told: {text!r}", 0)
    return PrintedTime(None, "N201", f"not a date that newsparse reads: {text!r}; write it like 2022-01-11", 0)


def _find_day(text: str, order: Order | None) -> _Day | None:
    """The date in `text`, from which the clock was taken away."""
    low = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    for shape in _NAMED:
        if days := [_named(match) for match in re.finditer(shape, low)]:
            others = dict.fromkeys(day.value for day in days if day.value != days[0].value)
            return days[0]._replace(others=tuple(others))
    for shape in _YEAR_FIRST:
        if days := [_year_first(match) for match in re.finditer(shape, low)]:
            others = dict.fromkeys(day.value for day in days if day.value != days[0].value)
            return days[0]._replace(others=tuple(others))
    return _find_rarer(low, order)


def _find_rarer(low: str, order: Order | None) -> _Day | None:
    """A date with empty parts, of three numbers, a season, or a year by itself."""
    if found := re.search(_PARTLY, low):
        note = "month and day are left empty"
        return _Day(found["y"] or found["z"], found.start(), found.end(), (note,))
    if found := re.search(_NUMERIC, low):
        return _numeric(found, order)
    if found := re.search(rf"(?:{'|'.join(SEASONS)})[\s,]+(?:of\s)?(\d{{4}})(?!\d)", low):
        return _Day(found[1], found.start(), found.end())
    year = re.fullmatch(r"\W*((?:1[5-9]|20)\d\d)\W*", low)
    return _Day(year[1], year.start(1), year.end(1)) if year else None


def _year_first(match: re.Match[str]) -> _Day:
    """A date in numbers whose year stands first."""
    day = match.groupdict().get("d")
    return _Day(check_day(match["y"], match["m"], day, match.start()), match.start(), match.end())


def _named(match: re.Match[str]) -> _Day:
    """A date whose month is a word."""
    day, year = match.groupdict().get("d"), match["y"].lstrip("'’")
    notes = ("the year has two digits",) if len(year) == 2 else ()
    year = _century(year) if notes else year
    value = check_day(year, str(MONTHS[match["m"]]), day, match.start())
    return _Day(value, match.start(), match.end(), notes)


def _century(year: str) -> str:
    """Two digits as POSIX reads them, whatever the year is now: 69 to 99 are of 1900, 00 to 68 of 2000."""
    return ("19" if int(year) > 68 else "20") + year


def _numeric(match: re.Match[str], order: Order | None) -> _Day:
    """A date of three numbers: the readings that the calendar allows, unless `order` says which."""
    a, b, c, sign = match["a"], match["b"], match["c"], match["s"]
    short = len(c) == 2
    last = _century(c) if short else c
    readings = {"dmy": (last, b, a), "mdy": (last, a, b)}
    if short:
        readings["ymd"] = (_century(a.zfill(2)), b, c)
    values: dict[str, str] = {}
    for name, (year, month, day) in readings.items():
        try:
            values[name] = check_day(year, month, day, match.start())
        except ImpossibleError:
            continue
    if not values:
        check_day(last, b, a, match.start())
    notes = ["the year has two digits"] if short else []
    if order in values:
        kept = [values[order]]
    elif sign == "." and "dmy" in values:
        kept = [values["dmy"]]  # dots stand between day, month and year nearly everywhere
        notes += ["dots are read as day, month, year"] if len(set(values.values())) > 1 else []
    else:
        kept = list(dict.fromkeys(values.values()))
    if len(kept) == 1 and short and order is None and sign != "/" and len(values) == 1:
        notes.append("its place is taken from the other numbers")
    return _Day(kept[0], match.start(), match.end(), tuple(notes), tuple(kept[1:]))


def _around(rest: str, value: str | None) -> tuple[str, ...]:
    """What is to be said of the text around a date: another weekday than its own, or words that say nothing."""
    notes: list[str] = []
    words = [word.strip(".'’-") for word in re.findall(r"[\w.'’-]+", rest.casefold())]
    for word in words:
        if word in WEEKDAYS and value and len(value) == 10:
            import datetime  # rarely used, and start-up counts

            if datetime.date.fromisoformat(value).weekday() != WEEKDAYS[word]:
                notes.append(f"{value} is no {word.capitalize()}")
    if any(word and word not in WEEKDAYS and word not in FILLERS for word in words):
        notes.append("text around the date")
    return tuple(notes)
