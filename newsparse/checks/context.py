"""What rules look at: a document of a text and the article that is read from it; and what they note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..article import Article
from ..header.document import PREAMBLE, Document, Field, Slip, missing_in, slips_in
from ..header.labels import Label, label_at
from ..problems import Problem, problem
from ..text.edits import Edit
from ..text.positions import Positions
from .settings import Settings


class Row(NamedTuple):
    """A line of a header: its number, where it starts and stops in the text, the known label that it begins with."""

    line: int
    start: int
    stop: int
    label: Label | None


class Seen(NamedTuple):
    """The input of rules: the text, a document in it, the article that was read from it, and the settings.

    `fields` are the first of each name, which count, `rows` the lines of the header from its first label on, `slips`
    those of them that begin with a misspelt label.
    """

    text: str
    document: Document
    article: Article
    settings: Settings
    fields: dict[str, Field]
    rows: tuple[Row, ...]
    slips: tuple[Slip, ...]


def seen_of(text: str, document: Document, article: Article, settings: Settings) -> Seen:
    """What rules look at in a document of a text and the article that was read from it."""
    fields = {field.name: field for field in reversed(document.fields)}
    rows = tuple(_rows(text, document))
    top = rows[0].start if rows else document.offset
    slips = tuple(slips_in(text, top, document.offset, missing_in(fields)))
    return Seen(text, document, article, settings, fields, rows, slips)


def _rows(text: str, document: Document) -> Iterator[Row]:
    if not document.fields:
        return
    line, at = document.line - text.count("\n", document.top, document.offset), document.top
    first = document.fields[0]
    above = first.line + first.value.count("\n") if first.label == PREAMBLE else 0
    while at < document.offset:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        if line > above:
            yield Row(line, at, stop, label_at(text, at, stop))
        line, at = line + 1, stop + 1


class Noted(NamedTuple):
    """A problem, and the edits of the text that fix it."""

    problem: Problem
    edits: tuple[Edit, ...] = ()


Rule = Callable[[Seen], Iterator[Noted]]


def start_of(row: Row, seen: Seen) -> tuple[int, int]:
    """Line and column of a row; the column is not 1 where an article begins inside a line."""
    return row.line, row.start - seen.text.rfind("\n", 0, row.start)


def note(code: str, message: str, place: Field | tuple[int, int], *edits: Edit) -> Noted:
    line, column = (place.line, place.column) if isinstance(place, Field) else place
    return Noted(problem(code, message, line, column), edits)


def places_in(seen: Seen) -> Callable[[int], tuple[int, int]]:
    """What gives line and column in the input of an offset in the body."""
    document = seen.document
    inside = Positions(seen.text, document.offset, document.line)
    return lambda at: inside.of(document.offset + at)
