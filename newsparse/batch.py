"""Process many inputs, for the commands: the functions of `api`, and an error record for each input that fails.

Each function yields records in the order of the inputs, and holds one input in memory at a time.
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
_TRACEBACK_ADVICE = f"set {TRACEBACK}=1 and run it again, then report the traceback"

_DEFAULTS = ReadOptions()
_Record = TypeVar("_Record")


def parse_paths(inputs: Iterable[Input], options: ReadOptions = _DEFAULTS) -> Iterator[Article | ErrorRecord]:
    """Parse many inputs and yield their articles; an input that fails yields one error record.

    The articles of standard input are yielded as they arrive, so an error record may follow them.
    """

    def parse(path: str) -> Iterator[Article]:
        text = standard_input_text(options.encoding, options.errors) if path == STDIN else read_text(path, options)
        return parse_text(text, path, options)

    return each_input(inputs, parse)


def repair_paths(inputs: Iterable[Input], options: ReadOptions = _DEFAULTS) -> Iterator[RepairedText | ErrorRecord]:
    """Repair many plain texts as `repair` does; an input that fails yields one error record.

    A text in another format is yielded unchanged, followed by its error record.
    """
    return each_input(inputs, lambda path: repair_data(_read_input(path, options), options))


def check_paths(inputs: Iterable[Input], settings: Settings, options: ReadOptions = _DEFAULTS) -> Iterator[CheckResult]:
    """Check many inputs as `check` does, and also report articles that occur in several of them."""
    from .checks.files import check_file, unfixable
    from .checks.linter import failed_result
    from .checks.repeats import RepeatDetector
    from .checks.source_file import decode_source_file

    repeats = RepeatDetector()

    def check(path: str) -> list[CheckResult]:
        return [check_file(path, decode_source_file(_read_input(path, options), options.encoding), settings, repeats)]

    for record in each_input(inputs, check):
        result = failed_result(record, settings) if isinstance(record, ErrorRecord) else record
        yield unfixable(result) if compression_of(result.source) else result


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

    def fix(path: str) -> Iterator[Fixed]:
        refuse_compressed(path)
        file = decode_source_file(_read_input(path, options), options.encoding)
        try:
            yield fix_file(path, file, settings, repair, unsafe)
        except Exception:
            if path == STDIN:  # a filter must not lose a text that it cannot fix
                yield Fixed(path, file, file, ())
            raise

    return each_input(inputs, fix)


def _read_input(path: str, options: ReadOptions) -> bytes:
    return read_input(path, options.encoding, max_size=options.max_size)


def each_input(inputs: Iterable[Input], process: Callable[[str], Iterable[_Record]]) -> Iterator[_Record | ErrorRecord]:
    """Yield the records that `process` returns for the path of each input, in order.

    If it raises an exception, or the input already has an error, one error record follows; the next input is processed.
    """
    for path, input_error in inputs:
        try:
            if input_error:
                raise input_error
            yield from process(path)
            continue
        except Exception as error:
            record = error_record(path, error)
        yield record  # outside `except`, where the exception no longer keeps the input in memory


def error_record(source: str, error: Exception) -> ErrorRecord:
    """Return the record of an input that failed with `error`; its code is N013 if the error is unexpected."""
    if isinstance(error, InputError):
        return ErrorRecord(source, error.code, error.message, error.line)
    if isinstance(error, MemoryError):
        return ErrorRecord(source, "N001", "not enough memory to read the input", None)
    if isinstance(error, OSError):
        return ErrorRecord(source, "N001", read_error_message(error), None)
    return ErrorRecord(source, "N013", internal_error(error), None)


def internal_error(error: Exception) -> str:
    """Describe an unexpected exception in one clause; print its traceback if TRACEBACK is set."""
    if os.environ.get(TRACEBACK) and sys.stderr:
        import traceback  # imported on demand: slows start-up

        sys.stderr.write(visible("".join(traceback.format_exception(error))))
    message = " ".join(str(error).split())[:200]
    return f"internal error: {type(error).__name__}{f': {message}' if message else ''}; {_TRACEBACK_ADVICE}"
