"""Where the records of a shard go: a part of lines or of rows, or a tree of files. What an earlier run left is kept."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from functools import cached_property
from types import TracebackType
from typing import BinaryIO, NamedTuple

from . import stores
from .article import Article, ErrorRecord
from .compressed import pack, unpack
from .output.articles import encoded
from .plan import Entry, Plan
from .problem import InputError
from .state import Row, Segment, names
from .targets import MANIFEST

Record = Article | ErrorRecord
_TOGETHER = 64  # files of a tree that are written together
_FATAL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))  # no output can be written any more
_PACKED = 4 << 20  # bytes of lines that are packed in one piece: what a worker holds, and what reading one costs


class Place(NamedTuple):
    """Where the records of one input are: see Row."""

    at: int
    length: int
    digest: str = ""


class Sink(AbstractContextManager["Sink"]):
    """What takes the records of a shard, input by input, until `put` puts them in their place.

    Raises OSError where nothing can be written; `unwritten` tells then of what fails for one input.
    """

    def __init__(self, plan: Plan, index: int) -> None:
        # Of two that do it, of which one is thought to be lost, neither writes over what the other's receipt tells of.
        self.plan, self.index, self.path = plan, index, f"{plan.part(index)}-{os.urandom(8).hex()}"
        self.size, self.at, self.digest = 0, 0, hashlib.sha256()
        self.unwritten: dict[str, OSError] = {}  # inputs whose outputs could not be written, and why

    def add(self, entry: Entry, records: list[Record]) -> Place:
        """Take the records of an input."""
        raise NotImplementedError

    def keep(self, entry: Entry, row: Row) -> Place | None:
        """Take what an earlier run made of an input; None where that is not there any more."""
        raise NotImplementedError

    def put(self) -> None:
        """Put the part in its place, whole."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing that is not whole."""


class _File(Sink):
    """A sink that fills one temporary file."""

    def __init__(self, plan: Plan, index: int) -> None:
        super().__init__(plan, index)
        self.temporary = stores.free_temporary(self.path)
        self.file: BinaryIO = open(self.temporary, "wb")  # noqa: SIM115 - it is closed by put or __exit__
        self.stack = ExitStack()
        self.used = dict[int, Segment]()  # of what an earlier run has left

    def keep(self, entry: Entry, row: Row) -> Place | None:
        segment = self.plan.old[row.segment]
        if row.segment not in self.used and not segment.is_there(self.plan.home):
            return None
        self.used[row.segment] = segment
        return self._kept(segment, row)

    def _kept(self, segment: Segment, row: Row) -> Place | None:
        """The same, of what is in a segment of the earlier run's outputs."""
        raise NotImplementedError

    def put(self) -> None:
        self.plan.refuse_stale()
        if not all(segment.is_there(self.plan.home) for segment in self.used.values()):  # what was read may be anything
            raise OSError(errno.ESTALE, "an output of an earlier run was changed meanwhile", self.plan.dest)
        self.file.flush()
        os.fsync(self.file.fileno())
        self.size = os.fstat(self.file.fileno()).st_size
        self.file.close()
        with open(self.temporary, "rb") as file:
            self.digest = hashlib.file_digest(file, "sha256")
        stores.put(self.temporary, self.path)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()
        self.stack.close()
        with suppress(OSError):
            os.unlink(self.temporary)


class Lines(_File):
    """NDJSON, packed or not."""

    def __init__(self, plan: Plan, index: int) -> None:
        super().__init__(plan, index)
        self.waiting = bytearray()
        self.old: tuple[int, bytes] | None = None  # of a store, or packed: the last segment that was read

    def add(self, entry: Entry, records: list[Record]) -> Place:
        return self._take(b"".join(encoded(records)))

    def _kept(self, segment: Segment, row: Row) -> Place | None:
        try:
            data = self._old(segment, row)
        except (OSError, InputError):
            return None
        return self._take(data) if len(data) == row.length else None

    def put(self) -> None:
        self._flush()
        super().put()

    def _old(self, segment: Segment, row: Row) -> bytes:
        packed = self.plan.options.packed
        path = stores.join(self.plan.home, segment.name)
        if not packed and not stores.is_remote(path):
            start = segment.start + row.at
            return stores.read(path, start, start + row.length)
        if self.old is None or self.old[0] != row.segment:
            data = stores.read(path, segment.start, segment.start + segment.size)
            self.old = row.segment, unpack(packed, data)
        return self.old[1][row.at : row.at + row.length]

    def _take(self, data: bytes) -> Place:
        place = Place(self.at, len(data))
        self.at += len(data)
        self.waiting += data
        if len(self.waiting) >= _PACKED:
            self._flush()
        return place

    def _flush(self) -> None:
        if self.waiting:
            self.file.write(pack(self.plan.options.packed, bytes(self.waiting)))
            self.waiting.clear()


class Rows(_File):
    """A table in the Parquet format."""

    def __init__(self, plan: Plan, index: int) -> None:
        from .output.tables import Writer

        super().__init__(plan, index)
        self.writer = Writer(self.file)
        self.old: tuple[str, str] | None = None  # the last part that was read, and where it is here

    def add(self, entry: Entry, records: list[Record]) -> Place:
        self.writer.add(records)
        return self._placed(len(records))

    def _kept(self, segment: Segment, row: Row) -> Place | None:
        try:
            self.writer.keep(self._old(segment.name), segment.start + row.at, row.length)
        except (OSError, ValueError):
            return None
        return self._placed(row.length)

    def put(self) -> None:
        self.writer.close()
        super().put()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind:  # else it would end the file that is thrown away
            self.writer.__exit__(kind, error, trace)
        super().__exit__(kind, error, trace)

    def _old(self, name: str) -> str:
        """The local path of a part that an earlier run left; held until another one is asked for."""
        if self.old is None or self.old[0] != name:
            self.stack.close()
            path = stores.join(self.plan.home, name)
            self.old = name, self.stack.enter_context(stores.local_copy(path))
        return self.old[1]

    def _placed(self, count: int) -> Place:
        self.at += count
        return Place(self.at - count, count)


class Tree(Sink):
    """A file for each record. Some are held and written together: to a store many at the same time."""

    def __init__(self, plan: Plan, index: int) -> None:
        super().__init__(plan, index)
        stores.remove(stores.join(plan.home, MANIFEST))  # what it tells is no longer true from here on
        self.waiting: list[tuple[str, bytes, str]] = []  # where to, what, and of which input
        self.temporary = self.path + ".part"
        self.held = 0

    def add(self, entry: Entry, records: list[Record]) -> Place:
        whole, length, options = hashlib.sha256(), 0, self.plan.options
        for name, record in zip(names(entry.target, len(records), options.ending), records, strict=True):
            data = pack(options.packed, _document(record, options.form))
            self.waiting.append((stores.join(self.plan.home, name), data, entry.path))
            self.held += len(data)
            length += len(data)
            whole.update(data)
        self._end(entry, len(records))
        if len(self.waiting) >= _TOGETHER or self.held >= _PACKED:
            self._flush()
        return self._placed(Place(0, length, whole.hexdigest()))

    def _end(self, entry: Entry, count: int) -> None:
        """Remove what an input has given behind its first `count` records, as far as that is known."""
        old = names(entry.target, entry.old.records if entry.old else 0, self.plan.options.ending, count)
        for name in [*old, *(self.plan.outputs(entry.target, count) if self.plan.torn else ())][::-1]:
            stores.remove(stores.join(self.plan.home, name))

    def keep(self, entry: Entry, row: Row) -> Place | None:
        sizes = [self.sizes.get(path) for path in self._paths(row)]
        length = sum(size or 0 for size in sizes)
        if entry.todo == "gone" and any(size is not None for size in sizes):  # whatever they are, they go with --prune
            self._end(entry, row.records)
            return self._placed(Place(0, row.length, row.digest))
        if None in sizes or length != row.length or not self._is_whole(row):
            return None
        self._end(entry, row.records)
        self.size += length
        return self._placed(Place(0, length, row.digest))

    def _is_whole(self, row: Row) -> bool:
        """Whether outputs of the right sizes are those of a row: others have them only where the tree is torn."""
        if not self.plan.torn:
            return True
        whole = hashlib.sha256()
        for data in stores.read_many(self._paths(row)):
            whole.update(data if isinstance(data, bytes) else b"")
        return whole.hexdigest() == row.digest

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How long the outputs are that an earlier run left of this shard's inputs, without those that are gone."""
        entries = self.plan.entries(self.index)
        paths = [path for entry in entries if entry.old and entry.todo != "new" for path in self._paths(entry.old)]
        abouts = zip(paths, stores.at_once(stores.about, [(path,) for path in paths]), strict=True)
        return {path: about.size for path, about in abouts if not isinstance(about, OSError)}

    def _paths(self, row: Row) -> Iterator[str]:
        return (stores.join(self.plan.home, name) for name in row.names(self.plan.options.ending))

    def _placed(self, place: Place) -> Place:
        self.digest.update(place.digest.encode())
        return place

    def _flush(self) -> None:
        """Write what waits. One file that cannot be written is of one input; a full disk is of all."""
        self.plan.refuse_stale()
        done = stores.at_once(self._write, [(path, data) for path, data, _ in self.waiting])
        for (_, data, source), error in zip(self.waiting, done, strict=True):
            if error is None:
                self.size += len(data)
            elif error.errno in _FATAL:
                raise error
            else:
                self.unwritten[source] = error
        self.waiting, self.held = [], 0

    def _write(self, path: str, data: bytes) -> None:
        """Write an output, whole; the temporary file is in the plan's folder, so nothing is left behind in the tree."""
        if stores.is_remote(path):
            stores.write(path, data)
            return
        stores.make_folder(os.path.dirname(path))
        with open(self.temporary, "wb") as file:
            file.write(data)
        stores.put(self.temporary, path)

    def put(self) -> None:
        self._flush()
        if hasattr(os, "sync") and not stores.is_remote(self.path):
            os.sync()  # once for all: a flush of each file takes longer than what is in it


def sink(plan: Plan, index: int) -> Sink:
    """The sink for a shard of a plan. Raises OSError, and MissingPyarrowError."""
    kinds: dict[str, Callable[[Plan, int], Sink]] = {"ndjson": Lines, "parquet": Rows}
    return kinds.get(plan.options.form, Tree)(plan, index)


def _document(record: Record, form: str) -> bytes:
    return b"".join(encoded([record], "yaml" if form == "yaml" else "ndjson", pretty=True))
