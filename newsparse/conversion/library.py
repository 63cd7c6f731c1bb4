"""`newsparse.convert`: the command `convert` as a function."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ..api import DateOrder, Errors, Level, ReadOptions
from ..batch.files import Paths, Patterns, check_jobs, search_for
from ..inputs.search import DEFAULT_GLOB, Search
from ..inputs.walk import FoundFile
from ..output.fields import parse_fields
from ..output.formats import Rendering, check_rendering
from ..storage import stores
from ..text.limits import MAX_SIZE
from .commit import Summary
from .executors import Engine, open_engine, usable_cores
from .options import OutputFormat, make_options
from .output_paths import COMPRESSIONS, ConvertError, output_format_of
from .plan import work_folder
from .runner import ConversionRequest, own_output_filter, refuse_prune_of_empty_folder
from .runner import convert as run_conversion
from .state import STATE_FILE, read_state


@dataclass(frozen=True, slots=True)
class Conversion:
    """The result of `convert`: counts, and the paths of the outputs.

    `files` are the inputs, of which `unchanged` kept their records of the previous run, and `failed_inputs` have an
    error record. `repairs` and `problems` count these by code. `outputs` are the file or the files that hold the
    records; `size` is their size in bytes.
    """

    files: int
    unchanged: int
    articles: int
    failed_inputs: int
    repairs: dict[str, int]
    problems: dict[str, int]
    outputs: tuple[str, ...]
    size: int
    seconds: float


def convert(
    paths: Paths,
    dest: str | os.PathLike[str],
    *,
    to: OutputFormat | None = None,
    compress: str | None = None,
    fields: Sequence[str] = (),
    spreadsheet_safe: bool = False,
    add_bom: bool = False,
    incremental: bool = False,
    prune: bool = False,
    overwrite: bool = False,
    fail_fast: bool = False,
    glob: Patterns = DEFAULT_GLOB,
    exclude: Patterns = (),
    hidden: bool = False,
    no_ignore: bool = False,
    encoding: str | None = None,
    errors: Errors = "strict",
    repair: Level = "safe",
    date_order: DateOrder | None = None,
    max_size: int = MAX_SIZE,
    jobs: int | None = 1,
) -> Conversion:
    """Convert many files to one file, to parts in a directory or to a tree, as the command `convert` does.

    Outputs are complete or do not exist, and are the same for any number of processes. To resume an interrupted
    conversion, call this again.

    Args:
        paths: A path, or several: files, and directories to search.
        dest: The output: a file, whose extension selects the format, or a directory.
        to: The format of the output, such as "ndjson" or "parquet". Default: by the extension of `dest`, or "ndjson".
        compress: "gz" or "zst". Default: by the extension of `dest`.
        fields: The fields to write, in this order, for ndjson, csv and tsv. Default: all keys, in tables the
            usual columns.
        spreadsheet_safe: Put an apostrophe before cells that a spreadsheet would evaluate as formulas (csv and tsv).
        add_bom: Begin with a byte-order mark, which Excel needs to read UTF-8 (csv and tsv).
        incremental: Convert only files that have changed since the last run.
        prune: Delete outputs whose input files no longer exist.
        overwrite: Replace files in a directory that no earlier run has recorded.
        fail_fast: Stop at the first input that fails.
        glob: As for `parse_files`.
        exclude: As for `parse_files`.
        hidden: As for `parse_files`.
        no_ignore: As for `parse_files`.
        encoding: As for `parse`.
        errors: As for `parse`.
        repair: As for `parse`.
        date_order: As for `parse`.
        max_size: As for `parse`.
        jobs: The number of processes; with 1, no process is started. None: one for each usable core.

    Raises:
        ConvertError: The conversion cannot be done as requested, or no files were found; nothing was written.
        PlanError: The plan or the state of an earlier run cannot be used.
        ShardError: The files changed during the conversion, or a failed input has stopped it (`fail_fast`).
        EngineError: Processes cannot be started.
        InputError: The library for `compress` is not installed.
        ImportError: pyarrow, for Parquet, is not installed.
        OSError: An output cannot be written.
        LookupError: The encoding is unknown.
        ValueError: An argument is not one of its choices.
    """
    reading = ReadOptions(encoding=encoding, errors=errors, repair=repair, date_order=date_order, max_size=max_size)
    check_jobs(jobs)
    search = search_for(paths, glob, exclude, hidden=hidden, no_ignore=no_ignore)
    rendering = Rendering(False, parse_fields(",".join(fields)) if fields else (), spreadsheet_safe, add_bom)
    request = _request(os.fspath(dest), to, compress, reading, rendering, search.roots)
    request = request._replace(reuse=incremental, prune=prune, overwrite=overwrite)
    search.skip(own_output_filter(request))
    inputs = _inputs(search, request)
    with _engine(jobs) as engine:
        summary = run_conversion(inputs, request, engine, fail_fast=fail_fast)
    return _conversion(summary, request)


def _inputs(search: Search, request: ConversionRequest) -> Iterator[FoundFile]:
    """Return the inputs. Raises ConvertError if there is none, and after the last one for an empty directory."""
    found = iter(search)
    if (first := next(found, None)) is None:
        raise ConvertError("no input files were found")

    def inputs() -> Iterator[FoundFile]:
        yield from chain([first], found)
        refuse_prune_of_empty_folder(request, search)

    return inputs()


def _request(
    dest: str,
    to: OutputFormat | None,
    compress: str | None,
    reading: ReadOptions,
    rendering: Rendering,
    roots: tuple[str, ...],
) -> ConversionRequest:
    if compress not in COMPRESSIONS:
        raise ValueError(f"compress must be 'gz' or 'zst', not {compress!r}")
    output_format, compression = output_format_of(dest, to, COMPRESSIONS[compress])
    check_rendering(output_format, rendering)
    return ConversionRequest(roots, dest, make_options(output_format, compression, reading, rendering))


def _engine(jobs: int | None) -> AbstractContextManager[Engine]:
    return _this_process() if jobs == 1 else open_engine("local", jobs or usable_cores())


class _InlineExecutor(Executor):
    """An executor that runs each task when it is submitted, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = Future[Any]()
        future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def _this_process() -> Iterator[Engine]:
    yield Engine(_InlineExecutor, window=1)


def _conversion(summary: Summary, request: ConversionRequest) -> Conversion:
    return Conversion(
        files=summary.files,
        unchanged=summary.unchanged,
        articles=summary.articles,
        failed_inputs=summary.errors,
        repairs=summary.repairs,
        problems=summary.problems,
        outputs=tuple(_outputs(request)),
        size=summary.size,
        seconds=summary.seconds,
    )


def _outputs(request: ConversionRequest) -> Iterator[str]:
    """Yield the paths of the outputs of a finished conversion: those that its state records."""
    plan = request.plan_request
    if plan.is_single_file:
        yield request.dest
        return
    state = read_state(stores.join_path(work_folder(plan.dest, is_single_file=False), STATE_FILE))
    if state is None:
        return
    names = dict.fromkeys(segment.name for segment in state.segments)
    if not names:
        ending = request.options.ending
        names.update((name, None) for item in state.input_states() for name in item.output_names(ending))
    yield from (stores.join_path(request.dest, name) for name in names)
