"""Convert a document to an article: the meaning of its fields, the repaired body, and the problems.

The classes of this module are the only definition of the output: the JSON Schema (output/schema.py), the Parquet
columns (output/tables.py) and `as_dict` are derived from their annotations. The dict in an `Annotated` contains
keywords of the JSON Schema. Annotations are strings until they are resolved, so they do not slow start-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, NoReturn

from .body import SAFE_THRESHOLD, Action, BlockKind, Damage, Level, repair_body
from .bylines.classify import has_no_author
from .bylines.parser import MAX_BYLINE_CHARACTERS, AuthorKind, Byline, parse_byline
from .dates.calendar_date import DATE_ORDERS, DateOrder
from .dates.reader import parse_time
from .header import labels
from .header.document import Document, Field, extra_values
from .problems import Problem, clause_of, problem
from .text.characters import INVISIBLE, STRAY, escape_non_utf8
from .text.positions import Positions

__all__ = ["DATE_ORDERS", "DateOrder"]  # re-exported: the field orders for `build_article`

SCHEMA_VERSION = 1
_ATTRIBUTE_BY_FIELD = {"category": "categories", "author": "authors"}  # where the two names differ
# The attributes of an article that should have a value, and their names in messages.
REQUIRED_ATTRIBUTES = {
    _ATTRIBUTE_BY_FIELD.get(name, name): labels.LABELS[name][0].lower() for name in labels.REQUIRED_FIELDS
}
# Code of the problem, the characters, and the noun for one of them in the message.
_UNWANTED_CHARACTERS = (
    ("N005", "\ufffd", "replacement character"),
    ("N006", STRAY, "stray character"),
)
_MAX_LISTED_CHARACTERS = 3  # in a message
_SPACES_FOR_INVISIBLE = str.maketrans(dict.fromkeys(INVISIBLE, " "))
_TOO_LONG_MESSAGE = "the byline has {} characters; the limit is {}. It is kept in `byline`, and `authors` is empty"
_SEVERAL_NAMES_MESSAGE = "read as one author, but may be several: {!r}"

# Small classes are named tuples: as immutable as frozen dataclasses, but five times faster to define and to create. An
# article may have hundreds of blocks and repairs.


class Author(NamedTuple):
    """An author named in a byline."""

    name: Annotated[str, {"description": "The name as printed.", "minLength": 1}]
    kind: AuthorKind
    location: Annotated[str | None, {"description": "The location of the author in the byline; null if absent."}]


class Block(NamedTuple):
    """A line of the repaired body: a paragraph, heading or caption."""

    kind: BlockKind
    text: Annotated[
        str,
        {"description": "The text of the block on one line.", "minLength": 1, "pattern": r"^[^\n]*$"},
    ]


class Repair(NamedTuple):
    """A repair made in the body. `line` and `column` count from 1 in the input, in characters."""

    code: Annotated[str, {"$ref": "#/$defs/code"}]
    action: Action
    line: Annotated[int, {"minimum": 1, "description": "1-based line in the input."}]
    column: Annotated[
        int,
        {"minimum": 1, "description": "1-based column of the change in that line, in characters."},
    ]
    before: Annotated[str, {"description": "The input around the change, up to 20 characters on each side."}]
    after: Annotated[str, {"description": "The same text after the repair."}]
    confidence: Annotated[float, {"minimum": 0, "maximum": 1, "description": "Probability that the repair is right."}]


class Extra(dict[str, str]):
    """The values of unknown and repeated labels, by label: an immutable, hashable dict.

    >>> Extra({"URL": "https://news.example.org/1"})["URL"]
    'https://news.example.org/1'
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Extra], tuple[dict[str, str]]]:
        return Extra, (dict(self),)

    def _refuse(self, *arguments: Any, **values: Any) -> NoReturn:
        raise TypeError("the values of an article are read-only; change a copy: dict(article.extra)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


@dataclass(frozen=True, slots=True)
class Article:
    """A news article, immutable and hashable. Its attributes are the keys of the JSON output, in their order."""

    source: Annotated[
        str,
        {
            "description": "The path of the input as given, with bytes that are not UTF-8 as \\xe9; "
            '"-" for standard input.'
        },
    ]
    record: Annotated[int, {"minimum": 1, "description": "1-based number of the article in its input."}]
    published_time: Annotated[
        str | None,
        {
            "description": "ISO 8601 at the precision of the input; null if absent or unreadable.",
            "pattern": r"^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d{1,9})?)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$",
        },
    ]
    title: Annotated[str | None, {"description": "The title on one line, with white space collapsed; null if absent."}]
    categories: Annotated[
        tuple[Annotated[str, {"description": "One category.", "minLength": 1}], ...],
        {"description": "The categories in the order of the file."},
    ]
    byline: Annotated[str | None, {"description": "The authors as printed; null if absent."}]
    authors: Annotated[tuple[Author, ...], {"description": "The authors in the order of the byline."}]
    author_title: Annotated[str | None, {"description": "The job or rank of the author; null if absent."}]
    author_description: Annotated[str | None, {"description": "A description of the author; null if absent."}]
    body: Annotated[tuple[Block, ...], {"description": "The repaired body, one block per line."}]
    extra: Annotated[Extra, {"description": "Values of unknown and repeated labels; text before the header."}]
    repairs: Annotated[tuple[Repair, ...], {"description": "The repairs of the body, in the order of the text."}]
    problems: Annotated[tuple[Problem, ...], {"description": "The problems, in the order of the input."}]

    def as_dict(self) -> dict[str, Any]:
        """Return the article as plain dicts and lists, with the keys of the JSON output in their order."""
        values: dict[str, Any] = {"schema_version": SCHEMA_VERSION}
        values.update((name, _to_plain(getattr(self, name))) for name in Article.__slots__)
        values["source"] = escape_non_utf8(self.source)
        return values


def _to_plain(value: Any) -> Any:
    """Convert the value of an attribute: tuples to lists, named tuples and `Extra` to dicts."""
    if isinstance(value, tuple):
        return [item if isinstance(item, str) else dict(zip(item._fields, item, strict=True)) for item in value]
    return dict(value) if isinstance(value, dict) else value


class ErrorRecord(NamedTuple):
    """The record of an input that contains no article, with the reason and, if it is known, its position."""

    source: str
    code: Annotated[str, {"$ref": "#/$defs/code"}]
    message: Annotated[str, {"description": "The reason, in one clause."}]
    line: Annotated[int | None, {"minimum": 1, "description": "1-based line of the error; null if unknown."}] = None
    column: Annotated[int | None, {"minimum": 1, "description": "1-based column in that line, in characters."}] = None

    def as_dict(self) -> dict[str, Any]:
        """Return the record as plain dicts, with the keys of the JSON output in their order."""
        source, *error = self
        values = dict(zip(self._fields[1:], error, strict=True))
        return {"schema_version": SCHEMA_VERSION, "source": escape_non_utf8(source), "record": None, "error": values}


def build_article(document: Document, source: str, level: Level = "safe", order: DateOrder | None = None) -> Article:
    """Build the article that `document` contains. Never fails.

    `source` is the name of the input, `level` selects the repairs of the body, and `order` is the field order of
    ambiguous dates.
    """
    fields = {field.name: field for field in reversed(document.fields)}  # the first of each name
    repaired = repair_body(document.body, level)
    published_time, time_problems = _parse_published_time(fields.get("published_time"), order)
    byline = _printed_value(fields.get("author"))
    authors = parse_byline(byline) if byline else Byline(())
    problems = [
        *document.problems,
        *document.label_problems,
        *time_problems,
        *_unwanted_character_problems(document),
        *_value_problems(document),
    ]
    problems += (_unrepaired_problem(document, damage) for damage in repaired.damage if not damage.applied)
    if byline:
        problems += _byline_problems(fields["author"], byline, authors)
    return Article(
        source=source,
        record=document.record,
        published_time=published_time,
        title=_printed_value(fields.get("title")),
        categories=tuple(value for x in document.fields if x.name == "category" and (value := _printed_value(x))),
        byline=byline,
        authors=tuple(Author(*name) for name in authors.names),
        author_title=_printed_value(fields.get("author_title")),
        author_description=_printed_value(fields.get("author_description")),
        body=tuple(Block(kind, text) for kind, text in repaired.blocks),
        extra=Extra(extra_values(document)),
        repairs=repairs_of(repaired.damage, document.line, document.column),
        problems=tuple(sorted(problems, key=lambda x: (x.line, x.column, x.code))),
    )


def repairs_of(damages: Iterable[Damage], line: int, column: int) -> tuple[Repair, ...]:
    """Return the repairs that were made in a body; `line` and `column` are the position of the body in the input."""
    return tuple(
        Repair(x.code, x.action, *_damage_position(x, line, column), x.before, x.after, x.confidence)
        for x in damages
        if x.applied
    )


def _damage_position(damage: Damage, line: int, column: int) -> tuple[int, int]:
    """Return the line and column of `damage` in the input; `line` and `column` are those of the body."""
    return line + damage.line - 1, damage.column + (column - 1 if damage.line == 1 else 0)


def _unrepaired_problem(document: Document, damage: Damage) -> Problem:
    """Return the problem for damage that was not repaired; its severity is "warning" if the damage is uncertain."""
    message = f"{clause_of(damage.code)} (confidence {damage.confidence:.2f}): {damage.before}"
    found = problem(damage.code, message, *_damage_position(damage, document.line, document.column))
    return found if damage.confidence >= SAFE_THRESHOLD else found._replace(severity="warning")


def _unwanted_character_problems(document: Document) -> Iterator[Problem]:
    """Yield at most one problem of each code (N005, N006), at the first unwanted character in the document."""
    texts = [(field.value, field.line, field.column) for field in document.fields]
    texts.append((document.body, document.line, document.column))
    joined = "\n".join(text for text, _, _ in texts)
    for code, characters, noun in _UNWANTED_CHARACTERS:
        found = {char for char in characters if char in joined}
        if not found:
            continue
        text, line, column = next(part for part in texts if not found.isdisjoint(part[0]))
        first = min(text.index(char) for char in found if char in text)
        count = sum(map(joined.count, found))
        message = f"{count} {noun}{'s' if count > 1 else ''}: {_list_code_points(found)}"
        yield problem(code, message, *Positions(text, 0, line, column).of(first))


def _list_code_points(characters: set[str]) -> str:
    """Format characters as `U+0000, U+0001`, shortened by `…`."""
    names = ", ".join(f"U+{ord(char):04X}" for char in sorted(characters)[:_MAX_LISTED_CHARACTERS])
    return names + (", …" if len(characters) > _MAX_LISTED_CHARACTERS else "")


def _byline_problems(field: Field, byline: str, authors: Byline) -> Iterator[Problem]:
    """Yield the problems (N206) of uncertain names in a byline and of a byline that is too long to be parsed."""
    for name in authors.uncertain:
        offset = max(field.value.find(name), 0)  # not found if it is printed in another way
        yield problem("N206", _SEVERAL_NAMES_MESSAGE.format(name), *_positions(field).of(offset))
    if authors.too_long:
        yield problem("N206", _TOO_LONG_MESSAGE.format(len(byline), MAX_BYLINE_CHARACTERS), field.line, field.column)


def _value_problems(document: Document) -> Iterator[Problem]:
    """Yield the problems of required fields without a value or an author (N208) and of repeated categories (N207)."""
    seen = set[str]()
    for field in document.fields:
        value = " ".join(field.value.split())
        has_no_name = field.name == "author" and has_no_author(value)
        if has_no_name or (field.name in labels.REQUIRED_FIELDS and _is_placeholder(field)):
            reason = f"contains only a placeholder: {field.value!r}" if field.value else "has no value"
            yield problem("N208", f"{field.label!r} {reason}", field.line, field.column)
        elif field.name == "category":
            if value.casefold() in seen:
                yield problem("N207", f"repeated category {value!r}", field.line, field.column)
            seen.add(value.casefold())


def _printed_value(field: Field | None) -> str | None:
    """Return the value of a field on one line, white space collapsed; None if it is missing or a placeholder."""
    return None if field is None or _is_placeholder(field) else " ".join(field.value.split())


def _is_placeholder(field: Field) -> bool:
    """Return whether a value means "missing". Of several authors (`Lena Maur and Author not found`), each must."""
    parts = re.split(r"[,;&]|\sand\s", field.value) if field.name == "author" else [field.value]
    return all(map(labels.is_placeholder, parts))


def _parse_published_time(field: Field | None, order: DateOrder | None) -> tuple[str | None, list[Problem]]:
    """Return the published time in ISO 8601, and a list of at most one problem with it."""
    if field is None or labels.is_placeholder(field.value):
        return None, []
    time = parse_time(field.value.translate(_SPACES_FOR_INVISIBLE), order)
    if time.code is None:
        return time.value, []
    position = _positions(field).of(time.offset)
    return time.value, [problem(time.code, time.message, *position)]


def _positions(field: Field) -> Positions:
    """Return the converter of offsets in the value to lines and columns of the input."""
    return Positions(field.value, 0, field.line, field.column)
