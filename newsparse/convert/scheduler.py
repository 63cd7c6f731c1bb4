"""The shards of a plan handed to an engine, some ahead, and given again where it loses them.

An exception of a task means that the engine has lost it (see `attempts`): its shard is done by a process that is
watched.
"""

from __future__ import annotations

import pkgutil
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Generator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import suppress
from typing import Any, NamedTuple

from .attempts import attempt, attempt_watched
from .executors import Engine, EngineError, said, uninterrupted
from .plan import Plan
from .shards import Receipt, ShardError

STALL_LIMIT = 900.0  # seconds without a shard done, each of which takes less than one of a hundred on an idle machine
_ANEW = 60.0  # seconds without a shard done after which all are given anew, then twice as many, and so on
_LOOK = 2.0  # seconds after which an engine that is silent is looked at
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 0.0)  # seconds after each failure to submit a task, and then it is lost
_MOST_LOST = 3  # times that an engine may lose one shard
_Task = Callable[[str, str, int], Receipt | str]


def receipts(plan: Plan, engine: Engine, stall_limit: float = STALL_LIMIT) -> Generator[Receipt, None, None]:
    """The receipts of all shards in their order.

    A shard that the engine has lost is done again by a watched process; an input that ends its process twice becomes an
    error record. Raises ShardError, and EngineError where no shard is done for `stall_limit` seconds.
    """
    window = _Window(plan, engine)
    try:
        window.meet(stall_limit)
        while window.due or window.given:
            outcome = window.next(stall_limit)
            if isinstance(outcome, str):
                raise ShardError(outcome)
            yield outcome
    finally:
        window.close()


class _Given(NamedTuple):
    """A shard that was handed out, its future, and the executor that has it."""

    shard: int
    future: Future[Receipt | str]
    executor: Executor


class _Window:
    """The shards that are handed out, in their order, and those that are due."""

    def __init__(self, plan: Plan, engine: Engine) -> None:
        self.plan, self.engine, self.executor = plan, engine, engine.start()
        self.due, self.lost = deque(range(len(plan.shards))), Counter[int]()
        self.given: deque[_Given] = deque()
        self.older = defaultdict[int, list[Future[Receipt | str]]](list)  # of shards that were given anew

    def meet(self, limit: float) -> None:
        """Have an answer of a worker that others have started, by a function that all have. A function that one has not
        may end it without a word: Dask's workers close, one after another."""
        if not self.engine.is_joined:
            return
        answer = self._submit(pkgutil.resolve_name, "newsparse:__version__")
        if not self._await([answer], limit):
            raise _stalled(limit)
        if isinstance(_fault(answer), ImportError):
            raise EngineError("the workers have no newsparse: install this version where they run")

    def next(self, limit: float) -> Receipt | str:
        """What has become of the first shard that is not told yet."""
        quiet, pause = 0.0, _ANEW
        while True:
            while self.due and len(self.given) < self.engine.ahead:
                self.given.append(self._give(attempt, self.due.popleft()))
            if lost := next(filter(None, map(self._stale, self.given)), None):
                self._give_again(lost)
                continue
            before = self._done()
            if not self._await([x.future for x in self.given], min(pause, limit - quiet)):
                quiet, pause = (pause, pause) if self._done() > before else (quiet + pause, 2 * pause)
                if quiet >= limit:
                    raise _stalled(limit)
                self._give_anew()
            elif self.given[0].future.done():
                if (fault := _fault(self.given[0].future)) is None:
                    return self.given.popleft().future.result()
                self._give_again(fault)

    def close(self) -> None:
        """Leave what is handed out; to wait for workers that are stuck would be forever."""
        with suppress(Exception):  # a cluster that is gone cannot be told
            for given in self.given:
                given.future.cancel()
            self.executor.shutdown(wait=False)

    def _give(self, task: _Task, index: int) -> _Given:
        future = self._submit(task, self.plan.folder, self.plan.id, index)
        return _Given(index, future, self.executor)

    def _submit(self, task: Callable[..., Any], *arguments: object) -> Future[Any]:
        """The future of a task. An executor that does not take it is replaced, some times with a growing pause: the
        system may need a moment to end a process that was killed. Then the task is lost."""
        lost: Future[Any] = Future()
        for pause in _PAUSES:
            try:
                with uninterrupted():  # a pool may start processes, and must know of each
                    return self.executor.submit(task, *arguments)
            except Exception as error:
                fault = error
            time.sleep(pause)
            self._replace()
        lost.set_exception(fault)
        return lost

    def _replace(self) -> None:
        """Use another executor; what the one before had is lost."""
        self.executor.shutdown(wait=False)
        self.executor = self.engine.start()

    def _stale(self, given: _Given) -> BaseException | None:
        """The fault of a task whose executor was replaced before it was done."""
        if given.future.done() or given.executor is self.executor:
            return None
        return BrokenExecutor("its processes ended")

    def _await(self, given: list[Future[Any]], limit: float) -> bool:
        """Whether to look at those given: the first is done, or all are lost; not where none is done for `limit`
        seconds."""
        until = time.monotonic() + limit
        while not given[0].done():
            if self._is_late():
                return True
            waiting = [future for future in given if not future.done()]
            if wait(waiting, min(limit, _LOOK), FIRST_COMPLETED).done:
                until = time.monotonic() + limit
                continue
            if not self._look():
                return True
            if time.monotonic() >= until:
                return False
        return True

    def _look(self) -> bool:
        """Whether the executor can still do what it has: a pool does not always notice that its processes ended."""
        if not self.engine.is_there():
            raise EngineError("the cluster cannot be reached any more")
        if self.engine.is_whole():
            return True
        self._replace()
        return False

    def _give_anew(self) -> None:
        """Give all that are not done once more, but for what is known to be under way: a worker that has ended may have
        taken a task along, of which Dask knows no more. Whoever is done first counts."""
        for number, (index, future, _) in enumerate(self.given):
            if not (future.done() or future.running()):
                self.older[index].append(future)
                self.given[number] = self._give(attempt_watched if self.lost[index] else attempt, index)

    def _done(self) -> int:
        return sum(x.future.done() for x in self.given)

    def _is_late(self) -> bool:
        """Whether the first shard, which was given anew, has been done by whom it was given before."""
        if not self.given:
            return False
        index = self.given[0].shard
        for future in self.older[index]:
            if future.done() and _fault(future) is None:
                self.given[0] = _Given(index, future, self.executor)
                return True
        return False

    def _give_again(self, first: BaseException) -> None:
        """Give what is lost to a watched process: a broken executor has lost all that it had, and nobody knows which
        shard is to blame."""
        if self._look() and isinstance(first, BrokenExecutor) and self.given[0].executor is self.executor:
            self._replace()
        for number, (index, future, executor) in enumerate(self.given):
            fault = _fault(future) if future.done() else first if executor is not self.executor else None
            if fault is None:
                continue
            self.lost[index] += 1
            if self.lost[index] > _MOST_LOST:
                raise EngineError(f"shard {index} was lost {self.lost[index]} times ({said(fault)})")
            self.given[number] = self._give(attempt_watched, index)


def _stalled(limit: float) -> EngineError:
    return EngineError(f"no shard was done in {limit:g} s (on a cluster: check that it has workers)")


def _fault(future: Future[Any]) -> BaseException | None:
    return CancelledError() if future.cancelled() else future.exception()
