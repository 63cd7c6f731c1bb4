"""Write data to standard output and messages to standard error; colors."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import Any, TextIO

import click

from ..problems import os_error_message
from ..storage import stores
from ..text.characters import printable, visible

STDOUT_PATHS = ("-", "/dev/stdout")  # paths that mean standard output
QUIET, NORMAL, VERBOSE = -1, 0, 1
_verbosity = NORMAL
_started = 0.0
_unwritten_messages: list[str] = []
# Style of a piece of text (see `reports.styles`) -> arguments of click.style
_STYLES: dict[str, dict[str, Any]] = {
    "added": {"fg": "green"},
    "removed": {"fg": "red"},
    "changed": {"fg": "yellow"},
    "position": {"fg": "cyan"},
    "note": {"dim": True},
    "title": {"bold": True},
}


class OutputClosed(Exception):  # noqa: N818 - not an error
    """The reader of standard output has closed it, as `head` does."""


def write(pieces: Iterable[str], color: bool = False) -> None:
    """Write text to standard output as UTF-8, one piece at a time. Raises OutputClosed.

    Surrogates are escaped as in JSON; if standard output is a terminal, control characters are escaped too. `color`
    highlights JSON and YAML.
    """
    highlight = _highlighter() if color else None
    if color or output_is_terminal():
        pieces = map(visible, pieces)
    _write((highlight(piece) if highlight else piece).encode("utf-8", "backslashreplace") for piece in pieces)


def write_bytes(pieces: Iterable[bytes]) -> None:
    """Write bytes to standard output, one piece at a time. Raises OutputClosed.

    For a terminal they are decoded and control characters are escaped.
    """
    if output_is_terminal():
        pieces = (visible(piece.decode("utf-8", "surrogateescape")).encode() for piece in pieces)
    _write(pieces)


def output_is_terminal() -> bool:
    """Return whether standard output is a terminal, which interprets control characters."""
    return is_terminal(sys.stdout)


def output_is_file() -> bool:
    """Return whether standard output is a regular file or the null device, so that no program shows it now."""
    try:
        mode = os.fstat(sys.stdout.fileno()).st_mode
    except (OSError, ValueError, AttributeError):  # closed, or not a file of the system
        return False
    return stat.S_ISREG(mode) or (stat.S_ISCHR(mode) and not output_is_terminal())


def _write(pieces: Iterable[bytes]) -> None:
    if sys.stdout is None:
        raise click.ClickException("Standard output is closed.")
    try:
        for piece in pieces:
            data = memoryview(piece)
            while data:  # an unbuffered stream may write only a part
                data = data[sys.stdout.buffer.write(data) :]
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise OutputClosed from None
    except OSError as error:
        raise click.ClickException(f"standard output: {os_error_message(error)}") from None


def write_report(path: str, data: bytes) -> None:
    """Write a report to a file, atomically, or to standard output if `path` is in STDOUT_PATHS."""
    if path in STDOUT_PATHS:  # opening /dev/stdout would truncate a file that output is redirected to
        write_bytes([data])
        return
    try:
        stores.write(path, data)
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {os_error_message(error)}") from None


def write_styled(pieces: Iterable[tuple[str, str]], choice: str) -> None:
    """Write pieces of style and text to standard output, in color if `choice`, the value of --color, allows it."""
    color = output_color(choice)
    if color or output_is_terminal():
        pieces = ((style, visible(text)) for style, text in pieces)
    _write(line.encode("utf-8", "backslashreplace") for line in styled(pieces, color))


def output_color(choice: str) -> bool:
    """Return whether to color standard output; `choice` is the value of --color."""
    return wants_color(choice, output_is_terminal())


def styled(pieces: Iterable[tuple[str, str]], color: bool) -> Iterator[str]:
    """Yield the lines that pieces of style and text make up, with or without color; line feeds are not colored."""
    line = ""
    for style, text in pieces:
        if color and style in _STYLES:
            body = text.rstrip("\n")
            line += click.style(body, **_STYLES[style]) + text[len(body) :]
        else:
            line += text
        if text.endswith("\n"):
            yield line
            line = ""
    if line:
        yield line


def start() -> None:
    """Prepare for a command line: normal verbosity, time zero, and no message that could not be written."""
    global _started
    set_verbosity(NORMAL)
    _started = perf_counter()
    _unwritten_messages.clear()


def elapsed() -> float:
    """Return the seconds since `start`."""
    return perf_counter() - _started


def set_verbosity(level: int) -> None:
    """Set which messages are printed: with QUIET errors only, with NORMAL also notes, with VERBOSE also details."""
    global _verbosity
    _verbosity = level


def shows(level: int) -> bool:
    """Return whether messages of a level are printed."""
    return level <= _verbosity


def shows_summaries() -> bool:
    """Return whether to print a summary of data: for a person at a terminal, or on request."""
    return shows(VERBOSE) or (shows(NORMAL) and is_terminal(sys.stderr))


def message(source: str, text: str) -> None:
    """Print an error about an input."""
    names = {"-": "standard input", "": "''"}
    error(f"{names.get(source, source)}: {text}")


def note(text: str) -> None:
    """Print a message that is not an error, such as a summary."""
    if shows(NORMAL):
        error(text)


def detail(text: str) -> None:
    """Print a message for --verbose, such as a skipped file."""
    if shows(VERBOSE):
        error(text)


def error(text: str) -> None:
    """Print a message to standard error, with control characters escaped. Never raises OSError."""
    try:  # click's own choice of a stream would bypass the progress bar, which replaces sys.stderr
        click.echo(f"newsparse: {printable(text)}", file=sys.stderr, err=True)
    except OSError:
        _unwritten_messages.append(text)


def show_error(failure: click.ClickException) -> None:
    """Print an error of the command line to standard error, as one line with control characters escaped."""
    if isinstance(failure, click.exceptions.NoArgsIsHelpError):
        failure.show()
        return
    text = printable(failure.format_message().replace("\n\t", " "))  # click puts each choice on a line of its own
    text = text if text.endswith((".", "?")) else f"{text}."
    has_next_step = text.endswith("?") or "Did you mean" in text or "Run '" in text
    if isinstance(failure, click.UsageError) and failure.ctx and not has_next_step:
        text += f" Run '{failure.ctx.command_path} --help' for help."
    click.echo(f"Error: {text}", err=True)


def all_messages_written() -> bool:
    """Return whether every message was written to standard error; if not, only the exit code can report it."""
    return not _unwritten_messages


def wants_color(choice: str, is_terminal: bool) -> bool:
    """Return whether to use color.

    `choice`, the value of --color, decides; if it is `auto`, NO_COLOR, FORCE_COLOR and TERM do, in this order.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal and os.environ.get("TERM") != "dumb")


def is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()  # None if it was closed before the start, as by `2>&-`


def _highlighter() -> Callable[[str], str]:
    """Return a function that colors JSON and YAML."""
    from rich.console import Console
    from rich.highlighter import JSONHighlighter

    console = Console(force_terminal=True, color_system="standard", soft_wrap=True, width=10_000)
    highlighter = JSONHighlighter()

    def highlight(piece: str) -> str:
        with console.capture() as captured:
            console.print(highlighter(piece), end="", soft_wrap=True)
        return captured.get()

    return highlight
