"""Where the headers of a text stand, and the labelled lines that they are made of."""

from __future__ import annotations

import re

from .characters import BLANK, INVISIBLE
from .labels import GLUED, Label, foreign_label_at, is_metadata, label_at

_LONGEST_VALUE = 12  # lines: what goes on for longer is text, not header
_LONGEST_HEADER = 4096  # labels
_LONGEST_INDENT = 16  # characters
# A label inside a body can only begin a line; the letters are those that LABELS begin with.
_MAYBE_LABEL = re.compile(rf"\n(?=[^\w\n]{{0,{_LONGEST_INDENT}}}[PTCAptca][UIAuia])")
_PROSE = ("title", "author_description")  # fields whose values may hold a colon
_NAMES = ("author", "category")  # fields whose values hardly ever do


class Span:
    """One labelled value of a header, by offsets: of the label's line, and of the value."""

    __slots__ = ("label", "name", "start", "stop", "top")

    def __init__(self, name: str, label: str, top: int, start: int, stop: int) -> None:
        self.name, self.label, self.top, self.start, self.stop = name, label, top, start, stop


class Header:
    """A header that was found: its values, where the body begins, whether `Text:` closes it.

    `resume` is where to look for another, if this is none: nothing before that can begin one.
    """

    __slots__ = ("closed", "end", "resume", "spans")

    def __init__(self, start: int) -> None:
        self.spans: list[Span] = []
        self.end = self.resume = start
        self.closed = False

    def whole(self) -> bool:
        """Whether this can only be a header: `Text:` and a label before it, or three known labels."""
        known = {span.name for span in self.spans} - {"extra"}
        return len(known) >= (1 if self.closed else 3)


def first_header(text: str) -> int | None:
    """Where the first header begins: at the first line that holds something, if that is a known
    label or leads to one over labelled lines only; else at the first whole header."""
    top = len(text) - len(text.lstrip())
    top = text.rfind("\n", 0, top) + 1
    known = label_at(text, top, _line_end(text, top))
    if known and known.field != "text":
        return top
    at = next_header(text, 0)
    if at < len(text):
        lead = [row for row in text[top:at].split("\n") if row.strip()]
        return top if lead and all(foreign_label_at(row, 0, len(row)) for row in lead[:_LONGEST_HEADER]) else at
    return top if known else None


def next_header(text: str, start: int, leads: frozenset[str] = frozenset()) -> int:
    """Where the next whole header begins at or after `start`, or the end of the text.

    `leads` are labels of others that may stand above it, as they do in the first header.
    """
    searched = start
    for match in _MAYBE_LABEL.finditer(text, start):
        at = match.end()
        if at < searched or not label_at(text, at, _line_end(text, at)):
            continue
        header = scan(text, at, repeats=False)
        if header.whole():
            return _within_line(text, _with_leads(text, at, start, leads), start, header, leads)
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


def _within_line(text: str, at: int, start: int, header: Header, leads: frozenset[str] = frozenset()) -> int:
    """Where in the line above a further label of `header`, or one of `leads`, stands, glued to what another file
    ends with; else `at`."""
    above, stop = max(start, text.rfind("\n", start, at - 1) + 1), at - 1
    for lead in leads:
        match = re.compile(rf"(?i)(?<=[.!?…”’\"]){re.escape(lead)}[{BLANK}]*[:：]").search(text, above, stop)
        if match:
            return match.start()
    known = {"text", *(span.name for span in header.spans)} - {"category"}
    for match in re.compile(GLUED).finditer(text, above, stop):
        label = label_at(text, match.start(), stop)
        word = text[match.start() - 1].isalpha() and text[above : match.start()].isalpha()  # Subtitle: …
        if label and label.field not in known and not word:
            top = match.start()
            while text[top - 1] in INVISIBLE:  # a byte-order mark of the file
                top -= 1
            return top
    return at


def scan(text: str, start: int, repeats: bool = True) -> Header:
    """The header that begins at `start`, at a label. Looks no further than a header can go.

    A label that comes again ends the header: at once without `repeats`, else only where other
    lines stand between, for then it rather begins the next article of a stream without `Text:`.
    Without `repeats` (inside a body) a first value of several lines is a title or a quoted label.
    """
    header = Header(start)
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
            spans.append(Span(name, label.printed, at, label.end, stop))
            if name not in ("extra", "category"):
                seen.add(name)
            since, header.end = 0, min(stop + 1, len(text))
            header.resume = header.end
        else:
            since += 1
        at = stop + 1
    _give_back(header)
    return header


def _give_back(header: Header) -> None:
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
    label = foreign_label_at(text, at, stop, before in _NAMES)
    return None if label is None or (before in _PROSE and not is_metadata(label.printed)) else label
