"""Signs of formats: small functions that look for one feature of a text and return it as a message shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from ..header.labels import key_of
from ..text.characters import BLANK
from .head import Head, shown

Find = Callable[[Head], str]  # returns "" where the text does not have the feature

_LEAST_INDENT = 8  # spaces before a centred line
_LONGEST_CENTRED = 64  # characters
_DELIMITERS = "\t,;|"
_LONGEST_NAME = 40  # characters of the name of a column
_MOST_WORDS = 4  # words of a name of a column
_LONGEST_ROW = 2_000  # characters that names of columns take
_MOST_RECORDS = 5  # rows of a table that are compared
_NAME = r"[A-Za-z_][\w:.-]*"
_TAG = rf"<({_NAME})(?:\s[^<>]*)?/?>"
# Tags that text of other formats begins with, too.
_INLINE = frozenset("a abbr b big br cite code em font hr i img ins mark q s small span strong sub sup tt u".split())
# Tags of HTML that hold paragraphs or more.
BLOCKS = (
    "address article aside blockquote body center div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 head header li"
    " main nav ol p pre section table tbody td tr ul"
).split()
_BLOCK_SET = frozenset(BLOCKS)


def labels(*names: str, value: str = "", least: int = 1) -> Find:
    """At least so many of these labels, each with a value that fits; case and spaces do not matter."""
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
    """At least so many of these codes at beginnings of lines, each with a value that fits."""

    def find(head: Head) -> str:
        found = [name for name in names if name in head.codes and re.match(value, head.codes[name])]
        return ", ".join(map(shown, found[:3])) if len(found) >= least else ""

    return find


def row(pattern: str) -> Find:
    """A whole line that fits, without the white space around it."""

    def find(head: Head) -> str:
        whole = re.compile(pattern, re.IGNORECASE)
        return next((shown(row) for row in head.rows if whole.fullmatch(row.strip(BLANK))), "")

    return find


def begins(pattern: str) -> Find:
    """What the text begins with."""

    def find(head: Head) -> str:
        match = re.compile(pattern, re.IGNORECASE).match(head.text, head.top)
        return shown(match[0]) if match else ""

    return find


def either(*finds: Find) -> Find:
    """The first of several features that the text has."""
    return lambda head: next(filter(None, (find(head) for find in finds)), "")


def once(find: Find) -> Find:
    """A feature that is looked for once in a head, for other features depend on it."""

    def cached(head: Head) -> str:
        if find not in head.found:
            head.found[find] = find(head)
        return head.found[find]

    return cached


def where(first: Find, find: Find) -> Find:
    """A feature that counts only where another one is found first."""
    return lambda head: find(head) if first(head) else ""


def holds(pattern: str) -> Find:
    """What stands somewhere in the text: what fits the group of `pattern`, or all of it where it has none."""

    def find(head: Head) -> str:
        match = re.search(pattern, head.text, re.IGNORECASE)
        return shown(match[match.lastindex or 0]) if match else ""

    return find


def centred(head: Head) -> str:
    """Two short lines that many spaces centre, one of them with a number: a counter, a date or a copyright."""
    found = [
        row.strip()
        for row in head.rows
        if row.startswith(" " * _LEAST_INDENT) and 0 < len(row.strip()) <= _LONGEST_CENTRED
    ]
    return "centred lines" if len(found) > 1 and any(map(str.isdecimal, "".join(found))) else ""


def ends(last: str) -> Find:
    """One of the characters `last` at the end of the text."""

    def find(head: Head) -> str:
        text = head.text.rstrip(BLANK)
        return shown(text[-1:]) if text.endswith(tuple(last)) else ""

    return find


# --- markup -----------------------------------------------------------------------------------


def root(*names: str, others: bool = False) -> Find:
    """A tag that the text begins with, below prologs and comments: one of `names`, or with `others` any that is none
    of HTML."""
    known = frozenset(names)

    def find(head: Head) -> str:
        match = re.compile(_TAG).match(head.text, head.tags)
        name = match[1].casefold() if match else ""
        fits = name in known or (others and name and name not in _INLINE and name not in BLOCKS and name != "html")
        return shown(f"<{match[1]}>") if match and fits else ""

    return find


def closing_tags(*names: str) -> Find:
    """Three closing tags or more: of `names`, or of any name."""
    pattern = rf"</(?:{'|'.join(names) or _NAME})\s*>"

    def find(head: Head) -> str:
        found = [match[0] for match in islice(re.finditer(pattern, head.text, re.IGNORECASE), 3)]
        return shown(found[0]) if len(found) == 3 else ""

    return find


def opening_blocks(head: Head) -> str:
    """Three opening tags of HTML that hold paragraphs or more, or two below a document type: they need no closing
    tags."""
    least = 2 if doctype(head) else 3
    tags = re.finditer(r"<([a-z][a-z1-6]*)[\s>]", head.text, re.IGNORECASE)
    found = list(islice((match[1] for match in tags if match[1].casefold() in _BLOCK_SET), least))
    return shown(f"<{found[0]}>") if len(found) == least else ""


def encloses(head: Head) -> str:
    """The closing tag of what the text begins with, at its end."""
    match, text = re.compile(_TAG).match(head.text, head.tags), head.text.rstrip(BLANK)
    closing = f"</{match[1]}>" if match else ""
    return shown(closing) if closing and text[-len(closing) :].casefold() == closing.casefold() else ""


def outermost(head: Head) -> str:
    """Any tag that the text begins with, below prologs and comments."""
    match = re.compile(_TAG).match(head.text, head.tags)
    return shown(f"<{match[1]}>") if match else ""


def doctype(head: Head) -> str:
    """The document type of HTML, or its outermost tag."""
    match = re.compile(r"<!DOCTYPE html\b|<html\b", re.IGNORECASE).match(head.text, head.tags)
    return shown(match[0]) if match else ""


# --- tables -----------------------------------------------------------------------------------


def columns(*names: str) -> Find:
    """A first line that holds nothing but names of columns, of which two at least are among `names` or, in a row
    without spaces between its fields, have a word that is (`publish_date`, `newsTitle`)."""
    known = frozenset(map(key_of, names))

    def find(head: Head) -> str:
        first, delimiter = _first_row(head), _delimiter(head) or "\n"
        cells = [cell.strip(' "') for cell in first.split(delimiter)]
        if not all(len(cell) <= _LONGEST_NAME and re.fullmatch(r"[\w .:()/#-]*", cell) for cell in cells):
            return ""
        told = sum(key_of(cell) in known for cell in cells)
        if f"{delimiter} " not in first:
            told = sum(key_of(cell) in known or not known.isdisjoint(_words(cell)) for cell in cells)
        return shown(first) if told > 1 else ""

    return find


def _words(name: str) -> Iterator[str]:
    """The words of the name of a column in lower case, and those in the plural in the singular, too."""
    words = re.split(r"[\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold())
    if len(words) <= _MOST_WORDS:
        yield from words
        yield from (word.removesuffix("s") for word in words)


def even_records(head: Head) -> str:
    """As many fields in the next rows as in the first one."""
    delimiter = _delimiter(head)
    if not delimiter:
        return ""
    width, counts = _first_row(head).count(delimiter) + 1, [len(record) for record in _records(head, delimiter)]
    return f"{width} fields in each row" if counts and set(counts) == {width} else ""


def _first_row(head: Head) -> str:
    """The first line, unless it is the only one or too long for names of columns."""
    stop = head.text.find("\n", head.top, head.top + _LONGEST_ROW)
    return head.text[head.top : stop] if stop > 0 else ""


def _delimiter(head: Head) -> str:
    """What parts the fields of the first row; "" where nothing does."""
    first = _first_row(head)
    best = max(_DELIMITERS, key=first.count)
    return best if best in first else ""


def _records(head: Head, delimiter: str) -> Iterator[list[str]]:
    """The rows below the first one, without the last of a text that may be cut inside it."""
    import csv  # few texts need it

    lines = head.text[head.top :].splitlines(keepends=True)[1:]
    kept: list[list[str]] = []
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            if record:
                kept.append(record)
            if len(kept) > _MOST_RECORDS:
                break
    except csv.Error:
        return
    yield from kept if len(kept) == 1 else kept[:-1]
