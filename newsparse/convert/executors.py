"""Who does work: processes of this machine, Dask or Ray. Of each only a `concurrent.futures.Executor` is known."""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from importlib import import_module
from multiprocessing import connection, forkserver, resource_tracker
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, TypeVar

_AHEAD = 2  # shards a worker that are handed out before the first of them is done
_ON_CLUSTER = 512  # the same where nobody says how many workers there are
_KILL_LIMIT = 5.0  # seconds until a worker that was killed has ended
_LONGEST_START = 30.0  # seconds that an interrupt waits for processes that are being started
_MOST_STARTS = 3  # of a local cluster whose workers end before they have begun
_CONNECT = 20.0  # seconds within which a cluster of Ray must answer
_ADDRESS = re.compile(r"(?:ray://)?([^/]+):(\d+)")
_Started = TypeVar("_Started")


class EngineError(Exception):
    """An engine that is not there, or has no workers; the message says what to do."""


class Engine(NamedTuple):
    """What gives executors: a new one where the last was broken; how many shards to hand out ahead; whether what does
    the work can still be reached, for some executors never tell; whether its workers were started by others; and
    whether all processes of the last executor are running."""

    start: Callable[[], Executor]
    ahead: int
    is_there: Callable[[], bool] = lambda: True
    is_joined: bool = False
    is_whole: Callable[[], bool] = lambda: True


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
    if scheduler is not None and not scheduler.strip():
        raise EngineError("--scheduler has no address")
    before = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        with ENGINES[name](workers, scheduler) as found:
            yield found
    finally:
        logging.disable(before)


def said(error: BaseException) -> str:
    """An exception of an engine's library, in a clause."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]


@contextmanager
def _local(workers: int, scheduler: str | None) -> Iterator[Engine]:
    if scheduler:
        raise EngineError("--scheduler is for the engines dask and ray")
    pools = _Pools(workers)
    try:
        yield Engine(pools.start, workers * _AHEAD, is_whole=pools.is_whole)
    except BaseException:
        # A worker that is being started would tell at length that this process is no more, and the pool that it is.
        _silence_pools()
        pools.kill()
        raise


class _Pools:
    """The process pools of a conversion, of which only the last is used. Its workers are the child processes of this
    process that did not exist before."""

    def __init__(self, workers: int) -> None:
        self.workers, self.others = workers, set(multiprocessing.active_children())
        self.seen = set[BaseProcess]()

    def start(self) -> ProcessPoolExecutor:
        """A new pool, after the processes of the last one were ended."""
        self.kill()
        return _pool(self.workers)

    def is_whole(self) -> bool:
        """Whether the last pool has workers, and none has ended: they have no reason to."""
        now = self._children()
        self.seen |= now
        return bool(now) and self.seen <= now

    def kill(self) -> None:
        """End the workers."""
        children = self._children()
        for process in children:
            process.kill()
        for process in children:  # once it has ended it writes nothing
            process.join(_KILL_LIMIT)
        self.seen.clear()
        self.others |= children

    def _children(self) -> set[BaseProcess]:
        return set(multiprocessing.active_children()) - self.others


def _silence_pools() -> None:
    said = threading.excepthook

    def hook(fault: threading.ExceptHookArgs) -> None:
        if type(fault.thread).__module__ != ProcessPoolExecutor.__module__:
            said(fault)

    threading.excepthook = hook


def _pool(workers: int) -> ProcessPoolExecutor:
    """A pool of processes that know nothing of this one's threads and files, and end with it."""
    context = multiprocessing.get_context("forkserver")
    _deaf(forkserver.ensure_running)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


_ENDING = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}


@contextmanager
def uninterrupted(signals: Iterable[int] = _ENDING) -> Iterator[None]:
    """Block `signals`, by default all that end the program, in this thread and in what it starts. This thread receives
    them afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _deaf(start: Callable[[], _Started], undo: Callable[[_Started], object] = lambda started: None) -> _Started:
    """What `start` gives. The processes and threads that it starts, and theirs, leave Ctrl-C to this thread, which then
    waits for them and calls `undo`: a process whose parent ends while it starts prints a traceback."""
    # A process that ends at once leaves semaphores to a helper of Python's, which would warn of them.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
    # They start with -c: else Python's modules would be looked for in the working directory, which may be anybody's.
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    with uninterrupted(_ENDING - {signal.SIGINT, signal.SIGTERM}):  # it ignores those two, but not SIGHUP
        resource_tracker.ensure_running()
    started: Future[_Started] = Future()

    def call() -> None:
        with uninterrupted({signal.SIGINT}):
            try:
                started.set_result(start())
            except BaseException as error:
                started.set_exception(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    try:
        return started.result()
    except KeyboardInterrupt:
        thread.join(_LONGEST_START)
        if started.done() and not started.exception():
            undo(started.result())
        raise


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
                cluster = _deaf(lambda: _cluster(distributed, workers), lambda made: made.close(timeout=5))
            client = distributed.Client(scheduler or cluster)
        except (OSError, ValueError) as error:
            raise EngineError(f"{scheduler}: no scheduler answers there ({said(error)})") from None
        except RuntimeError as error:
            raise EngineError(f"dask: its workers do not start ({said(error)})") from None
        try:
            # A shard that is given once more is another task, or Dask gives what became of the first.
            ahead = _ON_CLUSTER if scheduler else workers * _AHEAD
            yield Engine(
                lambda: client.get_executor(pure=False), ahead, lambda: client.status != "closed", bool(scheduler)
            )
        finally:
            client.close(timeout=5)
            if cluster:
                cluster.close(timeout=5)


def _cluster(distributed: Any, workers: int) -> Any:
    """A cluster of Dask in this machine, started again where a worker of it ends before it has begun."""
    for _ in range(_MOST_STARTS):
        with suppress(RuntimeError):
            return distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, silence_logs=logging.CRITICAL, dashboard_address=":0"
            )  # fmt: skip - None is the usual port, even so
    raise RuntimeError("they end at once")


class _RayExecutor(Executor):
    """Tasks of Ray as futures; nobody else of this process needs to know them."""

    def __init__(self, ray: Any) -> None:
        self._call = ray.remote(max_retries=0, num_cpus=1)(_call)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = self._call.remote(fn, args, kwargs).future()
        return future


def _call(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    return function(*args, **kwargs)


def _try_ray(address: str) -> None:
    """Raise EngineError if no Ray cluster answers at an address within 20 seconds. Ray itself tries for minutes, in a
    call that no signal interrupts, and writes to standard error, so another process tries first."""
    if found := _ADDRESS.fullmatch(address):
        try:
            socket.create_connection((found[1].strip("[]"), int(found[2])), _CONNECT / 2).close()
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise EngineError(f"{address}: no cluster answers there ({why.lower()})") from None
    script = "import sys, ray; ray.init(address=sys.argv[1], log_to_driver=False); ray.shutdown()"
    command = [sys.executable, "-P", "-c", script, address]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_CONNECT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise EngineError(f"{address}: no cluster of Ray answers there within {_CONNECT:g} s") from None
    if done.returncode:
        *_, last = ["", *done.stderr.decode(errors="replace").strip().splitlines()]
        raise EngineError(
            f"{address}: no cluster of Ray answers there ({last[:200] or f'exit code {done.returncode}'})"
        )


@contextmanager
def _ray(workers: int, scheduler: str | None) -> Iterator[Engine]:
    try:
        ray = import_module("ray")
    except ImportError:
        raise EngineError('the engine ray needs ray: pip install "newsparse[ray]"') from None
    if scheduler:
        _try_ray(scheduler)
    try:
        if scheduler:
            ray.init(address=scheduler, log_to_driver=False)
        else:
            ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, configure_logging=False)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        raise EngineError(f"{scheduler or 'ray'}: no cluster answers there ({said(error)})") from None
    try:
        ahead = _ON_CLUSTER if scheduler else workers * _AHEAD
        yield Engine(lambda: _RayExecutor(ray), ahead, is_joined=bool(scheduler))
    finally:
        ray.shutdown()


ENGINES: dict[str, Callable[[int, str | None], AbstractContextManager[Engine]]] = {
    "local": _local, "dask": _dask, "ray": _ray,
}  # fmt: skip
