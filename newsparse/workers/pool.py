"""An ordered map of a function over inputs, by worker processes.

A thread for each worker sends it inputs and receives their results, which wait for the turn of their input. Memory is
limited by the number of inputs that are submitted ahead, and by the size of their results, beyond which a worker waits.
"""

from __future__ import annotations

import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from .process import WorkerProcess
from .worker import FAILED, LAST, MORE, Frame

# Inputs that are sent together, so that a worker does not wait for the next one; and bytes of them, so that no worker
# gets several large inputs while another one has none.
_CHUNK, _CHUNK_BYTES = 8, 1 << 17
_CHUNKS_PER_WORKER = 3  # submitted ahead
_MAX_WAITING = 64 << 20  # bytes of results that wait for the turn of their chunk
_MAX_TAKEN = 4 << 20  # bytes of results of the chunk whose turn it is, which may always wait
_MAX_DEATHS = 2  # of workers at one input
_DIED, _NOT_SERVED = -1, -2  # further kinds of frames: the input ended _MAX_DEATHS workers; no worker could be started
_MAX_FAILED_STARTS = 3  # of workers; after that, no further worker is started
_JOIN_LIMIT = 5.0  # seconds to wait for a thread whose worker is killed

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_Process = Callable[[_In], Iterable[_Out]]


def ordered_map(
    inputs: Iterable[_In],
    process: _Process[_In, _Out],
    *,
    workers: int,
    on_death: _Process[_In, _Out],
    is_local: Callable[[_In], bool] = lambda item: False,
    size_of: Callable[[_In], int] = lambda item: 0,
) -> Iterator[_Out]:
    """Yield the results of `process` for each input, in the order of the inputs, whatever the number of workers.

    With fewer than two workers, no process is started; otherwise `process`, the inputs and the results are pickled.
    Inputs for which `is_local` returns true are processed by this process at their turn. `size_of` returns the size of
    an input in bytes, 0 if it is unknown. If a worker ends, the input it
    was processing is processed by another one; if that ends, too, the results are those of `on_death`. An exception of
    `process` is raised at the turn of its input. Closing the iterator ends the workers.
    """
    if workers < 2:
        for item in inputs:
            yield from process(item)
        return
    pool = _Pool(process, on_death, workers)
    try:
        submitted: deque[_Chunk[_In]] = deque()
        for chunk in _chunks(inputs, is_local, size_of):
            submitted.append(chunk)
            pool.submit(chunk)
            if len(submitted) > workers * _CHUNKS_PER_WORKER:
                yield from pool.results(submitted.popleft())
        while submitted:
            yield from pool.results(submitted.popleft())
    finally:
        pool.close()


class _Chunk(Generic[_In]):
    """Inputs that one worker processes or, if `is_local`, this process; and the frames of results that wait."""

    def __init__(self, inputs: list[_In], *, is_local: bool = False) -> None:
        self.inputs, self.is_local = inputs, is_local
        self.frames: deque[Frame] = deque()
        self.size = 0  # bytes of the frames


def _chunks(
    inputs: Iterable[_In], is_local: Callable[[_In], bool], size_of: Callable[[_In], int]
) -> Iterator[_Chunk[_In]]:
    some: list[_In] = []
    size = 0
    for item in inputs:
        local = is_local(item)
        if not local:
            some.append(item)
            size += size_of(item)
        if some and (local or len(some) == _CHUNK or size >= _CHUNK_BYTES):
            yield _Chunk(some)
            some, size = [], 0
        if local:
            yield _Chunk([item], is_local=True)
    if some:
        yield _Chunk(some)


class _PoolClosed(Exception):  # noqa: N818 - not an error
    """The pool was closed, so the threads of its workers end."""


class _Pool(Generic[_In, _Out]):
    """Threads with a worker each, which process the chunks that are submitted, in their order."""

    def __init__(self, process: _Process[_In, _Out], on_death: _Process[_In, _Out], workers: int) -> None:
        self._process, self._on_death, self._pickled = process, on_death, pickle.dumps(process)
        self._submitted: queue.SimpleQueue[_Chunk[_In] | None] = queue.SimpleQueue()
        self._changed = threading.Condition()  # guards the next two, and the frames of chunks
        self._current: _Chunk[_In] | None = None  # the chunk whose turn it is
        self._waiting = 0  # bytes of frames
        self._workers: set[WorkerProcess] = set()
        self._starting = threading.Lock()  # guards `_workers`
        self._is_closed, self._failed_starts = False, 0
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(self, chunk: _Chunk[_In]) -> None:
        """Have a worker process a chunk, unless it is local."""
        if not chunk.is_local:
            self._submitted.put(chunk)

    def results(self, chunk: _Chunk[_In]) -> Iterator[_Out]:
        """Yield the results of a chunk as they arrive."""
        with self._changed:
            self._current = chunk
            self._changed.notify_all()
        for item in chunk.inputs:
            kind: int = MORE
            while kind == MORE:
                kind, payload = Frame(_NOT_SERVED) if chunk.is_local else self._take_frame(chunk)
                if kind in (MORE, LAST):
                    yield from pickle.loads(payload)  # noqa: S301 - from a process that this one has started
                elif kind == FAILED:
                    raise pickle.loads(payload)  # noqa: S301
                else:
                    yield from self._on_death(item) if kind == _DIED else self._process(item)

    def close(self) -> None:
        """End the workers and the threads."""
        with self._starting, self._changed:
            self._is_closed = True
            self._changed.notify_all()
            for worker in self._workers:
                worker.kill()
        for _ in self._threads:
            self._submitted.put(None)
        for thread in self._threads:
            thread.join(_JOIN_LIMIT)
        for worker in list(self._workers):
            worker.end()

    def _take_frame(self, chunk: _Chunk[_In]) -> Frame:
        with self._changed:
            while not chunk.frames:
                self._changed.wait()
            frame = chunk.frames.popleft()
            chunk.size -= len(frame.payload)
            self._waiting -= len(frame.payload)
            self._changed.notify_all()
        return frame

    def _add_frame(self, chunk: _Chunk[_In], frame: Frame) -> None:
        """Add a frame when few enough wait. Raises _PoolClosed."""
        with self._changed:
            while not (self._is_closed or self._may_add(chunk)):
                self._changed.wait()
            if self._is_closed:
                raise _PoolClosed
            chunk.frames.append(frame)
            chunk.size += len(frame.payload)
            self._waiting += len(frame.payload)
            self._changed.notify_all()

    def _may_add(self, chunk: _Chunk[_In]) -> bool:
        return self._waiting <= _MAX_WAITING or (chunk is self._current and chunk.size <= _MAX_TAKEN)

    def _serve(self) -> None:
        """Process chunks until the pool is closed: the function of a thread."""
        if hasattr(signal, "pthread_sigmask"):  # signals are for the main thread; workers ignore SIGINT
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        worker: WorkerProcess | None = None
        try:
            while chunk := self._submitted.get():
                worker = self._serve_chunk(chunk, worker)
        except _PoolClosed:
            pass

    def _serve_chunk(self, chunk: _Chunk[_In], worker: WorkerProcess | None) -> WorkerProcess | None:
        """Have `worker`, or new ones if it ends, process a chunk; return the last one. Raises _PoolClosed."""
        position = deaths = known = 0  # the next input; the workers that it has ended, and frames that they have sent
        while position < len(chunk.inputs):
            worker = worker or self._start()
            if not worker:
                for _ in chunk.inputs[position:]:
                    self._add_frame(chunk, Frame(_NOT_SERVED))
                return None
            inputs = chunk.inputs[position : position + 1 if deaths else None]
            finished, frames, has_ended = self._receive(chunk, worker, inputs, known)
            position, known = position + finished, frames if finished else max(frames, known)
            deaths = (0 if finished else deaths) + has_ended
            if has_ended:
                self._end(worker)
                worker = None
            if deaths == _MAX_DEATHS:
                self._add_frame(chunk, Frame(_DIED))
                position, deaths, known = position + 1, 0, 0
        return worker

    def _receive(
        self, chunk: _Chunk[_In], worker: WorkerProcess, inputs: list[_In], known: int
    ) -> tuple[int, int, bool]:
        """Add the frames of `inputs`, except for the first `known` ones.

        Return the number of inputs that were finished, the number of frames of the next one, and whether the worker has
        ended.
        """
        finished = frames = 0
        try:
            for frame in worker.process(inputs):
                frames += 1
                if finished or frames > known:
                    self._add_frame(chunk, frame)
                if frame.kind != MORE:
                    finished, frames = finished + 1, 0
        except (EOFError, OSError):
            return finished, frames, True
        return finished, 0, False

    def _start(self) -> WorkerProcess | None:
        """Start a worker; None if that fails. Raises _PoolClosed."""
        worker = None
        try:
            with self._starting:  # `close` waits, so that no worker is started after it
                if self._is_closed:
                    raise _PoolClosed
                if self._failed_starts < _MAX_FAILED_STARTS:
                    worker = WorkerProcess()
                    self._workers.add(worker)
            if worker:
                worker.set_up(self._pickled)
        except (EOFError, OSError):
            self._failed_starts += 1
            if worker:
                self._end(worker)
            return None
        return worker

    def _end(self, worker: WorkerProcess) -> None:
        with self._starting:
            self._workers.discard(worker)
        worker.end()
