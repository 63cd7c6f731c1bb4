"""Where headers stand in a text, and their labelled values, by offsets. Nothing is read into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..text.characters import BLANK
from .labels import Label, foreign_label_at, is_address, is_metadata, label_at

_LONGEST_VALUE = 12  # lines: what goes on for longer is text, not header
_LONGEST_BEFORE_TEXT = 100  # lines: but up to here a bare `Text:` line tells better
_LONGEST_INDENT = 16  # characters
_LEAST = 3  # known labels that are a header without `Text:`
# A label inside a body can only begin a line; the letters are those that LABELS begin with.
_MAYBE_LABEL = re.compile(rf"\n(?=[^\w\n]{{0,{_LONGEST_INDENT}}}(?:[PTCAptca][UIAuia]|[Tt][Ee]))")
_PROSE = ("title", "author_description")  # fields whose values may hold a colon
_PLAIN = ("author", "published_time")  # fields whose values hardly ever do
_WRAPPED = ("published_time", "title")  # fields that begin a header though their value goes on over lines
_SEVERAL_WORDS = ("published_time", "author_title", "author_description")  # no word of a text ends with these labels
# The words that known labels begin with, where one is looked for inside a line; compiled where it is used.
_WORDS = "published|title|categor|author"
_ADDRESS = r"(?:canonical|crawled|filename|guid|id|scraped|ur[il])\b"
_OPENING = "([{<（［【「『《〈"
_JOINING = "-–—/_&+@#"
_QUOTES = "\"'“”„‟‘’‚«»‹›＂"
_MARK = "\ufeff"


class Span:
    """One labelled value of a header, by offsets: of the label's line, and of the value."""

    __slots__ = ("label", "name", "start", "stop", "top")

    def __init__(self, name: str, label: str, top: int, start: int, stop: int) -> None:
        self.name, self.label, self.top, self.start, self.stop = name, label, top, start, stop


class Header:
    """A header that was found: its values, where the body begins, whether `Text:` closes it."""

    __slots__ = ("closed", "end", "spans")

    def __init__(self, start: int) -> None:
        self.spans: list[Span] = []
        self.end = start
        self.closed = False


class _Above(NamedTuple):
    """What stands above a header: where the labels of others begin there, the label that is glued to the line above
    them, where and of which field, and whether that line quotes a label."""

    top: int
    glued_at: int
    glued: str
    quoted: bool


def leads_among(labels: Iterable[tuple[str, str]]) -> frozenset[str]:
    """What headers begin with, of the field and the label of each value of one: the labels of others that stand above
    the first known one, in lower case, and the field of that."""
    found = set[str]()
    for field, label in labels:
        if field != "extra":
            return frozenset({*found, field})
        found.add(label.casefold())
    return frozenset()


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
        return top if lead and all(foreign_label_at(row, 0, len(row)) for row in lead) else at
    return top if known else None


def next_header(text: str, start: int, leads: frozenset[str] = frozenset()) -> int:
    """Where the next whole header begins at or after `start`, or the end of the text.

    It is decided by the lines up to where the header is whole: what comes later changes nothing, so that a text may
    come in pieces. `leads` is what headers begin with, as `leads_among` the labels of the first one tells.
    """
    searched = start
    for match in _MAYBE_LABEL.finditer(text, start):
        at = match.end()
        label = label_at(text, at, _line_end(text, at)) if at >= searched else None
        if not label:
            continue
        above = _above(text, at, start, leads)
        if label.field == "text" and not above.glued:
            continue
        whole, glued, searched = _whole(text, at, above, leads)
        if whole:
            return above.glued_at if glued else above.top
    return len(text)


def _whole(text: str, start: int, above: _Above, leads: frozenset[str]) -> tuple[bool, bool, int]:
    """Whether what begins at `start` can only be a header: `Text:` and a label before it, or three known labels;
    whether the label glued to the line above is its first; where to look for another header if this is none.

    A first value of several lines is a title or a quoted label, unless the file's headers begin with that field or
    others' labels stand above it.
    """
    known: dict[str, int] = {}  # fields, and where their next line begins
    glued, first = above.glued, ""
    may_wrap = {*_WRAPPED, *leads} if above.top == start and not glued else None  # None: any may
    labels = since = 0
    resume = start
    for top, stop, label in _rows(text, start):
        if label is None:
            since += 1
            if since > _LONGEST_VALUE:
                break
            continue
        name = label.field
        if name in known and name != "category":
            return False, False, known[name]
        if labels == 1 and since and may_wrap is not None and first not in may_wrap:
            return False, False, top
        if name == glued and name != "category":  # then the one above is rather quoted
            glued = ""
        bare = not text[label.end : stop].strip(BLANK)
        if name not in ("extra", "text"):
            known[name] = min(stop + 1, len(text))
        count = len({*known, glued} - {"", "extra"})
        closed = name == "text" and (known or bare) and not above.quoted
        if count >= _LEAST or (closed and count):
            return True, bool(glued), stop
        if name == "text":
            return False, False, stop
        first, labels, since, resume = first or name, labels + 1, 0, min(stop + 1, len(text))
    return False, False, resume


def read_header(text: str, start: int) -> Header:
    """The header that begins at `start`, at a label. Looks no further than a header can go.

    A label that comes again ends the header where other lines stand between, or many lines that may be turns of an
    interview: then it rather begins the next article of a stream without `Text:`.
    """
    header = Header(start)
    spans, seen = header.spans, set[str]()
    since = doubtful = 0  # lines that carry no label, or none that is surely one, one after another
    for at, stop, label in _rows(text, start):
        if label is None:
            since += 1
            if since > _LONGEST_VALUE:
                _close_late(text, header, stop)
                break
            continue
        if label.field in seen and (since or doubtful > _LONGEST_VALUE):
            break
        if spans:
            spans[-1].stop = at
        if label.field == "text":
            header.end = label.end if text[label.end : stop].strip(BLANK) else stop
            header.closed = True
            break
        spans.append(Span(label.field, label.printed, at, label.end, stop))
        if label.field not in ("extra", "category"):
            seen.add(label.field)
        doubtful = doubtful + 1 if label.field == "extra" and not is_metadata(label.printed) else 0
        since, header.end = 0, min(stop + 1, len(text))
    if not header.closed:
        _give_back(header)
    return header


def _rows(text: str, at: int) -> Iterator[tuple[int, int, Label | None]]:
    """The lines from `at` on, which is a label: where each starts and stops, and the label that it begins with.

    After prose (a title, a description) a line with a colon is rather more of it, so there only words that are known
    as labels count; after a name or a time anything of the shape does, elsewhere what begins with a capital.
    """
    before = ""  # the field of the last label that others of any shape do not follow
    while at < len(text):
        stop = _line_end(text, at)
        label = label_at(text, at, stop) or foreign_label_at(text, at, stop)
        if label and label.field == "extra" and before in _PROSE and not is_metadata(label.printed):
            label = None
        if label and (label.field != "extra" or label.printed[0].isupper()):
            before = label.field
        yield at, stop, label or (foreign_label_at(text, at, stop, any_case=True) if before in _PLAIN else None)
        at = stop + 1


def _close_late(text: str, header: Header, at: int) -> None:
    """Close a header whose last value goes on for long, where the next label is a bare `Text:`."""
    for match in _MAYBE_LABEL.finditer(text, at):
        stop = _line_end(text, match.end())
        label = label_at(text, match.end(), stop)
        if label:
            near = text.count("\n", header.end, match.end()) <= _LONGEST_BEFORE_TEXT
            if near and label.field == "text" and not text[label.end : stop].strip(BLANK):
                header.spans[-1].stop, header.end, header.closed = match.end(), stop, True
            return


def _give_back(header: Header) -> None:
    """Without `Text:` the last lines may be the body's: keep only labels that are surely labels."""
    while len(header.spans) > 1 and header.spans[-1].name == "extra" and not is_metadata(header.spans[-1].label):
        header.end = header.spans.pop().top
        header.spans[-1].stop = min(header.spans[-1].stop, header.end)


def _above(text: str, at: int, start: int, leads: frozenset[str]) -> _Above:
    """What stands above the label at `at`, not before `start`.

    Labels of others belong to the header if they stand above the file's first one, or hold an address. Those of a
    body's last lines (`Source: …`, `Photo: …`) look the same as all the rest.
    """
    top = climbed = at
    while climbed > start:
        row = max(start, text.rfind("\n", start, climbed - 1) + 1)
        glued_at, glued, quoted = _within(text, row, climbed - 1, leads)
        if glued or quoted:
            return _Above(top, glued_at, glued, quoted)
        label = foreign_label_at(text, row, climbed - 1) if row > start else None
        lead = label is not None and _is_lead(label, leads)
        if label is None or not (lead or is_metadata(label.printed)) or label_at(text, row, climbed - 1):
            break
        climbed = row
        top = row if lead else top
    return _Above(top, top, "", False)


def _is_lead(label: Label, leads: frozenset[str]) -> bool:
    return is_address(label.printed) or label.printed.casefold() in leads


def _within(text: str, start: int, stop: int, leads: frozenset[str]) -> tuple[int, str, bool]:
    """Where in a line a label is glued to what another file ends with and its field, the last of them, for a label
    goes on to the end of its line; and whether the line quotes a label."""
    others = [re.escape(lead) for lead in sorted(leads) if not label_at(lead + ":", 0, len(lead) + 1)]
    at, field, quoted = stop, "", False
    word = re.compile(r"[^\W\d_]*").match(text, start, stop)
    behind_word = word.end() if word else start  # this word may be a label of others
    for match in re.compile("|".join([f"(?i){_WORDS}", _ADDRESS, *others])).finditer(text, start + 1, stop):
        begin = match.start()
        label = label_at(text, begin, stop) or foreign_label_at(text, begin, stop, any_case=True)
        if label is None or (label.field == "extra" and not _is_lead(label, leads)):
            continue
        before = text[max(start, begin - 2) : begin]
        if before[-1] in _QUOTES and (not before[:-1].strip() or before[0] in _OPENING):
            quoted = quoted or label.field != "extra"
        elif before[-1] == _MARK:
            at, field = begin - len(before) + len(before.rstrip(_MARK)), label.field
        elif _can_be_glued(before[-1], label, begin < behind_word):
            at, field = begin, label.field
    return at, field, quoted and not field


def _can_be_glued(before: str, label: Label, first_word: bool) -> bool:
    """Whether a label may stand directly behind this character without being a part of a word, which may be the first
    one of its line (`Subtitle: …`)."""
    if before.isspace() or before in _OPENING or before in _JOINING:
        return False
    if not before.isalpha():
        return label.field != "extra" or not before.isalnum()
    words, capital = label.field in _SEVERAL_WORDS, label.printed[0].isupper()
    if first_word and not (words and capital):
        return False
    if label.field == "extra":
        return capital and before.islower()
    return words or (capital and not (before.isupper() and label.printed.isupper()))


def _line_end(text: str, at: int) -> int:
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop
