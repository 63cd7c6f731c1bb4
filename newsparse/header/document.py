"""Parse a text into documents: what the file says, field by field, before values are interpreted.

Offsets are in characters; lines and columns count from 1.
"""

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
from .scanner import Header, Span, line_end, read_header

PREAMBLE = "Preamble"  # label of the field for text before the header


class Field(NamedTuple):
    """A labelled value as printed; `line` and `column` are the position of the value in the input.

    `name` is the field that the label stands for, or "extra"; `label` is the label as printed.
    """

    name: str
    label: str
    value: str
    line: int
    column: int


class Document(NamedTuple):
    """An article as the file has it: raw fields in file order, and the raw body.

    `record` is the number of the document in the input, from 1. `line`, `column` and `offset` are the position of the
    body in the input; `top` is the offset of the document. `label_problems`, of misspelt and of missing required
    labels, are apart from the other `problems` because `check` has its own rules for them.
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


def parse_documents(text: str, openings: frozenset[str] | None = None) -> Iterator[Document]:
    """Yield the documents of `text`, whose line ends are line feeds. Never fails, loses no character.

    Inside a body, only a whole header begins a new document (see `boundaries`). It may begin inside a line, where files
    without a final line feed were concatenated.

    If `text` is the rest of a file, beginning with a header, `openings` are those of the file's first header.
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
    """Return the openings of the header of `document`, to find the headers below it."""
    return find_openings((field.name, field.label) for field in document.fields if field.label != PREAMBLE)


def extra_values(document: Document) -> dict[str, str]:
    """Return the values of unknown and repeated labels by label; the second `URL` becomes `URL (2)`."""
    extra: dict[str, str] = {}
    counts: dict[str, int] = {}  # the last number of each label, so that thousands of repetitions take linear time
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
    """Builds fields from offsets of a text."""

    def field(self, name: str, label: str, start: int, stop: int) -> Field:
        """Return the field whose value is between two offsets, without the blanks around it."""
        raw = self.text[start:stop]
        value = raw.strip(BLANK)
        blanks = len(raw) - len(raw.lstrip(BLANK)) if value else 0
        return Field(name, label, value, *self.of(start + blanks))


def _build_document(
    text: str, record: int, begin: tuple[int, int], top: int, header: Header | None, body: tuple[int, int]
) -> Document:
    """Build a document.

    `begin` is the offset and line of the document, `top` the offset of its header, `body` start and stop of its body.
    """
    start, line = begin
    body_start, body_stop = body
    reader = _FieldReader(text, start, line)
    fields: list[Field] = []
    problems: list[Problem] = []
    if text[start:top].strip():
        fields.append(reader.field("extra", PREAMBLE, start, top))
        message = "text before the header; it is kept in `extra`"
        problems.append(problem("N104", message, fields[0].line, fields[0].column))
    if header:
        _append_fields(text, header.spans, reader, fields, problems)
    body_position, raw_body = reader.of(body_start), text[body_start:body_stop]
    names = {field.name for field in fields}
    label_problems = _label_problems(text, header, (start, line, top), names) if header else ()
    problems += _missing_part_problems(header, body_position, raw_body)
    if body_stop < len(text) and text[body_stop - 1] != "\n":
        message = "the next article begins inside this line; a line feed is missing"
        problems.append(problem("N106", message, *reader.of(body_stop)))
    return Document(
        record, tuple(fields), raw_body, *body_position, tuple(problems), body_start, start, tuple(label_problems)
    )


def _append_fields(
    text: str, spans: list[Span], reader: _FieldReader, fields: list[Field], problems: list[Problem]
) -> None:
    """Append the fields of a header to `fields`, and the problems of repeated labels (N103) to `problems`."""
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
    """Return the message for a repeated label; `is_chosen` is whether this value counts (see `_choose_spans`)."""
    which = "this value is used, because no earlier one has a value" if is_chosen else "this value is kept in `extra`"
    return f"repeated label {label!r}; {which}"


def _choose_spans(text: str, spans: list[Span]) -> dict[str, Span]:
    """Return, by field, the span whose value counts: the first that is not a placeholder, else the first."""
    chosen: dict[str, Span] = {}
    has_value = set[str]()
    for span in spans:
        if span.name not in has_value and not is_placeholder(text[span.start : span.stop].strip(BLANK)):
            chosen[span.name] = span
            has_value.add(span.name)
        chosen.setdefault(span.name, span)
    return chosen


def _label_problems(text: str, header: Header, begin: tuple[int, int, int], names: set[str]) -> Iterator[Problem]:
    """Yield the problems of labels that look misspelt (N109) and of other missing required fields (N209).

    `begin` is the offset and line of the document and the offset of its header; `names` are the fields that it has.
    """
    start, line, top = begin
    missing = missing_fields(names)
    positions, meant = Positions(text, start, line), set[str]()
    for misspelt in misspelt_labels(text, top, header.end, missing):
        meant.add(misspelt.meant)
        message = f"unknown label {misspelt.label.printed!r}; did you mean {misspelt.meant!r}?"
        yield problem("N109", message, *positions.of(misspelt.at))
    for name in missing:
        if name in REQUIRED_FIELDS and LABELS[name][0] not in meant:
            yield missing_field(name, positions.of(top))


def missing_fields(names: Container[str]) -> list[str]:
    """Return the fields of a header that are not among `names`."""
    return [name for name in LABELS if name not in names and name != "text"]


def missing_field(name: str, position: tuple[int, int]) -> Problem:
    """Return the problem that a required field has no label; `position` is the line and column of the header."""
    return problem("N209", f"{LABELS[name][0]!r} is missing", *position)


class MisspeltLabel(NamedTuple):
    """A label that looks misspelt; `meant` is the known label that it resembles.

    `top` and `at` are the offsets of its line and of its first letter.
    """

    top: int
    at: int
    label: Label
    meant: str


def misspelt_labels(text: str, start: int, stop: int, missing: list[str]) -> Iterator[MisspeltLabel]:
    """Yield the foreign labels between two offsets that look like misspelt labels of the fields in `missing`."""
    top = start
    while missing and top < stop:
        end = line_end(text, top)
        label = None if label_at(text, top, end) else foreign_label_at(text, top, end)
        if label and (meant := closest_label(label.printed, missing)):
            yield MisspeltLabel(top, text.index(label.printed, top), label, meant)
        top = end + 1


def _missing_part_problems(header: Header | None, position: tuple[int, int], body: str) -> Iterator[Problem]:
    """Yield the problems of a missing header, a missing `Text:` line and an empty body.

    `position` is the line and column of the body.
    """
    if header is None:
        yield problem("N101", "no header label; the whole text is read as the body", *position)
    elif not header.is_closed:
        yield problem("N102", "no `Text:` line; the body is assumed to begin here", *position)
    if not body.strip():
        yield problem("N105", "the body is empty", *position)
