"""A plan made: inputs beside what an earlier run has left of them, and cut into shards."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import time
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from ..inputs.walk import Found
from ..problems import unreadable
from ..storage import stores
from ..text.limits import oversized
from .plan import LIST, PLAN, PRUNED, Asked, Entry, Options, Plan, PlanError, entries_of, read_plan
from .recorded import part_name, refuse_linked, refuse_outputs, refuse_parts, state_options
from .state import Row, State, is_output

# Of the inputs of a shard: so small that many processes have work, so large that a run of millions has few parts. How
# many processes there are does not count, for the bytes must be the same.
_LEAST_BYTES, _MOST_BYTES, _MOST_FILES = 256 << 10, 64 << 20, 2000
_WANTED = 64  # shards
_ASKED = 1024  # inputs whose sizes are asked for together: of stores many at the same time


def make_plan(folder: str, inputs: Iterable[tuple[Found, str]], asked: Asked, state: State | None = None) -> Plan:
    """Write the plan for inputs, in the order of their paths, and their targets into `folder`.

    `state` is what an earlier run has left at the same place. Raises PlanError for inputs out of order, and OSError.
    """
    stores.make_folder(folder)
    began, options, makers = time.time_ns(), asked.options, asked.options.makers
    before = read_plan(folder)  # of a run that was stopped
    left, total, refuse = _Left(state, asked, makers), 0, refuse_linked(asked.home)
    with stores.whole(stores.join(folder, LIST), follow=False) as file:
        for entry in left.merged(_stated(inputs, asked)):
            file.write(json.dumps(entry).encode() + b"\n")
            total += entry.size
            if options.is_tree:
                refuse(entry.target)
        _refuse_unrecorded(file, asked, state, before)
        for row in _leave_out_replaced(file, left.stayed):
            left.gone -= 1
            left.drop(row.names(options.ending), torn=True)
        digest = hashlib.sha256(json.dumps([makers, options]).encode())
        shards = list(_cut(_hashed(file, digest), min(_MOST_BYTES, max(_LEAST_BYTES, total // _WANTED))))
        refuse_parts(asked, folder, state.segments if state else (), _parts(options, len(shards)))
        key = digest.hexdigest()[:16]
        if before and before.options.is_tree:
            left.drop(before.dropped(torn=True), torn=True)
            left.drop(_torn(before, file, asked) if before.id != key else (), torn=True)
        for name in left.names():
            refuse(name)
        stores.write(
            stores.join(folder, PRUNED), bytes(left.dropped), follow=False
        )  # before the list: both may be needed again
    if before and before.id == key:
        began = before.began  # what its shards have read may have changed since
    plan = Plan(folder, key, makers, options, working_folder(), asked.dest, asked.single, asked.home,
                asked.reuse or not asked.single, began, left.gone, left.pruned,
                before is not None and (before.options.is_tree or before.torn), zlib.crc32(left.dropped),
                state.segments if state and (left.is_whole or not asked.single) else [], shards)  # fmt: skip
    stores.write(stores.join(folder, PLAN), json.dumps(plan._asdict()).encode(), follow=False)
    for item in list(stores.scan(folder)):  # in a tree what another plan has put there may be written over by now
        if item.name.startswith("part-") and not item.name.startswith(f"part-{plan.id}-"):
            stores.remove(stores.join(folder, item.name))
    return plan


def _parts(options: Options, count: int) -> Iterator[str]:
    """The names of the parts of so many shards in a folder."""
    return (part_name(index, options) for index in range(0 if options.is_tree else count))


def _refuse_unrecorded(file: BinaryIO, asked: Asked, state: State | None, before: Plan | None) -> None:
    """Raise PlanError where the outputs of a list would replace files in a tree that no run has recorded."""
    if not asked.options.is_tree:
        return
    was = state_options(state, asked) if state else asked.options
    known = [row.names(was.ending) for row in state.rows()] if state and was.is_tree else []
    stopped: list[str] = []
    if before and before.options.is_tree:
        known.append(iter(before.dropped()))
        with stores.local_copy(stores.join(before.folder, LIST)) as path, open(path, "rb") as rows:
            stopped += (entry.target for entry in entries_of(rows))
    file.flush()
    with open(file.name, "rb") as rows:
        refuse_outputs(asked, entries_of(rows), chain.from_iterable(known), stopped)


def _leave_out_replaced(file: BinaryIO, stayed: set[str]) -> Iterator[Row]:
    """Leave inputs that are no more out of a list where their outputs are those of others by now, as where a folder has
    another name. `stayed` are the targets of all that are no more. Gives what was left of them."""
    if not stayed:
        return
    file.flush()
    with open(file.name, "rb") as rows:
        taken = {entry.target for entry in entries_of(rows) if entry.target in stayed and entry.todo != "gone"}
    at = 0
    with open(file.name, "rb") as rows:
        for row in rows:  # what is written ends where what was read does, or before
            [entry] = entries_of([row])
            if entry.old and entry.todo == "gone" and entry.target in taken:
                yield entry.old
            else:
                file.seek(at)
                at += file.write(row)
    file.truncate(at)


def _hashed(file: BinaryIO, digest: hashlib._Hash) -> Iterator[tuple[bytes, Entry]]:
    """The lines of a list; of what they tell a plan's id is made."""
    file.seek(0)
    for row in file:
        [entry] = entries_of([row])
        digest.update(json.dumps([*entry[:5], entry.todo == "gone"]).encode())
        yield row, entry


def _torn(before: Plan, file: BinaryIO, asked: Asked) -> Iterator[str]:
    """The outputs that a run which was stopped has put into a tree, where they are not those of a new list. Those of
    another form go with --prune only: among them are what is no output any more, but was."""
    fits = before.options.ending == asked.options.ending
    file.seek(0)
    entries = entries_of(file)
    entry = next(entries, None)
    with stores.local_copy(stores.join(before.folder, LIST)) as path, open(path, "rb") as rows:
        for old in entries_of(rows) if fits or asked.prune else ():
            while entry and entry.path < old.path:
                entry = next(entries, None)
            if not (fits and entry and (entry.path, entry.target) == (old.path, old.target)):
                yield from before.outputs(old.target)


def working_folder() -> str:
    """The working directory. Raises PlanError where it has been removed: no process can be started from there."""
    try:
        return os.getcwd()
    except OSError:
        raise PlanError("the working directory is no more; call this from another") from None


def _stated(inputs: Iterable[tuple[Found, str]], asked: Asked) -> Iterator[Entry]:
    """The inputs with their sizes and stamps. Raises PlanError where they are not in order, and where none is there, or
    with `prune` one is not: a name may be mistyped, a disk not mounted, a store out of reach, and what is there is to
    be written over."""
    before, there, rest = None, False, iter(inputs)
    missing: str | None = None
    while some := list(islice(rest, _ASKED)):
        abouts = stores.at_once(stores.about, [(found.path,) for found, _ in some if found.size is None])
        for found, target in some:
            if before is not None and found.path <= before:
                raise PlanError(f"{found.path} comes after {before}: inputs must be sorted, each once")
            before = found.path
            about = next(abouts) if found.size is None else stores.About(found.size, found.stamp or "")
            if why := _missing(found, about):
                missing = missing or f"{found.path}: {why}"
            else:
                there = True
            yield _entry(found, target, about, asked.options.max_size)
    if missing and (asked.prune or not there):
        raise PlanError(f"{missing}; nothing was " + ("removed" if asked.prune else "written"))


def _missing(found: Found, about: stores.About | OSError) -> str | None:
    """Why an input cannot be said to be there: links that lead nowhere, pipes and devices are."""
    if found.fault:
        return found.fault.message
    if not isinstance(about, OSError) or about.errno == errno.EINVAL or os.path.islink(found.path):
        return None
    return unreadable(about)


def _entry(found: Found, target: str, about: stores.About | OSError, limit: int) -> Entry:
    fault = found.fault.message if found.fault else None
    if limit and not isinstance(about, OSError) and about.size > limit:
        fault = unreadable(oversized(found.path, limit))
    if isinstance(about, OSError):  # it is read later, and told then, but for what would never end
        fault = unreadable(about) if about.errno == errno.EINVAL else fault
        about = stores.About(0, "")
    return Entry(found.path, target, fault, *about, "new", None)


class _Left:
    """What an earlier run has left at the same place, and what becomes of it: counts of inputs that are no more, and of
    those whose records go, the targets of those whose outputs in a tree stay, and the names of outputs that go, a line
    each."""

    def __init__(self, state: State | None, asked: Asked, makers: str) -> None:
        self.state, self.asked, self.gone, self.pruned = state, asked, 0, 0
        self.stayed, self.dropped = set[str](), bytearray()
        self.before = state_options(state, asked) if state else asked.options
        self.fits = self.before.ending == asked.options.ending
        self.stays = self.fits and not asked.prune and (asked.options.is_tree or asked.reuse)
        self.is_same = state is not None and state.makers == makers and self.before == asked.options
        if state and asked.prune and asked.options.is_tree and not self.before.is_tree:
            self.drop(segment.name for segment in state.segments)
        self.is_whole = bool(state and state.is_whole(asked.home, asked.output))
        self.is_usable = self.is_whole and self.is_same and asked.reuse

    def merged(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        """The inputs, each with what is left of it, and between them those that are no more but stay."""
        wanted = self.asked.options.is_tree or self.asked.reuse or self.asked.prune
        rows = self.state.rows() if self.state and wanted else iter(())
        row = next(rows, None)
        for entry in entries:
            while row and row.path < entry.path:
                yield from self._gone(row)
                row = next(rows, None)
            if row and row.path == entry.path:
                yield self._again(entry, row)
                row = next(rows, None)
            else:
                yield entry
        while row:
            yield from self._gone(row)
            row = next(rows, None)

    def _gone(self, row: Row) -> Iterator[Entry]:
        """An input that is no more."""
        self.gone += self.stays or self.asked.reuse or self.asked.prune
        if self.stays:
            if not self.is_whole:  # and what was made of it may be anything by now
                where = self.asked.dest
                raise PlanError(f"{row.path} is no more, and {where} is not what was left; --prune leaves it out")
            if self.before.is_tree:
                self.stayed.add(row.target)
            if not self.is_same:  # should the input come again, it is to be read
                row = row._replace(stamp="", sha256="")
            yield Entry(row.path, row.target, None, 0, row.stamp, "gone", row)
            return
        self.pruned += self.asked.reuse or self.asked.prune
        if self.asked.prune:
            self.drop(self._names(row))

    def _again(self, entry: Entry, row: Row) -> Entry:
        """An input that an earlier run has read. What gave an error may be well by now."""
        if row.target != entry.target or not self.fits:  # of this tree its outputs are elsewhere from now on
            if self.fits or self.asked.prune:
                self.drop(self._names(row))
            return entry
        if not self.is_usable or row.errors or entry.fault or row.size != entry.size:
            return entry._replace(old=row)
        settled = row.stamp == entry.stamp and self.state is not None and self.state.is_settled(row.stamp)
        return entry._replace(todo="same" if settled else "hash", old=row)

    def _names(self, row: Row) -> Iterator[str]:
        """The outputs of an input, where they were files of their own."""
        return row.names(self.before.ending) if self.before.is_tree else iter(())

    def drop(self, outputs: Iterable[str], torn: bool = False) -> None:
        """Let outputs go, unless they are made again; those of a `torn` tree whoever makes the next plan."""
        for name in filter(is_output, outputs):
            self.dropped += json.dumps([name, torn]).encode() + b"\n"

    def names(self) -> Iterator[str]:
        """The names of the outputs that go."""
        return (json.loads(line)[0] for line in self.dropped.splitlines())


def _cut(rows: Iterable[tuple[bytes, Entry]], most: int) -> Iterator[tuple[int, int, int, int]]:
    """The shards of a list: what their inputs hold is at most `most` bytes, unless it is one input."""
    start = at = size = count = checksum = 0
    for row, entry in rows:
        grown = size + (entry.old.size if entry.old and entry.todo == "gone" else entry.size)
        if count and (grown > most or count == _MOST_FILES):
            yield start, at, count, checksum
            grown, start, count, checksum = grown - size, at, 0, 0
        at, size, count, checksum = at + len(row), grown, count + 1, zlib.crc32(row, checksum)
    if count:
        yield start, at, count, checksum
