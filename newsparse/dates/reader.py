"""Convert a printed time to ISO 8601, at the precision that it states; no component is filled in or guessed.

The supported formats are ISO 8601, dates with a month name, numeric dates, a year with a season or with empty parts,
and seconds since 1970. The time of day may be anywhere in the text. The result depends neither on the time zone of
the machine nor on the current date.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .calendar_date import DateMatch, DateOrder, find_date, month_pattern
from .calendar_words import FILLERS, MONTHS, RELATIVE_WORDS, SEASONS, WEEKDAYS, ZONES
from .clock_time import Clock, find_clock
from .iso8601 import ImpossibleError, check_clock, parse_iso
from .phrases import (
    ERA_PATTERN,
    LAST_WORDS,
    MARK_HOURS,
    OTHER_TIME_WORDS,
    PUBLICATION_WORDS,
    VERB_FINAL_WORDS,
    fold_case,
    is_cjk,
    mark_day_periods,
    word_pattern,
)

_ZERO_CHARACTERS = set("0-:./TZtz ")  # the characters of placeholders such as `0000-00-00T00:00:00Z`
_ISO_PATTERN = (
    r"(?>\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?(?:\s?(?:Z\b|[+-]\d\d:?\d\d))?|\d{4}-?W\d\d-?\d\b)"
)
# A time without a zone must not be followed by a word, a digit or a sign, which could be its zone.
_ISO_END = r"(?:(?<=Z)|(?<=[+-]\d\d\d\d)|(?<=[+-]\d\d:\d\d)|(?![\s,(\[]*[^\W\d_])(?![\d+-]))"
_DAY_RANGE = (
    r"(?<![:.\d])\d{1,2}(?:\s?[-–/~]\s?|\s(?:and|to|bis|et)\s)\d{1,2}[.,]?\s+(?:MONTH)\b"
    r"|\b(?:MONTH)\.?\s+\d{1,2}\s?[-–~]\s?\d{1,2}(?!\d)"
    r"|\b(?:MONTH)\.?\s?[-–/]\s?(?:MONTH)\b|\d\.?\s?[-–~]\s?(?:MONTH)\.?\s+\d{1,2},"
)
_YEAR_RANGE = r"(?:^|[a-z]\s)(?:1[5-9]|20)\d\d\s?[-–/]\s?(?:(?:1[5-9]|20)\d\d|(?!(?<=/)(?:0[1-9]|1[0-2]))\d\d)$"
_FULL_WIDTH = str.maketrans("：／．－，（）［］", ":/.-,()[]")
# Syntax around a time, and its replacement.
_WRAPPINGS = (
    (r"^/Date\((\d{10,13})(?:[+-]\d{4})?\)/$", r"\1"),  # JSON of .NET
    (r"^D:(\d{14})", r"\1"),  # PDF
    (r"(?<=/\d{4}):(?=\d\d:\d\d:\d\d)", " "),  # web server logs
    (r"(?<=[+-]\d{4})\s*\([^()\d]*\)$", ""),  # zone name after an offset, as JavaScript prints it
    (r"(?<=\dZ)\[[\w/]+\]$", ""),  # zone name after `Z`, as Java prints it
)
_MAX_CHARACTERS = 200
_FIRST_YEAR, _LAST_YEAR = "1500", "2199"  # years beyond are placeholders or belong to another calendar
_EPOCH_PATTERN = r"(1\d{9})(?:\d{3}(?:\d{3})?)?(\.\d{1,6})?"
# A year (not four digits that are a time of day), or a date whose year has two digits.
_DATE_PATTERN = (
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d|\s?(?:gmt|utc|hrs|hours|z)\b)|(?<!\d)(?:19|20)\d{6}"
    r"|['’]\d\d(?!\d)|\d[\s/.-]+\w+[\s/.-]+\d\d(?![\d:])"
)
_WESTERN_YEAR = r"(?<!\d)(?:1[5-9]|20)\d\d\s?[年년./-]"
_ZERO_MONTH_OR_DAY = re.compile(r"(?<=^\d{4})(?:-00)?-00(?: 00:00(?::00)?)?$|(?<=^\d{4}-\d\d)-00(?: 00:00(?::00)?)?$")


class PrintedTime(NamedTuple):
    """The result of parsing a printed time.

    `value` is the time in ISO 8601, or None. `code` is the code of the problem: N201 (unreadable), N202 (impossible),
    N203 (ambiguous) or N204 (incomplete) if `value` is None, N205 (uncertain) if it is not. `offset` is the position
    of the problem in the printed time, in characters. Both `value` and `code` are None if no time is printed.
    """

    value: str | None
    code: str | None = None
    message: str = ""
    offset: int = 0


class _Segment(NamedTuple):
    """A segment of a printed time, from `start` to `stop` in characters.

    `event` is `publication`, `other` (an update, a visit), or empty if the segment has no label.
    """

    start: int
    stop: int
    event: str
    has_date: bool


def parse_time(printed: str, order: DateOrder | None = None) -> PrintedTime:
    """Parse the time in `printed`; `order` is the field order of ambiguous numeric dates. Never raises.

    >>> parse_time("2022-01").value, parse_time("Jan. 11, 2022, 5:32 p.m.").value
    ('2022-01', '2022-01-11T17:32')
    >>> parse_time("2022-02-30").code, parse_time("01/02/2022").code, parse_time("01/02/2022", "dmy").value
    ('N202', 'N203', '2022-02-01')
    """
    text = printed.strip()
    if len(text) > _MAX_CHARACTERS:
        return PrintedTime(None, "N201", f"longer than {_MAX_CHARACTERS} characters: {text[:40]!r}…", 0)
    time = _parse(_normalize(text), order)
    return time._replace(message=f"{time.message}: {text!r}") if time.code else time


def _normalize(text: str) -> str:
    """Replace digits of other scripts by ASCII digits, and remove the syntax around the time."""
    if not text.isascii():
        text = "".join(str(int(char)) if char.isdecimal() else char for char in text.translate(_FULL_WIDTH))
    if not text[-1:].isdigit() or "/" in text or text[:2] == "D:":
        for pattern, replacement in _WRAPPINGS:
            text = re.sub(pattern, replacement, text)
    return text


def _parse(text: str, order: DateOrder | None) -> PrintedTime:
    """Parse a normalized text; its messages lack the text."""
    if not text.strip("-"):
        return PrintedTime(None)
    if _ZERO_CHARACTERS.issuperset(text) and not any(digit in text for digit in "123456789"):
        return PrintedTime(None, "N201", "only zeros and punctuation, not a date")
    try:
        value = parse_iso(_ZERO_MONTH_OR_DAY.sub("", text)) or _parse_epoch(text) or _parse_compact(text)
        if value and _ZERO_MONTH_OR_DAY.search(text):
            return PrintedTime(value, "N205", "the month or day is 00 and is omitted")
        time = PrintedTime(value) if value else _search_text(text, order)
    except ImpossibleError as error:
        return PrintedTime(None, "N202", f"no such {error.component}", error.offset)
    if (time.value or "").startswith("1970-01-01T00:00") and (time.value or "")[16:] in ("", ":00", "Z", ":00Z"):
        return PrintedTime(None, "N201", "1970-01-01T00:00, the default value of a missing time")
    if time.value and not _FIRST_YEAR <= time.value[:4] <= _LAST_YEAR:
        return PrintedTime(None, "N201", f"the year is not between {_FIRST_YEAR} and {_LAST_YEAR}")
    return time


def _parse_epoch(text: str) -> str | None:
    """Convert seconds, milliseconds or microseconds since 1970, as `2023-04-05T14:05:06Z`."""
    match = re.fullmatch(_EPOCH_PATTERN, text)
    if match is None:
        return None
    import datetime  # imported on demand: rarely needed, slows start-up

    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=int(match[1]))
    return moment.isoformat() + (match[2] or "") + "Z"


def _parse_compact(text: str) -> str | None:
    """Convert `20230403140506`, `202304031405` and `2023-04-03T14`."""
    if re.fullmatch(r"(?:19|20)\d{10}(?:\d\d)?Z?", text):
        return parse_iso(f"{text[:8]}T{text[8:]}")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d", text):
        check_clock(text[11:], "0", None, (11, 11, 11))
        return (parse_iso(text[:10]) or "") + text[10:]
    return None


def _search_text(text: str, order: DateOrder | None) -> PrintedTime:
    """Find the time in a text that is not ISO 8601 as a whole.

    Words and times that have been used are replaced by spaces, so that offsets stay those of `text`.
    """
    text = re.sub(r"(?i)\b(?:12 ?)?noon\b", lambda match: "12PM".ljust(len(match[0])), mark_day_periods(text))
    if re.search(_WESTERN_YEAR, text):  # a year of an era beside it is the same year
        text = re.sub(ERA_PATTERN, lambda match: " " * len(match[0]), text)
    text, has_only_other_times = _blank_other_times(text)
    folded = fold_case(text)
    months = month_pattern(folded)
    if re.search(_YEAR_RANGE, folded) or (months and re.search(_DAY_RANGE.replace("MONTH", months), folded)):
        return PrintedTime(None, "N203", "a range of dates, not one date", 0)
    if not has_only_other_times and MARK_HOURS.keys().isdisjoint(text) and (time := _find_iso(text)):
        return time
    clock = find_clock(text)
    without_clock = _blank(text, clock.start, clock.stop)
    date = find_date(without_clock, order)
    if date is None:
        return _undated_result(text, without_clock)
    if has_only_other_times:
        return PrintedTime(None, "N204", "only the time of another event, such as an update", 0)
    if date.alternatives:
        values = [value + clock.suffix_for(value)[0] for value in (date.value, *date.alternatives)]
        return _ambiguous_result(values, date.advice)
    context = without_clock[: date.start] + " " + without_clock[date.stop :]
    return _dated_result(date, clock, _context_notes(context, date.value, bool(clock.zone or clock.utc_offset)))


def _blank(text: str, start: int, stop: int) -> str:
    """Replace the characters from `start` to `stop` by spaces."""
    return text[:start] + " " * (stop - start) + text[stop:]


def _find_iso(text: str) -> PrintedTime | None:
    """Find the ISO 8601 time within a text; None if there is none, an ambiguous result if there are several."""
    found = re.search(_ISO_PATTERN + _ISO_END, text)
    value = parse_iso(found[0]) if found else None
    if found is None or value is None:
        return None
    alternatives = {parse_iso(match[0]) for match in re.finditer(_ISO_PATTERN, text)} - {value}
    if alternatives:
        return _ambiguous_result([value, *sorted(filter(None, alternatives))])
    has_zone = value[-1] == "Z" or value[-6] in "+-"
    notes = _context_notes(re.sub(_ISO_PATTERN, " ", text), None, has_zone)
    return _dated_result(DateMatch(value, found.start(), found.end()), Clock(""), notes)


def _blank_other_times(text: str) -> tuple[str, bool]:
    """Replace by spaces the segments of `text` that state another time than that of publication.

    Returns the text, and whether all dates in it are other times; then it is unchanged.
    """
    folded = fold_case(text)
    other = word_pattern(folded, OTHER_TIME_WORDS, hangul_boundary=True)
    publication = word_pattern(folded, PUBLICATION_WORDS, hangul_boundary=True)
    if "stand" in folded:  # German for `as of`, at the beginning only
        other = "|".join(filter(None, (r"(?:^|(?<=\())stand(?=:|\s+(?:vom\s+)?(?:\d|\w+\s\d{4}\b))", other)))
    if not other and not (publication and len(re.findall(_DATE_PATTERN, folded)) > 1):
        return text, False
    segments = _split_segments(folded, other or "(?!)", publication or "(?!)")
    events = {segment.event for segment in segments if segment.has_date}
    if "publication" not in events and "" not in events:
        return text, "other" in events
    for segment in segments:
        is_other = segment.event == "other" and re.search(r"\d", folded[segment.start : segment.stop])
        if is_other or ("publication" in events and not segment.event and segment.has_date):
            text = _blank(text, segment.start, segment.stop)
    return text, False


def _split_segments(folded: str, other: str, publication: str) -> list[_Segment]:
    """Split a text at the labels of publication and of other times.

    A label describes the text after it, or the text before it in languages whose verbs come last. `other` and
    `publication` are regular expressions of the labels.
    """
    last = word_pattern(folded, LAST_WORDS) or "(?!)"
    words = list(re.finditer(f"(?P<other>(?:(?:{last})\\s?)?(?:{other}))|(?P<publication>{publication})", folded))
    events = ["", *(word.lastgroup or "" for word in words)]
    bounds = [word.start() for word in words]
    if words and all(is_cjk(word[0]) or word[0].strip() in VERB_FINAL_WORDS for word in words):
        tail = folded[words[-1].end() :]
        if re.search(r"\d", folded[: bounds[0]]) and not re.search(r"\d|:", tail):
            events, bounds = [*events[1:], ""], [word.end() for word in words]
    return [
        _Segment(start, stop, event, re.search(_DATE_PATTERN, folded[start:stop]) is not None)
        for start, stop, event in zip([0, *bounds], [*bounds, len(folded)], events, strict=True)
    ]


def _dated_result(date: DateMatch, clock: Clock, context_notes: tuple[str, ...]) -> PrintedTime:
    """Return the result for a date and its time of day; it is uncertain (N205) if there are notes."""
    time, clock_notes = clock.suffix_for(date.value)
    notes = "; ".join([*date.notes, *clock_notes, *context_notes])
    return PrintedTime(date.value + time, "N205" if notes else None, notes)


def _ambiguous_result(values: list[str], advice: str = "") -> PrintedTime:
    return PrintedTime(None, "N203", f"can mean {', '.join(values[:-1])} or {values[-1]}{advice}", 0)


def _undated_result(text: str, without_clock: str) -> PrintedTime:
    """Return the result for a text without a complete date (N201, N204); its message is the reason."""
    words = re.findall(r"[^\W\d_]+", without_clock.casefold())
    if re.search(ERA_PATTERN, text):
        return PrintedTime(None, "N201", "a year of another calendar or era")
    if re.search(r"\d\s?[月월]", without_clock):
        return PrintedTime(None, "N204", "the year or the day is missing")
    is_age = re.fullmatch(r"\d{1,3}\s?(?:m|h|d|w|mo|y)", text)  # 8h; not: 26 s
    if is_age or any(word in RELATIVE_WORDS or word in WEEKDAYS for word in words):
        return PrintedTime(None, "N204", "relative date without a reference day", 0)
    if any(word in MONTHS and len(word) > 2 for word in words):
        return PrintedTime(None, "N204", "the year or the day is missing", 0)
    return PrintedTime(None, "N201", "unknown date format", 0)


def _context_notes(context: str, value: str | None, has_zone: bool) -> tuple[str, ...]:
    """Return the reasons for uncertainty in the text around a date: a wrong weekday, or words without a known meaning.

    With `has_zone`, zone names are known words: they may repeat the UTC offset.
    """
    notes: list[str] = []
    found = [(match, match[0].casefold().strip(".'’-")) for match in re.finditer(r"[\w.'’-]+", context)]
    weekdays = [word for match, word in found if word in WEEKDAYS and _is_weekday(context, match)]
    words = [word for match, word in found if word not in WEEKDAYS or not _is_weekday(context, match)]
    if weekdays and value and len(value) == 10:
        import datetime  # imported on demand: rarely needed, slows start-up

        weekday = datetime.date.fromisoformat(value).weekday()
        notes += (f"{value} is not a {word.capitalize()}" for word in weekdays if WEEKDAYS[word] != weekday)
    known = FILLERS | PUBLICATION_WORDS | SEASONS | (ZONES.keys() if has_zone else set())
    if any(word and word not in known for word in words):
        notes.append("unknown words next to the date")
    return tuple(notes)


def _is_weekday(context: str, match: re.Match[str]) -> bool:
    """Whether a word of WEEKDAYS is a weekday in its context.

    German abbreviates weekdays to two letters, which are words of other languages: `di` is `of` in Italian.
    """
    if len(match[0].rstrip(".")) > 2 or not match[0].isascii():
        return True
    is_delimited = match[0].endswith(".") or context[match.end() : match.end() + 1] in {",", ")"}
    return is_delimited or not context[: match.start()].strip() or match[0].istitle()
