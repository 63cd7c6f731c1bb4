"""Shards: run once, by workers with the same versions and inputs."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.conversions import SMALL_SHARDS, TEXT, files_below, make_request, run_conversion

from newsparse.conversion.attempts import attempt_shard
from newsparse.conversion.options import Options, OutputFormat
from newsparse.conversion.output_paths import assign_targets
from newsparse.conversion.plan import Plan, PlanError, PlanRequest, load_plan_or_none
from newsparse.conversion.planner import make_plan
from newsparse.conversion.receipts import finished_receipt, part_path
from newsparse.conversion.runner import finish_plan, prepare_plan
from newsparse.conversion.shards import ShardError, run_shard
from newsparse.inputs.search import Search

WORK = "out/.newsparse"


def plan_request(options: Options = Options("ndjson")) -> PlanRequest:  # noqa: B008 - immutable
    return PlanRequest(options, os.path.abspath("out"), shard_limits=SMALL_SHARDS)


def test_a_finished_shard_is_not_run_again(sixty_inputs: Path) -> None:
    inputs = [(item, item.path) for item in Search(["in"])]
    plan = make_plan(WORK, inputs, plan_request())
    first = run_shard(WORK, 2)
    assert finished_receipt(plan, 2) == first == run_shard(WORK, 2)
    changed = plan.part_prefix(2) + ".json"
    os.utime(changed, (1, 1))
    run_shard(WORK, 2)
    assert os.stat(changed).st_mtime == 1
    Path(part_path(plan, first)).write_bytes(b"cut")
    assert finished_receipt(plan, 2) is None
    assert run_shard(WORK, 2)._replace(part=first.part) == first
    assert load_plan_or_none(WORK) == plan


def test_a_shard_of_another_plan_is_run_again(sixty_inputs: Path) -> None:
    """Another plan may have replaced its outputs in a tree."""
    first, other = plan_request(Options("json")), plan_request(Options("json", "none"))
    for request in (first, other, first):
        make_plan(WORK, list(assign_targets(Search(["in"]), ["in"], request)), request)
        run_shard(WORK, 0)
    assert json.loads(Path("out/0/00.json").read_text(encoding="utf-8"))["repairs"]


def test_a_damaged_input_list_is_refused(sixty_inputs: Path) -> None:
    """A list that was truncated by a full disk would lose inputs without an error."""
    plan = make_plan(WORK, [(item, item.path) for item in Search(["in"])], plan_request())
    data = Path(WORK, "inputs.list").read_bytes()
    for wrong in (b"", data[:100], data.replace(b"in/0/00.txt", b"in/0/02.txt")):
        Path(WORK, "inputs.list").write_bytes(wrong)
        with pytest.raises(PlanError, match=r"out/\.newsparse: inputs\.list is damaged; run the conversion again"):
            run_shard(WORK, 0)
        assert attempt_shard(WORK, plan.id, 0) == "out/.newsparse: inputs.list is damaged; run the conversion again"


def test_a_worker_without_the_inputs_fails(sixty_inputs: Path) -> None:
    """Otherwise it would write an error record for each."""
    make_plan(WORK, [(item, item.path) for item in Search(["in"])], plan_request())
    shutil.rmtree("in/0")
    with pytest.raises(ShardError, match=r"^none of the inputs of shard 0 exists .* need access to the same files$"):
        run_shard(WORK, 0)
    Path("in/1/13.txt").unlink()
    assert run_shard(WORK, 3).errors == 1


def test_missing_inputs_do_not_hide_that_a_worker_has_no_inputs(sixty_inputs: Path) -> None:
    run_conversion(Search(["in"]), make_request(("in",), "out", Options("json")))
    for number in (0, 2):
        Path(f"in/0/0{number}.txt").unlink()
    for number in (4, 6):
        os.utime(f"in/0/0{number}.txt", (1, 1))
    plan = prepare_plan(Search(["in"]), make_request(("in",), "out", Options("json")))
    shutil.move("in", "elsewhere")
    with pytest.raises(ShardError, match="need access to the same files"):
        run_shard(plan.folder, 0)


def test_a_worker_with_another_version_fails(sixty_inputs: Path) -> None:
    make_plan(WORK, [(item, item.path) for item in Search(["in"])], plan_request())
    path = Path(WORK, "plan.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "makers": "newsparse 9.9.9"}), encoding="utf-8")
    with pytest.raises(ShardError, match=r"this worker has .*, but the plan needs newsparse 9\.9\.9; install"):
        run_shard(WORK, 0)


@pytest.mark.parametrize(
    ("options", "library"),
    [
        (Options("parquet"), "pyarrow.__version__"),
        (Options("ndjson", compression=".gz"), "zlib.ZLIB_RUNTIME_VERSION"),
        (Options("ndjson", compression=".zst"), "zstandard.__version__"),
    ],
)
def test_a_worker_with_another_library_version_fails(
    sixty_inputs: Path, monkeypatch: pytest.MonkeyPatch, options: Options, library: str
) -> None:
    make_plan(WORK, [(item, item.path) for item in Search(["in"])], plan_request(options))
    monkeypatch.setattr(library, "0.0.9")
    with pytest.raises(ShardError, match=r"this worker has newsparse .* 0\.0\.9.*, but the plan needs newsparse "):
        run_shard(WORK, 0)


def run_shard_meanwhile(plan: Plan, index: int, then: Callable[[], object]) -> str:
    """Run a shard that calls `then` after its first input, and return the message of its failure."""
    rest = iter([then])

    def on_input(path: str) -> None:
        if path != first and (now := next(rest, None)):
            now()

    first = next(plan.entries(index)).path
    with pytest.raises((OSError, PlanError)) as raised:
        run_shard(plan.folder, index, on_input=on_input)
    return str(raised.value)


@pytest.mark.parametrize("output_format", ["json", "ndjson"])
def test_a_late_worker_writes_nothing(sixty_inputs: Path, output_format: OutputFormat) -> None:
    request = make_request(("in",), "out/", Options(output_format))
    plan = prepare_plan(Search(["in"]), request)

    def meanwhile() -> None:
        run_conversion(Search(["in"]), request)
        Path("in/0/00.txt").write_text(TEXT.format("a newer one"), encoding="utf-8")
        run_conversion(Search(["in"]), request)

    assert "another run has finished or replaced the plan" in run_shard_meanwhile(plan, 0, meanwhile)
    run_conversion(Search(["in"]), request._replace(dest="good/"))
    assert files_below("out") == files_below("good")
    assert os.listdir("out/.newsparse") == ["state"]


@pytest.mark.parametrize("output_format", ["ndjson", "parquet"])
def test_records_are_not_copied_from_outputs_replaced_meanwhile(
    sixty_inputs: Path, output_format: OutputFormat
) -> None:
    request = make_request(("in",), "out/", Options(output_format), reuse=True)
    run_conversion(Search(["in"]), request)
    os.utime("in/0/00.txt", (1, 1))
    plan = prepare_plan(Search(["in"]), request)
    part = next(Path("out").glob("part-000000*"))
    assert "has changed during the run" in run_shard_meanwhile(
        plan, 0, lambda: part.write_bytes(b"\n" + part.read_bytes())
    )


def test_two_runs_of_a_shard_have_parts_of_their_own(sixty_inputs: Path) -> None:
    """If only one can read an input, the receipt describes the part of the same run."""
    request = make_request(("in",), "out/", Options("ndjson"))
    plan = prepare_plan(Search(["in"]), request)
    data = Path("in/0/00.txt").read_bytes()
    Path("in/0/00.txt").write_bytes(b"")
    first = run_shard(plan.folder, 0)
    Path(plan.part_prefix(0) + ".json").rename("receipt")
    Path("in/0/00.txt").write_bytes(data)
    second = run_shard(plan.folder, 0)
    assert (first.errors, second.errors) == (1, 0) or (first.articles, second.articles) == (8, 9)
    Path("receipt").rename(plan.part_prefix(0) + ".json")
    found = [run_shard(plan.folder, index) for index in range(len(plan.shards))]
    assert found[0] == first
    assert finish_plan(plan).errors == sum(x.errors for x in found)
    manifest = json.loads(Path("out/_manifest.json").read_text(encoding="utf-8"))
    assert manifest["parts"][0]["sha256"] == hashlib.sha256(Path("out/part-000000.ndjson").read_bytes()).hexdigest()
