"""Where the records of a shard go: a part of lines, or of rows. What an earlier run left is kept."""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import AbstractContextManager, ExitStack, suppress
from types import TracebackType
from typing import BinaryIO, NamedTuple

from ..article import Article, ErrorRecord
from ..output.articles import encoded
from ..problems import InputError
from ..storage import stores
from ..text.compression import pack, unpack
from .plan import Entry, Plan
from .state import Row, Segment

Record = Article | ErrorRecord
PACKED = 4 << 20  # bytes of lines that are packed in one piece: what a worker holds, and what reading one costs


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
        if row.segment >= len(self.plan.old):
            return None
        segment = self.plan.old[row.segment]
        if row.segment not in self.used and not segment.is_there(self.plan.home, self.plan.output):
            return None
        self.used[row.segment] = segment
        return self._kept(segment, row)

    def _kept(self, segment: Segment, row: Row) -> Place | None:
        """The same, of what is in a segment of the earlier run's outputs."""
        raise NotImplementedError

    def put(self) -> None:
        self.plan.refuse_stale()
        used, home, output = self.used.values(), self.plan.home, self.plan.output
        if not all(segment.is_there(home, output) for segment in used):  # what was read may be anything
            raise OSError(errno.ESTALE, "an output of an earlier run was changed meanwhile", self.plan.dest)
        self.file.flush()
        os.fsync(self.file.fileno())
        self.size = os.fstat(self.file.fileno()).st_size
        self.file.close()
        with open(self.temporary, "rb") as file:
            self.digest = hashlib.file_digest(file, "sha256")
        stores.put(self.temporary, self.path, follow=False)

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
        is_whole = len(data) == row.length and data.endswith(b"\n") and data.count(b"\n") == row.records
        return self._take(data) if is_whole or row.length == row.records == 0 else None

    def put(self) -> None:
        self._flush()
        super().put()

    def _old(self, segment: Segment, row: Row) -> bytes:
        packed = self.plan.options.packed
        path = stores.join(self.plan.home, segment.name)
        if not packed and not stores.is_remote(path):
            start = segment.start + row.at
            return stores.read(path, start, min(start + row.length, segment.start + segment.size))
        if self.old is None or self.old[0] != row.segment:
            data = stores.read(path, segment.start, segment.start + segment.size)
            self.old = row.segment, unpack(packed, data)
        return self.old[1][row.at : row.at + row.length]

    def _take(self, data: bytes) -> Place:
        place = Place(self.at, len(data))
        self.at += len(data)
        self.waiting += data
        if len(self.waiting) >= PACKED:
            self._flush()
        return place

    def _flush(self) -> None:
        if self.waiting:
            self.file.write(pack(self.plan.options.packed, bytes(self.waiting)))
            self.waiting.clear()


class Rows(_File):
    """A table in the Parquet format."""

    def __init__(self, plan: Plan, index: int) -> None:
        from ..output.tables import Writer

        super().__init__(plan, index)
        self.writer = Writer(self.file)
        self.old: tuple[str, str] | None = None  # the last part that was read, and where it is here

    def add(self, entry: Entry, records: list[Record]) -> Place:
        self.writer.add(records)
        return self._placed(len(records))

    def _kept(self, segment: Segment, row: Row) -> Place | None:
        try:
            if row.length != row.records:
                return None
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
