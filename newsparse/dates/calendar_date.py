"""The date in a printed time: with a month's name, in numbers, a year with a season or with empty parts."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

from .calendar_words import EITHER_MONTH, FILLERS, MONTHS, SEASONS, WEEKDAYS
from .iso8601 import ImpossibleError, check_day
from .phrases import COUNTED, small

Order = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[Order, ...] = get_args(Order)

_DAY, _YEAR = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?", r"(?P<y>\d{4}|['’]?\d\d(?![\s,]+(?:19|20)\d\d(?!\d)))(?!\d)"
_WORD = r"(?:(?:of|de|del|den|d'|tháng)\s*+)?"
_LETTER = r"[^\W\d_]"
# Each reading's shape around MONTH; the first that is found anywhere in the text counts.
_NAMED = (
    rf"(?<!\d){_DAY}(?:\sday)?[\s\-/,]*+{_WORD}(?P<m>MONTH)(?!{_LETTER})\.?[\s\-/,]*+{_WORD}{_YEAR}",
    rf"(?<!{_LETTER})(?P<m>MONTH)(?!{_LETTER})\.?[\s\-/,]*{_DAY}[\s\-/,]++{_WORD}(?P<y>\d{{4}}|['’]\d\d)(?!\d)",
    rf"\b(?P<y>\d{{4}})[\s\-/,.]+(?P<m>MONTH)(?!{_LETTER})\.?[\s\-/,]*(?P<d>\d{{1,2}})(?!\d)\.?",
    rf"(?<!{_LETTER})(?P<m>MONTH)(?!{_LETTER})\.?[\s\-/,]*+{_WORD}(?P<y>\d{{4}})(?!\d)",
)
_PART_OF_YEAR = (
    r"(?:SEASON|\b(?:[qht][1-4]|[1-4][qht]|quarter|half|quartal|halbjahr|trimestre|semestre|kwartaal|early|mid"
    r"|late|end(?=\sof)|beginning(?=\sof)|anfang|mitte|ende|début))[\s,/-]+(?:of\s|de\s|del\s|di\s)?(?P<y>\d{4})(?!\d)"
    r"|(?<!\d)(?P<z>\d{4})[\s,/-]*(?:\b(?:(?:SEASON)\b|[qht][1-4]\b|[1-4][qht]\b)"
    r"|[年년]\s?(?:第?[1-4一二三四](?:季度|四半期)|[1-4]분기|[春夏秋冬봄]|여름|가을|겨울|[上下]半年|[初末底]))"
)
_YEAR_FIRST = (
    (
        r"(?<!\d)(?<!\d[/.-])(?P<y>\d{4})\s?(?:[-/.]|[年년]\)?)\s*"
        r"(?P<m>\d{1,2})\s?(?:[-/.]|月|월)\s?(?P<d>\d{1,2})(?!\d)\s?(?:日|일)?"
    ),
    r"(?<!\d)(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2}),?\s+(?:năm\s+)?(?P<y>\d{4})(?!\d)",
    r"(?<!\d)(?P<y>\d{4})\s?[年년]\)?\s*(?P<m>\d{1,2})\s?(?:月|월)",
)
_NUMERIC = r"(?<![\d.\-/])(?P<a>\d{1,2})(?P<s>[-/.])\s?(?P<b>\d{1,2})(?P=s)\s?(?P<c>\d{4}|\d\d)(?![\d\-/])"
_PARTLY = r"(?:(?:[-?x]{1,2}|00)[/.\-]){2}(?P<y>\d{4})(?!\d)|(?<!\d)(?P<z>\d{4})(?:[/.\-](?:[-?x]{1,2}|00)){1,2}(?!\d)"


class Day(NamedTuple):
    """A date that was found: `value` in ISO 8601, where it stands, what is to be said of it, other readings.

    `advice` says what decides between them.
    """

    value: str
    start: int
    stop: int
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    advice: str = ""


def find_day(text: str, order: Order | None) -> Day | None:
    """The date in `text`, from which the clock was taken away."""
    low = small(text)
    months = months_of(low)
    shapes = [(shape.replace("MONTH", months), _named) for shape in _NAMED] if months else []
    for shape, read in [*shapes, *((shape, _year_first) for shape in _YEAR_FIRST)]:
        if days := [read(match) for match in re.finditer(shape, low) if not _is_number(low, match)]:
            return _one_of(days)
    return _find_rarer(low, order)


def _is_number(low: str, match: re.Match[str]) -> bool:
    """Whether what looks like the day before a month counts pages or volumes: `Vol. 12, March 2021`."""
    groups = match.groupdict()
    if match.start() != match.start("d" if "d" in groups else 0) or "y" not in groups or groups["m"][:1].isdigit():
        return False
    word = re.search(r"((?<![^\W\d_])[^\W\d_]+|[№#])[.:°º#\s]{0,40}(?:\d+\s?[-–/]\s?)?$", low[: match.start()])
    if word is None:
        return False
    comma = re.match(r"\d+\s*,", match[0])
    return word[1] in COUNTED or bool(comma and word[1] not in FILLERS and word[1] not in WEEKDAYS)


def months_of(low: str) -> str:
    """The words for months in a text of small letters, as a choice of a pattern: compiling them all takes too long."""
    words = re.findall(r"[^\s\d.,;:/()|'’_–—-]+", low)
    return "|".join(sorted({re.escape(word) for word in words if word in MONTHS}, key=len, reverse=True))


def _one_of(days: list[Day]) -> Day:
    """The first of several, with all that the others could be; then no order of numbers decides."""
    values = dict.fromkeys(value for day in days for value in (day.value, *day.others))
    others = tuple(value for value in values if value != days[0].value)
    return days[0]._replace(others=others, advice=days[0].advice if others == days[0].others else "")


def _find_rarer(low: str, order: Order | None) -> Day | None:
    """A date with empty parts, of three numbers, a season, or a year by itself."""
    if found := re.search(_PARTLY, low):
        note = "month and day are left empty"
        return Day(found["y"] or found["z"], found.start(), found.end(), (note,))
    if numbers := list(re.finditer(_NUMERIC, low)):
        return _one_of([_numeric(match, order) for match in numbers if match is numbers[0] or len(match["c"]) == 4])
    seasons = "|".join(word for word in re.findall(r"[^\W\d_]+", low) if word in SEASONS)
    if found := re.search(_PART_OF_YEAR.replace("SEASON", seasons or "(?!)"), low):
        return Day(
            found["y"] or found["z"], found.start(), found.end(), ("of its part of the year only the year is kept",)
        )
    if found := re.fullmatch(
        r"\W*(?:(0?[1-9]|1[0-2])[/.-]((?:1[5-9]|20)\d\d)|((?:1[5-9]|20)\d\d)[/.](0?[1-9]|1[0-2]))\W*", low
    ):
        year, month = (found[2], found[1]) if found[2] else (found[3], found[4])
        return Day(f"{year}-{month.zfill(2)}", found.start(), found.end())
    year = re.fullmatch(r"[^\w©]*+(?:(circa|ca?\.|about)\s*+)?((?:1[5-9]|20)\d\d)[^\w©]*", low)
    return Day(year[2], year.start(2), year.end(2), ("it is about that year",) if year[1] else ()) if year else None


def _year_first(match: re.Match[str]) -> Day:
    """A date in numbers whose year stands first."""
    day = match.groupdict().get("d")
    return Day(check_day(match["y"], match["m"], day, match.start()), match.start(), match.end())


def _named(match: re.Match[str]) -> Day:
    """A date whose month is a word."""
    day, year = match.groupdict().get("d"), match["y"].lstrip("'’")
    notes = ("the year has two digits",) if len(year) == 2 else ()
    year = _century(year) if notes else year
    value = check_day(year, str(MONTHS[match["m"]]), day, match.start())
    other = EITHER_MONTH.get(match["m"]) if "." in match[0] else None
    others = (check_day(year, str(other), day, match.start()),) if other else ()
    return Day(value, match.start(), match.end(), notes, others)


def _century(year: str) -> str:
    """Two digits as POSIX reads them, whatever the year is now: 69 to 99 are of 1900, 00 to 68 of 2000."""
    return ("19" if int(year) > 68 else "20") + year


def _numeric(match: re.Match[str], order: Order | None) -> Day:
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
    advice = "; --date-order says which" if order is None else f"; neither is in the order {order}"
    return Day(kept[0], match.start(), match.end(), tuple(notes), tuple(kept[1:]), advice if kept[1:] else "")
