"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from ..batch import DEFAULT_GLOB, Inputs, find_inputs, read_list

Command = TypeVar("Command", bound=Callable[..., Any])
_WHEN = click.Choice(["auto", "always", "never"])


def inputs(command: Command) -> Command:
    """PATHS and how they are found."""
    for option in (
        click.option("-0", "--null", "nul", is_flag=True, help="The list of --files-from is NUL-separated."),
        click.option(
            "--files-from", metavar="FILE", help="Read more paths from FILE, one a line; - is standard input."
        ),
        click.option(
            "--glob",
            "globs",
            metavar="PATTERN",
            multiple=True,
            default=[DEFAULT_GLOB],
            show_default=True,
            help="Which files of a directory are read; may be given more than once.",
        ),
        click.argument("paths", nargs=-1, type=click.Path()),
    ):
        command = option(command)
    return command


def terminal(command: Command) -> Command:
    """How much a terminal is shown."""
    command = click.option("--progress", type=_WHEN, default="auto", help="A progress bar on standard error.")(command)
    return click.option("--color", type=_WHEN, default="auto", help="Colour; NO_COLOR and FORCE_COLOR count too.")(
        command
    )


def resolve(paths: tuple[str, ...], files_from: str | None, nul: bool, globs: tuple[str, ...]) -> Inputs:
    """The inputs that the options name. Without any, standard input, unless a person sits there."""
    if nul and files_from is None:
        raise click.UsageError("-0 needs --files-from")
    given = list(paths)
    if files_from is not None:
        if files_from == "-" and "-" in paths:
            raise click.UsageError("standard input cannot be both the list of files and an input")
        given += read_list(_read_list(files_from), nul)
    elif not given:
        if sys.stdin is None or sys.stdin.isatty():
            context = click.get_current_context()
            click.echo(context.get_help(), err=True)
            raise click.exceptions.Exit(2)
        given = ["-"]
    return find_inputs(given, globs)


def _read_list(name: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read()
        with open(name, "rb") as file:
            return file.read()
    except OSError as error:
        raise click.UsageError(f"--files-from {name}: {(error.strerror or str(error)).lower()}") from None
