"""Decode bytes to text: encodings, byte-order marks and line ends."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, Literal, get_args

from ..problems import InputError
from .binary import binary_text_error, has_many_controls, wide_encoding_advice
from .characters import BLANK
from .compression import compressed_data_error
from .limits import SAMPLE
from .newlines import count_newlines, normalize_returns, normalize_separators

Errors = Literal["strict", "replace"]
ERRORS: tuple[Errors, ...] = get_args(Errors)

# The longer marks first: that of UTF-32-LE begins with that of UTF-16-LE.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_WINDOWS_1252 = b"\x81\x8d\x8f\x90\x9d"  # bytes that Windows-1252 does not define
_NUL = b"\0"
_NOT_FOR_TEXT = {"idna", "punycode", "undefined"}  # codecs of domain names, and one that always fails


def decode(data: bytes, encoding: str | None = None, errors: Errors = "strict", *, empty: bool = False) -> str:
    """Decode `data`, with every line end replaced by a line feed.

    A byte-order mark decides the encoding and is removed; otherwise it is `encoding`, or UTF-8. With `errors="replace"`
    invalid bytes become U+FFFD. Raises InputError N002 (undecodable), N003 (not text) or, unless `empty`, N004 (only
    white space), and LookupError for an unknown `encoding`.
    """
    text, name, _ = decode_keeping_newlines(data, encoding, errors)
    return clean(text, name, empty=empty)


def decode_keeping_newlines(data: bytes, encoding: str | None, errors: Errors) -> tuple[str, str, int]:
    """Decode `data` without changing line ends. Return the text, the encoding, and the length of the byte-order mark.

    Raises InputError N002 (undecodable) or N003 (not text), and LookupError as `decode` does.
    """
    if encoding is not None:
        codecs.lookup(encoding)
    name, start = _encoding_of(data, encoding)
    body = data[start:] if start else data
    try:
        return body.decode(name, errors), name, start
    except UnicodeDecodeError as error:
        at = error.start
    except UnicodeError:  # raised by codecs such as idna, without a position
        raise _invalid(name) from None
    before = normalize_returns(body[:at].decode(name, "replace"))
    if len(before) >= SAMPLE and (fault := binary_text_error(before, name)):
        raise fault
    line = count_newlines(before) + 1
    raise _undecodable(name, start, at, line, body[:SAMPLE], _is_not_windows_1252(body[: at + SAMPLE]))


def is_refused(head: bytes, encoding: str | None = None, errors: Errors = "strict") -> bool:
    """Return whether `decode` raises the same error for all data that begins with `head`.

    Needs HEAD bytes, which hold 65,536 characters; errors after these are not detected.
    """
    try:
        name, start = _encoding_of(head, encoding)
    except InputError:
        return True
    if codecs.lookup(name).incrementaldecoder is None:  # a few codecs decode whole data only
        return False
    body = head[start:]
    try:
        text = codecs.getincrementaldecoder(name)(errors).decode(body)
    except UnicodeDecodeError as error:
        if error.start + SAMPLE <= len(body):
            return True
        text = body[: error.start].decode(name, "replace")
    except UnicodeError:
        return False
    text = normalize_returns(text)
    return len(text) >= SAMPLE and binary_text_error(text, name) is not None


def decode_stream(stream: BinaryIO, encoding: str | None = None, errors: Errors = "strict") -> Iterator[str]:
    """Decode a stream as `decode` does, and yield the text in pieces as they arrive. Raises what `decode` raises.

    The text before an error is yielded first, however the stream is divided.
    """
    data = stream.read(4)
    name, start = _encoding_of(data, encoding)
    if codecs.lookup(name).incrementaldecoder is None:  # a few codecs decode whole data only
        yield decode(data + stream.read(), encoding, errors)
        return
    sample, last, is_empty, length = "", "\n", True, 0
    for length, text in _decode_pieces(stream, data[start:], name, start, errors):  # noqa: B007 - used after the loop
        if len(sample) < SAMPLE:
            addition = text[: SAMPLE - len(sample)]
            sample += addition
            if len(sample) == SAMPLE and (fault := binary_text_error(sample, name)):
                yield normalize_separators(addition, last)
                raise fault
        piece = normalize_separators(text, last)
        is_empty, last = is_empty and not piece.strip(BLANK), piece[-1:] or last
        yield piece
    if len(sample) < SAMPLE and (fault := binary_text_error(sample, name)):
        raise fault
    if is_empty:
        raise _empty_error(length > 0)


def _decode_pieces(stream: BinaryIO, data: bytes, name: str, start: int, errors: Errors) -> Iterator[tuple[int, str]]:
    """Decode a stream that begins with `data`. Yield the number of bytes read so far, and the text of each piece with
    CR LF and CR replaced. Raises InputError N002 or N003 as `decode_keeping_newlines` does."""
    bytes_decoder = codecs.getincrementaldecoder(name)(errors)
    decoder = io.IncrementalNewlineDecoder(bytes_decoder, translate=True)
    length, line, head, is_odd = 0, 1, b"", False
    while True:
        more = _read_available(stream)
        data += more
        head += data[: SAMPLE - len(head)]
        state = bytes_decoder.getstate()
        try:
            text = decoder.decode(data, final=not more)
        except UnicodeDecodeError as error:
            at = error.start - len(state[0])  # the error counts from the bytes kept of the previous piece
            bytes_decoder.setstate(state)  # decoders of several bytes per character lose these bytes
            break
        except UnicodeError:
            raise _invalid(name) from None
        length, is_odd, data = length + len(data), is_odd or _is_not_windows_1252(data), b""
        line += count_newlines(text)
        yield length, text
        if not more:
            return
    text = decoder.decode(data[: max(0, at)])
    text += "\n" if decoder.getstate()[1] & 1 else ""  # a carriage return that the decoder has kept
    yield length, text
    while more and len(data) < at + SAMPLE:
        data += (more := _read_available(stream))
    head += data[len(head) - length : SAMPLE - length] if length < SAMPLE else b""
    is_odd = is_odd or _is_not_windows_1252(data[: max(0, at + SAMPLE)])
    raise _undecodable(name, start, length + at, line + count_newlines(text), head, is_odd)


def _read_available(stream: BinaryIO) -> bytes:
    """Read what has arrived, without waiting until a pipe holds more."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(SAMPLE)


def _encoding_of(data: bytes, encoding: str | None) -> tuple[str, int]:
    """Return the encoding by the byte-order mark and the length of the mark, else `encoding` or UTF-8, and 0.

    If neither determines the byte order, the first byte does: it is NUL if the first character is ASCII in big-endian
    order. Raises InputError N003 if the data is compressed.
    """
    if fault := compressed_data_error(data):
        raise fault
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, len(mark)
    usual = codecs.lookup(encoding).name if encoding else "utf-8"
    if usual in ("utf-16", "utf-32"):
        return f"{usual}-{'be' if data[:1] == _NUL else 'le'}", 0
    return encoding or usual, 0


def clean(text: str, name: str = "utf-8", *, empty: bool = False) -> str:
    """Replace every line end of `text`, decoded by the encoding `name`, by a line feed.

    Raises InputError N003 (not text) or, unless `empty`, N004 (only white space).
    """
    text = normalize_returns(text)
    if fault := binary_text_error(text, name):
        raise fault
    normalized = normalize_separators(text, "\n")
    if not empty and not normalized.strip(BLANK):
        raise _empty_error(text != "")
    return normalized


def is_encoding(name: str) -> bool:
    """Return whether Python has a codec `name` that decodes bytes to text."""
    try:
        codec = codecs.lookup(name)
        return bool(codec._is_text_encoding) and codec.name not in _NOT_FOR_TEXT
    except (LookupError, ValueError):
        return False


def _empty_error(has_content: bool) -> InputError:
    return InputError("N004", "the input holds only white space" if has_content else "the input is empty")


def _invalid(name: str) -> InputError:
    return InputError("N002", f"not valid {name}; name another --encoding")


def _undecodable(name: str, mark: int, at: int, line: int, head: bytes, is_odd: bool) -> InputError:
    """Return the error for bytes that are not valid at offset `at` after a byte-order mark of `mark` bytes.

    `head` is the beginning of the data. `is_odd` says whether bytes before or soon after the offset are not defined in
    Windows-1252.
    """
    if not mark and has_many_controls(head, len(head)):
        message = wide_encoding_advice(head, name)
        return InputError("N003", message or "not a text file (too many control characters, and not valid UTF-8)")
    advice = "name another --encoding, or parse with --errors replace"
    if mark:
        advice = "its byte-order mark names that encoding; parse with --errors replace"
    elif codecs.lookup(name).name == "utf-8" and not is_odd:
        advice = "try --encoding windows-1252, or parse with --errors replace"
    return InputError("N002", f"not valid {name.upper()} at byte {mark + at + 1} (line {line}); {advice}", line)


def _is_not_windows_1252(data: bytes) -> bool:
    return not data.isascii() and len(data.translate(None, _NOT_WINDOWS_1252)) < len(data)
