"""The commit of a conversion: move the finished parts to the outputs, write the manifest and the state."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import accumulate, chain, islice
from typing import Any, BinaryIO, NamedTuple

from .. import __version__
from ..output.formats import FORMATS
from ..storage import stores
from ..text.characters import escape_non_utf8
from ..text.compression import compress
from . import checked_json
from .plan import Plan, load_plan_or_none
from .previous_outputs import part_name, read_commit, recorded_parts, write_commit
from .receipts import Receipt, find_receipt, finished_receipt, input_state_lines, input_states, part_path
from .state import MANIFEST, STATE_FILE, Segment, State, write_state

MAX_LISTED_ERRORS = 1000  # in the summary of a conversion; the outputs have records of all


@checked_json.stored_as(
    "Summary",
    unchanged="kept",
    missing_inputs="gone",
    pruned_inputs="pruned",
    retained_articles="gone_articles",
    missing_fields="missing",
    error_codes="codes",
    unwritten_inputs="unwritten",
    first_errors="faults",
)
class Summary(NamedTuple):
    """The results of a conversion."""

    files: int
    unchanged: int  # files whose previous records were kept
    missing_inputs: int  # inputs of the previous run that no longer exist
    pruned_inputs: int  # those of them whose outputs were removed
    retained_articles: int  # articles of the others, which were kept
    articles: int
    errors: int
    repairs: dict[str, int]
    problems: dict[str, int]
    missing_fields: dict[str, int]  # articles without a value, for each required field
    error_codes: dict[str, int]  # error records, for each code
    unwritten_inputs: int  # inputs whose outputs could not be written
    outputs: int
    size: int  # of the outputs, in bytes
    seconds: float
    first_errors: list[tuple[str, str]]  # source and message

    def as_dict(self, status: str = "finished", message: str | None = None) -> dict[str, Any]:
        """The summary as plain data, with the version, how the run ended (`finished`, `failed` or `interrupted`), and
        its error message."""
        errors = [{"source": escape_non_utf8(source), "message": message} for source, message in self.first_errors]
        fields = checked_json.stored_fields(self)
        return {"newsparse": __version__, "status": status, "message": message, **fields, "faults": errors}


def find_receipts(plan: Plan, verify: bool = False) -> list[Receipt | None]:
    """The receipts of all shards; None for shards that are not finished.

    With `verify`, reads the parts and removes the receipts of those whose SHA-256 differs.
    """
    if read_commit(plan.folder).plan_id == plan.id:  # some parts may have been moved to the outputs
        return [find_receipt(plan, index) for index in range(len(plan.shards))]
    receipts = [finished_receipt(plan, index) for index in range(len(plan.shards))]
    for receipt in receipts if verify and not plan.is_tree else ():
        if receipt and _digest(part_path(plan, receipt)) != receipt.sha256:
            stores.remove(plan.part_prefix(receipt.shard) + ".json")
            receipts[receipt.shard] = None
    return receipts


def _digest(part: str) -> str:
    with stores.local_copy(part) as path, open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def resume_commit(folder: str) -> tuple[str, Summary] | None:
    """Complete the commit that a previous run with its plan in `folder` has begun.

    Returns the id of the plan and the summary; None if there is no such commit. Raises OSError and PlanError.
    """
    plan = load_plan_or_none(folder)
    if plan is None or read_commit(folder).plan_id != plan.id:
        return None
    receipts = [receipt for receipt in find_receipts(plan) if receipt]
    try:
        return (plan.id, commit_plan(plan, receipts)) if len(receipts) == len(plan.shards) else None
    except FileNotFoundError:  # a part was removed by another program: its shard must run again
        moved_parts = (part_name(receipt.shard, plan.options) for receipt in receipts)
        write_commit(folder, "", {*read_commit(folder).previous_parts, *moved_parts})
        return None


def commit_plan(plan: Plan, receipts: list[Receipt], seconds: float = 0.0) -> Summary:
    """Move the parts of all shards to the outputs, remove obsolete outputs, and write the manifest last.

    Raises OSError and PlanError.
    """
    obsolete = plan.outputs_to_remove(verify=True)  # raises PlanError before any output is replaced
    outputs, segments = _move_parts(plan, receipts)
    _remove_obsolete(plan, obsolete, receipts, segments)
    if not plan.is_single_file:
        _write_manifest(plan, receipts, segments)
    _replace_plan_by_state(plan, receipts, segments)
    return summarize(plan, receipts, outputs, seconds)


def summarize(plan: Plan | None, receipts: list[Receipt], outputs: int, seconds: float) -> Summary:
    """The summary of finished shards."""
    names = ("repairs", "problems", "missing_fields", "error_codes")
    totals: dict[str, Counter[str]] = {name: Counter() for name in names}
    for receipt in receipts:
        for name, total in totals.items():
            total.update(getattr(receipt, name))
    errors = chain.from_iterable(receipt.first_errors for receipt in receipts)

    def total_of(attribute: str) -> int:
        return sum(getattr(receipt, attribute) for receipt in receipts)

    return Summary(
        files=total_of("inputs"),
        unchanged=total_of("unchanged"),
        missing_inputs=plan.missing_inputs if plan else 0,
        pruned_inputs=plan.pruned_inputs if plan else 0,
        retained_articles=total_of("retained_articles"),
        articles=total_of("articles"),
        errors=total_of("errors"),
        **{name: dict(sorted(total.items())) for name, total in totals.items()},
        unwritten_inputs=total_of("unwritten_inputs"),
        outputs=outputs,
        size=total_of("size"),
        seconds=round(seconds, 3),
        first_errors=list(islice(errors, MAX_LISTED_ERRORS)),
    )


def _remove_obsolete(plan: Plan, obsolete: set[str], receipts: list[Receipt], segments: list[Segment]) -> None:
    """Remove the `obsolete` outputs, except those that were made again, and the folders that are empty afterwards."""
    obsolete = obsolete.difference(segment.name for segment in segments)
    for receipt in receipts if obsolete and plan.is_tree else ():
        for input_state in input_states(plan, receipt):
            obsolete.difference_update(input_state.output_names(plan.options.ending))
    output_folder = plan.output_folder
    for name in sorted(name for name in obsolete if not checked_json.is_below_link(output_folder, name)):
        stores.remove(stores.join_path(output_folder, name))
        folder = os.path.dirname(name)
        with suppress(OSError):  # the folder is not empty
            while folder and not stores.is_remote(output_folder):
                os.rmdir(stores.join_path(output_folder, folder))
                folder = os.path.dirname(folder)


def _replace_plan_by_state(plan: Plan, receipts: list[Receipt], segments: list[Segment]) -> None:
    """Remove all files of the plan and, if the plan keeps one, write the state for the next run."""
    if plan.keeps_state:
        path = stores.join_path(plan.folder, STATE_FILE)
        state = State(path, plan.versions, list(plan.options), plan.started_ns, segments)
        write_state(state, (input_state_lines(plan, receipt) for receipt in receipts))
    plan.remove_files()


def _move_parts(plan: Plan, receipts: list[Receipt]) -> tuple[int, list[Segment]]:
    """Move the parts to the outputs; the number of outputs, and the locations of the parts in them."""
    if plan.is_tree:
        articles = sum(x.articles + x.retained_articles for x in receipts)
        errors = sum(x.errors + x.retained_errors for x in receipts)
        return articles + errors * plan.options.holds_errors, []
    plan_id, previous_parts = read_commit(plan.folder)
    if plan_id != plan.id:  # with the parts of a commit that was never completed
        recorded = set[str]()
        if not plan.is_single_file:
            recorded = recorded_parts(plan.output_folder, plan.folder, plan.previous_segments)
        previous_parts = write_commit(plan.folder, plan.id, recorded).previous_parts
    if plan.is_single_file:
        return 1, _merge_parts(plan, receipts)
    stores.remove(stores.join_path(plan.output_folder, MANIFEST))
    segments = []
    moves = [(part_path(plan, x), plan.output_folder, part_name(x.shard, plan.options), x.size) for x in receipts]
    for segment in stores.map_concurrently(_move_part, moves):
        if isinstance(segment, OSError):
            raise segment
        segments.append(segment)
    for name in set(previous_parts).difference(segment.name for segment in segments):
        stores.remove(stores.join_path(plan.output_folder, name))
    return len(segments), segments


def _move_part(part: str, output_folder: str, name: str, size: int) -> Segment:
    path = stores.join_path(output_folder, name)
    try:
        stores.move(part, path, follow=False)
    except FileNotFoundError:  # an interrupted run has moved it
        if stores.file_info(path).size != size:
            raise
    return Segment(name, 0, size, *stores.file_info(path))


def _merge_parts(plan: Plan, receipts: list[Receipt]) -> list[Segment]:
    """Replace the one output by all parts, and return their locations in it."""
    with stores.atomic_writer(plan.dest, near=stores.join_path(plan.folder, "whole")) as file:
        if plan.options.output_format == "parquet":
            from ..output.tables import concatenate

            concatenate(_local_parts(plan, receipts), file)
            lengths = [receipt.content_length for receipt in receipts]
            starts = list(accumulate(lengths, initial=0))[:-1]
        else:
            lengths = [receipt.size for receipt in receipts]
            starts = _join_texts(plan, receipts, file)
    info, name = stores.file_info(plan.dest), os.path.basename(plan.dest)
    return [Segment(name, start, length, *info) for start, length in zip(starts, lengths, strict=True)]


def _join_texts(plan: Plan, receipts: list[Receipt], file: BinaryIO) -> list[int]:
    """Write the header, the parts with separators between them, and the footer. Returns the offsets of the parts.

    Each piece is compressed by itself: compressed files can be concatenated.
    """
    known, options = FORMATS[plan.options.output_format], plan.options
    frame, starts, footer = known.make_frame(options.rendering), list[int](), None

    def write(piece: bytes) -> None:
        if piece:
            file.write(compress(options.compression, piece))

    write(frame.header)
    for receipt, path in zip(receipts, _local_parts(plan, receipts), strict=True):
        if receipt.content_length:
            write(b"" if footer is None else frame.separator)
            footer = frame.footer
        starts.append(file.tell())
        with open(path, "rb") as part:
            shutil.copyfileobj(part, file, 1 << 20)
    write(frame.empty_footer if footer is None else footer)
    return starts


def _local_parts(plan: Plan, receipts: list[Receipt]) -> Iterator[str]:
    """The local paths of the parts, each valid until the next is requested."""
    for receipt in receipts:
        with stores.local_copy(part_path(plan, receipt)) as path:
            yield path


def _write_manifest(plan: Plan, receipts: list[Receipt], segments: list[Segment]) -> None:
    """Write the manifest; its existence shows that the outputs are complete."""
    parts = [
        {
            "name": segment.name,
            "articles": receipt.articles + receipt.retained_articles,
            "errors": receipt.errors + receipt.retained_errors,
            "size": receipt.size,
            "sha256": receipt.sha256,
        }
        for segment, receipt in zip(segments, receipts, strict=False)  # a tree has no segments
    ]
    manifest = {
        "newsparse": __version__,
        "plan": plan.id,
        "articles": sum(receipt.articles + receipt.retained_articles for receipt in receipts),
        "errors": sum(receipt.errors + receipt.retained_errors for receipt in receipts),
        "parts": parts,
    }
    # The temporary file is in the plan's folder, like all others: after a kill it is removed with that folder.
    temporary = stores.join_path(plan.folder, MANIFEST)
    with stores.atomic_writer(stores.join_path(plan.output_folder, MANIFEST), near=temporary, follow=False) as file:
        file.write((json.dumps(manifest, indent=1) + "\n").encode())
