"""A document to an article: what the file means, normalized."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

from .body import SURE, Found, Level, repair_body
from .body import Kind as BlockKind
from .bylines.classify import is_nobody
from .bylines.parser import LONGEST, Byline, read_byline
from .bylines.parser import Kind as AuthorKind
from .dates.calendar_date import Order
from .dates.reader import read_time
from .header.document import Document, Field
from .header.labels import REQUIRED, is_placeholder
from .problems import CODES, Problem, problem
from .text.characters import INVISIBLE, STRAY, named
from .text.positions import Positions

SCHEMA_VERSION = 1
_FAULTS = (
    ("N005", "\ufffd", "stands for bytes that were lost"),
    ("N006", STRAY, "is not what news is written with"),
)
_UNSEEN = str.maketrans(dict.fromkeys(INVISIBLE, " "))
_TOO_LONG = "too long to be read as names: {} characters, {} are allowed; kept as `byline`, `authors` is empty"
_SEVERAL = "could be the names of several authors, taken as one: {!r}"

# The small values are named tuples: as immutable as frozen dataclasses, made in a fifth of the time
# (a body has hundreds), and their classes in a fifth of the start-up time.


class Author(NamedTuple):
    """One author of a byline; `location` is the place that the byline names for them."""

    name: str
    kind: AuthorKind
    location: str | None


class Block(NamedTuple):
    """One line of the repaired body."""

    kind: BlockKind
    text: str


class Repair(NamedTuple):
    """One change that was made to the body; `line` and `column` are 1-based, in the input, in
    characters, and point at what the change stands before."""

    code: str
    action: str
    line: int
    column: int
    before: str
    after: str
    confidence: float


class Extra(dict[str, str]):
    """Values by label: a dict that cannot be changed, so that it can be hashed.

    >>> Extra({"URL": "https://news.example.org/1"})["URL"]
    'https://news.example.org/1'
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Extra], tuple[dict[str, str]]]:
        return Extra, (dict(self),)

    def _refuse(self, *arguments: Any, **values: Any) -> NoReturn:
        raise TypeError("the values of an article cannot be changed; change a copy: dict(article.extra)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: immutable and hashable. The attributes are those of the JSON, in its order."""

    source: str
    record: int
    published_time: str | None
    title: str | None
    categories: tuple[str, ...]
    byline: str | None
    authors: tuple[Author, ...]
    author_title: str | None
    author_description: str | None
    body: tuple[Block, ...]
    extra: Extra
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """The article as plain dicts and lists, keys in the order of the schema."""
        return {
            "schema_version": SCHEMA_VERSION,
            "source": named(self.source),
            "record": self.record,
            "published_time": self.published_time,
            "title": self.title,
            "categories": list(self.categories),
            "byline": self.byline,
            "authors": [x._asdict() for x in self.authors],
            "author_title": self.author_title,
            "author_description": self.author_description,
            "body": [{"kind": kind, "text": text} for kind, text in self.body],  # _asdict takes thrice as long
            "extra": dict(self.extra),
            "repairs": [x._asdict() for x in self.repairs],
            "problems": [x._asdict() for x in self.problems],
        }


class ErrorRecord(NamedTuple):
    """What stands in the place of an input that gives no article."""

    source: str
    code: str
    message: str
    line: int | None

    def as_dict(self) -> dict[str, Any]:
        """The record as plain dicts, keys in the order of the schema."""
        return {
            "schema_version": SCHEMA_VERSION,
            "source": named(self.source),
            "record": None,
            "error": {"code": self.code, "message": self.message, "line": self.line},
        }


def repairs_of(document: Document, found: Iterable[Found]) -> tuple[Repair, ...]:
    """What of `found` was applied, at its place in the input."""
    return tuple(
        Repair(x.code, x.action, *_place(document, x), x.before, x.after, x.confidence) for x in found if x.applied
    )


def article(document: Document, source: str, level: Level = "safe", order: Order | None = None) -> Article:
    """The article that `document` holds. Never fails.

    Its body is repaired at `level`; `order` is that of numeric dates which could mean two days.
    """
    fields = {field.name: field for field in reversed(document.fields)}  # the first of each name
    repaired = repair_body(document.body, level)
    published_time, unreadable = _published_time(fields.get("published_time"), order)
    problems = [*document.problems, *document.lost, *unreadable, *_damaged(document), *_of_values(document)]
    problems += (_unrepaired(document, found) for found in repaired.found if not found.applied)
    byline = _value(fields.get("author"))
    authors = read_byline(byline) if byline else Byline(())
    if byline and (field := fields.get("author")):
        problems += (problem("N206", _SEVERAL.format(name), *_first(field, name)) for name in authors.unsure)
        if authors.too_long:
            problems.append(problem("N206", _TOO_LONG.format(len(byline), LONGEST), field.line, field.column))
    return Article(
        source=source,
        record=document.record,
        published_time=published_time,
        title=_value(fields.get("title")),
        categories=tuple(value for x in document.fields if x.name == "category" and (value := _value(x))),
        byline=byline,
        authors=tuple(Author(*name) for name in authors.names),
        author_title=_value(fields.get("author_title")),
        author_description=_value(fields.get("author_description")),
        body=tuple(Block(kind, text) for kind, text in repaired.blocks),
        extra=_extra(document),
        repairs=repairs_of(document, repaired.found),
        problems=tuple(sorted(problems, key=lambda x: (x.line, x.column, x.code))),
    )


def _damaged(document: Document) -> Iterator[Problem]:
    """One problem for each kind of character that tells of a fault, at the first of them in the document."""
    places = [*((field.value, field.line, field.column) for field in document.fields)]
    places.append((document.body, document.line, document.column))
    whole = "\n".join(text for text, _, _ in places)
    for code, characters, told in _FAULTS:
        held = {char for char in characters if char in whole}
        if not held:
            continue
        text, line, column = next(place for place in places if not held.isdisjoint(place[0]))
        at, count = min(text.index(char) for char in held if char in text), sum(map(whole.count, held))
        line, column = Positions(text, 0, line, column).of(at)
        names = ", ".join(f"U+{ord(char):04X}" for char in sorted(held)[:3]) + (", …" if len(held) > 3 else "")
        yield problem(code, f"{names} {f'({count} times) ' if count > 1 else ''}{told}", line, column)


def _first(field: Field, name: str) -> tuple[int, int]:
    """Where a name stands first in a value; where that begins if it is not printed so there."""
    at = field.value.find(name)
    return _positions(field).of(max(at, 0))


def _positions(field: Field) -> Positions:
    """Positions in the input of offsets in a value."""
    return Positions(field.value, 0, field.line, field.column)


def _of_values(document: Document) -> Iterator[Problem]:
    """What is to be said of fields that every article should have, and of categories."""
    seen = set[str]()
    for field in document.fields:
        if field.name in REQUIRED and _is_empty(field):
            said = f"only says that there is none: {field.value!r}" if field.value else "has no value"
            yield problem("N208", f"{field.label!r} {said}", field.line, field.column)
        elif field.name == "author" and is_nobody(" ".join(field.value.split())):
            yield problem("N208", f"{field.label!r} names nobody: {field.value!r}", field.line, field.column)
        elif field.name == "category":
            value = " ".join(field.value.split())
            if value.casefold() in seen:
                yield problem("N207", f"the category {value!r} stands here again", field.line, field.column)
            seen.add(value.casefold())


def _value(field: Field | None) -> str | None:
    """The field's value on one line, white space collapsed; None for a placeholder."""
    return None if field is None or _is_empty(field) else " ".join(field.value.split())


def _is_empty(field: Field) -> bool:
    """Whether a value only says that there is none; one of several authors may: `Lena Maur and Author not found`."""
    parts = re.split(r"[,;&]|\sand\s", field.value) if field.name == "author" else [field.value]
    return all(map(is_placeholder, parts))


def _extra(document: Document) -> Extra:
    """Values of unknown and of repeated labels, by label; a label that comes again is numbered."""
    extra: dict[str, str] = {}
    counts: dict[str, int] = {}  # many may come again: each is numbered from where the last one was
    for field in document.fields:
        if field.name == "extra":
            label, count = field.label, counts.get(field.label, 1)
            while label in extra:
                count += 1
                label = f"{field.label} ({count})"
            counts[field.label] = count
            extra[label] = field.value
    return Extra(extra)


def _published_time(field: Field | None, order: Order | None) -> tuple[str | None, list[Problem]]:
    if field is None or is_placeholder(field.value):
        return None, []
    time = read_time(field.value.translate(_UNSEEN), order)
    if time.code is None:
        return time.value, []
    return time.value, [problem(time.code, time.message, *_positions(field).of(time.offset))]


def _place(document: Document, found: Found) -> tuple[int, int]:
    """Line and column in the input: the body may begin behind `Text:` on its line."""
    return document.line + found.line - 1, found.column + (document.column - 1 if found.line == 1 else 0)


def _unrepaired(document: Document, found: Found) -> Problem:
    """What was not repaired: a warning where the repairer is not sure, else what the table of codes says."""
    message = f"{CODES[found.code].summary[:-1]} (not repaired, {found.confidence:.2f} sure): {found.before}"
    told = problem(found.code, message, *_place(document, found))
    return told if found.confidence >= SURE else told._replace(severity="warning")
