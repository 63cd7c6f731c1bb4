"""Commands and options with what click lacks: sections in help pages, and shared names of environment variables."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click
from click.core import ParameterSource

from . import console

GENERAL = "General"  # the last section of a help page
_ISOLATED = "newsparse.isolated"  # key of Context.meta
# Options without an environment variable: a variable that was set long ago must not change or delete files.
NO_VARIABLE = frozenset(("--write", "--fix", "--prune", "--overwrite", "--write-baseline", "--isolated", "--finish"))
# Options that do not have the same values in all commands; NEWSPARSE_FORMAT would be wrong for one of them.
_PER_COMMAND = frozenset(("--format", "--output", "--check", "--diff"))


class Option(click.Option):
    """An option in a section of the help page, with the environment variables that `variables` returns."""

    def __init__(self, declarations: Sequence[str], section: str = GENERAL, **attributes: Any) -> None:
        super().__init__(declarations, **attributes)
        self.section = section

    def variables(self, command: str) -> list[str]:
        """Return the names of the environment variables of this option of `command`, the most specific one first."""
        long_name = max(self.opts, key=len)
        if long_name in NO_VARIABLE or self.hidden:
            return []
        suffix = long_name.strip("-").replace("-", "_").upper()
        specific = f"NEWSPARSE_{command.replace('-', '_').upper()}_{suffix}"
        return [specific] if long_name in _PER_COMMAND else [specific, f"NEWSPARSE_{suffix}"]

    def resolve_envvar_value(self, ctx: click.Context) -> str | None:
        """Return the value of the first environment variable that is set and not empty, or None."""
        name = self._variable(ctx)
        return os.environ[name] if name else super().resolve_envvar_value(ctx)

    def _variable(self, ctx: click.Context) -> str | None:
        if _ISOLATED in ctx.meta:
            return None
        return next((name for name in self.variables(ctx.info_name or "") if os.environ.get(name)), None)

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Return how an error message names the option: by its environment variable if the value comes from there."""
        hint = super().get_error_hint(ctx)
        if ctx and self.name and ctx.get_parameter_source(self.name) is ParameterSource.ENVIRONMENT:
            return f"{self._variable(ctx)} ({hint})"
        return hint


def option(section: str, *names: str, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds an `Option` in a section of the help page; the attributes are click's."""
    return click.option(*names, cls=Option, section=section, **attributes)


def _set_verbosity(level: int) -> Callable[[click.Context, click.Parameter, bool], None]:
    def set_level(context: click.Context, parameter: click.Parameter, is_given: bool) -> None:
        if is_given and not context.resilient_parsing:
            console.set_verbosity(level)

    return set_level


def _general_options() -> list[Option]:
    """Return the options of every command, which have an effect by themselves and pass no value to the command."""
    quiet = Option(
        ["-q", "--quiet"],
        is_flag=True,
        expose_value=False,
        callback=_set_verbosity(console.QUIET),
        help="Print errors only: no notes, summaries or progress.",
    )
    verbose = Option(
        ["-v", "--verbose"],
        is_flag=True,
        expose_value=False,
        callback=_set_verbosity(console.VERBOSE),
        help="Also print which files are skipped and why, and timings.",
    )
    isolated = Option(
        ["--isolated"],
        is_flag=True,
        expose_value=False,
        help="Ignore configuration files and NEWSPARSE_* environment variables.",
    )
    return [quiet, verbose, isolated]


class Command(click.Command):
    """A command with the options of every command, and a help page with one section for each kind of option."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        names = {parameter.name for parameter in self.params}
        self.params += [each for each in _general_options() if each.name not in names]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse arguments; with --isolated, options ignore the environment."""
        options = args[: args.index("--")] if "--" in args else args
        if "--isolated" in options:
            ctx.meta[_ISOLATED] = True
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, one section after another, in the order of their first options; GENERAL is the last."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            row = parameter.get_help_record(ctx)
            if row and isinstance(parameter, click.Option):  # some versions of click also list arguments
                sections.setdefault(getattr(parameter, "section", GENERAL), []).append(row)
        sections[GENERAL] = sections.pop(GENERAL)
        write_sections(formatter, sections)


def write_sections(formatter: click.HelpFormatter, sections: dict[str, list[tuple[str, str]]]) -> None:
    """Write lists of terms and descriptions, with all descriptions in one column."""
    width = _column(term for rows in sections.values() for term, _ in rows)
    for title, ((term, description), *rows) in sections.items():
        with formatter.section(title):
            formatter.write_dl([(term.ljust(width), description), *rows], col_max=width)


def _column(terms: Iterable[str], limit: int = 28) -> int:
    """Return the width of the longest term that is not longer than `limit`; longer ones get a line of their own."""
    return max((len(term) for term in terms if len(term) <= limit), default=limit)


def command(function: Callable[..., Any]) -> Command:
    """Make a `Command` of a function whose docstring is the text of the help page."""
    return click.command(cls=Command)(function)
