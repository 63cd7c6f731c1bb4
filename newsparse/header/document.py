"""Text to documents: what the file says, field by field, before anything is read into it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from ..problems import Problem, problem
from ..text.characters import BLANK
from ..text.positions import Positions
from .labels import LABELS, REQUIRED, Label, categories_in, foreign_label_at, is_placeholder, label_at, nearest
from .scanner import Header, Span, first_header, leads_among, next_header, read_header

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
    characters stand before it, `top` how many before the document. `lost` are the problems of misspelt labels and of
    missing ones that every article should have.
    """

    record: int
    fields: tuple[Field, ...]
    body: str
    line: int
    column: int
    problems: tuple[Problem, ...]
    offset: int
    top: int
    lost: tuple[Problem, ...] = ()


def documents(text: str, leads: frozenset[str] | None = None) -> Iterator[Document]:
    """The documents of `text`, whose lines end in line feeds only. Never fails, loses nothing.

    A new document begins inside a body only at a whole header: a line that begins with a known
    label, followed by nothing but labelled lines and their continuations up to a `Text:` line, or
    by three different known labels. One line that looks like a label is not enough. It may begin inside a line,
    where files were put together and the one before has no final line feed. `leads` is what headers begin with, for
    the rest of a text, from a header on; without it, what the first header does.
    """
    start, line, record = 0, 1, 1
    top = first_header(text) if leads is None else 0
    header = read_header(text, top) if top is not None else None
    if leads is None:
        leads = leads_among((span.name, span.label) for span in (header.spans if header else ()))
    while True:
        body_start = header.end if header else start
        stop = next_header(text, body_start, leads)
        yield _document(text, record, (start, line), (start if top is None else top), header, (body_start, stop))
        if stop >= len(text):
            return
        line += text.count("\n", start, stop)
        start = top = stop
        header, record = read_header(text, start), record + 1


def leads_of(document: Document) -> frozenset[str]:
    """What the header of `document` begins with, for the documents that follow it."""
    return leads_among((field.name, field.label) for field in document.fields if field.label != PREAMBLE)


def extra_values(document: Document) -> dict[str, str]:
    """Return the values of unknown and repeated labels by label; the second `URL` becomes `URL (2)`."""
    extra: dict[str, str] = {}
    counts: dict[str, int] = {}  # the last number of each label: thousands may be repeated
    for field in document.fields:
        if field.name == "extra":
            label, count = field.label, counts.get(field.label, 1)
            while label in extra:
                count += 1
                label = f"{field.label} ({count})"
            counts[field.label] = count
            extra[label] = field.value
    return extra


class _Reader(Positions):
    """Reads the values of a text at their places."""

    def field(self, name: str, label: str, first: int, last: int) -> Field:
        """The value between two offsets, without what stands around it."""
        raw = self.text[first:last]
        value = raw.strip(BLANK)
        return Field(name, label, value, *self.of(first + (len(raw) - len(raw.lstrip(BLANK)) if value else 0)))


def _document(
    text: str, record: int, begin: tuple[int, int], top: int, header: Header | None, body: tuple[int, int]
) -> Document:
    """One document of `text`; `begin` is its offset and line, `top` the offset of its header."""
    start, line = begin
    places = _Reader(text, start, line)
    fields: list[Field] = []
    problems: list[Problem] = []
    if text[start:top].strip():
        fields.append(places.field("extra", PREAMBLE, start, top))
        where = fields[0].line, fields[0].column
        problems.append(problem("N104", "text before the header; it is kept in `extra`", *where))
    if header:
        _read(text, header.spans, places, fields, problems)
    at, raw_body = places.of(body[0]), text[slice(*body)]
    lost = _lost(text, header, (start, line, top), {field.name for field in fields}) if header else ()
    problems += _missing(header, at, raw_body)
    if body[1] < len(text) and text[body[1] - 1] != "\n":
        said = "the next article begins inside this line; is a line feed lost here?"
        problems.append(problem("N106", said, *places.of(body[1])))
    return Document(record, tuple(fields), raw_body, *at, tuple(problems), body[0], start, tuple(lost))


def _read(text: str, spans: list[Span], places: _Reader, fields: list[Field], problems: list[Problem]) -> None:
    """Add the fields of a header, and what is wrong with it."""
    taken = _taken(text, spans)
    seen = set[str]()
    for span in spans:
        if span.name == "category":
            fields.extend(
                places.field(span.name, *part) for part in categories_in(text, span.start, span.stop, span.label)
            )
            continue
        is_taken = taken.get(span.name) is span
        if span.name in seen:
            which = (
                "this one is taken, for it has a value" if is_taken else "another is taken, this one kept in `extra`"
            )
            problems.append(problem("N103", f"{span.label!r} stands here again; {which}", *places.of(span.top)))
        seen.update({span.name} - {"extra"})
        fields.append(places.field(span.name if is_taken else "extra", span.label, span.start, span.stop))


def _taken(text: str, spans: list[Span]) -> dict[str, Span]:
    """Of each field the first value that is one, else the first."""
    found: dict[str, Span] = {}
    given = set[str]()
    for span in spans:
        if span.name not in given and not is_placeholder(text[span.start : span.stop].strip(BLANK)):
            found[span.name] = span
            given.add(span.name)
        found.setdefault(span.name, span)
    return found


def _lost(text: str, header: Header, begin: tuple[int, int, int], names: set[str]) -> Iterator[Problem]:
    """Problems for fields that a header lacks: at each label that looks like a slip of one (N109), else for those that
    every article should have (N209). `begin` is offset and line of the document, and the offset of its header."""
    start, line, top = begin
    missing = missing_in(names)
    places, meant = Positions(text, start, line), set[str]()
    for slip in slips_in(text, top, header.end, missing):
        meant.add(slip.meant)
        said = f"{slip.label.printed!r} is not a known label; is {slip.meant!r} meant?"
        yield problem("N109", said, *places.of(slip.at))
    for name in missing:
        if name in REQUIRED and LABELS[name][0] not in meant:
            yield missing_field(name, places.of(top))


def missing_in(names: Container[str]) -> list[str]:
    """The fields of a header that are not among `names`."""
    return [name for name in LABELS if name not in names and name != "text"]


def missing_field(name: str, place: tuple[int, int]) -> Problem:
    """The problem that a required field has no label, at line and column `place` of its header."""
    return problem("N209", f"there is no {LABELS[name][0]!r}", *place)


class Slip(NamedTuple):
    """A label that looks like a misspelt one: offset of its line and of its first letter, the label, which is meant."""

    top: int
    at: int
    label: Label
    meant: str


def slips_in(text: str, start: int, stop: int, missing: list[str]) -> Iterator[Slip]:
    """The lines of a header from `start` to `stop` that begin with what looks like a label of a field in `missing`."""
    top = start
    while missing and top < stop:
        end = text.find("\n", top)
        end = len(text) if end < 0 else end
        label = None if label_at(text, top, end) else foreign_label_at(text, top, end)
        if label and (meant := nearest(label.printed, missing)):
            yield Slip(top, text.index(label.printed, top), label, meant)
        top = end + 1


def _missing(header: Header | None, at: tuple[int, int], body: str) -> Iterator[Problem]:
    """What is not there of a header and a body that begins at line and column `at`."""
    if header is None:
        yield problem("N101", "no header label; the whole text is taken as the body", *at)
    elif not header.closed:
        yield problem("N102", "no `Text:` line; the body is taken to begin here", *at)
    if not body.strip():
        yield problem("N105", "the body is empty", *at)
