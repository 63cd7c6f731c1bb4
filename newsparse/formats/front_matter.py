"""Front matter: keys and their values between two fences, at the top of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..header.labels import key_of, label_at
from ..text.characters import BLANK
from .head import Head, shown

# Keys that are common in front matter and rare in other text between two rules.
KEYS = (
    "author authors canonical categories category date description draft excerpt fingerprint headline hostname id image"
    " keywords lang language lastmod layout license link permalink published publishdate sitename slug source subtitle"
    " summary tags title url"
).split()
_KNOWN = frozenset(map(key_of, KEYS))
_CLOSING_FENCES = {"---": ("---", "..."), "+++": ("+++",)}  # by the opening one
_FENCE = r"(---|\+\+\+)(?:[ \t]+#.*|\s*)"
_PROLOG = r"\s*|%(?:YAML|TAG)\b.*|<!--.*-->\s*"  # lines above the first fence
_MOST_LINES = 3_000  # between two fences
_KEY = r"[\"']?([^\W\d][\w .-]{0,40}?)[\"']?\s{0,8}(?::(?:\s|$)|=)"
_CONTINUATIONS = (" ", "\t", "- ", "#", "]", "}")  # beginnings of lines that belong to the key above
_ITEM = r"-\s*|([\"']).*\1,?\s*|\[{1,2}[^\[\]]*\]{1,2}\s*"  # other lines without a key: list items, table names
_MOST_WORDS = 3  # of a key


class _Block(NamedTuple):
    """The lines below a fence: the keys with their values, the index of the closing fence (-1 if there is none), and
    whether each line up to there is a key or belongs to one."""

    keys: list[tuple[str, str]]
    stop: int
    is_regular: bool


def front_matter(text: str) -> tuple[str, ...]:
    """Return the signs that `text` begins with front matter, as messages show them; an empty tuple if it does not.

    Each line between the fences must be a key or belong to one, and one key must be known or two be present. A native
    header or file between two rules is not front matter: it has native labels only, the last of them `Text:`.
    """
    fence, lines = _fenced(text)
    if not fence:
        return ()
    block = _block(fence, lines)
    if block.stop < 0 or not block.is_regular or _is_native(block.keys, lines[block.stop + 1 :]):
        return ()
    names = [key for key, _ in block.keys]
    if len(set(map(key_of, names))) < len(names):  # the repeated keys are speakers of an interview
        return ()
    known = next((name for name in names if key_of(name) in _KNOWN), names[0] if len(names) > 1 else "")
    return (shown(fence), shown(f"{known}:")) if known else ()


def is_open(text: str) -> bool:
    """Return whether lines that follow `text`, which ends with a line feed, can still make it front matter."""
    fence, lines = _fenced(text)
    return _block(fence, lines[:-1]).is_regular if fence else not _below_prolog(text.split("\n", _MOST_LINES)[:-1])[1]


def opening_fence(head: Head) -> str:
    """Find a fence on the first line with a key on the next line that is not empty or a comment."""
    fence, lines = _fenced(head.text)
    first = next((line for line in lines if line.strip() and line[0] != "#"), "")
    return shown(fence) if re.match(_KEY, first) else ""


def closing_fence(head: Head) -> str:
    """Find a closing fence, if at least half of the lines above it are keys or belong to one, and one key is known."""
    fence, lines = _fenced(head.text)
    block = _block(fence, lines, regular=False)
    plain = [line for line in lines[: max(block.stop, 0)] if line.strip() and not line.startswith(_CONTINUATIONS)]
    known = next((key for key, _ in block.keys if key_of(key) in _KNOWN), "")
    return shown(f"{known}:") if block.stop >= 0 and known and 2 * len(block.keys) >= len(plain) else ""


def _fenced(text: str) -> tuple[str, list[str]]:
    """Return the fence that the text begins with, below a prolog, and the lines below it; "" if there is none."""
    if text[:1].isalpha() or not text.lstrip(BLANK).startswith((*_CLOSING_FENCES, "%", "<!--")):
        return "", []
    lines = text.split("\n", _MOST_LINES)[:_MOST_LINES]
    top, first = _below_prolog(lines)
    match = re.fullmatch(_FENCE, first)
    return (match[1], lines[top + 1 :]) if match else ("", [])


def _below_prolog(lines: list[str]) -> tuple[int, str]:
    """Return the number of lines of the prolog, and the first line below it; "" if there is none."""
    prolog = re.compile(_PROLOG)
    for number, line in enumerate(lines):
        if not prolog.fullmatch(line.strip(BLANK)):
            return number, line.strip(BLANK)
    return len(lines), ""


def _block(fence: str, lines: list[str], regular: bool = True) -> _Block:
    """Parse the lines below `fence`; with `regular`, up to the first line that belongs to no key."""
    keys: list[tuple[str, str]] = []
    key, item = re.compile(_KEY), re.compile(_ITEM)
    for number, line in enumerate(lines):
        if line.rstrip() in _CLOSING_FENCES.get(fence, ()):
            return _Block(keys, number, True)
        if not line.strip() or line.startswith(_CONTINUATIONS):
            continue
        match = key.match(line)
        if match and (not regular or len(match[1].split()) <= _MOST_WORDS):
            keys.append((match[1], line[match.end() :].strip(BLANK)))
        elif regular and not item.fullmatch(line):
            return _Block(keys, -1, False)
    return _Block(keys, -1, True)


def _is_native(keys: list[tuple[str, str]], below: list[str]) -> bool:
    """Return whether the keys are a native header whose body is below the closing fence, or a native file that is
    followed by nothing or by the next native header."""
    if not keys or not all(label_at(f"{key}:", 0, len(key) + 1) for key, _ in keys):
        return False
    (key, value), next_line = keys[-1], next((line for line in below if line.strip()), "")
    is_text = key == key.title() == "Text"
    return is_text and (not value or not next_line or label_at(next_line, 0, len(next_line)) is not None)
