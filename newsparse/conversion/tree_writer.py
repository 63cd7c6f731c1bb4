"""The writer of a tree of outputs: one file for each article. Files of a previous run are kept or removed."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ..output.fields import Record
from ..output.formats import FORMATS, Encoder
from ..storage import stores
from ..text.compression import compress
from . import checked_json
from .part_writers import BLOCK_SIZE, RecordSpan, ShardWriter
from .plan import KEEP_MISSING, READ, Entry, Plan
from .state import MANIFEST, InputState, output_names

_BATCH_FILES = 64  # files that are written together
# No output can be written after one of these errors.
_FATAL_ERRORS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))


class _PendingFile(NamedTuple):
    """An output that is not written yet; `name` is relative to the output folder."""

    path: str
    name: str
    data: bytes
    input_path: str


class TreeWriter(ShardWriter):
    """A writer of one file for each article. Writes several files together: to an object store at the same time."""

    def __init__(self, plan: Plan, index: int) -> None:
        super().__init__(plan, index)
        stores.remove(stores.join_path(plan.output_folder, MANIFEST))  # from here on the outputs are not complete
        self.pending: list[_PendingFile] = []
        self.pending_bytes = 0
        self.temporary = self.path + ".part"
        self.encode = _document_encoder(plan.options.output_format)

    def add(self, entry: Entry, records: list[Record]) -> RecordSpan:
        digest, length, options = hashlib.sha256(), 0, self.plan.options
        documents = [document for document in map(self.encode, records) if document is not None]
        for name, document in zip(output_names(entry.target, len(documents), options.ending), documents, strict=True):
            data = compress(options.compression, document)
            path = stores.join_path(self.plan.output_folder, name)
            self.pending.append(_PendingFile(path, name, data, entry.path))
            self.pending_bytes += len(data)
            length += len(data)
            digest.update(data)
        self._remove_surplus(entry, len(documents))
        if len(self.pending) >= _BATCH_FILES or self.pending_bytes >= BLOCK_SIZE:
            self._write_pending()
        return self._finish_input(RecordSpan(0, length, digest.hexdigest(), len(documents)))

    def _remove_surplus(self, entry: Entry, count: int) -> None:
        """Remove the known outputs of an input after the first `count` of them."""
        previous_count = entry.previous.outputs if entry.previous else 0
        names = [*output_names(entry.target, previous_count, self.plan.options.ending, count)]
        if self.plan.may_have_unrecorded_outputs:
            names += self.plan.existing_outputs(entry.target, count)
        for name in reversed(names):
            if not checked_json.is_below_link(self.plan.output_folder, name):
                stores.remove(stores.join_path(self.plan.output_folder, name))

    def keep(self, entry: Entry, input_state: InputState) -> RecordSpan | None:
        sizes = [self.previous_sizes.get(path) for path in self._output_paths(input_state)]
        length = sum(size or 0 for size in sizes)
        if entry.action == KEEP_MISSING and any(size is not None for size in sizes):
            # Also if they were changed: only --prune removes outputs of missing inputs.
            self._remove_surplus(entry, input_state.outputs)
            return self._finish_input(
                RecordSpan(0, input_state.length, input_state.outputs_digest, input_state.outputs)
            )
        if None in sizes or length != input_state.length or not self._has_recorded_content(input_state):
            return None
        self._remove_surplus(entry, input_state.outputs)
        self.size += length
        return self._finish_input(RecordSpan(0, length, input_state.outputs_digest, input_state.outputs))

    def _has_recorded_content(self, input_state: InputState) -> bool:
        """Whether outputs of the recorded sizes have the recorded digest.

        Reads them only after an interrupted run, which may have replaced them by others of the same sizes.
        """
        if not self.plan.may_have_unrecorded_outputs:
            return True
        digest = hashlib.sha256()
        for data in stores.read_many(self._output_paths(input_state)):
            digest.update(data if isinstance(data, bytes) else b"")
        return digest.hexdigest() == input_state.outputs_digest

    @cached_property
    def previous_sizes(self) -> dict[str, int]:
        """The sizes of the previous outputs of this shard's inputs, by path, without missing ones."""
        ending = self.plan.options.ending
        names = [
            name
            for entry in self.plan.entries(self.index)
            if entry.previous and entry.action != READ
            for name in entry.previous.output_names(ending)
        ]
        paths = [stores.join_path(self.plan.output_folder, name) for name in names]
        infos = stores.map_concurrently(self._output_info, list(zip(paths, names, strict=True)))
        found = zip(paths, infos, strict=True)
        return {path: info.size for path, info in found if not isinstance(info, OSError)}

    def _output_info(self, path: str, name: str) -> stores.FileInfo:
        """The size and the stamp of an output. Raises OSError, also for links: no conversion writes links."""
        if not stores.is_remote(path):
            checked_json.refuse_link(self.plan.output_folder, name)
        return stores.file_info(path)

    def _output_paths(self, input_state: InputState) -> Iterator[str]:
        names = input_state.output_names(self.plan.options.ending)
        return (stores.join_path(self.plan.output_folder, name) for name in names)

    def _finish_input(self, span: RecordSpan) -> RecordSpan:
        self.digest.update(span.outputs_digest.encode())
        return span

    def _write_pending(self) -> None:
        """Write the pending files. An error concerns the file's input only, except for errors such as a full disk."""
        self.plan.refuse_if_replaced()
        errors = stores.map_concurrently(self._write_file, [(file.path, file.name, file.data) for file in self.pending])
        for file, error in zip(self.pending, errors, strict=True):
            if error is None:
                self.size += len(file.data)
            elif error.errno in _FATAL_ERRORS:
                raise error
            else:
                self.write_errors[file.input_path] = error
        self.pending, self.pending_bytes = [], 0

    def _write_file(self, path: str, name: str, data: bytes) -> None:
        """Write an output atomically. The temporary file is in the plan's folder, so none can remain in the tree."""
        if stores.is_remote(path):
            stores.write(path, data)
            return
        if checked_json.is_below_link(self.plan.output_folder, name):
            raise OSError(errno.ELOOP, "its directory is a symbolic link", path)
        stores.make_folder(os.path.dirname(path))
        with open(self.temporary, "wb") as file:
            file.write(data)
        stores.put(self.temporary, path, follow=False)

    def publish(self) -> None:
        self._write_pending()
        if hasattr(os, "sync") and not stores.is_remote(self.path):
            os.sync()  # once for all files: to flush each takes longer than to write it


def _document_encoder(output_format: str) -> Encoder:
    make_encoder = FORMATS[output_format].make_document_encoder
    if make_encoder is None:
        raise ValueError(f"{output_format} has no files for single articles")
    return make_encoder()
