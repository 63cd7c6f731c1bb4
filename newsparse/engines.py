"""Who does the shards of a plan: this process, or several of this machine; always the same ordered map."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import connection

from .plan import Plan
from .shards import Receipt, ShardError, run_shard, suspect

_AHEAD = 2  # shards a worker that are handed out before the first of them is done
_MOST_DEATHS = 2  # of the process that reads one input
_MOST_UNTOLD = 3  # deaths of which nobody knows the input


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def receipts(plan: Plan, dest: str, workers: int) -> Iterator[Receipt]:
    """The receipts of all shards in their order, done by `workers` processes, by this one where it is one.

    A shard that a process has died of is done again alone; an input that ends its process twice becomes an error
    record. Raises what `run_shard` does.
    """
    if workers == 1:
        yield from (run_shard(plan.folder, index, dest) for index in range(len(plan.shards)))
        return
    due = deque(range(len(plan.shards)))
    while due:
        given: deque[tuple[int, Future[Receipt]]] = deque()
        pool = _pool(workers)
        try:
            while due or given:
                while due and len(given) < workers * _AHEAD:
                    given.append((due[0], pool.submit(run_shard, plan.folder, due[0], dest)))
                    due.popleft()
                receipt = given[0][1].result()
                given.popleft()
                yield receipt
        except BrokenProcessPool:
            for index, _ in given:  # one of them is to blame, and nobody knows which
                yield _alone(plan, index, dest)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _alone(plan: Plan, index: int, dest: str) -> Receipt:
    """A shard done by a process of its own, again until it is done."""
    deaths, poison = Counter[str | None](), set[str]()
    while True:
        with suppress(FileNotFoundError):
            os.unlink(plan.part(index) + ".at")  # of an earlier process
        pool = _pool(1)
        try:
            return pool.submit(run_shard, plan.folder, index, dest, frozenset(poison)).result()
        except BrokenProcessPool:
            path = suspect(plan, index)
            deaths[path] += 1
            if path is None and deaths[path] == _MOST_UNTOLD:
                raise ShardError(f"{plan.folder}: the process for shard {index} was ended from outside") from None
            if path is not None and deaths[path] == _MOST_DEATHS:
                poison.add(path)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    """A pool of processes that know nothing of this one's threads and files, and end with it."""
    # A process that ends at once leaves semaphores to a helper of Python's, which would warn of them.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
    context = multiprocessing.get_context("forkserver")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when that has: a pool's workers would wait forever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
