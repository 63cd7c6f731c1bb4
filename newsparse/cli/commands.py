"""Commands and options with what click lacks: sections in help pages, and shared names of environment variables."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from . import console

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from click.types import OptionHelpExtra

GENERAL = "General"
# Sections that several commands have, in the order of help pages. The sections of one command only come first.
_SHARED_SECTIONS = ("Rules", "Repair", "Input", "Reading", "Configuration", "Run", GENERAL)
_DEFAULT = r"\[default: .{,30}\]$"
_NO_BREAK_SPACE = "\u00a0"
_ISOLATED = "newsparse.isolated"  # keys of Context.meta, which the contexts of the program and of a command share
_VERBOSITY = "newsparse.verbosity"
# Options without an environment variable: a variable that was set long ago must not change or delete files.
NO_VARIABLE = frozenset(
    """
    --write --fix --prune --overwrite --write-baseline --finish
    --isolated --stdin-filename
    """.split()
)
# Options that do not have the same values in all commands; NEWSPARSE_FORMAT would be wrong for one of them.
_PER_COMMAND = frozenset(("--format", "--output", "--fields", "--check", "--diff"))


class Choice(click.Choice[str]):
    """A type with a fixed set of values; the message about another value suggests the one that may be meant."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return the message about an invalid value."""
        from .suggestions import did_you_mean  # errors only

        return f"{value!r} is not one of {', '.join(self.choices)}.{did_you_mean(str(value).lower(), self.choices)}"


class Number(click.ParamType):  # type: ignore[type-arg] # not generic in click 8.2
    """A type of numbers of at least `minimum`; with `exclusive`, of larger ones."""

    name = "number"

    def __init__(self, kind: type[int] | type[float], minimum: int, exclusive: bool = False) -> None:
        self._kind, self._minimum, self._exclusive = kind, minimum, exclusive

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | float:
        """Return the value as a number. Raises BadParameter."""
        kind = "whole number" if self._kind is int else "number"
        limit = f"{'more than' if self._exclusive else 'at least'} {self._minimum}"
        try:
            number = self._kind(value)
        except ValueError:
            raise click.BadParameter(f"{value!r} is not a {kind}. Pass a {kind} of {limit}.", ctx, param) from None
        if number > self._minimum or (number == self._minimum and not self._exclusive):
            return number
        raise click.BadParameter(f"{value!r} is too small. Pass a {kind} of {limit}.", ctx, param)  # also for NaN


class Argument(click.Argument):
    """An argument that errors name without brackets."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Return how an error message names the argument."""
        return f"'{(self.name or '').upper()}'"


class Option(click.Option):
    """An option in a section of the help page, with the environment variables that `variables` returns."""

    def __init__(self, declarations: Sequence[str], section: str = GENERAL, **attributes: Any) -> None:
        super().__init__(declarations, **attributes)
        self.section = section
        if type(self.type) is click.Choice:
            self.type = Choice(self.type.choices)

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
        name = self.variable(ctx)
        return os.environ[name] if name else super().resolve_envvar_value(ctx)

    def variable(self, ctx: click.Context) -> str | None:
        """Return the first of the option's environment variables that is set and not empty, or None."""
        if is_isolated(ctx):
            return None
        return next((name for name in self.variables(ctx.info_name or "") if os.environ.get(name)), None)

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Return how an error message names the option: by its environment variable if the value comes from there."""
        hint = f"'{max(self.opts, key=len)}'"
        if ctx and self.name and ctx.get_parameter_source(self.name) is ParameterSource.ENVIRONMENT:
            return f"{self.variable(ctx) or self.envvar} ({hint})"
        return hint

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """Return what follows the help text: the default, but not a range of numbers such as `x>=1`."""
        extra = super().get_help_extra(ctx)
        extra.pop("range", None)
        return extra

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return completions of a value of the option."""
        from .completions import complete_option

        return complete_option(self, incomplete) or super().shell_complete(ctx, incomplete)


def option(section: str, *names: str, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds an `Option` in a section of the help page; the attributes are click's."""
    return click.option(*names, cls=Option, section=section, **attributes)


def is_isolated(context: click.Context) -> bool:
    """Return whether --isolated is given, before or after the command."""
    return _ISOLATED in context.meta


def _set_verbosity(level: int) -> Callable[[click.Context, click.Parameter, bool], None]:
    def set_level(context: click.Context, parameter: click.Parameter, is_given: bool) -> None:
        if not is_given or context.resilient_parsing:
            return
        from_variable = context.get_parameter_source(parameter.name or "") is ParameterSource.ENVIRONMENT
        if context.meta.setdefault(_VERBOSITY, level) == level:
            console.set_verbosity(level)
        elif not from_variable:  # an option has precedence; click processes it first
            raise click.UsageError("--quiet and --verbose cannot be used together. Pass one of them.")

    return set_level


def _set_isolated(context: click.Context, parameter: click.Parameter, is_given: bool) -> bool:
    if is_given:
        context.meta[_ISOLATED] = True
    return is_isolated(context)


def general_options(kind: type[click.Option]) -> list[click.Option]:
    """Return the options of the program and of every command, which pass no value to the command."""

    def switch(*names: str, callback: Callable[..., Any], text: str) -> click.Option:
        return kind([*names], is_flag=True, expose_value=False, callback=callback, help=text)

    return [
        switch(
            "-q",
            "--quiet",
            callback=_set_verbosity(console.QUIET),
            text="Print errors only, without notes, summaries and progress.",
        ),
        switch(
            "-v",
            "--verbose",
            callback=_set_verbosity(console.VERBOSE),
            text="Also print which files are skipped and why, the configuration used, and timings.",
        ),
        switch(
            "--isolated",
            callback=_set_isolated,
            text="Ignore configuration files and NEWSPARSE_* environment variables.",
        ),
    ]


class Command(click.Command):
    """A command with the options of every command, and a help page with one section for each kind of option."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.params += general_options(Option)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse arguments; with --isolated, options ignore the environment."""
        if "--isolated" in (args[: args.index("--")] if "--" in args else args):
            ctx.meta[_ISOLATED] = True
        given = list(args)  # click removes what it has read
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            from .suggestions import unknown_option

            raise unknown_option(error.option_name, given, ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; with --verbose, first print which environment variables set options."""
        if console.shows(console.VERBOSE):
            for parameter in self.params:
                if variable := used_variable(parameter, ctx):
                    console.detail(f"environment variable {variable} sets {max(parameter.opts, key=len)}")
        return super().invoke(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options by section: those of the command in the order of their first options, then shared ones."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            row = parameter.get_help_record(ctx)
            if row and isinstance(parameter, click.Option):  # some versions of click also list arguments
                sections.setdefault(getattr(parameter, "section", GENERAL), []).append(row)
        shared = {title: sections.pop(title) for title in _SHARED_SECTIONS if title in sections}
        write_sections(formatter, {**sections, **shared})


def is_from_environment(parameter: str) -> bool:
    """Return whether an environment variable sets the value of a parameter of the current command."""
    context = click.get_current_context()
    return context.get_parameter_source(parameter) is ParameterSource.ENVIRONMENT


def used_variable(parameter: click.Parameter, context: click.Context) -> str | None:
    """Return the environment variable that sets the value of an option in a context, or None."""
    is_from_variable = context.get_parameter_source(parameter.name or "") is ParameterSource.ENVIRONMENT
    return parameter.variable(context) if is_from_variable and isinstance(parameter, Option) else None


def write_sections(formatter: click.HelpFormatter, sections: dict[str, list[tuple[str, str]]]) -> None:
    """Write lists of terms and descriptions, with all descriptions in one column."""
    width = _column(term for rows in sections.values() for term, _ in rows)
    start = len(formatter.buffer)
    for title, rows in sections.items():
        (term, description), *others = ((term, re.sub(_DEFAULT, _unbroken, text)) for term, text in rows)
        with formatter.section(title):
            formatter.write_dl([(term.ljust(width), description), *others], col_max=width)
    formatter.buffer[start:] = [text.replace(_NO_BREAK_SPACE, " ") for text in formatter.buffer[start:]]


def _unbroken(match: re.Match[str]) -> str:
    """Return matched text with spaces at which no line ends."""
    return match[0].replace(" ", _NO_BREAK_SPACE)


def _column(terms: Iterable[str], limit: int = 28) -> int:
    """Return the width of the longest term that is not longer than `limit`; longer ones get a line of their own."""
    return max((len(term) for term in terms if len(term) <= limit), default=limit)


def command(function: Callable[..., Any]) -> Command:
    """Make a `Command` of a function whose docstring is the text of the help page."""
    return click.command(cls=Command)(function)
