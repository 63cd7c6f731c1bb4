"""`newsparse convert`: convert directories to files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import click

from ..api import ReadOptions
from ..checks.settings import exclusion
from ..conversion.commit import Summary
from ..conversion.executors import ENGINES, open_engine, usable_cores
from ..conversion.output_paths import COMPRESSIONS, output_format_of
from ..conversion.plan import Options, OutputFormat, Plan
from ..conversion.runner import (
    OUTPUT_FORMATS,
    ConversionRequest,
    Progress,
    own_output_filter,
    prepare_plan,
    refuse_prune_of_empty_folder,
    remove_temporary_files,
)
from ..conversion.runner import convert as run_conversion
from ..conversion.scheduler import STALL_LIMIT
from ..inputs.search import Search
from ..inputs.walk import FoundFile
from ..reports.totals import count
from ..storage import stores
from . import console, conversion_report, options
from .commands import command
from .inputs import report_empty, search_inputs, selection_code
from .progress import progress_bar


class ConvertOptions(NamedTuple):
    """Where the outputs are written, in which format, and how the conversion runs."""

    output: str | None
    output_format: OutputFormat | None
    compress: str | None
    jobs: int | None
    incremental: bool
    prune: bool
    overwrite: bool
    fail_fast: bool
    exclude: tuple[str, ...]
    report_file: str | None
    engine: str
    scheduler: str | None
    stall_limit: float
    plan_only: bool


_convert_options = options.group(
    "conversion",
    ConvertOptions,
    ConvertOptions._fields,
    click.option(
        "-o",
        "--output",
        metavar="DEST",
        help="Output: a file (.ndjson, .jsonl, .parquet, also .gz or .zst), else a folder. Required.",
    ),
    click.option(
        "--to",
        "output_format",
        type=click.Choice(OUTPUT_FORMATS),
        help="NDJSON: one object a line; JSON, YAML: a folder with one file for each article; Parquet: a table. "
        "[default: by the extension of DEST, or ndjson]",
    ),
    click.option(
        "--compress",
        type=click.Choice(list(filter(None, COMPRESSIONS))),
        help="Compress outputs.  [default: by the extension of DEST]",
    ),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Number of processes.  [default: the number of cores]",
    ),
    click.option("--incremental", is_flag=True, help="Convert only inputs that have changed since the last run."),
    click.option("--prune", is_flag=True, help="Delete outputs whose input files no longer exist."),
    click.option("--overwrite", is_flag=True, help="Replace files in a folder that no earlier run has recorded."),
    click.option("--fail-fast", is_flag=True, help="Stop at the first input that fails."),
    click.option("--exclude", metavar="PATTERN", multiple=True, help="Files or folders to exclude."),
    click.option(
        "--report-file", metavar="FILE", help="Write a JSON report of the run to FILE, or - for standard output."
    ),
    click.option(
        "--engine",
        type=click.Choice(list(ENGINES)),
        default="local",
        show_default=True,
        help="Run the shards in processes of this machine or on a cluster.",
    ),
    click.option("--scheduler", metavar="ADDRESS", help="Address of a running cluster.  [default: start one]"),
    click.option(
        "--stall-limit",
        type=click.FloatRange(min=0, min_open=True),
        default=STALL_LIMIT,
        show_default=True,
        metavar="SECONDS",
        help="Abort if no shard finishes for this many seconds.",
    ),
    click.option("--plan-only", is_flag=True, help="Make the plan and print its folder, for `newsparse shard`."),
)


@command
@_convert_options
@options.reading
@options.inputs
@options.terminal
def convert(
    conversion: ConvertOptions,
    reading: ReadOptions,
    inputs: options.InputOptions,
    terminal: options.TerminalOptions,
) -> int:
    """Convert directories of news files to NDJSON, JSON, YAML or Parquet files.

    Every input gives articles or one error record. Outputs are whole or do not exist, and are the same for any number
    of processes. To resume an interrupted conversion, run the same command again. Exit code 1: some
    inputs failed. Exit code 2: a path does not exist, or nothing could be written.

    \b
    Examples:
      newsparse convert articles/ -o articles.ndjson
      newsparse convert articles/ -o articles.parquet --incremental
      newsparse convert articles/ -o parts/ -j 8 --compress zst
      newsparse convert articles/ -o tree/ --to yaml
    """
    output = _required_output(conversion)
    _refuse_report_file(conversion, output)
    progress = Progress()
    with conversion_report.failures_reported(output, progress, conversion.report_file):
        search = search_inputs(inputs, exclusion(conversion.exclude))
        request = _request(conversion, output, reading, search.roots)
        search.skip(own_output_filter(request), "output of this conversion")
        found = _with_report_at_end(search, inputs, request)
        if (first := next(found, None)) is None:
            return _report_no_inputs(search, inputs, progress, conversion.report_file)
        found = chain([first], found)
        if conversion.plan_only:
            return max(_print_plan(prepare_plan(found, request)), selection_code(search, inputs))
        summary = _run(found, request, conversion, progress, search, terminal.progress)
    code = conversion_report.report_summary(summary, conversion.report_file)
    return max(code, selection_code(search, inputs))


def _required_output(conversion: ConvertOptions) -> str:
    """Return the output. Raises UsageError if there is none, or if it is standard output."""
    if conversion.output is None:
        raise click.UsageError("Missing option '-o' / '--output'.")
    if conversion.output in ("", "-"):
        raise click.UsageError("-o needs a file or a folder; parse prints to standard output")
    return conversion.output


def _refuse_report_file(conversion: ConvertOptions, output: str) -> None:
    """Raise UsageError if the report file cannot be written, before hours of work are done."""
    path = conversion.report_file
    if not path:
        return
    if f"{os.path.realpath(path)}/".startswith(f"{os.path.realpath(output)}/"):
        raise click.UsageError("--report-file and -o are the same file, or it is in the folder of outputs")
    if conversion.plan_only:
        raise click.UsageError("--plan-only does nothing that a report could tell")
    if path == "-" or stores.is_remote(path):
        return
    if os.path.isdir(path) or not os.access(os.path.dirname(path) or ".", os.W_OK):
        raise click.UsageError(f"--report-file {path}: cannot be written")


def _request(
    conversion: ConvertOptions, output: str, reading: ReadOptions, roots: tuple[str, ...]
) -> ConversionRequest:
    """Return the conversion to run. Raises ConvertError, MissingPyarrowError and InputError for its options."""
    output_format, compression = output_format_of(output, conversion.output_format, COMPRESSIONS[conversion.compress])
    request_options = Options(
        output_format,
        reading.repair,
        reading.encoding,
        reading.errors,
        reading.date_order,
        compression,
        reading.max_size,
    )
    _ = request_options.versions  # reports a missing library before any work is done
    return ConversionRequest(
        roots,
        output,
        request_options,
        conversion.incremental,
        conversion.prune,
        conversion.report_file,
        conversion.overwrite,
    )


def _with_report_at_end(
    search: Search, inputs: options.InputOptions, request: ConversionRequest
) -> Iterator[FoundFile]:
    """Yield the inputs; after the last one, before anything is converted, report what the search skipped.

    Raises ConvertError if --prune is given and a folder on the command line is empty: its disk may not be mounted.
    """
    yield from search
    refuse_prune_of_empty_folder(request, search)
    report_empty(search, inputs)
    if search.skipped_count:
        console.message(
            request.dest, f"{count(search.skipped_count, 'file')} in it were not read: this is where outputs go"
        )


def _report_no_inputs(search: Search, inputs: options.InputOptions, progress: Progress, report_file: str | None) -> int:
    """Report that there is nothing to convert, and return the exit code: 0 if all inputs are excluded."""
    code = selection_code(search, inputs)
    if code:
        conversion_report.write_report(report_file, progress, "failed", "no inputs were found")
    else:
        console.note("there is nothing to convert")
        conversion_report.write_report(report_file, progress, "finished")
    return code


def _print_plan(plan: Plan) -> int:
    console.write_bytes([os.fsencode(plan.folder) + b"\n"])
    console.note(f"{count(len(plan.shards), 'shard')}, from 0 to {len(plan.shards) - 1}")
    return 0


def _run(
    found: Iterator[FoundFile],
    request: ConversionRequest,
    conversion: ConvertOptions,
    progress: Progress,
    search: Search,
    choice: str,
) -> Summary:
    """Run the conversion with a progress bar; `choice` is the value of --progress."""
    workers = open_engine(conversion.engine, conversion.jobs or usable_cores(), conversion.scheduler)
    try:
        with workers as running, progress_bar(choice) as bar:
            return run_conversion(
                found,
                request,
                running,
                fail_fast=conversion.fail_fast,
                stall_limit=conversion.stall_limit,
                progress=progress,
                on_plan=conversion_report.plan_reporter(bar, search, progress),
                on_receipt=conversion_report.receipt_reporter(bar),
            )
    except KeyboardInterrupt:
        remove_temporary_files(request)
        raise
