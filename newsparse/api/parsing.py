"""Parse one source."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO, TextIO, cast

from ..article import Article, DateOrder, build_article
from ..body import Level
from ..formats import native_documents, stream_native_documents
from ..inputs.reader import STDIN, read_file
from ..text.compression import decompress
from ..text.decoding import Errors, clean, clean_stream, decode, decode_stream, is_refused
from ..text.limits import MAX_SIZE
from .options import ReadOptions, Source, check_source, source_name


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
    check_source(source)
    if isinstance(source, str):
        text = clean(source)
    elif isinstance(source, os.PathLike):
        text = read_text(os.fspath(source), options)
    else:
        text = decode(bytes(source), encoding, errors)
    return list(parse_text(text, source_name(source, name), options))


def iter_articles(
    stream: BinaryIO | TextIO,
    *,
    encoding: str | None = None,
    errors: Errors = "strict",
    repair: Level = "safe",
    date_order: DateOrder | None = None,
    name: str = STDIN,
) -> Iterator[Article]:
    """Parse a stream, and yield each article as soon as the next one begins.

    Memory holds one article and a buffer, so the stream may be of any length. The stream stays open.

    Args:
        stream: A file that is open for reading, as bytes or as text.
        encoding: The encoding of bytes without a byte-order mark. Default: UTF-8.
        errors: As for `parse`.
        repair: As for `parse`.
        date_order: As for `parse`.
        name: The `source` of the articles.

    Raises:
        InputError: While iterating, as `parse` does, after the articles before the error.
        LookupError: The encoding is unknown.
        ValueError: An argument is not one of its choices.
        TypeError: The stream is not one.

    >>> import io
    >>> [article.title for article in iter_articles(io.StringIO("Title: One\\nText:\\na\\nTitle: Two\\nText:\\nb\\n"))]
    ['One', 'Two']
    """
    options = ReadOptions(encoding=encoding, errors=errors, repair=repair, date_order=date_order)
    head = stream.read(0) if hasattr(stream, "read") else None
    if isinstance(head, str):
        return parse_text(clean_stream(cast("TextIO", stream)), name, options)
    if isinstance(head, bytes):
        return parse_text(decode_stream(cast("BinaryIO", stream), encoding, errors), name, options)
    raise TypeError(f"stream must be an open file, not {type(stream).__name__}")


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
