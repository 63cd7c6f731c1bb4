"""Bytes to text: encodings, byte-order marks, line ends. The one door for bytes."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Literal, get_args

from .characters import BLANK, SEPARATORS
from .problem import InputError

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


def decode(data: bytes, encoding: str | None = None, errors: Errors = "strict") -> str:
    """The text of `data`, every line end as one line feed.

    A byte-order mark decides the encoding and is dropped; without one it is `encoding`, or UTF-8.
    Bytes that are not valid become U+FFFD where `errors` is `replace`. Raises InputError N002
    (undecodable), N003 (not text) or N004 (empty); LookupError where `encoding` is not a known name.
    """
    return clean(unmarked(data, encoding, errors)[0])


def unmarked(data: bytes, encoding: str | None, errors: Errors) -> tuple[str, str, int]:
    """The text of `data` with its line ends as they are, its encoding, and how many bytes its mark takes.

    Raises InputError N002 (undecodable) or N003 (not text), LookupError as `decode` does.
    """
    if encoding is not None:
        codecs.lookup(encoding)
    name, start = _marked(data, encoding or "utf-8")
    body = data[start:] if start else data
    try:
        return body.decode(name, errors), name, start
    except UnicodeDecodeError as error:
        raise _undecodable(body, name, error, start) from None
    except UnicodeError:  # what codecs such as idna raise has no position
        raise InputError("N002", f"not valid {name}; name another --encoding") from None


def pieces(stream: BinaryIO, encoding: str | None = None, errors: Errors = "strict") -> Iterator[str]:
    """What `decode` makes of all that `stream` gives, piece by piece as it comes; raises what `decode` does."""
    data = stream.read(4)
    name, start = _marked(data, encoding or "utf-8")
    if codecs.lookup(name).incrementaldecoder is None:  # a few codecs know no pieces
        yield decode(data + stream.read(), encoding, errors)
        return
    bytes_decoder = codecs.getincrementaldecoder(name)(errors)
    decoder = io.IncrementalNewlineDecoder(bytes_decoder, translate=True)
    judge, plain = _Judge(), _Plain()
    read = start
    data = data[start:]
    while True:
        more = _read_some(stream)
        data += more
        pending = bytes_decoder.getstate()[0]
        try:
            text = decoder.decode(data, final=not more)
        except UnicodeDecodeError as error:
            # The error counts from what the decoder had kept of the piece before.
            text = decoder.decode(data[: max(0, error.start - len(pending))])
            yield plain.lines(text)
            at = read - len(pending) + error.start
            raise _undecodable(pending + data, name, error, start, at, plain.line) from None
        except UnicodeError:
            raise InputError("N002", f"not valid {name}; name another --encoding") from None
        read, data = read + len(data), b""
        judge.hear(text)
        yield plain.lines(text)
        if not more:
            break
    judge.end()
    if plain.empty:
        raise InputError("N004", "the input holds only white space" if read > start else "the input is empty")


class _Plain:
    """Pieces of a text, line ends of Unicode's own as line feeds, byte-order marks at lines' beginnings dropped."""

    def __init__(self) -> None:
        self.line, self.empty, self._last = 1, True, "\n"

    def lines(self, text: str) -> str:
        """A piece, made plain."""
        text = _plain_lines(text, self._last)
        self._last = text[-1:] or self._last
        self.line += text.count("\n")
        self.empty = self.empty and not text.strip(BLANK)
        return text


def _read_some(stream: BinaryIO) -> bytes:
    """What has come so far: a pipe gives less than is asked for, and must not be waited for."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(_SAMPLE)


def _marked(data: bytes, name: str) -> tuple[str, int]:
    """The encoding that a byte-order mark tells and the mark's length, else `name` and 0."""
    plain = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(codecs.lookup(name).name, name)  # without a mark
    return next(((marked, len(mark)) for mark, marked in _BOMS if data.startswith(mark)), (plain, 0))


def clean(text: str) -> str:
    """`text` with every line end as one line feed. Raises InputError N003 or N004."""
    judge = _Judge()
    judge.hear(text)
    judge.end()
    whole = text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _plain_lines(text, "\n")
    if not text.strip(BLANK):
        raise InputError("N004", "the input holds only white space" if whole else "the input is empty")
    return text


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


def is_encoding(name: str) -> bool:
    """Whether Python has a codec `name` that makes text of bytes."""
    try:
        return bool(codecs.lookup(name)._is_text_encoding)
    except (LookupError, ValueError):
        return False


def _undecodable(
    data: bytes, name: str, error: UnicodeDecodeError, marked: int, at: int | None = None, line: int | None = None
) -> InputError:
    """What is wrong with `data`, `marked` bytes of which are a mark; `at` and `line` say where, if `data` is a part."""
    if not marked and _controls(data[:_SAMPLE]) > len(data[:_SAMPLE]) * _BINARY_SHARE:
        return InputError("N003", "not a text file (too many control characters, and not valid UTF-8)")
    if line is None:
        before = data[: error.start].decode(name, "replace").replace("\r\n", "\n").replace("\r", "\n")
        line = _plain_lines(before).count("\n") + 1
    where = f"byte {(marked + error.start if at is None else at) + 1} (line {line})"
    return InputError("N002", f"not valid {name.upper()} at {where}; {_advice(data, name, marked)}", line)


def _advice(data: bytes, name: str, marked: int) -> str:
    if marked:  # it counts more than --encoding
        return "fetch it again, or parse it with --errors replace"
    if name.replace("_", "-").lower() in ("utf-8", "utf8"):
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            return "try --encoding windows-1252"
    return "name another --encoding, or parse it with --errors replace"


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))  # many times as fast as a search


class _Judge:
    """Tells text from binary data by the share of control characters in what comes first.

    It is looked at where the text ends and after certain numbers of characters, however the text is cut into pieces.
    """

    def __init__(self) -> None:
        self._heard, self._next = "", 512

    def hear(self, text: str) -> None:
        """A piece of the text. Raises InputError N003."""
        if self._next > _SAMPLE:
            return
        self._heard += text[: _SAMPLE - len(self._heard)]
        while self._next <= min(len(self._heard), _SAMPLE):
            _refuse_binary(self._heard[: self._next])
            self._next *= 2

    def end(self) -> None:
        """There is no more. Raises InputError N003."""
        if self._next <= _SAMPLE:
            _refuse_binary(self._heard)


def _refuse_binary(sample: str) -> None:
    data = sample.encode("utf-8", "surrogatepass")
    if _controls(data) <= len(sample) * _BINARY_SHARE:
        return
    half = len(sample) // 2
    low, high = (sample[at::2].count("\0") > 0.9 * half for at in (1, 0))
    if low != high:
        order = "le" if low else "be"
        raise InputError("N003", f"looks like UTF-16 without a byte-order mark; try --encoding utf-16-{order}")
    raise InputError("N003", "not a text file (too many control characters)")
