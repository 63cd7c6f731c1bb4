"""Many inputs, and the one error barrier: whatever goes wrong with an input becomes its error record."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from .article import ErrorRecord
from .problem import InputError, unreadable

TRACEBACK = "NEWSPARSE_TRACEBACK"  # set in the environment, internal errors print their traceback
_REPORT = f"set {TRACEBACK}=1 to see the traceback, and please report it"

Input = tuple[str, InputError | None]  # a path ("-" is standard input), and what is known to be wrong with it
_Record = TypeVar("_Record")


def each_input(inputs: Iterable[Input], records: Callable[[str], Iterable[_Record]]) -> Iterator[_Record | ErrorRecord]:
    """The records of each input, in their order; an input that fails ends with one error record."""
    for path, fault in inputs:
        try:
            if fault:
                raise fault
            yield from records(path)
            continue
        except Exception as error:
            failed = error_record(path, error)
        yield failed  # outside `except`, where the error no longer holds what was read


def error_record(source: str, error: Exception) -> ErrorRecord:
    """The record of an input that failed with `error`: N013 for an error that newsparse does not expect."""
    if isinstance(error, InputError):
        return ErrorRecord(source, error.code, error.message, error.line)
    if isinstance(error, MemoryError):
        return ErrorRecord(source, "N001", "not enough memory to read it", None)
    if isinstance(error, OSError):
        return ErrorRecord(source, "N001", unreadable(error), None)
    return ErrorRecord(source, "N013", internal_error(error), None)


def internal_error(error: Exception) -> str:
    """One clause on an exception that is a fault of newsparse; prints its traceback where TRACEBACK is set."""
    if os.environ.get(TRACEBACK):
        import traceback  # internal errors only

        traceback.print_exception(error, file=sys.stderr)
    said = " ".join(str(error).split())[:200]
    return f"internal error: {type(error).__name__}{f': {said}' if said else ''}; {_REPORT}"
