"""White space, invisible and stray characters, and escapes that make them visible and safe to print."""

from __future__ import annotations

import re

# All white space of Unicode, as in `str.isspace`.
WHITE = (
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_BREAKS = "\xad\u200b\u2060\ufeff"  # soft hyphens and spaces without width: where a word may or may not be broken
_MARKS = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # joiners, text direction
INVISIBLE = _BREAKS + _MARKS
# Stripped from both ends of labels and values.
BLANK = WHITE + INVISIBLE
# Characters that do not belong in news texts and were left there by an error in processing.
STRAY = "".join(map(chr, [*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0xA0)])).replace("\x85", "") + _BREAKS
WITHOUT_STRAY = str.maketrans(dict.fromkeys(STRAY))  # for `str.translate`: removes the stray characters
SEPARATORS = "\u2028\u2029"  # Unicode's line and paragraph separators, which end lines as LF, CR and CR LF do
# For `str.translate`. Python represents bytes of a path that are not UTF-8 by lone surrogates (PEP 383).
_NON_UTF8_ESCAPES = {0xDC00 + byte: f"\\x{byte:02x}" for byte in range(0x80, 0x100)}


def escape_non_utf8(path: str) -> str:
    r"""Replace bytes of a path that are not UTF-8 by escapes such as `\xe9`.

    They are lone surrogates in the str. JSON may contain these, but DuckDB and other readers reject the whole file.
    """
    return path if path.isascii() else path.translate(_NON_UTF8_ESCAPES)


# For `str.translate`: C0 controls and Unicode's pictures of them, but the usual arrows for line feeds and tabs.
_PICTURES = {code: chr(0x2400 + code) for code in range(32)} | {0x0A: "⏎", 0x09: "⇥"}
_PICTURES_EXCEPT_NEWLINE_AND_TAB = {code: picture for code, picture in _PICTURES.items() if chr(code) not in "\n\t"}


def printable(text: str) -> str:
    r"""Make a value or a path safe to print on one line of a terminal or a CI log.

    Control characters are replaced by their pictures, bytes that are not UTF-8 by escapes such as `\xe9`, and other
    characters that are not printable (DEL, C1 controls, bidirectional controls, line separators, unusual spaces) by
    JSON escapes. A colon at the beginning and the bracket of `##[` or `##vso[` are escaped, because they begin commands
    in the logs of GitHub Actions and Azure Pipelines.

    >>> printable("a\nb\x1b[2J\x9b\u202e"), printable("::error::x ##[group]")
    ('a⏎b␛[2J\\u009b\\u202e', '\\u003a:error::x ##\\u005bgroup]')
    """
    if not text.isprintable():
        text = _escaped(text, _PICTURES)
    if text.lstrip().startswith(":"):
        text = text.replace(":", r"\u003a", 1)
    return re.sub(r"(##[\w.-]*)\[", r"\1\\u005b", text) if "##" in text else text


def visible(text: str) -> str:
    r"""Make several lines of text safe to print to a terminal: as `printable`, but line feeds and tabs are kept.

    JSON text still has the same value: it contains no C0 controls except line feeds and tabs, and the other characters
    are replaced by JSON escapes.

    >>> visible('["\x7f\u2028"]\n')
    '["\\u007f\\u2028"]\n'
    """
    return text if text.isprintable() else _escaped(text, _PICTURES_EXCEPT_NEWLINE_AND_TAB)


def _escaped(text: str, pictures: dict[int, str]) -> str:
    """Replace control characters by `pictures`, and other characters that are not printable by escapes.

    Line feeds and tabs without a picture are kept.
    """
    import json  # few texts need it

    text = text.translate(pictures).translate(_NON_UTF8_ESCAPES)
    return "".join(char if char.isprintable() or char in "\n\t" else json.dumps(char)[1:-1] for char in text)
