"""Writers of the records of a shard: parts of text formats and of Parquet. Records of a previous run can be kept."""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import AbstractContextManager, ExitStack, suppress
from types import TracebackType
from typing import BinaryIO, NamedTuple

from ..output.fields import Record
from ..output.formats import FORMATS
from ..problems import InputError
from ..storage import stores
from ..text.compression import compress, decompress
from .plan import Entry, Plan
from .state import InputState, Segment

# Bytes of records that are held and compressed together: the memory of a worker, and the cost of reading one record.
BLOCK_SIZE = 4 << 20


class RecordSpan(NamedTuple):
    """The location of the records of one input in its part; see InputState."""

    offset: int
    length: int
    outputs_digest: str = ""
    outputs: int = 0


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
            raise OSError(errno.ESTALE, "an earlier output has changed during the run", plan.dest)
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


class TextWriter(_FileWriter):
    """A writer of a text format, compressed or not.

    A part in a folder has the header and the footer of its format. A part of a conversion to one file has neither: they
    are added when the parts are joined.
    """

    def __init__(self, plan: Plan, index: int) -> None:
        super().__init__(plan, index)
        known, rendering = FORMATS[plan.options.output_format], plan.options.rendering
        self.encode, self.frame = known.make_encoder(rendering), known.make_frame(rendering)
        self.block = bytearray()  # bytes that are not written yet
        self.is_empty = True
        self.cached_segment: tuple[int, bytes] | None = None  # the index and content of the last segment read
        if not plan.is_single_file:
            self._append(self.frame.header)

    def add(self, entry: Entry, records: list[Record]) -> RecordSpan:
        return self._write(self.frame.separator.join(filter(None, map(self.encode, records))), len(records))

    def _copy_records(self, segment: Segment, input_state: InputState) -> RecordSpan | None:
        try:
            content = self._read_content(segment, input_state)
        except (OSError, InputError):
            return None
        is_recorded = _digest(content, input_state.records) == input_state.outputs_digest
        return self._write(content, input_state.records) if is_recorded else None

    def publish(self) -> None:
        if not self.plan.is_single_file:
            self._append(self.frame.empty_footer if self.is_empty else self.frame.footer)
        self._write_block()
        super().publish()

    def _read_content(self, segment: Segment, input_state: InputState) -> bytes:
        compression = self.plan.options.compression
        path = stores.join_path(self.plan.output_folder, segment.name)
        if not compression and not stores.is_remote(path):
            start = segment.start + input_state.offset
            return stores.read(path, start, min(start + input_state.length, segment.start + segment.size))
        if self.cached_segment is None or self.cached_segment[0] != input_state.segment:
            data = stores.read(path, segment.start, segment.start + segment.size)
            self.cached_segment = input_state.segment, decompress(compression, data)
        return self.cached_segment[1][input_state.offset : input_state.offset + input_state.length]

    def _write(self, content: bytes, records: int) -> RecordSpan:
        """Write the content of an input, after a separator if it is not the first; `records` is their number."""
        if content and not self.is_empty:
            self._append(self.frame.separator)
        self.is_empty = self.is_empty and not content
        span = RecordSpan(self.content_length, len(content), _digest(content, records))
        self._append(content)
        return span

    def _append(self, content: bytes) -> None:
        self.content_length += len(content)
        self.block += content
        if len(self.block) >= BLOCK_SIZE:
            self._write_block()

    def _write_block(self) -> None:
        if self.block:
            self.file.write(compress(self.plan.options.compression, bytes(self.block)))
            self.block.clear()


def _digest(content: bytes, records: int) -> str:
    return hashlib.sha256(b"%d:" % records + content).hexdigest()


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
