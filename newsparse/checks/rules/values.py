"""Rules for the values of a header: the codes N2."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ...header.document import missing_field
from ...header.labels import LABELS, is_placeholder
from ..checked_article import CheckedArticle, RuleResult, report
from .example_file import AUTHOR, CATEGORY, FIRST, GOOD_FILE, HEADER, REST, news_file
from .registry import describe_rule, rule

_DAY = timedelta(days=1)
_OPTIONAL = ("author_title", "author_description")  # fields that not every article has
_MIN_CAPITALS = 8  # a title with fewer capitals may be a name or an abbreviation
_FIRST_BLOCKS = 3  # blocks at the beginning of a body that may repeat the title
_LINE_START = 20  # characters of a line that are compared with the title


def _with_date(printed: str) -> bytes:
    return news_file(header=HEADER.replace("2022-01-11", printed))


def _with_author(printed: str) -> bytes:
    return news_file(header=HEADER.replace("Lena Maur", printed))


describe_rule(
    "N201",
    advice="Write the time in ISO 8601, such as 2022-01-11 or 2022-01-11T17:32+01:00.",
    bad=_with_date("soon"),
    good=GOOD_FILE,
)
describe_rule(
    "N202",
    advice="Correct the date or time.",
    bad=_with_date("2022-02-30"),
    good=GOOD_FILE,
)
describe_rule(
    "N203",
    advice="Pass the field order with --date-order, or write the date in ISO 8601, such as 2022-01-11.",
    bad=_with_date("01/11/2022"),
    good=GOOD_FILE,
)
describe_rule(
    "N204", advice="Write the complete date, such as 2022-01-11.", bad=_with_date("Yesterday"), good=GOOD_FILE
)
describe_rule(
    "N205",
    advice="Check the value in the output of `newsparse parse`, and write it in ISO 8601, such as 2022-01-11.",
    bad=_with_date("11 January 22"),
    good=GOOD_FILE,
)
describe_rule(
    "N206",
    advice="Separate the names of several authors with a comma or `and`.",
    bad=_with_author("Lena Maur Tom Okoro"),
    good=_with_author("Lena Maur and Tom Okoro"),
)
describe_rule(
    "N207",
    advice="Remove the repeated category.",
    bad=news_file(header=HEADER.replace(CATEGORY, CATEGORY + "Category 2: Transport\n")),
    good=GOOD_FILE,
)
describe_rule(
    "N208",
    advice="Write the value. If there is none, remove the line, and remove the field from `required` in the "
    "configuration.",
    bad=_with_author("Author not found"),
    good=GOOD_FILE,
)


@rule(
    "N209",
    advice="Add the field, or remove it from `required` in the configuration.",
    bad=news_file(header=HEADER.replace(AUTHOR, "")),
    good=GOOD_FILE,
)
def missing_fields(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report the fields that the settings require and a header lacks.

    A placeholder counts as missing only in an optional field; in the others parsing reports it as N208.
    """
    if not checked.fields:
        return
    misspelt = {label.meant for label in checked.misspelt_labels}
    lines, document = checked.header_lines, checked.document
    header_position = checked.position_of(lines[0]) if lines else (document.line, 1)
    for name in checked.settings.required:
        label, field = LABELS[name][0], checked.fields.get(name)
        if field is None and label not in misspelt:
            yield RuleResult(missing_field(name, header_position))
        elif field and name in _OPTIONAL and is_placeholder(field.value):
            yield report("N209", f"{label!r} has no value", field)


@rule(
    "N210",
    advice="Correct the date, or pass `--today DATE` to compare it with another day.",
    bad=_with_date("2035-01-11"),
    good=GOOD_FILE,
)
def future_date(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report a published time that is later than today in all time zones.

    A time without a day or month is in the future if the whole month or year is.
    """
    today, time = checked.settings.today, checked.article.published_time
    if today and time and (field := checked.fields.get("published_time")):
        latest_day = (min(today, date.max - _DAY) + _DAY).isoformat()  # it may be tomorrow elsewhere
        published = time[:10]
        if published > latest_day[: len(published)]:
            yield report("N210", f"{time} is later than today ({today.isoformat()})", field)


@rule(
    "N211",
    advice="Check whether the title contains body text, or raise `max-title` in the configuration.",
    bad=news_file(
        header=HEADER.replace("quay", "quay" + ", after a week of storms that kept every boat in the harbour" * 4)
    ),
    good=GOOD_FILE,
)
def long_title(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report a title that is longer than the settings allow."""
    title, limit, field = checked.article.title, checked.settings.max_title, checked.fields.get("title")
    if title and field and len(title) > limit:
        yield report("N211", f"the title has {len(title)} characters; the limit is {limit}", field)


@rule(
    "N212",
    advice="Write the title in upper and lower case.",
    bad=news_file(header=HEADER.replace("Ferry returns to the quay", "FERRY RETURNS TO THE QUAY")),
    good=GOOD_FILE,
)
def capital_title(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report a title in capitals, unless it is short enough for an abbreviation."""
    title, field = checked.article.title, checked.fields.get("title")
    if title and field and title.isupper() and sum(map(str.isupper, title)) >= _MIN_CAPITALS:
        yield report("N212", "the title is in capital letters", field)


@rule(
    "N213",
    advice="Remove the title from the body.",
    bad=news_file("Ferry returns to the quay\n" + FIRST + REST),
    good=GOOD_FILE,
)
def title_in_body(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report a block that repeats the title at the beginning of the body."""
    title, document = checked.article.title, checked.document
    blocks = [" ".join(block.text.split()).casefold() for block in checked.article.body[:_FIRST_BLOCKS]]
    if title and "title" in checked.fields and title.casefold() in blocks:
        lines = document.body.split("\n")
        index = next((index for index, line in enumerate(lines) if _line_start(line) == _line_start(title)), 0)
        position = document.line + index, 1 if index else document.column
        yield report("N213", "the title is repeated here", position)


def _line_start(line: str) -> str:
    return " ".join(line.split())[:_LINE_START].casefold()


@rule(
    "N214",
    advice="Correct the category, or add it to `categories` in the configuration.",
    bad=news_file(header=HEADER.replace("TRANSPORT", "TRANSPROT")),
    good=GOOD_FILE,
)
def unknown_category(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report categories that are not among the configured ones, compared without case."""
    known = {name.casefold(): name for name in checked.settings.categories}
    for field in checked.document.fields if known else ():
        value = " ".join(field.value.split())
        if field.name == "category" and not is_placeholder(value) and value.casefold() not in known:
            from difflib import get_close_matches  # few files need it

            near = get_close_matches(value.casefold(), known, n=1)
            hint = f"; did you mean {known[near[0]]!r}?" if near else ""
            yield report("N214", f"unknown category {value!r}{hint}", field)
