"""Signs of formats: functions that find one feature of a text and return it as a message shows it, "" if not found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from ..header.labels import key_of
from ..text.characters import BLANK
from .head import Head, shown

Find = Callable[[Head], str]

_LEAST_INDENT = 8  # spaces before a centred line
_LONGEST_CENTRED = 64  # characters
_DELIMITERS = "\t,;|"
_LONGEST_NAME = 40  # characters of a column name
_MOST_WORDS = 4  # of a column name
_LONGEST_HEADING = 2_000  # characters of the line of column names
_MOST_ROWS = 5  # rows of a table that are compared
_NAME = r"[A-Za-z_][\w:.-]*"
_TAG = rf"<({_NAME})(?:\s[^<>]*)?/?>"
# Tags that plain text may begin with, too.
_INLINE = frozenset("a abbr b big br cite code em font hr i img ins mark q s small span strong sub sup tt u".split())
# HTML tags that contain paragraphs or more.
BLOCKS = (
    "address article aside blockquote body center div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 head header li"
    " main nav ol p pre section table tbody td tr ul"
).split()
_BLOCK_SET = frozenset(BLOCKS)


def labels(*names: str, value: str = "", least: int = 1) -> Find:
    """Find at least `least` of the labels `names`, each with a value that begins with the pattern `value`."""
    keys = [key_of(name) for name in names]

    def find(head: Head) -> str:
        found = [
            next((printed for printed, given in head.labels[key] if re.match(value, given, re.IGNORECASE)), "")
            for key in keys
            if key in head.labels
        ]
        found = list(filter(None, found))
        return shown(f"{found[0]}:") if len(found) >= least else ""

    return find


def codes(*names: str, value: str = "", least: int = 1) -> Find:
    """Find at least `least` of the codes `names`, each with a value that begins with the pattern `value`."""

    def find(head: Head) -> str:
        found = [name for name in names if name in head.codes and re.match(value, head.codes[name])]
        return ", ".join(map(shown, found[:3])) if len(found) >= least else ""

    return find


def line(pattern: str) -> Find:
    """Find a line that matches `pattern`, apart from white space at its ends."""

    def find(head: Head) -> str:
        whole = re.compile(pattern, re.IGNORECASE)
        return next((shown(text) for text in head.lines if whole.fullmatch(text.strip(BLANK))), "")

    return find


def begins(pattern: str) -> Find:
    """Find `pattern` at the beginning of the text."""

    def find(head: Head) -> str:
        match = re.compile(pattern, re.IGNORECASE).match(head.text, head.top)
        return shown(match[0]) if match else ""

    return find


def either(*finds: Find) -> Find:
    """Find the first of several features that the text has."""
    return lambda head: next(filter(None, (find(head) for find in finds)), "")


def once(find: Find) -> Find:
    """Cache the result of `find` in the head, because other features depend on it."""

    def cached(head: Head) -> str:
        if find not in head.found:
            head.found[find] = find(head)
        return head.found[find]

    return cached


def where(first: Find, find: Find) -> Find:
    """Find a feature only if the text also has the feature `first`."""
    return lambda head: find(head) if first(head) else ""


def holds(pattern: str) -> Find:
    """Find `pattern` anywhere in the text; its group, if it has one, is what a message shows."""

    def find(head: Head) -> str:
        match = re.search(pattern, head.text, re.IGNORECASE)
        return shown(match[match.lastindex or 0]) if match else ""

    return find


def centred(head: Head) -> str:
    """Find two short lines centred with spaces, one of them with a number: a counter, a date or a copyright."""
    indented = (text.strip() for text in head.lines if text.startswith(" " * _LEAST_INDENT))
    found = [text for text in indented if 0 < len(text) <= _LONGEST_CENTRED]
    return "centred lines" if len(found) > 1 and any(map(str.isdecimal, "".join(found))) else ""


def ends(last: str) -> Find:
    """Find one of the characters `last` at the end of the text."""

    def find(head: Head) -> str:
        text = head.text.rstrip(BLANK)
        return shown(text[-1:]) if text.endswith(tuple(last)) else ""

    return find


# --- markup -----------------------------------------------------------------------------------


def root(*names: str, others: bool = False) -> Find:
    """Find a tag at the beginning of the text, below prologs and comments: one of `names`, or with `others` any that is
    not HTML."""
    known = frozenset(names)

    def find(head: Head) -> str:
        match = re.compile(_TAG).match(head.text, head.tags)
        name = match[1].casefold() if match else ""
        fits = name in known or (others and name and name not in _INLINE and name not in BLOCKS and name != "html")
        return shown(f"<{match[1]}>") if match and fits else ""

    return find


def closing_tags(*names: str) -> Find:
    """Find three closing tags, of `names` if any are given."""
    pattern = rf"</(?:{'|'.join(names) or _NAME})\s*>"

    def find(head: Head) -> str:
        found = [match[0] for match in islice(re.finditer(pattern, head.text, re.IGNORECASE), 3)]
        return shown(found[0]) if len(found) == 3 else ""

    return find


def opening_blocks(head: Head) -> str:
    """Find three opening HTML tags that contain paragraphs or more, or two below a document type. HTML allows them
    without closing tags."""
    least = 2 if doctype(head) else 3
    tags = re.finditer(r"<([a-z][a-z1-6]*)[\s>]", head.text, re.IGNORECASE)
    found = list(islice((match[1] for match in tags if match[1].casefold() in _BLOCK_SET), least))
    return shown(f"<{found[0]}>") if len(found) == least else ""


def encloses(head: Head) -> str:
    """Find the closing tag of the first element at the end of the text."""
    match, text = re.compile(_TAG).match(head.text, head.tags), head.text.rstrip(BLANK)
    closing = f"</{match[1]}>" if match else ""
    return shown(closing) if closing and text[-len(closing) :].casefold() == closing.casefold() else ""


def outermost(head: Head) -> str:
    """Find any tag at the beginning of the text, below prologs and comments."""
    match = re.compile(_TAG).match(head.text, head.tags)
    return shown(f"<{match[1]}>") if match else ""


def doctype(head: Head) -> str:
    """Find the document type of HTML, or its outermost tag."""
    match = re.compile(r"<!DOCTYPE html\b|<html\b", re.IGNORECASE).match(head.text, head.tags)
    return shown(match[0]) if match else ""


# --- tables -----------------------------------------------------------------------------------


def columns(*names: str) -> Find:
    """Find a first line of column names, at least two of which are among `names`.

    In a line without spaces behind its delimiters, one word of a name suffices (`publish_date`, `newsTitle`).
    """
    known = frozenset(map(key_of, names))

    def find(head: Head) -> str:
        first, delimiter = _first_line(head), _delimiter(head) or "\n"
        cells = [cell.strip(' "') for cell in first.split(delimiter)]
        if not all(len(cell) <= _LONGEST_NAME and re.fullmatch(r"[\w .:()/#-]*", cell) for cell in cells):
            return ""
        count = sum(key_of(cell) in known for cell in cells)
        if f"{delimiter} " not in first:
            count = sum(key_of(cell) in known or not known.isdisjoint(_words(cell)) for cell in cells)
        return shown(first) if count > 1 else ""

    return find


def _words(name: str) -> Iterator[str]:
    """Yield the words of a column name in lower case, and those of plurals in the singular, too."""
    words = re.split(r"[\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold())
    if len(words) <= _MOST_WORDS:
        yield from words
        yield from (word.removesuffix("s") for word in words)


def even_rows(head: Head) -> str:
    """Find the same number of fields in the first line and in the rows below it."""
    delimiter = _delimiter(head)
    if not delimiter:
        return ""
    width, counts = _first_line(head).count(delimiter) + 1, [len(row) for row in _rows(head, delimiter)]
    return f"{width} fields in each row" if counts and set(counts) == {width} else ""


def _first_line(head: Head) -> str:
    """Return the first line, unless it is the only one or too long for column names."""
    stop = head.text.find("\n", head.top, head.top + _LONGEST_HEADING)
    return head.text[head.top : stop] if stop > 0 else ""


def _delimiter(head: Head) -> str:
    """Return the delimiter of the fields in the first line; "" if there is none."""
    first = _first_line(head)
    best = max(_DELIMITERS, key=first.count)
    return best if best in first else ""


def _rows(head: Head, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows below the first line, without the last one if there are several: the head may end inside it."""
    import csv  # few texts need it

    lines = head.text[head.top :].splitlines(keepends=True)[1:]
    kept: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            if row:
                kept.append(row)
            if len(kept) > _MOST_ROWS:
                break
    except csv.Error:
        return
    yield from kept if len(kept) == 1 else kept[:-1]
