"""Front matter: lines with keys and values between two fences (`---` or `+++`), at the top of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..header.labels import key_of, label_at
from ..text.characters import BLANK
from .head import Head, quote

# Keys that are common in front matter and rare in other text between two rules.
KEYS = (
    "author authors canonical categories category date description draft excerpt fingerprint headline hostname id image"
    " keywords lang language lastmod layout license link permalink published publishdate sitename slug source subtitle"
    " summary tags title url"
).split()
_KNOWN_KEYS = frozenset(map(key_of, KEYS))
_CLOSING_FENCES = {"---": ("---", "..."), "+++": ("+++",)}  # by opening fence
_FENCE_PATTERN = r"(---|\+\+\+)(?:[ \t]+#.*|\s*)"
_PROLOG_PATTERN = r"\s*|%(?:YAML|TAG)\b.*|<!--.*-->\s*"  # lines above the opening fence
_MAX_LINES = 3_000  # between two fences
_KEY_PATTERN = r"[\"']?([^\W\d][\w .-]{0,40}?)[\"']?\s{0,8}(?::(?:\s|$)|=)"
_CONTINUATION_STARTS = (" ", "\t", "- ", "#", "]", "}")  # such lines belong to the key above
# Other lines without a key: list items, names of tables.
_KEYLESS_LINE_PATTERN = r"-\s*|([\"']).*\1,?\s*|\[{1,2}[^\[\]]*\]{1,2}\s*"
_MAX_KEY_WORDS = 3  # of a key


class _Block(NamedTuple):
    """The lines below an opening fence.

    `keys` are (key, value) pairs; `closing` is the index of the closing fence among the lines, -1 if there is none;
    `is_regular` is whether each line above it has a key or belongs to one.
    """

    keys: list[tuple[str, str]]
    closing: int
    is_regular: bool


def front_matter(text: str) -> tuple[str, ...]:
    """Return the two signs that `text` begins with front matter, as messages show them; empty if it does not.

    Each line between the fences must have a key or belong to one, and there must be a known key or two keys. A native
    header or file between two such lines is not front matter: all of its labels are native, the last one is `Text:`.
    """
    fence, lines = _split_fence(text)
    if not fence:
        return ()
    block = _parse_block(fence, lines)
    if block.closing < 0 or not block.is_regular or _is_native_header(block.keys, lines[block.closing + 1 :]):
        return ()
    names = [key for key, _ in block.keys]
    if len(set(map(key_of, names))) < len(names):  # repeated keys are speakers of an interview
        return ()
    known = next((name for name in names if key_of(name) in _KNOWN_KEYS), names[0] if len(names) > 1 else "")
    return (quote(fence), quote(f"{known}:")) if known else ()


def may_become_front_matter(text: str) -> bool:
    """Return whether lines that follow `text`, which ends with a line feed, can still make it front matter."""
    fence, lines = _split_fence(text)
    if fence:
        return _parse_block(fence, lines[:-1]).is_regular
    _, first_line = _skip_prolog(text.split("\n", _MAX_LINES)[:-1])
    return not first_line


def opening_fence(head: Head) -> str:
    """Find an opening fence; the first line below it that is neither empty nor a comment must have a key."""
    fence, lines = _split_fence(head.text)
    first = next((line for line in lines if line.strip() and line[0] != "#"), "")
    return quote(fence) if re.match(_KEY_PATTERN, first) else ""


def closing_fence(head: Head) -> str:
    """Find a closing fence, and return a known key above it.

    At least half of the lines between the fences must have a key; lines that belong to the key above do not count.
    """
    fence, lines = _split_fence(head.text)
    block = _parse_block(fence, lines, is_strict=False)
    between = lines[: max(block.closing, 0)]
    counted = [line for line in between if line.strip() and not line.startswith(_CONTINUATION_STARTS)]
    known = next((key for key, _ in block.keys if key_of(key) in _KNOWN_KEYS), "")
    return quote(f"{known}:") if block.closing >= 0 and known and 2 * len(block.keys) >= len(counted) else ""


def _split_fence(text: str) -> tuple[str, list[str]]:
    """Return the opening fence, at the top or below a prolog, and the lines below it; "" and no lines without one."""
    if text[:1].isalpha() or not text.lstrip(BLANK).startswith((*_CLOSING_FENCES, "%", "<!--")):
        return "", []
    lines = text.split("\n", _MAX_LINES)[:_MAX_LINES]
    top, first = _skip_prolog(lines)
    match = re.fullmatch(_FENCE_PATTERN, first)
    return (match[1], lines[top + 1 :]) if match else ("", [])


def _skip_prolog(lines: list[str]) -> tuple[int, str]:
    """Return the number of lines of the prolog, and the first line below it; "" if there is none."""
    prolog = re.compile(_PROLOG_PATTERN)
    for number, line in enumerate(lines):
        if not prolog.fullmatch(line.strip(BLANK)):
            return number, line.strip(BLANK)
    return len(lines), ""


def _parse_block(fence: str, lines: list[str], is_strict: bool = True) -> _Block:
    """Parse the lines below the opening fence `fence`; with `is_strict`, stop at a line that belongs to no key."""
    keys: list[tuple[str, str]] = []
    key, item = re.compile(_KEY_PATTERN), re.compile(_KEYLESS_LINE_PATTERN)
    for number, line in enumerate(lines):
        if line.rstrip() in _CLOSING_FENCES.get(fence, ()):
            return _Block(keys, number, True)
        if not line.strip() or line.startswith(_CONTINUATION_STARTS):
            continue
        match = key.match(line)
        if match and (not is_strict or len(match[1].split()) <= _MAX_KEY_WORDS):
            keys.append((match[1], line[match.end() :].strip(BLANK)))
        elif is_strict and not item.fullmatch(line):
            return _Block(keys, -1, False)
    return _Block(keys, -1, True)


def _is_native_header(keys: list[tuple[str, str]], below: list[str]) -> bool:
    """Return whether `keys` are the labels of a native header, the last of them `Text:`.

    Its body is below the closing fence; or it is on the line of `Text:`, and nothing or another native header is below.
    """
    if not keys or not all(label_at(f"{key}:", 0, len(key) + 1) for key, _ in keys):
        return False
    (key, value), next_line = keys[-1], next((line for line in below if line.strip()), "")
    return key == "Text" and (not value or not next_line or label_at(next_line, 0, len(next_line)) is not None)
