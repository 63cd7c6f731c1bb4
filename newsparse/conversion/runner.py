"""A conversion from beginning to end: make the plan, run its shards by an engine, and commit their parts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from typing import NamedTuple, get_args

from ..inputs.search import Search
from ..inputs.walk import FoundFile
from ..storage import stores
from .checked_json import DamagedError
from .commit import MAX_LISTED_ERRORS, Summary, commit_plan, find_receipts, resume_commit, summarize
from .executors import Engine
from .options import Options, OutputFormat
from .output_lock import output_lock
from .output_paths import ConvertError, assign_targets, is_output_folder
from .plan import PLAN_FILE, Plan, PlanError, PlanRequest, ShardLimits, work_folder
from .planner import current_directory, make_plan
from .receipts import Receipt
from .scheduler import STALL_LIMIT, run_shards
from .shards import ShardError
from .state import STATE_FILE, WORK_FOLDER, read_state

OUTPUT_FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)


class ConversionRequest(NamedTuple):
    """What to convert and how. `roots` are the inputs as the user named them; a tree mirrors the paths below them."""

    roots: tuple[str, ...]
    dest: str
    options: Options
    reuse: bool = False  # keep the records of inputs that have not changed since the previous run
    prune: bool = False  # remove the records of inputs that no longer exist
    report: str | None = None  # the path that the caller writes a report to
    overwrite: bool = False  # replace files in the output folder that no previous run has recorded
    shard_limits: ShardLimits = ShardLimits()

    @property
    def plan_request(self) -> PlanRequest:
        """The request for the plan of this conversion."""
        return PlanRequest(
            options=self.options,
            dest=_absolute(self.dest).rstrip("/") or "/",
            is_single_file=not is_output_folder(self.dest),
            reuse=self.reuse,
            prune=self.prune,
            overwrite=self.overwrite,
            shard_limits=self.shard_limits,
        )


class FailFastError(ShardError):
    """A conversion was stopped at the first input that failed."""


class Progress:
    """The progress of a conversion: its plan, the number of shards that a previous run had finished, and the receipts
    of the finished shards, in order."""

    def __init__(self) -> None:
        self.plan: Plan | None = None
        self.resumed_shards = 0
        self.receipts: list[Receipt] = []
        self._start_time, self._listed_errors = time.monotonic(), 0

    def add(self, receipt: Receipt) -> None:
        """Add the receipt of the next shard, without its errors if there are too many to hold in memory."""
        self._listed_errors += len(receipt.first_errors)
        is_listed = self._listed_errors <= MAX_LISTED_ERRORS
        self.receipts.append(receipt if is_listed else receipt._replace(first_errors=[]))

    @property
    def seconds(self) -> float:
        """The time since the start, in seconds."""
        return time.monotonic() - self._start_time

    @property
    def summary(self) -> Summary:
        """The summary of the finished shards. There are no outputs before the commit."""
        return summarize(self.plan, self.receipts, 0, self.seconds)


def refuse_prune_of_empty_folder(request: ConversionRequest, search: Search) -> None:
    """Raise ConvertError if `prune` is requested and a named folder is empty: its disk may not be mounted."""
    if request.prune and search.empty:
        raise ConvertError(
            f"{search.empty[0]}: no news files; --prune deletes nothing while a directory is empty, so remove the path"
        )


def _absolute(path: str) -> str:
    path = stores.strip_file_scheme(path)
    return path if stores.is_remote(path) else os.path.normpath(os.path.join(current_directory(), path))


def own_output_filter(request: ConversionRequest) -> Callable[[str], bool]:
    """A function that returns whether a path found below a root is an output or a work file of this conversion.

    Outputs are excluded only if their folder is below a root and no root is below that folder.
    """
    plan_request = request.plan_request
    roots = [os.path.join(_absolute(root), "") for root in request.roots]
    dest = os.path.join(plan_request.dest, "")
    work = os.path.join(work_folder(plan_request.dest, plan_request.is_single_file), "")
    is_below_root = any(dest != root and dest.startswith(root) for root in roots)
    has_root_below = any(root.startswith(dest) for root in roots)
    excludes_outputs = is_below_root and not plan_request.is_single_file and not has_root_below
    prefixes = (dest, work) if excludes_outputs else (work,)
    return lambda path: _absolute(path).startswith(prefixes)


def prepare_plan(inputs: Iterable[FoundFile], request: ConversionRequest) -> Plan:
    """Make the plan of a conversion only; other processes run its shards and finish it.

    Raises ConvertError, PlanError, and OSError. Changes no output.
    """
    plan_request = request.plan_request
    work = work_folder(plan_request.dest, plan_request.is_single_file)
    _refuse_dest(plan_request.dest, not plan_request.is_single_file)
    with output_lock(work, plan_request.dest):
        resume_commit(work)
        return _make_plan(inputs, request)


def _make_plan(inputs: Iterable[FoundFile], request: ConversionRequest) -> Plan:
    plan_request = request.plan_request
    work = work_folder(plan_request.dest, plan_request.is_single_file)
    targets = assign_targets(inputs, request.roots, plan_request, request.report)
    path = stores.join_path(work, STATE_FILE)
    try:
        return make_plan(work, targets, plan_request, read_state(path))
    except DamagedError as error:
        raise PlanError(f"{path}: invalid state ({error}); delete it, and pass --overwrite") from None


def convert(
    inputs: Iterable[FoundFile],
    request: ConversionRequest,
    engine: Engine,
    *,
    fail_fast: bool = False,
    stall_limit: float = STALL_LIMIT,
    progress: Progress | None = None,
    on_plan: Callable[[Plan], None] = lambda plan: None,
    on_receipt: Callable[[Receipt], None] = lambda receipt: None,
) -> Summary:
    """Convert inputs, in the order of their paths, to one file, to parts in a folder, or to a tree of files.

    Outputs are complete or do not exist. To resume an interrupted conversion, call this again. The bytes are the same
    for all engines. `progress` is updated, and stays valid after an exception. `on_plan` is called with the plan,
    `on_receipt` with the receipt of each finished shard. With `fail_fast`, the first error record ends the conversion.
    Raises ConvertError, PlanError, ShardError and EngineError, and OSError if an output cannot be written.
    """
    progress = progress or Progress()
    plan_request = request.plan_request
    work = work_folder(plan_request.dest, plan_request.is_single_file)
    _refuse_dest(plan_request.dest, not plan_request.is_single_file)
    with output_lock(work, plan_request.dest):
        previous_commit = resume_commit(work)
        progress.plan = plan = _make_plan(inputs, request)
        is_committed = previous_commit is not None and previous_commit[0] == plan.id
        progress.resumed_shards = len(plan.shards) if is_committed else plan.finished_shards
        on_plan(plan)
        if previous_commit and is_committed:
            plan.remove_files()
            return previous_commit[1]
        with closing(run_shards(plan, engine, stall_limit)) as receipts:
            for receipt in receipts:
                if fail_fast and receipt.first_errors:
                    source, message = receipt.first_errors[0]
                    raise FailFastError(f"{source}: {message}; stopped because of --fail-fast")
                on_receipt(receipt)
                progress.add(receipt)
        return commit_plan(plan, progress.receipts, progress.seconds)


def remove_temporary_files(request: ConversionRequest) -> None:
    """Remove the temporary files of killed workers. The parts of finished shards stay, for the next run."""
    plan_request = request.plan_request
    work = work_folder(plan_request.dest, plan_request.is_single_file)
    if stores.is_remote(work) or not os.path.isdir(work):
        return
    with suppress(ConvertError, OSError), output_lock(work, plan_request.dest):  # another run may have started
        for item in list(stores.scan(work)):
            if item.name.endswith(".part"):
                stores.remove(stores.join_path(work, item.name))


def finish_plan(plan: Plan) -> Summary:
    """Commit a plan whose shards were run by other processes.

    Raises ConvertError if shards are not finished, or if another run commits or has committed it, and OSError.
    """
    with output_lock(plan.folder, plan.dest):
        plan.refuse_if_replaced()
        receipts = find_receipts(plan, verify=True)
        if unfinished := [str(index) for index, receipt in enumerate(receipts) if receipt is None]:
            listed = ", ".join(unfinished[:20]) + (", ..." if len(unfinished) > 20 else "")
            raise ConvertError(
                f"{plan.folder}: not all shards are finished; first run 'newsparse shard' with --index {listed}"
            )
        return commit_plan(plan, [receipt for receipt in receipts if receipt])


def _refuse_dest(dest: str, is_folder: bool) -> None:
    """Raise ConvertError if `dest` exists and is not a folder or file as expected, or is not writable."""
    if is_folder and os.path.islink(dest) and not os.path.exists(dest):
        raise ConvertError(f"{dest}: is a symbolic link to a missing file; delete it")
    if stores.is_remote(dest) or not os.path.exists(dest):
        return
    if is_folder and not os.path.isdir(dest):
        raise ConvertError(f"{dest}: is a file, but the output is a directory; use another name")
    if not is_folder and not (os.path.isfile(dest) and os.access(dest, os.W_OK)):
        raise ConvertError(f"{dest}: is not a writable file; use another name")


def is_plan_finished(folder: str) -> bool:
    """Whether a missing plan has been finished, so that a job which is queued again does not fail."""
    folders = (folder, stores.join_path(folder, WORK_FOLDER))
    if any(stores.exists(stores.join_path(path, PLAN_FILE)) for path in folders):
        return False
    if any(stores.exists(stores.join_path(path, STATE_FILE)) for path in folders):
        return True
    parent, name = os.path.split(folder.rstrip("/"))
    output_name = name.removeprefix(".").removesuffix(WORK_FOLDER)
    return name == f".{output_name}{WORK_FOLDER}" and stores.exists(stores.join_path(parent, output_name))
