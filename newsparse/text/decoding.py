"""Bytes to text: encodings, byte-order marks, line ends. The one door for bytes."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Literal, get_args

from ..problems import InputError
from .characters import BLANK, SEPARATORS
from .compression import packed

Errors = Literal["strict", "replace"]
ERRORS: tuple[Errors, ...] = get_args(Errors)

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
_WIDE_SHARE = 0.8  # as many letters, and of as few pages, are text
_NOT_WINDOWS = b"\x81\x8d\x8f\x90\x9d"  # bytes that Windows-1252 has no character for
_NUL = b"\0"


def decode(data: bytes, encoding: str | None = None, errors: Errors = "strict", *, empty: bool = False) -> str:
    """The text of `data`, every line end as one line feed.

    A byte-order mark decides the encoding and is dropped; without one it is `encoding`, or UTF-8.
    Bytes that are not valid become U+FFFD where `errors` is `replace`. Raises InputError N002
    (undecodable), N003 (not text) or, unless `empty` allows it, N004 (nothing but white space); LookupError where
    `encoding` is not a known name.
    """
    text, name, _ = unmarked(data, encoding, errors)
    return clean(text, name, empty=empty)


def unmarked(data: bytes, encoding: str | None, errors: Errors) -> tuple[str, str, int]:
    """The text of `data` with its line ends as they are, its encoding, and how many bytes its mark takes.

    Raises InputError N002 (undecodable) or N003 (not text), LookupError as `decode` does.
    """
    if encoding is not None:
        codecs.lookup(encoding)
    name, start = _marked(data, encoding)
    body = data[start:] if start else data
    try:
        return body.decode(name, errors), name, start
    except UnicodeDecodeError as error:
        at = error.start
    except UnicodeError:  # what codecs such as idna raise has no position
        raise InputError("N002", f"not valid {name}; name another --encoding") from None
    before = _plain_ends(body[:at].decode(name, "replace"))
    if len(before) >= _SAMPLE and (fault := _binary(before, name)):
        raise fault
    raise _undecodable(name, start, at, _ends(before) + 1, body[:_SAMPLE], _odd(body[: at + _SAMPLE]))


def is_refused(head: bytes, encoding: str | None = None, errors: Errors = "strict") -> bool:
    """Whether `decode` raises the same error for all data that begins with `head`.

    Needs 65,536 characters, which HEAD bytes hold; errors behind them are not detected.
    """
    try:
        name, start = _marked(head, encoding)
    except InputError:
        return True
    if codecs.lookup(name).incrementaldecoder is None:  # a few codecs know no pieces
        return False
    body = head[start:]
    try:
        text = codecs.getincrementaldecoder(name)(errors).decode(body)
    except UnicodeDecodeError as error:
        if error.start + _SAMPLE <= len(body):
            return True
        text = body[: error.start].decode(name, "replace")
    except UnicodeError:
        return False
    text = _plain_ends(text)
    return len(text) >= _SAMPLE and _binary(text, name) is not None


def pieces(stream: BinaryIO, encoding: str | None = None, errors: Errors = "strict") -> Iterator[str]:
    """What `decode` makes of all that `stream` gives, piece by piece as it comes; raises what `decode` does.

    What stands before a fault is given first, however the stream is cut.
    """
    data = stream.read(4)
    name, start = _marked(data, encoding)
    if codecs.lookup(name).incrementaldecoder is None:  # a few codecs know no pieces
        yield decode(data + stream.read(), encoding, errors)
        return
    sample, last, empty, read = "", "\n", True, 0
    for read, text in _decoded(stream, data[start:], name, start, errors):  # noqa: B007 - told after the last one
        if len(sample) < _SAMPLE:
            within = text[: _SAMPLE - len(sample)]
            sample += within
            if len(sample) == _SAMPLE and (fault := _binary(sample, name)):
                yield _plain_lines(within, last)
                raise fault
        piece = _plain_lines(text, last)
        empty, last = empty and not piece.strip(BLANK), piece[-1:] or last
        yield piece
    if len(sample) < _SAMPLE and (fault := _binary(sample, name)):
        raise fault
    if empty:
        raise InputError("N004", "the input holds only white space" if read else "the input is empty")


def _decoded(stream: BinaryIO, data: bytes, name: str, start: int, errors: Errors) -> Iterator[tuple[int, str]]:
    """The text of a stream that begins with `data`, with plain line ends, piece by piece as it comes, and how many
    bytes were read for it. Raises InputError N002 or N003 as `unmarked` does."""
    bytes_decoder = codecs.getincrementaldecoder(name)(errors)
    decoder = io.IncrementalNewlineDecoder(bytes_decoder, translate=True)
    read, line, head, odd = 0, 1, b"", False
    while True:
        more = _read_some(stream)
        data += more
        head += data[: _SAMPLE - len(head)]
        pending = bytes_decoder.getstate()[0]
        try:
            text = decoder.decode(data, final=not more)
        except UnicodeDecodeError as error:
            at = error.start - len(pending)  # the error counts from what the decoder had kept of the piece before
            break
        except UnicodeError:
            raise InputError("N002", f"not valid {name}; name another --encoding") from None
        read, odd, data = read + len(data), odd or _odd(data), b""
        line += _ends(text)
        yield read, text
        if not more:
            return
    text = decoder.decode(data[: max(0, at)])
    text += "\n" if decoder.getstate()[1] & 1 else ""  # a carriage return that it had kept
    yield read, text
    while more and len(data) < at + _SAMPLE:
        data += (more := _read_some(stream))
    head += data[len(head) - read : _SAMPLE - read] if read < _SAMPLE else b""
    raise _undecodable(name, start, read + at, line + _ends(text), head, odd or _odd(data[: max(0, at + _SAMPLE)]))


def _read_some(stream: BinaryIO) -> bytes:
    """What has come so far: a pipe gives less than is asked for, and must not be waited for."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(_SAMPLE)


def _marked(data: bytes, encoding: str | None) -> tuple[str, int]:
    """The encoding that a byte-order mark tells and the mark's length, else `encoding` or UTF-8, and 0.

    Where neither says which byte comes first, a NUL there tells: the first character is rather of ASCII. Raises
    InputError N003 where the data is compressed.
    """
    if fault := packed(data):
        raise fault
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, len(mark)
    usual = codecs.lookup(encoding).name if encoding else "utf-8"
    if usual in ("utf-16", "utf-32"):
        return f"{usual}-{'be' if data[:1] == _NUL else 'le'}", 0
    return encoding or usual, 0


def plain_text(text: str) -> str:
    """`text` with every line end as one line feed, without byte-order marks at the beginning of lines."""
    return _plain_lines(_plain_ends(text), "\n")


def clean(text: str, name: str = "utf-8", *, empty: bool = False) -> str:
    """`text`, read as the encoding `name`, with every line end as one line feed. Raises InputError N003 or, unless
    `empty` allows that, N004."""
    text = _plain_ends(text)
    if fault := _binary(text, name):
        raise fault
    plain = _plain_lines(text, "\n")
    if not empty and not plain.strip(BLANK):
        raise InputError("N004", "the input holds only white space" if text else "the input is empty")
    return plain


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _ends(text: str) -> int:
    return sum(map(text.count, "\n" + SEPARATORS))


def _plain_lines(text: str, before: str = "") -> str:
    """`text`, which stands after `before`, with Unicode's own line ends as line feeds and without the marks of
    files that another was put before."""
    if text.isascii():
        return text
    for separator in SEPARATORS:
        text = text.replace(separator, "\n")
    if before == "\n":
        text = text.lstrip("\ufeff")
    return re.sub("\n\ufeff+", "\n", text) if "\n\ufeff" in text else text


_NO_TEXTS = {"idna", "punycode", "undefined"}  # codecs of names, or of nothing


def is_encoding(name: str) -> bool:
    """Whether Python has a codec `name` that makes text of bytes."""
    try:
        found = codecs.lookup(name)
        return bool(found._is_text_encoding) and found.name not in _NO_TEXTS
    except (LookupError, ValueError):
        return False


def _undecodable(name: str, marked: int, at: int, line: int, head: bytes, odd: bool) -> InputError:
    """What is wrong with bytes that are not valid at `at`, behind a mark of `marked` bytes. `head` is how they begin,
    `odd` tells whether any before or soon behind that place are none of Windows-1252."""
    if not marked and _controls(head) > len(head) * _BINARY_SHARE:
        wide = _wide(head, name)
        return InputError("N003", wide or "not a text file (too many control characters, and not valid UTF-8)")
    advice = "name another --encoding, or parse with --errors replace"
    if marked:
        advice = "its byte-order mark names that encoding; parse with --errors replace"
    elif codecs.lookup(name).name == "utf-8" and not odd:
        advice = "try --encoding windows-1252, or parse with --errors replace"
    return InputError("N002", f"not valid {name.upper()} at byte {marked + at + 1} (line {line}); {advice}", line)


def _odd(data: bytes) -> bool:
    return not data.isascii() and len(data.translate(None, _NOT_WINDOWS)) < len(data)


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))  # many times as fast as a search


def _binary(text: str, name: str) -> InputError | None:
    """What is wrong with a text that begins with too many control characters."""
    sample = text[:_SAMPLE]
    data = sample.encode("utf-8", "surrogatepass")
    if _controls(data) <= len(sample) * _BINARY_SHARE:
        return None
    return InputError("N003", _wide(data, name) or "not a text file (too many control characters)")


def _wide(data: bytes, name: str) -> str | None:
    """What to say of bytes that were read as the encoding `name`, if they are text in one of several bytes a character.

    Text of an alphabet fills few pages of 256 characters, and has spaces; read in a wrong order of bytes it fills many.
    """
    from collections import Counter  # few inputs need it

    if name.startswith(("utf-16", "utf-32")):
        return None
    for wide in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = data.decode(wide, "ignore")
        pages = Counter(ord(char) >> 8 for char in text)
        letters = sum(map(str.isalnum, text)) + sum(map(str.isspace, text))
        common = sum(count for _, count in pages.most_common(3))
        if " " in text and min(letters, common) >= _WIDE_SHARE * (len(data) // (4 if "32" in wide else 2)):
            return f"looks like {wide[:6].upper()} without a byte-order mark; try --encoding {wide}"
    return None
