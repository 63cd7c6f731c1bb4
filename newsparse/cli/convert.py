"""newsparse convert: directories to files; newsparse shard: a part of that, alone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain

import click

from .. import stores
from ..attempts import attempt_watched, run_watched
from ..body import Level
from ..commit import Summary
from ..compressed import ENDINGS, ending
from ..convert import FORMS, Job, finish_alone, is_finished, own_outputs, prepare, refuse_prune, remove_temporaries
from ..convert import convert as converted
from ..days import Order
from ..decode import Errors
from ..engines import ENGINES, EngineError, engine, usable_cores
from ..inputs import Search
from ..output.review import count
from ..output.tables import MissingPyarrowError
from ..plan import Form, Options, Plan, PlanError, read_plan
from ..problem import InputError, reason
from ..schedule import STALL_LIMIT
from ..settings import excluded_by
from ..shards import Receipt, ShardError
from ..targets import WORK, ConvertError
from ..walk import Found
from . import options, streams


@click.command()
@click.option(
    "-o", "--output", "dest", metavar="DEST", help="A file, or a folder (with a / at the end); must be given."
)
@click.option("--to", "form", type=click.Choice(FORMS),
              help="One object a line; or a file an article, the tree mirrored; or a table. "
              "[default: parquet where DEST ends so, else ndjson]")  # fmt: skip
@click.option("--compress", type=click.Choice([x.removeprefix(".") for x in ENDINGS]),
              help="Compress outputs.  [default: as DEST ends]")  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes.  [default: the cores]")
@click.option("--incremental", is_flag=True, help="Do again only what has changed since the last time.")
@click.option("--prune", is_flag=True, help="Remove what an earlier run made of inputs that are no more.")
@click.option("--fail-fast", is_flag=True, help="Stop where an input gives no article.")
@click.option("--exclude", "excludes", metavar="PATTERN", multiple=True, help="Files or folders that are left out.")
@click.option("--report-file", metavar="FILE", help="Write what was done into FILE, or - for standard output, as JSON.")
@click.option("--engine", "engine_name", type=click.Choice(list(ENGINES)), default="local", show_default=True,
              help="Who does the work: processes here, or a cluster.")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="The running cluster of that engine; without it one is started.")
@click.option("--stall-limit", type=click.FloatRange(min=0, min_open=True), default=STALL_LIMIT, show_default=True,
              metavar="SECONDS", help="Stop where so long nothing is done.")  # fmt: skip
@click.option("--plan-only", is_flag=True, help="Make the plan and print its folder, for `newsparse shard`.")
@options.values
@options.reading
@options.inputs
@options.terminal
def convert(
    dest: str | None, form: Form | None, compress: str | None, jobs: int | None, incremental: bool, prune: bool,
    fail_fast: bool, excludes: tuple[str, ...], report_file: str | None, engine_name: str, scheduler: str | None,
    stall_limit: float, plan_only: bool, date_order: Order | None, errors: Errors, level: Level, encoding: str | None,
    max_size: int, asked: options.Named, color: str, progress: str,
) -> int:  # fmt: skip
    """Convert directories of news files to NDJSON, JSON, YAML or Parquet files.

    Every input ends as articles or as an error record. Outputs are whole or not there, the same for any number of
    processes; the same call goes on where one was stopped. Exit code 2 says that there are error records.

    \b
    Examples:
      newsparse convert articles/ -o articles.ndjson
      newsparse convert articles/ -o articles.parquet --incremental
      newsparse convert articles/ -o parts/ -j 8 --compress zst
      newsparse convert articles/ -o tree/ --to yaml
    """
    search = options.search(asked, excluded_by(excludes))
    dest = _refuse(dest, report_file, plan_only)
    wanted = Options(form or _form(dest), level, encoding, errors, date_order, _packed(dest, form, compress), max_size)
    job = Job(search.roots, dest, wanted, incremental, prune, report_file)
    with _told(dest):
        search.pass_over(own_outputs(job))
        _ = wanted.makers  # what is not installed is told before any work is done
        inputs = _checked(search, asked, job)
        if (first := next(inputs, None)) is None:
            return _nothing(search, asked)
        if plan_only:
            return _planned(prepare(chain([first], inputs), job))
        try:
            with engine(engine_name, jobs or usable_cores(), scheduler) as workers, streams.bar(progress) as bar:
                summary = converted(chain([first], inputs), job, workers, fail_fast=fail_fast, stall_limit=stall_limit,
                                    planned=lambda plan: bar.total("Converting", search.total),
                                    heard=_heard(bar))  # fmt: skip
        except KeyboardInterrupt:
            remove_temporaries(job)
            raise
    code = _ended(summary, report_file)
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
    shard with error records is done (exit code 0); --finish tells of them by exit code 2.

    \b
    Examples:
      newsparse convert articles/ -o parts/ --plan-only
      newsparse shard parts/.newsparse --index 0
      newsparse shard parts/.newsparse --finish
    """
    source = click.get_current_context().get_parameter_source("index")
    if finishes and source is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("--index and --finish cannot be had together")
    with _told(plan):
        found = read_plan(plan) or read_plan(stores.join(plan, WORK))
        if found is None and is_finished(plan):
            streams.note(f"{plan}: it is finished")
            return 0
        if found is None:
            raise click.ClickException(f"{plan}: there is no plan that can be read")
        if finishes:
            return _ended(finish_alone(found))
        if index is None:
            raise click.UsageError("which shard? --index tells, or --finish")
        if index >= len(found.shards):
            raise click.ClickException(f"{found.folder}: it has {count(len(found.shards), 'shard')}, counted from 0")
        outcome = (run_watched(found.folder, index, watch) if watch else
                   attempt_watched(found.folder, found.id, index))  # fmt: skip
    if isinstance(outcome, str):
        raise click.ClickException(outcome)
    if not watch:
        _heard(streams.Bar())(outcome)
    return 0


def _nothing(search: Search, named: options.Named) -> int:
    if code := options.selection_code(search, named):
        return code
    streams.note("there is nothing to convert")
    return 0


def _ended(summary: Summary, report_file: str | None = None) -> int:
    streams.note(_said(summary))
    if report_file:
        streams.write_report(report_file, (json.dumps(summary.as_dict(), indent=1) + "\n").encode())
    return 2 if summary.errors else 0


def _checked(search: Search, asked: options.Named, job: Job) -> Iterator[Found]:
    """The inputs; when the last has been found, and nothing was done yet, what is to be said of them."""
    yield from search
    refuse_prune(job, search)
    options.tell(search, asked)
    if search.own:
        streams.message(job.dest, f"{count(search.own, 'file')} in it were not read: this is where outputs go")


def _planned(plan: Plan) -> int:
    streams.write_bytes([os.fsencode(plan.folder) + b"\n"])
    streams.note(f"{count(len(plan.shards), 'shard')}, from 0 to {len(plan.shards) - 1}")
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


@contextmanager
def _told(place: str) -> Iterator[None]:
    """What can go wrong, as one line."""
    try:
        yield
    except (ConvertError, PlanError, ShardError, EngineError, MissingPyarrowError) as error:
        raise click.ClickException(str(error)) from None
    except InputError as error:
        raise click.ClickException(error.message) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or place}: {reason(error)}") from None


def _form(dest: str) -> Form:
    name = dest.rstrip("/").removesuffix(ending(dest))
    if name.endswith((".json", ".yaml", ".yml")) and not dest.endswith("/"):
        raise click.UsageError(f"{dest}: one file is NDJSON: let its name end so; --to json makes a folder of files")
    return "parquet" if name.endswith(".parquet") else "ndjson"


def _packed(dest: str, form: Form | None, compress: str | None) -> str:
    packed = f".{compress}" if compress else "" if dest.endswith("/") else ending(dest)
    if dest.endswith((".bz2", ".xz", ".lz4", ".zip")):
        raise click.UsageError(f"{dest}: outputs are compressed as .gz or .zst")
    if form not in (None, "parquet") and dest.rstrip("/").endswith(".parquet"):
        raise click.UsageError(f"{dest}: its name says Parquet; leave --to {form} out, or name it otherwise")
    if packed and (form or _form(dest)) == "parquet":
        raise click.UsageError("Parquet is compressed within; leave --compress and its ending out")
    if not dest.endswith("/") and not os.path.isdir(dest) and form in (None, "ndjson") and packed != ending(dest):
        raise click.UsageError(f"the name of {dest} should end in {packed}")
    return packed


def _heard(bar: streams.Bar) -> Callable[[Receipt], None]:
    def heard(receipt: Receipt) -> None:
        bar.advance(receipt.inputs)
        for source, message in receipt.faults:
            streams.message(source, message)
        if (more := receipt.errors - len(receipt.faults)) > 0:
            streams.note(f"... and {count(more, 'error')} more of the same part; their records are in the output")

    return heard


def _said(summary: Summary) -> str:
    done = f"{count(summary.files, 'file')}, {count(summary.articles, 'article')}"
    repaired = count(sum(summary.repairs.values()), "repair")
    told = f"{count(sum(summary.problems.values()), 'problem')}, {count(summary.errors, 'error')}"
    kept = f", {summary.kept} unchanged" if summary.kept else ""
    gone = ""
    if summary.gone:
        stay = "removed" if summary.pruned else f"{count(summary.gone_articles, 'article')} kept until --prune"
        gone = f", {count(summary.gone, 'input')} no more ({stay})"
    return f"{done}, {repaired}, {told}{kept}{gone} in {summary.seconds:.1f} s"
