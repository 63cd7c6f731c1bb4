"""Signs of formats: functions that find one feature in the head of a text.

A `Finder` returns the feature as messages show it, or "" if the text does not have it. Functions with a `Head` as only
argument are finders; the others return one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from ..header.labels import key_of
from ..text.characters import BLANK
from .head import Head, quote

Finder = Callable[[Head], str]

_MIN_INDENT = 8  # spaces before a centred line
_MAX_CENTRED_LENGTH = 64  # characters
_DELIMITERS = "\t,;|"
_MAX_NAME_LENGTH = 40  # characters of a column name
_MAX_NAME_WORDS = 4  # of a column name
_MAX_FIRST_LINE = 2_000  # characters of the line of column names
_MAX_ROWS = 5  # rows of a table that are compared
_NAME = r"[A-Za-z_][\w:.-]*"
_TAG = rf"<({_NAME})(?:\s[^<>]*)?/?>"
# HTML tags that plain text may begin with, too.
_INLINE_TAGS = "a abbr b big br cite code em font hr i img ins mark q s small span strong sub sup tt u".split()
# HTML tags of paragraphs and of elements that contain them.
BLOCK_TAGS = (
    "address article aside blockquote body center div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 head header li"
    " main nav ol p pre section table tbody td tr ul"
).split()


def labels(*names: str, value: str = "", least: int = 1) -> Finder:
    """Find at least `least` of the labels `names`, each with a value that begins with the pattern `value`."""
    keys = [key_of(name) for name in names]

    def find(head: Head) -> str:
        found = [
            next((printed for printed, actual in head.labels[key] if re.match(value, actual, re.IGNORECASE)), "")
            for key in keys
            if key in head.labels
        ]
        found = list(filter(None, found))
        return quote(f"{found[0]}:") if len(found) >= least else ""

    return find


def codes(*names: str, value: str = "", least: int = 1) -> Finder:
    """Find at least `least` of the codes `names`, each with a value that begins with the pattern `value`."""

    def find(head: Head) -> str:
        found = [name for name in names if name in head.codes and re.match(value, head.codes[name])]
        return ", ".join(map(quote, found[:3])) if len(found) >= least else ""

    return find


def line(pattern: str) -> Finder:
    """Find a line that matches `pattern`, apart from white space at its ends."""

    def find(head: Head) -> str:
        compiled = re.compile(pattern, re.IGNORECASE)
        return next((quote(text) for text in head.lines if compiled.fullmatch(text.strip(BLANK))), "")

    return find


def starts_with(pattern: str) -> Finder:
    """Find `pattern` at the beginning of the text."""

    def find(head: Head) -> str:
        match = re.compile(pattern, re.IGNORECASE).match(head.text, head.start)
        return quote(match[0]) if match else ""

    return find


def first_of(*finders: Finder) -> Finder:
    """Find the first of several features that the text has."""
    return lambda head: next(filter(None, (find(head) for find in finders)), "")


def cached(find: Finder) -> Finder:
    """Find the same as `find`, but search each head only once: other features depend on the result."""

    def find_once(head: Head) -> str:
        if find not in head.cache:
            head.cache[find] = find(head)
        return head.cache[find]

    return find_once


def only_with(required: Finder, find: Finder) -> Finder:
    """Find a feature only if the text also has the feature `required`."""
    return lambda head: find(head) if required(head) else ""


def contains(pattern: str) -> Finder:
    """Find `pattern` anywhere in the text; messages show its group, if it has one."""

    def find(head: Head) -> str:
        match = re.search(pattern, head.text, re.IGNORECASE)
        return quote(match[match.lastindex or 0]) if match else ""

    return find


def centred_lines(head: Head) -> str:
    """Find two short lines centred with spaces, one of them with a number: a counter, a date or a copyright."""
    indented = (text.strip() for text in head.lines if text.startswith(" " * _MIN_INDENT))
    found = [text for text in indented if 0 < len(text) <= _MAX_CENTRED_LENGTH]
    return "centered lines" if len(found) > 1 and any(map(str.isdecimal, "".join(found))) else ""


def ends_with(characters: str) -> Finder:
    """Find one of `characters` at the end of the text."""

    def find(head: Head) -> str:
        text = head.text.rstrip(BLANK)
        return quote(text[-1:]) if text.endswith(tuple(characters)) else ""

    return find


# --- markup -----------------------------------------------------------------------------------


def root_tag(*names: str, others: bool = False) -> Finder:
    """Find a tag at the beginning of the text, below prologs and comments.

    It must be one of `names`; with `others`, it may also be any tag that is not HTML.
    """
    known = frozenset(names)

    def find(head: Head) -> str:
        match = re.compile(_TAG).match(head.text, head.first_tag)
        name = match[1].casefold() if match else ""
        is_accepted = name in known or (others and name and name not in {*_INLINE_TAGS, *BLOCK_TAGS, "html"})
        return quote(f"<{match[1]}>") if match and is_accepted else ""

    return find


def closing_tags(*names: str) -> Finder:
    """Find three closing tags, of `names` if any are given."""
    pattern = rf"</(?:{'|'.join(names) or _NAME})\s*>"

    def find(head: Head) -> str:
        found = [match[0] for match in islice(re.finditer(pattern, head.text, re.IGNORECASE), 3)]
        return quote(found[0]) if len(found) == 3 else ""

    return find


def opening_blocks(head: Head) -> str:
    """Find three of BLOCK_TAGS, or two below a document type; HTML does not require their closing tags."""
    least = 2 if doctype(head) else 3
    tags = re.finditer(r"<([a-z][a-z1-6]*)[\s>]", head.text, re.IGNORECASE)
    found = list(islice((match[1] for match in tags if match[1].casefold() in BLOCK_TAGS), least))
    return quote(f"<{found[0]}>") if len(found) == least else ""


def closes_root(head: Head) -> str:
    """Find the closing tag of the root element at the end of the text."""
    match, text = re.compile(_TAG).match(head.text, head.first_tag), head.text.rstrip(BLANK)
    closing = f"</{match[1]}>" if match else ""
    return quote(closing) if closing and text[-len(closing) :].casefold() == closing.casefold() else ""


def any_root_tag(head: Head) -> str:
    """Find any tag at the beginning of the text, below prologs and comments."""
    match = re.compile(_TAG).match(head.text, head.first_tag)
    return quote(f"<{match[1]}>") if match else ""


def doctype(head: Head) -> str:
    """Find the document type of HTML, or its root tag."""
    match = re.compile(r"<!DOCTYPE html\b|<html\b", re.IGNORECASE).match(head.text, head.first_tag)
    return quote(match[0]) if match else ""


# --- tables -----------------------------------------------------------------------------------


def columns(*names: str) -> Finder:
    """Find a first line that consists of column names, at least two of which are among `names`.

    If no space follows the delimiters, one word of a column name suffices (`publish_date`, `newsTitle`).
    """
    known = frozenset(map(key_of, names))

    def find(head: Head) -> str:
        first, delimiter = _first_line(head), _delimiter(head) or "\n"
        cells = [cell.strip(' "') for cell in first.split(delimiter)]
        if not all(len(cell) <= _MAX_NAME_LENGTH and re.fullmatch(r"[\w .:()/#-]*", cell) for cell in cells):
            return ""
        count = sum(key_of(cell) in known for cell in cells)
        if f"{delimiter} " not in first:
            count = sum(key_of(cell) in known or not known.isdisjoint(_words(cell)) for cell in cells)
        return quote(first) if count > 1 else ""

    return find


def _words(name: str) -> Iterator[str]:
    """Yield the words of a column name in lower case, and each again without a final `s`."""
    words = re.split(r"[\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold())
    if len(words) <= _MAX_NAME_WORDS:
        yield from words
        yield from (word.removesuffix("s") for word in words)


def even_rows(head: Head) -> str:
    """Find a table: the rows below the first line have the same number of fields as that line."""
    delimiter = _delimiter(head)
    if not delimiter:
        return ""
    width, counts = _first_line(head).count(delimiter) + 1, [len(row) for row in _rows(head, delimiter)]
    return f"{width} fields in each row" if counts and set(counts) == {width} else ""


def _first_line(head: Head) -> str:
    """Return the first line; "" if it is the only one or too long for column names."""
    stop = head.text.find("\n", head.start, head.start + _MAX_FIRST_LINE)
    return head.text[head.start : stop] if stop > 0 else ""


def _delimiter(head: Head) -> str:
    """Return the delimiter of the fields in the first line; "" if there is none."""
    first = _first_line(head)
    best = max(_DELIMITERS, key=first.count)
    return best if best in first else ""


def _rows(head: Head, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows below the first line; of several, not the last one, inside which the head may end."""
    import csv  # few texts need it

    lines = head.text[head.start :].splitlines(keepends=True)[1:]
    kept: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            if row:
                kept.append(row)
            if len(kept) > _MAX_ROWS:
                break
    except csv.Error:
        return
    yield from kept if len(kept) == 1 else kept[:-1]
