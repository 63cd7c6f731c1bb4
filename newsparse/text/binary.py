"""Recognition of data that is not text."""

from __future__ import annotations

from ..problems import InputError
from .limits import SAMPLE

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_MAX_CONTROLS = 0.05  # the share of control characters in text
_MIN_LETTERS = 0.8  # the share of letters and spaces, and of characters in three pages, in text of a wide encoding


def has_many_controls(data: bytes, length: int) -> bool:
    """Return whether data of `length` characters has too many control characters for text."""
    count = len(data) - len(data.translate(None, _CONTROLS))  # many times as fast as a regular expression
    return count > length * _MAX_CONTROLS


def binary_text_error(text: str, encoding: str) -> InputError | None:
    """Return the error N003 for a text, decoded by `encoding`, that begins with too many control characters."""
    sample = text[:SAMPLE]
    data = sample.encode("utf-8", "surrogatepass")
    if not has_many_controls(data, len(sample)):
        return None
    return InputError("N003", wide_encoding_advice(data, encoding) or "not a text file (too many control characters)")


def wide_encoding_advice(data: bytes, encoding: str) -> str | None:
    """Return a message for data that is text in UTF-16 or UTF-32 but was decoded by `encoding`; None for other data.

    The characters of an alphabet are in few pages of 256 characters, and text has spaces. Decoded in the wrong byte
    order, the characters are in many pages.
    """
    from collections import Counter  # few inputs need it

    if encoding.startswith(("utf-16", "utf-32")):
        return None
    for wide in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = data.decode(wide, "ignore")
        pages = Counter(ord(char) >> 8 for char in text)
        letters = sum(map(str.isalnum, text)) + sum(map(str.isspace, text))
        common = sum(count for _, count in pages.most_common(3))
        if " " in text and min(letters, common) >= _MIN_LETTERS * (len(data) // (4 if "32" in wide else 2)):
            return f"looks like {wide[:6].upper()} without a byte-order mark; try --encoding {wide}"
    return None
