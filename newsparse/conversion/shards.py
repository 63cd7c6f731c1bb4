"""Running one shard of a plan: read its inputs, write its part and its receipt.

Any process may run a shard, any number of times.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import partial

from ..api import parse_data
from ..article import REQUIRED_ATTRIBUTES, Article, ErrorRecord
from ..batch import error_record, fatal_input_record
from ..inputs.reader import head_suffices
from ..output.fields import Record
from ..storage import stores
from . import checked_json
from .options import Options
from .part_writers import ParquetWriter, ShardWriter, TextWriter
from .plan import KEEP, KEEP_IF_SAME_BYTES, KEEP_MISSING, READ, Entry, Plan, load_plan, refuse_links
from .receipts import Receipt, finished_receipt
from .state import InputState
from .tree_writer import TreeWriter

_MAX_LISTED_ERRORS = 100  # in the receipt of a shard
_BATCH_INPUTS, _BATCH_BYTES = 64, 32 << 20  # inputs in an object store that are requested together

InputContent = bytes | OSError | None  # None: the input is not read


class ShardError(Exception):
    """A shard cannot be run here; the message gives the reason."""


def run_shard(
    folder: str,
    index: int,
    *,
    deadly_inputs: Collection[str] = (),
    on_input: Callable[[str], None] = lambda path: None,
) -> Receipt:
    """Run a shard of the plan in `folder`, unless it is finished.

    Writes the part to a temporary file, flushes and renames it, and then writes the receipt. Inputs in `deadly_inputs`
    yield an error record without being read. Calls `on_input` with the path of each input before it is parsed. Raises
    PlanError and ShardError, and OSError if nothing can be written.
    """
    refuse_links(folder)
    plan = _load_matching_plan(folder)
    if finished := finished_receipt(plan, index):
        return finished
    results: list[tuple[Entry, InputState]] = []
    errors: list[ErrorRecord] = []
    read = missing = 0
    with open_writer(plan, index) as writer:
        for entry, content in _read_inputs(plan, index, deadly_inputs, on_input):
            read += content is not None
            missing += isinstance(content, FileNotFoundError) and bool(entry.stamp)
            input_state = _keep_records(entry, content, writer)
            if input_state is None and entry.action == KEEP_MISSING:
                continue
            input_state = input_state or _write_records(entry, content, deadly_inputs, writer, errors)
            results.append((entry, input_state._replace(segment=index)))
        if missing == read > 1:  # all inputs that existed at planning time: rather a disk that is not mounted here
            raise ShardError(
                f"none of the inputs of shard {index} exists on this machine; all workers need access to the same files"
            )
        writer.publish()
    for number, (entry, _) in enumerate(results):
        if error := writer.write_errors.get(entry.path):
            errors.append(ErrorRecord(entry.path, "N001", f"its output {unwritten_reason(error)}"))
            results[number] = entry, _unwritten_state(entry, index)
    plan.refuse_if_replaced()
    lines = b"".join(json.dumps(input_state).encode() + b"\n" for _, input_state in results)
    stores.write(writer.path + ".rows", lines, follow=False)
    receipt = _receipt(plan, index, results, errors, writer)
    data = json.dumps(checked_json.stored_fields(receipt)).encode()
    stores.write(plan.part_prefix(index) + ".json", data, follow=False)
    return receipt


def _load_matching_plan(folder: str) -> Plan:
    """The plan in `folder`. Raises ShardError if it cannot be read, or was made with other versions."""
    try:
        plan = load_plan(folder)
    except OSError:
        raise ShardError(f"{folder}: no readable plan; all workers need access to the same files") from None
    if plan.versions != (versions := plan.options.versions):
        raise ShardError(
            f"{folder}: this worker has {versions}, but the plan needs {plan.versions}; install the same versions"
        )
    return plan


def open_writer(plan: Plan, index: int) -> ShardWriter:
    """The writer for a shard of a plan. Raises OSError, and MissingPyarrowError."""
    if plan.options.output_format == "parquet":
        return ParquetWriter(plan, index)
    return TreeWriter(plan, index) if plan.is_tree else TextWriter(plan, index)


def _receipt(
    plan: Plan, index: int, results: list[tuple[Entry, InputState]], errors: list[ErrorRecord], writer: ShardWriter
) -> Receipt:
    existing = [input_state for entry, input_state in results if entry.action != KEEP_MISSING]
    retained = [input_state for entry, input_state in results if entry.action == KEEP_MISSING]
    repairs, problems, missing_fields = Counter[str](), Counter[str](), Counter[str]()
    for input_state in existing:
        repairs.update(input_state.repairs)
        problems.update(input_state.problems)
        missing_fields.update(input_state.missing_fields)
    return Receipt(
        plan_id=plan.id,
        shard=index,
        part=os.path.basename(writer.path),
        inputs=len(existing),
        unchanged=sum(_is_unchanged(entry, input_state) for entry, input_state in results),
        articles=_total(existing, "articles"),
        errors=_total(existing, "errors"),
        retained_articles=_total(retained, "articles"),
        retained_errors=_total(retained, "errors"),
        repairs=dict(repairs),
        problems=dict(problems),
        missing_fields=dict(missing_fields),
        error_codes=Counter(error.code for error in errors),
        unwritten_inputs=len(writer.write_errors),
        content_length=writer.content_length,
        size=writer.size,
        sha256=writer.digest.hexdigest(),
        first_errors=[(error.source, error.message) for error in errors[:_MAX_LISTED_ERRORS]],
    )


def _total(input_states: list[InputState], attribute: str) -> int:
    return sum(getattr(input_state, attribute) for input_state in input_states)


def _is_unchanged(entry: Entry, input_state: InputState) -> bool:
    """Whether the records of the previous run were kept, because the input exists and is the same."""
    if entry.previous is None or entry.action not in (KEEP, KEEP_IF_SAME_BYTES):
        return False
    return input_state.sha256 == entry.previous.sha256


def _read_inputs(
    plan: Plan, index: int, deadly_inputs: Collection[str], on_input: Callable[[str], None]
) -> Iterator[tuple[Entry, InputContent]]:
    """Read the inputs of a shard, those in an object store in batches."""
    batch: list[Entry] = []
    for entry in plan.entries(index):
        batch.append(entry)
        is_full = len(batch) == _BATCH_INPUTS or sum(x.size for x in batch) > _BATCH_BYTES
        if is_full or not stores.is_remote(entry.path):
            yield from _read_batch(batch, plan, deadly_inputs, on_input)
            batch = []
    yield from _read_batch(batch, plan, deadly_inputs, on_input)


def _read_batch(
    entries: list[Entry],
    plan: Plan,
    deadly_inputs: Collection[str],
    on_input: Callable[[str], None] = lambda path: None,
) -> Iterator[tuple[Entry, InputContent]]:
    paths = (
        entry.path if stores.is_remote(entry.path) else os.path.join(plan.input_base, entry.path)
        for entry in entries
        if _is_read(entry, deadly_inputs)
    )
    options = plan.options
    is_head_sufficient = partial(head_suffices, encoding=options.encoding, errors=options.errors)
    contents = stores.read_many(paths, options.max_size, is_head_sufficient)
    for entry in entries:
        on_input(entry.path)  # before it is read, because reading alone may end the process
        yield entry, next(contents) if _is_read(entry, deadly_inputs) else None


def _is_read(entry: Entry, deadly_inputs: Collection[str]) -> bool:
    return entry.action in (READ, KEEP_IF_SAME_BYTES) and not entry.error and entry.path not in deadly_inputs


def _keep_records(entry: Entry, content: InputContent, writer: ShardWriter) -> InputState | None:
    """Copy the previous records of an input to the writer, and return its new state; None if they cannot be kept."""
    if entry.previous is None or entry.action == READ:
        return None
    if entry.action == KEEP_IF_SAME_BYTES:
        is_same = isinstance(content, bytes) and _sha256(content) == entry.previous.sha256
        if not is_same:
            return None
    span = writer.keep(entry, entry.previous)
    if span is None and entry.action == KEEP_MISSING and not writer.plan.is_tree:
        raise ShardError(
            f"{entry.path} no longer exists, and its earlier output is unreadable; pass --prune to drop it"
        )
    return entry.previous._replace(stamp=entry.stamp, **span._asdict()) if span else None


def _write_records(
    entry: Entry, content: InputContent, deadly_inputs: Collection[str], writer: ShardWriter, errors: list[ErrorRecord]
) -> InputState:
    """Parse an input, add its records to the writer and its error records to `errors`, and return its state."""
    if content is None:  # its records should have been kept, but no longer exist
        [(_, content)] = _read_batch([entry._replace(action=READ)], writer.plan, deadly_inputs)
    records = _parse_input(entry, content, writer.plan.options, deadly_inputs)
    span = writer.add(entry, records)
    articles = [record for record in records if not isinstance(record, ErrorRecord)]
    errors += (record for record in records if isinstance(record, ErrorRecord))
    return InputState(
        path=entry.path,
        target=entry.target,
        size=entry.size,
        stamp=entry.stamp,
        sha256=_sha256(content) if isinstance(content, bytes) else "",
        segment=0,
        offset=span.offset,
        length=span.length,
        articles=len(articles),
        errors=len(records) - len(articles),
        repairs=Counter(repair.code for article in articles for repair in article.repairs),
        problems=Counter(problem.code for article in articles for problem in article.problems),
        missing_fields=_count_missing_fields(articles),
        outputs_digest=span.outputs_digest,
        outputs=span.outputs,
    )


def _unwritten_state(entry: Entry, index: int) -> InputState:
    """The state of an input whose outputs could not be written: one error record, which is in no output."""
    return InputState(entry.path, entry.target, -1, "", "", index, 0, 0, 0, 1, {}, {}, {}, "", 0)


def _count_missing_fields(articles: list[Article]) -> dict[str, int]:
    """The number of articles without a value, for each required field."""
    counts = {name: sum(not getattr(article, name) for article in articles) for name in REQUIRED_ATTRIBUTES}
    return {name: count for name, count in counts.items() if count}


def unwritten_reason(error: OSError) -> str:
    """A clause with the reason why an output was not written."""
    return f"cannot be written: {error.strerror or error}"


def _parse_input(entry: Entry, content: InputContent, options: Options, deadly_inputs: Collection[str]) -> list[Record]:
    """The records of an input: its articles, or one error record."""
    path = entry.path
    if path in deadly_inputs:
        return [fatal_input_record(path)]
    if entry.error:
        return [ErrorRecord(path, "N001", entry.error)]
    try:
        if isinstance(content, OSError):
            raise content
        return list(parse_data(path, content or b"", options.reading))
    except Exception as error:
        return [error_record(path, error)]


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
