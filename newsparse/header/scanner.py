"""Find the labelled lines of a text and the values of a header, by offsets in characters; interpret no value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.characters import BLANK
from .labels import Label, foreign_label_at, is_metadata, label_at

MAX_VALUE_LINES = 12  # a longer value is text, not part of a header
_MAX_LINES_BEFORE_TEXT = 100  # of a longer value, below which a `Text:` line still closes the header
_MAX_INDENT = 16  # characters
# Matches the line feed before a line that may begin with a known label, by the first letters of those in LABELS.
MAYBE_LABEL = re.compile(rf"\n(?=[^\w\n]{{0,{_MAX_INDENT}}}(?:[PTCAptca][UIAuia]|[Tt][Ee]))")
_PROSE_FIELDS = ("title", "author_description")  # their values may contain a colon
_COLON_FREE_FIELDS = ("author", "published_time")  # their values hardly ever contain a colon


class Span:
    """A labelled value of a header, by offsets.

    `name` is the field, `label` the label as printed; `top` is the offset of the label's line, `start` and `stop` are
    those of the value.
    """

    __slots__ = ("label", "name", "start", "stop", "top")

    def __init__(self, name: str, label: str, top: int, start: int, stop: int) -> None:
        self.name, self.label, self.top, self.start, self.stop = name, label, top, start, stop


class Header:
    """A header: its values, the offset `end` where its body begins, and whether a `Text:` line closes it."""

    __slots__ = ("end", "is_closed", "spans")

    def __init__(self, start: int) -> None:
        self.spans: list[Span] = []
        self.end = start
        self.is_closed = False


def line_end(text: str, at: int) -> int:
    """Return the offset of the end of the line that `at` is in."""
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop


def labelled_lines(text: str, at: int) -> Iterator[tuple[int, int, Label | None]]:
    """Yield start, stop and label of each line from `at` on, which is at a label; the label is None if there is none.

    The field of the label above decides which words make a foreign label. Below a title or a description, where a line
    with a colon rather continues the value, only words of FOREIGN_WORDS do. Below a name or a time any `word:` does;
    elsewhere it needs a capital.
    """
    field = ""  # of the last label that is known or has a capital
    while at < len(text):
        stop = line_end(text, at)
        label = label_at(text, at, stop) or foreign_label_at(text, at, stop)
        if label and label.field == "extra" and field in _PROSE_FIELDS and not is_metadata(label.printed):
            label = None
        if label and (label.field != "extra" or label.printed[0].isupper()):
            field = label.field
        if label is None and field in _COLON_FREE_FIELDS:
            label = foreign_label_at(text, at, stop, any_case=True)
        yield at, stop, label
        at = stop + 1


def read_header(text: str, start: int) -> Header:
    """Read the header whose first label is at `start`. Lines beyond the longest possible header are not scanned."""
    header = Header(start)
    seen = set[str]()  # fields that end the header if they are repeated
    unlabelled = 0  # consecutive lines without a label
    doubtful = 0  # consecutive labels that may be speakers of an interview
    for top, stop, label in labelled_lines(text, start):
        # 1. A line without a label continues the value above it, up to a limit.
        if label is None:
            unlabelled += 1
            if unlabelled > MAX_VALUE_LINES:
                _close_after_long_value(text, header, stop)
                break
            continue
        # 2. A repeated field below unlabelled or many doubtful lines begins the next article, without `Text:` between.
        if label.field in seen and (unlabelled or doubtful > MAX_VALUE_LINES):
            break
        # 3. A label ends the value above it. `Text:` ends the header; any other label begins a value.
        if header.spans:
            header.spans[-1].stop = top
        if label.field == "text":
            _close(text, header, label, stop)
            break
        header.spans.append(Span(label.field, label.printed, top, label.end, stop))
        if label.field not in ("extra", "category"):
            seen.add(label.field)
        doubtful = doubtful + 1 if _is_doubtful(label) else 0
        unlabelled, header.end = 0, min(stop + 1, len(text))
    # 4. Without `Text:`, labels at the end may belong to the body.
    if not header.is_closed:
        _drop_doubtful_labels(header)
    return header


def _close(text: str, header: Header, label: Label, stop: int) -> None:
    """Close a header at the `Text:` line that ends at `stop`. The body begins behind the label, or behind the line."""
    header.end = label.end if text[label.end : stop].strip(BLANK) else stop
    header.is_closed = True


def _is_doubtful(label: Label) -> bool:
    """Return whether a label may be something else, such as a speaker of an interview."""
    return label.field == "extra" and not is_metadata(label.printed)


def _close_after_long_value(text: str, header: Header, start: int) -> None:
    """Close a header below a long last value if the next known label behind `start` is a bare `Text:`, and near."""
    for match in MAYBE_LABEL.finditer(text, start):
        top = match.end()
        stop = line_end(text, top)
        label = label_at(text, top, stop)
        if label is None:
            continue
        is_near = text.count("\n", header.end, top) <= _MAX_LINES_BEFORE_TEXT
        if is_near and label.field == "text" and not text[label.end : stop].strip(BLANK):
            header.spans[-1].stop, header.end, header.is_closed = top, stop, True
        return


def _drop_doubtful_labels(header: Header) -> None:
    """Drop doubtful labels at the end of a header, whose lines then belong to the body."""
    while len(header.spans) > 1 and header.spans[-1].name == "extra" and not is_metadata(header.spans[-1].label):
        header.end = header.spans.pop().top
        header.spans[-1].stop = min(header.spans[-1].stop, header.end)
