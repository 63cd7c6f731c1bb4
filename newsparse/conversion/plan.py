"""The plan of a conversion: the list of inputs, divided into shards, and everything else that the outputs depend on.

A shard is a range of bytes of the list, so a task is small whatever the size of the shard. The id of a plan is a digest
of the list, the options and the versions: a run resumes the work of a previous run whose plan has the same id.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Annotated, Final, Literal, NamedTuple

from ..storage import stores
from . import checked_json
from .checked_json import DamagedError, Name, Path, Size, Target
from .options import Options as Options  # for users of this module
from .options import OutputFormat as OutputFormat
from .options import ShardLimits as ShardLimits
from .state import PART_NAME, STATE_FILE, WORK_FOLDER, InputState, Segment, is_own_output_name, output_names

Action = Literal["new", "same", "hash", "gone"]
READ: Final = "new"  # read the input
KEEP: Final = "same"  # keep the records of the previous run
KEEP_IF_SAME_BYTES: Final = "hash"  # read the input; keep the records of the previous run if its SHA-256 is the same
KEEP_MISSING: Final = "gone"  # keep the records of the previous run although the input no longer exists

# Files in the folder of a plan.
INPUT_LIST, REMOVAL_LIST, PLAN_FILE = "inputs.list", "pruned.list", "plan.json"
LOCK_FILE, COMMIT_FILE = "lock", "commit.json"


class PlanError(Exception):
    """A plan cannot be made or used; the message gives the reason."""


@checked_json.stored_as("Entry", error="fault", action="todo", previous="old")
class Entry(NamedTuple):
    """One input of a plan.

    `target` is the name of its outputs in a tree, without the ending. `error` is set if the input cannot be read.
    `size` and `stamp` are those at the time of planning. `previous` is its state after the previous run.
    """

    path: str
    target: Target
    error: str | None
    size: Size
    stamp: str
    action: Action
    previous: InputState | None


@checked_json.stored_as(
    "Plan",
    versions="makers",
    input_base="base",
    is_single_file="single",
    output_folder="home",
    keeps_state="keeps",
    started_ns="began",
    missing_inputs="gone",
    pruned_inputs="pruned",
    may_have_unrecorded_outputs="torn",
    removal_checksum="dropped_checksum",
    previous_segments="old",
)
class Plan(NamedTuple):
    """A plan, stored in its folder.

    `versions` are the library versions at planning time; every worker must match them. `input_base` is the folder that
    relative paths of inputs start from. `dest` is absolute: a folder, or the one output if `is_single_file`.
    `missing_inputs` and `pruned_inputs` count inputs of the previous run that no longer exist. `previous_segments` are
    the locations of its parts below `output_folder`. `removal_checksum` is the CRC-32 of the list of outputs to remove.
    A tree `may_have_unrecorded_outputs` from the interruption of a run until a run has finished: its files may be newer
    than the state. A shard is its start and end in the list in bytes, its number of inputs, and the CRC-32 of that part
    of the list.
    """

    folder: str
    id: Annotated[str, re.compile(r"[0-9a-f]{16}").fullmatch]
    versions: str
    options: Options
    input_base: Path
    dest: Path
    is_single_file: bool
    output_folder: Path
    keeps_state: bool
    started_ns: Size
    missing_inputs: Size
    pruned_inputs: Size
    may_have_unrecorded_outputs: bool
    removal_checksum: Size
    previous_segments: list[Segment]
    shards: list[tuple[Size, Size, Size, Size]]

    def part_prefix(self, index: int) -> str:
        """The common beginning of the paths of a shard's receipt and of its parts, one for each run of the shard."""
        # With the id, because object stores have no locks: two runs with one output must not use each other's parts.
        return stores.join_path(self.folder, f"part-{self.id}-{index:06}")

    def entries(self, index: int) -> Iterator[Entry]:
        """Read the inputs of a shard. Raises PlanError if the list is not that of the plan, as after a full disk."""
        start, stop, _, checksum = self.shards[index]
        path = stores.join_path(self.folder, INPUT_LIST)
        checked_json.refuse_special_file(path)
        data = stores.read(path, start, stop)
        if zlib.crc32(data) != checksum:
            raise PlanError(f"{self.folder}: {INPUT_LIST} is damaged; run the conversion again")
        return parse_entries(data.splitlines())

    @property
    def is_tree(self) -> bool:
        """Whether each article is written to a file of its own."""
        return self.options.fills_trees and not self.is_single_file

    @property
    def output_name(self) -> str | None:
        """The name of the output of a conversion to one file; None for other conversions."""
        return PlanRequest(self.options, self.dest, self.is_single_file).output_name

    @property
    def finished_shards(self) -> int:
        """The number of shards that have a receipt."""
        start = f"part-{self.id}-"
        return sum(item.name.startswith(start) and item.name.endswith(".json") for item in stores.scan(self.folder))

    def remove_files(self) -> None:
        """Remove all files from the plan's folder except the lock and, if one is kept, the state for the next run.

        The plan is removed first, receipts before the parts that they describe: after an interruption the next run must
        not treat the remaining files as complete.
        """
        kept = (LOCK_FILE, STATE_FILE) if self.keeps_state else (LOCK_FILE,)
        groups: list[list[tuple[str, bool]]] = [[], [], []]  # in the order of removal
        for item in stores.scan(self.folder):
            if item.name not in kept:
                group = 0 if item.name == PLAN_FILE else 1 if item.name.endswith(".json") else 2
                groups[group].append((stores.join_path(self.folder, item.name), item.is_folder))
        for items in groups:
            for error in stores.map_concurrently(_remove, items):
                if error:
                    raise error

    def refuse_if_replaced(self) -> None:
        """Raise PlanError if the folder no longer has this plan: a late worker must not write anything."""
        current = load_plan_or_none(self.folder)
        if current is None or current.id != self.id:
            raise PlanError(f"{self.folder}: another run has finished or replaced the plan; start this run again")

    def existing_outputs(self, target: str, start: int = 0) -> Iterator[str]:
        """The names of an input's outputs that exist in a tree, without the first `start` of them."""
        names = output_names(target, sys.maxsize, self.options.ending, start)
        return takewhile(lambda name: stores.exists(stores.join_path(self.output_folder, name)), names)

    def outputs_to_remove(self, unrecorded_only: bool = False, verify: bool = False) -> set[str]:
        """The names below `output_folder` of the outputs to remove, unless they are made again.

        With `unrecorded_only` only those that no state lists, because the run that made them was interrupted. After a
        run was killed the list may be newer than the plan; with `verify`, required before outputs are removed, it must
        be that of the plan. Raises PlanError.
        """
        path = stores.join_path(self.folder, REMOVAL_LIST)
        data = checked_json.read_file(path)
        try:
            removals = [
                checked_json.parse_record(_Removal, checked_json.parse_json(line)) for line in data.splitlines()
            ]
            for removal in removals:
                if not is_own_output_name(removal.name, self.options.ending):
                    raise DamagedError(f"name {removal.name!r} is not valid")
            if removals and self.is_single_file:
                raise DamagedError("a conversion to one file deletes no other file")
            if verify and zlib.crc32(data) != self.removal_checksum:
                raise DamagedError("the list belongs to another plan")
        except DamagedError as error:
            raise PlanError(f"{path}: {error}; delete {self.folder} to start again") from None
        return {removal.name for removal in removals if removal.is_unrecorded or not unrecorded_only}


@checked_json.stored_as("_Dropped", is_unrecorded="torn")
class _Removal(NamedTuple):
    """A line of the list of outputs to remove."""

    name: Name
    is_unrecorded: bool


def _remove(path: str, is_folder: bool) -> None:
    (stores.remove_folder if is_folder else stores.remove)(path)


class PlanRequest(NamedTuple):
    """What to plan.

    `reuse` keeps the records of inputs that have not changed since the previous run, `prune` removes the records of
    inputs that no longer exist, `overwrite` replaces files that no previous run has recorded.
    """

    options: Options
    dest: str
    is_single_file: bool = False
    reuse: bool = False
    prune: bool = False
    overwrite: bool = False
    shard_limits: ShardLimits = ShardLimits()

    @property
    def is_tree(self) -> bool:
        """Whether each article is written to a file of its own."""
        return self.options.fills_trees and not self.is_single_file

    @property
    def output_folder(self) -> str:
        """The folder of the outputs."""
        return os.path.dirname(self.dest) if self.is_single_file else self.dest

    @property
    def output_name(self) -> str | None:
        """The name of the output below `output_folder` in a conversion to one file; None for other conversions."""
        return os.path.basename(self.dest) if self.is_single_file else None


def work_folder(dest: str, is_single_file: bool) -> str:
    """The folder of the plan, and of the parts until all shards are finished."""
    if not is_single_file:
        return stores.join_path(dest, WORK_FOLDER)
    folder, _, name = (dest if stores.is_remote(dest) else os.path.realpath(dest)).rpartition("/")
    return stores.join_path(folder or "/", f".{name}{WORK_FOLDER}")


def refuse_links(folder: str) -> None:
    """Raise PlanError if the folder of a plan or one of its files is a symbolic link, because it may lead anywhere."""
    if stores.is_remote(folder):
        return
    names = (LOCK_FILE, STATE_FILE, PLAN_FILE, INPUT_LIST, REMOVAL_LIST, COMMIT_FILE)
    for path in (folder, *(os.path.join(folder, name) for name in names)):
        if os.path.islink(path):
            raise PlanError(f"{path}: is a symbolic link; delete it")


def parse_entries(lines: Iterable[bytes]) -> Iterator[Entry]:
    """Parse the inputs in the lines of a list. Raises PlanError."""
    try:
        for line in lines:
            yield checked_json.parse_record(Entry, checked_json.parse_json(line))
    except DamagedError as error:
        raise PlanError(f"{INPUT_LIST}: {error}; run the conversion again") from None


def load_plan_or_none(folder: str) -> Plan | None:
    """Load the plan in `folder`; None if it is missing or cannot be used."""
    try:
        return load_plan(folder)
    except (OSError, PlanError):
        return None


def load_plan(folder: str) -> Plan:
    """Load the plan in `folder`. Raises OSError if it is missing, and PlanError if it cannot be used."""
    path = stores.join_path(folder, PLAN_FILE)
    return _load_plan(folder, stores.file_info(path).stamp)


@lru_cache(maxsize=1)
def _load_plan(folder: str, stamp: str) -> Plan:
    """Load the plan whose file has `stamp`. Cached, because a process runs many shards of a plan that lists all."""
    path = stores.join_path(folder, PLAN_FILE)
    try:
        plan = checked_json.parse_record(Plan, checked_json.parse_json(checked_json.read_file(path)))
    except DamagedError as error:
        raise PlanError(f"{path}: invalid plan ({error}); delete it, and run the conversion again") from None
    plan = plan._replace(folder=folder)
    if not _belongs_to_folder(plan):
        raise PlanError(
            f"{path}: the plan belongs to another output ({plan.dest}); pass the directory that --plan-only printed"
        )
    return plan


def _belongs_to_folder(plan: Plan) -> bool:
    """Whether a plan is stored in the work folder of its output: elsewhere it could make workers write anywhere."""
    request = PlanRequest(plan.options, plan.dest, plan.is_single_file)
    if plan.output_folder != request.output_folder:
        return False
    if not all(
        part.name == plan.output_name if plan.is_single_file else PART_NAME.fullmatch(part.name)
        for part in plan.previous_segments
    ):
        return False
    if stores.is_remote(plan.dest) or stores.is_remote(plan.folder):
        return plan.folder.rstrip("/") == work_folder(plan.dest, plan.is_single_file)
    if not os.path.isabs(plan.dest):
        return False
    return os.path.realpath(plan.folder) == work_folder(os.path.realpath(plan.dest), plan.is_single_file)
