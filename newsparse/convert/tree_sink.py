"""A tree of outputs: each record of a shard a file of its own. What an earlier run left there is kept, or goes."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from functools import cached_property

from ..output.articles import encoded
from ..storage import stores
from ..text.compression import pack
from . import untrusted
from .plan import Entry, Plan
from .sinks import PACKED, Place, Record, Sink
from .state import Row, names
from .targets import MANIFEST

_TOGETHER = 64  # files that are written together
_FATAL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))  # no output can be written any more


class Tree(Sink):
    """A file for each record. Some are held and written together: to a store many at the same time."""

    def __init__(self, plan: Plan, index: int) -> None:
        super().__init__(plan, index)
        stores.remove(stores.join(plan.home, MANIFEST))  # what it tells is no longer true from here on
        self.waiting: list[tuple[str, str, bytes, str]] = []  # path, name below the home, what, and of which input
        self.temporary = self.path + ".part"
        self.held = 0

    def add(self, entry: Entry, records: list[Record]) -> Place:
        whole, length, options = hashlib.sha256(), 0, self.plan.options
        for name, record in zip(names(entry.target, len(records), options.ending), records, strict=True):
            data = pack(options.packed, _document(record, options.form))
            self.waiting.append((stores.join(self.plan.home, name), name, data, entry.path))
            self.held += len(data)
            length += len(data)
            whole.update(data)
        self._end(entry, len(records))
        if len(self.waiting) >= _TOGETHER or self.held >= PACKED:
            self._flush()
        return self._placed(Place(0, length, whole.hexdigest()))

    def _end(self, entry: Entry, count: int) -> None:
        """Remove what an input has given behind its first `count` records, as far as that is known."""
        old = names(entry.target, entry.old.records if entry.old else 0, self.plan.options.ending, count)
        for name in [*old, *(self.plan.outputs(entry.target, count) if self.plan.torn else ())][::-1]:
            if not untrusted.is_linked(self.plan.home, name):
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
        ending = self.plan.options.ending
        names = [x for entry in entries if entry.old and entry.todo != "new" for x in entry.old.names(ending)]
        paths = [stores.join(self.plan.home, name) for name in names]
        abouts = zip(paths, stores.at_once(self._about, list(zip(paths, names, strict=True))), strict=True)
        return {path: about.size for path, about in abouts if not isinstance(about, OSError)}

    def _about(self, path: str, name: str) -> stores.About:
        """The size and the stamp of an output. Raises OSError, also for a link, which is not an output of ours."""
        if not stores.is_remote(path):
            untrusted.refuse_linked(self.plan.home, name)
        return stores.about(path)

    def _paths(self, row: Row) -> Iterator[str]:
        return (stores.join(self.plan.home, name) for name in row.names(self.plan.options.ending))

    def _placed(self, place: Place) -> Place:
        self.digest.update(place.digest.encode())
        return place

    def _flush(self) -> None:
        """Write what waits. One file that cannot be written is of one input; a full disk is of all."""
        self.plan.refuse_stale()
        done = stores.at_once(self._write, [(path, name, data) for path, name, data, _ in self.waiting])
        for (_, _, data, source), error in zip(self.waiting, done, strict=True):
            if error is None:
                self.size += len(data)
            elif error.errno in _FATAL:
                raise error
            else:
                self.unwritten[source] = error
        self.waiting, self.held = [], 0

    def _write(self, path: str, name: str, data: bytes) -> None:
        """Write an output, whole; the temporary file is in the plan's folder, so nothing is left behind in the tree."""
        if stores.is_remote(path):
            stores.write(path, data)
            return
        if untrusted.is_linked(self.plan.home, name):
            raise OSError(errno.ELOOP, "its folder is a symbolic link", path)
        stores.make_folder(os.path.dirname(path))
        with open(self.temporary, "wb") as file:
            file.write(data)
        stores.put(self.temporary, path, follow=False)

    def put(self) -> None:
        self._flush()
        if hasattr(os, "sync") and not stores.is_remote(self.path):
            os.sync()  # once for all: a flush of each file takes longer than what is in it


def _document(record: Record, form: str) -> bytes:
    return b"".join(encoded([record], "yaml" if form == "yaml" else "ndjson", pretty=True))
