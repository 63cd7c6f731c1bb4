"""Messages, the report file and the exit code of `newsparse convert` and `newsparse shard`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

from ..article import REQUIRED_ATTRIBUTES
from ..conversion import checked_json
from ..conversion.commit import Summary
from ..conversion.executors import EngineError
from ..conversion.output_paths import ConvertError
from ..conversion.plan import Plan, PlanError, load_plan_or_none
from ..conversion.receipts import Receipt
from ..conversion.runner import FailFastError, Progress
from ..conversion.shards import ShardError
from ..inputs.search import Search
from ..output.tables import MissingPyarrowError
from ..problems import INTERNAL, InputError, os_error_message
from ..reports.totals import count
from ..storage import stores
from . import console
from .advice import with_advice
from .progress import ProgressBar

_RESUME = "to resume, run the same command again"
_MAX_REPORT_BYTES = 16 << 20  # limit for reading an earlier report, which lists at most 1000 errors
_EXPECTED = (ConvertError, PlanError, ShardError, EngineError, MissingPyarrowError)


@contextmanager
def failures_reported(path: str, progress: Progress | None = None, report_file: str | None = None) -> Iterator[None]:
    """Turn an expected exception into a ClickException that also describes how to resume, and write the report file.

    `path` is named for an OSError without a file name. Other exceptions pass unchanged.
    """
    progress = progress or Progress()
    try:
        yield
    except (click.exceptions.Exit, console.OutputClosed):
        raise
    except click.ClickException as error:
        write_report(report_file, progress, "failed", error.message)
        raise
    except KeyboardInterrupt:
        console.error(f"interrupted: {_remaining(progress) or 'run the same command again'}")
        write_report(report_file, progress, "interrupted")
        raise
    except Exception as error:
        message = _message(error, path)
        write_report(report_file, progress, "failed", message or "internal error")
        if message is None:
            raise
        advice = "to resume, run it again without --fail-fast" if isinstance(error, FailFastError) else _RESUME
        remaining = _remaining(progress, advice)
        raise click.ClickException(f"{message}; {remaining}" if remaining else message) from None


def _message(error: Exception, path: str) -> str | None:
    """Return the message of an expected exception, or None for another one."""
    if isinstance(error, _EXPECTED):
        return str(error)
    if isinstance(error, InputError):
        return error.message
    return f"{error.filename or path}: {os_error_message(error)}" if isinstance(error, OSError) else None


def _remaining(progress: Progress, advice: str = _RESUME) -> str:
    """Return how far an unfinished run got, how to resume it, and its work folder; empty if it has no plan."""
    plan = progress.plan
    saved = load_plan_or_none(plan.folder) if plan else None
    if plan is None or saved is None or saved.id != plan.id:
        return ""
    done = len(progress.receipts)
    with suppress(OSError):
        done = plan.finished_shards
    size = "" if stores.is_remote(plan.folder) else f" ({_size(plan.folder) / 1e6:.1f} MB)"
    return f"{_shards_done(plan, done)}; {advice}; work directory: {plan.folder}{size}"


def _shards_done(plan: Plan, done: int) -> str:
    return f"{done} of {count(len(plan.shards), 'shard')} finished"


def _size(folder: str) -> int:
    """Return the size of all files below a folder in bytes."""
    size = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                size += os.lstat(os.path.join(parent, name)).st_size
    return size


def plan_reporter(bar: ProgressBar, search: Search, progress: Progress) -> Callable[[Plan], None]:
    """Return a function that starts the progress bar, and reports that a conversion resumes an earlier run."""

    def report_plan(plan: Plan) -> None:
        bar.start("Converting", search.total)
        if progress.resumed_shards:
            console.note(f"resuming: {_shards_done(plan, progress.resumed_shards)}")

    return report_plan


def receipt_reporter(bar: ProgressBar) -> Callable[[Receipt], None]:
    """Return a function that advances the progress bar, and reports the error records of a shard."""

    def report_receipt(receipt: Receipt) -> None:
        bar.advance(receipt.inputs)
        for source, message in receipt.first_errors:
            console.message(source, with_advice(message))
        if (more := receipt.errors - len(receipt.first_errors)) > 0:
            console.error(f"... and {count(more, 'more failed input')} in the same shard")

    return report_receipt


def report_summary(summary: Summary, dest: str, report_file: str | None = None) -> int:
    """Report the summary of a finished run with the output `dest`, write the report file; return the exit code."""
    console.note(f"wrote {dest}: {_summary_line(summary)}")
    if line := _missing_fields(summary):
        console.note(line)
    if report_file:
        console.write_report(report_file, _report_data(summary))
    if INTERNAL.intersection(summary.error_codes) or summary.files == summary.unwritten_inputs > 0:
        return 2
    return 1 if summary.errors else 0


def _missing_fields(summary: Summary) -> str:
    """Return how many articles have no value for a required field; empty if all have one."""
    counts = [
        (summary.missing_fields[field], name)
        for field, name in REQUIRED_ATTRIBUTES.items()
        if summary.missing_fields.get(field)
    ]
    if not counts:
        return ""
    (number, name), *others = counts
    more = "".join(f", {number} {_have(number)} no {name}" for number, name in others)
    return f"{count(number, 'article')} {_have(number)} no {name}{more}"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def write_report(report_file: str | None, progress: Progress, status: str, message: str | None = None) -> None:
    """Write the report file of a run that ends early.

    Failing to write it only prints a message, because the error of the run matters more. Before there is a plan, the
    file may be an input by mistake, so only an earlier report is replaced.
    """
    if not report_file:
        return
    try:
        if progress.plan is None and not _is_replaceable(report_file):
            raise click.ClickException(f"{report_file}: the file is not an earlier report. Pass another --report-file")
        console.write_report(report_file, _report_data(progress.summary, status, message))
    except (click.ClickException, console.OutputClosed) as error:
        console.error(f"the report was not written: {error}")


def _is_replaceable(path: str) -> bool:
    """Return whether a report written to `path` overwrites nothing but an earlier report."""
    plain = stores.strip_file_scheme(path)
    if path in console.STDOUT_PATHS or not (stores.is_remote(plain) or os.path.isfile(plain)):
        return True
    try:
        report = checked_json.parse_json(stores.read(path, 0, _MAX_REPORT_BYTES))
    except FileNotFoundError:
        return True
    except (OSError, checked_json.DamagedError):
        return False
    return isinstance(report, dict) and "newsparse" in report


def _report_data(summary: Summary, status: str = "finished", message: str | None = None) -> bytes:
    return (json.dumps(summary.as_dict(status, message), indent=1) + "\n").encode()


def _summary_line(summary: Summary) -> str:
    records = f"{count(summary.files, 'file')}, {count(summary.articles, 'article')}"
    repairs = count(sum(summary.repairs.values()), "repair")
    problems = f"{count(sum(summary.problems.values()), 'problem')}, {count(summary.errors, 'failed input')}"
    unchanged = f", {summary.unchanged} unchanged" if summary.unchanged else ""
    return f"{records}, {repairs}, {problems}{unchanged}{_missing_inputs(summary)} in {summary.seconds:.1f} s"


def _missing_inputs(summary: Summary) -> str:
    """Return how many inputs of the previous run no longer exist, and what became of their outputs."""
    number = summary.missing_inputs
    if not number:
        return ""
    kept = f"{count(summary.retained_articles, 'article')} kept; --prune deletes the outputs of missing inputs"
    outputs = "outputs deleted" if summary.pruned_inputs else kept
    return f", {count(number, 'missing input')} ({outputs})"
