"""Text to documents: what the file says, field by field, before anything is read into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .characters import BLANK
from .headers import Header, Span, first_header, next_header, scan
from .labels import BETWEEN_CATEGORIES, NEXT_CATEGORY
from .places import Places
from .problem import Problem, problem

PREAMBLE = "Preamble"  # the label, in `extra`, of what stands before the header


class Field(NamedTuple):
    """One labelled value, as printed; `line` and `column` are where the value begins, 1-based.

    `name` is the attribute that the label stands for, or "extra"; `label` is the label as printed.
    """

    name: str
    label: str
    value: str
    line: int
    column: int


class Document(NamedTuple):
    """One article as the file has it: raw fields in file order and the raw body.

    `line` and `column` say where the body's first character stands in the input, `offset` how many
    characters stand before it, `top` how many before the document.
    """

    record: int
    fields: tuple[Field, ...]
    body: str
    line: int
    column: int
    problems: tuple[Problem, ...]
    offset: int
    top: int


def documents(text: str, leads: frozenset[str] | None = None) -> Iterator[Document]:
    """The documents of `text`, whose lines end in line feeds only. Never fails, loses nothing.

    A new document begins inside a body only at a whole header: a line that begins with a known
    label, followed by nothing but labelled lines and their continuations up to a `Text:` line, or
    by three different known labels. One line that looks like a label is not enough. It may begin inside a line,
    where files were put together and the one before has no final line feed. `leads` are labels of others that
    stand above headers; without them those above the first header.
    """
    start, line, record = 0, 1, 1
    top = first_header(text)
    header = scan(text, top) if top is not None else None
    if leads is None:
        leads = _leads([(span.name, span.label) for span in header.spans] if header else [])
    while True:
        body_start = header.end if header else start
        stop = next_header(text, body_start, leads)
        yield _document(text, record, (start, line), (start if top is None else top), header, (body_start, stop))
        if stop >= len(text):
            return
        line += text.count("\n", start, stop)
        start = top = stop
        header, record = scan(text, start), record + 1


def leads_of(document: Document) -> frozenset[str]:
    """The labels of others above the header of `document`, for the documents that follow it."""
    return _leads([(field.name, field.label) for field in document.fields if field.label != PREAMBLE])


def _leads(labels: list[tuple[str, str]]) -> frozenset[str]:
    first = next((index for index, (name, _) in enumerate(labels) if name != "extra"), 0)
    return frozenset(label.casefold() for _, label in labels[:first])


def _document(
    text: str, record: int, begin: tuple[int, int], top: int, header: Header | None, body: tuple[int, int]
) -> Document:
    """One document of `text`; `begin` is its offset and line, `top` the offset of its header."""
    start, place = begin[0], Places(text, *begin).of
    problems: list[Problem] = []

    def read(name: str, label: str, first: int, last: int) -> Field:
        raw = text[first:last]
        value = raw.strip(BLANK)
        return Field(name, label, value, *place(first + (len(raw) - len(raw.lstrip(BLANK)) if value else 0)))

    fields: list[Field] = []
    if text[start:top].strip():
        fields.append(read("extra", PREAMBLE, start, top))
        where = fields[0].line, fields[0].column
        problems.append(problem("N104", "text before the header; it is kept in `extra`", *where))
    seen = set[str]()
    for span in header.spans if header else ():
        if span.name in seen:
            said = f"{span.label!r} stands twice; the first is taken, this one kept in `extra`"
            problems.append(problem("N103", said, *place(span.top)))
        if span.name == "category":
            fields.extend(read(span.name, *part) for part in _categories(text, span))
            continue
        fields.append(read("extra" if span.name in seen else span.name, span.label, span.start, span.stop))
        seen.update({span.name} - {"extra"})
    at, raw_body = place(body[0]), text[slice(*body)]
    problems += _missing(header, at, raw_body)
    if body[1] < len(text) and text[body[1] - 1] != "\n":
        said = "the next article begins inside this line; is a line feed lost here?"
        problems.append(problem("N106", said, *place(body[1])))
    return Document(record, tuple(fields), raw_body, *at, tuple(problems), body[0], start)


def _missing(header: Header | None, at: tuple[int, int], body: str) -> Iterator[Problem]:
    """What is not there of a header and a body that begins at line and column `at`."""
    if header is None:
        yield problem("N101", "no header label; the whole text is taken as the body", *at)
    elif not header.closed:
        yield problem("N102", "no `Text:` line; the body is taken to begin here", *at)
    if not body.strip():
        yield problem("N105", "the body is empty", *at)


def _categories(text: str, span: Span) -> Iterator[tuple[str, int, int]]:
    """Label, start and stop of each value of `Category 1: X; Category 2: Y`."""
    inner = list(re.compile(NEXT_CATEGORY).finditer(text, span.start, span.stop))
    labels = [span.label, *(match[1].strip() for match in inner)]
    starts = [span.start, *(match.end() for match in inner)]
    stops = [*(match.start() for match in inner), span.stop]
    for label, start, stop in zip(labels, starts, stops, strict=True):
        pattern = r"(?s).+"
        if label.casefold().startswith("categories"):  # by commas where nothing stronger parts them
            parted = any(mark in text[start:stop] for mark in BETWEEN_CATEGORIES)
            pattern = rf"[^{BETWEEN_CATEGORIES if parted else ',，、'}]+"
        parts = [part for part in re.compile(pattern).finditer(text, start, stop) if part[0].strip(BLANK)]
        for first, last in [part.span() for part in parts] or [(start, stop)]:
            yield label, first, first + len(text[first:last].rstrip(BLANK + BETWEEN_CATEGORIES + ","))
