"""What a conversion does, frozen before it begins: the list of inputs, cut into shards, and what outputs depend on.

A shard is a range of bytes of the list, so that a task stays tiny whatever it does. The plan's id tells whether what
another run has left can be gone on with: it is made of the list, the options and the version.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import islice
from typing import BinaryIO, Literal, NamedTuple

from . import __version__, stores
from .body import Level
from .compressed import packer
from .days import Order
from .decode import Errors
from .state import Row, Segment, State
from .walk import Found

# Of the inputs of a shard: so small that many processes have work, so large that a run of millions has few parts. How
# many processes there are does not count, for the bytes must be the same.
_LEAST_BYTES, _MOST_BYTES, _MOST_FILES = 256 << 10, 64 << 20, 2000
_WANTED = 64  # shards
_ASKED = 1024  # inputs whose sizes are asked for together: of stores many at the same time

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
    """A plan in its folder; `shards` are where each begins and ends in the list, in bytes, and its inputs' number.

    `makers` are those of its options where it was made: whoever does a shard must have the same. Relative paths of
    inputs are told from `base`. `dest` is absolute: a folder, or with `single` the one output.
    `gone` and `pruned` count inputs of the earlier run that are no more, `old` are the parts that it left below `home`.
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
    old: list[Segment]
    shards: list[tuple[int, int, int]]

    def part(self, index: int) -> str:
        """The path of what a shard leaves, but for its ending."""
        return stores.join(
            self.folder, f"part-{self.id}-{index:06}"
        )  # of two runs to a store neither takes the other's

    def entries(self, index: int) -> Iterator[Entry]:
        """The inputs of a shard."""
        start, stop, _ = self.shards[index]
        return _entries(stores.read(stores.join(self.folder, _LIST), start, stop).splitlines())

    def remove(self) -> None:
        """Remove the files of the plan itself."""
        for name in (_PLAN, _LIST, _PRUNED):
            stores.remove(stores.join(self.folder, name))

    def pruned_rows(self) -> Iterator[Row]:
        """What the earlier run left of inputs that are no more, and is to be removed."""
        for line in stores.read(stores.join(self.folder, _PRUNED)).splitlines():
            yield Row(*json.loads(line))


_LIST, _PRUNED, _PLAN = "inputs.list", "pruned.list", "plan.json"


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


def make_plan(folder: str, inputs: Iterable[tuple[Found, str]], asked: Asked, state: State | None = None) -> Plan:
    """Write the plan for inputs, in the order of their paths, and their targets into `folder`.

    `state` is what an earlier run has left at the same place. Raises PlanError for inputs out of order, and OSError.
    """
    stores.make_folder(folder)
    began, options, base = time.time_ns(), asked.options, os.getcwd()
    makers = options.makers
    known = _usable(state, asked, makers)
    digest = hashlib.sha256(json.dumps([makers, options]).encode())
    total = gone = pruned = 0
    dropped = bytearray()
    with _list(folder) as file:
        for entry in _merged(_stated(inputs), known, state, asked):
            keeps = entry.todo != "gone" or options.is_tree or asked.reuse
            gone += entry.todo == "gone" and (keeps or asked.prune)
            if entry.todo == "gone" and (asked.prune or not keeps):
                pruned += asked.prune
                dropped += json.dumps(entry.old).encode() + b"\n"
                continue
            row = json.dumps(entry).encode() + b"\n"
            file.write(row)
            digest.update(row)
            total += entry.size
        file.seek(0)
        shards = list(_cut(file, min(_MOST_BYTES, max(_LEAST_BYTES, total // _WANTED))))
    stores.write(stores.join(folder, _PRUNED), bytes(dropped))
    plan = Plan(folder, digest.hexdigest()[:16], makers, options, base, asked.dest, asked.single, asked.home,
                asked.reuse or not asked.single, began, gone, pruned, state.segments if state else [],
                shards)  # fmt: skip
    stores.write(stores.join(folder, _PLAN), json.dumps(plan._asdict()).encode())
    return plan


@contextmanager
def _list(folder: str) -> Iterator[BinaryIO]:
    """A file for the list of inputs, which takes its place at the end; where an exception comes nothing is left."""
    path = stores.join(folder, _LIST)
    temporary = stores.free_temporary(path)
    try:
        with open(temporary, "w+b") as file:
            yield file
        stores.put(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _usable(state: State | None, asked: Asked, makers: str) -> bool:
    """Whether what an earlier run made can stay as it is."""
    if state is None or not asked.reuse or state.makers != makers:
        return False
    return state.options == list(asked.options) and state.is_whole(asked.home)


def _stated(inputs: Iterable[tuple[Found, str]]) -> Iterator[Entry]:
    """The inputs with their sizes and stamps. Raises PlanError where they are not in order."""
    before, rest = None, iter(inputs)
    while some := list(islice(rest, _ASKED)):
        abouts = stores.at_once(stores.about, [(found.path,) for found, _ in some if found.size is None])
        for found, target in some:
            if before is not None and found.path <= before:
                raise PlanError(f"{found.path} comes after {before}: inputs must be sorted, each once")
            before = found.path
            about = next(abouts) if found.size is None else stores.About(found.size, found.stamp or "")
            if isinstance(about, OSError):  # it is read later, and told then
                about = stores.About(0, "")
            yield Entry(found.path, target, found.fault.message if found.fault else None, *about, "new", None)


def _merged(entries: Iterator[Entry], known: bool, state: State | None, asked: Asked) -> Iterator[Entry]:
    """The inputs, each with what an earlier run has left of it, and between them those that are no more."""
    rows = state.rows() if state and (asked.reuse or asked.options.is_tree) else iter(())
    row = next(rows, None)
    for entry in entries:
        while row and row.path < entry.path:
            yield Entry(row.path, row.target, None, 0, row.stamp, "gone", row)
            row = next(rows, None)
        if row and row.path == entry.path:
            yield entry._replace(todo=_todo(entry, row, state) if known else "new", old=row)
            row = next(rows, None)
        else:
            yield entry
    while row:
        yield Entry(row.path, row.target, None, 0, row.stamp, "gone", row)
        row = next(rows, None)


def _todo(entry: Entry, row: Row, state: State | None) -> Todo:
    """What is to be done with an input that an earlier run has read. What gave an error may be well by now."""
    if row.errors or entry.fault or row.size != entry.size or row.target != entry.target:
        return "new"
    return "same" if row.stamp == entry.stamp and state and state.is_settled(row.stamp) else "hash"


def _entries(rows: Iterable[bytes]) -> Iterator[Entry]:
    for row in rows:
        entry = Entry(*json.loads(row))
        yield entry._replace(old=Row(*entry.old) if entry.old else None)


def _cut(rows: Iterable[bytes], most: int) -> Iterator[tuple[int, int, int]]:
    """The shards of a list: what their inputs hold is at most `most` bytes, unless it is one input."""
    start = at = size = count = 0
    for row in rows:
        [entry] = _entries([row])
        grown = size + (entry.size or (entry.old.size if entry.old else 0))
        if count and (grown > most or count == _MOST_FILES):
            yield start, at, count
            grown, start, count = grown - size, at, 0
        at, size, count = at + len(row), grown, count + 1
    if count:
        yield start, at, count


def read_plan(folder: str) -> Plan | None:
    """The plan that `folder` holds; None where there is none, or one that cannot be read."""
    try:
        path = stores.join(folder, _PLAN)
        return _read_plan(folder, stores.about(path).stamp)
    except OSError:
        return None


@lru_cache(maxsize=1)
def _read_plan(folder: str, stamp: str) -> Plan | None:
    """The plan that was written when it had `stamp`: a process does many shards of one, and a plan tells of all."""
    try:
        data = json.loads(stores.read(stores.join(folder, _PLAN)))
        data["options"] = Options(*data["options"])
        data["old"] = [Segment(*x) for x in data["old"]]
        data["shards"] = [(start, stop, count) for start, stop, count in data["shards"]]
        return Plan(**{**data, "folder": folder})
    except (OSError, ValueError, KeyError, TypeError):
        return None
