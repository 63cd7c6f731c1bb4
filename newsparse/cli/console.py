"""Standard output is data, standard error is messages: how both are written."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TextIO, TypeVar

import click

from ..problems import reason
from ..storage import stores
from ..text.characters import printable, visible

_Input = TypeVar("_Input")


_unsaid: list[str] = []
OUTPUT = ("-", "/dev/stdout")  # paths that mean standard output


class OutputClosed(Exception):  # noqa: N818 - an end, not an error
    """The reader of standard output has gone, as `head` does."""


def write(pieces: Iterable[str], colour: bool = False) -> None:
    """Write text to standard output as UTF-8, each piece at once; raises OutputClosed.

    A file name that is not valid Unicode is escaped, as in JSON. A terminal gets control characters escaped, too.
    """
    show = _highlighter() if colour else None
    if colour or output_is_terminal():
        pieces = map(visible, pieces)
    _write((show(piece) if show else piece).encode("utf-8", "backslashreplace") for piece in pieces)


def write_bytes(pieces: Iterable[bytes]) -> None:
    """Write bytes to standard output, each piece at once; raises OutputClosed.

    A terminal gets them as text, with control characters escaped.
    """
    if output_is_terminal():
        pieces = (visible(piece.decode("utf-8", "surrogateescape")).encode() for piece in pieces)
    _write(pieces)


def output_is_terminal() -> bool:
    """Whether standard output is a terminal, which obeys control characters."""
    return _is_terminal(sys.stdout)


def _write(pieces: Iterable[bytes]) -> None:
    if sys.stdout is None:
        raise click.ClickException("standard output is closed")
    try:
        for piece in pieces:
            data = memoryview(piece)
            while data:  # an unbuffered stream may take a part only
                data = data[sys.stdout.buffer.write(data) :]
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise OutputClosed from None
    except OSError as error:
        raise click.ClickException(f"standard output: {reason(error)}") from None


def write_report(path: str, data: bytes) -> None:
    """Write a report into a file, whole, or to standard output where the path is `-`."""
    if path in OUTPUT:  # a file there would be emptied by the system
        write_bytes([data])
        return
    try:
        stores.write(path, data)
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {reason(error)}") from None


_STYLES: dict[str, dict[str, Any]] = {
    "added": {"fg": "green"}, "removed": {"fg": "red"}, "changed": {"fg": "yellow"},
    "place": {"fg": "cyan"}, "note": {"dim": True}, "title": {"bold": True},
}  # fmt: skip


def write_styled(pieces: Iterable[tuple[str, str]], choice: str) -> None:
    """Write pieces that carry a style's name to standard output, in colour where `--color` and it allow that."""
    colour = output_colour(choice)
    if colour or output_is_terminal():
        pieces = ((style, visible(text)) for style, text in pieces)
    _write(line.encode("utf-8", "backslashreplace") for line in styled(pieces, colour))


def output_colour(choice: str) -> bool:
    """Whether what is written to standard output is in colour."""
    return wants_colour(choice, output_is_terminal())


def styled(pieces: Iterable[tuple[str, str]], colour: bool) -> Iterator[str]:
    """The lines of pieces that carry a style's name, in colour or not; line feeds stay outside the colours."""
    line = ""
    for style, text in pieces:
        if colour and style in _STYLES:
            body = text.rstrip("\n")
            line += click.style(body, **_STYLES[style]) + text[len(body) :]
        else:
            line += text
        if text.endswith("\n"):
            yield line
            line = ""
    if line:
        yield line


def message(source: str, text: str) -> None:
    """One line on standard error about an input."""
    note(f"{'standard input' if source == '-' else source}: {text}")


def note(text: str) -> None:
    """One line on standard error, control characters escaped. A failure to write it stops nothing."""
    try:
        click.echo(f"newsparse: {printable(text)}", err=True)
    except OSError:
        _unsaid.append(text)


def show_error(error: click.ClickException) -> None:
    """An error of the command line on standard error, as click prints it, with control characters escaped."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    lines = [f"Error: {printable(error.format_message().replace(chr(10) + chr(9), ' '))}"]  # choices stand one a line
    if isinstance(error, click.UsageError) and error.ctx:
        context = error.ctx
        lines = [context.get_usage(), f"Try '{context.command_path} --help' for help.", "", *lines]
    click.echo("\n".join(lines), err=True)


def all_said() -> bool:
    """Whether every line for standard error was written; if not, only the exit code can tell."""
    return not _unsaid


def wants_colour(choice: str, terminal: bool) -> bool:
    """What `--color`, NO_COLOR, FORCE_COLOR and the stream say, in that order."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (terminal and os.environ.get("TERM") != "dumb")


class Bar:
    """A progress bar on standard error, or what takes its place where none is wanted."""

    def total(self, name: str, steps: int) -> None:
        """Say what is done from now on, and how many steps that is."""

    def advance(self, steps: int) -> None:
        """Say that so many steps are done."""


class _Shy(io.StringIO):
    """A stream for what may be lost: where it cannot be written, the work goes on."""

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
def bar(choice: str) -> Iterator[Bar]:
    """A progress bar with rate and time left on standard error, where that is wanted."""
    if sys.stderr is None or choice == "never" or (choice == "auto" and not _is_terminal(sys.stderr)):
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f} a second" if task.speed else "")

    class Shown(Bar):
        def total(self, name: str, steps: int) -> None:
            progress.reset(task, description=name, total=steps)

        def advance(self, steps: int) -> None:
            progress.advance(task, steps)

    console = Console(file=_Shy(sys.stderr), force_terminal=True if choice == "always" else None)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(""), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Finding", total=None)
        yield Shown()


def shown(inputs: Sequence[_Input], choice: str) -> Iterator[_Input]:
    """`inputs`, with a progress bar over them where that is wanted; by itself where standard output is no terminal."""
    if choice == "auto" and (len(inputs) < 2 or _is_terminal(sys.stdout)):
        choice = "never"
    with bar(choice) as progress:
        progress.total("Parsing", len(inputs))
        for item in inputs:
            yield item
            progress.advance(1)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()  # it is None where it was closed before the start: 2>&-


def _highlighter() -> Callable[[str], str]:
    """A function that gives a piece of JSON or YAML back with colours."""
    from rich.console import Console
    from rich.highlighter import JSONHighlighter

    console = Console(force_terminal=True, color_system="standard", soft_wrap=True, width=10_000)
    highlighter = JSONHighlighter()

    def show(piece: str) -> str:
        with console.capture() as captured:
            console.print(highlighter(piece), end="", soft_wrap=True)
        return captured.get()

    return show
