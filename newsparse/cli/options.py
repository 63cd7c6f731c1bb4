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

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
_WHEN = click.Choice(["auto", "always", "never"])


class InputOptions(NamedTuple):
    """The paths on a command line, and how files in directories are selected.

    `files_from` is the path of a list of further paths, which are separated by NUL if `nul`.
    """

    paths: tuple[str, ...]
    globs: tuple[str, ...]
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
        for option in reversed(options):  # the help lists the option that is added last first
            decorated = option(decorated)
        return decorated

    return decorate


def file_name(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
    """Return a file name. Raises BadParameter for an empty one, which comes from an unset variable of a shell."""
    if name == "":
        raise click.BadParameter("the name of a file is empty", context, option)
    return name


def _check_encoding(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
    if name is not None and not is_encoding(name):
        raise click.BadParameter(f"{name!r} is not the name of an encoding", param_hint="--encoding")
    return name


def _parse_max_size(context: click.Context, option: click.Parameter, text: str | None) -> int | None:
    size = None if text is None else parse_size(text)
    if text is not None and size is None:
        raise click.BadParameter(f"{text!r} is not a size like 500MB, 2GiB or none", param_hint="--max-size")
    return size


def _make_read_options(**values: Any) -> ReadOptions:
    return ReadOptions(**{name: value for name, value in values.items() if value is not None})


encoding = click.option(
    "--encoding",
    metavar="NAME",
    callback=_check_encoding,
    help="Encoding of files without a byte-order mark.  [default: UTF-8]",
)
max_size = click.option(
    "--max-size",
    metavar="SIZE",
    callback=_parse_max_size,
    help="Largest file to read, unpacked, such as 500MB, 2GiB or none. Standard input and pipes have no limit.  "
    f"[default: {format_size(MAX_SIZE)}]",
)
date_order = click.option(
    "--date-order", type=click.Choice(DATE_ORDERS), help="Read dates like 01/02/2022 so.  [default: not at all]"
)
_errors = click.option(
    "--errors",
    type=click.Choice(ERRORS),
    default="strict",
    show_default=True,
    help="Bytes that are not valid: an error, or U+FFFD and a problem.",
)
_repair = click.option(
    "--repair",
    type=click.Choice(LEVELS),
    default="safe",
    show_default=True,
    help="Which repairs are made: those that are sure, all, none.",
)

# The options for reading news files, and for reading plain text. The argument is `reading`, a ReadOptions.
reading = group(
    "reading",
    _make_read_options,
    ("date_order", "errors", "repair", "encoding", "max_size"),
    date_order,
    _errors,
    _repair,
    encoding,
    max_size,
)
text_reading = group("reading", _make_read_options, ("repair", "encoding", "max_size"), _repair, encoding, max_size)

# The paths, and the options that select files. The argument is `inputs`, an InputOptions.
inputs = group(
    "inputs",
    InputOptions,
    InputOptions._fields,
    click.argument("paths", nargs=-1, type=click.Path(readable=False)),
    click.option(
        "--glob",
        "globs",
        metavar="PATTERN",
        multiple=True,
        help=f"Which files of a directory are read; may be given more than once.  [default: {DEFAULT_GLOB}]",
    ),
    click.option(
        "--files-from",
        metavar="FILE",
        callback=file_name,
        help="Read more paths from FILE, one a line; - is standard input.",
    ),
    click.option("-0", "--null", "nul", is_flag=True, help="The list of --files-from is NUL-separated."),
    click.option("--hidden", is_flag=True, help="Also read hidden files and folders of directories."),
    click.option("--no-ignore", is_flag=True, help="Also read files of directories that git ignores."),
)

# The argument is `terminal`, a TerminalOptions.
terminal = group(
    "terminal",
    TerminalOptions,
    TerminalOptions._fields,
    click.option("--color", type=_WHEN, default="auto", help="Colour; NO_COLOR and FORCE_COLOR count too."),
    click.option("--progress", type=_WHEN, default="auto", help="A progress bar on standard error."),
)
