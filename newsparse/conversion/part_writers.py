"""Writers of the records of a shard: NDJSON and Parquet parts. Records of a previous run can be kept."""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import AbstractContextManager, ExitStack, suppress
from types import TracebackType
from typing import BinaryIO, NamedTuple

from ..article import Article, ErrorRecord
from ..output.articles import encode_records
from ..problems import InputError
from ..storage import stores
from ..text.compression import compress, decompress
from .plan import Entry, Plan
from .state import InputState, Segment

Record = Article | ErrorRecord
# Bytes of records that are held and compressed together: the memory of a worker, and the cost of reading one record.
BLOCK_SIZE = 4 << 20


class RecordSpan(NamedTuple):
    """The location of the records of one input in its part; see InputState."""

    offset: int
    length: int
    outputs_digest: str = ""


class ShardWriter(AbstractContextManager["ShardWriter"]):
    """A writer for the records of a shard, input by input, until `publish` completes the part.

    Raises OSError if nothing can be written; `write_errors` has the errors that concern the outputs of one input.
    """

    def __init__(self, plan: Plan, index: int) -> None:
        # If two processes run a shard, because one was thought to be lost, each has a part that fits its receipt.
        self.plan, self.index, self.path = plan, index, f"{plan.part_prefix(index)}-{os.urandom(8).hex()}"
        self.size, self.content_length, self.digest = 0, 0, hashlib.sha256()
        self.write_errors: dict[str, OSError] = {}  # by the path of the input

    def add(self, entry: Entry, records: list[Record]) -> RecordSpan:
        """Write the records of an input."""
        raise NotImplementedError

    def keep(self, entry: Entry, input_state: InputState) -> RecordSpan | None:
        """Copy the records of an input from the previous outputs; None if these have changed."""
        raise NotImplementedError

    def publish(self) -> None:
        """Complete the part and give it its name."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove temporary files."""


class _FileWriter(ShardWriter):
    """A writer to one temporary file, which becomes the part."""

    def __init__(self, plan: Plan, index: int) -> None:
        super().__init__(plan, index)
        self.temporary = stores.new_temporary(self.path)
        self.file: BinaryIO = open(self.temporary, "wb")  # noqa: SIM115 - closed by publish or __exit__
        self.stack = ExitStack()
        self.used_segments = dict[int, Segment]()  # of the previous outputs

    def keep(self, entry: Entry, input_state: InputState) -> RecordSpan | None:
        if input_state.segment >= len(self.plan.previous_segments):
            return None
        segment = self.plan.previous_segments[input_state.segment]
        if input_state.segment not in self.used_segments:
            if not segment.is_unchanged(self.plan.output_folder, self.plan.output_name):
                return None
            self.used_segments[input_state.segment] = segment
        return self._copy_records(segment, input_state)

    def _copy_records(self, segment: Segment, input_state: InputState) -> RecordSpan | None:
        """Copy the records of an input from a segment; None if they cannot be read."""
        raise NotImplementedError

    def publish(self) -> None:
        plan = self.plan
        plan.refuse_if_replaced()
        segments = self.used_segments.values()
        if not all(segment.is_unchanged(plan.output_folder, plan.output_name) for segment in segments):
            # The records may have been read after the change.
            raise OSError(errno.ESTALE, "an output of an earlier run was changed meanwhile", plan.dest)
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


class NdjsonWriter(_FileWriter):
    """A writer of NDJSON, compressed or not."""

    def __init__(self, plan: Plan, index: int) -> None:
        super().__init__(plan, index)
        self.block = bytearray()  # lines that are not written yet
        self.cached_segment: tuple[int, bytes] | None = None  # the index and the lines of the last segment read

    def add(self, entry: Entry, records: list[Record]) -> RecordSpan:
        return self._write_lines(b"".join(encode_records(records)))

    def _copy_records(self, segment: Segment, input_state: InputState) -> RecordSpan | None:
        try:
            lines = self._read_lines(segment, input_state)
        except (OSError, InputError):
            return None
        has_all_lines = len(lines) == input_state.length and lines.count(b"\n") == input_state.records
        is_empty = input_state.length == input_state.records == 0
        return self._write_lines(lines) if (has_all_lines and lines.endswith(b"\n")) or is_empty else None

    def publish(self) -> None:
        self._write_block()
        super().publish()

    def _read_lines(self, segment: Segment, input_state: InputState) -> bytes:
        compression = self.plan.options.compression
        path = stores.join_path(self.plan.output_folder, segment.name)
        if not compression and not stores.is_remote(path):
            start = segment.start + input_state.offset
            return stores.read(path, start, min(start + input_state.length, segment.start + segment.size))
        if self.cached_segment is None or self.cached_segment[0] != input_state.segment:
            data = stores.read(path, segment.start, segment.start + segment.size)
            self.cached_segment = input_state.segment, decompress(compression, data)
        return self.cached_segment[1][input_state.offset : input_state.offset + input_state.length]

    def _write_lines(self, lines: bytes) -> RecordSpan:
        span = RecordSpan(self.content_length, len(lines))
        self.content_length += len(lines)
        self.block += lines
        if len(self.block) >= BLOCK_SIZE:
            self._write_block()
        return span

    def _write_block(self) -> None:
        if self.block:
            self.file.write(compress(self.plan.options.compression, bytes(self.block)))
            self.block.clear()


class ParquetWriter(_FileWriter):
    """A writer of a Parquet table."""

    def __init__(self, plan: Plan, index: int) -> None:
        from ..output.tables import Writer

        super().__init__(plan, index)
        self.table_writer = Writer(self.file)
        self.cached_part: tuple[str, str] | None = None  # the name of the last previous part read, and its local path

    def add(self, entry: Entry, records: list[Record]) -> RecordSpan:
        self.table_writer.add(records)
        return self._next_span(len(records))

    def _copy_records(self, segment: Segment, input_state: InputState) -> RecordSpan | None:
        if input_state.length != input_state.records:
            return None
        try:
            start = segment.start + input_state.offset
            self.table_writer.copy_rows(self._local_part(segment.name), start, input_state.length)
        except (OSError, ValueError):
            return None
        return self._next_span(input_state.length)

    def publish(self) -> None:
        self.table_writer.close()
        super().publish()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind:  # otherwise it is closed, and would complete the file again
            self.table_writer.__exit__(kind, error, trace)
        super().__exit__(kind, error, trace)

    def _local_part(self, name: str) -> str:
        """The local path of a previous part, valid until another part is requested."""
        if self.cached_part is None or self.cached_part[0] != name:
            self.stack.close()
            path = stores.join_path(self.plan.output_folder, name)
            self.cached_part = name, self.stack.enter_context(stores.local_copy(path))
        return self.cached_part[1]

    def _next_span(self, count: int) -> RecordSpan:
        self.content_length += count
        return RecordSpan(self.content_length - count, count)
