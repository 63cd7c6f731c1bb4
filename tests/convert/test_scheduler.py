"""Shards handed to engines that lose them, break, or are silent."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from newsparse.convert import scheduler
from newsparse.convert.attempts import attempt_watched
from newsparse.convert.executors import Engine, EngineError, usable_cores
from newsparse.convert.plan import Asked, Options, Plan
from newsparse.convert.planner import make_plan
from newsparse.convert.scheduler import receipts
from newsparse.inputs.walk import Found

SHARDS = 4
TEXT = "Published Time: 2022-01-11\nTitle: Boats\nText:\nThe boats left on Friday.Nobody had waited for them.\n"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("newsparse.convert.planner._MOST_FILES", 1)
    monkeypatch.setattr(scheduler, "_LOOK", 0.01)
    for number in range(SHARDS):
        Path(f"{number}.txt").write_text(TEXT, encoding="utf-8")
    inputs = [(Found(f"{number}.txt"), str(number)) for number in range(SHARDS)]
    return make_plan(".out.ndjson.newsparse", inputs, Asked(Options("ndjson"), os.path.abspath("out.ndjson"), True))


class Losing(Executor):
    """Work done here, but for what `loses` says of its function and number."""

    def __init__(self, loses: Callable[[Callable[..., Any], int], BaseException | None]) -> None:
        self.loses, self.given, self.ended = loses, 0, False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given += 1
        future = Future[Any]()
        if fault := self.loses(fn, self.given):
            future.set_exception(fault)
        else:
            future.set_result(fn(*args, **kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.ended = True


def shards_of(plan: Plan, engine: Engine) -> list[int]:
    return [receipt.shard for receipt in receipts(plan, engine)]


def test_what_is_lost_is_done_again_by_a_watched_process(plan: Plan) -> None:
    executor = Losing(lambda task, number: None if task is attempt_watched else RuntimeError("gone"))
    assert shards_of(plan, Engine(lambda: executor, 3)) == list(range(SHARDS))
    assert (executor.given, executor.ended) == (2 * SHARDS, True)


def test_a_shard_that_is_always_lost_ends_the_run(plan: Plan) -> None:
    executor = Losing(lambda task, number: RuntimeError("gone\nwith a trace"))
    with pytest.raises(EngineError, match=r"^shard 0 was lost 4 times \(RuntimeError: gone with a trace\)$"):
        shards_of(plan, Engine(lambda: executor, 1))
    assert executor.ended


def test_an_executor_that_breaks_is_replaced(plan: Plan) -> None:
    started: list[Losing] = []

    def start() -> Executor:
        started.append(Losing(lambda task, number: BrokenExecutor() if number == 2 and len(started) < 3 else None))
        return started[-1]

    assert shards_of(plan, Engine(start, 2)) == list(range(SHARDS))
    assert [executor.ended for executor in started] == [True] * 3


class Refusing(Losing):
    """An executor that is found broken where it is given its second shard."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.given == 1:
            raise BrokenExecutor
        return super().submit(fn, *args, **kwargs)


def test_an_executor_that_is_broken_between_shards_is_replaced(plan: Plan) -> None:
    assert shards_of(plan, Engine(lambda: Refusing(lambda task, number: None), 1)) == list(range(SHARDS))


def test_workers_without_newsparse_are_given_nothing(plan: Plan) -> None:
    executor = Losing(lambda task, number: ModuleNotFoundError("No module named 'newsparse'"))
    with pytest.raises(EngineError, match="the workers have no newsparse"):
        shards_of(plan, Engine(lambda: executor, 3, is_joined=True))
    assert executor.given == 1
    executor = Losing(lambda task, number: None)
    assert shards_of(plan, Engine(lambda: executor, 3, is_joined=True)) == list(range(SHARDS))
    assert executor.given == 1 + SHARDS


class Forgetful(Losing):
    """An executor that never tells of every second task."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        return Future() if self.given % 2 else future


def test_what_an_engine_has_forgotten_is_given_anew(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "_ANEW", 0.02)
    assert shards_of(plan, Engine(lambda: Forgetful(lambda task, number: None), 3)) == list(range(SHARDS))


class Slow(Losing):
    """An executor that tells of its first task only when it is given that again."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.given == 0:
            self.first, self.result = Future[Any](), super().submit(fn, *args, **kwargs).result()
            return self.first
        if args[-1] == 0:
            self.given += 1
            self.first.set_result(self.result)
            return Future()
        return super().submit(fn, *args, **kwargs)


def test_what_is_done_after_it_was_given_anew_counts(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "_ANEW", 0.02)
    executor = Slow(lambda task, number: None)
    assert shards_of(plan, Engine(lambda: executor, 3)) == list(range(SHARDS))
    assert executor.given == 1 + SHARDS


def test_what_is_under_way_is_not_given_anew(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "_ANEW", 0.02)
    executor = Losing(lambda task, number: None)
    running = Future[Any]()
    running.set_running_or_notify_cancel()
    monkeypatch.setattr(executor, "submit", lambda *_: running)
    with pytest.raises(EngineError, match=r"no shard was done in 0\.1 s"):
        list(receipts(plan, Engine(lambda: executor, 1), 0.1))


class Silent(Executor):
    """An executor of which nothing is ever heard."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


@pytest.mark.parametrize("is_joined", [True, False])
@pytest.mark.parametrize(
    ("is_there", "message"), [(True, r"no shard was done in 0\.1 s \(on a cluster"), (False, "cannot be reached")]
)
def test_an_engine_that_is_silent_ends_the_run(plan: Plan, is_there: bool, message: str, is_joined: bool) -> None:
    with pytest.raises(EngineError, match=message):
        list(receipts(plan, Engine(Silent, 2, lambda: is_there, is_joined), 0.1))


@pytest.mark.parametrize(("quota", "most"), [("100000 100000", 1), ("50000 100000", 1), ("max 100000", 1 << 20)])
def test_a_share_of_the_processors_bounds_the_cores(tmp_path: Path, quota: str, most: int) -> None:
    (tmp_path / "cpu.max").write_text(quota, encoding="ascii")
    assert 1 <= usable_cores(str(tmp_path / "cpu.max")) <= most
    assert usable_cores(str(tmp_path / "none")) >= 1
