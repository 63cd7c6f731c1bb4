"""`newsparse convert`: convert many inputs to files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain

import click

from ..api import ReadOptions
from ..conversion.commit import Summary
from ..conversion.executors import open_engine, usable_cores
from ..conversion.options import Compression, OutputFormat, make_options
from ..conversion.output_paths import COMPRESSIONS, ConvertError, output_format_of
from ..conversion.plan import Plan
from ..conversion.runner import (
    ConversionRequest,
    Progress,
    own_output_filter,
    prepare_plan,
    refuse_prune_of_empty_folder,
    remove_temporary_files,
)
from ..conversion.runner import convert as run_conversion
from ..inputs.search import Search
from ..inputs.walk import FoundFile
from ..output.formats import Rendering
from ..reports.totals import count
from ..storage import stores
from . import console, conversion_report, format_options, options
from .commands import command, is_from_environment
from .convert_options import ConvertOptions, convert_options
from .inputs import report_empty, search_inputs, selection_code
from .progress import progress_bar


@command
@convert_options
@options.reading
@options.inputs
@options.terminal
def convert(
    conversion: ConvertOptions,
    reading: ReadOptions,
    inputs: options.InputOptions,
    terminal: options.TerminalOptions,
) -> int:
    """Convert many news files to one file or a directory.

    DEST is a file, whose extension determines the format, or a directory (without an extension, or with a / at the
    end). Outputs appear when they are complete, and their bytes do not depend on the number of processes. To resume an
    interrupted conversion, run the same command again.

    Each failed input is reported on standard error and has an error record in the output, except in text and
    markdown. Exit code 1: some inputs failed. Exit code 2: a path does not exist, or nothing could be written.

    \b
    Examples:
      newsparse convert articles/ -o articles.ndjson
      newsparse convert articles/ -o articles.csv --fields source,title,text
      newsparse convert articles/ -o articles.parquet --incremental
      newsparse convert articles/ -o parts/ -j 8 --compress zst
      newsparse convert articles/ -o tree/ --to markdown
    """
    output = _required_output(conversion)
    _refuse_report_file(conversion, output)
    progress = Progress()
    with conversion_report.failures_reported(output, progress, conversion.report_file):
        search = search_inputs(inputs)
        request = _request(conversion, output, reading, search.roots)
        search.skip(own_output_filter(request), "output of this conversion")
        found = _with_report_at_end(search, inputs, request)
        if (first := next(found, None)) is None:
            return _report_no_inputs(search, inputs, progress, conversion.report_file)
        found = chain([first], found)
        if conversion.plan_only:
            return max(_print_plan(prepare_plan(found, request)), selection_code(search, inputs))
        summary = _run(found, request, conversion, progress, search, terminal.progress)
    code = conversion_report.report_summary(summary, output, conversion.report_file)
    return max(code, selection_code(search, inputs))


def _required_output(conversion: ConvertOptions) -> str:
    """Return the output. Raises UsageError if there is none, or if it is standard output."""
    if conversion.output is None:
        raise click.UsageError("option --output is missing. Pass -o with a file or a directory")
    if conversion.output in ("", *console.STDOUT_PATHS):
        raise click.UsageError(
            "--output needs a file or a directory. To write to standard output, use 'newsparse parse'"
        )
    return conversion.output


def _refuse_report_file(conversion: ConvertOptions, output: str) -> None:
    """Raise UsageError if the report file cannot be written, before hours of work are done."""
    path = conversion.report_file
    if not path:
        return
    if f"{os.path.realpath(path)}/".startswith(f"{os.path.realpath(output)}/"):
        raise click.UsageError(f"--report-file {path} is the output or in its directory. Pass another file name")
    if conversion.plan_only:
        raise click.UsageError("--plan-only and --report-file cannot be used together. Pass one of them")
    if path == "-" or stores.is_remote(path):
        return
    folder = os.path.dirname(path) or os.curdir
    if os.path.isdir(path) or not os.access(folder, os.W_OK):
        reason = "it is a directory" if os.path.isdir(path) else f"directory {folder} does not exist or is read-only"
        raise click.UsageError(f"--report-file {path} cannot be written: {reason}. Pass another file name")


def _request(
    conversion: ConvertOptions, output: str, reading: ReadOptions, roots: tuple[str, ...]
) -> ConversionRequest:
    """Return the conversion to run.

    Raises UsageError, ConvertError, MissingPyarrowError and InputError for its options.
    """
    output_format, compression = _format_of(output, conversion)
    rendering = Rendering(False, conversion.fields, conversion.spreadsheet_safe, conversion.add_bom)
    rendering = format_options.usable_rendering(output_format, rendering)
    return ConversionRequest(
        roots,
        output,
        make_options(output_format, compression, reading, rendering),
        conversion.incremental,
        conversion.prune,
        conversion.report_file,
        conversion.overwrite,
    )


def _format_of(output: str, conversion: ConvertOptions) -> tuple[OutputFormat, Compression]:
    """Return the format and the compression of the output. Raises ConvertError.

    Environment variables that contradict the extension of the output are ignored.
    """
    try:
        return output_format_of(output, conversion.output_format, COMPRESSIONS[conversion.compress])
    except ConvertError:
        if not any(map(is_from_environment, ("output_format", "compress"))):
            raise
    to = None if is_from_environment("output_format") else conversion.output_format
    compress = None if is_from_environment("compress") else conversion.compress
    return output_format_of(output, to, COMPRESSIONS[compress])


def _with_report_at_end(
    search: Search, inputs: options.InputOptions, request: ConversionRequest
) -> Iterator[FoundFile]:
    """Yield the inputs; after the last one, before anything is converted, report what the search skipped.

    Raises ConvertError with --prune if a directory on the command line is empty, because its disk may not be mounted.
    """
    yield from search
    refuse_prune_of_empty_folder(request, search)
    report_empty(search, inputs)
    if search.skipped_count:
        files = count(search.skipped_count, "file")
        console.note(f"{request.dest}: skipped {files}, because this directory holds the outputs")


def _report_no_inputs(search: Search, inputs: options.InputOptions, progress: Progress, report_file: str | None) -> int:
    """Report that there is nothing to convert, and return the exit code: 0 if all inputs are excluded."""
    code = selection_code(search, inputs)
    if code:
        conversion_report.write_report(report_file, progress, "failed", "no inputs found")
    else:
        console.note("all inputs are excluded; nothing was converted")
        conversion_report.write_report(report_file, progress, "finished")
    return code


def _print_plan(plan: Plan) -> int:
    """Print the directory of a plan, and how to run its shards."""
    console.write_bytes([os.fsencode(plan.folder) + b"\n"])
    last = len(plan.shards) - 1
    indexes = f"0 to {last}" if last else "0"
    console.note(f"{count(len(plan.shards), 'shard')}; run 'newsparse shard' with --index {indexes}")
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
