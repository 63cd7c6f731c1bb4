"""What a conversion records of each input, so that the next one converts only inputs that have changed."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, NamedTuple

from ..output.formats import FORMATS
from ..storage import stores
from ..text.compression import uncompressed_name
from . import checked_json
from .checked_json import DamagedError, Name, RecordCount, Size, Target

_FORMAT_VERSION = 3  # of a state; to be increased with each change of InputState, Segment or plan.Options
STATE_FILE = "state"  # in the folder of a plan
WORK_FOLDER = ".newsparse"  # the name of the folder of the plan and the state
# With an underscore, as `_SUCCESS` has: Spark, Hive, DuckDB and pandas skip such names in folders of tables.
MANIFEST = "_manifest.json"
_PART_EXTENSIONS = [".parquet", *(known.extensions[0] for known in FORMATS.values() if not known.is_document)]
_TREE_EXTENSIONS = [known.extensions[0] for known in FORMATS.values() if known.is_document]
_INPUT_EXTENSIONS = (".txt", ".md")  # of files in a tree that may also be inputs
_ANY_OF = r"({})(\.gz|\.zst)?"
PART_NAME = re.compile(r"part-\d{6,12}" + _ANY_OF.format("|".join(map(re.escape, _PART_EXTENSIONS))))
_TREE_OUTPUT = re.compile(".*" + _ANY_OF.format("|".join(map(re.escape, _TREE_EXTENSIONS))), re.DOTALL)
# Nanoseconds: an input modified less than this before a run may change afterwards and keep its time stamp.
_STAMP_RESOLUTION = 2_000_000_000


def output_names(target: str, count: int, ending: str, start: int = 0) -> Iterator[str]:
    """The names of the outputs of an input with `count` records in a tree, without the first `start` of them.

    >>> list(output_names("sea/boats", 2, ".json"))
    ['sea/boats.json', 'sea/boats#2.json']
    """
    for number in range(start + 1, count + 1):
        yield f"{target}{f'#{number}' if number > 1 else ''}{ending}"


def is_output_name(name: str) -> bool:
    """Whether a conversion can write the file `name` below its output folder: a part, or a file of a tree.

    >>> names = ("part-000001.ndjson", "sea/a#2.yaml.gz", "sea/part-000001.ndjson", ".newsparse/a.json")
    >>> [is_output_name(name) for name in names]
    [True, True, False, False]
    """
    is_reserved = name.partition("/")[0] in (WORK_FOLDER, MANIFEST)
    return bool(PART_NAME.fullmatch(name) or (_TREE_OUTPUT.fullmatch(name) and not is_reserved))


def is_own_output_name(name: str, ending: str) -> bool:
    """Whether a conversion whose outputs end in `ending` may replace and remove the file `name` of a previous run.

    Inputs have names like those of texts and Markdown, so these belong only to conversions to the same format.

    >>> [is_own_output_name(name, ".md") for name in ("a.md", "a.txt", "a.json", "a.news")]
    [True, False, True, False]
    """
    may_be_input = uncompressed_name(name).endswith(_INPUT_EXTENSIONS)
    return is_output_name(name) and (name.endswith(ending) or not may_be_input)


@checked_json.stored_as("Row", offset="at", missing_fields="missing", outputs_digest="digest")
class InputState(NamedTuple):
    """The recorded state of one input: its file at the time of reading, and the location of its records.

    `segment` is an index of the state's list of segments. `offset` and `length` count bytes of uncompressed text, or
    rows of a table. `missing_fields` counts articles without a value, for each required field. `outputs` counts files
    of a tree: one for each article, and one for an error record if the format has them. `outputs_digest` is the SHA-256
    of these files, or of the number of records and their bytes; empty for a Parquet table. The `size` of an input whose
    outputs could not be written is -1.
    """

    path: str
    target: Target
    size: Annotated[int, lambda size: -1 <= size < 1 << 62]
    stamp: str
    sha256: str
    segment: Size
    offset: Size
    length: Size
    articles: RecordCount
    errors: RecordCount
    repairs: dict[str, Size]
    problems: dict[str, Size]
    missing_fields: dict[str, Size]
    outputs_digest: str
    outputs: RecordCount

    @property
    def records(self) -> int:
        """The number of records of the input."""
        return self.articles + self.errors

    def output_names(self, ending: str) -> Iterator[str]:
        """The names of the outputs of the input in a tree; none if they could not be written."""
        return output_names(self.target, self.outputs, ending)


@checked_json.stored_as("Segment", file_size="whole", file_stamp="stamp")
class Segment(NamedTuple):
    """The location of a shard's part: `size` units from `start` on, in the file `name` below the output folder.

    A unit is a byte of the file, or a row of a table. `file_size` is in bytes; `file_stamp` is the file's modification
    time, or the ETag of an object.
    """

    name: Name
    start: Size
    size: Size
    file_size: Size
    file_stamp: str

    def is_unchanged(self, output_folder: str, output_name: str | None = None) -> bool:
        """Whether its file still has the recorded size and stamp.

        A link counts as changed, because it may lead anywhere. Only `output_name`, the output of a conversion to one
        file, may be a link, because the user names it.
        """
        try:
            if output_name is None:
                checked_json.refuse_link(output_folder, self.name)
            elif output_name != self.name:
                return False
            return stores.file_info(stores.join_path(output_folder, self.name)) == (self.file_size, self.file_stamp)
        except OSError:
            return False


class State(NamedTuple):
    """The recorded state of the outputs of a previous conversion."""

    path: str
    versions: str  # see plan.Options.versions
    options: list[Any]
    started_ns: int  # nanoseconds since the epoch
    segments: list[Segment]

    def input_states(self) -> Iterator[InputState]:
        """Read the states of the inputs from the file, in order.

        Raises DamagedError, also if the paths are not sorted, or if the records of an input are not in a segment after
        the records of the previous input.
        """
        previous: InputState | None = None
        with stores.local_copy(self.path) as path, open(path, "rb") as file:
            next(file)
            for line in file:
                if line.startswith(b"["):  # not the checksum
                    for input_state in parse_input_states(line):
                        self._check_order(input_state, previous)
                        yield input_state
                        previous = input_state

    def _check_order(self, current: InputState, previous: InputState | None) -> None:
        """Raise DamagedError if an input does not fit the segments, or the previous input. A tree has no segments."""
        if previous and current.path <= previous.path:
            raise DamagedError(f"path {current.path!r} is not sorted")
        if not self.segments:
            return
        segment, end = (previous.segment, previous.offset + previous.length) if previous else (0, 0)
        overlaps = current.segment == segment and current.offset < end
        if current.segment >= len(self.segments) or overlaps or current.segment < segment:
            raise DamagedError(f"segment {current.segment} of {current.path!r} is not valid")

    def is_reliable_stamp(self, stamp: str) -> bool:
        """Whether an input that still has this stamp is unchanged.

        The stamp of a file that was modified just before the run is not reliable: the file may have been modified again
        within the resolution of the clock of the file system.
        """
        return not stamp.isdigit() or int(stamp) < self.started_ns - _STAMP_RESOLUTION

    def has_unchanged_outputs(self, output_folder: str, output_name: str | None = None) -> bool:
        """Whether all recorded outputs below the folder, or the one `output_name` there, are unchanged."""
        last_segments = {segment.name: segment for segment in self.segments}
        return all(segment.is_unchanged(output_folder, output_name) for segment in last_segments.values())


def parse_input_states(data: bytes) -> Iterator[InputState]:
    """Parse one input state from each line. Raises DamagedError."""
    return (checked_json.parse_record(InputState, checked_json.parse_json(line)) for line in data.splitlines())


@checked_json.stored_as("_Head", versions="makers", started_ns="began")
class _Header(NamedTuple):
    """The first line of a state."""

    format: int
    versions: str
    options: list[Any]
    started_ns: Size
    segments: list[Segment]


def read_state(path: str) -> State | None:
    """Read the state in a file; None if it is missing, incomplete or of another format.

    Raises DamagedError if a complete state has values that are not valid, such as names of outputs outside their
    folder.
    """
    try:
        checked_json.refuse_special_file(path)
        with stores.local_copy(path) as local, open(local, "rb") as file:
            first, checksum, last = next(file), 0, b""
            for line in file:
                checksum, last = zlib.crc32(last, checksum), line
        if checked_json.parse_json(last) != {"checksum": checksum}:
            return None
    except (OSError, DamagedError, StopIteration):
        return None
    data = checked_json.parse_json(first)
    if not (isinstance(data, dict) and data.get("format") == _FORMAT_VERSION):
        return None
    header = checked_json.parse_record(_Header, data)
    return State(path, header.versions, header.options, header.started_ns, header.segments)


def write_state(state: State, pieces: Iterable[bytes]) -> None:
    """Write a state, the lines of its inputs in `pieces`, and their CRC-32 at the end. Raises OSError."""
    header = _Header(_FORMAT_VERSION, state.versions, state.options, state.started_ns, state.segments)
    checksum = 0
    with stores.atomic_writer(state.path, follow=False) as file:
        file.write(json.dumps(checked_json.stored_fields(header)).encode() + b"\n")
        for piece in pieces:
            file.write(piece)
            checksum = zlib.crc32(piece, checksum)
        file.write(json.dumps({"checksum": checksum}).encode() + b"\n")
