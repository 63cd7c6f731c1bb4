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
from . import options
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
    exclude: tuple[str, ...]
    force_exclude: bool
    config_path: str | None
    isolated: bool
    encoding: str | None
    max_size: int | None


def _parse_rules(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> RuleNames:
    """Return the names in comma-separated lists of rules. Raises BadParameter for an unknown one."""
    names = tuple(name for value in values for item in value.split(",") if (name := item.strip()))
    if wrong := unknown_names(names):
        raise click.BadParameter(unknown_rule_message(wrong[0]), context, option)
    if values and not names:
        raise click.BadParameter("it names no rule", context, option)
    return names


def _parse_per_file(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, RuleNames]:
    """Return the rules by pattern from texts PATTERN:CODES; the rules of equal patterns add up."""
    found: dict[str, RuleNames] = {}
    for value in values:
        pattern, _, names = value.rpartition(":")
        if not pattern:
            raise click.BadParameter(f"{value!r} is not PATTERN:CODES", context, option)
        found[pattern] = found.get(pattern, ()) + _parse_rules(context, option, (names,))
    return found


def _parse_today(context: click.Context, option: click.Parameter, value: str | None) -> date:
    try:
        return date.today() if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date like 2022-01-11", context, option) from None


# The argument is `rules`, a RuleOptions.
rule_options = options.group(
    "rules",
    RuleOptions,
    RuleOptions._fields,
    click.option(
        "--select",
        metavar="CODES",
        multiple=True,
        callback=_parse_rules,
        help="The rules that are asked, by code, its beginning or name; comma-separated.  [default: all]",
    ),
    click.option(
        "--extend-select",
        "extend",
        metavar="CODES",
        multiple=True,
        callback=_parse_rules,
        help="Rules that are asked besides.",
    ),
    click.option(
        "--ignore",
        metavar="CODES",
        multiple=True,
        callback=_parse_rules,
        help="Rules, or beginnings of their codes, that are not asked.",
    ),
    click.option(
        "--per-file-ignores",
        "per_file",
        metavar="PATTERN:CODES",
        multiple=True,
        callback=_parse_per_file,
        help="Rules that are not asked of files that match.",
    ),
    options.date_order,
    click.option("--today", metavar="DATE", callback=_parse_today, help="What is later is in the future."),
    click.option("--exclude", metavar="PATTERN", multiple=True, help="Files or folders that are left out."),
    click.option("--force-exclude", is_flag=True, help="Leave out excluded files also where they are named."),
    click.option(
        "--config",
        "config_path",
        metavar="FILE",
        callback=options.file_name,
        help="The configuration file.  [default: the nearest]",
    ),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
    options.encoding,
    options.max_size,
)


def load_config(rules: RuleOptions, inputs: options.InputOptions) -> Config:
    """Return the configuration: the values of the configuration file, overridden or extended by the options.

    Raises UsageError or ClickException.
    """
    if rules.config_path and rules.isolated:
        raise click.UsageError("--isolated and --config cannot be used together")
    try:
        path = None if rules.isolated else rules.config_path or find_config()
        config = read_config(path) if path else Config()
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    return dataclasses.replace(
        config,
        settings=_settings(config.settings, rules),
        exclude=(*config.exclude, *rules.exclude),
        force_exclude=config.force_exclude or rules.force_exclude,
        globs=inputs.globs or config.globs or (DEFAULT_GLOB,),
        encoding=rules.encoding or config.encoding,
        max_size=config.max_size if rules.max_size is None else rules.max_size,
    )


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
