"""Submit the shards of a plan to an engine, a limited number ahead, and submit lost ones again.

An exception of a task means that the engine has lost it (see `attempts`): its shard is run again in a child process of
a worker.
"""

from __future__ import annotations

import pkgutil
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Generator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import suppress
from typing import Any, NamedTuple

from .attempts import attempt_shard, attempt_shard_in_child
from .child_processes import start_shielded
from .executors import Engine, EngineError, describe_error
from .plan import Plan
from .receipts import Receipt
from .shards import ShardError

STALL_LIMIT = 900.0  # seconds without a finished shard; a shard takes less than 1 % of it on an idle machine
RESUBMIT_AFTER = 60.0  # seconds without a finished shard until all are submitted again, doubled each time
CHECK_INTERVAL = 2.0  # seconds without a finished shard until the state of the engine is checked
_SUBMIT_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 0.0)  # seconds after each failure to submit a task; then it is lost
_MAX_LOSSES = 3  # of one shard by the engine
_Task = Callable[[str, str, int], Receipt | str]
_ShardFuture = Future[Receipt | str]


def run_shards(
    plan: Plan,
    engine: Engine,
    stall_limit: float = STALL_LIMIT,
    *,
    resubmit_after: float = RESUBMIT_AFTER,
    check_interval: float = CHECK_INTERVAL,
) -> Generator[Receipt, None, None]:
    """Run all shards of a plan, and yield their receipts in order.

    All limits are in seconds. A shard that the engine has lost is run again in a child process; an input that ends its
    process twice yields an error record. Raises ShardError, and EngineError if no shard finishes for `stall_limit`.
    """
    window = _Window(plan, engine, resubmit_after, check_interval)
    try:
        window.check_workers(stall_limit)
        while window.waiting or window.submitted:
            outcome = window.next_outcome(stall_limit)
            if isinstance(outcome, str):
                raise ShardError(outcome)
            yield outcome
    finally:
        window.close()


class _Submission(NamedTuple):
    """A shard that was submitted, its future, and the executor that has it."""

    shard: int
    future: _ShardFuture
    executor: Executor


class _Window:
    """The shards that are submitted to the engine, in order, at most `engine.window`, and those that are waiting."""

    def __init__(self, plan: Plan, engine: Engine, resubmit_after: float, check_interval: float) -> None:
        self.plan, self.engine, self.executor = plan, engine, engine.start()
        self.resubmit_after, self.check_interval = resubmit_after, check_interval
        self.waiting, self.losses = deque(range(len(plan.shards))), Counter[int]()
        self.submitted: deque[_Submission] = deque()
        self.superseded = defaultdict[int, list[_ShardFuture]](list)  # earlier futures of shards submitted again

    def check_workers(self, limit: float) -> None:
        """Raise EngineError if the workers of an external cluster do not have newsparse.

        The task of this check is a function of the standard library: Dask's workers close without a message, one after
        another, when they receive a function that they cannot import.
        """
        if not self.engine.is_external:
            return
        answer = self._submit(pkgutil.resolve_name, "newsparse:__version__")
        if not self._wait([answer], limit):
            raise _stalled(limit)
        if isinstance(_exception(answer), ImportError):
            raise EngineError("newsparse is not installed on the workers; install this version there")

    def next_outcome(self, limit: float) -> Receipt | str:
        """Wait for the first submitted shard, and return its receipt or the message of its failure."""
        silence, pause = 0.0, self.resubmit_after
        while True:
            while self.waiting and len(self.submitted) < self.engine.window:
                self.submitted.append(self._submit_shard(attempt_shard, self.waiting.popleft()))
            if loss := next(filter(None, map(self._loss_by_replacement, self.submitted)), None):
                self._resubmit_lost(loss)
                continue
            finished = self._count_finished()
            if not self._wait([x.future for x in self.submitted], min(pause, limit - silence)):
                has_progress = self._count_finished() > finished
                silence, pause = (pause, pause) if has_progress else (silence + pause, 2 * pause)
                if silence >= limit:
                    raise _stalled(limit)
                self._resubmit_unstarted()
            elif self.submitted[0].future.done():
                if (error := _exception(self.submitted[0].future)) is None:
                    return self.submitted.popleft().future.result()
                self._resubmit_lost(error)

    def close(self) -> None:
        """Cancel what is submitted, without waiting for workers, which may be stuck."""
        with suppress(Exception):  # the cluster may be unreachable
            for submission in self.submitted:
                submission.future.cancel()
            self.executor.shutdown(wait=False)

    def _submit_shard(self, task: _Task, index: int) -> _Submission:
        future = self._submit(task, self.plan.folder, self.plan.id, index)
        return _Submission(index, future, self.executor)

    def _submit(self, task: Callable[..., Any], *arguments: object) -> Future[Any]:
        """Submit a task, and return its future.

        Replaces an executor that does not accept it, several times with a growing pause, because the system may need a
        moment to end a process that was killed. After that the task is lost.
        """
        lost: Future[Any] = Future()
        for pause in _SUBMIT_PAUSES:
            try:
                # A pool may start processes here.
                return start_shielded(lambda: self.executor.submit(task, *arguments))
            except Exception as raised:
                error = raised
            time.sleep(pause)
            self._replace_executor()
        lost.set_exception(error)
        return lost

    def _replace_executor(self) -> None:
        """Start another executor; the tasks of the previous one are lost."""
        self.executor.shutdown(wait=False)
        self.executor = self.engine.start()

    def _loss_by_replacement(self, submission: _Submission) -> BaseException | None:
        """An exception for a task whose executor was replaced before it was finished; None for other tasks."""
        if submission.future.done() or submission.executor is self.executor:
            return None
        return BrokenExecutor("its processes ended")

    def _wait(self, futures: list[Future[Any]], limit: float) -> bool:
        """Wait until the first of the futures is done, or all are lost; False if none is done for `limit` seconds."""
        deadline = time.monotonic() + limit
        while not futures[0].done():
            if self._use_superseded_result():
                return True
            pending = [future for future in futures if not future.done()]
            if wait(pending, min(limit, self.check_interval), FIRST_COMPLETED).done:
                deadline = time.monotonic() + limit
                continue
            if not self._check_engine():
                return True
            if time.monotonic() >= deadline:
                return False
        return True

    def _check_engine(self) -> bool:
        """Whether the executor still works. Replaces it if processes have ended, which a pool does not always notice.

        Raises EngineError if the cluster cannot be reached.
        """
        if not self.engine.is_reachable():
            raise EngineError("the connection to the cluster was lost")
        if self.engine.has_all_workers():
            return True
        self._replace_executor()
        return False

    def _resubmit_unstarted(self) -> None:
        """Submit all tasks again that are neither finished nor known to be running, and use the first result of each.

        A worker that has ended may have had a task that Dask no longer knows.
        """
        for number, (index, future, _) in enumerate(self.submitted):
            if not (future.done() or future.running()):
                self.superseded[index].append(future)
                task = attempt_shard_in_child if self.losses[index] else attempt_shard
                self.submitted[number] = self._submit_shard(task, index)

    def _count_finished(self) -> int:
        return sum(x.future.done() for x in self.submitted)

    def _use_superseded_result(self) -> bool:
        """Whether a superseded future of the first shard has a result, which is used then."""
        if not self.submitted:
            return False
        index = self.submitted[0].shard
        for future in self.superseded[index]:
            if future.done() and _exception(future) is None:
                self.submitted[0] = _Submission(index, future, self.executor)
                return True
        return False

    def _resubmit_lost(self, first_error: BaseException) -> None:
        """Submit lost tasks again, as child processes.

        A broken executor has lost all its tasks, and does not tell which of them was the cause.
        """
        is_broken = isinstance(first_error, BrokenExecutor) and self.submitted[0].executor is self.executor
        if self._check_engine() and is_broken:
            self._replace_executor()
        for number, (index, future, executor) in enumerate(self.submitted):
            lost_error = None if executor is self.executor else first_error
            error = _exception(future) if future.done() else lost_error
            if error is None:
                continue
            self.losses[index] += 1
            if self.losses[index] > _MAX_LOSSES:
                raise EngineError(f"shard {index} was lost {self.losses[index]} times ({describe_error(error)})")
            self.submitted[number] = self._submit_shard(attempt_shard_in_child, index)


def _stalled(limit: float) -> EngineError:
    return EngineError(f"no shard finished in {limit:g} s; check the workers, or pass a larger --stall-limit")


def _exception(future: Future[Any]) -> BaseException | None:
    return CancelledError() if future.cancelled() else future.exception()
