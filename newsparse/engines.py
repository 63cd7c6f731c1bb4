"""Who does the shards of a plan: processes of this machine, Dask or Ray; always the same ordered map.

Of an engine only `concurrent.futures.Executor` is known. An exception of a task means that the engine has lost it (see
`attempts`): its shard is done again by a process that is watched.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager, suppress
from importlib import import_module
from multiprocessing import connection
from typing import Any, NamedTuple

from .attempts import attempt, attempt_watched
from .plan import Plan
from .shards import Receipt, ShardError

_AHEAD = 2  # shards a worker that are handed out before the first of them is done
_ON_CLUSTER = 512  # the same where nobody says how many workers there are
_MOST_LOST = 3  # times that an engine may lose one shard
_LOOK = 2.0  # seconds after which an engine that is silent is looked at
_GONE = "the cluster cannot be reached any more; the same call goes on from here"
STALL_LIMIT = 900.0  # seconds without a shard done, each of which takes less than one of a hundred on an idle machine


class EngineError(Exception):
    """An engine that is not there, or has no workers; the message says what to do."""


class Engine(NamedTuple):
    """What gives executors: a new one where the last was broken; how many shards to hand out ahead; and whether what
    does the work can still be reached, for some executors never tell."""

    start: Callable[[], Executor]
    ahead: int
    is_there: Callable[[], bool] = lambda: True


def usable_cores(quota: str = "/sys/fs/cgroup/cpu.max") -> int:
    """How many cores this process may use: those that it may run on, and not more than a container's share of time.

    `quota` is where Linux tells that share (https://docs.kernel.org/admin-guide/cgroup-v2.html): microseconds that may
    be used, or `max`, and in how many.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError), open(quota, encoding="ascii") as file:
        used, period = map(int, file.read().split())
        cores = min(cores, -(-used // period))
    return max(1, cores)


@contextmanager
def engine(name: str, workers: int, scheduler: str | None = None) -> Iterator[Engine]:
    """The engine of a name in ENGINES: `workers` processes here, or the cluster at `scheduler`. Raises EngineError.

    What its libraries log of lost workers and connections is kept back meanwhile: it is dealt with, or told in a line.
    """
    before = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        with ENGINES[name](workers, scheduler) as found:
            yield found
    finally:
        logging.disable(before)


def receipts(plan: Plan, engine: Engine, stall_limit: float = STALL_LIMIT) -> Iterator[Receipt]:
    """The receipts of all shards in their order.

    A shard that the engine has lost is done again by a watched process; an input that ends its process twice becomes an
    error record. Raises ShardError, and EngineError where no shard is done for `stall_limit` seconds.
    """
    due, lost = deque(range(len(plan.shards))), Counter[int]()
    given: deque[tuple[int, Future[Receipt | str]]] = deque()
    executor = engine.start()
    try:
        while due or given:
            while due and len(given) < engine.ahead:
                given.append((due[0], executor.submit(attempt, plan.folder, plan.id, due.popleft())))
            index, future = given[0]
            _await(engine, [x for _, x in given], future, stall_limit)
            try:
                outcome = future.result()
            except Exception as error:
                lost[index] += 1
                if lost[index] > _MOST_LOST:
                    raise EngineError(f"shard {index} was lost {lost[index]} times ({_said(error)})") from None
                if not engine.is_there():
                    raise EngineError(_GONE) from None
                if isinstance(error, BrokenExecutor):  # one of those given is to blame, and nobody knows which
                    executor.shutdown(wait=False)
                    executor = engine.start()
                    given = deque((x, _again(executor, plan, x, old)) for x, old in given)
                else:
                    given[0] = index, executor.submit(attempt_watched, plan.folder, plan.id, index)
                continue
            given.popleft()
            if isinstance(outcome, str):
                raise ShardError(outcome)
            yield outcome
    finally:
        with suppress(Exception):  # a cluster that is gone cannot be told
            for _, future in given:
                future.cancel()
            executor.shutdown(wait=False)  # to wait for workers that are stuck would be forever


def _again(executor: Executor, plan: Plan, index: int, old: Future[Receipt | str]) -> Future[Receipt | str]:
    done = old.done() and not old.cancelled() and not old.exception()
    return old if done else executor.submit(attempt_watched, plan.folder, plan.id, index)


def _await(engine: Engine, given: list[Future[Any]], first: Future[Any], limit: float) -> None:
    """Wait for the first of those given. Others that are done meanwhile are progress too."""
    until = time.monotonic() + limit
    while not first.done():
        waiting = [future for future in given if not future.done()]
        if wait(waiting, min(limit, _LOOK), FIRST_COMPLETED).done:
            until = time.monotonic() + limit
        elif not engine.is_there():
            raise EngineError(_GONE)
        elif time.monotonic() >= until:
            raise EngineError(
                f"no shard was done in {limit:g} s: has the cluster workers? The same call goes on from here"
            )


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"[:300]


@contextmanager
def _local(workers: int, scheduler: str | None) -> Iterator[Engine]:
    if scheduler:
        raise EngineError("--scheduler is for the engines dask and ray")
    yield Engine(lambda: _pool(workers), workers * _AHEAD)


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


@contextmanager
def _dask(workers: int, scheduler: str | None) -> Iterator[Engine]:
    try:
        dask, distributed = import_module("dask"), import_module("distributed")
    except ImportError:
        raise EngineError('the engine dask needs distributed: pip install "newsparse[dask]"') from None
    # Without the first a local cluster whose workers die one after another is left with none; with the second a shard
    # that has killed its worker is not given to three more, but to a watched process.
    config = {"distributed.deploy.lost-worker-timeout": "1h", "distributed.scheduler.allowed-failures": 0}
    with dask.config.set(config):
        cluster = None
        try:
            if not scheduler:
                cluster = distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None,
                                                   silence_logs=logging.CRITICAL)  # fmt: skip
            client = distributed.Client(scheduler or cluster)
        except (OSError, ValueError) as error:
            raise EngineError(f"{scheduler}: no scheduler answers there ({_said(error)})") from None
        try:
            ahead = _ON_CLUSTER if scheduler else workers * _AHEAD
            yield Engine(lambda: client.get_executor(pure=False), ahead, lambda: client.status != "closed")
        finally:
            client.close(timeout=5)
            if cluster:
                cluster.close(timeout=5)


class _RayExecutor(Executor):
    """Tasks of Ray as futures; nobody else of this process needs to know them."""

    def __init__(self, ray: Any) -> None:
        self._call = ray.remote(max_retries=0, num_cpus=1)(_call)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = self._call.remote(fn, args, kwargs).future()
        return future


def _call(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    return function(*args, **kwargs)


@contextmanager
def _ray(workers: int, scheduler: str | None) -> Iterator[Engine]:
    try:
        ray = import_module("ray")
    except ImportError:
        raise EngineError('the engine ray needs ray: pip install "newsparse[ray]"') from None
    try:
        if scheduler:
            ray.init(address=scheduler, log_to_driver=False)
        else:
            ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, configure_logging=False)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        raise EngineError(f"{scheduler or 'ray'}: no cluster answers there ({_said(error)})") from None
    try:
        yield Engine(lambda: _RayExecutor(ray), _ON_CLUSTER if scheduler else workers * _AHEAD)
    finally:
        ray.shutdown()


ENGINES: dict[str, Callable[[int, str | None], AbstractContextManager[Engine]]] = {
    "local": _local, "dask": _dask, "ray": _ray,
}  # fmt: skip
