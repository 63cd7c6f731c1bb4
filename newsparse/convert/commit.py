"""What the shards of a plan have left, put in its place as one: the outputs, a manifest, the state for the next run."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import Any, NamedTuple

from .. import __version__
from ..storage import stores
from ..text.characters import named
from . import untrusted
from .plan import Plan, read_plan
from .recorded import MANIFEST, begin, begun, part_name, recorded_parts
from .shards import Receipt, part_of, receipt_left, receipt_of, row_lines, rows_left
from .state import STATE, Segment, State, write_state

MOST_TOLD = 1000  # errors that are told of a conversion; all are records of its outputs


class Summary(NamedTuple):
    """What a conversion did."""

    files: int
    kept: int  # of them, for they have not changed
    gone: int  # inputs of an earlier run that are no more
    pruned: int  # of them, whose outputs are no more either
    gone_articles: int  # of the others, that stay
    articles: int
    errors: int
    repairs: dict[str, int]
    problems: dict[str, int]
    missing: dict[str, int]  # articles without a value, for each required field
    codes: dict[str, int]  # errors, for each code
    unwritten: int  # inputs whose outputs could not be written
    outputs: int
    size: int
    seconds: float
    faults: list[tuple[str, str]]  # the first errors: source and message

    def as_dict(self, status: str = "finished", message: str | None = None) -> dict[str, Any]:
        """The summary as plain data, with the version, how the run ended (`finished`, `failed` or `interrupted`), and
        its error message."""
        faults = [{"source": named(source), "message": message} for source, message in self.faults]
        return {"newsparse": __version__, "status": status, "message": message, **self._asdict(), "faults": faults}


def done(plan: Plan, verify: bool = False) -> list[Receipt | None]:
    """The receipts of all shards; None for those that are to be done. With `verify` the parts are read, and
    the receipts of those that are not what these tell are removed."""
    if begun(plan.folder).plan == plan.id:  # parts may have been put in their place by now
        return [receipt_left(plan, index) for index in range(len(plan.shards))]
    found = [receipt_of(plan, index) for index in range(len(plan.shards))]
    for receipt in found if verify and not plan.options.is_tree else ():
        if receipt and _digest(part_of(plan, receipt)) != receipt.sha256:
            stores.remove(plan.part(receipt.shard) + ".json")
            found[receipt.shard] = None
    return found


def _digest(part: str) -> str:
    with stores.local_copy(part) as path, open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def go_on(folder: str) -> tuple[str, Summary] | None:
    """End what an earlier run with its plan in `folder` was stopped at while it put parts in their place: its plan's
    id, and what it did. None where there is no such run. Raises OSError and PlanError."""
    plan = read_plan(folder)
    if plan is None or begun(folder).plan != plan.id:
        return None
    found = [receipt for receipt in done(plan) if receipt]
    try:
        return (plan.id, finish(plan, found)) if len(found) == len(plan.shards) else None
    except FileNotFoundError:  # somebody has removed what was to be moved: its shard is done again
        old = {*begun(folder).old, *(part_name(receipt.shard, plan.options) for receipt in found)}
        begin(folder, "", old)
        return None


def finish(plan: Plan, found: list[Receipt], seconds: float = 0.0) -> Summary:
    """Put what the shards have left in its place, and write the manifest last. Raises OSError."""
    dropped = plan.dropped(verify=True)  # raises PlanError before any output is replaced
    outputs, segments = _put_in_place(plan, found)
    _prune(plan, dropped, found, segments)
    if not plan.single:
        _write_manifest(plan, found, segments)
    _leave(plan, found, segments)
    return summed(plan, found, outputs, seconds)


def summed(plan: Plan | None, found: list[Receipt], outputs: int, seconds: float) -> Summary:
    """The summary of the shards that are done."""
    totals: dict[str, Counter[str]] = {name: Counter() for name in ("repairs", "problems", "missing", "codes")}
    for receipt in found:
        for name, total in totals.items():
            total.update(getattr(receipt, name))
    gone, pruned = (plan.gone, plan.pruned) if plan else (0, 0)
    return Summary(
        files=sum(x.inputs for x in found), kept=sum(x.kept for x in found), gone=gone, pruned=pruned,
        gone_articles=sum(x.old_articles for x in found), articles=sum(x.articles for x in found),
        errors=sum(x.errors for x in found), **{name: dict(sorted(total.items())) for name, total in totals.items()},
        unwritten=sum(x.unwritten for x in found), outputs=outputs, size=sum(x.size for x in found),
        seconds=round(seconds, 3), faults=list(islice(chain.from_iterable(x.faults for x in found), MOST_TOLD)),
    )  # fmt: skip


def _prune(plan: Plan, dropped: set[str], found: list[Receipt], segments: list[Segment]) -> None:
    """Remove the `dropped` outputs, except those that were made again, and the folders that are empty then."""
    dropped = dropped.difference(segment.name for segment in segments)
    for receipt in found if dropped and plan.options.is_tree else ():
        for row in rows_left(plan, receipt):
            dropped.difference_update(row.names(plan.options.ending))
    for name in sorted(name for name in dropped if not untrusted.is_linked(plan.home, name)):
        stores.remove(stores.join(plan.home, name))
        folder = os.path.dirname(name)
        with suppress(OSError):  # something else is in it
            while folder and not stores.is_remote(plan.home):
                os.rmdir(stores.join(plan.home, folder))
                folder = os.path.dirname(folder)


def _leave(plan: Plan, found: list[Receipt], segments: list[Segment]) -> None:
    """Leave the state for the next run, where one is kept, and nothing else of the plan."""
    if plan.keeps:
        head = State(stores.join(plan.folder, STATE), plan.makers, list(plan.options), plan.began, segments)
        write_state(head, (row_lines(plan, receipt) for receipt in found))
    plan.remove()


def _put_in_place(plan: Plan, found: list[Receipt]) -> tuple[int, list[Segment]]:
    """Put what the shards have left where it belongs: how many outputs there are, and where the parts are in them."""
    if plan.options.is_tree:
        return sum(x.articles + x.errors + x.old_articles + x.old_errors for x in found), []
    before, old = begun(plan.folder)
    if before != plan.id:  # also parts of one whose end nobody saw
        known = () if plan.single else recorded_parts(plan.home, plan.folder, plan.old)
        old = begin(plan.folder, plan.id, known)
    if plan.single:
        return 1, _join(plan, found)
    stores.remove(stores.join(plan.home, MANIFEST))
    segments = []
    jobs = [(part_of(plan, x), plan.home, part_name(x.shard, plan.options), x.size) for x in found]
    for segment in stores.at_once(_moved, jobs):
        if isinstance(segment, OSError):
            raise segment
        segments.append(segment)
    for name in set(old).difference(segment.name for segment in segments):
        stores.remove(stores.join(plan.home, name))
    return len(segments), segments


def _moved(part: str, home: str, name: str, size: int) -> Segment:
    path = stores.join(home, name)
    try:
        stores.move(part, path, follow=False)
    except FileNotFoundError:  # a run that was stopped has put it there
        if stores.about(path).size != size:
            raise
    return Segment(name, 0, size, *stores.about(path))


def _join(plan: Plan, found: list[Receipt]) -> list[Segment]:
    """All parts as one file, in the place of what was there, and where they are in it."""
    with stores.whole(plan.dest, near=stores.join(plan.folder, "whole")) as file:
        if plan.options.form == "parquet":
            from ..output.tables import join

            join(_parts(plan, found), file)
        else:
            for path in _parts(plan, found):
                with open(path, "rb") as part:
                    shutil.copyfileobj(part, file, 1 << 20)
    about, name, at, segments = stores.about(plan.dest), os.path.basename(plan.dest), 0, []
    for receipt in found:
        size = receipt.length if plan.options.form == "parquet" else receipt.size
        segments.append(Segment(name, at, size, *about))
        at += size
    return segments


def _parts(plan: Plan, found: list[Receipt]) -> Iterator[str]:
    """The local paths of what the shards have left, one after another."""
    for receipt in found:
        with stores.local_copy(part_of(plan, receipt)) as path:
            yield path


def _write_manifest(plan: Plan, found: list[Receipt], segments: list[Segment]) -> None:
    """The commit: what is there is whole when this is."""
    held = [(x.articles + x.old_articles, x.errors + x.old_errors) for x in found]
    rows = [{"name": part.name, "articles": articles, "errors": errors, "size": x.size, "sha256": x.sha256}
            for part, x, (articles, errors) in zip(segments, found, held, strict=False)]  # fmt: skip
    data = {"newsparse": __version__, "plan": plan.id, "articles": sum(articles for articles, _ in held),
            "errors": sum(errors for _, errors in held), "parts": rows}  # fmt: skip
    # As all that is temporary, in the plan's folder: what a process leaves that is killed here goes with it.
    with stores.whole(stores.join(plan.home, MANIFEST), near=stores.join(plan.folder, MANIFEST), follow=False) as file:
        file.write((json.dumps(data, indent=1) + "\n").encode())
