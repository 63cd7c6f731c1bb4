"""Decode bytes to text: encodings, byte-order marks and line ends."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Literal, TextIO, get_args

from ..problems import InputError
from .binary import binary_text_error, has_many_controls, wide_encoding_message
from .characters import BLANK
from .compression import compressed_data_error
from .limits import SAMPLE
from .newlines import normalize_returns, normalize_separators
from .positions import Positions

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
_UNDEFINED_IN_WINDOWS_1252 = b"\x81\x8d\x8f\x90\x9d"
_NUL = b"\0"
_NOT_FOR_TEXT = {"idna", "punycode", "undefined"}  # codecs for domain names, and one that always fails


def decode(data: bytes, encoding: str | None = None, errors: Errors = "strict", *, allow_empty: bool = False) -> str:
    """Decode `data`, with every line end replaced by a line feed.

    A byte-order mark decides the encoding and is removed; without one, the encoding is `encoding` or UTF-8. With
    `errors="replace"` invalid bytes become U+FFFD. Raises InputError N002 (undecodable), N003 (not text) or, unless
    `allow_empty`, N004 (only white space), and LookupError for an unknown `encoding`.
    """
    text, name, _ = decode_keeping_newlines(data, encoding, errors)
    return clean(text, name, allow_empty=allow_empty)


def decode_keeping_newlines(data: bytes, encoding: str | None, errors: Errors) -> tuple[str, str, int]:
    """Decode `data` without changing line ends.

    Return the text, the name of the encoding, and the length of the byte-order mark in bytes (0 if there is none).

    Raises InputError N002 (undecodable) or N003 (not text), and LookupError as `decode` does.
    """
    if encoding is not None:
        codecs.lookup(encoding)
    name, mark_length = _actual_encoding(data, encoding)
    body = data[mark_length:] if mark_length else data
    try:
        return body.decode(name, errors), name, mark_length
    except UnicodeDecodeError as error:
        invalid = error.start
    except UnicodeError:  # raised by codecs such as idna, without a position
        raise _invalid_data_error(name) from None
    before = normalize_returns(body[:invalid].decode(name, "replace"))
    if len(before) >= SAMPLE and (binary_error := binary_text_error(before, name)):
        raise binary_error
    before = normalize_separators(before, "\n")
    position = Positions(before).of(len(before))
    has_undefined = _has_undefined_bytes(body[: invalid + SAMPLE])
    raise _invalid_bytes_error(name, mark_length, invalid, position, body[:SAMPLE], has_undefined)


def is_refused(head: bytes, encoding: str | None = None, errors: Errors = "strict") -> bool:
    """Return whether `head` alone shows that `decode` raises an error, the same one for all data that begins with it.

    Only the first SAMPLE characters are examined, so `head` should have HEAD bytes.
    """
    try:
        name, mark_length = _actual_encoding(head, encoding)
    except InputError:
        return True
    if codecs.lookup(name).incrementaldecoder is None:  # a few codecs decode whole data only
        return False
    body = head[mark_length:]
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
    """Decode a stream as `decode` does, and yield the text in pieces as they arrive.

    Raises what `decode` raises, after yielding the text before the error. Text and error do not depend on the sizes of
    the pieces in which the stream arrives.
    """
    data = stream.read(4)
    name, mark_length = _actual_encoding(data, encoding)
    if codecs.lookup(name).incrementaldecoder is None:  # a few codecs decode whole data only
        yield decode(data + stream.read(), encoding, errors)
        return
    yield from _clean_pieces(_decode_pieces(stream, data[mark_length:], name, mark_length, errors), name)


def clean_stream(stream: TextIO) -> Iterator[str]:
    """Replace every line end of the text in a stream, and yield it in pieces of up to SAMPLE characters.

    Raises InputError as `clean` does, after yielding the text before the error, and N002 if the stream cannot decode
    its data.
    """
    return _clean_pieces(_read_pieces(stream), "utf-8")


def _read_pieces(stream: TextIO) -> Iterator[tuple[int, str]]:
    newlines, length = io.IncrementalNewlineDecoder(None, translate=True), 0
    while True:
        try:
            text = stream.read(SAMPLE)
        except UnicodeDecodeError as error:
            raise _invalid_data_error(error.encoding) from None
        length += len(text)
        yield length, newlines.decode(text, final=not text)
        if not text:
            return


def _clean_pieces(pieces: Iterable[tuple[int, str]], name: str) -> Iterator[str]:
    """Yield the pieces of a text with all line ends replaced by line feeds, and check that it is text.

    Each piece follows the length of the data so far. `name` is the encoding of the data. Raises InputError as `clean`
    does.
    """
    sample, last_char, is_empty, length = "", "\n", True, 0
    for length, text in pieces:  # noqa: B007 - `length` is used after the loop
        if len(sample) < SAMPLE:
            addition = text[: SAMPLE - len(sample)]
            sample += addition
            if len(sample) == SAMPLE and (error := binary_text_error(sample, name)):
                yield normalize_separators(addition, last_char)
                raise error
        piece = normalize_separators(text, last_char)
        is_empty = is_empty and not piece.strip(BLANK)
        last_char = piece[-1:] or last_char
        yield piece
    if len(sample) < SAMPLE and (error := binary_text_error(sample, name)):
        raise error
    if is_empty:
        raise _empty_error(length > 0)


def _decode_pieces(
    stream: BinaryIO, data: bytes, name: str, mark_length: int, errors: Errors
) -> Iterator[tuple[int, str]]:
    """Decode the bytes `data` and the rest of the stream, after a byte-order mark of `mark_length` bytes.

    Yield pairs: the number of bytes decoded so far, and the next piece of text, with CR LF and CR replaced. Raises
    InputError N002 or N003 as `decode_keeping_newlines` does.
    """
    bytes_decoder = codecs.getincrementaldecoder(name)(errors)
    decoder = io.IncrementalNewlineDecoder(bytes_decoder, translate=True)
    length, position, head, has_undefined = 0, _StreamPosition(), b"", False
    while True:
        more = _read_available(stream)
        data += more
        head += data[: SAMPLE - len(head)]
        state = bytes_decoder.getstate()
        try:
            text = decoder.decode(data, final=not more)
        except UnicodeDecodeError as error:
            invalid = error.start - len(state[0])  # the error also counts the bytes kept of the previous piece
            bytes_decoder.setstate(state)  # decoders of several bytes per character lose these bytes
            break
        except UnicodeError:
            raise _invalid_data_error(name) from None
        length += len(data)
        has_undefined = has_undefined or _has_undefined_bytes(data)
        data = b""
        position.advance(text)
        yield length, text
        if not more:
            return
    # The loop ended at an invalid byte: yield the text before it, then read what the error message depends on.
    text = decoder.decode(data[: max(0, invalid)])
    text += "\n" if decoder.getstate()[1] & 1 else ""  # a carriage return that the decoder has kept
    yield length, text
    while more and len(data) < invalid + SAMPLE:
        data += (more := _read_available(stream))
    head += data[len(head) - length : SAMPLE - length] if length < SAMPLE else b""
    has_undefined = has_undefined or _has_undefined_bytes(data[: max(0, invalid + SAMPLE)])
    position.advance(text)
    raise _invalid_bytes_error(name, mark_length, length + invalid, position.value, head, has_undefined)


class _StreamPosition:
    """The line and the column behind the text of a stream so far, both counted from 1."""

    def __init__(self) -> None:
        self.value = 1, 1
        self._last_char = "\n"

    def advance(self, text: str) -> None:
        """Move behind the next piece of text, which has no carriage returns."""
        text = normalize_separators(text, self._last_char)
        if count := text.count("\n"):
            self.value = self.value[0] + count, len(text) - text.rindex("\n")
        else:
            self.value = self.value[0], self.value[1] + len(text)
        self._last_char = text[-1:] or self._last_char


def _read_available(stream: BinaryIO) -> bytes:
    """Read at most SAMPLE bytes that have arrived; wait only if none have."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(SAMPLE)


def _actual_encoding(data: bytes, encoding: str | None) -> tuple[str, int]:
    """Return the encoding of `data`, and the length of its byte-order mark in bytes.

    The mark decides the encoding; without one it is `encoding` or UTF-8, and the length is 0. If `encoding` leaves the
    byte order open, data that begins with NUL is big-endian, because its first character is ASCII. Raises InputError
    N003 if the data is compressed.
    """
    if error := compressed_data_error(data):
        raise error
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, len(mark)
    usual = codecs.lookup(encoding).name if encoding else "utf-8"
    if usual in ("utf-16", "utf-32"):
        return f"{usual}-{'be' if data[:1] == _NUL else 'le'}", 0
    return encoding or usual, 0


def clean(text: str, name: str = "utf-8", *, allow_empty: bool = False) -> str:
    """Replace every line end of `text` by a line feed, and check that it is text. `name` is the encoding it had.

    Raises InputError N003 (not text) or, unless `allow_empty`, N004 (only white space).
    """
    text = normalize_returns(text)
    if error := binary_text_error(text, name):
        raise error
    normalized = normalize_separators(text, "\n")
    if not allow_empty and not normalized.strip(BLANK):
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
    """Return the error N004; `has_content` distinguishes white space from no data."""
    return InputError("N004", "the input contains only white space" if has_content else "the input is empty")


def _invalid_data_error(name: str) -> InputError:
    """Return the error N002 for data that a codec rejects without an offset."""
    return InputError("N002", f"not valid {name.upper()}")


def _invalid_bytes_error(
    name: str, mark_length: int, offset: int, position: tuple[int, int], head: bytes, has_undefined: bool
) -> InputError:
    """Return the error N002, or N003 for binary data, for bytes that are not valid in the encoding `name`.

    They are at `offset`, counted after a byte-order mark of `mark_length` bytes, and at the line and column `position`.
    `head` is the beginning of the data. `has_undefined` says whether bytes before or soon after the offset are not
    defined in Windows-1252.
    """
    if not mark_length and has_many_controls(head, len(head)):
        message = wide_encoding_message(head, name)
        return InputError(
            "N003", message or f"not a text file: too many control characters, and not valid {name.upper()}"
        )
    hint = ""
    if mark_length:
        hint = ", the encoding of its byte-order mark"
    elif codecs.lookup(name).name == "utf-8" and not has_undefined:
        hint = ", possibly Windows-1252"
    line, column = position
    place = f"at byte {mark_length + offset + 1} (line {line}, column {column})"
    return InputError("N002", f"not valid {name.upper()} {place}{hint}", line, column)


def _has_undefined_bytes(data: bytes) -> bool:
    """Return whether data has bytes that Windows-1252 does not define."""
    return not data.isascii() and len(data.translate(None, _UNDEFINED_IN_WINDOWS_1252)) < len(data)
