"""Start child processes so that an interrupt of this process leaves none of them behind."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import ModuleType
from typing import TypeVar

_Started = TypeVar("_Started")
_START_LIMIT = 30.0  # seconds that an interrupt waits for processes that are being started
_ENDING_SIGNALS = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}


@contextmanager
def _blocked(signals: Iterable[int]) -> Iterator[Iterable[int]]:
    """Block `signals` in this thread, and in the threads and processes that it starts; yields the previous mask."""
    if not hasattr(signal, "pthread_sigmask"):
        yield ()
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield mask
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@contextmanager
def _hidden_main_module() -> Iterator[None]:
    """Hide the main module from multiprocessing, which would import it again in each process that it starts.

    It may be a script without a guard, which would do its work again, or standard input.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def prepare_child_processes() -> None:
    """Set the environment of child processes, and start Python's resource tracker without SIGHUP."""
    # A process that is killed leaves semaphores to the resource tracker, which would warn about them.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
    # Child processes start with -c: otherwise they would import modules from the working directory, which may be
    # anybody's.
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    with _blocked(_ENDING_SIGNALS - {signal.SIGINT, signal.SIGTERM}):  # it ignores these two itself
        resource_tracker.ensure_running()


def start_shielded(
    start: Callable[[], _Started], undo: Callable[[_Started], object] = lambda started: None
) -> _Started:
    """Call `start`, which starts processes, and return its result; an interrupt does not stop it halfway.

    An interrupt waits for `start`, calls `undo` with the result, and raises then. A process that is started halfway
    could not be killed, and would print a traceback when it finds that this process has ended.

    `start` runs in a thread of its own, because Python raises KeyboardInterrupt in the main thread only. To block the
    signals in the main thread is not sufficient: another thread may receive them. The processes that `start` starts
    leave SIGINT to this process, and do not import its main module.
    """
    started: Future[_Started] = Future()

    def call() -> None:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, {*mask, signal.SIGINT})
        try:
            with _hidden_main_module():
                started.set_result(start())
        except BaseException as error:
            started.set_exception(error)

    thread = threading.Thread(target=call, daemon=True)
    try:
        with _blocked(_ENDING_SIGNALS) as mask:  # an interrupted Thread.start() may or may not have started the thread
            thread.start()
        return started.result()
    except KeyboardInterrupt:
        wait([started], _START_LIMIT)
        if started.done() and not started.exception():
            undo(started.result())
        raise
