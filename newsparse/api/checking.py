"""Check and fix one source.

The modules of `checks` are imported inside the functions that need them, which halves the start-up time of `parse`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..article import ErrorRecord
from ..body import LEVELS, Level
from ..inputs.reader import read_file
from ..problems import InputError
from ..text.compression import compression_of
from ..text.limits import MAX_SIZE
from .options import Source, check_choice, check_source, source_name

if TYPE_CHECKING:
    from ..checks.files import Fixed
    from ..checks.linter import Finding
    from ..checks.settings import Settings
    from ..checks.source_file import SourceFile


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
    from ..checks.files import check_file, unfixable
    from ..checks.linter import add_repeats, failed_result
    from ..checks.repeats import RepeatDetector
    from ..checks.settings import Settings

    settings, name = settings or Settings(), source_name(source, name)
    try:
        result = check_file(name, _read_source_file(source, encoding, max_size), settings)
        result = add_repeats(result, RepeatDetector(), settings)
    except InputError as error:
        record = ErrorRecord(name, error.code, error.message, error.line, error.column)
        result = failed_result(record, settings)
    is_compressed = isinstance(source, os.PathLike) and compression_of(os.fspath(source))
    return (unfixable(result) if is_compressed else result).findings


def fix(
    source: Source,
    *,
    encoding: str | None = None,
    repair: Level | None = None,
    unsafe_fixes: bool = False,
    settings: Settings | None = None,
    name: str | None = None,
    max_size: int = MAX_SIZE,
) -> Fixed:
    """Fix what `check` finds in a news file, as far as that is safe; the rest of the file stays as it is.

    Args:
        source: A news file, as for `parse`. Nothing is written: the result contains the fixed file.
        encoding: The encoding of bytes and files without a byte-order mark. Default: UTF-8.
        repair: The repairs of bodies to make: "safe", "all" or "none". Default: "safe", with `unsafe_fixes` "all".
        unsafe_fixes: Also make fixes that are uncertain or change more than white space.
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
    from ..checks.files import fix_file, refuse_compressed
    from ..checks.settings import Settings

    if repair is not None:
        check_choice("repair", repair, LEVELS)
    if isinstance(source, os.PathLike):
        refuse_compressed(os.fspath(source))
    file = _read_source_file(source, encoding, max_size)
    return fix_file(source_name(source, name), file, settings or Settings(), repair, unsafe_fixes)


def _read_source_file(source: Source, encoding: str | None, max_size: int) -> SourceFile:
    """Read the `source` of `check` or `fix`. Raises InputError, TypeError and ValueError as they do."""
    from ..checks.source_file import decode_source_file, text_source_file

    check_source(source)
    if isinstance(source, str):
        return text_source_file(source)
    if isinstance(source, os.PathLike):
        return decode_source_file(read_file(os.fspath(source), encoding, max_size=max_size), encoding)
    return decode_source_file(bytes(source), encoding)
