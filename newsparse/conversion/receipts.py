"""The receipts of finished shards, and the states of inputs that belong to them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from ..storage import stores
from . import checked_json
from .checked_json import DamagedError, Size
from .plan import Plan, PlanError
from .state import InputState, parse_input_states


@checked_json.stored_as(
    "Receipt",
    plan_id="plan",
    unchanged="kept",
    retained_articles="old_articles",
    retained_errors="old_errors",
    missing_fields="missing",
    error_codes="codes",
    unwritten_inputs="unwritten",
    content_length="length",
    first_errors="faults",
)
class Receipt(NamedTuple):
    """The results of a shard: counts of its inputs and records, and the name, size and digest of its part."""

    plan_id: str
    shard: int
    part: str  # its name in the plan's folder
    inputs: Size
    unchanged: Size  # inputs whose previous records were kept
    articles: Size
    errors: Size
    retained_articles: Size  # of inputs that no longer exist
    retained_errors: Size
    repairs: dict[str, Size]
    problems: dict[str, Size]
    missing_fields: dict[str, Size]  # articles without a value, for each required field
    error_codes: dict[str, Size]  # error records, for each code
    unwritten_inputs: Size  # inputs whose outputs could not be written
    content_length: Size  # bytes of the part before compression, or rows
    size: Size  # of the part, in bytes
    sha256: str
    first_errors: list[tuple[str, str]]  # source and message


def find_receipt(plan: Plan, index: int) -> Receipt | None:
    """Read the receipt of a shard, wherever its part is; None if the plan has none."""
    try:
        data = checked_json.read_file(plan.part_prefix(index) + ".json")
        receipt = checked_json.parse_record(Receipt, checked_json.parse_json(data))
    except (OSError, DamagedError):
        return None
    prefix, _, suffix = receipt.part.rpartition("-")
    is_part_name = prefix == os.path.basename(plan.part_prefix(index)) and re.fullmatch("[0-9a-f]{16}", suffix)
    return receipt if (receipt.plan_id, receipt.shard) == (plan.id, index) and is_part_name else None


def finished_receipt(plan: Plan, index: int) -> Receipt | None:
    """Read the receipt of a shard whose outputs are complete; None for other shards."""
    if receipt := find_receipt(plan, index):
        with suppress(OSError, PlanError):
            if plan.is_tree:
                return receipt if _outputs_exist(plan, receipt) else None
            checked_json.refuse_special_file(part_path(plan, receipt))
            return receipt if stores.file_info(part_path(plan, receipt)).size == receipt.size else None
    return None


def part_path(plan: Plan, receipt: Receipt) -> str:
    """The path of a shard's part before the commit."""
    return stores.join_path(plan.folder, receipt.part)


def input_state_lines(plan: Plan, receipt: Receipt) -> bytes:
    """Read the states of a shard's inputs as lines of JSON. Raises OSError."""
    return checked_json.read_file(part_path(plan, receipt) + ".rows")


def input_states(plan: Plan, receipt: Receipt) -> Iterator[InputState]:
    """Read the states of a shard's inputs. Raises OSError, and PlanError if one is not valid."""
    try:
        yield from parse_input_states(input_state_lines(plan, receipt))
    except DamagedError as error:
        path = part_path(plan, receipt) + ".rows"
        raise PlanError(f"{path}: {error}; delete it, and run the shard again") from None


def _outputs_exist(plan: Plan, receipt: Receipt) -> bool:
    """Whether the outputs of a shard in a tree exist. Assumed of an object store: it would need a request for each."""
    if stores.is_remote(plan.output_folder):
        return True
    names = (name for item in input_states(plan, receipt) for name in item.output_names(plan.options.ending))
    return all(stores.exists(stores.join_path(plan.output_folder, name)) for name in names)
