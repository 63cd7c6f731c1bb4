"""Options that several commands share; a command gets the values of a group of options as one argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, NamedTuple

import click

from ..api import DATE_ORDERS, ERRORS, LEVELS, ReadOptions
from ..inputs.search import DEFAULT_GLOB
from ..text.decoding import is_encoding
from ..text.limits import MAX_SIZE, format_size, parse_size
from .commands import GENERAL, Number, option

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
_WHEN = click.Choice(["auto", "always", "never"])


class InputOptions(NamedTuple):
    """The paths on a command line, and how files in directories are selected.

    `files_from` is the path of a list of further paths, which are separated by NUL if `nul`.
    """

    paths: tuple[str, ...]
    globs: tuple[str, ...]
    exclude: tuple[str, ...]
    files_from: str | None
    nul: bool
    hidden: bool
    no_ignore: bool


class TerminalOptions(NamedTuple):
    """When to use color and show a progress bar: `auto`, `always` or `never`."""

    color: str
    progress: str


def group(argument: str, make_value: Callable[..., Any], names: Iterable[str], *options: Decorator) -> Decorator:
    """Return a decorator that adds `options`, in this order, to a command.

    The command gets the values of the options called `names` as one `argument`, whose value is that of `make_value`,
    called with these values by name.
    """
    names = tuple(names)

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def grouped(**values: Any) -> Any:
            value = make_value(**{name: values.pop(name) for name in names})
            return command(**{argument: value}, **values)

        decorated: Callable[..., Any] = grouped
        for each in reversed(options):  # the help lists the option that is added last first
            decorated = each(decorated)
        return decorated

    return decorate


def file_name(context: click.Context, parameter: click.Parameter, name: str | None) -> str | None:
    """Return a file name. Raises BadParameter for an empty one, which comes from an unset variable of a shell."""
    if name == "":
        raise click.BadParameter("The file name is empty.", context, parameter)
    return name


def _check_encoding(context: click.Context, parameter: click.Parameter, name: str | None) -> str | None:
    if name is not None and not is_encoding(name):
        message = f"Unknown encoding {name!r}. Pass a name that Python knows, such as windows-1252."
        raise click.BadParameter(message, context, parameter)
    return name


def _parse_max_size(context: click.Context, parameter: click.Parameter, text: str | None) -> int | None:
    size = None if text is None else parse_size(text)
    if text is not None and size is None:
        message = f"{text!r} is not a size. Pass a number with a unit, such as 500MB or 2GiB, or none."
        raise click.BadParameter(message, context, parameter)
    return size


def _make_read_options(**values: Any) -> ReadOptions:
    return ReadOptions(**{name: value for name, value in values.items() if value is not None})


encoding = option(
    "Reading",
    "--encoding",
    metavar="NAME",
    callback=_check_encoding,
    help="Encoding of inputs without a byte-order mark, such as windows-1252.  [default: UTF-8]",
)
max_size = option(
    "Reading",
    "--max-size",
    metavar="SIZE",
    callback=_parse_max_size,
    help="Largest file to read, after decompression, such as 500MB, 2GiB or none. Standard input and pipes have no "
    f"limit.  [default: {format_size(MAX_SIZE)}]",
)
date_order = option(
    "Reading",
    "--date-order",
    type=click.Choice(DATE_ORDERS),
    help="Field order of ambiguous dates such as 01/02/2022.  [default: report them as ambiguous]",
)
jobs = option(
    "Run",
    "-j",
    "--jobs",
    type=Number(int, 1),
    metavar="N",
    help="Number of worker processes; the output is the same for any number.  [default: number of usable cores]",
)
color = option(
    GENERAL,
    "--color",
    type=_WHEN,
    metavar="WHEN",
    default="auto",
    help="Color on standard output: always, never, or auto, on a terminal. The environment variables NO_COLOR and "
    "FORCE_COLOR change auto.  [default: auto]",
)
_errors = option(
    "Reading",
    "--errors",
    type=click.Choice(ERRORS),
    default="strict",
    show_default=True,
    help="Bytes that are invalid in the encoding: strict fails the input, replace reads them as U+FFFD and reports "
    "a problem.",
)
_repair = option(
    "Repair",
    "--repair",
    type=click.Choice(LEVELS),
    default="safe",
    show_default=True,
    help="Body repairs to make: safe (confidence of at least 0.9), all (at least 0.5) or none.",
)

# The options for reading news files, and for reading plain text. The argument is `reading`, a ReadOptions.
reading = group(
    "reading",
    _make_read_options,
    ("date_order", "errors", "repair", "encoding", "max_size"),
    _repair,
    date_order,
    encoding,
    _errors,
    max_size,
)
text_reading = group("reading", _make_read_options, ("repair", "encoding", "max_size"), _repair, encoding, max_size)

# The paths, and the options that select files. The argument is `inputs`, an InputOptions.
inputs = group(
    "inputs",
    InputOptions,
    InputOptions._fields,
    click.argument("paths", nargs=-1, type=click.Path(readable=False)),
    option(
        "Input",
        "--glob",
        "globs",
        metavar="PATTERN",
        multiple=True,
        help=f"Files to read in directories. Repeatable.  [default: {DEFAULT_GLOB}]",
    ),
    option("Input", "--exclude", metavar="PATTERN", multiple=True, help="Files and directories to skip. Repeatable."),
    option(
        "Input",
        "--files-from",
        metavar="FILE",
        callback=file_name,
        help="Read further paths from FILE, one per line; - is standard input.",
    ),
    option(
        "Input",
        "-0",
        "--null",
        "nul",
        is_flag=True,
        help="The paths in --files-from end with NUL instead of a line ending.",
    ),
    option("Input", "--hidden", is_flag=True, help="Include hidden files and directories."),
    option("Input", "--no-ignore", is_flag=True, help="Include files that git ignores."),
)

# The argument is `terminal`, a TerminalOptions.
terminal = group(
    "terminal",
    TerminalOptions,
    TerminalOptions._fields,
    color,
    option(
        GENERAL,
        "--progress",
        type=_WHEN,
        metavar="WHEN",
        default="auto",
        help="Progress bar on standard error: always, never, or auto, on a terminal.  [default: auto]",
    ),
)
