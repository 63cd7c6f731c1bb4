"""Directories converted to files: a plan of shards, done by an engine, put in their places, and a manifest last."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import BinaryIO, NamedTuple, get_args

from ..inputs.search import Search
from ..inputs.walk import Found
from ..problems import reason
from ..storage import stores
from .commit import MOST_TOLD, Summary, done, finish, go_on, summed
from .executors import Engine
from .plan import LOCK, PLAN, Asked, Form, Options, Plan, PlanError, refuse_links, work_folder
from .planner import make_plan, working_folder
from .scheduler import STALL_LIMIT, receipts
from .shards import Receipt, ShardError
from .state import STATE, read_state
from .targets import WORK, ConvertError, is_folder, targets
from .untrusted import DamagedError

_TRIES = 5  # to hold a lock that others remove
FORMS: tuple[Form, ...] = get_args(Form)


class Job(NamedTuple):
    """A conversion that is asked for: `roots` are what was named, below which a tree is mirrored."""

    roots: tuple[str, ...]
    dest: str
    options: Options
    reuse: bool = False  # keep what an earlier run made of inputs that have not changed
    prune: bool = False  # remove what it made of inputs that are no more
    report: str | None = None  # where the caller writes what was done
    overwrite: bool = False  # replace files in a folder of outputs that no earlier run has recorded

    @property
    def asked(self) -> Asked:
        """The same as the plan has it."""
        single = not is_folder(self.dest, self.options)
        return Asked(self.options, _whole(self.dest).rstrip("/") or "/", single, self.reuse, self.prune, self.overwrite)


class FailFastError(ShardError):
    """A conversion that stopped at the first input that failed."""


class Progress:
    """The progress of a conversion: its plan once it is made, how many shards an earlier run had done, and the receipts
    of the shards that are done now, in order."""

    def __init__(self) -> None:
        self.plan: Plan | None = None
        self.resumed = 0
        self.found: list[Receipt] = []
        self._began, self._told = time.monotonic(), 0

    def add(self, receipt: Receipt) -> None:
        """Add the receipt of the next shard. Of millions of errors not all are held."""
        self._told += len(receipt.faults)
        self.found.append(receipt if self._told <= MOST_TOLD else receipt._replace(faults=[]))

    @property
    def seconds(self) -> float:
        """How long it has taken until now."""
        return time.monotonic() - self._began

    @property
    def summary(self) -> Summary:
        """What was done until now; no output is in its place yet."""
        return summed(self.plan, self.found, 0, self.seconds)


def refuse_prune(job: Job, search: Search) -> None:
    """Raise ConvertError where outputs would go because a folder was searched in vain: its disk may not be mounted."""
    if job.prune and search.empty:
        raise ConvertError(f"{search.empty[0]}: holds no news files; --prune removes nothing while that is named")


def _whole(path: str) -> str:
    path = stores.plain(path)
    return path if stores.is_remote(path) else os.path.normpath(os.path.join(working_folder(), path))


def own_outputs(job: Job) -> Callable[[str], bool]:
    """What tells whether something found below a root is not meant as an input: it is below the folder of outputs,
    which is itself below a root and has none in it, or below that of the plan."""
    asked, roots = job.asked, [os.path.join(_whole(root), "") for root in job.roots]
    dest, work = os.path.join(asked.dest, ""), os.path.join(work_folder(asked.dest, asked.single), "")
    inside = any(dest != root and dest.startswith(root) for root in roots)
    apart = inside and not asked.single and not any(root.startswith(dest) for root in roots)
    own = (dest, work) if apart else (work,)
    return lambda path: _whole(path).startswith(own)


def prepare(inputs: Iterable[Found], job: Job) -> Plan:
    """Make the plan of a conversion and nothing else, for others to do its shards and `finish` it.

    Raises ConvertError, PlanError, and OSError; no output is touched.
    """
    asked = job.asked
    _refuse(asked.dest, not asked.single)
    with _alone(work_folder(asked.dest, asked.single), asked.dest):
        go_on(work_folder(asked.dest, asked.single))
        return _plan(inputs, job)


def _plan(inputs: Iterable[Found], job: Job) -> Plan:
    asked = job.asked
    work = work_folder(asked.dest, asked.single)
    planned = targets(inputs, job.roots, asked.dest, asked.options, job.report)
    path = stores.join(work, STATE)
    try:
        return make_plan(work, planned, asked, read_state(path))
    except DamagedError as error:
        raise PlanError(f"{path}: cannot be used ({error}); remove it, and pass --overwrite") from None


def convert(
    inputs: Iterable[Found],
    job: Job,
    workers: Engine,
    *,
    fail_fast: bool = False,
    stall_limit: float = STALL_LIMIT,
    progress: Progress | None = None,
    planned: Callable[[Plan], None] = lambda plan: None,
    heard: Callable[[Receipt], None] = lambda receipt: None,
) -> Summary:
    """Convert inputs, in the order of their paths, to files: one, parts in a folder, or a tree.

    Outputs are whole or do not exist; the same call resumes a run that was interrupted. The bytes are the same for any
    engine. `progress` says how far it got, also after an exception; `planned` gets the plan, `heard` the receipt of
    each shard that is done; with `fail_fast` the first error record ends it. Raises ConvertError, PlanError, ShardError
    and EngineError, and OSError where something cannot be written.
    """
    progress = progress or Progress()
    asked = job.asked
    work = work_folder(asked.dest, asked.single)
    _refuse(asked.dest, not asked.single)
    with _alone(work, asked.dest):
        before = go_on(work)
        progress.plan = plan = _plan(inputs, job)
        is_finished = before is not None and before[0] == plan.id
        progress.resumed = len(plan.shards) if is_finished else plan.receipts
        planned(plan)
        if before and is_finished:
            plan.remove()
            return before[1]
        with closing(receipts(plan, workers, stall_limit)) as done_one_by_one:
            for receipt in done_one_by_one:
                if fail_fast and receipt.faults:
                    source, message = receipt.faults[0]
                    raise FailFastError(f"{source}: {message}; stopped by --fail-fast")
                heard(receipt)
                progress.add(receipt)
        return finish(plan, progress.found, progress.seconds)


def remove_temporaries(job: Job) -> None:
    """Remove the temporary files of workers that were killed; finished shards stay, to resume from."""
    asked = job.asked
    work = work_folder(asked.dest, asked.single)
    if stores.is_remote(work) or not os.path.isdir(work):
        return
    with suppress(ConvertError, OSError), _alone(work, asked.dest):  # another run may have begun
        for item in list(stores.scan(work)):
            if item.name.endswith(".part"):
                stores.remove(stores.join(work, item.name))


def finish_alone(plan: Plan) -> Summary:
    """Finish a plan whose shards others have done. Raises ConvertError where some are not, or another run does it or
    has done it, and OSError."""
    with _alone(plan.folder, plan.dest):
        plan.refuse_stale()
        found = done(plan, verify=True)
        if missing := [str(index) for index, receipt in enumerate(found) if receipt is None]:
            some = ", ".join(missing[:20]) + (", ..." if len(missing) > 20 else "")
            raise ConvertError(f"{plan.folder}: not done yet: {some}")
        return finish(plan, [receipt for receipt in found if receipt])


def _refuse(dest: str, folder: bool) -> None:
    """Raise ConvertError where `dest` is there and of another kind, or must not be written."""
    if folder and os.path.islink(dest) and not os.path.exists(dest):
        raise ConvertError(f"{dest}: a link that leads nowhere")
    if stores.is_remote(dest) or not os.path.exists(dest):
        return
    if folder and not os.path.isdir(dest):
        raise ConvertError(f"{dest}: there is a file of this name where a folder is asked for")
    if not folder and not (os.path.isfile(dest) and os.access(dest, os.W_OK)):
        raise ConvertError(f"{dest}: not a file that may be written over")


@contextmanager
def _alone(work: str, dest: str) -> Iterator[None]:
    """While nobody else writes to `dest`; raises ConvertError where somebody does. Object stores have no locks: there
    the run whose plan was replaced by another's is told so by its shards."""
    if stores.is_remote(work):
        yield
        return
    refuse_links(work)
    folders = [work]
    while not os.path.exists(folders[-1]):
        folders.append(os.path.dirname(folders[-1]))
    made = folders[:-1]
    lock = os.path.join(work, LOCK)
    try:
        file = _held(lock)
    except (FileNotFoundError, FileExistsError) as error:
        raise ConvertError(f"{dest}: cannot be written: {work} cannot be created ({reason(error)})") from None
    if file is None:
        raise ConvertError(f"{dest}: another run is writing to it")
    with file:
        try:
            yield
        except BaseException as error:  # without a plan there is nothing to resume
            left = stores.exists(os.path.join(work, PLAN)) or stores.exists(os.path.join(work, STATE))
            if work in made and (isinstance(error, ConvertError | PlanError) or not left):
                stores.remove_folder(work)
            raise
        finally:
            for remove, path in [(os.unlink, lock), *((os.rmdir, x) for x in made or [work])]:
                with suppress(OSError):  # folders that something is in stay
                    remove(path)


def _held(path: str) -> BinaryIO | None:
    """A file that this process alone holds until it is closed; None where another does. The process that held it before
    may remove it, and its folder, meanwhile. Raises OSError where the file cannot be made."""
    missing: OSError | None = None
    for _ in range(_TRIES):
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            file = open(path, "wb", opener=_opened)  # noqa: SIM115 - it is held
            missing = None
            if _lock(file) and os.path.samestat(os.fstat(file.fileno()), os.stat(path)):
                return file
            file.close()
        except (FileNotFoundError, FileExistsError) as error:
            missing = error
    if missing:
        raise missing
    return None


def _opened(path: str, flags: int) -> int:
    """Open a file to be locked: a link is not followed, and a pipe not waited for."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)


def _lock(file: BinaryIO) -> bool:
    """Whether a file can be held until it is closed. Windows has no such locks: there it is as with stores."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def is_finished(plan: str) -> bool:
    """Whether the plan that was in a folder has been finished, as a job that is put into the queue again finds it."""
    folders = (plan, stores.join(plan, WORK))
    if any(stores.exists(stores.join(folder, PLAN)) for folder in folders):
        return False
    if any(stores.exists(stores.join(folder, STATE)) for folder in folders):
        return True
    folder, name = os.path.split(plan.rstrip("/"))
    single = name.removeprefix(".").removesuffix(WORK)
    return name == f".{single}{WORK}" and stores.exists(stores.join(folder, single))
