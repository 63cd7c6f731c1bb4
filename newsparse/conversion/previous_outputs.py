"""The outputs that previous runs have recorded in a manifest, a state or a plan. No other file is replaced."""

from __future__ import annotations

import errno
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import Annotated, NamedTuple

from ..storage import stores
from . import checked_json
from .checked_json import DamagedError
from .options import Options
from .plan import COMMIT_FILE, KEEP_MISSING, Entry, PlanError, PlanRequest
from .state import MANIFEST, PART_NAME, WORK_FOLDER, Segment, State

_RECORD_NUMBER = re.compile(r"#\d+$")  # at the end of the name of each output of an input but the first
_MAX_LISTED_NAMES = 3


def part_name(index: int, options: Options) -> str:
    """The name of a shard's part in the output folder."""
    return f"part-{index:06}{options.ending}"


@checked_json.stored_as("Begun", plan_id="plan", previous_parts="old")
class Commit(NamedTuple):
    """A commit that has begun: parts of the plan are being moved to the output folder.

    `previous_parts` are the names of the parts in the folder before.
    """

    plan_id: str
    previous_parts: list[Annotated[str, PART_NAME.fullmatch]]


def read_commit(folder: str) -> Commit:
    """Read the commit recorded in the folder of a plan; an empty one if there is none that can be used."""
    try:
        data = checked_json.read_file(stores.join_path(folder, COMMIT_FILE))
        return checked_json.parse_record(Commit, checked_json.parse_json(data))
    except (OSError, DamagedError):
        return Commit("", [])


def write_commit(folder: str, plan_id: str, previous_parts: Iterable[str]) -> Commit:
    """Record that the commit of a plan begins."""
    commit = Commit(plan_id, sorted(previous_parts))
    data = json.dumps(checked_json.stored_fields(commit)).encode()
    stores.write(stores.join_path(folder, COMMIT_FILE), data, follow=False)
    return commit


def recorded_parts(output_folder: str, work_folder: str, segments: Iterable[Segment]) -> set[str]:
    """The names of the parts of previous runs, by the manifest, the segments of a state, and a commit."""
    names = (
        *read_commit(work_folder).previous_parts,
        *(segment.name for segment in segments),
        *(_manifest_parts(output_folder) or ()),
    )
    return {name for name in names if PART_NAME.fullmatch(name)}


def state_options(state: State, request: PlanRequest) -> Options:
    """The options of the run that wrote a state.

    Raises DamagedError if a run with these options cannot have written the outputs that the state records, because they
    decide which files the next run reads and removes.
    """
    options, ends = checked_json.parse_record(Options, state.options), dict[str, int]()
    for name, start, size, file_size, _ in state.segments:
        if not request.is_single_file and (options.fills_trees or not PART_NAME.fullmatch(name)):
            raise DamagedError(f"name {name!r} is not valid")
        end = start + size
        exceeds_file = options.output_format != "parquet" and end > file_size  # the units of Parquet are rows
        if start < ends.get(name, 0) or exceeds_file:
            raise DamagedError(f"size {size} of {name!r} is not valid")
        ends[name] = end
    return options


def _manifest_parts(output_folder: str) -> list[str] | None:
    """The names of the parts in the manifest; None if the file is not a manifest. Raises OSError."""
    try:
        data = checked_json.parse_json(checked_json.read_file(stores.join_path(output_folder, MANIFEST)))
        names = [part["name"] for part in data["parts"]]
    except FileNotFoundError:
        return []
    except (OSError, DamagedError, TypeError, KeyError) as error:
        if isinstance(error, OSError) and error.errno not in (errno.ELOOP, errno.EINVAL):
            raise
        return None
    is_manifest = "newsparse" in data and all(isinstance(name, str) and PART_NAME.fullmatch(name) for name in names)
    return names if is_manifest else None


def refuse_unrecorded_parts(
    request: PlanRequest, work_folder: str, segments: Iterable[Segment], names: Iterable[str]
) -> None:
    """Raise PlanError if parts with these `names` would replace files that no run has recorded. Raises OSError."""
    if request.is_single_file or request.overwrite:
        return
    existing = set[str]()
    with suppress(FileNotFoundError):
        existing = {item.name for item in stores.scan(request.output_folder)}
    recorded = recorded_parts(request.output_folder, work_folder, segments)
    if MANIFEST in existing and _manifest_parts(request.output_folder) is None:
        names = (MANIFEST, *names)
    _refuse(request, (name for name in names if name in existing and name not in recorded))


def refuse_unrecorded_files(
    request: PlanRequest, entries: Iterable[Entry], recorded: Iterable[str], interrupted_targets: Iterable[str]
) -> None:
    """Raise PlanError if the outputs of `entries` in a tree would replace unrecorded files.

    Recorded are the names in `recorded`, and the outputs of `interrupted_targets`, which an interrupted run may have
    written. Lists all files below the folder once, so that an object store receives no request for each. Raises
    OSError.
    """
    ending, existing = request.options.ending, set[str]()
    if not request.overwrite:
        names = stores.names_below(request.output_folder)
        existing = {name for name in names if name.endswith(ending) and not name.startswith(f"{WORK_FOLDER}/")}
    if not existing:
        return
    existing.difference_update(recorded)
    names_by_target = defaultdict[str, list[str]](list)
    for name in existing:
        names_by_target[_RECORD_NUMBER.sub("", name.removesuffix(ending))].append(name)
    for target in interrupted_targets:
        existing.difference_update(names_by_target[target])
    replaced = (
        name
        for entry in entries
        if entry.action != KEEP_MISSING
        for name in {entry.target + ending, *names_by_target[entry.target]}
        if name in existing
    )
    _refuse(request, replaced)


def _refuse(request: PlanRequest, replaced: Iterator[str]) -> None:
    if names := list(islice(replaced, _MAX_LISTED_NAMES + 1)):
        more = " and others" if len(names) > _MAX_LISTED_NAMES else ""
        why = "would be replaced but is not recorded by an earlier run; pass --overwrite, or use another directory"
        raise PlanError(f"{request.dest}: {', '.join(names[:_MAX_LISTED_NAMES])}{more} {why}")


def link_refuser(output_folder: str) -> Callable[[str], None]:
    """A function that raises PlanError if an output's folder is a symbolic link, or is below one.

    Its argument is the name of the output below `output_folder`.
    """

    @lru_cache(maxsize=4096)
    def refuse(folder: str) -> None:
        if checked_json.is_below_link(output_folder, f"{folder}/x"):
            path = stores.join_path(output_folder, folder)
            raise PlanError(f"{path}: is a symbolic link or below one; use a directory without links")

    return lambda name: refuse(name.rpartition("/")[0]) if "/" in name else None
