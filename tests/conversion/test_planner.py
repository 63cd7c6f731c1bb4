"""Making a plan: sizes and stamps of inputs, ids, shards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.conversions import SMALL_SHARDS, make_request

from newsparse.conversion.options import Options
from newsparse.conversion.plan import PlanError, PlanRequest, ShardLimits
from newsparse.conversion.planner import make_plan
from newsparse.conversion.runner import prepare_plan
from newsparse.inputs.search import Search
from newsparse.inputs.walk import FoundFile

WORK = "out/.newsparse"


def plan_request(options: Options = Options("ndjson"), limits: ShardLimits = SMALL_SHARDS) -> PlanRequest:  # noqa: B008 - immutable
    return PlanRequest(options, os.path.abspath("out"), shard_limits=limits)


def test_a_repeated_plan_keeps_its_start_time(sixty_inputs: Path) -> None:
    request = make_request(("in",), "out", Options("json"))
    first = prepare_plan(Search(["in"]), request)
    assert prepare_plan(Search(["in"]), request).started_ns == first.started_ns
    assert prepare_plan(Search(["in/0"]), request).started_ns > first.started_ns


def test_known_sizes_are_not_requested_again(sixty_inputs: Path) -> None:
    found = [FoundFile("s3://none/a.txt", None, 5, "tag"), FoundFile("s4://none/a.txt")]
    plan = make_plan(WORK, [(item, f"{number}") for number, item in enumerate(found)], plan_request())
    assert [(entry.size, entry.stamp) for entry in plan.entries(0)] == [(5, "tag"), (0, "")]


def test_plan_ids_depend_on_options_and_inputs(sixty_inputs: Path) -> None:
    inputs = [(item, item.path) for item in Search(["in"])]
    ids = {
        make_plan(WORK, inputs, plan_request(options)).id for options in (Options("ndjson"), Options("ndjson", "all"))
    }
    os.utime("in/0/00.txt", (1, 1))
    ids.add(make_plan(WORK, inputs, plan_request()).id)
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("limits", "counts"),
    [
        (ShardLimits(), [5]),
        (ShardLimits(max_files=2), [2, 2, 1]),
        (ShardLimits(max_bytes=30), [3, 2]),
        (ShardLimits(max_bytes=5), [1, 1, 1, 1, 1]),  # a shard has at least one input
        (ShardLimits(min_bytes=20, shards=5), [2, 2, 1]),
        (ShardLimits(min_bytes=1, shards=2), [2, 2, 1]),
    ],
)
def test_limits_divide_the_inputs_into_shards(sixty_inputs: Path, limits: ShardLimits, counts: list[int]) -> None:
    inputs = [(FoundFile(f"s3://none/{number}.txt", None, 10, "tag"), str(number)) for number in range(5)]
    plan = make_plan(WORK, inputs, plan_request(limits=limits))
    assert [count for _, _, count, _ in plan.shards] == counts


def test_unsorted_inputs_are_refused(sixty_inputs: Path) -> None:
    inputs = [(FoundFile(path), path) for path in ("in/1/01.txt", "in/0/00.txt")]
    with pytest.raises(PlanError, match=r"in/0/00\.txt follows in/1/01\.txt; inputs must be sorted and unique"):
        make_plan(WORK, inputs, plan_request())
