"""Shards submitted to engines that lose them, break, or do not answer."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from newsparse.conversion.attempts import attempt_shard_in_child
from newsparse.conversion.executors import Engine, EngineError
from newsparse.conversion.options import Options
from newsparse.conversion.plan import Plan, PlanRequest, ShardLimits
from newsparse.conversion.planner import make_plan
from newsparse.conversion.scheduler import STALL_LIMIT, run_shards
from newsparse.inputs.walk import FoundFile

SHARDS = 4
TEXT = "Published Time: 2022-01-11\nTitle: Boats\nText:\nThe boats left on Friday.Nobody had waited for them.\n"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    monkeypatch.chdir(tmp_path)
    for number in range(SHARDS):
        Path(f"{number}.txt").write_text(TEXT, encoding="utf-8")
    inputs = [(FoundFile(f"{number}.txt"), str(number)) for number in range(SHARDS)]
    dest = os.path.abspath("out.ndjson")
    request = PlanRequest(Options("ndjson"), dest, True, shard_limits=ShardLimits(max_files=1))
    return make_plan(".out.ndjson.newsparse", inputs, request)


class LossyExecutor(Executor):
    """An executor that runs tasks when they are submitted, except those that it loses.

    `loss_of` is called with the function of a task and the number of tasks so far, and returns the exception of a lost
    task, or None.
    """

    def __init__(self, loss_of: Callable[[Callable[..., Any], int], BaseException | None]) -> None:
        self.loss_of, self.submissions, self.is_shut_down = loss_of, 0, False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.submissions += 1
        future = Future[Any]()
        if error := self.loss_of(fn, self.submissions):
            future.set_exception(error)
        else:
            future.set_result(fn(*args, **kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.is_shut_down = True


def shards_of(plan: Plan, engine: Engine, stall_limit: float = STALL_LIMIT, resubmit_after: float = 60.0) -> list[int]:
    """Run all shards with short waits, and return their numbers in the order of their receipts."""
    receipts = run_shards(plan, engine, stall_limit, resubmit_after=resubmit_after, check_interval=0.01)
    return [receipt.shard for receipt in receipts]


def test_a_lost_shard_runs_again_in_a_child(plan: Plan) -> None:
    executor = LossyExecutor(lambda task, number: None if task is attempt_shard_in_child else RuntimeError("gone"))
    assert shards_of(plan, Engine(lambda: executor, 3)) == list(range(SHARDS))
    assert (executor.submissions, executor.is_shut_down) == (2 * SHARDS, True)


def test_a_shard_lost_too_often_is_reported(plan: Plan) -> None:
    executor = LossyExecutor(lambda task, number: RuntimeError("gone\nwith a trace"))
    with pytest.raises(EngineError, match=r"^shard 0 was lost 4 times \(RuntimeError: gone with a trace\)$"):
        shards_of(plan, Engine(lambda: executor, 1))
    assert executor.is_shut_down


def test_a_broken_executor_is_replaced(plan: Plan) -> None:
    started: list[LossyExecutor] = []

    def start() -> Executor:
        started.append(
            LossyExecutor(lambda task, number: BrokenExecutor() if number == 2 and len(started) < 3 else None)
        )
        return started[-1]

    assert shards_of(plan, Engine(start, 2)) == list(range(SHARDS))
    assert [executor.is_shut_down for executor in started] == [True] * 3


class RefusingExecutor(LossyExecutor):
    """An executor that refuses its second task as broken."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.submissions == 1:
            raise BrokenExecutor
        return super().submit(fn, *args, **kwargs)


def test_an_executor_that_refuses_a_task_is_replaced(plan: Plan) -> None:
    assert shards_of(plan, Engine(lambda: RefusingExecutor(lambda task, number: None), 1)) == list(range(SHARDS))


def test_workers_without_newsparse_are_reported(plan: Plan) -> None:
    executor = LossyExecutor(lambda task, number: ModuleNotFoundError("No module named 'newsparse'"))
    with pytest.raises(EngineError, match="newsparse is not installed on the workers"):
        shards_of(plan, Engine(lambda: executor, 3, is_external=True))
    assert executor.submissions == 1
    executor = LossyExecutor(lambda task, number: None)
    assert shards_of(plan, Engine(lambda: executor, 3, is_external=True)) == list(range(SHARDS))
    assert executor.submissions == 1 + SHARDS


class ForgetfulExecutor(LossyExecutor):
    """An executor that loss_of every second task without an exception."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        return Future() if self.submissions % 2 else future


def test_forgotten_tasks_are_submitted_again(plan: Plan) -> None:
    assert shards_of(
        plan, Engine(lambda: ForgetfulExecutor(lambda task, number: None), 3), resubmit_after=0.02
    ) == list(range(SHARDS))


class SlowExecutor(LossyExecutor):
    """An executor that completes its first task only when that is submitted again."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.submissions == 0:
            self.first, self.result = Future[Any](), super().submit(fn, *args, **kwargs).result()
            return self.first
        if args[-1] == 0:
            self.submissions += 1
            self.first.set_result(self.result)
            return Future()
        return super().submit(fn, *args, **kwargs)


def test_a_late_result_of_a_superseded_task_is_used(plan: Plan) -> None:
    executor = SlowExecutor(lambda task, number: None)
    assert shards_of(plan, Engine(lambda: executor, 3), resubmit_after=0.02) == list(range(SHARDS))
    assert executor.submissions == 1 + SHARDS


def test_running_tasks_are_not_submitted_again(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    executor = LossyExecutor(lambda task, number: None)
    running = Future[Any]()
    running.set_running_or_notify_cancel()
    monkeypatch.setattr(executor, "submit", lambda *_: running)
    with pytest.raises(EngineError, match=r"no shard finished in 0\.1 s"):
        shards_of(plan, Engine(lambda: executor, 1), 0.1, resubmit_after=0.02)


class InterruptedExecutor(LossyExecutor):
    """An executor whose first task is interrupted while it is submitted."""

    submitted = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.1)
        self.submitted += 1
        return super().submit(fn, *args, **kwargs)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="the system has no signal masks")
def test_an_interrupt_waits_until_a_task_is_submitted(plan: Plan) -> None:
    """Otherwise a worker could be started halfway, which cannot be killed and prints a traceback."""
    executor, end = InterruptedExecutor(lambda task, number: None), threading.Event()
    other_thread = threading.Thread(target=end.wait, args=(60,))  # it does not block SIGINT
    other_thread.start()
    with pytest.raises(KeyboardInterrupt):
        shards_of(plan, Engine(lambda: executor, 1))
    end.set()
    other_thread.join()
    assert (executor.submitted, executor.is_shut_down) == (1, True)


class SilentExecutor(Executor):
    """An executor that never completes a task."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


@pytest.mark.parametrize("is_external", [True, False])
@pytest.mark.parametrize(
    ("is_reachable", "message"),
    [(True, r"no shard finished in 0\.1 s; check the workers"), (False, "the connection to the cluster was lost")],
)
def test_a_silent_engine_is_reported(plan: Plan, is_reachable: bool, message: str, is_external: bool) -> None:
    with pytest.raises(EngineError, match=message):
        shards_of(plan, Engine(SilentExecutor, 2, lambda: is_reachable, is_external), 0.1)
