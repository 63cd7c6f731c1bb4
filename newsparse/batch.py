"""The library over many inputs, and the one error barrier: whatever goes wrong with an input becomes its error record.

Each function takes inputs as `inputs.Input` has them, yields records in their order, and holds one input at a time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from .api import (
    Fixed,
    ReadOptions,
    RepairedText,
    articles_of,
    checked_file,
    file_text,
    fixed_file,
    refuse_compressed,
    repair,
    unfixable,
)
from .article import Article, ErrorRecord
from .body import Level
from .formats import detect, documents_of, screened
from .header.stream import incoming
from .inputs.reader import STDIN, read_input, standard_text
from .inputs.walk import Input
from .problems import InputError, unreadable
from .text.characters import visible
from .text.compression import ending
from .text.decoding import decode, unmarked
from .text.limits import MAX_SIZE

if TYPE_CHECKING:
    from .checks.linter import Checked
    from .checks.settings import Settings

TRACEBACK = "NEWSPARSE_TRACEBACK"  # set in the environment, internal errors print their traceback
_REPORT = f"set {TRACEBACK}=1 to see the traceback, and please report it"

_Record = TypeVar("_Record")


def parse_paths(inputs: Iterable[Input], options: ReadOptions) -> Iterator[Article | ErrorRecord]:
    """The articles of many inputs; an input that fails gives one error record instead of its articles.

    Those of standard input are given as they come, before a fault behind them is known.
    """

    def articles(path: str) -> Iterator[Article]:
        if path == STDIN:
            documents = incoming(screened(standard_text(options.encoding, options.errors)))
        else:
            documents = documents_of(file_text(path, options))
        return articles_of(documents, path, options)

    return each_input(inputs, articles)


def repair_paths(
    inputs: Iterable[Input], *, encoding: str | None = None, level: Level = "safe", max_size: int = MAX_SIZE
) -> Iterator[RepairedText | ErrorRecord]:
    """What `repair` makes of many plain texts; one that cannot be read gives one error record.

    A text in another format is given unchanged and followed by an error record (N014): its line breaks are not those of
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


def check_paths(
    inputs: Iterable[Input], settings: Settings, *, encoding: str | None = None, max_size: int = MAX_SIZE
) -> Iterator[Checked]:
    """What `check` finds in many inputs, articles that are repeated among them included."""
    from .checks.linter import failed
    from .checks.repeats import Repeats
    from .checks.source_file import layout

    repeats = Repeats()

    def checked(path: str) -> list[Checked]:
        file = layout(read_input(path, encoding, max_size=max_size), encoding)
        return [checked_file(path, file, settings, repeats)]

    for record in each_input(inputs, checked):
        found = failed(record, settings) if isinstance(record, ErrorRecord) else record
        yield unfixable(found) if ending(found.source) else found


def fix_paths(
    inputs: Iterable[Input],
    settings: Settings,
    *,
    encoding: str | None = None,
    repair: Level | None = None,
    unsafe: bool = False,
    max_size: int = MAX_SIZE,
) -> Iterator[Fixed | ErrorRecord]:
    """What `fix` makes of many inputs; an input that fails gives one error record.

    Standard input that is a text is given unchanged before its error record.
    """
    from .checks.source_file import layout

    def fixed(path: str) -> Iterator[Fixed]:
        refuse_compressed(path)
        file = layout(read_input(path, encoding, max_size=max_size), encoding)
        try:
            yield fixed_file(path, file, settings, repair, unsafe)
        except Exception:
            if path == STDIN:  # a filter loses nothing of a text that it cannot fix
                yield Fixed(path, file, file, ())
            raise

    return each_input(inputs, fixed)


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
    if os.environ.get(TRACEBACK) and sys.stderr:
        import traceback  # internal errors only

        sys.stderr.write(visible("".join(traceback.format_exception(error))))
    said = " ".join(str(error).split())[:200]
    return f"internal error: {type(error).__name__}{f': {said}' if said else ''}; {_REPORT}"
