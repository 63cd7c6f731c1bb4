"""What a conversion has left of each input, so that the next one does again only what has changed."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, NamedTuple

from ..storage import stores
from . import untrusted
from .untrusted import DamagedError, Name, Records, Size, Target

_FORMAT = 2  # of a state: another where Row, Segment or plan.Options are others
STATE = "state"  # the name of its file in the folder of a plan
WORK = ".newsparse"  # the name of the folder that holds the plan and what is known of the last run
# An underscore before it, as `_SUCCESS` has: Spark, Hive, DuckDB and pandas skip such names in folders of tables.
MANIFEST = "_manifest.json"
PART = re.compile(r"part-\d{6,12}\.(ndjson|parquet)(\.gz|\.zst)?")
_LEAF = re.compile(r".*\.(json|yaml)(\.gz|\.zst)?", re.DOTALL)  # the name of an output in a tree
_SETTLED = 2_000_000_000  # nanoseconds: a file that was changed later than this before a run may change unseen after it


def names(target: str, count: int, ending: str, start: int = 0) -> Iterator[str]:
    """The names of the outputs of an input that gives `count` records, without the first `start` of them.

    >>> list(names("sea/boats", 2, ".json"))
    ['sea/boats.json', 'sea/boats#2.json']
    """
    for number in range(start + 1, count + 1):
        yield f"{target}{f'#{number}' if number > 1 else ''}{ending}"


def is_output(name: str) -> bool:
    """Whether a run can have made the output `name` below its folder: a part, or a file of a tree.

    >>> [is_output(x) for x in ("part-000001.ndjson", "sea/a#2.yaml.gz", "sea/part-000001.ndjson", ".newsparse/a.json")]
    [True, True, False, False]
    """
    own = name.partition("/")[0] in (WORK, MANIFEST)
    return bool(PART.fullmatch(name) or (_LEAF.fullmatch(name) and not own))


class Row(NamedTuple):
    """What is left of one input: how it was when it was read, and where its records are.

    `segment` is a number in the state's list; `at` and `length` are bytes of its unpacked lines, or rows of a table.
    `missing` counts its articles without a value, for each required field. `digest` is of the outputs of a tree, whose
    records are `articles` and `errors` files.
    """

    path: str
    target: Target
    size: Annotated[int, lambda size: -1 <= size < 1 << 62]
    stamp: str
    sha256: str
    segment: Size
    at: Size
    length: Size
    articles: Records
    errors: Records
    repairs: dict[str, Size]
    problems: dict[str, Size]
    missing: dict[str, Size]
    digest: str

    @property
    def records(self) -> int:
        """How many records the input gave."""
        return self.articles + self.errors

    def names(self, ending: str) -> Iterator[str]:
        """The names of its outputs in a tree: none where they could not be written."""
        return names(self.target, self.records if self.size >= 0 else 0, ending)


class Segment(NamedTuple):
    """Where the part of a shard is: in the file `name` below the outputs' folder, from `start` on, `size` long.

    Bytes of packed or plain lines, or rows of a table. The file was `whole` bytes long and had `stamp`.
    """

    name: Name
    start: Size
    size: Size
    whole: Size
    stamp: str

    def is_there(self, home: str, output: str | None = None) -> bool:
        """Whether its file below `home` is the one that was left there. A link is not, because it may lead anywhere;
        only `output`, the one output that the user names, may be one."""
        try:
            if output is None:
                untrusted.refuse_linked(home, self.name)
            elif output != self.name:
                return False
            return stores.about(stores.join(home, self.name)) == (self.whole, self.stamp)
        except OSError:
            return False


class State(NamedTuple):
    """What is known of the outputs of an earlier conversion."""

    path: str
    makers: str  # see plan.Options
    options: list[Any]
    began: int  # nanoseconds
    segments: list[Segment]

    def rows(self) -> Iterator[Row]:
        """The inputs in their order, as they are read from the file. Raises DamagedError, also where the paths are not
        sorted, or the records of an input are not in a segment behind those of the inputs before it."""
        last: Row | None = None
        with stores.local_copy(self.path) as path, open(path, "rb") as file:
            next(file)
            for line in file:
                if line.startswith(b"["):  # but for the end
                    for row in rows_of(line):
                        self._check(row, last)
                        yield row
                        last = row

    def _check(self, row: Row, last: Row | None) -> None:
        """Raise DamagedError where a row does not fit the segments, or the row before it. A tree has no segments."""
        if last and row.path <= last.path:
            raise DamagedError(f"path {row.path!r} is not sorted")
        if not self.segments:
            return
        end = (last.segment, last.at + last.length) if last else (0, 0)
        if row.segment >= len(self.segments) or (row.segment == end[0] and row.at < end[1]) or row.segment < end[0]:
            raise DamagedError(f"segment {row.segment} of {row.path!r} is not valid")

    def is_settled(self, stamp: str) -> bool:
        """Whether an input with this stamp can only have changed since if the stamp has."""
        return not stamp.isdigit() or int(stamp) < self.began - _SETTLED

    def is_whole(self, home: str, output: str | None = None) -> bool:
        """Whether the outputs below `home`, or the one `output` there, are those that were left."""
        files = {segment.name: segment for segment in self.segments}
        return all(segment.is_there(home, output) for segment in files.values())


def rows_of(data: bytes) -> Iterator[Row]:
    """The rows that are written a line each. Raises DamagedError."""
    return (untrusted.record(Row, untrusted.parse(line)) for line in data.splitlines())


class _Head(NamedTuple):
    """The first line of a state."""

    format: int
    makers: str
    options: list[Any]
    began: Size
    segments: list[Segment]


def read_state(path: str) -> State | None:
    """The state in a file; None if there is none that is whole. Raises DamagedError if one that is whole has values
    that are not valid, such as names of outputs outside their folder."""
    try:
        untrusted.refuse_special(path)
        with stores.local_copy(path) as local, open(local, "rb") as file:
            first, checksum, last = next(file), 0, b""
            for line in file:
                checksum, last = zlib.crc32(last, checksum), line
        if untrusted.parse(last) != {"checksum": checksum}:
            return None
    except (OSError, DamagedError, StopIteration):
        return None
    data = untrusted.parse(first)
    if not (isinstance(data, dict) and data.get("format") == _FORMAT):
        return None
    head = untrusted.record(_Head, data)
    return State(path, head.makers, head.options, head.began, head.segments)


def write_state(state: State, pieces: Iterable[bytes]) -> None:
    """Write a state whose rows are in `pieces`, one a line, and their CRC-32 at the end. Raises OSError."""
    head = {
        "format": _FORMAT,
        "makers": state.makers,
        "options": state.options,
        "began": state.began,
        "segments": state.segments,
    }
    checksum = 0
    with stores.whole(state.path, follow=False) as file:
        file.write(json.dumps(head).encode() + b"\n")
        for piece in pieces:
            file.write(piece)
            checksum = zlib.crc32(piece, checksum)
        file.write(json.dumps({"checksum": checksum}).encode() + b"\n")
