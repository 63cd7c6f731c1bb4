"""The engines that run tasks: processes of this machine, Dask or Ray, each behind a `concurrent.futures.Executor`."""

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
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from importlib import import_module
from multiprocessing import connection, forkserver
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

from ..workers.cores import usable_cores as usable_cores  # for users of this module
from .child_processes import prepare_child_processes, start_shielded

_TASKS_PER_WORKER = 2  # submitted ahead
_TASKS_ON_CLUSTER = 512  # submitted ahead to a cluster, whose number of workers is unknown
_KILL_LIMIT = 5.0  # seconds until a killed worker has ended
_MAX_CLUSTER_STARTS = 3  # of a local Dask cluster whose workers end at once
CONNECT_LIMIT = 20.0  # seconds within which a Ray cluster must answer
_RAY_ADDRESS = re.compile(r"(?:ray://)?([^/]+):(\d+)")


class EngineError(Exception):
    """An engine is missing, unreachable or has no workers; the message gives the next step."""


class Engine(NamedTuple):
    """A source of executors.

    `start` returns a new executor, to replace a broken one. `window` is the number of tasks to submit ahead.
    `is_reachable` returns whether the cluster still answers, because some executors do not report that. `is_external`:
    the workers were started by others. `has_all_workers` returns whether no process of the last executor has ended.
    """

    start: Callable[[], Executor]
    window: int
    is_reachable: Callable[[], bool] = lambda: True
    is_external: bool = False
    has_all_workers: Callable[[], bool] = lambda: True


class EngineRequest(NamedTuple):
    """What engine to open: the number of local workers, or the address of the scheduler of a cluster."""

    workers: int
    scheduler: str | None = None
    connect_limit: float = CONNECT_LIMIT  # seconds, for Ray only: Dask has a setting of its own

    @property
    def window(self) -> int:
        """The number of tasks to submit ahead."""
        return _TASKS_ON_CLUSTER if self.scheduler else self.workers * _TASKS_PER_WORKER


@contextmanager
def open_engine(
    name: str, workers: int, scheduler: str | None = None, connect_limit: float = CONNECT_LIMIT
) -> Iterator[Engine]:
    """Open the engine with a name in ENGINES: `workers` local processes, or the cluster at `scheduler`.

    Suppresses the log messages of its libraries about lost workers and connections, which are handled, or reported in
    one line. Raises EngineError.
    """
    if scheduler is not None and not scheduler.strip():
        raise EngineError("--scheduler is empty; pass an address")
    disabled = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        with ENGINES[name](EngineRequest(workers, scheduler, connect_limit)) as engine:
            yield engine
    finally:
        logging.disable(disabled)


def describe_error(error: BaseException) -> str:
    """Describe an exception of an engine's library in one clause."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]


@contextmanager
def _open_local(request: EngineRequest) -> Iterator[Engine]:
    if request.scheduler:
        raise EngineError("--scheduler cannot be used with --engine local. Pass --engine dask or --engine ray.")
    pools = _ProcessPools(request.workers)
    try:
        yield Engine(pools.start, request.window, has_all_workers=pools.has_all_workers)
    except BaseException:
        # Otherwise the threads of the pool would print tracebacks about the killed workers.
        _silence_pool_threads()
        pools.kill()
        raise


class _ProcessPools:
    """The process pools of a conversion, of which only the last is in use.

    Its workers are the child processes of this process that did not exist before.
    """

    def __init__(self, workers: int) -> None:
        self.workers, self.other_children = workers, set(multiprocessing.active_children())
        self.seen_workers = set[BaseProcess]()

    def start(self) -> ProcessPoolExecutor:
        """Kill the workers of the last pool, and start a new one."""
        self.kill()
        return _start_pool(self.workers)

    def has_all_workers(self) -> bool:
        """Whether the last pool has workers, and none of them has ended: a worker does not end by itself."""
        running = self._running_workers()
        self.seen_workers |= running
        return bool(running) and self.seen_workers <= running

    def kill(self) -> None:
        """Kill the workers."""
        workers = self._running_workers()
        for process in workers:
            process.kill()
        for process in workers:  # after its end a worker cannot write outputs
            process.join(_KILL_LIMIT)
        self.seen_workers.clear()
        self.other_children |= workers

    def _running_workers(self) -> set[BaseProcess]:
        return set(multiprocessing.active_children()) - self.other_children


def _silence_pool_threads() -> None:
    original_hook = threading.excepthook

    def hook(failure: threading.ExceptHookArgs) -> None:
        if type(failure.thread).__module__ != ProcessPoolExecutor.__module__:
            original_hook(failure)

    threading.excepthook = hook


def _start_pool(workers: int) -> ProcessPoolExecutor:
    """Start a pool of processes that do not inherit the threads and files of this one, and end with it."""
    context = multiprocessing.get_context("forkserver")
    prepare_child_processes()
    start_shielded(forkserver.ensure_running)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_initialize_worker)


def _initialize_worker() -> None:
    """Make a worker leave Ctrl-C to its parent, and exit when the parent has ended: it would wait for tasks forever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _open_dask(request: EngineRequest) -> Iterator[Engine]:
    scheduler = request.scheduler
    try:
        dask, distributed = import_module("dask"), import_module("distributed")
    except ImportError:
        raise EngineError("the engine dask needs distributed; run: pip install 'distributed>=2026.1'") from None
    # Without the first setting, a local cluster does not replace workers that end one after another. With the second, a
    # shard that has ended its worker is not given to three more, but to a child process.
    config = {"distributed.deploy.lost-worker-timeout": "1h", "distributed.scheduler.allowed-failures": 0}
    with dask.config.set(config):
        cluster = None
        try:
            if not scheduler:
                prepare_child_processes()
                cluster = start_shielded(
                    lambda: _start_dask_cluster(distributed, request.workers), lambda started: started.close(timeout=5)
                )
            client = distributed.Client(scheduler or cluster)
        except (OSError, ValueError) as error:
            raise EngineError(
                f"{scheduler}: no response from the Dask scheduler ({describe_error(error)}); check the address"
            ) from None
        except RuntimeError as error:
            raise EngineError(f"dask: the workers failed to start ({describe_error(error)})") from None
        try:
            # Not pure: a shard that is submitted again must be a new task, not the result of the first.
            yield Engine(
                lambda: client.get_executor(pure=False),
                request.window,
                lambda: client.status != "closed",
                bool(scheduler),
            )
        finally:
            client.close(timeout=5)
            if cluster:
                cluster.close(timeout=5)


def _start_dask_cluster(distributed: Any, workers: int) -> Any:
    """Start a Dask cluster on this machine, again if a worker ends while it starts. Raises RuntimeError."""
    for _ in range(_MAX_CLUSTER_STARTS):
        with suppress(RuntimeError):
            return distributed.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                silence_logs=logging.CRITICAL,
                dashboard_address=":0",  # any free port; None means the default port
            )
    raise RuntimeError("they exit immediately")


class _RayExecutor(Executor):
    """An executor for tasks of Ray."""

    def __init__(self, ray: Any) -> None:
        self._call = ray.remote(max_retries=0, num_cpus=1)(_call)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = self._call.remote(fn, args, kwargs).future()
        return future


def _call(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    return function(*args, **kwargs)


def _check_ray_address(address: str, limit: float) -> None:
    """Raise EngineError if no Ray cluster answers at an address within `limit` seconds.

    Connects in another process first, because Ray itself tries for minutes, in a call that no signal interrupts, and
    writes to standard error.
    """
    if match := _RAY_ADDRESS.fullmatch(address):
        try:
            socket.create_connection((match[1].strip("[]"), int(match[2])), limit / 2).close()
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise EngineError(f"{address}: no response ({why.lower()}); check the address") from None
    script = "import sys, ray; ray.init(address=sys.argv[1], log_to_driver=False); ray.shutdown()"
    command = [sys.executable, "-P", "-c", script, address]
    try:
        result = subprocess.run(  # noqa: S603 - our own command
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        raise EngineError(
            f"{address}: no response from the Ray cluster within {limit:g} s; check the address"
        ) from None
    if result.returncode:
        *_, last = ["", *result.stderr.decode(errors="replace").strip().splitlines()]
        why = last[:200] or f"exit code {result.returncode}"
        raise EngineError(f"{address}: no response from the Ray cluster ({why}); check the address")


@contextmanager
def _open_ray(request: EngineRequest) -> Iterator[Engine]:
    scheduler = request.scheduler
    try:
        ray = import_module("ray")
    except ImportError:
        raise EngineError("the engine ray needs ray; run: pip install ray") from None
    if scheduler:
        _check_ray_address(scheduler, request.connect_limit)
    try:
        if scheduler:
            ray.init(address=scheduler, log_to_driver=False)
        else:
            ray.init(num_cpus=request.workers, include_dashboard=False, log_to_driver=False, configure_logging=False)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        name, advice = (scheduler, "; check the address") if scheduler else ("ray", "")
        raise EngineError(f"{name}: no response from the Ray cluster ({describe_error(error)}){advice}") from None
    try:
        yield Engine(lambda: _RayExecutor(ray), request.window, is_external=bool(scheduler))
    finally:
        ray.shutdown()


ENGINES: dict[str, Callable[[EngineRequest], AbstractContextManager[Engine]]] = {
    "local": _open_local,
    "dask": _open_dask,
    "ray": _open_ray,
}
