"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, Generic, NamedTuple, TypeVar

import click

from ..article import ErrorRecord
from ..body import LEVELS
from ..dates.calendar_date import ORDERS
from ..inputs.reader import STDIN, standard_input
from ..inputs.search import DEFAULT_GLOB, Inputs, Search, listed, read_list
from ..problems import INTERNAL, InputError, unreadable
from ..storage import stores
from ..storage.reading import read_stream
from ..text.decoding import ERRORS, is_encoding
from ..text.limits import HEAD, MAX_SIZE, format_size, parse_size
from . import console

_Record = TypeVar("_Record")
Command = TypeVar("Command", bound=Callable[..., Any])
_WHEN = click.Choice(["auto", "always", "never"])


class Named(NamedTuple):
    """The inputs that a command line asks for."""

    paths: tuple[str, ...]
    files_from: str | None
    nul: bool
    globs: tuple[str, ...]
    hidden: bool
    no_ignore: bool


def inputs(command: Command) -> Callable[..., Any]:
    """PATHS and how they are found, which the command gets as one: `asked`, a Named."""

    @wraps(command)
    def bundled(**given: Any) -> Any:
        return command(asked=Named(**{name: given.pop(name) for name in Named._fields}), **given)

    for option in (
        click.option("--no-ignore", is_flag=True, help="Also read files of directories that git ignores."),
        click.option("--hidden", is_flag=True, help="Also read hidden files and folders of directories."),
        click.option("-0", "--null", "nul", is_flag=True, help="The list of --files-from is NUL-separated."),
        click.option(
            "--files-from",
            metavar="FILE",
            callback=file_name,
            help="Read more paths from FILE, one a line; - is standard input.",
        ),
        click.option(
            "--glob",
            "globs",
            metavar="PATTERN",
            multiple=True,
            help=f"Which files of a directory are read; may be given more than once.  [default: {DEFAULT_GLOB}]",
        ),
        click.argument("paths", nargs=-1, type=click.Path(readable=False)),
    ):
        bundled = option(bundled)
    return bundled


def file_name(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
    """Refuse an empty file name, which an unset variable of a shell gives."""
    if name == "":
        raise click.BadParameter("the name of a file is empty", context, option)
    return name


def encoding(command: Command) -> Command:
    """Options for how inputs are decoded, and how large they may be."""
    command = click.option("--max-size", metavar="SIZE", callback=_max_size,
                           help="Largest file to read, unpacked, such as 500MB, 2GiB or none. Standard input and pipes "
                           f"have no limit.  [default: {format_size(MAX_SIZE)}]")(command)  # fmt: skip
    return click.option(
        "--encoding",
        metavar="NAME",
        callback=_encoding,
        help="Encoding of files without a byte-order mark.  [default: UTF-8]",
    )(command)


def values(command: Command) -> Command:
    """What becomes of dates that could mean two days, and of bytes that are not valid."""
    command = click.option("--errors", type=click.Choice(ERRORS), default="strict", show_default=True,
                           help="Bytes that are not valid: an error, or U+FFFD and a problem.")(command)  # fmt: skip
    return date_order(command)


def date_order(command: Command) -> Command:
    """How numeric dates are read."""
    return click.option("--date-order", type=click.Choice(ORDERS),
                        help="Read dates like 01/02/2022 so.  [default: not at all]")(command)  # fmt: skip


def reading(command: Command) -> Command:
    """How inputs are read and how much is repaired."""
    return click.option("--repair", "level", type=click.Choice(LEVELS), default="safe", show_default=True,
                        help="Which repairs are made: those that are sure, all, none.")(encoding(command))  # fmt: skip


def _encoding(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
    if name is not None and not is_encoding(name):
        raise click.BadParameter(f"{name!r} is not the name of an encoding", param_hint="--encoding")
    return name


def _max_size(context: click.Context, option: click.Parameter, text: str | None) -> int:
    size = MAX_SIZE if text is None else parse_size(text)
    if size is None:
        raise click.BadParameter(f"{text!r} is not a size like 500MB, 2GiB or none", param_hint="--max-size")
    return size


def terminal(command: Command) -> Command:
    """How much a terminal is shown."""
    command = click.option("--progress", type=_WHEN, default="auto", help="A progress bar on standard error.")(command)
    return click.option("--color", type=_WHEN, default="auto", help="Colour; NO_COLOR and FORCE_COLOR count too.")(
        command
    )


class Reported(Generic[_Record]):
    """Records, with one message for each error record; `code` is the exit code of those so far."""

    def __init__(self, records: Iterable[_Record]) -> None:
        self._records, self.code = records, 0

    def __iter__(self) -> Iterator[_Record]:
        for record in self._records:
            if isinstance(record, ErrorRecord):
                self.code = max(self.code, 2 if record.code in INTERNAL else 1)
                console.message(record.source, record.message)
            yield record


def resolve(asked: Named, excluded: Callable[[str], bool] | None = None, force: bool = False) -> Inputs:
    """The inputs that are asked for, as a list; what gave none is told."""
    found = listed(search(asked, excluded, force))
    tell(found, asked)
    return found


def search(asked: Named, excluded: Callable[[str], bool] | None = None, force: bool = False) -> Search:
    """The inputs that are asked for, one by one; when all have come, `tell` what gave none."""
    globs = asked.globs or (DEFAULT_GLOB,)
    return Search(_given(asked), globs, excluded, force, hidden=asked.hidden, ignore=not asked.no_ignore)


def _given(asked: Named) -> list[str]:
    """The paths that are named. Without any option or path it is standard input, unless a person sits there."""
    if asked.nul and asked.files_from is None:
        raise click.UsageError("-0 needs --files-from")
    given = list(asked.paths)
    if asked.files_from is not None:
        if asked.files_from == "-" and "-" in asked.paths:
            raise click.UsageError("standard input cannot be both the list of files and an input")
        given += _read_list(asked.files_from, asked.nul)
    elif not given:
        if sys.stdin is None or sys.stdin.isatty():
            context = click.get_current_context()
            click.echo(context.get_help(), err=True)
            raise click.exceptions.Exit(2)
        given = ["-"]
    return given


def tell(found: Inputs | Search, asked: Named) -> None:
    """Say what of a search that has ended gave no inputs."""
    if found.note:
        console.note(found.note)
    wanted = ", ".join(asked.globs or (DEFAULT_GLOB,))
    for path in found.empty:
        ignored = found.ignored.get(path)
        why = f"{ignored} ignored by .gitignore; see --no-ignore" if ignored else "see --glob"
        console.message(path, f"no news files in this directory (looked for {wanted}; {why})")
    if not (found.total or found.empty or found.left_out):
        console.message("--files-from", "the list is empty")


def selection_code(found: Inputs | Search, named: Named) -> int:
    """The exit code that the selection of inputs calls for: 2 if a path on the command line does not exist, a
    directory holds no news file, or nothing is selected; else 0. Excluded files count as selected."""
    nothing = bool(found.empty) or not (found.total or found.left_out)
    return 2 if nothing or any(map(_is_missing, named.paths)) else 0


def _is_missing(path: str) -> bool:
    try:
        return path != STDIN and not stores.exists(path)
    except (OSError, ValueError):  # a store that does not answer, a name with a NUL: its record says so
        return False


def _read_list(name: str, nul: bool) -> list[str]:
    """The paths in a list of files. Raises ClickException for one that cannot be read, is larger than MAX_SIZE,
    or holds what is no path: one of HEAD bytes, or NULs that separate paths."""

    def is_no_list(head: bytes) -> bool:
        return not head.strip(b"\0") or b"\0" not in head if nul else b"\0" in head or b"\n" not in head

    try:
        data = read_stream(standard_input(), MAX_SIZE, is_no_list) if name == "-" else (
            stores.read_input(name, MAX_SIZE, is_no_list, pipes=True))  # fmt: skip
    except InputError as error:
        raise click.ClickException(f"standard input: {error.message}") from None
    except OSError as error:
        raise click.ClickException(f"--files-from {name}: {unreadable(error, is_input=False)}") from None
    separated = not nul and (data.endswith(b"\0") or (len(data) >= HEAD and b"\0" in data[:HEAD]))
    paths = read_list(data, nul)
    if separated or (len(data) >= HEAD and is_no_list(data[:HEAD])) or any(len(path) >= HEAD for path in paths):
        advice = "; pass -0 for paths that are separated by NUL" if separated else ""
        raise click.ClickException(f"--files-from {name}: not a list of paths{advice}")
    return paths
