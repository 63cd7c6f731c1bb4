"""Find the calendar date in a printed time: with a month name, in numbers, or a year alone."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

from .calendar_words import AMBIGUOUS_MONTHS, FILLERS, MONTHS, SEASONS, WEEKDAYS
from .iso8601 import ImpossibleError, format_date
from .phrases import COUNTED_NOUNS, fold_case

DateOrder = Literal["dmy", "mdy", "ymd"]
DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)

_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
_YEAR = r"(?P<y>\d{4}|['’]?\d\d(?![\s,]+(?:19|20)\d\d(?!\d)))(?!\d)"
_PREPOSITION = r"(?:(?:of|de|del|den|d'|tháng)\s*+)?"
_LETTER = r"[^\W\d_]"
# Orders of day, month name and year. The first pattern that matches anywhere in the text decides.
_NAMED_MONTH_PATTERNS = (
    rf"(?<!\d){_DAY}(?:\sday)?[\s\-/,]*+{_PREPOSITION}(?P<m>MONTH)(?!{_LETTER})\.?[\s\-/,]*+{_PREPOSITION}{_YEAR}",
    rf"(?<!{_LETTER})(?P<m>MONTH)(?!{_LETTER})\.?[\s\-/,]*{_DAY}[\s\-/,]++{_PREPOSITION}(?P<y>\d{{4}}|['’]\d\d)(?!\d)",
    rf"\b(?P<y>\d{{4}})[\s\-/,.]+(?P<m>MONTH)(?!{_LETTER})\.?[\s\-/,]*(?P<d>\d{{1,2}})(?!\d)\.?",
    rf"(?<!{_LETTER})(?P<m>MONTH)(?!{_LETTER})\.?[\s\-/,]*+{_PREPOSITION}(?P<y>\d{{4}})(?!\d)",
)
_YEAR_PERIOD_PATTERN = (
    r"(?:SEASON|\b(?:[qht][1-4]|[1-4][qht]|quarter|half|quartal|halbjahr|trimestre|semestre|kwartaal|early|mid"
    r"|late|end(?=\sof)|beginning(?=\sof)|anfang|mitte|ende|début))[\s,/-]+(?:of\s|de\s|del\s|di\s)?(?P<y>\d{4})(?!\d)"
    r"|(?<!\d)(?P<z>\d{4})[\s,/-]*(?:\b(?:(?:SEASON)\b|[qht][1-4]\b|[1-4][qht]\b)"
    r"|[年년]\s?(?:第?[1-4一二三四](?:季度|四半期)|[1-4]분기|[春夏秋冬봄]|여름|가을|겨울|[上下]半年|[初末底]))"
)
_YEAR_FIRST_PATTERNS = (
    (
        r"(?<!\d)(?<!\d[/.-])(?P<y>\d{4})\s?(?:[-/.]|[年년]\)?)\s*"
        r"(?P<m>\d{1,2})\s?(?:[-/.]|月|월)\s?(?P<d>\d{1,2})(?!\d)\s?(?:日|일)?"
    ),
    r"(?<!\d)(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2}),?\s+(?:năm\s+)?(?P<y>\d{4})(?!\d)",
    r"(?<!\d)(?P<y>\d{4})\s?[年년]\)?\s*(?P<m>\d{1,2})\s?(?:月|월)",
)
_NUMERIC_PATTERN = r"(?<![\d.\-/])(?P<a>\d{1,2})(?P<s>[-/.])\s?(?P<b>\d{1,2})(?P=s)\s?(?P<c>\d{4}|\d\d)(?![\d\-/])"
_EMPTY_PARTS_PATTERN = (
    r"(?:(?:[-?x]{1,2}|00)[/.\-]){2}(?P<y>\d{4})(?!\d)|(?<!\d)(?P<z>\d{4})(?:[/.\-](?:[-?x]{1,2}|00)){1,2}(?!\d)"
)


class DateMatch(NamedTuple):
    """A date found in a text.

    `value` is the date in ISO 8601; `start` and `stop` are character offsets in the text. `notes` are the reasons
    why the date is uncertain. `alternatives` are other possible values; `advice` is a clause for the message about
    them and names the option that resolves the ambiguity.
    """

    value: str
    start: int
    stop: int
    notes: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    advice: str = ""


def find_date(text: str, order: DateOrder | None) -> DateMatch | None:
    """Find the date in `text`, whose time of day has been replaced by spaces.

    `order` resolves numeric dates with several readings. Raises ImpossibleError for a date that does not exist.
    """
    folded = fold_case(text)
    months = month_pattern(folded)
    patterns = (
        [(pattern.replace("MONTH", months), _parse_named_month) for pattern in _NAMED_MONTH_PATTERNS] if months else []
    )
    for pattern, parse in [*patterns, *((pattern, _parse_year_first) for pattern in _YEAR_FIRST_PATTERNS)]:
        if dates := [parse(match) for match in re.finditer(pattern, folded) if not _is_counted_number(folded, match)]:
            return _merge_matches(dates)
    return _find_numeric_or_partial_date(folded, order)


def _is_counted_number(folded: str, match: re.Match[str]) -> bool:
    """Whether the number before a month counts pages or volumes and is no day: `Vol. 12, March 2021`."""
    groups = match.groupdict()
    if match.start() != match.start("d" if "d" in groups else 0) or "y" not in groups or groups["m"][:1].isdigit():
        return False
    word = re.search(r"((?<![^\W\d_])[^\W\d_]+|[№#])[.:°º#\s]{0,40}(?:\d+\s?[-–/]\s?)?$", folded[: match.start()])
    if word is None:
        return False
    comma = re.match(r"\d+\s*,", match[0])
    return word[1] in COUNTED_NOUNS or bool(comma and word[1] not in FILLERS and word[1] not in WEEKDAYS)


def month_pattern(folded: str) -> str:
    """Build a regular expression of the month names in a case-folded text; empty if there are none.

    An expression of all month names takes too long to compile.
    """
    words = re.findall(r"[^\s\d.,;:/()|'’_–—-]+", folded)
    return "|".join(sorted({re.escape(word) for word in words if word in MONTHS}, key=len, reverse=True))


def _merge_matches(dates: list[DateMatch]) -> DateMatch:
    """Return the first date, with the values of the others as alternatives.

    The advice to pass a field order is dropped if the order cannot decide between them.
    """
    first = dates[0]
    values = dict.fromkeys(value for date in dates for value in (date.value, *date.alternatives))
    alternatives = tuple(value for value in values if value != first.value)
    return first._replace(alternatives=alternatives, advice=first.advice if alternatives == first.alternatives else "")


def _find_numeric_or_partial_date(folded: str, order: DateOrder | None) -> DateMatch | None:
    """Find a date with an empty month or day, of three numbers, of a season or quarter, or a year alone."""
    if found := re.search(_EMPTY_PARTS_PATTERN, folded):
        note = "the month and day are empty and are omitted"
        return DateMatch(found["y"] or found["z"], found.start(), found.end(), (note,))
    if numbers := list(re.finditer(_NUMERIC_PATTERN, folded)):
        return _merge_matches(
            [_parse_numeric(match, order) for match in numbers if match is numbers[0] or len(match["c"]) == 4]
        )
    seasons = "|".join(word for word in re.findall(r"[^\W\d_]+", folded) if word in SEASONS)
    if found := re.search(_YEAR_PERIOD_PATTERN.replace("SEASON", seasons or "(?!)"), folded):
        return DateMatch(
            found["y"] or found["z"], found.start(), found.end(), ("the season or part of the year is omitted",)
        )
    if found := re.fullmatch(
        r"\W*(?:(0?[1-9]|1[0-2])[/.-]((?:1[5-9]|20)\d\d)|((?:1[5-9]|20)\d\d)[/.](0?[1-9]|1[0-2]))\W*", folded
    ):
        year, month = (found[2], found[1]) if found[2] else (found[3], found[4])
        return DateMatch(f"{year}-{month.zfill(2)}", found.start(), found.end())
    year = re.fullmatch(r"[^\w©]*+(?:(circa|ca?\.|about)\s*+)?((?:1[5-9]|20)\d\d)[^\w©]*", folded)
    return (
        DateMatch(year[2], year.start(2), year.end(2), ("the year is approximate",) if year[1] else ())
        if year
        else None
    )


def _parse_year_first(match: re.Match[str]) -> DateMatch:
    """Convert a match of a numeric date that begins with the year."""
    day = match.groupdict().get("d")
    return DateMatch(format_date(match["y"], match["m"], day, match.start()), match.start(), match.end())


def _parse_named_month(match: re.Match[str]) -> DateMatch:
    """Convert a match of a date with a month name."""
    day, year = match.groupdict().get("d"), match["y"].lstrip("'’")
    notes = ("the year has two digits",) if len(year) == 2 else ()
    year = _expand_year(year) if notes else year
    value = format_date(year, str(MONTHS[match["m"]]), day, match.start())
    other = AMBIGUOUS_MONTHS.get(match["m"]) if "." in match[0] else None
    alternatives = (format_date(year, str(other), day, match.start()),) if other else ()
    return DateMatch(value, match.start(), match.end(), notes, alternatives)


def _expand_year(year: str) -> str:
    """Expand a two-digit year as POSIX `strptime` does: 69 to 99 become 1969 to 1999, 00 to 68 become 2000 to 2068."""
    return ("19" if int(year) > 68 else "20") + year


def _parse_numeric(match: re.Match[str], order: DateOrder | None) -> DateMatch:
    """Convert a match of three numbers; keep the reading of `order`, else every reading that the calendar allows."""
    a, b, c, separator = match["a"], match["b"], match["c"], match["s"]
    has_short_year = len(c) == 2
    last = _expand_year(c) if has_short_year else c
    readings = {"dmy": (last, b, a), "mdy": (last, a, b)}
    if has_short_year:
        readings["ymd"] = (_expand_year(a.zfill(2)), b, c)
    values: dict[str, str] = {}
    for name, (year, month, day) in readings.items():
        try:
            values[name] = format_date(year, month, day, match.start())
        except ImpossibleError:
            continue
    if not values:
        format_date(last, b, a, match.start())  # raises ImpossibleError
    notes = ["the year has two digits"] if has_short_year else []
    if order in values:
        kept = [values[order]]
    elif separator == "." and "dmy" in values:
        kept = [values["dmy"]]  # nearly all locales that separate by dots write day, month, year
        notes += ["the order day, month, year is assumed because of the dots"] if len(set(values.values())) > 1 else []
    else:
        kept = list(dict.fromkeys(values.values()))
    if len(kept) == 1 and has_short_year and order is None and separator != "/" and len(values) == 1:
        notes.append("the field order is inferred from the numbers")
    advice = " depending on the date order" if order is None else f"; neither matches the date order {order}"
    return DateMatch(kept[0], match.start(), match.end(), tuple(notes), tuple(kept[1:]), advice if kept[1:] else "")
