"""The characters that are not seen: white space, and those that no reader meant to be in a text."""

from __future__ import annotations

import re

# All white space of Unicode, as `str.isspace` has it.
WHITE = (
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_BREAKS = "\xad\u200b\u2060\ufeff"  # where a word may or may not be broken: soft hyphens, spaces of no width
_MARKS = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # scripts need them
INVISIBLE = _BREAKS + _MARKS
# What stands around a label or a value and is no part of it.
BLANK = WHITE + INVISIBLE
# What news is not written with: it tells of a fault on the way here.
STRAY = "".join(map(chr, [*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0xA0)])).replace("\x85", "") + _BREAKS
WITHOUT_STRAY = str.maketrans(dict.fromkeys(STRAY))  # for `str.translate`
# Line ends of Unicode that are none of the usual three.
SEPARATORS = "\u2028\u2029"
# What Python has for bytes of a name that are not UTF-8 (https://peps.python.org/pep-0383/), and what is shown.
NO_UTF_8 = {0xDC00 + byte: f"\\x{byte:02x}" for byte in range(0x80, 0x100)}


def named(path: str) -> str:
    r"""A path as every reader of text takes it: bytes that are not UTF-8 stand as `\xe9`.

    Lone surrogates would be JSON too, but DuckDB and others read nothing of a file that holds one.
    """
    return path if path.isascii() else path.translate(NO_UTF_8)


# C0 controls by their pictures, which take one column; a line feed and a tab by the usual arrows.
_PICTURES = {code: chr(0x2400 + code) for code in range(32)} | {0x0A: "⏎", 0x09: "⇥"}
_TEXT = {code: picture for code, picture in _PICTURES.items() if chr(code) not in "\n\t"}


def printable(text: str) -> str:
    r"""One line of text from a file or a name, safe to print to a terminal and to a CI log.

    Control characters become their pictures, bytes that are not UTF-8 `\xe9`. Any other character that is not printable
    (DEL, C1 controls, bidirectional controls, line separators, unusual spaces) becomes the escape that JSON has for it.
    A colon at the beginning and the bracket of `##[` or `##vso[` are escaped too: they begin commands in the logs of
    GitHub Actions and Azure Pipelines.

    >>> printable("a\nb\x1b[2J\x9b\u202e"), printable("::error::x ##[group]")
    ('a⏎b␛[2J\\u009b\\u202e', '\\u003a:error::x ##\\u005bgroup]')
    """
    if not text.isprintable():
        text = _escaped(text, _PICTURES)
    if text.lstrip().startswith(":"):
        text = text.replace(":", r"\u003a", 1)
    return re.sub(r"(##[\w.-]*)\[", r"\1\\u005b", text) if "##" in text else text


def visible(text: str) -> str:
    r"""Text of any number of lines as a terminal may have it: line feeds and tabs stay, the rest is as in `printable`.

    JSON holds no C0 controls but line feeds, and the other escapes are those of JSON: its data stays the same.

    >>> visible('["\x7f\u2028"]\n')
    '["\\u007f\\u2028"]\n'
    """
    return text if text.isprintable() else _escaped(text, _TEXT)


def _escaped(text: str, pictures: dict[int, str]) -> str:
    import json  # few texts need it

    text = text.translate(pictures).translate(NO_UTF_8)
    kept = "\n\t" if pictures is _TEXT else ""
    return "".join(char if char.isprintable() or char in kept else json.dumps(char)[1:-1] for char in text)
