"""The process of a worker: it receives inputs, processes them one after another, and sends their results.

The messages to a worker are pickles: the function that processes an input, then lists of inputs. The messages from a
worker are frames: a kind (READY, MORE, LAST or FAILED), the length of the payload, and the payload, a pickle. The
results of an input are in frames of up to RESULTS_PER_FRAME results, so that neither process holds all results of a
large input.
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import signal
import struct
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

READY, MORE, LAST, FAILED = range(4)  # FAILED: the function has raised the exception in the payload
RESULTS_PER_FRAME = 64
HEADER = struct.Struct("<BQ")


class Frame(NamedTuple):
    """A message from a worker; see the module."""

    kind: int
    payload: bytes = b""


def serve() -> None:
    """Process inputs until standard input is closed, which ends the process at once."""
    gc.disable()  # during imports, as the command line does
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C ends
    if hasattr(signal, "pthread_sigmask"):  # the thread that has started this process blocks them
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
    tasks, results = _private_streams()
    received: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()
    try:
        process = pickle.load(tasks)  # noqa: S301 - from the process that has started this one
        gc.freeze()
        gc.enable()
        threading.Thread(target=_receive, args=(tasks, received), daemon=True).start()
        _send(results, Frame(READY))
        while True:
            for item in received.get():
                for frame in _frames(process, item):
                    _send(results, frame)
    except (EOFError, pickle.UnpicklingError, BrokenPipeError):  # the parent has ended
        os._exit(1)


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the streams from and to the parent, and replace the standard ones, which inputs or messages may use."""
    tasks, results = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # standard error is closed
        os.dup2(null, 1)
    os.close(null)
    return tasks, results


def _receive(tasks: BinaryIO, received: queue.SimpleQueue[list[Any]]) -> None:
    """Queue what the parent sends, and end the process when the parent closes the stream, or has ended."""
    try:
        while True:
            received.put(pickle.load(tasks))  # noqa: S301 - from the process that has started this one
    except (EOFError, pickle.UnpicklingError, OSError):
        os._exit(1)


def _frames(process: Callable[[Any], Iterable[Any]], item: object) -> Iterator[Frame]:
    try:
        results = iter(process(item))
        while len(some := list(islice(results, RESULTS_PER_FRAME))) == RESULTS_PER_FRAME:
            yield Frame(MORE, pickle.dumps(some, pickle.HIGHEST_PROTOCOL))
        yield Frame(LAST, pickle.dumps(some, pickle.HIGHEST_PROTOCOL))
    except Exception as error:
        yield Frame(FAILED, _pickled_error(error))


def _pickled_error(error: Exception) -> bytes:
    try:
        data = pickle.dumps(error)
        pickle.loads(data)  # noqa: S301 - not every exception can be read back
    except Exception:
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return data


def _send(results: BinaryIO, frame: Frame) -> None:
    results.write(HEADER.pack(frame.kind, len(frame.payload)))
    results.write(frame.payload)
    results.flush()
