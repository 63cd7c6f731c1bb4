"""Text to documents: what the file says, field by field, before anything is read into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .characters import BLANK
from .labels import BETWEEN_CATEGORIES, GLUED, NEXT_CATEGORY, Label, foreign_label_at, is_metadata, label_at
from .problem import Problem, problem

PREAMBLE = "Preamble"  # the label, in `extra`, of what stands before the header

_LONGEST_VALUE = 12  # lines: what goes on for longer is text, not header
_LONGEST_HEADER = 64  # labels
_LONGEST_INDENT = 16  # characters
# A label inside a body can only begin a line; the letters are those that LABELS begin with.
_MAYBE_LABEL = re.compile(rf"\n(?=[^\w\n]{{0,{_LONGEST_INDENT}}}[PTCAptca][UIAuia])")
_PROSE = ("title", "author_description")  # fields whose values may hold a colon


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


class _Span:
    """One labelled value of a header, by offsets: of the label's line, and of the value."""

    __slots__ = ("label", "name", "start", "stop", "top")

    def __init__(self, name: str, label: str, top: int, start: int, stop: int) -> None:
        self.name, self.label, self.top, self.start, self.stop = name, label, top, start, stop


class _Header:
    """A header that was found: its values, where the body begins, whether `Text:` closes it.

    `resume` is where to look for another, if this is none: nothing before that can begin one.
    """

    __slots__ = ("closed", "end", "resume", "spans")

    def __init__(self, start: int) -> None:
        self.spans: list[_Span] = []
        self.end = self.resume = start
        self.closed = False

    def whole(self) -> bool:
        """Whether this can only be a header: `Text:` and a label before it, or three known labels."""
        known = {span.name for span in self.spans} - {"extra"}
        return len(known) >= (1 if self.closed else 3)


def documents(text: str, leads: frozenset[str] | None = None) -> Iterator[Document]:
    """The documents of `text`, whose lines end in line feeds only. Never fails, loses nothing.

    A new document begins inside a body only at a whole header: a line that begins with a known
    label, followed by nothing but labelled lines and their continuations up to a `Text:` line, or
    by three different known labels. One line that looks like a label is not enough. It may begin inside a line,
    where files were put together and the one before has no final line feed. `leads` are labels of others that
    stand above headers; without them those above the first header.
    """
    start, line, record = 0, 1, 1
    top = _first_header(text)
    header = _scan(text, top) if top is not None else None
    if leads is None:
        leads = _leads([(span.name, span.label) for span in header.spans] if header else [])
    while True:
        body_start = header.end if header else start
        stop = _next_header(text, body_start, leads)
        yield _document(text, record, (start, line), (start if top is None else top), header, (body_start, stop))
        if stop >= len(text):
            return
        line += text.count("\n", start, stop)
        start = top = stop
        header, record = _scan(text, start), record + 1


def leads_of(document: Document) -> frozenset[str]:
    """The labels of others above the header of `document`, for the documents that follow it."""
    return _leads([(field.name, field.label) for field in document.fields if field.label != PREAMBLE])


def _leads(labels: list[tuple[str, str]]) -> frozenset[str]:
    first = next((index for index, (name, _) in enumerate(labels) if name != "extra"), 0)
    return frozenset(label.casefold() for _, label in labels[:first])


def _first_header(text: str) -> int | None:
    """Where the first header begins: at the first line that holds something, if that is a known
    label or leads to one over labelled lines only; else at the first whole header."""
    top = len(text) - len(text.lstrip())
    top = text.rfind("\n", 0, top) + 1
    known = label_at(text, top, _line_end(text, top))
    if known and known.field != "text":
        return top
    at = _next_header(text, 0)
    if at < len(text):
        lead = [row for row in text[top:at].split("\n") if row.strip()]
        return top if lead and all(foreign_label_at(row, 0, len(row)) for row in lead[:_LONGEST_HEADER]) else at
    return top if known else None


def _next_header(text: str, start: int, leads: frozenset[str] = frozenset()) -> int:
    """Where the next whole header begins at or after `start`, or the end of the text.

    `leads` are labels of others that may stand above it, as they do in the first header.
    """
    searched = start
    for match in _MAYBE_LABEL.finditer(text, start):
        at = match.end()
        if at < searched or not label_at(text, at, _line_end(text, at)):
            continue
        header = _scan(text, at, repeats=False)
        if header.whole():
            return _within_line(text, _with_leads(text, at, start, leads), start, header)
        searched = header.resume
    return len(text)


def _with_leads(text: str, at: int, start: int, leads: frozenset[str]) -> int:
    while leads and at > start:
        above = text.rfind("\n", start, at - 1) + 1
        label = foreign_label_at(text, above, at - 1)
        if above <= start or not label or label.printed.casefold() not in leads:
            break
        at = above
    return at


def _within_line(text: str, at: int, start: int, header: _Header) -> int:
    """Where in the line above a further label of `header` stands, glued to what another file ends with; else `at`."""
    above, stop = max(start, text.rfind("\n", start, at - 1) + 1), at - 1
    known = {"text", *(span.name for span in header.spans)}
    for match in re.compile(GLUED).finditer(text, above, stop):
        label = label_at(text, match.start(), stop)
        word = text[match.start() - 1].isalpha() and text[above : match.start()].isalpha()  # Subtitle: …
        if label and label.field not in known and not word:
            return match.start()
    return at


def _scan(text: str, start: int, repeats: bool = True) -> _Header:
    """The header that begins at `start`, at a label. Looks no further than a header can go.

    A label that comes again ends the header: at once without `repeats`, else only where other
    lines stand between, for then it rather begins the next article of a stream without `Text:`.
    Without `repeats` (inside a body) a first value of several lines is a title or a quoted label.
    """
    header = _Header(start)
    spans, seen = header.spans, set[str]()
    at, since = start, 0  # since: lines that carry no label, one after another
    while at < len(text) and since <= _LONGEST_VALUE and len(spans) < _LONGEST_HEADER:
        stop = _line_end(text, at)
        label = label_at(text, at, stop) or _foreign(text, at, stop, spans[-1].name if spans else "")
        name = label.field if label else ""
        if label and name in seen and (since or not repeats):
            first = next(i for i, span in enumerate(spans) if span.name == name)
            header.resume = spans[first + 1].top if first + 1 < len(spans) else at
            break
        if label and since and len(spans) == 1 and not repeats and spans[0].name not in ("published_time", "title"):
            header.resume = at
            break
        if label and spans:
            spans[-1].stop = at
        if name == "text" and label:
            header.end = label.end if text[label.end : stop].strip(BLANK) else stop
            header.closed = True
            return header
        if label:
            spans.append(_Span(name, label.printed, at, label.end, stop))
            if name not in ("extra", "category"):
                seen.add(name)
            since, header.end = 0, min(stop + 1, len(text))
            header.resume = header.end
        else:
            since += 1
        at = stop + 1
    _give_back(header)
    return header


def _give_back(header: _Header) -> None:
    """Without `Text:` the last lines may be the body's: keep only labels that are surely labels."""
    while len(header.spans) > 1 and header.spans[-1].name == "extra" and not is_metadata(header.spans[-1].label):
        header.end = header.spans.pop().top
        header.spans[-1].stop = min(header.spans[-1].stop, header.end)


def _line_end(text: str, at: int) -> int:
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop


def _foreign(text: str, at: int, stop: int, before: str) -> Label | None:
    """A label that is not ours, if the line from `at` to `stop` begins with one.

    After prose (a title, a description) a line with a colon is rather more of it, so there only
    words that are known as labels count; elsewhere the shape is enough.
    """
    label = foreign_label_at(text, at, stop)
    return None if label is None or (before in _PROSE and not is_metadata(label.printed)) else label


def _document(
    text: str, record: int, begin: tuple[int, int], top: int, header: _Header | None, body: tuple[int, int]
) -> Document:
    """One document of `text`; `begin` is its offset and line, `top` the offset of its header."""
    start, line = begin
    problems: list[Problem] = []

    def place(offset: int) -> tuple[int, int]:
        return line + text.count("\n", start, offset), offset - text.rfind("\n", 0, offset)

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


def _missing(header: _Header | None, at: tuple[int, int], body: str) -> Iterator[Problem]:
    """What is not there of a header and a body that begins at line and column `at`."""
    if header is None:
        yield problem("N101", "no header label; the whole text is taken as the body", *at)
    elif not header.closed:
        yield problem("N102", "no `Text:` line; the body is taken to begin here", *at)
    if not body.strip():
        yield problem("N105", "the body is empty", *at)


def _categories(text: str, span: _Span) -> Iterator[tuple[str, int, int]]:
    """Label, start and stop of each value of `Category 1: X; Category 2: Y`."""
    inner = list(re.compile(NEXT_CATEGORY).finditer(text, span.start, span.stop))
    labels = [span.label, *(match[1].strip() for match in inner)]
    starts = [span.start, *(match.end() for match in inner)]
    stops = [*(match.start() for match in inner), span.stop]
    for label, start, stop in zip(labels, starts, stops, strict=True):
        pattern = rf"[^{BETWEEN_CATEGORIES}]+" if label.casefold().startswith("categories") else r"(?s).+"
        parts = [part for part in re.compile(pattern).finditer(text, start, stop) if part[0].strip(BLANK)]
        for first, last in [part.span() for part in parts] or [(start, stop)]:
            yield label, first, first + len(text[first:last].rstrip(BLANK + BETWEEN_CATEGORIES + ","))
