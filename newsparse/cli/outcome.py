"""How a conversion ended, as people and programs read it: messages, the report file, exit codes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

from ..article import REQUIRED
from ..convert import checked_json
from ..convert.commit import Summary
from ..convert.conversion import FailFastError, Progress
from ..convert.executors import EngineError
from ..convert.output_paths import ConvertError
from ..convert.plan import Plan, PlanError, load_plan_or_none
from ..convert.shards import Receipt, ShardError
from ..inputs.search import Search
from ..output.tables import MissingPyarrowError
from ..problems import INTERNAL, InputError, reason
from ..reports.repairs import count
from ..storage import stores
from . import console

_AGAIN = "run the same command again to resume"
_MOST_READ = 16 << 20  # bytes of an earlier report, which lists 1000 errors at most


@contextmanager
def reported(place: str, progress: Progress | None = None, report_file: str | None = None) -> Iterator[None]:
    """Turn an expected failure into a ClickException of one line that says how far the conversion got, and write the
    report. Other exceptions pass unchanged."""
    progress = progress or Progress()
    try:
        yield
    except (click.exceptions.Exit, console.OutputClosed):
        raise
    except click.ClickException as error:
        report_end(report_file, progress, "failed", error.message)
        raise
    except KeyboardInterrupt:
        console.note(f"interrupted: {_left(progress) or 'run the same command again'}")
        report_end(report_file, progress, "interrupted")
        raise
    except Exception as error:
        message = _message(error, place)
        report_end(report_file, progress, "failed", message or "internal error")
        if message is None:
            raise
        again = "run it again without --fail-fast to resume" if isinstance(error, FailFastError) else _AGAIN
        left = _left(progress, again)
        raise click.ClickException(f"{message}; {left}" if left else message) from None


def _message(error: Exception, place: str) -> str | None:
    """The message of an expected failure; None for other exceptions."""
    if isinstance(error, ConvertError | PlanError | ShardError | EngineError | MissingPyarrowError):
        return str(error)
    if isinstance(error, InputError):
        return error.message
    return f"{error.filename or place}: {reason(error)}" if isinstance(error, OSError) else None


def _left(progress: Progress, again: str = _AGAIN) -> str:
    """How much an unfinished run has done, and its work folder; empty if it has no plan."""
    plan = progress.plan
    now = load_plan_or_none(plan.folder) if plan else None
    if plan is None or now is None or now.id != plan.id:
        return ""
    size = "" if stores.is_remote(plan.folder) else f" ({_size(plan.folder) / 1e6:.1f} MB)"
    return f"{_done(plan, len(progress.receipts))}; {again}; work folder: {plan.folder}{size}"


def _done(plan: Plan, known: int) -> str:
    with suppress(OSError):
        known = plan.finished_shards
    return f"{known} of {count(len(plan.shards), 'shard')} done"


def _size(folder: str) -> int:
    """The size of all files below a folder, in bytes."""
    size = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                size += os.lstat(os.path.join(place, name)).st_size
    return size


def planned(bar: console.Bar, search: Search, progress: Progress) -> Callable[[Plan], None]:
    """A function that starts the progress bar and reports that a conversion resumes an earlier run."""

    def show(plan: Plan) -> None:
        bar.total("Converting", search.total)
        if progress.resumed_shards:
            console.note(f"resuming: {progress.resumed_shards} of {count(len(plan.shards), 'shard')} done")

    return show


def heard(bar: console.Bar) -> Callable[[Receipt], None]:
    """A function that advances the progress bar and reports the error records of a shard."""

    def show(receipt: Receipt) -> None:
        bar.advance(receipt.inputs)
        for source, message in receipt.first_errors:
            console.message(source, message)
        if (more := receipt.errors - len(receipt.first_errors)) > 0:
            console.note(f"... and {count(more, 'error')} more of the same part; their records are in the output")

    return show


def ended(summary: Summary, report_file: str | None = None) -> int:
    """The exit code of a run that has finished, after its summary and its report."""
    console.note(_said(summary))
    missing = summary.missing_fields
    if counts := [(missing[field], name) for field, name in REQUIRED.items() if missing.get(field)]:
        (number, name), *rest = counts
        more = "".join(f", {number} no {name}" for number, name in rest)
        console.note(f"{count(number, 'article')} {'has' if number == 1 else 'have'} no {name}{more}")
    if report_file:
        console.write_report(report_file, _report(summary))
    if INTERNAL.intersection(summary.error_codes) or summary.files == summary.unwritten_inputs > 0:
        return 2
    return 1 if summary.errors else 0


def report_end(report_file: str | None, progress: Progress, status: str, message: str | None = None) -> None:
    """Write the report of a run that converts nothing more. A failure to write it is only noted: the error of the run
    matters more. Until there is a plan, FILE may be an input by mistake: then only an earlier report is replaced."""
    if not report_file:
        return
    try:
        if progress.plan is None and not _may_replace(report_file):
            raise click.ClickException(f"{report_file}: the file is not an earlier report")
        console.write_report(report_file, _report(progress.summary, status, message))
    except (click.ClickException, console.OutputClosed) as error:
        console.note(f"the report was not written: {error}")


def _may_replace(path: str) -> bool:
    """Whether a report can be written to `path` without loss: nothing is there, or an earlier report, or a stream."""
    here = stores.plain(path)
    if path in console.OUTPUT or not (stores.is_remote(here) or os.path.isfile(here)):
        return True
    try:
        report = checked_json.parse_json(stores.read(path, 0, _MOST_READ))
    except FileNotFoundError:
        return True
    except (OSError, checked_json.DamagedError):
        return False
    return isinstance(report, dict) and "newsparse" in report


def _report(summary: Summary, status: str = "finished", message: str | None = None) -> bytes:
    return (json.dumps(summary.as_dict(status, message), indent=1) + "\n").encode()


def _said(summary: Summary) -> str:
    done = f"{count(summary.files, 'file')}, {count(summary.articles, 'article')}"
    repaired = count(sum(summary.repairs.values()), "repair")
    faults = f"{count(sum(summary.problems.values()), 'problem')}, {count(summary.errors, 'error')}"
    kept = f", {summary.unchanged} unchanged" if summary.unchanged else ""
    gone = ""
    if missing := summary.missing_inputs:
        stay = (
            "removed" if summary.pruned_inputs else f"{count(summary.retained_articles, 'article')} kept until --prune"
        )
        gone = f", {count(missing, 'input')} no longer exist{'s' if missing == 1 else ''} ({stay})"
    return f"{done}, {repaired}, {faults}{kept}{gone} in {summary.seconds:.1f} s"
