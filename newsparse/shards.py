"""One shard of a conversion, done: a pure function of the plan, whoever calls it and how often."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections import Counter
from collections.abc import Collection, Iterator
from typing import BinaryIO, NamedTuple

from . import __version__
from .api import parse_paths
from .article import Article, ErrorRecord
from .files import write_whole
from .output.articles import FORMATS, render
from .plan import Entry, Options, Plan, read_plan

_KILL = "NEWSPARSE_TEST_KILL"  # for tests: an input whose path holds this kills the process that reads it
_MOST_TOLD = 100  # errors of a shard
Record = Article | ErrorRecord


class ShardError(Exception):
    """A shard that cannot be done here; the message says why."""


class Receipt(NamedTuple):
    """What a shard has left: how much was read, what was repaired and told, and the bytes of the part."""

    plan: str
    shard: int
    inputs: int
    articles: int
    errors: int
    repairs: dict[str, int]
    problems: dict[str, int]
    size: int
    sha256: str
    faults: list[list[str]]  # the first error records: source and message


def run_shard(folder: str, index: int, dest: str, poison: Collection[str] = ()) -> Receipt:
    """Do a shard of the plan in `folder`, unless that was done.

    Raises ShardError, and OSError where nothing can be written. The part is written beside its place, flushed, put
    there, and then its receipt. `dest` is the folder of a tree of outputs. Inputs in `poison` give an error record
    without being read.
    """
    plan = read_plan(folder)
    if plan is None:
        raise ShardError(f"{folder}: there is no plan that can be read")
    if plan.version != __version__:
        raise ShardError(f"{folder}: the plan is of newsparse {plan.version}, this is {__version__}")
    done = receipt_of(plan, index)
    if done and (plan.options.form == "ndjson" or _is_there(plan.part(index), dest)):
        return done
    tally = _Tally()
    with open(plan.part(index) + ".part", "wb") as file, open(plan.part(index) + ".at", "wb") as mark:
        for number, entry in enumerate(plan.entries(index)):
            os.pwrite(mark.fileno(), f"{number}\n".encode(), 0)  # read where this process ends here
            records = list(tally.counted(_records(entry, plan.options, poison)))
            if plan.options.form == "ndjson":
                for piece in render(records, "ndjson"):
                    tally.write(file, piece.encode("utf-8", "backslashreplace"))
            else:
                _write_tree(dest, entry, records, plan.options.form, file, tally)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, plan.part(index))
    receipt = Receipt(plan.id, index, plan.shards[index][2], tally.articles, tally.errors, dict(tally.repairs),
                      dict(tally.problems), tally.size, tally.digest.hexdigest(), tally.faults)  # fmt: skip
    write_whole(plan.part(index) + ".json", json.dumps(receipt._asdict()).encode())
    os.unlink(mark.name)
    return receipt


def receipt_of(plan: Plan, index: int) -> Receipt | None:
    """The receipt of a shard that this plan has done; None where it is not whole."""
    try:
        with open(plan.part(index) + ".json", "rb") as file:
            receipt = Receipt(**json.load(file))
        size = os.path.getsize(plan.part(index))
    except (OSError, ValueError, TypeError):
        return None
    return receipt if (receipt.plan, receipt.size) == (plan.id, size) else None


def _is_there(part: str, dest: str) -> bool:
    """Whether the outputs of a tree that a part lists are where they were put."""
    with open(part, "rb") as file:
        return all(os.path.exists(os.path.join(dest, json.loads(row)[0])) for row in file)


def suspect(plan: Plan, index: int) -> str | None:
    """The path of the input at which a process that did a shard has ended; None where that cannot be told."""
    try:
        with open(plan.part(index) + ".at", "rb") as file:
            at = int(file.readline())
        return next(entry.path for number, entry in enumerate(plan.entries(index)) if number == at)
    except (OSError, ValueError, StopIteration):
        return None


class _Tally:
    """What is counted of a shard."""

    def __init__(self) -> None:
        self.articles = self.errors = self.size = 0
        self.repairs, self.problems = Counter[str](), Counter[str]()
        self.digest = hashlib.sha256()
        self.faults: list[list[str]] = []

    def counted(self, records: Iterator[Record]) -> Iterator[Record]:
        """The records, counted as they pass."""
        for record in records:
            if isinstance(record, ErrorRecord):
                self.errors += 1
                if self.errors <= _MOST_TOLD:
                    self.faults.append([record.source, record.message])
            else:
                self.articles += 1
                self.repairs.update(repair.code for repair in record.repairs)
                self.problems.update(problem.code for problem in record.problems)
            yield record

    def write(self, file: BinaryIO, data: bytes) -> None:
        """A piece of the part."""
        file.write(data)
        self.size += len(data)
        self.digest.update(data)


def _records(entry: Entry, options: Options, poison: Collection[str]) -> Iterator[Record]:
    if entry.path in poison:
        yield ErrorRecord(entry.path, "N012", "it ended the process that read it, twice", None)
        return
    if (wanted := os.environ.get(_KILL)) and wanted in entry.path:
        os.kill(os.getpid(), signal.SIGKILL)
    yield from parse_paths(
        [entry.input], encoding=options.encoding, errors=options.errors, repair=options.level,
        date_order=options.date_order,
    )  # fmt: skip


def _write_tree(dest: str, entry: Entry, records: list[Record], form: str, file: BinaryIO, tally: _Tally) -> None:
    """One output for each record of an input, and in the part a line on each: its path and its digest."""
    for number, record in enumerate(records, 1):
        name = f"{entry.target}{f'#{number}' if number > 1 else ''}.{form}"
        [style] = [known for known in FORMATS if known == form]
        text = "".join(render([record], style)) if form == "yaml" else _object(record)
        data = text.encode("utf-8", "backslashreplace")
        path = os.path.join(dest, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_whole(path, data)
        tally.write(file, json.dumps([name, hashlib.sha256(data).hexdigest()]).encode() + b"\n")


def _object(record: Record) -> str:
    return "".join(render([record], "ndjson", pretty=True))
