"""The progress bar on standard error."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO, TypeVar

from . import console

_Input = TypeVar("_Input")


class ProgressBar:
    """A progress bar that shows nothing; the base class of the visible one."""

    def start(self, name: str, steps: int) -> None:
        """Start a task with a number of steps."""

    def advance(self, steps: int) -> None:
        """Count more steps as done."""


class _LossyStream(io.StringIO):
    """A stream that ignores errors: a progress bar must not end the run."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()


@contextmanager
def progress_bar(choice: str) -> Iterator[ProgressBar]:
    """Show a progress bar on standard error if `choice` allows it, else yield one that shows nothing.

    `choice` is the value of --progress: with `auto`, the bar appears only on a terminal.
    """
    is_hidden = choice == "never" or (choice == "auto" and not console.is_terminal(sys.stderr))
    if is_hidden or sys.stderr is None or not console.shows(console.NORMAL):
        yield ProgressBar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f}/s" if task.speed else "")

    class RichBar(ProgressBar):
        def start(self, name: str, steps: int) -> None:
            progress.reset(task, description=name, total=steps)

        def advance(self, steps: int) -> None:
            progress.advance(task, steps)

    terminal = Console(file=_LossyStream(sys.stderr), force_terminal=True if choice == "always" else None)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(""), TimeRemainingColumn())
    with Progress(*columns, console=terminal, transient=True) as progress:
        task = progress.add_task("Finding inputs", total=None)
        yield RichBar()


def with_progress(
    inputs: Sequence[_Input], choice: str, name: str = "Parsing", output: str | None = None
) -> Iterator[_Input]:
    """Yield `inputs` and show a progress bar called `name`.

    With `auto`, it appears only if there are several inputs and the output goes to a file: to the file `output`, or to
    standard output if that is None. A terminal, and a pipe to a program that writes to the terminal, would mix with it.
    """
    if choice == "auto" and (len(inputs) < 2 or not (output or console.output_is_file())):
        choice = "never"
    with progress_bar(choice) as bar:
        bar.start(name, len(inputs))
        for item in inputs:
            yield item
            bar.advance(1)
