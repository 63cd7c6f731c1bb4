"""The commit of a conversion, also after an interruption."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from support.conversions import InlineExecutor, files_below, make_request, run_conversion, run_inline

from newsparse.conversion.executors import Engine
from newsparse.conversion.options import Options
from newsparse.conversion.output_paths import ConvertError
from newsparse.conversion.plan import ShardLimits
from newsparse.conversion.runner import ConversionRequest, convert, finish_plan, prepare_plan
from newsparse.conversion.shards import run_shard
from newsparse.inputs.search import Search
from newsparse.storage import stores


class Interruption(BaseException):
    """An exception that newsparse does not catch, as after a signal."""


class CountingExecutor(InlineExecutor):
    """An executor that counts its tasks."""

    tasks = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tasks += 1
        return super().submit(fn, *args, **kwargs)


def interrupt_after_moves(monkeypatch: pytest.MonkeyPatch, request: ConversionRequest, moved: int) -> None:
    """Run a conversion that is interrupted after `moved` parts have been moved to the output folder."""
    remaining, move = iter(range(moved)), stores.move

    def move_or_interrupt(path: str, target: str, follow: bool = True) -> None:
        if next(remaining, None) is None:
            raise Interruption
        move(path, target, follow)

    with monkeypatch.context() as patch:
        patch.setattr(stores, "move", move_or_interrupt)
        with pytest.raises(Interruption):
            run_conversion(Search(["in"]), request)


@pytest.fixture
def interrupted(sixty_inputs: Path, monkeypatch: pytest.MonkeyPatch) -> ConversionRequest:
    """The request of a run that was interrupted after two of its parts had been moved."""
    request = make_request(["in"], "out/", Options("ndjson"))
    interrupt_after_moves(monkeypatch, request, 2)
    return request


def test_a_new_plan_after_an_interrupted_commit_gives_the_same_outputs(interrupted: ConversionRequest) -> None:
    Path("in/0/00.txt").unlink()
    plan = prepare_plan(Search(["in"]), interrupted)
    for index in range(len(plan.shards)):
        run_shard(plan.folder, index)
    finish_plan(plan)
    run_conversion(Search(["in"]), interrupted._replace(dest="good/"))
    assert files_below("out") == files_below("good")


def test_obsolete_parts_are_removed_after_an_interrupted_commit_lost_a_part(interrupted: ConversionRequest) -> None:
    """Another program may have removed the part."""
    Path("out/part-000000.ndjson").unlink()
    for path in sorted(Path("in/1").iterdir())[5:]:
        path.unlink()
    result = run_inline(Search(["in"]), interrupted)
    assert result.outputs < 6
    run_conversion(Search(["in"]), interrupted._replace(dest="good/"))
    assert files_below("out") == files_below("good")


def test_the_lock_is_held_after_an_interrupted_commit_is_completed(interrupted: ConversionRequest) -> None:
    def start_second_run(_: object) -> None:
        with pytest.raises(ConvertError, match="another run is writing to this output"):
            prepare_plan(Search(["in"]), interrupted)

    Path("in/0/00.txt").unlink()
    assert convert(Search(["in"]), interrupted, Engine(InlineExecutor, 1), on_plan=start_second_run).files == 59
    assert os.listdir("out/.newsparse") == ["state"]


@pytest.mark.parametrize("reuse", [False, True])
@pytest.mark.parametrize("moved", [0, 3, 5])
def test_an_interrupted_commit_is_completed_without_running_shards(
    sixty_inputs: Path, monkeypatch: pytest.MonkeyPatch, moved: int, reuse: bool
) -> None:
    """The commit replaces the parts of a previous run, which had more parts."""
    inputs, request = Search(["in"]), make_request(["in"], "out/", Options("ndjson"), reuse)
    five_files = ShardLimits(max_files=5)
    run_conversion(inputs, request._replace(options=Options("ndjson", errors="replace"), shard_limits=five_files))
    interrupt_after_moves(monkeypatch, request, moved)
    assert not Path("out/_manifest.json").exists()
    executor = CountingExecutor()
    summary = convert(inputs, request, Engine(lambda: executor, 1))
    assert (summary.articles, summary.errors, executor.tasks) == (60, 1, 0)
    run_conversion(inputs, request._replace(dest="good/"))
    assert files_below("out") == files_below("good")
    assert sorted(os.listdir("out/.newsparse")) == ["state"]
