"""The library for many sources, and the error barrier: any failure of an input becomes its error record.

Each function takes inputs as `inputs.walk.Input`, yields records in their order, and holds one input at a time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from .api import Level, ReadOptions, RepairedText, parse_text, read_text, repair_data
from .article import Article, ErrorRecord
from .inputs.reader import STDIN, read_input, standard_input_text
from .inputs.walk import Input
from .problems import InputError, read_error_message
from .text.characters import visible
from .text.compression import compression_of

if TYPE_CHECKING:
    from .checks.files import Fixed
    from .checks.linter import CheckResult
    from .checks.settings import Settings

TRACEBACK = "NEWSPARSE_TRACEBACK"  # environment variable: if set, internal errors print their traceback
_REPORT = f"set {TRACEBACK}=1 to see the traceback, and please report it"

_DEFAULTS = ReadOptions()
_Record = TypeVar("_Record")


def parse_paths(inputs: Iterable[Input], options: ReadOptions = _DEFAULTS) -> Iterator[Article | ErrorRecord]:
    """Parse many inputs and yield their articles; an input that fails yields one error record instead.

    The articles of standard input are yielded as they arrive, so an error record may follow them.
    """

    def articles(path: str) -> Iterator[Article]:
        is_stream = path == STDIN
        text = standard_input_text(options.encoding, options.errors) if is_stream else read_text(path, options)
        return parse_text(text, path, options)

    return each_input(inputs, articles)


def repair_paths(inputs: Iterable[Input], options: ReadOptions = _DEFAULTS) -> Iterator[RepairedText | ErrorRecord]:
    """Repair many plain texts as `repair` does; an input that fails yields one error record.

    A text in another format is yielded unchanged, followed by its error record.
    """
    return each_input(inputs, lambda path: repair_data(_read(path, options), options))


def check_paths(inputs: Iterable[Input], settings: Settings, options: ReadOptions = _DEFAULTS) -> Iterator[CheckResult]:
    """Check many inputs as `check` does, and also report articles that are repeated among them."""
    from .checks.files import check_file, unfixable
    from .checks.linter import failed_result
    from .checks.repeats import RepeatDetector
    from .checks.source_file import decode_source_file

    repeats = RepeatDetector()

    def checked(path: str) -> list[CheckResult]:
        return [check_file(path, decode_source_file(_read(path, options), options.encoding), settings, repeats)]

    for record in each_input(inputs, checked):
        found = failed_result(record, settings) if isinstance(record, ErrorRecord) else record
        yield unfixable(found) if compression_of(found.source) else found


def fix_paths(
    inputs: Iterable[Input],
    settings: Settings,
    options: ReadOptions = _DEFAULTS,
    *,
    repair: Level | None = None,
    unsafe: bool = False,
) -> Iterator[Fixed | ErrorRecord]:
    """Fix many inputs as `fix` does; an input that fails yields one error record.

    If standard input is a text that cannot be fixed, it is yielded unchanged before its error record.
    """
    from .checks.files import Fixed, fix_file, refuse_compressed
    from .checks.source_file import decode_source_file

    def fixed(path: str) -> Iterator[Fixed]:
        refuse_compressed(path)
        file = decode_source_file(_read(path, options), options.encoding)
        try:
            yield fix_file(path, file, settings, repair, unsafe)
        except Exception:
            if path == STDIN:  # a filter must not lose a text that it cannot fix
                yield Fixed(path, file, file, ())
            raise

    return each_input(inputs, fixed)


def _read(path: str, options: ReadOptions) -> bytes:
    return read_input(path, options.encoding, max_size=options.max_size)


def each_input(inputs: Iterable[Input], records: Callable[[str], Iterable[_Record]]) -> Iterator[_Record | ErrorRecord]:
    """Yield the records of each input in order; those of an input that fails end with one error record."""
    for path, fault in inputs:
        try:
            if fault:
                raise fault
            yield from records(path)
            continue
        except Exception as error:
            failed_result = error_record(path, error)
        yield failed_result  # outside `except`, where the exception no longer keeps the input in memory


def error_record(source: str, error: Exception) -> ErrorRecord:
    """Return the record of an input that failed with `error`: N013 for an error that newsparse does not expect."""
    if isinstance(error, InputError):
        return ErrorRecord(source, error.code, error.message, error.line)
    if isinstance(error, MemoryError):
        return ErrorRecord(source, "N001", "not enough memory to read it", None)
    if isinstance(error, OSError):
        return ErrorRecord(source, "N001", read_error_message(error), None)
    return ErrorRecord(source, "N013", internal_error(error), None)


def internal_error(error: Exception) -> str:
    """Describe an unexpected exception in one clause; print its traceback if TRACEBACK is set."""
    if os.environ.get(TRACEBACK) and sys.stderr:
        import traceback  # internal errors only

        sys.stderr.write(visible("".join(traceback.format_exception(error))))
    message = " ".join(str(error).split())[:200]
    return f"internal error: {type(error).__name__}{f': {message}' if message else ''}; {_REPORT}"
