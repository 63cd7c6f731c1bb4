"""The options of `newsparse convert`."""

from __future__ import annotations

from typing import NamedTuple

import click

from ..conversion.executors import ENGINES
from ..conversion.options import OutputFormat
from ..conversion.output_paths import COMPRESSIONS, EXTENSIONS
from ..conversion.runner import OUTPUT_FORMATS
from ..conversion.scheduler import STALL_LIMIT
from . import format_options, options
from .commands import Number, option


class ConvertOptions(NamedTuple):
    """Where the outputs are written, in which format, and how the conversion runs."""

    output: str | None
    output_format: OutputFormat | None
    fields: tuple[str, ...]
    spreadsheet_safe: bool
    add_bom: bool
    compress: str | None
    incremental: bool
    prune: bool
    overwrite: bool
    jobs: int | None
    fail_fast: bool
    report_file: str | None
    engine: str
    scheduler: str | None
    stall_limit: float
    plan_only: bool


# The argument is `conversion`, a ConvertOptions.
convert_options = options.group(
    "conversion",
    ConvertOptions,
    ConvertOptions._fields,
    option(
        "Output",
        "-o",
        "--output",
        metavar="DEST",
        help=f"File ({', '.join(EXTENSIONS)}, all but the last also with .gz or .zst) or directory to write. Required.",
    ),
    option(
        "Output",
        "-t",
        "--to",
        "output_format",
        type=click.Choice(OUTPUT_FORMATS),
        metavar="FORMAT",
        help=f"Output format: {', '.join(OUTPUT_FORMATS)}. In a directory, json, yaml, text and markdown write one "
        "file per article; the other formats write numbered files (parts).  [default: by the extension of DEST, or "
        "ndjson]",
    ),
    format_options.fields,
    format_options.spreadsheet_safe,
    format_options.add_bom,
    option(
        "Output",
        "--compress",
        type=click.Choice(list(filter(None, COMPRESSIONS))),
        help="Compression of the outputs.  [default: by the extension of DEST; none in a directory]",
    ),
    option("Output", "--overwrite", is_flag=True, help="Replace files in DEST even if no earlier run wrote them."),
    option("Run", "--incremental", is_flag=True, help="Convert only inputs that have changed since the last run."),
    option("Run", "--prune", is_flag=True, help="Delete outputs whose input files no longer exist."),
    option("Run", "--fail-fast", is_flag=True, help="Stop at the first failed input."),
    options.jobs,
    option(
        "Report",
        "--report-file",
        metavar="FILE",
        help="Write a JSON report of the run to FILE. Use - for standard output.",
    ),
    option(
        "Cluster",
        "--engine",
        type=click.Choice(list(ENGINES)),
        default="local",
        show_default=True,
        help="Where shards run: in processes on this machine or on a cluster.",
    ),
    option(
        "Cluster",
        "--scheduler",
        metavar="ADDRESS",
        help="Address of a running cluster.  [default: start one on this machine]",
    ),
    option(
        "Cluster",
        "--stall-limit",
        type=Number(float, 0, exclusive=True),
        default=STALL_LIMIT,
        metavar="SECONDS",
        help=f"Abort if no shard finishes for this many seconds.  [default: {STALL_LIMIT:g}]",
    ),
    option(
        "Cluster",
        "--plan-only",
        is_flag=True,
        help="Write the plan, print its directory, and convert nothing; 'newsparse shard' runs the plan.",
    ),
)
