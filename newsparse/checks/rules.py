"""The rules that `check` asks beyond what reading an article tells: one short function each.

A rule takes what is seen of an article and yields what it notes, with the edits that mend it, if any can.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..body.quotes import unpaired
from ..header.document import PREAMBLE, Document, Field, missing_field, missing_in
from ..header.labels import FIELDS, LABELS, foreign_label_at, is_placeholder, label_at, nearest, spelling
from ..text.characters import STRAY
from ..text.edits import Edit
from .context import Noted, Rule, Seen, note, places_in, start_of
from .residue import lines_of_the_page, page_without_an_article, residue_of_markup
from .whitespace import DAMAGE, uneven_spaces

_DAY = timedelta(days=1)
_NEAR_TOP = 3  # blocks of a body that may be the title again
_LETTERS = 8  # fewer capitals than this are a name or an abbreviation
_LONGEST_WORD = 12  # characters; words that are longer on the average are written without spaces


CHECKS: list[Rule] = [residue_of_markup, lines_of_the_page, page_without_an_article]


def _rule(check: Rule) -> Rule:
    CHECKS.append(check)
    return check


@_rule
def labels_as_they_should_be(seen: Seen) -> Iterator[Noted]:
    """N108, and N109 where a line begins with what looks like a label that is missing."""
    repeated = {field.label for field in seen.document.fields if field.name == "extra"}
    known = set[str]()
    reported = (found for found in seen.document.lost if found.code == "N109")
    for found, slip in zip(reported, seen.slips, strict=True):
        yield Noted(found, (Edit(slip.top, slip.label.end, f"{slip.meant}:"),))
    for row in seen.rows:
        if (label := row.label) is None:
            continue
        meant, printed = spelling(label) + ":", seen.text[row.start : label.end]
        if (
            printed != meant
            and label.printed not in repeated
            and (label.field == "category" or label.field not in known)
        ):
            said = f"{printed.strip()!r} is written {meant!r}"
            yield note("N108", said, start_of(row, seen), Edit(row.start, label.end, meant))
        known.add(label.field)


@_rule
def labels_unknown(seen: Seen) -> Iterator[Noted]:
    """N107, at a label whose value is in `extra` and that is not configured as known."""
    missing = missing_in(seen.fields)
    expected = {label.casefold() for label in seen.settings.labels}
    for field in seen.document.fields:
        ours = field.label == PREAMBLE or label_at(field.label + ":", 0, len(field.label) + 1)
        known = ours or field.label.casefold() in expected
        if field.name == "extra" and not known and not nearest(field.label, missing):
            yield note(
                "N107", f"the label {field.label!r} is not known; its value is kept in `extra`", _label_of(field, seen)
            )


def _label_of(field: Field, seen: Seen) -> tuple[int, int]:
    """Line and column of the label of a field in `extra`, on the line where its value begins or above."""
    last = field.line - seen.rows[0].line if seen.rows else -1
    for row in map(seen.rows.__getitem__, range(last, -1, -1)):
        label = foreign_label_at(seen.text, row.start, row.stop, any_case=True)
        if label and label.printed == field.label:
            return row.line, seen.text.index(label.printed, row.start) - seen.text.rfind("\n", 0, row.start)
    return field.line, field.column


@_rule
def labels_in_order(seen: Seen) -> Iterator[Noted]:
    """N110: told once, where the order is first left."""
    highest, before = -1, ""
    for field in seen.document.fields:
        if field.name not in FIELDS:
            continue
        if FIELDS.index(field.name) < highest:
            yield note("N110", f"{field.label!r} stands after {before!r}", field)
            return
        highest, before = FIELDS.index(field.name), field.label


@_rule
def fields_required(seen: Seen) -> Iterator[Noted]:
    """N209; a placeholder is N208 where every article should have a value."""
    if not seen.fields:
        return
    meant = {slip.meant for slip in seen.slips}
    top = start_of(seen.rows[0], seen) if seen.rows else (seen.document.line, 1)
    for name in seen.settings.required:
        label, field = LABELS[name][0], seen.fields.get(name)
        if field is None and label not in meant:
            yield Noted(missing_field(name, top))
        elif field and name in FIELDS[4:] and is_placeholder(field.value):
            yield note("N209", f"{label!r} has no value", field)


@_rule
def time_has_come(seen: Seen) -> Iterator[Noted]:
    """N210: later than today anywhere on earth, at the time's own precision."""
    today, time = seen.settings.today, seen.article.published_time
    if today and time and (field := seen.fields.get("published_time")):
        last = (min(today, date.max - _DAY) + _DAY).isoformat()
        if time[:10] > last[: len(time[:10])]:
            yield note("N210", f"{time} is after today, {today.isoformat()}", field)


@_rule
def title_as_news_has_it(seen: Seen) -> Iterator[Noted]:
    """N211, N212, N213."""
    title, field = seen.article.title, seen.fields.get("title")
    if not title or not field:
        return
    if len(title) > seen.settings.longest_title:
        yield note("N211", f"the title has {len(title)} characters; {seen.settings.longest_title} are allowed", field)
    if title.isupper() and sum(map(str.isupper, title)) >= _LETTERS:
        yield note("N212", "the title is in capitals", field)
    if title.casefold() in [" ".join(block.text.split()).casefold() for block in seen.article.body[:_NEAR_TOP]]:
        rows = seen.document.body.split("\n")
        row = next((at for at, row in enumerate(rows) if _start(row) == _start(title)), 0)
        yield note("N213", "the title stands here again",
                    (seen.document.line + row, 1 if row else seen.document.column))  # fmt: skip


def _start(row: str) -> str:
    return " ".join(row.split())[:20].casefold()


@_rule
def categories_known(seen: Seen) -> Iterator[Noted]:
    """N214, where categories are configured; their letters' case does not matter."""
    known = {name.casefold(): name for name in seen.settings.categories}
    for field in seen.document.fields if known else ():
        value = " ".join(field.value.split())
        if field.name == "category" and not is_placeholder(value) and value.casefold() not in known:
            from difflib import get_close_matches

            near = get_close_matches(value.casefold(), known, n=1)
            hint = f"; is {known[near[0]]!r} meant?" if near else ""
            yield note("N214", f"{value!r} is not a known category{hint}", field)


@_rule
def spaces_even(seen: Seen) -> Iterator[Noted]:
    """N311, N312 in the body; not where damage is told."""
    document = seen.document
    damage = {(x.line, x.column) for x in seen.article.repairs}
    damage.update((x.line, x.column) for x in seen.article.problems if x.code in DAMAGE)
    places = places_in(seen)
    for code, edit in uneven_spaces(document.body):
        line, column = places(edit.start)
        if (line, column + edit.stop - edit.start) in damage:
            continue
        said = "several spaces" if code == "N311" else "white space at the edge of the line"
        moved = Edit(document.offset + edit.start, document.offset + edit.stop, edit.new)
        yield note(code, said, (line, column), moved)


@_rule
def quotes_paired(seen: Seen) -> Iterator[Noted]:
    """N313, as the repairer reads the quotes."""
    places = places_in(seen)
    for at in unpaired(seen.document.body):
        yield note("N313", "no other mark belongs to this quotation mark", places(at))


@_rule
def body_long_enough(seen: Seen) -> Iterator[Noted]:
    """N314; an empty body is N105."""
    words = sum(_words(block.text) for block in seen.article.body)
    if 0 < words < seen.settings.shortest_body:
        said = f"the body has {words} word{'s' if words > 1 else ''}; {seen.settings.shortest_body} are asked for"
        yield note("N314", said, (seen.document.line, seen.document.column))


def _words(text: str) -> int:
    count = len(text.split())
    return len(text) // 2 if len(text) > count * _LONGEST_WORD else count


def header_strays(text: str, document: Document) -> Iterator[Edit]:
    """The edits that take N006's characters out of a header."""
    header = text[document.top : document.offset]
    return (Edit(document.top + at, document.top + at + 1, "") for at, char in enumerate(header) if char in STRAY)
