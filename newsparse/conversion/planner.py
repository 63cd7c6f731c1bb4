"""Making a plan: match the inputs with the state of the previous run, and divide them into shards."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from ..inputs.walk import FoundFile
from ..problems import read_error_message
from ..storage import stores
from ..text.limits import oversized_error
from .checked_json import stored_fields
from .plan import (
    INPUT_LIST,
    KEEP_MISSING,
    PLAN_FILE,
    READ,
    REMOVAL_LIST,
    Entry,
    Plan,
    PlanError,
    PlanRequest,
    ShardLimits,
    load_plan_or_none,
    parse_entries,
)
from .previous_outputs import (
    link_refuser,
    part_name,
    refuse_unrecorded_files,
    refuse_unrecorded_parts,
    state_options,
)
from .previous_run import PreviousRun
from .state import InputState, State

_STAT_BATCH = 1024  # inputs whose sizes are requested together: object stores answer many requests at the same time


def make_plan(
    folder: str, inputs: Iterable[tuple[FoundFile, str]], request: PlanRequest, state: State | None = None
) -> Plan:
    """Write the plan for inputs and their targets, in the order of their paths, into `folder`.

    `state` is that of the previous run with the same output. Raises PlanError, also for unsorted inputs, and OSError.
    """
    stores.make_folder(folder)
    started_ns, versions, interrupted = time.time_ns(), request.options.versions, load_plan_or_none(folder)
    previous = PreviousRun(state, request, versions)
    refuse_below_link = link_refuser(request.output_folder)
    with stores.atomic_writer(stores.join_path(folder, INPUT_LIST), follow=False) as file:
        entries = previous.merge(_planned_entries(inputs, request))
        total_bytes = _write_entries(file, entries, refuse_below_link if request.is_tree else lambda name: None)
        _refuse_unrecorded(file, request, state, interrupted)
        for input_state in _remove_replaced_entries(file, previous.kept_missing_targets):
            previous.missing_inputs -= 1
            previous.remove_outputs(input_state.output_names(request.options.ending), unrecorded=True)
        digest = hashlib.sha256(json.dumps([versions, request.options]).encode())
        shards = list(_divide(_hashed_lines(file, digest), total_bytes, request.shard_limits))
        plan_id = digest.hexdigest()[:16]
        part_names = () if request.is_tree else [part_name(index, request.options) for index in range(len(shards))]
        refuse_unrecorded_parts(request, folder, state.segments if state else (), part_names)
        if interrupted and interrupted.is_tree:
            previous.remove_outputs(_interrupted_outputs(interrupted, plan_id, file, request), unrecorded=True)
        for name in previous.removed_names():
            refuse_below_link(name)
        # Before the list of inputs is replaced: an interrupted run needs both lists again.
        stores.write(stores.join_path(folder, REMOVAL_LIST), bytes(previous.removal_lines), follow=False)
    if interrupted and interrupted.id == plan_id:
        started_ns = interrupted.started_ns  # inputs may have changed after its shards read them
    plan = _new_plan(folder, plan_id, versions, started_ns, shards, previous, interrupted)
    stores.write(stores.join_path(folder, PLAN_FILE), json.dumps(stored_fields(plan)).encode(), follow=False)
    _remove_other_receipts(plan)
    return plan


def _write_entries(file: BinaryIO, entries: Iterable[Entry], refuse_target: Callable[[str], None]) -> int:
    """Write the list of inputs, and return the sum of their sizes in bytes. `refuse_target` may raise PlanError."""
    total_bytes = 0
    for entry in entries:
        file.write(json.dumps(entry).encode() + b"\n")
        total_bytes += entry.size
        refuse_target(entry.target)
    return total_bytes


def _new_plan(
    folder: str,
    plan_id: str,
    versions: str,
    started_ns: int,
    shards: list[tuple[int, int, int, int]],
    previous: PreviousRun,
    interrupted: Plan | None,
) -> Plan:
    request, state = previous.request, previous.state
    has_segments = state is not None and (previous.has_unchanged_outputs or not request.is_single_file)
    return Plan(
        folder=folder,
        id=plan_id,
        versions=versions,
        options=request.options,
        input_base=current_directory(),
        dest=request.dest,
        is_single_file=request.is_single_file,
        output_folder=request.output_folder,
        keeps_state=request.reuse or not request.is_single_file,
        started_ns=started_ns,
        missing_inputs=previous.missing_inputs,
        pruned_inputs=previous.pruned_inputs,
        may_have_unrecorded_outputs=interrupted is not None
        and (interrupted.is_tree or interrupted.may_have_unrecorded_outputs),
        removal_checksum=zlib.crc32(previous.removal_lines),
        previous_segments=state.segments if state and has_segments else [],
        shards=shards,
    )


def _remove_other_receipts(plan: Plan) -> None:
    """Remove the parts and receipts of other plans: this plan may replace their outputs."""
    for item in list(stores.scan(plan.folder)):
        if item.name.startswith("part-") and not item.name.startswith(f"part-{plan.id}-"):
            stores.remove(stores.join_path(plan.folder, item.name))


def _refuse_unrecorded(file: BinaryIO, request: PlanRequest, state: State | None, interrupted: Plan | None) -> None:
    """Raise PlanError if the outputs of a list would replace files in a tree that no run has recorded."""
    if not request.is_tree:
        return
    previous_options = state_options(state, request) if state else request.options
    recorded: list[Iterator[str]] = []
    if state and previous_options.fills_trees:
        recorded += (item.output_names(previous_options.ending) for item in state.input_states())
    interrupted_targets: list[str] = []
    if interrupted and interrupted.is_tree:
        recorded.append(iter(interrupted.outputs_to_remove()))
        with stores.local_copy(stores.join_path(interrupted.folder, INPUT_LIST)) as path, open(path, "rb") as lines:
            interrupted_targets += (entry.target for entry in parse_entries(lines))
    file.flush()
    with open(file.name, "rb") as lines:
        names = chain.from_iterable(recorded)
        refuse_unrecorded_files(request, parse_entries(lines), names, interrupted_targets)


def _remove_replaced_entries(file: BinaryIO, kept_missing_targets: set[str]) -> Iterator[InputState]:
    """Remove missing inputs from a list if other inputs have their targets now, as after a folder was renamed.

    Yields the states of the removed inputs. `kept_missing_targets` are the targets of all missing inputs in the list.
    """
    if not kept_missing_targets:
        return
    file.flush()
    with open(file.name, "rb") as lines:
        entries = (entry for entry in parse_entries(lines) if entry.action != KEEP_MISSING)
        reused_targets = {entry.target for entry in entries if entry.target in kept_missing_targets}
    position = 0
    with open(file.name, "rb") as lines:
        for line in lines:  # the position of writing never passes the position of reading
            [entry] = parse_entries([line])
            if entry.previous and entry.action == KEEP_MISSING and entry.target in reused_targets:
                yield entry.previous
            else:
                file.seek(position)
                position += file.write(line)
    file.truncate(position)


def _hashed_lines(file: BinaryIO, digest: hashlib._Hash) -> Iterator[tuple[bytes, Entry]]:
    """Read the lines of a list, and add to the digest for the plan's id what determines the outputs."""
    file.seek(0)
    for line in file:
        [entry] = parse_entries([line])
        digest.update(json.dumps([*entry[:5], entry.action == KEEP_MISSING]).encode())
        yield line, entry


def _interrupted_outputs(interrupted: Plan, plan_id: str, file: BinaryIO, request: PlanRequest) -> Iterator[str]:
    """The outputs in a tree that an interrupted run may have left, unless the plan with this id continues it."""
    yield from interrupted.outputs_to_remove(unrecorded_only=True)
    if interrupted.id != plan_id:
        yield from _abandoned_outputs(interrupted, file, request)


def _abandoned_outputs(interrupted: Plan, file: BinaryIO, request: PlanRequest) -> Iterator[str]:
    """The outputs that an interrupted run has written into a tree and that are not those of the new list.

    Outputs of another format are removed only with --prune, because they include outputs of inputs that the interrupted
    run had stopped to convert.
    """
    has_same_ending = interrupted.options.ending == request.options.ending
    file.seek(0)
    entries = parse_entries(file)
    entry = next(entries, None)
    with stores.local_copy(stores.join_path(interrupted.folder, INPUT_LIST)) as path, open(path, "rb") as lines:
        for old_entry in parse_entries(lines) if has_same_ending or request.prune else ():
            while entry and entry.path < old_entry.path:
                entry = next(entries, None)
            is_current = entry and (entry.path, entry.target) == (old_entry.path, old_entry.target)
            if not (has_same_ending and is_current):
                yield from interrupted.existing_outputs(old_entry.target)


def current_directory() -> str:
    """The path of the working directory. Raises PlanError if it has been removed: no process can be started from it."""
    try:
        return os.getcwd()
    except OSError:
        raise PlanError("the current directory no longer exists; change to another one") from None


def _planned_entries(inputs: Iterable[tuple[FoundFile, str]], request: PlanRequest) -> Iterator[Entry]:
    """The inputs with their sizes and stamps.

    Raises PlanError if they are not sorted, if none exists, and with `prune` if any is missing: the name may be
    mistyped, the disk not mounted, or the store unreachable, and outputs would be lost.
    """
    last_path: str | None = None
    missing: str | None = None
    exists = False
    for found, target, info in _with_file_infos(inputs):
        if last_path is not None and found.path <= last_path:
            raise PlanError(f"{found.path} follows {last_path}; inputs must be sorted and unique")
        last_path = found.path
        if why := _missing_reason(found, info):
            missing = missing or f"{found.path}: {why}"
        else:
            exists = True
        yield _entry(found, target, info, request.options.max_size)
    if missing and (request.prune or not exists):
        raise PlanError(f"{missing}; nothing was " + ("deleted" if request.prune else "written"))


def _with_file_infos(
    inputs: Iterable[tuple[FoundFile, str]],
) -> Iterator[tuple[FoundFile, str, stores.FileInfo | OSError]]:
    """Add the sizes and stamps of the files, requested in batches, or the errors of reading these."""
    remaining = iter(inputs)
    while batch := list(islice(remaining, _STAT_BATCH)):
        infos = stores.map_concurrently(stores.file_info, [(found.path,) for found, _ in batch if found.size is None])
        for found, target in batch:
            yield found, target, next(infos) if found.size is None else stores.FileInfo(found.size, found.stamp or "")


def _missing_reason(found: FoundFile, info: stores.FileInfo | OSError) -> str | None:
    """Why an input counts as missing; None for dangling links, pipes and devices, which exist."""
    if found.error:
        return found.error.message
    if not isinstance(info, OSError) or info.errno == errno.EINVAL or os.path.islink(found.path):
        return None
    return read_error_message(info)


def _entry(found: FoundFile, target: str, info: stores.FileInfo | OSError, max_size: int) -> Entry:
    """The entry of an input. `info` is the size and stamp of its file, or why these cannot be read."""
    error = found.error.message if found.error else None
    if max_size and not isinstance(info, OSError) and info.size > max_size:
        error = read_error_message(oversized_error(found.path, max_size))
    if isinstance(info, OSError):
        # The shard reads it and reports the error, except for pipes and devices: reading these may never end.
        error = read_error_message(info) if info.errno == errno.EINVAL else error
        info = stores.FileInfo(0, "")
    return Entry(found.path, target, error, *info, READ, None)


def _divide(
    lines: Iterable[tuple[bytes, Entry]], total_bytes: int, limits: ShardLimits
) -> Iterator[tuple[int, int, int, int]]:
    """Divide the lines of a list into shards of at most `max_bytes` of inputs, except for shards of one input."""
    max_bytes = min(limits.max_bytes, max(limits.min_bytes, total_bytes // limits.shards))
    start = position = size = count = checksum = 0
    for line, entry in lines:
        is_missing = entry.previous and entry.action == KEEP_MISSING
        new_size = size + (entry.previous.size if entry.previous and is_missing else entry.size)
        if count and (new_size > max_bytes or count == limits.max_files):
            yield start, position, count, checksum
            new_size, start, count, checksum = new_size - size, position, 0, 0
        position, size, count, checksum = position + len(line), new_size, count + 1, zlib.crc32(line, checksum)
    if count:
        yield start, position, count, checksum
