"""One shard of a conversion, done: a function of the plan, whoever calls it and how often."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from ..api import articles_in
from ..article import REQUIRED, Article, ErrorRecord
from ..batch import error_record
from ..inputs.reader import is_enough
from ..storage import stores
from . import untrusted
from .plan import Entry, Options, Plan, PlanError, load_plan, refuse_links
from .sinks import Lines, Record, Rows, Sink
from .state import Row, rows_of
from .tree_sink import Tree
from .untrusted import DamagedError, Size

_MOST_TOLD = 100  # errors of a shard
_TOGETHER, _TOGETHER_BYTES = 64, 32 << 20  # inputs of a store that are asked for at once


Heard = Callable[[str], None]  # is told of an input


class ShardError(Exception):
    """A shard that cannot be done here; the message says why."""


class Receipt(NamedTuple):
    """What a shard has left: how much was read, what was kept, repaired and told, and the bytes of the part."""

    plan: str
    shard: int
    part: str  # its name in the plan's folder
    inputs: Size
    kept: Size
    articles: Size
    errors: Size
    old_articles: Size  # of inputs that no longer exist, whose records stay
    old_errors: Size
    repairs: dict[str, Size]
    problems: dict[str, Size]
    missing: dict[str, Size]  # articles without a value, for each required field
    codes: dict[str, Size]  # error records, for each code
    unwritten: Size  # inputs whose outputs could not be written
    length: Size  # of the part before it was packed, or its rows
    size: Size
    sha256: str
    faults: list[tuple[str, str]]  # the first error records: source and message


def run_shard(folder: str, index: int, *, poison: Collection[str] = (), heard: Heard = lambda path: None) -> Receipt:
    """Do a shard of the plan in `folder`, unless that was done.

    Raises ShardError, and OSError where nothing can be written. The part is written to a temporary file, flushed, put
    in its place, and then its receipt. Inputs in `poison` give an error record without being read; `heard` is told of
    each input before it is read.
    """
    refuse_links(folder)
    try:
        plan = load_plan(folder)
    except OSError:
        raise ShardError(f"{folder}: there is no plan that can be read; all workers must see the same files") from None
    if plan.makers != (here := plan.options.makers):
        raise ShardError(f"{folder}: the plan was made with {plan.makers}, here is {here}")
    if done := receipt_of(plan, index):
        return done
    found: list[tuple[Entry, Row]] = []
    faults: list[ErrorRecord] = []
    read = missing = 0
    with sink(plan, index) as target:
        for entry, data in _read(plan, index, poison, heard):
            read += data is not None
            missing += isinstance(data, FileNotFoundError) and bool(entry.stamp)
            row = _kept(entry, data, target)
            if row is None and entry.todo == "gone":
                continue
            row = row or _made(entry, data, poison, target, faults)
            found.append((entry, row._replace(segment=index)))
        if missing == read > 1:  # nobody removes so many that were there when the plan was made
            raise ShardError(f"nothing that shard {index} reads is here, as it was when the plan was made; all workers "
                             "must see the same files")  # fmt: skip
        target.put()
    for number, (entry, _) in enumerate(found):
        if error := target.unwritten.get(entry.path):
            faults.append(ErrorRecord(entry.path, "N001", f"its output {unwritten(error)}", None))
            found[number] = entry, Row(entry.path, entry.target, -1, "", "", index, 0, 0, 0, 1, {}, {}, {}, "")
    plan.refuse_stale()
    stores.write(target.path + ".rows", b"".join(json.dumps(row).encode() + b"\n" for _, row in found),
                 follow=False)  # fmt: skip
    receipt = _receipt(plan, index, found, faults, target)
    stores.write(plan.part(index) + ".json", json.dumps(receipt._asdict()).encode(), follow=False)
    return receipt


def sink(plan: Plan, index: int) -> Sink:
    """The sink for a shard of a plan. Raises OSError, and MissingPyarrowError."""
    kinds: dict[str, Callable[[Plan, int], Sink]] = {"ndjson": Lines, "parquet": Rows}
    return kinds.get(plan.options.form, Tree)(plan, index)


def _receipt(
    plan: Plan, index: int, found: list[tuple[Entry, Row]], faults: list[ErrorRecord], target: Sink
) -> Receipt:
    present = [row for entry, row in found if entry.todo != "gone"]
    repairs, problems, missing = Counter[str](), Counter[str](), Counter[str]()
    for row in present:
        repairs.update(row.repairs)
        problems.update(row.problems)
        missing.update(row.missing)
    kept = sum(entry.todo in ("same", "hash") and entry.old is not None and row.sha256 == entry.old.sha256
               for entry, row in found)  # fmt: skip
    articles, errors = (sum(row.articles for row in present), sum(row.errors for row in present))
    return Receipt(
        plan.id, index, os.path.basename(target.path), len(present), kept, articles, errors,
        sum(row.articles for _, row in found) - articles, sum(row.errors for _, row in found) - errors, dict(repairs),
        dict(problems), dict(missing), Counter(fault.code for fault in faults), len(target.unwritten),
        target.at, target.size, target.digest.hexdigest(),
        [(fault.source, fault.message) for fault in faults[:_MOST_TOLD]],
    )  # fmt: skip


def receipt_left(plan: Plan, index: int) -> Receipt | None:
    """The receipt of a shard, wherever its part is by now; None where this plan has not done it."""
    try:
        receipt = untrusted.record(Receipt, untrusted.parse(untrusted.read(plan.part(index) + ".json")))
    except (OSError, DamagedError):
        return None
    part, _, attempt = receipt.part.rpartition("-")
    named = part == os.path.basename(plan.part(index)) and re.fullmatch("[0-9a-f]{16}", attempt)
    return receipt if (receipt.plan, receipt.shard) == (plan.id, index) and named else None


def receipt_of(plan: Plan, index: int) -> Receipt | None:
    """The receipt of a shard that this plan has done; None where what it left is not whole."""
    if receipt := receipt_left(plan, index):
        with suppress(OSError, PlanError):
            if plan.options.is_tree:
                return receipt if _is_there(plan, receipt) else None
            untrusted.refuse_special(part_of(plan, receipt))
            return receipt if stores.about(part_of(plan, receipt)).size == receipt.size else None
    return None


def part_of(plan: Plan, receipt: Receipt) -> str:
    """The path of what a shard has left, until it is put in its place."""
    return stores.join(plan.folder, receipt.part)


def row_lines(plan: Plan, receipt: Receipt) -> bytes:
    """What a shard has left of its inputs, a Row a line. Raises OSError."""
    return untrusted.read(part_of(plan, receipt) + ".rows")


def rows_left(plan: Plan, receipt: Receipt) -> Iterator[Row]:
    """The same, as rows. Raises OSError, and PlanError where one cannot be used."""
    try:
        yield from rows_of(row_lines(plan, receipt))
    except DamagedError as error:
        path = part_of(plan, receipt) + ".rows"
        raise PlanError(f"{path}: {error}; remove it and run its shard again") from None


def _is_there(plan: Plan, receipt: Receipt) -> bool:
    """Whether the outputs of a tree are where they were put; of a store that is believed, for each would be asked."""
    if stores.is_remote(plan.home):
        return True
    found = (name for row in rows_left(plan, receipt) for name in row.names(plan.options.ending))
    return all(stores.exists(stores.join(plan.home, name)) for name in found)


Read = bytes | OSError | None  # None: it need not be read


def _read(plan: Plan, index: int, poison: Collection[str], heard: Heard) -> Iterator[tuple[Entry, Read]]:
    """The inputs of a shard and their bytes, those of a store many at once."""
    held: list[Entry] = []
    for entry in plan.entries(index):
        held.append(entry)
        many = len(held) == _TOGETHER or sum(x.size for x in held) > _TOGETHER_BYTES
        if many or not stores.is_remote(entry.path):
            yield from _together(held, plan, poison, heard)
            held = []
    yield from _together(held, plan, poison, heard)


def _together(
    entries: list[Entry], plan: Plan, poison: Collection[str], heard: Heard = lambda path: None
) -> Iterator[tuple[Entry, Read]]:
    wanted = (entry.path if stores.is_remote(entry.path) else os.path.join(plan.base, entry.path)
              for entry in entries if _is_read(entry, poison))  # fmt: skip
    options = plan.options
    enough = partial(is_enough, encoding=options.encoding, errors=options.errors)
    found = stores.read_many(wanted, options.max_size, enough)
    for entry in entries:
        heard(entry.path)  # to read it alone may end the process
        yield entry, next(found) if _is_read(entry, poison) else None


def _is_read(entry: Entry, poison: Collection[str]) -> bool:
    return entry.todo in ("new", "hash") and not entry.fault and entry.path not in poison


def _kept(entry: Entry, data: Read, target: Sink) -> Row | None:
    """What an earlier run made of an input, if it can stay: in the sink, and its new row."""
    if entry.old is None or entry.todo == "new":
        return None
    if entry.todo == "hash" and not (isinstance(data, bytes) and _digest(data) == entry.old.sha256):
        return None
    place = target.keep(entry, entry.old)
    if place is None and entry.todo == "gone" and not target.plan.options.is_tree:
        raise ShardError(f"{entry.path} is no more, and what was made of it cannot be read; --prune leaves it out")
    return entry.old._replace(stamp=entry.stamp, **place._asdict()) if place else None


def _made(entry: Entry, data: Read, poison: Collection[str], target: Sink, faults: list[ErrorRecord]) -> Row:
    """The records of an input: in the sink, its error records in `faults`, and its row."""
    if data is None:  # it was to be kept, and is not there
        [(_, data)] = _together([entry._replace(todo="new")], target.plan, poison)
    records = _records(entry, data, target.plan.options, poison)
    place = target.add(entry, records)
    articles = [record for record in records if not isinstance(record, ErrorRecord)]
    faults += (record for record in records if isinstance(record, ErrorRecord))
    repairs = Counter(repair.code for article in articles for repair in article.repairs)
    problems = Counter(problem.code for article in articles for problem in article.problems)
    digest = _digest(data) if isinstance(data, bytes) else ""
    return Row(entry.path, entry.target, entry.size, entry.stamp, digest, 0, place.at, place.length, len(articles),
               len(records) - len(articles), repairs, problems, _missing(articles), place.digest)  # fmt: skip


def _missing(articles: list[Article]) -> dict[str, int]:
    """How many articles have no value, for each required field."""
    counts = {name: sum(not getattr(article, name) for article in articles) for name in REQUIRED}
    return {name: count for name, count in counts.items() if count}


def unwritten(error: OSError) -> str:
    """One clause on why an output was not written."""
    return f"cannot be written: {error.strerror or error}"


def _records(entry: Entry, data: Read, options: Options, poison: Collection[str]) -> list[Record]:
    """The records of an input: its articles, or one error record."""
    path = entry.path
    if path in poison:
        return [ErrorRecord(path, "N012", "it ended the process that read it, twice", None)]
    if entry.fault:
        return [ErrorRecord(path, "N001", entry.fault, None)]
    try:
        if isinstance(data, OSError):
            raise data
        return list(articles_in(path, data or b"", options.reading))
    except Exception as error:
        return [error_record(path, error)]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
