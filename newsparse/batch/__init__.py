"""Process many inputs, for the commands: the functions of `api`, and an error record for each input that fails.

Each function yields records in the order of the inputs, for any number of processes, and holds few inputs in memory.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ..api import Level, ReadOptions, parse_text, read_text
from ..article import Article, ErrorRecord
from ..inputs.reader import STDIN, read_input, standard_input_text
from ..inputs.walk import Input
from ..problems import InputError, read_error_message
from ..storage import stores
from ..text.characters import visible
from ..text.compression import compression_of

if TYPE_CHECKING:
    from ..api import RepairedText
    from ..checks.files import Fixed
    from ..checks.linter import CheckResult
    from ..checks.settings import Settings

TRACEBACK = "NEWSPARSE_TRACEBACK"  # environment variable: if set, internal errors print their traceback
_TRACEBACK_ADVICE = f"set {TRACEBACK}=1 and run it again, then report the traceback"
# Bytes of input that are worth a process by default: parsing them takes some 0.3 s, starting a process some 0.07 s.
_BYTES_PER_PROCESS = 1_000_000
_MIN_BYTES = 2_000  # of an input, for the time that opening it takes

_DEFAULTS = ReadOptions()
_Record = TypeVar("_Record")
_Result = TypeVar("_Result")


def parse_paths(
    inputs: Iterable[Input], options: ReadOptions = _DEFAULTS, *, jobs: int = 1
) -> Iterator[Article | ErrorRecord]:
    """Parse many inputs by `jobs` processes and yield their articles; an input that fails yields one error record.

    The articles of standard input are yielded as they arrive, so an error record may follow them.
    """
    return map_articles(inputs, _same, options, jobs=jobs)


def map_articles(
    inputs: Iterable[Input],
    function: Callable[[Article | ErrorRecord], _Result],
    options: ReadOptions = _DEFAULTS,
    *,
    jobs: int = 1,
) -> Iterator[_Result]:
    """Yield the results of `function` for the records of `parse_paths`.

    With several `jobs`, the processes that parse the inputs call it, so that it and its results must be picklable.
    """
    return _map_inputs(inputs, partial(_parse, options=options), function, jobs)


def check_paths(
    inputs: Iterable[Input],
    settings: Settings,
    options: ReadOptions = _DEFAULTS,
    *,
    jobs: int = 1,
    stdin_name: str = STDIN,
) -> Iterator[CheckResult]:
    """Check many inputs as `check` does by `jobs` processes, and report articles that occur in several inputs.

    `stdin_name` is the source of the findings in standard input.
    """
    from ..checks.linter import add_repeats
    from ..checks.repeats import RepeatDetector

    repeats = RepeatDetector()
    check = partial(_check, settings=settings, options=options, stdin_name=stdin_name)
    result_of = partial(_check_result, settings=settings, stdin_name=stdin_name)
    for result in _map_inputs(inputs, check, result_of, jobs):
        yield add_repeats(result, repeats, settings)


def repair_paths(inputs: Iterable[Input], options: ReadOptions = _DEFAULTS) -> Iterator[RepairedText | ErrorRecord]:
    """Repair many plain texts as `repair` does; an input that fails yields one error record.

    A text in another format is yielded unchanged, followed by its error record.
    """
    from ..api import repair_data

    return each_input(inputs, lambda path: repair_data(_read_input(path, options), options))


def fix_paths(
    inputs: Iterable[Input],
    settings: Settings,
    options: ReadOptions = _DEFAULTS,
    *,
    repair: Level | None = None,
    unsafe_fixes: bool = False,
    stdin_name: str = STDIN,
) -> Iterator[Fixed | ErrorRecord]:
    """Fix many inputs as `fix` does; an input that fails yields one error record.

    `stdin_name` is the source of the result for standard input. If standard input is a text that cannot be fixed, it
    is yielded unchanged before its error record.
    """
    from ..checks.files import Fixed, fix_file, refuse_compressed
    from ..checks.source_file import decode_source_file

    def fix(path: str) -> Iterator[Fixed]:
        refuse_compressed(path)
        name = stdin_name if path == STDIN else path
        file = decode_source_file(_read_input(path, options), options.encoding)
        try:
            yield fix_file(name, file, settings, repair, unsafe_fixes)
        except Exception:
            if path == STDIN:  # a filter must not lose a text that it cannot fix
                yield Fixed(name, file, file, ())
            raise

    return (_renamed(record, stdin_name) for record in each_input(inputs, fix))


def _read_input(path: str, options: ReadOptions) -> bytes:
    return read_input(path, options.encoding, max_size=options.max_size)


def each_input(inputs: Iterable[Input], process: Callable[[str], Iterable[_Record]]) -> Iterator[_Record | ErrorRecord]:
    """Yield the records that `process` returns for the path of each input, in order.

    If it raises an exception, or the input already has an error, one error record follows; the next input is processed.
    """
    for item in inputs:
        yield from _records(item, process)


def _records(item: Input, process: Callable[[str], Iterable[_Record]]) -> Iterator[_Record | ErrorRecord]:
    path, input_error = item
    try:
        if input_error:
            raise input_error
        yield from process(path)
        return
    except Exception as error:
        record = error_record(path, error)
    yield record  # outside `except`, where the exception no longer keeps the input in memory


def _map_inputs(
    inputs: Iterable[Input],
    process: Callable[[str], Iterable[_Record]],
    function: Callable[[_Record | ErrorRecord], _Result],
    jobs: int,
) -> Iterator[_Result]:
    """Yield the results of `function` for the records of each input, with an error record as in `each_input`."""
    if jobs < 2:
        return map(function, each_input(inputs, process))
    from ..workers.pool import ordered_map  # not needed for few inputs

    return ordered_map(
        inputs,
        partial(_results, process=process, function=function),
        workers=jobs,
        on_death=partial(_fatal_results, function=function),
        is_local=_is_local,
        size_of=_size_of,
    )


def _results(
    item: Input, process: Callable[[str], Iterable[_Record]], function: Callable[[_Record | ErrorRecord], _Result]
) -> Iterator[_Result]:
    return map(function, _records(item, process))


def _fatal_results(item: Input, function: Callable[[ErrorRecord], _Result]) -> list[_Result]:
    return [function(fatal_input_record(item[0]))]


def _same(record: _Record) -> _Record:
    return record


def _parse(path: str, options: ReadOptions) -> Iterator[Article]:
    text = standard_input_text(options.encoding, options.errors) if path == STDIN else read_text(path, options)
    return parse_text(text, path, options)


def _renamed(record: _Record, stdin_name: str) -> _Record | ErrorRecord:
    """Return `record`, with `stdin_name` as its source if it is the error record of standard input."""
    if isinstance(record, ErrorRecord) and record.source == STDIN:
        return record._replace(source=stdin_name)
    return record


def _check(path: str, settings: Settings, options: ReadOptions, stdin_name: str) -> list[CheckResult]:
    from ..checks.files import check_file
    from ..checks.source_file import decode_source_file

    name = stdin_name if path == STDIN else path
    return [check_file(name, decode_source_file(_read_input(path, options), options.encoding), settings)]


def _check_result(record: CheckResult | ErrorRecord, settings: Settings, stdin_name: str) -> CheckResult:
    from ..checks.files import unfixable
    from ..checks.linter import failed_result

    record = _renamed(record, stdin_name)
    result = failed_result(record, settings) if isinstance(record, ErrorRecord) else record
    return unfixable(result) if compression_of(result.source) else result


def _is_local(item: Input) -> bool:
    """Return whether only this process can read an input: standard input, a pipe, or another special file."""
    path, input_error = item
    if input_error or path == STDIN or path.startswith(("/dev/", "/proc/")):
        return True
    if stores.is_remote(path):
        return False
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # the error record of the input reports it
        return True
    with suppress(OSError):  # standard input may be closed
        return not stat.S_ISREG(status.st_mode) or os.path.samestat(status, os.fstat(0))
    return False


def useful_jobs(inputs: Sequence[Input], jobs: int | None = None) -> int:
    """Return the number of processes for `inputs`: at most `jobs` or, if that is None, as many as save time.

    That is the number of usable cores, but at most one for each megabyte.
    """
    if jobs is not None or len(inputs) < 2:
        return max(1, min(len(inputs), jobs or 1))
    from ..workers.cores import usable_cores

    most, size = min(len(inputs), usable_cores()), 0
    for item in inputs:
        if size >= most * _BYTES_PER_PROCESS:
            break
        size += _size_of(item)
    return max(1, min(most, size // _BYTES_PER_PROCESS))


def _size_of(item: Input) -> int:
    """Return the size of an input in bytes, at least _MIN_BYTES, which it is if it is unknown."""
    path, _ = item
    try:
        return max(_MIN_BYTES, 0 if path == STDIN or stores.is_remote(path) else os.stat(path).st_size)
    except (OSError, ValueError):
        return _MIN_BYTES


def fatal_input_record(source: str) -> ErrorRecord:
    """Return the record of an input that has ended the process that read it, and a second one."""
    return ErrorRecord(source, "N012", "two attempts to read the input crashed the process")


def error_record(source: str, error: Exception) -> ErrorRecord:
    """Return the record of an input that failed with `error`; its code is N013 if the error is unexpected."""
    if isinstance(error, InputError):
        return ErrorRecord(source, error.code, error.message, error.line, error.column)
    if isinstance(error, MemoryError):
        return ErrorRecord(source, "N001", "not enough memory to read the input")
    if isinstance(error, OSError):
        return ErrorRecord(source, "N001", read_error_message(error))
    return ErrorRecord(source, "N013", internal_error(error))


def internal_error(error: Exception) -> str:
    """Describe an unexpected exception in one clause; print its traceback if TRACEBACK is set."""
    if os.environ.get(TRACEBACK) and sys.stderr:
        import traceback  # imported on demand: slows start-up

        sys.stderr.write(visible("".join(traceback.format_exception(error))))
    message = " ".join(str(error).split())[:200]
    return f"internal error: {type(error).__name__}{f': {message}' if message else ''}; {_TRACEBACK_ADVICE}"
