"""The characters that are not seen: white space, and those that no reader meant to be in a text."""

from __future__ import annotations

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
# Line ends of Unicode that are none of the usual three.
SEPARATORS = "\u2028\u2029"
# What Python has for bytes of a name that are not UTF-8 (https://peps.python.org/pep-0383/), and what is shown.
NO_UTF_8 = {0xDC00 + byte: f"\\x{byte:02x}" for byte in range(0x80, 0x100)}


def named(path: str) -> str:
    r"""A path as every reader of text takes it: bytes that are not UTF-8 stand as `\xe9`.

    Lone surrogates would be JSON too, but DuckDB and others read nothing of a file that holds one.
    """
    return path if path.isascii() else path.translate(NO_UTF_8)
