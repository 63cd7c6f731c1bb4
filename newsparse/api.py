"""What the commands and the library share."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import BinaryIO, NamedTuple

from . import stores
from .article import Article, Block, ErrorRecord, Repair, article, repairs_of
from .batch import Input, each_input
from .body import LEVELS, Level, repair_body
from .compressed import ending, unpack
from .days import ORDERS, Order
from .decode import ERRORS, Errors, clean, decode, is_refused, pieces, plain_text, unmarked
from .document import Document
from .files import read_stream
from .formats import detect, documents_of, screened
from .headers import first_header
from .incoming import incoming
from .problem import InputError, unreadable
from .sizes import MAX_SIZE

STDIN = "-"  # the path that means standard input
_LONGEST_PATH = 4096  # characters


def parse(
    source: bytes | str | os.PathLike[str],
    *,
    encoding: str | None = None,
    errors: Errors = "strict",
    repair: Level = "safe",
    date_order: Order | None = None,
    name: str | None = None,
    max_size: int = MAX_SIZE,
) -> list[Article]:
    """The articles that `source` holds: the text of a news file as bytes or str, or a path to one.

    A str is text, never a path: for a path, pass a `pathlib.Path`. `encoding` is for bytes and
    files without a byte-order mark, UTF-8 if None; with `errors="replace"` bytes that are not valid
    become U+FFFD and a problem. `repair` applies the repairs that are sure (`safe`), all of them, or
    none. `date_order` (`dmy`, `mdy`, `ymd`) decides dates like 01/02/2022, which are null and a
    problem without it. `name` is the articles' `source`: by default the path, or "-".

    Files that end in `.gz` or `.zst` are unpacked. `max_size` limits the bytes of a file at a path, unpacked (0: no
    limit); pipes have no limit, other devices are not read. Raises InputError where there is no article to give
    (unreadable, undecodable, not text, empty, in another format), LookupError for an unknown encoding, ValueError for
    another value that is not a choice and for a str that names a file, TypeError for a source of another type. All
    other findings are in the articles' `problems`.
    """
    check_choice("errors", errors, ERRORS)
    check_choice("repair", repair, LEVELS)
    if date_order is not None:
        check_choice("date_order", date_order, ORDERS)
    text, default = _text(source, encoding, errors, max_size)
    return list(_articles(documents_of(text), default if name is None else name, repair, date_order))


def _articles(found: Iterable[Document], name: str, level: Level, order: Order | None) -> Iterator[Article]:
    return (article(document, name, level, order) for document in found)


class RepairedText(NamedTuple):
    """Plain text as `repair` leaves it, the same as blocks, and what was repaired; lines count from 1 in the input."""

    text: str
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]


def repair(text: str, *, level: Level = "safe") -> RepairedText:
    """Repair plain text without a header, as other extractors give it: one line a paragraph or a sentence.

    Nothing but white space and the place of slipped quotes changes; blank lines are kept, and where
    blank lines stand between the paragraphs, new ones get them too. `level` is as in `parse`. Every line end becomes
    one line feed, and byte-order marks at the beginning of lines are dropped. Raises ValueError for an unknown level,
    TypeError if `text` is not a str.

    >>> repair("It left on Friday.The sea was calm.").text
    'It left on Friday.\\nThe sea was calm.'
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    check_choice("level", level, LEVELS)
    body = plain_text(text)
    repaired = repair_body(body, level)
    blocks = tuple(Block(kind, line) for kind, line in repaired.blocks)
    repairs = repairs_of(Document(1, (), body, 1, 1, (), 0, 0), repaired.found)
    return RepairedText(_spaced(body, repaired.mended), blocks, repairs)


def _spaced(body: str, mended: str) -> str:
    """`mended` with blank lines between all paragraphs, if that is how `body` is written."""
    if "\n\n" not in body or re.search(r"[^\n]\n[^\n]", body):
        return mended
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "\n\n", mended)


def parse_paths(
    inputs: Iterable[Input],
    *,
    encoding: str | None = None,
    errors: Errors = "strict",
    repair: Level = "safe",
    date_order: Order | None = None,
    max_size: int = MAX_SIZE,
) -> Iterator[Article | ErrorRecord]:
    """The articles of many inputs, in their order; an input that gives none gives one error record."""

    def records(path: str) -> Iterable[Article]:
        if path == STDIN:  # printed as it comes, whatever its length
            found = incoming(screened(_standard_text(encoding, errors)))
        else:  # a fault anywhere in a file is told instead of its articles, not after some of them
            found = documents_of(decode(read_file(path, encoding, errors, max_size), encoding, errors))
        return _articles(found, path, repair, date_order)

    return each_input(inputs, records)


def records_of(
    path: str, data: bytes, *, encoding: str | None, errors: Errors, repair: Level, date_order: Order | None,
    max_size: int = MAX_SIZE,
) -> Iterator[Article]:  # fmt: skip
    """The articles of a file whose bytes have been read; raises InputError as `parse` does."""
    data = unpack(path, data, max_size, partial(is_refused, encoding=encoding, errors=errors))
    return _articles(documents_of(decode(data, encoding, errors)), path, repair, date_order)


def repair_paths(
    inputs: Iterable[Input], *, encoding: str | None = None, level: Level = "safe", max_size: int = MAX_SIZE
) -> Iterator[RepairedText | ErrorRecord]:
    """What `repair` makes of many plain texts, in their order; one that cannot be read gives one error record.

    A text in another format comes unchanged, with an error record (N014) behind it: its line breaks are not those of
    sentences.
    """

    def repaired(path: str) -> Iterator[RepairedText]:
        data = read_input(path, encoding, max_size=max_size)
        text = decode(data, encoding, empty=True)
        if found := detect(text):
            raw, _, mark = unmarked(data, encoding, "strict")
            yield RepairedText("\ufeff" * bool(mark) + raw, (), ())
            raise found.fault()
        yield repair(text, level=level)

    return each_input(inputs, repaired)


def _text(
    source: bytes | str | os.PathLike[str], encoding: str | None, errors: Errors, max_size: int
) -> tuple[str, str]:
    """The text of a source and what it is called."""
    check_source(source)
    if isinstance(source, str):
        return clean(source), STDIN
    if isinstance(source, bytes | bytearray | memoryview):
        return decode(bytes(source), encoding, errors), STDIN
    path = os.fspath(source)
    return decode(read_file(path, encoding, errors, max_size), encoding, errors), path


def check_choice(name: str, value: object, choices: Sequence[str]) -> None:
    """Raise ValueError, with the choices, unless the argument `name` is one of them."""
    if value not in choices:
        known = ", ".join(map(repr, choices))
        raise ValueError(f"{name} must be one of {known}, not {value!r}")


def check_source(source: object) -> None:
    """Raise TypeError for a source of a wrong type, ValueError for a str that is the path of a file, not its text."""
    if not isinstance(source, bytes | bytearray | memoryview | str | os.PathLike):
        raise TypeError(f"a source is a str, bytes or a path (pathlib.Path), not {type(source).__name__}")
    path = source.removesuffix("\n").removesuffix("\r") if isinstance(source, str) else ""
    is_line = 0 < len(path) < _LONGEST_PATH and "\n" not in path
    if is_line and first_header(path) is None and os.path.isfile(path):
        raise ValueError(f"{path!r} is the path of a file, and a str is taken as text; pass Path({path!r})")


def read_input(path: str, encoding: str | None = None, errors: Errors = "strict", max_size: int = MAX_SIZE) -> bytes:
    """The bytes of an input, as of `read_file`; standard input, if the path is "-", has no limit."""
    if path != STDIN:
        return read_file(path, encoding, errors, max_size)
    try:
        return read_stream(standard_input(), enough=partial(is_refused, encoding=encoding, errors=errors))
    except OSError as error:
        raise InputError("N001", unreadable(error)) from None


def _standard_text(encoding: str | None, errors: Errors) -> Iterator[str]:
    """The text of standard input, piece by piece as it comes; raises InputError as `decode` does, and N001."""
    try:
        yield from pieces(standard_input(), encoding, errors)
    except OSError as error:
        raise InputError("N001", unreadable(error)) from None


def standard_input() -> BinaryIO:
    """Standard input as bytes; raises InputError N001 where it is closed."""
    if sys.stdin is None:
        raise InputError("N001", "closed, so there is nothing to read")
    with suppress(OSError, ValueError):  # a pipe that does not block looks as if it had ended
        os.set_blocking(sys.stdin.fileno(), True)
    return sys.stdin.buffer


def read_file(path: str, encoding: str | None = None, errors: Errors = "strict", max_size: int = MAX_SIZE) -> bytes:
    """The bytes of a file, here or in a store, unpacked where its ending says so; raises InputError N001.

    Of data that `decode` refuses with this encoding because of its first 64 kB only the beginning is returned: it
    refuses that for the same reason.
    """
    enough = partial(is_enough, path, encoding=encoding, errors=errors)
    try:
        data = stores.read_input(path, max_size, enough)
    except OSError as error:
        raise InputError("N001", unreadable(error)) from None
    return unpack(path, data, max_size, partial(is_refused, encoding=encoding, errors=errors))


def is_enough(path: str, head: bytes, *, encoding: str | None, errors: Errors) -> bool:
    """Whether the beginning of the file at `path` suffices, because `decode` refuses all that begins so."""
    return not ending(path) and is_refused(head, encoding, errors)
