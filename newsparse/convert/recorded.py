"""The outputs that earlier runs have recorded in a manifest, a state or a plan: no other file is replaced."""

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
from . import untrusted
from .plan import COMMIT, Asked, Entry, Options, PlanError
from .state import MANIFEST as MANIFEST
from .state import PART as PART
from .state import WORK, Segment, State
from .untrusted import DamagedError

_FURTHER = re.compile(r"#\d+$")  # how the name of a second article of an input ends
_MOST_NAMED = 3


def part_name(index: int, options: Options) -> str:
    """The name of the part of a shard in the folder of outputs."""
    return f"part-{index:06}{options.ending}"


class Begun(NamedTuple):
    """The record that the parts of a plan are being put in place, and which parts were there before."""

    plan: str
    old: list[Annotated[str, PART.fullmatch]]


def begun(folder: str) -> Begun:
    """That record in the folder of a plan; an empty one if there is none that can be used."""
    try:
        return untrusted.record(Begun, untrusted.parse(untrusted.read(stores.join(folder, COMMIT))))
    except (OSError, DamagedError):
        return Begun("", [])


def begin(folder: str, plan: str, old: Iterable[str]) -> list[str]:
    """Record that the parts of a plan are put in their place from now on."""
    data = Begun(plan, sorted(old))
    stores.write(stores.join(folder, COMMIT), json.dumps(data._asdict()).encode(), follow=False)
    return data.old


def recorded_parts(home: str, folder: str, segments: Iterable[Segment]) -> set[str]:
    """The parts below `home` that earlier runs have left, by its manifest, a state's segments and the plan's folder."""
    known = (*begun(folder).old, *(segment.name for segment in segments), *(_manifest_parts(home) or ()))
    return {name for name in known if PART.fullmatch(name)}


def state_options(state: State, asked: Asked) -> Options:
    """The options of the run that left a state. Raises DamagedError where such a run cannot have written the outputs
    that the state records: they decide which files the next run reads and removes."""
    options, ends = untrusted.record(Options, state.options), dict[str, int]()
    if asked.single and options.is_tree:
        raise DamagedError(f"form {options.form!r} is not valid")
    for name, start, size, whole, _ in state.segments:
        if not asked.single and (options.is_tree or not PART.fullmatch(name)):
            raise DamagedError(f"name {name!r} is not valid")
        end = start + size
        if start < ends.get(name, 0) or (options.form == "ndjson" and end > whole):  # of a table these are rows
            raise DamagedError(f"size {size} of {name!r} is not valid")
        ends[name] = end
    return options


def _manifest_parts(home: str) -> list[str] | None:
    """The parts that the manifest names; None where the file of its name is not one. Raises OSError."""
    try:
        data = untrusted.parse(untrusted.read(stores.join(home, MANIFEST)))
        names = [part["name"] for part in data["parts"]]
    except FileNotFoundError:
        return []
    except (OSError, DamagedError, TypeError, KeyError) as error:
        if isinstance(error, OSError) and error.errno not in (errno.ELOOP, errno.EINVAL):
            raise
        return None
    return names if "newsparse" in data and all(isinstance(x, str) and PART.fullmatch(x) for x in names) else None


def refuse_parts(asked: Asked, folder: str, segments: Iterable[Segment], names: Iterable[str]) -> None:
    """Raise PlanError where outputs in a folder would replace files that no run has recorded. Raises OSError."""
    if asked.single or asked.overwrite:
        return
    there = set[str]()
    with suppress(FileNotFoundError):
        there = {item.name for item in stores.scan(asked.home)}
    recorded = recorded_parts(asked.home, folder, segments)
    if MANIFEST in there and _manifest_parts(asked.home) is None:
        names = (MANIFEST, *names)
    _refuse(asked, (name for name in names if name in there and name not in recorded))


def refuse_outputs(asked: Asked, entries: Iterable[Entry], recorded: Iterable[str], targets: Iterable[str]) -> None:
    """Raise PlanError where the outputs of `entries` in a tree would replace files that are neither `recorded` nor
    those of `targets`, which a stopped run may have written. All files below the folder are listed once, so that an
    object store gets no request for each. Raises OSError."""
    ending, there = asked.options.ending, set[str]()
    if not asked.overwrite:
        there = {x for x in untrusted.names_below(asked.home) if x.endswith(ending) and not x.startswith(f"{WORK}/")}
    if not there:
        return
    there.difference_update(recorded)
    further = defaultdict[str, list[str]](list)
    for name in there:
        further[_FURTHER.sub("", name.removesuffix(ending))].append(name)
    for target in targets:
        there.difference_update(further[target])
    found = (name for entry in entries if entry.todo != "gone"
             for name in {entry.target + ending, *further[entry.target]} if name in there)  # fmt: skip
    _refuse(asked, found)


def _refuse(asked: Asked, found: Iterator[str]) -> None:
    if names := list(islice(found, _MOST_NAMED + 1)):
        more = " and others" if len(names) > _MOST_NAMED else ""
        why = "would be replaced, and no earlier run has recorded that; pass --overwrite to replace it"
        raise PlanError(f"{asked.dest}: {', '.join(names[:_MOST_NAMED])}{more} {why}")


def refuse_linked(home: str) -> Callable[[str], None]:
    """A function that raises PlanError if the folder of an output below `home` is, or is below, a symbolic link."""

    @lru_cache(maxsize=4096)
    def refuse(folder: str) -> None:
        if untrusted.is_linked(home, f"{folder}/x"):
            path = stores.join(home, folder)
            raise PlanError(f"{path}: a symbolic link, or below one; outputs are not written or removed there")

    return lambda name: refuse(name.rpartition("/")[0]) if "/" in name else None
