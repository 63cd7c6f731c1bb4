"""What a conversion does, frozen before it begins: the list of inputs, cut into shards, and what outputs depend on.

A shard is a range of bytes of the list, so that a task stays tiny whatever it does. The plan's id tells whether what
another run has left can be gone on with: it is made of the list, the options and the version.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Literal, NamedTuple

from . import __version__, stores
from .body import Level
from .compressed import packer
from .days import Order
from .decode import Errors
from .sizes import MAX_SIZE
from .state import STATE, Row, Segment, names

Form = Literal["ndjson", "json", "yaml", "parquet"]
# `new`: read it. `same`: what an earlier run made of it stays. `hash`: it stays if the input's bytes are the same.
# `gone`: no input any more, but what was made of it stays.
Todo = Literal["new", "same", "hash", "gone"]


class PlanError(Exception):
    """Inputs of which no plan can be made; the message says why."""


class Options(NamedTuple):
    """What the outputs depend on besides the inputs; `packed` is the ending of compressed ones, `.gz` or `.zst`."""

    form: Form
    level: Level = "safe"
    encoding: str | None = None
    errors: Errors = "strict"
    date_order: Order | None = None
    packed: str = ""
    max_size: int = MAX_SIZE  # bytes of an input, unpacked; 0: no limit

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
            from .output.tables import need_pyarrow

            found.append(f"pyarrow {need_pyarrow().__version__}")
        return ", ".join(filter(None, found))


class Entry(NamedTuple):
    """One input: its path, where its articles go in a tree of outputs (without the ending), what is known to be wrong
    with it, its size and stamp when the plan was made, what is to be done, and what an earlier run left of it."""

    path: str
    target: str
    fault: str | None
    size: int
    stamp: str
    todo: Todo
    old: Row | None


class Plan(NamedTuple):
    """A plan in its folder; `shards` are where each begins and ends in the list, in bytes, its inputs' number, and the
    CRC-32 of that part of the list.

    `makers` are those of its options where it was made: whoever does a shard must have the same. Relative paths of
    inputs are told from `base`. `dest` is absolute: a folder, or with `single` the one output.
    `gone` and `pruned` count inputs of the earlier run that are no more, `old` are the parts that it left below `home`.
    A tree is `torn` from when a run was stopped until one ends: what is there may be newer than what is known of it.
    """

    folder: str
    id: str
    makers: str
    options: Options
    base: str
    dest: str
    single: bool
    home: str
    keeps: bool
    began: int
    gone: int
    pruned: int
    torn: bool
    old: list[Segment]
    shards: list[tuple[int, int, int, int]]

    def part(self, index: int) -> str:
        """The path of a shard's receipt, but for its ending, and the beginning of those of the parts that it has left:
        one for each time that it was done."""
        # With the id: of two runs to one place of a store, which has no locks, neither takes the other's.
        return stores.join(self.folder, f"part-{self.id}-{index:06}")

    def entries(self, index: int) -> Iterator[Entry]:
        """The inputs of a shard. Raises PlanError where the list is not that of the plan: cut, say, by a full disk."""
        start, stop, _, checksum = self.shards[index]
        data = stores.read(stores.join(self.folder, LIST), start, stop)
        if zlib.crc32(data) != checksum:
            raise PlanError(f"{self.folder}: {LIST} is damaged; make the plan again")
        return entries_of(data.splitlines())

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

    def dropped(self, torn: bool = False) -> set[str]:
        """The outputs, by their names below `home`, that are to be removed unless they are made again; with `torn`
        those only that are nobody's, for who has made them was stopped."""
        lines = map(json.loads, stores.read(stores.join(self.folder, PRUNED)).splitlines())
        return {name for name, is_torn in lines if is_torn or not torn}


LIST, PRUNED, PLAN, LOCK = "inputs.list", "pruned.list", "plan.json", "lock"  # the files of a plan


def _remove(path: str, is_folder: bool) -> None:
    (stores.remove_folder if is_folder else stores.remove)(path)


class Asked(NamedTuple):
    """What a plan is asked for; `reuse` keeps what an earlier run made of inputs that have not changed, `prune` drops
    what it made of inputs that are no more."""

    options: Options
    dest: str
    single: bool = False
    reuse: bool = False
    prune: bool = False

    @property
    def home(self) -> str:
        """The folder below which the outputs are."""
        return os.path.dirname(self.dest) if self.single else self.dest


def entries_of(rows: Iterable[bytes]) -> Iterator[Entry]:
    """The inputs that lines of a list tell of."""
    for row in rows:
        entry = Entry(*json.loads(row))
        yield entry._replace(old=Row(*entry.old) if entry.old else None)


def read_plan(folder: str) -> Plan | None:
    """The plan that `folder` holds; None where there is none, or one that cannot be read."""
    try:
        path = stores.join(folder, PLAN)
        return _read_plan(folder, stores.about(path).stamp)
    except OSError:
        return None


@lru_cache(maxsize=1)
def _read_plan(folder: str, stamp: str) -> Plan | None:
    """The plan that was written when it had `stamp`: a process does many shards of one, and a plan tells of all."""
    try:
        data = json.loads(stores.read(stores.join(folder, PLAN)))
        data["options"] = Options(*data["options"])
        data["old"] = [Segment(*x) for x in data["old"]]
        data["shards"] = [(start, stop, count, checksum) for start, stop, count, checksum in data["shards"]]
        return Plan(**{**data, "folder": folder})
    except (OSError, ValueError, KeyError, TypeError):
        return None
