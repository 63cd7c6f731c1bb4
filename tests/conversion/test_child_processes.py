"""Child processes that are started while the program is interrupted."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from newsparse.conversion.child_processes import start_shielded

pytestmark = pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="the system has no signal masks")


@pytest.fixture
def other_thread() -> Iterator[threading.Thread]:
    """A thread that does not block SIGINT, as libraries start them."""
    end = threading.Event()
    thread = threading.Thread(target=end.wait, args=(60,))
    thread.start()
    yield thread
    end.set()
    thread.join()


def test_the_result_and_the_exception_of_the_start_are_passed_on() -> None:
    assert start_shielded(lambda: 5) == 5
    with pytest.raises(ZeroDivisionError):
        start_shielded(lambda: 1 // 0)


@pytest.mark.parametrize("delay", [0.0, 0.1])
def test_an_interrupt_waits_until_the_start_is_complete(other_thread: threading.Thread, delay: float) -> None:
    started, undone = list[str](), list[str]()

    def start() -> str:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(delay)
        started.append("process")
        return "process"

    with pytest.raises(KeyboardInterrupt):
        start_shielded(start, undone.append)
    assert started == undone == ["process"]


def test_an_interrupted_start_that_fails_is_not_undone(other_thread: threading.Thread) -> None:
    undone = list[str]()

    def start() -> str:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.1)
        raise OSError

    with pytest.raises(KeyboardInterrupt):
        start_shielded(start, undone.append)
    assert undone == []


def test_sigint_is_blocked_while_processes_start() -> None:
    assert signal.SIGINT in start_shielded(lambda: signal.pthread_sigmask(signal.SIG_BLOCK, ()))
    assert signal.SIGTERM not in start_shielded(lambda: signal.pthread_sigmask(signal.SIG_BLOCK, ()))
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
