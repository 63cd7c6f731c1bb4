"""The writer of a tree: missing, unwritable, surplus and damaged outputs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.conversions import SMALL_SHARDS, TEXT, convert_folder, make_request, run_conversion

from newsparse.conversion.options import Options
from newsparse.conversion.output_paths import assign_targets
from newsparse.conversion.plan import PlanRequest
from newsparse.conversion.planner import make_plan
from newsparse.conversion.runner import finish_plan, prepare_plan
from newsparse.conversion.shards import run_shard
from newsparse.inputs.search import Search
from newsparse.storage import stores

WORK = "out/.newsparse"


def plan_request(options: Options) -> PlanRequest:
    return PlanRequest(options, os.path.abspath("out"), shard_limits=SMALL_SHARDS)


def test_missing_outputs_of_a_tree_are_made_again(sixty_inputs: Path) -> None:
    inputs = list(assign_targets(Search(["in"]), ["in"], plan_request(Options("json"))))
    make_plan(WORK, inputs, plan_request(Options("json")))
    first = run_shard(WORK, 0)
    Path("out/0/00.json").unlink()
    assert run_shard(WORK, 0)._replace(part=first.part) == first
    assert Path("out/0/00.json").exists()


def test_an_unwritable_object_is_one_error(sixty_inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = stores.write

    def write_or_refuse(path: str, data: bytes, follow: bool = True) -> None:
        if path.endswith("/05.json"):
            raise PermissionError(13, "Permission denied", path)
        put(path, data, follow)

    monkeypatch.setattr(stores, "write", write_or_refuse)
    request = PlanRequest(Options("json"), "memory://out", shard_limits=SMALL_SHARDS)
    make_plan("memory://out/.newsparse", assign_targets(Search(["in/1"]), ["in/1"], request), request)
    receipt = run_shard("memory://out/.newsparse", 0)
    assert (receipt.articles, receipt.errors) == (10, 1)  # an input has two articles
    assert receipt.first_errors == [("in/1/05.txt", "its output cannot be written: Permission denied")]
    assert [stores.exists(f"memory://out/{name}.json") for name in ("05", "07", "11#2")] == [False, True, True]


def test_a_tree_with_an_unwritable_output_is_finished(sixty_inputs: Path) -> None:
    Path("out/0/00.json/in.the.way").mkdir(parents=True)
    plan = prepare_plan(Search(["in"]), make_request(("in",), "out", Options("json")))
    found = [run_shard(plan.folder, index) for index in range(len(plan.shards))]
    assert [run_shard(plan.folder, index) for index in range(len(plan.shards))] == found
    assert finish_plan(plan).errors == 2


def test_an_incomplete_tree_has_no_manifest(sixty_inputs: Path) -> None:
    request = make_request(("in",), "out", Options("json"))
    run_conversion(Search(["in"]), request)
    Path("in/0/00.txt").write_text(TEXT.format("new"), encoding="utf-8")
    plan = prepare_plan(Search(["in"]), request)
    assert Path("out/_manifest.json").exists()
    run_shard(plan.folder, 0)
    assert not Path("out/_manifest.json").exists()


def test_surplus_outputs_of_an_input_are_removed(sixty_inputs: Path) -> None:
    Path("in/1/03.txt").write_text(TEXT.format("a") + TEXT.format("b"), encoding="utf-8")
    convert_folder("out", "json", reuse=False)
    assert Path("out/1/03#2.json").exists()
    Path("in/1/03.txt").write_text(TEXT.format("a"), encoding="utf-8")
    convert_folder("out", "json", reuse=False)
    assert not Path("out/1/03#2.json").exists()


@pytest.mark.parametrize("damage", [lambda data: data[:40], lambda data: data + b"more"])
def test_a_damaged_output_in_a_tree_is_made_again(sixty_inputs: Path, damage: Callable[[bytes], bytes]) -> None:
    convert_folder("out/", "json", reuse=True)
    path = Path("out/1/07.json")
    expected = path.read_bytes()
    path.write_bytes(damage(expected))
    convert_folder("out/", "json", reuse=True)
    assert path.read_bytes() == expected
