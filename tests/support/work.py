"""Functions that workers run in tests: they are imported by their name, so that they cannot be in a test module."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

MANY = 300  # results of one input, in several messages of a worker


def count_up(text: str) -> Iterator[str]:
    """Yield `text` as often as the number in it says, and end the process or fail before it ends.

    "3 die" ends the process always, "3 die FILE" only if the file does not exist, which is created; "3 fail" raises
    ValueError; "3 pid" also yields the number of the process.
    """
    number, action, path = (*text.split(), "", "")[:3]
    for index in range(int(number)):
        yield f"{text} {index}"
    if action == "die" and not (path and os.path.exists(path)):
        if path:
            Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if action == "fail":
        raise ValueError(text)
    if action == "pid":
        yield str(os.getpid())


def died(text: str) -> list[str]:
    """Return the result for an input that has ended two processes."""
    return [f"{text} died"]


def cannot_be_loaded() -> None:
    """Raise an exception when a worker loads what `Unloadable` returns."""
    raise RuntimeError("not in a worker")


class Unloadable:
    """A function that no worker can load."""

    def __call__(self, text: str) -> list[str]:
        return [text]

    def __reduce__(self) -> tuple[object, ...]:
        return (cannot_be_loaded, ())
