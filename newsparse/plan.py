"""What a conversion does, frozen before it begins: the list of inputs, cut into shards, and what outputs depend on.

A shard is a range of bytes of the list, so that a task stays tiny whatever it does. The plan's id tells whether what
another run has left can be gone on with: it is made of the list, the options and the version.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from . import __version__
from .api import Input
from .body import Level
from .days import Order
from .decode import Errors
from .files import write_whole
from .problem import InputError

# Of the inputs of a shard: so small that many processes have work, so large that a run of millions has few parts. How
# many processes there are does not count, for the bytes must be the same.
_LEAST_BYTES, _MOST_BYTES, _MOST_FILES = 256 << 10, 64 << 20, 2000
_WANTED = 64  # shards


class Options(NamedTuple):
    """What the outputs depend on besides the inputs; `form` is `ndjson`, `json` or `yaml`."""

    form: str
    level: Level = "safe"
    encoding: str | None = None
    errors: Errors = "strict"
    date_order: Order | None = None


class Entry(NamedTuple):
    """One input: its path, where its articles go in a tree of outputs (without the ending), what is known to be wrong
    with it, its size and time as they were when the plan was made."""

    path: str
    target: str
    fault: str | None
    size: int
    mtime: int  # nanoseconds

    @property
    def input(self) -> Input:
        """The input as readers take it."""
        return self.path, InputError("N001", self.fault) if self.fault else None


class Plan(NamedTuple):
    """A plan in its folder; `shards` are where each begins and ends in the list, in bytes, and its inputs' number."""

    folder: str
    id: str
    version: str
    options: Options
    shards: list[tuple[int, int, int]]

    def part(self, index: int) -> str:
        """The path of what a shard leaves, but for its ending."""
        return os.path.join(self.folder, f"part-{index:06}")

    def entries(self, index: int) -> Iterator[Entry]:
        """The inputs of a shard."""
        start, stop, _ = self.shards[index]
        with open(_list_path(self.folder), "rb") as file:
            file.seek(start)
            for row in file.read(stop - start).splitlines():
                yield Entry(*json.loads(row))


def make_plan(folder: str, inputs: Iterable[tuple[Input, str]], options: Options) -> Plan:
    """Write the plan for inputs and their targets into `folder`, which is made. Raises OSError."""
    os.makedirs(folder, exist_ok=True)
    digest, total = hashlib.sha256(json.dumps([__version__, options]).encode()), 0
    temporary = _list_path(folder) + ".part"
    with open(temporary, "w+b") as file:
        for (path, fault), target in inputs:
            entry = _entry(path, target, fault)
            row = json.dumps(entry).encode() + b"\n"
            file.write(row)
            digest.update(row)
            total += entry.size
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        shards = list(_cut(file, min(_MOST_BYTES, max(_LEAST_BYTES, total // _WANTED))))
    os.replace(temporary, _list_path(folder))
    plan = Plan(folder, digest.hexdigest()[:16], __version__, options, shards)
    write_whole(_plan_path(folder), json.dumps(plan._asdict()).encode())
    return plan


def _cut(rows: Iterable[bytes], most: int) -> Iterator[tuple[int, int, int]]:
    """The shards of a list: what their inputs hold is at most `most` bytes, unless it is one input."""
    start = at = size = count = 0
    for row in rows:
        grown = size + Entry(*json.loads(row)).size
        if count and (grown > most or count == _MOST_FILES):
            yield start, at, count
            grown, start, count = grown - size, at, 0
        at, size, count = at + len(row), grown, count + 1
    if count:
        yield start, at, count


def read_plan(folder: str) -> Plan | None:
    """The plan that `folder` holds; None where there is none, or one that cannot be read."""
    try:
        return _read_plan(folder, os.stat(_plan_path(folder)).st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=1)
def _read_plan(folder: str, changed: int) -> Plan | None:
    """The plan that was written at `changed`: a process does many shards of one, and a plan tells of all."""
    try:
        with open(_plan_path(folder), "rb") as file:
            data = json.load(file)
        shards = [(start, stop, count) for start, stop, count in data["shards"]]
        return Plan(folder, data["id"], data["version"], Options(*data["options"]), shards)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _entry(path: str, target: str, fault: InputError | None) -> Entry:
    try:
        about = os.stat(path)
    except (OSError, ValueError):  # it is read later, and told then
        return Entry(path, target, fault.message if fault else None, 0, 0)
    return Entry(path, target, fault.message if fault else None, about.st_size, about.st_mtime_ns)


def _list_path(folder: str) -> str:
    return os.path.join(folder, "inputs.list")


def _plan_path(folder: str) -> str:
    return os.path.join(folder, "plan.json")
