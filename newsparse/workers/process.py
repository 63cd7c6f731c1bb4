"""A worker process, seen from the process that starts it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO, cast

from .worker import HEADER, MORE, READY, Frame

_CODE = "import sys; sys.path[:] = sys.argv[1:]; from newsparse.workers.worker import serve; serve()"


class WorkerProcess:
    """A process that runs `worker.serve`: a new interpreter that imports modules from where this one does.

    It is not a fork, which copies the locks of other threads, such as that of the progress bar, and not a process of
    multiprocessing, which imports the main module again: that may be a script without a guard, or standard input.
    """

    def __init__(self) -> None:
        """Start the process. Raises OSError."""
        flags = ["-I"] if sys.flags.isolated else ["-P"]
        if sys.flags.utf8_mode:
            flags += ["-X", "utf8"]
        command = [sys.executable, *flags, "-c", _CODE, *sys.path]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        self._tasks, self._results = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)

    def set_up(self, function: bytes) -> None:
        """Send the pickled function that processes an input, and wait until the process has loaded it.

        Raises EOFError or OSError if the process ends instead.
        """
        self._tasks.write(function)
        self._tasks.flush()
        if self._read_frame().kind != READY:
            raise EOFError

    def process(self, inputs: Sequence[object]) -> Iterator[Frame]:
        """Process inputs, and yield the frames of their results. Raises EOFError or OSError if the process ends."""
        self._tasks.write(pickle.dumps(inputs, pickle.HIGHEST_PROTOCOL))
        self._tasks.flush()
        for _ in inputs:
            while True:
                yield (frame := self._read_frame())
                if frame.kind != MORE:
                    break

    def kill(self) -> None:
        """Kill the process, so that waiting for its results raises EOFError."""
        self._process.kill()

    def end(self) -> None:
        """Kill the process and wait for its end."""
        self._process.kill()
        for stream in (self._tasks, self._results):
            with suppress(OSError):  # closing flushes what the process has not read
                stream.close()
        self._process.wait()

    def _read_frame(self) -> Frame:
        header = self._results.read(HEADER.size)
        if len(header) < HEADER.size:
            raise EOFError
        kind, length = HEADER.unpack(header)
        payload = self._results.read(length)
        if len(payload) < length:
            raise EOFError
        return Frame(kind, payload)
