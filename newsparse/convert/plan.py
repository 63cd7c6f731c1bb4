"""What a conversion does, frozen before it begins: the list of inputs, cut into shards, and what outputs depend on.

A shard is a range of bytes of the list, so that a task stays tiny whatever it does. The plan's id tells whether what
another run has left can be gone on with: it is made of the list, the options and the version.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Annotated, Literal, NamedTuple

from .. import __version__
from ..api import Errors, Level, Order, ReadOptions
from ..storage import stores
from ..text.compression import ENDINGS, packer
from ..text.decoding import is_encoding
from ..text.limits import MAX_SIZE
from . import untrusted
from .state import PART, STATE, WORK, Row, Segment, is_output, names
from .untrusted import DamagedError, Name, Path, Size, Target

Form = Literal["ndjson", "json", "yaml", "parquet"]
Packed = Annotated[str, lambda packed: packed in ("", *ENDINGS)]
# `new`: read it. `same`: what an earlier run made of it stays. `hash`: it stays if the input's bytes are the same.
# `gone`: no input any more, but what was made of it stays.
Todo = Literal["new", "same", "hash", "gone"]


class PlanError(Exception):
    """Inputs of which no plan can be made; the message says why."""


class Options(NamedTuple):
    """What the outputs depend on besides the inputs; `packed` is the ending of compressed ones, `.gz` or `.zst`."""

    form: Form
    level: Level = "safe"
    encoding: Annotated[str, is_encoding] | None = None
    errors: Errors = "strict"
    date_order: Order | None = None
    packed: Packed = ""
    max_size: Size = MAX_SIZE  # bytes of an input, unpacked; 0: no limit

    @property
    def reading(self) -> ReadOptions:
        """How inputs are read."""
        return ReadOptions(
            encoding=self.encoding, errors=self.errors, repair=self.level, date_order=self.date_order,
            max_size=self.max_size,
        )  # fmt: skip

    @property
    def is_tree(self) -> bool:
        """Whether each article is a file of its own."""
        return self.form in ("json", "yaml")

    @property
    def ending(self) -> str:
        """How the names of outputs end."""
        return f".{self.form}{self.packed}"

    @property
    def makers(self) -> str:
        """What the bytes of outputs depend on besides: newsparse and the libraries that write them. Raises
        MissingPyarrowError, and InputError where that for compression is missing."""
        found = [f"newsparse {__version__}", packer(self.packed)]
        if self.form == "parquet":
            from ..output.tables import need_pyarrow

            found.append(f"pyarrow {need_pyarrow().__version__}")
        return ", ".join(filter(None, found))


class Entry(NamedTuple):
    """One input: its path, where its articles go in a tree of outputs (without the ending), what is known to be wrong
    with it, its size and stamp when the plan was made, what is to be done, and what an earlier run left of it."""

    path: str
    target: Target
    fault: str | None
    size: Size
    stamp: str
    todo: Todo
    old: Row | None


class Plan(NamedTuple):
    """A plan in its folder; `shards` are where each begins and ends in the list, in bytes, its inputs' number, and the
    CRC-32 of that part of the list.

    `makers` are those of its options where it was made: whoever does a shard must have the same. Relative paths of
    inputs are told from `base`. `dest` is absolute: a folder, or with `single` the one output.
    `gone` and `pruned` count inputs of the earlier run that are no more, `old` are the parts that it left below `home`.
    `dropped_checksum` is the CRC-32 of the list of outputs to remove.
    A tree is `torn` from when a run was stopped until one ends: what is there may be newer than what is known of it.
    """

    folder: str
    id: Annotated[str, re.compile(r"[0-9a-f]{16}").fullmatch]
    makers: str
    options: Options
    base: Path
    dest: Path
    single: bool
    home: Path
    keeps: bool
    began: Size
    gone: Size
    pruned: Size
    torn: bool
    dropped_checksum: Size
    old: list[Segment]
    shards: list[tuple[Size, Size, Size, Size]]

    def part(self, index: int) -> str:
        """The path of a shard's receipt, but for its ending, and the beginning of those of the parts that it has left:
        one for each time that it was done."""
        # With the id: of two runs to one place of a store, which has no locks, neither takes the other's.
        return stores.join(self.folder, f"part-{self.id}-{index:06}")

    def entries(self, index: int) -> Iterator[Entry]:
        """The inputs of a shard. Raises PlanError where the list is not that of the plan: cut, say, by a full disk."""
        start, stop, _, checksum = self.shards[index]
        path = stores.join(self.folder, LIST)
        untrusted.refuse_special(path)
        data = stores.read(path, start, stop)
        if zlib.crc32(data) != checksum:
            raise PlanError(f"{self.folder}: {LIST} is damaged; make the plan again")
        return entries_of(data.splitlines())

    @property
    def output(self) -> str | None:
        """The name of the one output; None where there are more."""
        return Asked(self.options, self.dest, self.single).output

    @property
    def receipts(self) -> int:
        """How many shards are done, by their receipts."""
        start = f"part-{self.id}-"
        return sum(item.name.startswith(start) and item.name.endswith(".json") for item in stores.scan(self.folder))

    def remove(self) -> None:
        """Remove what is in the plan's folder but for the lock and, where one is kept, the state for the next run.

        The plan goes first, and what tells that something is there before that itself: of a run that is stopped here
        the next one takes nothing for whole.
        """
        kept = (LOCK, STATE) if self.keeps else (LOCK,)
        turns: list[list[tuple[str, bool]]] = [[], [], []]
        for item in stores.scan(self.folder):
            if item.name not in kept:
                turn = 0 if item.name == PLAN else 1 if item.name.endswith(".json") else 2
                turns[turn].append((stores.join(self.folder, item.name), item.is_folder))
        for jobs in turns:
            for error in stores.at_once(_remove, jobs):
                if error:
                    raise error

    def refuse_stale(self) -> None:
        """Raise PlanError where this is the plan of its folder no more: whoever comes late must not write any more."""
        now = read_plan(self.folder)
        if now is None or now.id != self.id:
            raise PlanError(f"{self.folder}: another run has ended or replaced the plan")

    def outputs(self, target: str, start: int = 0) -> Iterator[str]:
        """The names of the outputs of an input that are there in a tree, without the first `start` of them."""
        found = names(target, sys.maxsize, self.options.ending, start)
        return takewhile(lambda name: stores.exists(stores.join(self.home, name)), found)

    def dropped(self, torn: bool = False, verify: bool = False) -> set[str]:
        """The outputs, by their names below `home`, that are to be removed unless they are made again; with `torn` only
        those that no state lists, because the run that made them was stopped.

        Of a run that was killed the list may be newer than the plan, so only with `verify`, before outputs are removed,
        it must be that of the plan. Raises PlanError.
        """
        path = stores.join(self.folder, PRUNED)
        data = untrusted.read(path)
        try:
            rows = [untrusted.record(_Dropped, untrusted.parse(line)) for line in data.splitlines()]
            if rows and self.single:
                raise DamagedError("a conversion to one file removes no other file")
            if verify and zlib.crc32(data) != self.dropped_checksum:
                raise DamagedError("it is not the list of this plan")
        except DamagedError as error:
            raise PlanError(f"{path}: {error}; remove {self.folder} to start again") from None
        return {row.name for row in rows if row.torn or not torn}


class _Dropped(NamedTuple):
    """A line of the list of outputs that are to be removed."""

    name: Annotated[Name, is_output]
    torn: bool


LIST, PRUNED, PLAN, LOCK, COMMIT = "inputs.list", "pruned.list", "plan.json", "lock", "commit.json"


def _remove(path: str, is_folder: bool) -> None:
    (stores.remove_folder if is_folder else stores.remove)(path)


class Asked(NamedTuple):
    """What a plan is asked for; `reuse` keeps what an earlier run made of inputs that have not changed, `prune` drops
    what it made of inputs that no longer exist, `overwrite` replaces files that no earlier run has left."""

    options: Options
    dest: str
    single: bool = False
    reuse: bool = False
    prune: bool = False
    overwrite: bool = False

    @property
    def home(self) -> str:
        """The folder below which the outputs are."""
        return os.path.dirname(self.dest) if self.single else self.dest

    @property
    def output(self) -> str | None:
        """The name of the one output below `home`; None where there are more."""
        return os.path.basename(self.dest) if self.single else None


def work_folder(dest: str, single: bool) -> str:
    """The folder of the plan and of what shards leave until all are done."""
    if not single:
        return stores.join(dest, WORK)
    folder, _, name = (dest if stores.is_remote(dest) else os.path.realpath(dest)).rpartition("/")
    return stores.join(folder or "/", f".{name}{WORK}")


def refuse_links(folder: str) -> None:
    """Raise PlanError where the folder of a plan, or one of its files, is a symbolic link: it may lead anywhere."""
    if stores.is_remote(folder):
        return
    for path in (folder, *(os.path.join(folder, name) for name in (LOCK, STATE, PLAN, LIST, PRUNED, COMMIT))):
        if os.path.islink(path):
            raise PlanError(f"{path}: a symbolic link; remove it")


def entries_of(rows: Iterable[bytes]) -> Iterator[Entry]:
    """The inputs in the lines of a list. Raises PlanError."""
    try:
        for row in rows:
            yield untrusted.record(Entry, untrusted.parse(row))
    except DamagedError as error:
        raise PlanError(f"{LIST}: {error}; make the plan again") from None


def read_plan(folder: str) -> Plan | None:
    """The plan that `folder` holds; None where there is none, or one that cannot be used."""
    try:
        return load_plan(folder)
    except (OSError, PlanError):
        return None


def load_plan(folder: str) -> Plan:
    """The plan that `folder` holds. Raises OSError where there is none, and PlanError where it cannot be used."""
    path = stores.join(folder, PLAN)
    return _read_plan(folder, stores.about(path).stamp)


@lru_cache(maxsize=1)
def _read_plan(folder: str, stamp: str) -> Plan:
    """The plan that was written when it had `stamp`: a process does many shards of one, and a plan tells of all."""
    path = stores.join(folder, PLAN)
    try:
        plan = untrusted.record(Plan, untrusted.parse(untrusted.read(path)))
    except DamagedError as error:
        raise PlanError(f"{path}: the plan cannot be used ({error})") from None
    plan = plan._replace(folder=folder)
    if not _is_home(plan):
        raise PlanError(
            f"{path}: the plan cannot be used (it is for {plan.dest}, which this folder does not belong to)"
        )
    return plan


def _is_home(plan: Plan) -> bool:
    """Whether a plan lies where that of its output does: elsewhere it would decide where others write."""
    if plan.home != Asked(plan.options, plan.dest, plan.single).home or (plan.single and plan.options.is_tree):
        return False
    if not all(part.name == plan.output if plan.single else PART.fullmatch(part.name) for part in plan.old):
        return False
    if stores.is_remote(plan.dest) or stores.is_remote(plan.folder):
        return plan.folder.rstrip("/") == work_folder(plan.dest, plan.single)
    if not os.path.isabs(plan.dest):
        return False
    return os.path.realpath(plan.folder) == work_folder(os.path.realpath(plan.dest), plan.single)
