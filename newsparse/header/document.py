"""A text to documents: what the file says, field by field, before it is interpreted."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from ..problems import Problem, problem
from ..text.characters import BLANK
from ..text.positions import Positions
from .boundaries import find_first_header, find_next_header, find_openings
from .labels import (
    LABELS,
    REQUIRED_FIELDS,
    Label,
    categories_in,
    closest_label,
    foreign_label_at,
    is_placeholder,
    label_at,
)
from .scanner import Header, Span, read_header

PREAMBLE = "Preamble"  # the label, in `extra`, of text before the header


class Field(NamedTuple):
    """A labelled value as printed; `line` and `column` are the 1-based position of the value.

    `name` is the field that the label stands for, or "extra"; `label` is the label as printed.
    """

    name: str
    label: str
    value: str
    line: int
    column: int


class Document(NamedTuple):
    """An article as the file has it: raw fields in file order, and the raw body.

    `line` and `column` are the 1-based position of the body in the input, `offset` is its offset, and `top` that of the
    document. `label_problems`, of misspelt labels and missing required ones, are apart from the other `problems`
    because `check` has its own rules for them.
    """

    record: int
    fields: tuple[Field, ...]
    body: str
    line: int
    column: int
    problems: tuple[Problem, ...]
    offset: int
    top: int
    label_problems: tuple[Problem, ...] = ()


def documents(text: str, openings: frozenset[str] | None = None) -> Iterator[Document]:
    """Yield the documents of `text`, whose line ends are line feeds. Never fails, loses no character.

    Inside a body, only a whole header begins a new document: a line that begins with a known label, followed by
    labelled lines and their continuations up to a `Text:` line or by three different known labels. It may begin inside
    a line, where files without a final line feed were concatenated.

    `openings` are those of the first header of the file, if `text` is the rest of one from a header on (see
    `find_openings`).
    """
    start, line, record = 0, 1, 1
    top = find_first_header(text) if openings is None else 0
    header = read_header(text, top) if top is not None else None
    if openings is None:
        openings = find_openings((span.name, span.label) for span in (header.spans if header else ()))
    while True:
        body_start = header.end if header else start
        stop = find_next_header(text, body_start, openings)
        yield _build_document(text, record, (start, line), (start if top is None else top), header, (body_start, stop))
        if stop >= len(text):
            return
        line += text.count("\n", start, stop)
        start = top = stop
        header, record = read_header(text, start), record + 1


def openings_of(document: Document) -> frozenset[str]:
    """Return what the header of `document` begins with, to find the headers below it."""
    return find_openings((field.name, field.label) for field in document.fields if field.label != PREAMBLE)


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


class _FieldReader(Positions):
    """Reads values between offsets of a text."""

    def field(self, name: str, label: str, first: int, last: int) -> Field:
        """Return the value between two offsets, without the blanks around it."""
        raw = self.text[first:last]
        value = raw.strip(BLANK)
        return Field(name, label, value, *self.of(first + (len(raw) - len(raw.lstrip(BLANK)) if value else 0)))


def _build_document(
    text: str, record: int, begin: tuple[int, int], top: int, header: Header | None, body: tuple[int, int]
) -> Document:
    """Return one document of `text`; `begin` is its offset and line, `top` the offset of its header, and `body` the
    offsets of its body."""
    start, line = begin
    reader = _FieldReader(text, start, line)
    fields: list[Field] = []
    problems: list[Problem] = []
    if text[start:top].strip():
        fields.append(reader.field("extra", PREAMBLE, start, top))
        message = "text before the header; it is kept in `extra`"
        problems.append(problem("N104", message, fields[0].line, fields[0].column))
    if header:
        _append_fields(text, header.spans, reader, fields, problems)
    at, raw_body = reader.of(body[0]), text[slice(*body)]
    names = {field.name for field in fields}
    label_problems = _label_problems(text, header, (start, line, top), names) if header else ()
    problems += _missing_part_problems(header, at, raw_body)
    if body[1] < len(text) and text[body[1] - 1] != "\n":
        message = "the next article begins inside this line; is a line feed lost here?"
        problems.append(problem("N106", message, *reader.of(body[1])))
    return Document(record, tuple(fields), raw_body, *at, tuple(problems), body[0], start, tuple(label_problems))


def _append_fields(
    text: str, spans: list[Span], reader: _FieldReader, fields: list[Field], problems: list[Problem]
) -> None:
    """Append the fields of a header, and the problems of repeated labels."""
    chosen = _choose_spans(text, spans)
    seen = set[str]()
    for span in spans:
        if span.name == "category":
            parts = categories_in(text, span.start, span.stop, span.label)
            fields.extend(reader.field(span.name, *part) for part in parts)
            continue
        is_chosen = chosen.get(span.name) is span
        if span.name in seen:
            problems.append(problem("N103", _repeated_label_message(span.label, is_chosen), *reader.of(span.top)))
        seen.update({span.name} - {"extra"})
        fields.append(reader.field(span.name if is_chosen else "extra", span.label, span.start, span.stop))


def _repeated_label_message(label: str, is_chosen: bool) -> str:
    which = "this one is taken, for it has a value" if is_chosen else "another is taken, this one kept in `extra`"
    return f"{label!r} stands here again; {which}"


def _choose_spans(text: str, spans: list[Span]) -> dict[str, Span]:
    """Return the span of each field that counts: the first that is not a placeholder, else the first."""
    chosen: dict[str, Span] = {}
    has_value = set[str]()
    for span in spans:
        if span.name not in has_value and not is_placeholder(text[span.start : span.stop].strip(BLANK)):
            chosen[span.name] = span
            has_value.add(span.name)
        chosen.setdefault(span.name, span)
    return chosen


def _label_problems(text: str, header: Header, begin: tuple[int, int, int], names: set[str]) -> Iterator[Problem]:
    """Yield a problem for each label that looks like a misspelt one of a missing field (N109), and for each other
    required field that is missing (N209).

    `begin` is the offset and line of the document and the offset of its header; `names` are the fields it has.
    """
    start, line, top = begin
    missing = missing_fields(names)
    positions, meant = Positions(text, start, line), set[str]()
    for misspelt in misspelt_labels(text, top, header.end, missing):
        meant.add(misspelt.meant)
        message = f"{misspelt.label.printed!r} is not a known label; is {misspelt.meant!r} meant?"
        yield problem("N109", message, *positions.of(misspelt.at))
    for name in missing:
        if name in REQUIRED_FIELDS and LABELS[name][0] not in meant:
            yield missing_field(name, positions.of(top))


def missing_fields(names: Container[str]) -> list[str]:
    """Return the fields of a header that are not among `names`."""
    return [name for name in LABELS if name not in names and name != "text"]


def missing_field(name: str, position: tuple[int, int]) -> Problem:
    """Return the problem that a required field has no label; `position` is the line and column of the header."""
    return problem("N209", f"there is no {LABELS[name][0]!r}", *position)


class MisspeltLabel(NamedTuple):
    """A label that looks misspelt: the offsets of its line and of its first letter, the label, and the one meant."""

    top: int
    at: int
    label: Label
    meant: str


def misspelt_labels(text: str, start: int, stop: int, missing: list[str]) -> Iterator[MisspeltLabel]:
    """Yield the labels between two offsets of a header that look like misspelt ones of the fields in `missing`."""
    top = start
    while missing and top < stop:
        end = text.find("\n", top)
        end = len(text) if end < 0 else end
        label = None if label_at(text, top, end) else foreign_label_at(text, top, end)
        if label and (meant := closest_label(label.printed, missing)):
            yield MisspeltLabel(top, text.index(label.printed, top), label, meant)
        top = end + 1


def _missing_part_problems(header: Header | None, at: tuple[int, int], body: str) -> Iterator[Problem]:
    """Yield the problems of a missing header or `Text:` line and of an empty body; `at` is the body's position."""
    if header is None:
        yield problem("N101", "no header label; the whole text is taken as the body", *at)
    elif not header.is_closed:
        yield problem("N102", "no `Text:` line; the body is taken to begin here", *at)
    if not body.strip():
        yield problem("N105", "the body is empty", *at)


misspelt_labels, openings_of, missing_fields = misspelt_labels, openings_of, missing_fields
