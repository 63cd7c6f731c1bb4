"""`newsparse shard`: convert one shard of a plan."""

from __future__ import annotations

import os
from contextlib import suppress

import click

from ..conversion.attempts import attempt_shard_in_child, run_shard_as_child
from ..conversion.plan import Plan, load_plan
from ..conversion.runner import finish_plan, is_plan_finished
from ..conversion.state import WORK_FOLDER
from ..reports.totals import count
from ..storage import stores
from . import console, conversion_report
from .commands import Number, command, option
from .progress import ProgressBar


@command
@option(
    "Cluster",
    "--index",
    type=Number(int, 0),
    metavar="N",
    envvar=["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"],
    help="Shard to convert, counted from 0.  [default: the task index of Slurm or Kubernetes]",
)
@option("Cluster", "--finish", is_flag=True, help="Write the outputs from the finished shards.")
@option("Cluster", "--watch", hidden=True)
@click.argument("plan", type=click.Path())
def shard(plan: str, index: int | None, finish: bool, watch: str | None) -> int:
    """Convert one shard of a plan, or finish the plan.

    PLAN is the directory that 'newsparse convert --plan-only' prints. Run the shards on any number of machines with
    access to the same files, in any order; running a shard again is safe. A shard with failed inputs counts as
    finished (exit code 0); --finish exits with code 1 if any input failed.

    \b
    Examples:
      newsparse convert articles/ -o parts/ --plan-only
      newsparse shard parts/.newsparse --index 0
      newsparse shard parts/.newsparse --finish
    """
    source = click.get_current_context().get_parameter_source("index")
    if finish and source is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("--index and --finish cannot be used together. Pass one of them")
    with conversion_report.failures_reported(plan):
        loaded = _load(plan)
        if loaded is None:
            console.note(f"{plan}: the plan is already finished")
            return 0
        if finish:
            return conversion_report.report_summary(finish_plan(loaded), _shown(loaded.dest))
        _convert(loaded, index, watch)
    return 0


def _load(path: str) -> Plan | None:
    """Return the plan in a folder or in the work folder below it, or None if it is finished.

    Raises PlanError if it is invalid, and ClickException if there is none.
    """
    for folder in (path, stores.join_path(path, WORK_FOLDER)):
        with suppress(OSError):
            return load_plan(folder)
    if is_plan_finished(path):
        return None
    raise click.ClickException(
        f"{path}: no plan found. Pass the directory that 'newsparse convert --plan-only' printed"
    )


def _shown(dest: str) -> str:
    """Return how messages name the output: relative to the current directory if it is below it."""
    with suppress(OSError):  # the current directory no longer exists
        folder = os.path.join(os.getcwd(), "")
        return dest if folder == os.sep else dest.removeprefix(folder)
    return dest


def _convert(plan: Plan, index: int | None, watch: str | None) -> None:
    """Convert a shard. Raises ClickException.

    `watch` is set only in the child process that the command itself starts: the value of the hidden option --watch.
    """
    if index is None:
        raise click.UsageError("no shard is selected. Pass --index N or --finish")
    if index >= len(plan.shards):
        raise click.ClickException(f"--index {index}: the plan has {count(len(plan.shards), 'shard')}, counted from 0")
    if watch:
        run_shard_as_child(plan.folder, index, watch)
        return
    result = attempt_shard_in_child(plan.folder, plan.id, index)
    if isinstance(result, str):
        raise click.ClickException(result)
    conversion_report.receipt_reporter(ProgressBar())(result)
