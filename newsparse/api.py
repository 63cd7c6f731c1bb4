"""The public functions, which process one source: `parse`, `repair`, `check` and `fix`.

The modules of `checks` are imported inside the functions that need them, which halves the start-up time of `parse`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from .article import DATE_ORDERS, Article, Block, DateOrder, ErrorRecord, Repair, build_article, repairs_of
from .body import LEVELS, Level, repair_body
from .formats import detect, has_header, native_documents, stream_native_documents
from .inputs.reader import STDIN, read_file
from .problems import InputError
from .text.compression import compression_of, decompress
from .text.decoding import ERRORS, Errors, clean, decode, decode_keeping_newlines, is_encoding, is_refused
from .text.limits import MAX_SIZE
from .text.newlines import normalize_newlines

if TYPE_CHECKING:
    from .checks.files import Fixed
    from .checks.linter import Finding
    from .checks.settings import Settings
    from .checks.source_file import SourceFile

# Re-exported: the choices of options.
__all__ = ["DATE_ORDERS", "ERRORS", "LEVELS", "DateOrder", "Errors", "Level"]

Source = bytes | str | os.PathLike[str]
_MAX_PATH_LENGTH = 4096  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read and repaired. The attributes are the arguments of `parse` with the same names.

    Raises LookupError for an unknown encoding, ValueError for a value that is not one of the choices.
    """

    encoding: str | None = None
    errors: Errors = "strict"
    repair: Level = "safe"
    date_order: DateOrder | None = None
    max_size: int = MAX_SIZE

    def __post_init__(self) -> None:
        if self.encoding is not None and not is_encoding(self.encoding):
            raise LookupError(f"unknown encoding {self.encoding!r}")
        _check_choice("errors", self.errors, ERRORS)
        _check_choice("repair", self.repair, LEVELS)
        if self.date_order is not None:
            _check_choice("date_order", self.date_order, DATE_ORDERS)


def parse(
    source: Source,
    *,
    encoding: str | None = None,
    errors: Errors = "strict",
    repair: Level = "safe",
    date_order: DateOrder | None = None,
    name: str | None = None,
    max_size: int = MAX_SIZE,
) -> list[Article]:
    """Parse a news file and return its articles in file order.

    Everything that is wrong with an article is reported in its `problems`.

    Args:
        source: The text of a news file as str or bytes, or its path as a `pathlib.Path`. A str is never a path.
            Files that end in `.gz` or `.zst` are decompressed.
        encoding: The encoding of bytes and files without a byte-order mark. Default: UTF-8.
        errors: "strict" raises InputError for invalid bytes; "replace" reads them as U+FFFD and reports a problem.
        repair: The repairs of the body to make: those that are certain ("safe"), "all" or "none".
        date_order: The field order of ambiguous dates such as 01/02/2022: "dmy", "mdy" or "ymd". Without it, such a
            time is None and reported as a problem.
        name: The `source` of the articles. Default: the path, or "-".
        max_size: The largest file to read from a path, in bytes after decompression; 0 for no limit. Pipes have no
            limit; other devices are not read.

    Raises:
        InputError: The source contains no article: it is unreadable, undecodable, not text, empty or in another format.
        LookupError: The encoding is unknown.
        ValueError: An argument is not one of its choices, or a str is the path of an existing file.
        TypeError: The source has another type.
    """
    options = ReadOptions(encoding=encoding, errors=errors, repair=repair, date_order=date_order, max_size=max_size)
    _check_source(source)
    if isinstance(source, str):
        text = clean(source)
    elif isinstance(source, os.PathLike):
        text = read_text(os.fspath(source), options)
    else:
        text = decode(bytes(source), encoding, errors)
    return list(parse_text(text, _source_name(source, name), options))


def read_text(path: str, options: ReadOptions) -> str:
    """Read and decode the file at `path`. Raises InputError as `parse` does."""
    data = read_file(path, options.encoding, options.errors, options.max_size)
    return decode(data, options.encoding, options.errors)


def parse_text(text: str | Iterable[str], source: str, options: ReadOptions) -> Iterator[Article]:
    """Parse a text, or the pieces that it arrives in, and yield each article as soon as it is complete.

    `source` is the name of the input. Raises InputError if the text is in another format.
    """
    documents = native_documents(text) if isinstance(text, str) else stream_native_documents(text)
    return (build_article(document, source, options.repair, options.date_order) for document in documents)


def parse_data(path: str, data: bytes, options: ReadOptions) -> Iterator[Article]:
    """Parse the content `data` of the file at `path`, which may be compressed. Raises InputError as `parse` does."""
    cannot_be_decoded = partial(is_refused, encoding=options.encoding, errors=options.errors)
    content = decompress(path, data, options.max_size, cannot_be_decoded)
    return parse_text(decode(content, options.encoding, options.errors), path, options)


class RepairedText(NamedTuple):
    """Repaired plain text: the text, its blocks, and the repairs, whose lines count from 1 in the input."""

    text: str
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]


def repair(text: str, *, level: Level = "safe") -> RepairedText:
    """Repair plain text without a header, such as the output of an extractor with one paragraph or sentence per line.

    Only white space and the position of misplaced quotation marks change. Blank lines are kept; if blank lines separate
    all paragraphs, they also separate new ones. Every line end becomes a line feed, and byte-order marks at the
    beginning of lines are dropped.

    Args:
        text: The text to repair.
        level: The repairs to make: those that are certain ("safe"), "all" or "none".

    Raises:
        ValueError: The level is unknown.
        TypeError: The text is not a str.

    >>> repair("It left on Friday.The sea was calm.").text
    'It left on Friday.\\nThe sea was calm.'
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    _check_choice("level", level, LEVELS)
    body = normalize_newlines(text)
    repaired = repair_body(body, level)
    blocks = tuple(Block(kind, line) for kind, line in repaired.blocks)
    return RepairedText(_restore_blank_lines(body, repaired.edited), blocks, repairs_of(repaired.damage, 1, 1))


def repair_data(data: bytes, options: ReadOptions) -> Iterator[RepairedText]:
    """Repair the plain text in `data`.

    A text in another format is yielded unchanged, because its line breaks do not separate sentences; then InputError
    N014 is raised.
    """
    text = decode(data, options.encoding, allow_empty=True)
    if found := detect(text):
        raw, _, mark = decode_keeping_newlines(data, options.encoding, "strict")
        yield RepairedText("\ufeff" * bool(mark) + raw, (), ())
        raise found.error()
    yield repair(text, level=options.repair)


def _restore_blank_lines(body: str, repaired: str) -> str:
    """Return `repaired` with blank lines between all paragraphs if `body` has them between all of its own."""
    if "\n\n" not in body or re.search(r"[^\n]\n[^\n]", body):
        return repaired
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "\n\n", repaired)


def check(
    source: Source,
    *,
    encoding: str | None = None,
    settings: Settings | None = None,
    name: str | None = None,
    max_size: int = MAX_SIZE,
) -> tuple[Finding, ...]:
    """Check a news file and return the findings of the enabled rules, from top to bottom.

    An input that contains no article is reported as one finding of the N0 family, not as an exception.

    Args:
        source: A news file, as for `parse`.
        encoding: The encoding of bytes and files without a byte-order mark. Default: UTF-8.
        settings: The rules to run and their parameters. Default: `Settings()`.
        name: The `source` of the findings. Default: the path, or "-".
        max_size: The largest file to read from a path, in bytes after decompression; 0 for no limit.

    Raises:
        LookupError: The encoding is unknown.
        ValueError: A str is the path of an existing file.
        TypeError: The source has another type.

    >>> [finding.code for finding in check("Title: Night ferry\\nText:\\nIt left on Friday.The sea was calm.\\n")]
    ['N209', 'N209', 'N209', 'N314', 'N301']
    """
    from .checks.files import check_file, unfixable
    from .checks.linter import failed_result
    from .checks.repeats import RepeatDetector
    from .checks.settings import Settings

    settings, source_name = settings or Settings(), _source_name(source, name)
    try:
        result = check_file(source_name, _read_source_file(source, encoding, max_size), settings, RepeatDetector())
    except InputError as error:
        result = failed_result(ErrorRecord(source_name, error.code, error.message, error.line), settings)
    is_compressed = isinstance(source, os.PathLike) and compression_of(os.fspath(source))
    return (unfixable(result) if is_compressed else result).findings


def fix(
    source: Source,
    *,
    encoding: str | None = None,
    repair: Level | None = None,
    unsafe: bool = False,
    settings: Settings | None = None,
    name: str | None = None,
    max_size: int = MAX_SIZE,
) -> Fixed:
    """Fix what `check` finds in a news file, as far as that is safe; the rest of the file stays as it is.

    Args:
        source: A news file, as for `parse`. Nothing is written: the result contains the fixed file.
        encoding: The encoding of bytes and files without a byte-order mark. Default: UTF-8.
        repair: The repairs of bodies to make: "safe", "all" or "none". Default: "safe", with `unsafe` "all".
        unsafe: Also make fixes that are uncertain or change more than white space.
        settings: The rules to fix and their parameters. Default: `Settings()`.
        name: The `source` of the result. Default: the path, or "-".
        max_size: The largest file to read from a path, in bytes after decompression; 0 for no limit.

    Raises:
        InputError: The source contains no article, is compressed, or cannot be written back in its encoding (a str: in
            UTF-8).
        LookupError: The encoding is unknown.
        ValueError: `repair` is not one of its choices, or a str is the path of an existing file.
        TypeError: The source has another type.
    """
    from .checks.files import fix_file, refuse_compressed
    from .checks.settings import Settings

    if repair is not None:
        _check_choice("repair", repair, LEVELS)
    if isinstance(source, os.PathLike):
        refuse_compressed(os.fspath(source))
    file = _read_source_file(source, encoding, max_size)
    return fix_file(_source_name(source, name), file, settings or Settings(), repair, unsafe)


def _check_choice(name: str, value: object, choices: Sequence[str]) -> None:
    """Raise ValueError, listing the choices, unless the argument `name` is one of them."""
    if value not in choices:
        known = ", ".join(map(repr, choices))
        raise ValueError(f"{name} must be one of {known}, not {value!r}")


def _check_source(source: object) -> None:
    """Raise TypeError for a source of a wrong type, ValueError for a str that is the path of a file."""
    if not isinstance(source, bytes | bytearray | memoryview | str | os.PathLike):
        raise TypeError(f"source must be a str, bytes or a pathlib.Path, not {type(source).__name__}")
    path = source.removesuffix("\n").removesuffix("\r") if isinstance(source, str) else ""
    may_be_path = 0 < len(path) < _MAX_PATH_LENGTH and "\n" not in path
    if may_be_path and not has_header(path) and os.path.isfile(path):
        raise ValueError(f"{path!r} is the path of a file, but a str is read as text; pass Path({path!r})")


def _read_source_file(source: Source, encoding: str | None, max_size: int) -> SourceFile:
    """Read the `source` of `check` or `fix`. Raises InputError, TypeError and ValueError as they do."""
    from .checks.source_file import decode_source_file, text_source_file

    _check_source(source)
    if isinstance(source, str):
        return text_source_file(source)
    if isinstance(source, os.PathLike):
        return decode_source_file(read_file(os.fspath(source), encoding, max_size=max_size), encoding)
    return decode_source_file(bytes(source), encoding)


def _source_name(source: Source, name: str | None) -> str:
    if name is not None:
        return name
    return os.fspath(source) if isinstance(source, os.PathLike) else STDIN
