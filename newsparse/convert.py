"""Directories converted to files: a plan of shards, done by an engine, put in their places, and a manifest last."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, get_args

from . import __version__, stores
from .engines import STALL_LIMIT, Engine, receipts
from .plan import Asked, Form, Options, Plan, PlanError, make_plan
from .shards import Receipt, rows_of
from .sinks import names
from .state import Segment, State, read_state, write_state
from .targets import MANIFEST, ConvertError, is_folder, targets
from .walk import Found

FORMS: tuple[Form, ...] = get_args(Form)
_WORK, _STATE = ".newsparse", "state"
_PART = re.compile(r"part-\d{6,}\.(ndjson|parquet)(\.gz|\.zst)?")


class Summary(NamedTuple):
    """What a conversion did."""

    files: int
    kept: int  # of them, for they have not changed
    gone: int  # inputs of an earlier run that are no more
    pruned: int  # of them, whose outputs are no more either
    articles: int
    errors: int
    repairs: dict[str, int]
    problems: dict[str, int]
    outputs: int
    size: int
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """It as plain data, with the version."""
        return {"newsparse": __version__, **self._asdict()}


class Job(NamedTuple):
    """A conversion that is asked for: `roots` are what was named, below which a tree is mirrored."""

    roots: tuple[str, ...]
    dest: str
    options: Options
    reuse: bool = False  # keep what an earlier run made of inputs that have not changed
    prune: bool = False  # remove what it made of inputs that are no more

    @property
    def asked(self) -> Asked:
        """The same as the plan has it."""
        dest = self.dest if stores.is_remote(self.dest) else os.path.abspath(self.dest)
        single = not is_folder(self.dest, self.options)
        return Asked(self.options, dest.rstrip("/") or "/", single, self.reuse, self.prune)


def prepare(inputs: Iterable[Found], job: Job) -> Plan:
    """Make the plan of a conversion and nothing else, for others to do its shards and `finish` it.

    Raises ConvertError, PlanError, and OSError; no output is touched.
    """
    asked = job.asked
    _refuse(asked.dest, not asked.single)
    with _alone(_work(asked.dest, asked.single), asked.dest):
        return _plan(inputs, job)


def _plan(inputs: Iterable[Found], job: Job) -> Plan:
    asked = job.asked
    work = _work(asked.dest, asked.single)
    planned = targets(inputs, job.roots, asked.dest, asked.options)
    return make_plan(work, planned, asked, read_state(stores.join(work, _STATE)))


def convert(
    inputs: Iterable[Found],
    job: Job,
    workers: Engine,
    *,
    fail_fast: bool = False,
    stall_limit: float = STALL_LIMIT,
    planned: Callable[[Plan], None] = lambda plan: None,
    heard: Callable[[Receipt], None] = lambda receipt: None,
) -> Summary:
    """Convert inputs, in the order of their paths, to files: one, parts in a folder, or a tree.

    Outputs are whole or not there; a run that was stopped is gone on with by the same call. The bytes are the same
    for any engine. `planned` is told of the plan, `heard` of each shard that is done; with `fail_fast` the first error
    record ends it. Raises ConvertError, PlanError, ShardError and EngineError, and OSError where something cannot be
    written.
    """
    began = time.monotonic()
    asked = job.asked
    _refuse(asked.dest, not asked.single)
    with _alone(_work(asked.dest, asked.single), asked.dest):
        plan = _plan(inputs, job)
        planned(plan)
        if plan.options.is_tree:
            _unsay(plan.home)
        found = []
        for receipt in receipts(plan, workers, stall_limit):
            if fail_fast and receipt.errors:
                source, message = receipt.faults[0]
                with suppress(OSError):  # a worker may still be writing there
                    stores.remove_folder(plan.folder)
                raise ConvertError(f"{source}: {message}; stopped there, as --fail-fast says")
            found.append(receipt)
            heard(receipt)
        return finish(plan, found, time.monotonic() - began)


def finish(plan: Plan, found: list[Receipt], seconds: float = 0.0) -> Summary:
    """Put what the shards have left in its place, and write the manifest last. Raises OSError."""
    outputs, segments = _put_in_place(plan, found)
    for row in plan.pruned_rows():
        for name in names(row.target, row.records if plan.options.is_tree else 0, plan.options.ending):
            stores.remove(stores.join(plan.home, name))
    if not plan.single:
        _write_manifest(plan, found, segments)
    _leave(plan, segments)
    repairs, problems = Counter[str](), Counter[str]()
    for receipt in found:
        repairs.update(receipt.repairs)
        problems.update(receipt.problems)
    return Summary(
        sum(x.inputs for x in found), sum(x.kept for x in found), plan.gone, plan.pruned,
        sum(x.articles for x in found), sum(x.errors for x in found),
        dict(sorted(repairs.items())), dict(sorted(problems.items())), outputs, sum(x.size for x in found),
        round(seconds, 3),
    )  # fmt: skip


def _leave(plan: Plan, segments: list[Segment]) -> None:
    """Leave the state for the next run, where one is kept, and nothing else of the plan."""
    state = stores.join(plan.folder, _STATE)
    kept = None
    if plan.keeps:
        kept = stores.free_temporary(stores.join(plan.home, _STATE))
        head = State(kept, plan.makers, list(plan.options), plan.began, segments)
        write_state(head, (rows_of(plan, index) for index in range(len(plan.shards))))
    stores.remove_folder(plan.folder)
    if kept:
        stores.make_folder(plan.folder)
        stores.put(kept, state)


def _refuse(dest: str, folder: bool) -> None:
    """Raise ConvertError where `dest` is there and of another kind, or must not be written."""
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
    made = [x for x in (os.path.dirname(work), work) if not os.path.exists(x)]
    os.makedirs(work, exist_ok=True)
    with open(os.path.join(work, "lock"), "wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ConvertError(f"{dest}: another run is writing to it") from None
        try:
            yield
        except (ConvertError, PlanError):
            for folder in reversed(made):  # only what nothing else has been put into by now
                with suppress(OSError):
                    if folder == work:
                        stores.remove_folder(folder)
                    else:
                        os.rmdir(folder)
            raise


def _work(dest: str, single: bool) -> str:
    """The folder of the plan and of what shards leave until all are done."""
    if not single:
        return stores.join(dest, _WORK)
    folder, _, name = (dest if stores.is_remote(dest) else os.path.realpath(dest)).rpartition("/")
    return stores.join(folder or "/", f".{name}{_WORK}")


def _unsay(home: str) -> None:
    """Take the manifest away: what it tells is no longer true from here on."""
    stores.remove(stores.join(home, MANIFEST))


def _put_in_place(plan: Plan, found: list[Receipt]) -> tuple[int, list[Segment]]:
    """Put what the shards have left where it belongs: how many outputs there are, and where the parts are in them."""
    if plan.single:
        return 1, _join(plan, found)
    if plan.options.is_tree:
        return sum(x.articles + x.errors for x in found), []
    old = _parts_of(plan.home)
    _unsay(plan.home)
    segments = []
    jobs = [(plan.part(x.shard), plan.home, f"part-{x.shard:06}{plan.options.ending}", x.size) for x in found]
    for segment in stores.at_once(_moved, jobs):
        if isinstance(segment, OSError):
            raise segment
        segments.append(segment)
    for name in old.difference(segment.name for segment in segments):
        stores.remove(stores.join(plan.home, name))
    return len(segments), segments


def _moved(part: str, home: str, name: str, size: int) -> Segment:
    path = stores.join(home, name)
    stores.move(part, path)
    return Segment(name, 0, size, *stores.about(path))


def _parts_of(dest: str) -> set[str]:
    """The parts that an earlier run has left, by its manifest."""
    try:
        data = json.loads(stores.read(stores.join(dest, MANIFEST)))
        return {part["name"] for part in data["parts"] if _PART.fullmatch(part["name"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _join(plan: Plan, found: list[Receipt]) -> list[Segment]:
    """All parts as one file, in the place of what was there, and where they are in it."""
    whole = stores.free_temporary(plan.dest)
    try:
        with open(whole, "wb") as file:
            if plan.options.form == "parquet":
                from .output.tables import join

                join(_parts(plan), file)
            else:
                for path in _parts(plan):
                    with open(path, "rb") as part:
                        shutil.copyfileobj(part, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
        stores.put(whole, plan.dest)
    except BaseException:
        with suppress(OSError):
            os.unlink(whole)
        raise
    about, name, at, segments = stores.about(plan.dest), os.path.basename(plan.dest), 0, []
    for receipt in found:
        size = receipt.length if plan.options.form == "parquet" else receipt.size
        segments.append(Segment(name, at, size, *about))
        at += size
    return segments


def _parts(plan: Plan) -> Iterator[str]:
    """The local paths of what the shards have left, one after another."""
    for index in range(len(plan.shards)):
        with stores.local_copy(plan.part(index)) as path:
            yield path


def _write_manifest(plan: Plan, found: list[Receipt], segments: list[Segment]) -> None:
    """The commit: what is there is whole when this is."""
    rows = [{"name": part.name, "articles": x.articles, "errors": x.errors, "size": x.size, "sha256": x.sha256}
            for part, x in zip(segments, found, strict=False)]  # fmt: skip
    data = {"newsparse": __version__, "plan": plan.id, "articles": sum(x.articles for x in found),
            "errors": sum(x.errors for x in found), "parts": rows}  # fmt: skip
    stores.write(stores.join(plan.home, MANIFEST), (json.dumps(data, indent=1) + "\n").encode())
