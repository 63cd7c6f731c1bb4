"""Rules for the structure of a header: the codes N1."""

from __future__ import annotations

from collections.abc import Iterator

from ...header.document import PREAMBLE, Field, missing_fields
from ...header.labels import FIELDS, closest_label, foreign_label_at, label_at, usual_spelling
from ...text.edits import Edit
from ..checked_article import CheckedArticle, RuleResult, report
from .example_file import AUTHOR, CATEGORY, DATE, FIRST, GOOD_FILE, HEADER, OTHER_FILE, REST, TITLE, news_file
from .registry import describe_rule, rule

describe_rule(
    "N101",
    advice="Write labels such as `Title:` and a `Text:` line above the body.",
    bad=(FIRST + REST).encode(),
    good=GOOD_FILE,
)
describe_rule(
    "N102",
    advice="Write `Text:` on a line of its own above the body.",
    bad=f"{HEADER}\n{FIRST}{REST}".encode(),
    good=GOOD_FILE,
)
describe_rule(
    "N103",
    advice="Keep one of the lines.",
    bad=news_file(header=HEADER.replace(TITLE, TITLE + "Title: Ferry back\n")),
    good=GOOD_FILE,
)
describe_rule(
    "N104",
    advice="Move the text below `Text:`, or give it a label.",
    bad=b"Advertisement\n" + GOOD_FILE,
    good=GOOD_FILE,
)
describe_rule("N105", advice="Fetch the article again.", bad=news_file(""), good=GOOD_FILE)
describe_rule(
    "N106",
    advice="Run `newsparse fix --write FILE` to break the line. End files with a line feed before you "
    "concatenate them.",
    bad=GOOD_FILE.rstrip() + OTHER_FILE,
    good=GOOD_FILE + OTHER_FILE,
)


@rule(
    "N107",
    advice="Correct the label, or add it to `labels` in the configuration.",
    bad=news_file(header=HEADER + "Source: Northern Post\n"),
    good=GOOD_FILE,
)
def unknown_label(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report labels that neither newsparse nor the configuration knows; a misspelt label is N109 instead."""
    missing = missing_fields(checked.fields)
    configured = {label.casefold() for label in checked.settings.labels}
    for field in checked.document.fields:
        if field.name != "extra" or field.label == PREAMBLE or field.label.casefold() in configured:
            continue
        if label_at(field.label + ":", 0, len(field.label) + 1) or closest_label(field.label, missing):
            continue
        message = f"unknown label {field.label!r}; its value is kept in `extra`"
        yield report("N107", message, _label_position(field, checked))


def _label_position(field: Field, checked: CheckedArticle) -> tuple[int, int]:
    """Return line and column of the label of an unknown field, which may be in a line above its value."""
    lines, text = checked.header_lines, checked.text
    count = field.line - lines[0].number + 1 if lines else 0
    for line in reversed(lines[: max(0, count)]):
        label = foreign_label_at(text, line.start, line.stop, any_case=True)
        if label and label.printed == field.label:
            return line.number, text.index(label.printed, line.start) - text.rfind("\n", 0, line.start)
    return field.line, field.column


@rule(
    "N108",
    advice="Run `newsparse fix --write FILE` to correct the label.",
    bad=news_file(header=HEADER.replace("Title:", "TITLE :")),
    good=GOOD_FILE,
)
def label_spelling(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report known labels in another than the usual spelling, except repeated ones, whose values are not used."""
    unused = {field.label for field in checked.document.fields if field.name == "extra"}
    previous = set[str]()
    for line in checked.header_lines:
        if (label := line.label) is None:
            continue
        expected, printed = usual_spelling(label) + ":", checked.text[line.start : label.end]
        is_used = label.printed not in unused and (label.field == "category" or label.field not in previous)
        if printed != expected and is_used:
            message = f"nonstandard label {printed.strip()!r}; write {expected!r}"
            yield report("N108", message, checked.position_of(line), Edit(line.start, label.end, expected))
        previous.add(label.field)


@rule(
    "N109",
    advice="Correct the label, or run `newsparse fix --write --unsafe-fixes FILE`.",
    bad=news_file(header=HEADER.replace("Author:", "Auther:")),
    good=GOOD_FILE,
)
def misspelt_label(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Add edits to the misspelt labels that parsing reports."""
    problems = (problem for problem in checked.document.label_problems if problem.code == "N109")
    for problem, misspelt in zip(problems, checked.misspelt_labels, strict=True):
        yield RuleResult(problem, (Edit(misspelt.top, misspelt.label.end, f"{misspelt.meant}:"),))


@rule(
    "N110",
    advice="Order the labels: Published Time, Title, Category, Author, Author title, Author description.",
    bad=news_file(header=TITLE + DATE + CATEGORY + AUTHOR),
    good=GOOD_FILE,
)
def label_order(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report the first label that stands after one that should follow it."""
    previous_index, previous = -1, ""
    for field in checked.document.fields:
        if field.name not in FIELDS:
            continue
        index = FIELDS.index(field.name)
        if index < previous_index:
            yield report("N110", f"{field.label!r} belongs before {previous!r}", field)
            return
        previous_index, previous = index, field.label
