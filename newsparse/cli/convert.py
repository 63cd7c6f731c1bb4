"""newsparse convert: directories to files; newsparse shard: a part of that, alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

import click

from ..body import Level
from ..checks.settings import excluded_by
from ..convert.attempts import attempt_shard_in_child, run_shard_as_child
from ..convert.conversion import (
    OUTPUT_FORMATS,
    ConversionRequest,
    Progress,
    finish_plan,
    is_plan_finished,
    own_output_filter,
    prepare_plan,
    refuse_prune_of_empty_folder,
    remove_temporary_files,
)
from ..convert.conversion import convert as run_conversion
from ..convert.executors import ENGINES, open_engine, usable_cores
from ..convert.output_paths import COMPRESSIONS, output_format_of
from ..convert.plan import Options, OutputFormat, Plan, load_plan
from ..convert.scheduler import STALL_LIMIT
from ..convert.state import WORK_FOLDER
from ..dates.calendar_date import Order
from ..inputs.search import Search
from ..inputs.walk import Found
from ..reports.repairs import count
from ..storage import stores
from ..text.decoding import Errors
from . import console, options, outcome


@click.command()
@click.option(
    "-o",
    "--output",
    "dest",
    metavar="DEST",
    help="Output: a file (.ndjson, .jsonl, .parquet, also .gz or .zst), else a folder. Required.",
)
@click.option("--to", "form", type=click.Choice(OUTPUT_FORMATS),
              help="NDJSON: one object a line; JSON, YAML: a folder with one file for each article; Parquet: a table. "
              "[default: by the extension of DEST, or ndjson]")  # fmt: skip
@click.option("--compress", type=click.Choice([x for x in COMPRESSIONS if x]),
              help="Compress outputs.  [default: by the extension of DEST]")  # fmt: skip
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Number of processes.  [default: the number of cores]"
)
@click.option("--incremental", is_flag=True, help="Convert only inputs that have changed since the last run.")
@click.option("--prune", is_flag=True, help="Delete outputs whose input files no longer exist.")
@click.option("--overwrite", is_flag=True, help="Replace files in a folder that no earlier run has recorded.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first input that fails.")
@click.option("--exclude", "excludes", metavar="PATTERN", multiple=True, help="Files or folders to exclude.")
@click.option("--report-file", metavar="FILE", help="Write a JSON report of the run to FILE, or - for standard output.")
@click.option("--engine", "engine_name", type=click.Choice(list(ENGINES)), default="local", show_default=True,
              help="Run the shards in processes of this machine or on a cluster.")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="Address of a running cluster.  [default: start one]")
@click.option("--stall-limit", type=click.FloatRange(min=0, min_open=True), default=STALL_LIMIT, show_default=True,
              metavar="SECONDS", help="Abort if no shard finishes for this many seconds.")  # fmt: skip
@click.option("--plan-only", is_flag=True, help="Make the plan and print its folder, for `newsparse shard`.")
@options.values
@options.reading
@options.inputs
@options.terminal
def convert(
    dest: str | None, form: OutputFormat | None, compress: str | None, jobs: int | None, incremental: bool, prune: bool,
    overwrite: bool, fail_fast: bool, excludes: tuple[str, ...], report_file: str | None, engine_name: str,
    scheduler: str | None, stall_limit: float, plan_only: bool, date_order: Order | None, errors: Errors, level: Level,
    encoding: str | None, max_size: int, asked: options.Named, color: str, progress: str,
) -> int:  # fmt: skip
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
    dest = _refuse(dest, report_file, plan_only)
    run = Progress()
    with outcome.reported(dest, run, report_file):
        search = options.search(asked, excluded_by(excludes))
        made, packed = output_format_of(dest, form, COMPRESSIONS[compress])
        wanted = Options(made, level, encoding, errors, date_order, packed, max_size)
        job = ConversionRequest(search.roots, dest, wanted, incremental, prune, report_file, overwrite)
        search.pass_over(own_output_filter(job))
        _ = wanted.versions  # reports a missing library before any work is done
        inputs = _checked(search, asked, job)
        if (first := next(inputs, None)) is None:
            code = _nothing(search, asked)
            outcome.report_end(report_file, run, *(("failed", "no inputs were found") if code else ("finished",)))
            return code
        if plan_only:
            return max(_planned(prepare_plan(chain([first], inputs), job)), options.selection_code(search, asked))
        try:
            with open_engine(engine_name, jobs or usable_cores(), scheduler) as workers, console.bar(progress) as bar:
                summary = run_conversion(
                    chain([first], inputs),
                    job,
                    workers,
                    fail_fast=fail_fast,
                    stall_limit=stall_limit,
                    progress=run,
                    on_plan=outcome.planned(bar, search, run),
                    on_receipt=outcome.heard(bar),
                )
        except KeyboardInterrupt:
            remove_temporary_files(job)
            raise
    code = outcome.ended(summary, report_file)
    return max(code, options.selection_code(search, asked))


@click.command()
@click.option("--index", type=click.IntRange(min=0), metavar="I",
              envvar=["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"],
              help="Which shard, from 0 on.  [default: what Slurm or Kubernetes say]")  # fmt: skip
@click.option("--finish", "finishes", is_flag=True, help="All are done: put the outputs in their place.")
@click.option("--watch", hidden=True)
@click.argument("plan", type=click.Path())
def shard(plan: str, index: int | None, finishes: bool, watch: str | None) -> int:
    """Do one shard of a plan that `convert --plan-only` has made, or finish it.

    PLAN is the folder that it has printed. Any number of machines may do shards, in any order and more than once. A
    shard with error records is done (exit code 0); --finish reports them by exit code 1.

    \b
    Examples:
      newsparse convert articles/ -o parts/ --plan-only
      newsparse shard parts/.newsparse --index 0
      newsparse shard parts/.newsparse --finish
    """
    source = click.get_current_context().get_parameter_source("index")
    if finishes and source is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("--index and --finish cannot be used together")
    with outcome.reported(plan):
        found = _found(plan)
        if found is None:
            console.note(f"{plan}: it is finished")
            return 0
        if finishes:
            return outcome.ended(finish_plan(found))
        if index is None:
            raise click.UsageError("which shard? --index tells, or --finish")
        if index >= len(found.shards):
            raise click.ClickException(f"{found.folder}: it has {count(len(found.shards), 'shard')}, counted from 0")
        done = (run_shard_as_child(found.folder, index, watch) if watch else
                attempt_shard_in_child(found.folder, found.id, index))  # fmt: skip
    if isinstance(done, str):
        raise click.ClickException(done)
    if not watch:
        outcome.heard(console.Bar())(done)
    return 0


def _found(plan: str) -> Plan | None:
    """The plan in a folder, or in the work folder below it; None if it is finished. Raises PlanError if it cannot be
    used, and ClickException if there is none."""
    for folder in (plan, stores.join(plan, WORK_FOLDER)):
        with suppress(OSError):
            return load_plan(folder)
    if is_plan_finished(plan):
        return None
    raise click.ClickException(f"{plan}: there is no plan that can be read")


def _nothing(search: Search, named: options.Named) -> int:
    if code := options.selection_code(search, named):
        return code
    console.note("there is nothing to convert")
    return 0


def _checked(search: Search, asked: options.Named, job: ConversionRequest) -> Iterator[Found]:
    """The inputs; when the last has been found, and nothing was done yet, what is to be said of them."""
    yield from search
    refuse_prune_of_empty_folder(job, search)
    options.tell(search, asked)
    if search.own:
        console.message(job.dest, f"{count(search.own, 'file')} in it were not read: this is where outputs go")


def _planned(plan: Plan) -> int:
    console.write_bytes([os.fsencode(plan.folder) + b"\n"])
    console.note(f"{count(len(plan.shards), 'shard')}, from 0 to {len(plan.shards) - 1}")
    return 0


def _refuse(dest: str | None, report_file: str | None, plan_only: bool) -> str:
    """The output. Raises UsageError for what cannot be meant so."""
    if dest is None:
        raise click.UsageError("Missing option '-o' / '--output'.")
    if dest in ("", "-"):
        raise click.UsageError("-o needs a file or a folder; parse prints to standard output")
    if report_file and f"{os.path.realpath(report_file)}/".startswith(f"{os.path.realpath(dest)}/"):
        raise click.UsageError("--report-file and -o are the same file, or it is in the folder of outputs")
    if report_file and plan_only:
        raise click.UsageError("--plan-only does nothing that a report could tell")
    if report_file and report_file != "-" and not stores.is_remote(report_file):
        folder = os.path.dirname(report_file) or "."
        if os.path.isdir(report_file) or not os.access(folder, os.W_OK):  # not after hours of work
            raise click.UsageError(f"--report-file {report_file}: cannot be written")
    return dest
