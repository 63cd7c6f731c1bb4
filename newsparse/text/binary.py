"""Recognition of data that is not text."""

from __future__ import annotations

from ..problems import InputError
from .limits import SAMPLE
from .newlines import normalize_separators
from .positions import Positions

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_MAX_CONTROLS = 0.05  # text has at most this share of control characters
_MIN_TEXT = 0.8  # text has at least this share of letters and spaces, and of characters in its three main pages


def has_many_controls(data: bytes, length: int) -> bool:
    """Return whether `data`, which encodes `length` characters, has too many control characters for text."""
    count = len(data) - len(data.translate(None, _CONTROLS))  # many times as fast as a regular expression
    return count > length * _MAX_CONTROLS


def binary_text_error(text: str, encoding: str) -> InputError | None:
    """Return the error N003 if the first SAMPLE characters of `text` have too many control characters, else None.

    `encoding` is the one by which the text was decoded; the message may suggest another one.
    """
    sample = text[:SAMPLE]
    data = sample.encode("utf-8", "surrogatepass")
    if not has_many_controls(data, len(sample)):
        return None
    if message := wide_encoding_message(data, encoding):
        return InputError("N003", message)
    sample, controls = normalize_separators(sample, "\n"), _CONTROLS.decode("latin-1")
    first = next(offset for offset, char in enumerate(sample) if char in controls)
    return InputError("N003", "not a text file: too many control characters", *Positions(sample).of(first))


def wide_encoding_message(data: bytes, encoding: str) -> str | None:
    """Return a message if `data`, which was decoded by another `encoding`, is text in UTF-16 or UTF-32, else None.

    Text has spaces, and most of its characters are in few pages (blocks of 256 code points), because an alphabet is.
    If data is decoded in the wrong byte order, its characters are in many pages.
    """
    from collections import Counter  # few inputs need it

    if encoding.startswith(("utf-16", "utf-32")):
        return None
    for wide in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = data.decode(wide, "ignore")
        pages = Counter(ord(char) >> 8 for char in text)
        letters = sum(map(str.isalnum, text)) + sum(map(str.isspace, text))
        in_main_pages = sum(count for _, count in pages.most_common(3))
        length = len(data) // (4 if "32" in wide else 2)  # also counts bytes that cannot be decoded
        if " " in text and min(letters, in_main_pages) >= _MIN_TEXT * length:
            return f"looks like {wide.upper()} without a byte-order mark"
    return None
