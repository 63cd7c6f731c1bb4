"""Front matter: keys and their values between two fences, at the top of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..header.labels import key_of, label_at
from ..text.characters import BLANK
from .head import Head, shown

# Keys that front matter has and other text between two rules hardly does.
KEYS = (
    "author", "authors", "canonical", "categories", "category", "date", "description", "draft", "excerpt",
    "fingerprint", "headline", "hostname", "id", "image", "keywords", "lang", "language", "lastmod", "layout",
    "license", "link", "permalink", "published", "publishdate", "sitename", "slug", "source", "subtitle", "summary",
    "tags", "title", "url",
)  # fmt: skip
_KNOWN = frozenset(map(key_of, KEYS))
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_FENCE = r"(---|\+\+\+)(?:[ \t]+#.*|\s*)"
_PROLOG = r"\s*|%(?:YAML|TAG)\b.*|<!--.*-->\s*"  # lines above the first fence
_MOST_ROWS = 3_000  # lines between two fences
_KEY = r"[\"']?([^\W\d][\w .-]{0,40}?)[\"']?\s{0,8}(?::(?:\s|$)|=)"
_MORE = (" ", "\t", "- ", "#", "]", "}")  # what lines between fences begin with that are no keys
_ITEM = r"-\s*|([\"']).*\1,?\s*|\[{1,2}[^\[\]]*\]{1,2}\s*"  # other lines: items of lists, names of tables
_MOST_WORDS = 3  # words of a key


class _Block(NamedTuple):
    """The lines below a fence: the keys and their values, where the closing fence stands (-1: nowhere), and whether
    all lines up to there are keys or belong to one."""

    keys: list[tuple[str, str]]
    stop: int
    regular: bool


def front_matter(text: str) -> tuple[str, ...]:
    """What shows that `text` is front matter and a text below it, as messages show it; () where it is not.

    All lines between the fences must be keys or belong to one: a known key, or two of any name. A native header or
    file between two rules has native labels only, the last of them `Text:`.
    """
    fence, rows = _fenced(text)
    if not fence:
        return ()
    block = _block(fence, rows)
    if block.stop < 0 or not block.regular or _is_native(block.keys, rows[block.stop + 1 :]):
        return ()
    names = [key for key, _ in block.keys]
    if len(set(map(key_of, names))) < len(names):  # an interview has keys that come again
        return ()
    known = next((name for name in names if key_of(name) in _KNOWN), names[0] if len(names) > 1 else "")
    return (shown(fence), shown(f"{known}:")) if known else ()


def is_open(text: str) -> bool:
    """Whether lines that follow `text`, which ends with a line feed, can make it front matter."""
    fence, rows = _fenced(text)
    return _block(fence, rows[:-1]).regular if fence else not _above(text.split("\n", _MOST_ROWS)[:-1])[1]


def opening_fence(head: Head) -> str:
    """A fence on the first line, and a key on the next that holds something."""
    fence, rows = _fenced(head.text)
    first = next((row for row in rows if row.strip() and row[0] != "#"), "")
    return shown(fence) if re.match(_KEY, first) else ""


def closing_fence(head: Head) -> str:
    """A fence below lines of which half at least are keys or belong to one, and one key is known."""
    fence, rows = _fenced(head.text)
    block = _block(fence, rows, regular=False)
    plain = [row for row in rows[: max(block.stop, 0)] if row.strip() and not row.startswith(_MORE)]
    named = next((key for key, _ in block.keys if key_of(key) in _KNOWN), "")
    return shown(f"{named}:") if block.stop >= 0 and named and 2 * len(block.keys) >= len(plain) else ""


def _fenced(text: str) -> tuple[str, list[str]]:
    """The fence that the text begins with, below a prolog, and the lines below it; "" without one."""
    if text[:1].isalpha() or not text.lstrip(BLANK).startswith((*_FENCES, "%", "<!--")):
        return "", []
    rows = text.split("\n", _MOST_ROWS)[:_MOST_ROWS]
    top, first = _above(rows)
    match = re.fullmatch(_FENCE, first)
    return (match[1], rows[top + 1 :]) if match else ("", [])


def _above(rows: list[str]) -> tuple[int, str]:
    """The number of lines of the prolog, and the first line below it; "" where there is none."""
    prolog = re.compile(_PROLOG)
    return next(((at, row.strip(BLANK)) for at, row in enumerate(rows) if not prolog.fullmatch(row.strip(BLANK))),
                (len(rows), ""))  # fmt: skip


def _block(fence: str, rows: list[str], regular: bool = True) -> _Block:
    """The lines below `fence`, up to the first that belongs to no key if they must be `regular`."""
    keys: list[tuple[str, str]] = []
    key, item = re.compile(_KEY), re.compile(_ITEM)
    for at, row in enumerate(rows):
        if row.rstrip() in _FENCES.get(fence, ()):
            return _Block(keys, at, True)
        if not row.strip() or row.startswith(_MORE):
            continue
        match = key.match(row)
        if match and (not regular or len(match[1].split()) <= _MOST_WORDS):
            keys.append((match[1], row[match.end() :].strip(BLANK)))
        elif regular and not item.fullmatch(row):
            return _Block(keys, -1, False)
    return _Block(keys, -1, True)


def _is_native(keys: list[tuple[str, str]], below: list[str]) -> bool:
    """Whether these keys are a native header or file, with the lines `below` the closing fence as its body, or with
    nothing or the next native header there."""
    if not keys or not all(label_at(f"{key}:", 0, len(key) + 1) for key, _ in keys):
        return False
    (key, value), after = keys[-1], next((row for row in below if row.strip()), "")
    return key == key.title() == "Text" and (not value or not after or label_at(after, 0, len(after)) is not None)
