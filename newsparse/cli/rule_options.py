"""The options that `check` and `fix` share: rules, the configuration file, excluded files, and how files are read."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import click

from ..api import DateOrder
from ..checks.settings import Selection, Settings, exclusion, unknown_names, unknown_rule_message
from ..inputs.reader import STDIN
from ..inputs.search import DEFAULT_GLOB, Inputs
from . import console, options
from .commands import is_isolated, option
from .config import Config, ConfigError, find_config, read_config
from .inputs import find_inputs

RuleNames = tuple[str, ...]  # each a code, a prefix of codes, or a name


class RuleOptions(NamedTuple):
    """The values of the options; None, an empty tuple or False if an option is not given."""

    select: RuleNames
    extend: RuleNames
    ignore: RuleNames
    per_file: Mapping[str, RuleNames]
    date_order: DateOrder | None
    today: date
    force_exclude: bool
    config_path: str | None
    stdin_filename: str | None
    encoding: str | None
    max_size: int | None


def _parse_rules(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> RuleNames:
    """Return the names in comma-separated lists of rules. Raises BadParameter for an unknown one."""
    names = tuple(name for value in values for item in value.split(",") if (name := item.strip()))
    if wrong := unknown_names(names):
        raise click.BadParameter(unknown_rule_message(wrong[0]), context, parameter)
    if values and not names:
        raise click.BadParameter("The list of rules is empty. Pass codes, prefixes or names.", context, parameter)
    return names


def _parse_per_file(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, RuleNames]:
    """Return the rules by pattern from texts PATTERN:CODES; the rules of equal patterns add up."""
    found: dict[str, RuleNames] = {}
    for value in values:
        pattern, _, names = value.rpartition(":")
        if not pattern:
            raise click.BadParameter(
                f"{value!r} is not of the form PATTERN:CODES, such as 'drafts/*:N3'.", context, parameter
            )
        found[pattern] = found.get(pattern, ()) + _parse_rules(context, parameter, (names,))
    return found


def _parse_today(context: click.Context, parameter: click.Parameter, value: str | None) -> date:
    try:
        return date.today() if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date. Pass one such as 2022-01-11.", context, parameter) from None


# The argument is `rules`, a RuleOptions.
rule_options = options.group(
    "rules",
    RuleOptions,
    RuleOptions._fields,
    option(
        "Rules",
        "--select",
        metavar="CODES",
        multiple=True,
        callback=_parse_rules,
        help="Rules to run: codes, code prefixes or names, separated by commas.  [default: all rules]",
    ),
    option(
        "Rules",
        "--extend-select",
        "extend",
        metavar="CODES",
        multiple=True,
        callback=_parse_rules,
        help="Rules to run in addition to the selected ones.",
    ),
    option(
        "Rules",
        "--ignore",
        metavar="CODES",
        multiple=True,
        callback=_parse_rules,
        help="Rules to disable. If --select names the same rule, the longer prefix takes precedence.",
    ),
    option(
        "Rules",
        "--per-file-ignores",
        "per_file",
        metavar="PATTERN:CODES",
        multiple=True,
        callback=_parse_per_file,
        help="Rules to disable in files that match PATTERN. Repeatable.",
    ),
    option(
        "Rules",
        "--today",
        metavar="DATE",
        callback=_parse_today,
        help="Report published times after DATE as future dates.  [default: the current date]",
    ),
    option(
        "Input",
        "--force-exclude",
        is_flag=True,
        help="Exclude files that match even if they are named on the command line.",
    ),
    option(
        "Input",
        "--stdin-filename",
        metavar="FILE",
        callback=options.file_name,
        help="Name of standard input in reports, baselines and --per-file-ignores. The file is not read.",
    ),
    options.date_order,
    options.encoding,
    options.max_size,
    option(
        "Configuration",
        "--config",
        "config_path",
        metavar="FILE",
        callback=options.file_name,
        help="Configuration file.  [default: the nearest newsparse.toml or pyproject.toml in the current directory or "
        "its parent directories]",
    ),
)


def load_config(rules: RuleOptions, inputs: options.InputOptions) -> Config:
    """Return the configuration: the values of the configuration file, overridden or extended by the options.

    With --isolated, no configuration file is read. Raises UsageError or ClickException.
    """
    config = _read_config(rules.config_path)
    return dataclasses.replace(
        config,
        settings=_settings(config.settings, rules),
        exclude=(*config.exclude, *inputs.exclude),
        force_exclude=config.force_exclude or rules.force_exclude,
        globs=inputs.globs or config.globs or (DEFAULT_GLOB,),
        encoding=rules.encoding or config.encoding,
        max_size=config.max_size if rules.max_size is None else rules.max_size,
    )


def _read_config(path: str | None) -> Config:
    """Return the values of the configuration file at `path`, by default of the nearest one."""
    context = click.get_current_context(silent=True)
    isolated = context is not None and is_isolated(context)
    if path and isolated:
        raise click.UsageError("--isolated and --config cannot be used together.")
    try:
        path = None if isolated else path or find_config()
        config = read_config(path) if path else Config()
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    console.detail(f"configuration file: {path or 'none'}")
    return config


def _settings(settings: Settings, rules: RuleOptions) -> Settings:
    selection = Selection(rules.select or None, rules.extend, rules.ignore)
    per_file = dict(settings.per_file_ignores)
    for pattern, names in rules.per_file.items():
        per_file[pattern] = (*per_file.get(pattern, ()), *names)
    return dataclasses.replace(
        settings,
        selections=(*settings.selections, selection),
        per_file_ignores=per_file,
        date_order=rules.date_order or settings.date_order,
        today=rules.today,
    )


def select_inputs(inputs: options.InputOptions, config: Config, default: str = STDIN) -> Inputs:
    """Return the inputs that the options and the configuration select, and report the directories without any.

    `default` is the path that is read if the command line has none.
    """
    excluded = exclusion(config.exclude, config.settings.root)
    return find_inputs(inputs._replace(globs=config.globs), excluded, config.force_exclude, default)


def stdin_name(rules: RuleOptions, found: Inputs) -> str:
    """Return the name of standard input in reports. Raises UsageError if there is one, but also another input."""
    if rules.stdin_filename and [path for path, _ in found.paths] != [STDIN]:
        raise click.UsageError("--stdin-filename needs standard input as the only input. Pass - as the path.")
    return rules.stdin_filename or STDIN
