"""Bytes to text: encodings, byte-order marks, line ends. The one door for bytes."""

from __future__ import annotations

import codecs

from .problem import InputError

# The longer marks first: UTF-32-LE begins with the mark of UTF-16-LE.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_SAMPLE = 65_536  # characters that are looked at to tell text from binary data
_BINARY_SHARE = 0.05  # more control characters than this, and it is not text


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of `data`, every line end as one line feed.

    A byte-order mark decides the encoding and is dropped; without one it is
    `encoding`, or UTF-8. Raises InputError N002 (undecodable), N003 (not text)
    or N004 (empty); LookupError where `encoding` is not a known name.
    """
    if encoding is not None:
        codecs.lookup(encoding)
    name, start = encoding or "utf-8", 0
    for mark, marked in _BOMS:
        if data.startswith(mark):
            name, start = marked, len(mark)
            break
    body = data[start:] if start else data
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        raise _undecodable(data, start, name, error) from None
    except UnicodeError:  # what codecs such as idna raise has no position
        raise InputError("N002", f"not valid {name}; name the encoding with --encoding") from None
    return clean(text)


def clean(text: str) -> str:
    """`text` with every line end as one line feed. Raises InputError N003 or N004."""
    _refuse_binary(text)
    if not text or text.isspace():
        raise InputError("N004", "the input is empty" if not text else "the input holds only white space")
    if text[0] == "\ufeff":
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def is_encoding(name: str) -> bool:
    """Whether Python has a codec `name` that makes text of bytes."""
    try:
        return bool(codecs.lookup(name)._is_text_encoding)
    except (LookupError, ValueError):
        return False


def _undecodable(data: bytes, start: int, name: str, error: UnicodeDecodeError) -> InputError:
    if b"\0" in data[:_SAMPLE] and not start:
        return InputError("N003", "not a text file (it holds NUL bytes and is not valid UTF-8)")
    offset = start + error.start
    line = data.count(b"\n", 0, offset) + 1 if not name.startswith(("utf-16", "utf-32")) else None
    where = f"byte {offset + 1}" + (f" (line {line})" if line else "")
    advice = "name the encoding with --encoding"
    if name.replace("_", "-").lower() in ("utf-8", "utf8") and start == 0:
        try:
            data.decode("cp1252")
            advice = "try --encoding windows-1252"
        except UnicodeDecodeError:
            pass
    return InputError("N002", f"not valid {name.upper()} at {where}; {advice}", line)


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE]
    data = sample.encode("utf-8", "surrogatepass")
    controls = len(data) - len(data.translate(None, _CONTROLS))  # many times as fast as a search
    if controls <= len(sample) * _BINARY_SHARE:
        return
    half = len(sample) // 2
    if sample[1::2].count("\0") > 0.9 * half or sample[::2].count("\0") > 0.9 * half:
        order = "le" if sample[1::2].count("\0") > 0.9 * half else "be"
        raise InputError("N003", f"looks like UTF-16 without a byte-order mark; try --encoding utf-16-{order}")
    raise InputError("N003", "not a text file (too many control characters)")
