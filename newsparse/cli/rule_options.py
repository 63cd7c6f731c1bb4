"""Options that check and fix share: which rules, which configuration, which files are left out."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import click

from ..checks.settings import Selection, Settings, excluded_by, no_such_rule, unknown
from ..inputs.search import DEFAULT_GLOB, Inputs
from . import options
from .config import Config, ConfigError, find_config, read_config

_Chosen = dict[str, Any]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _codes(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(name for text in given for name in _names(text))
    if wrong := unknown(names):
        raise click.BadParameter(no_such_rule(wrong[0]), context, option)
    if given and not names:
        raise click.BadParameter("it names no rule", context, option)
    return names


def _per_file(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text in given:
        pattern, colon, names = text.rpartition(":")
        if not colon or not pattern:
            raise click.BadParameter(f"{text!r} is not PATTERN:CODES", context, option)
        found[pattern] = found.get(pattern, ()) + _codes(context, option, (names,))
    return found


def _today(context: click.Context, option: click.Parameter, given: str | None) -> date:
    try:
        return date.today() if given is None else date.fromisoformat(given)
    except ValueError:
        raise click.BadParameter(f"{given!r} is not a date like 2022-01-11", context, option) from None


def rules(command: options.Command) -> options.Command:
    """Which rules are asked, what they ask for, and which files are left out."""
    for option in (
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option("--config", "config_path", metavar="FILE", callback=options.file_name,
                     help="The configuration file.  [default: the nearest]"),
        click.option("--force-exclude", is_flag=True, help="Leave out excluded files also where they are named."),
        click.option("--exclude", metavar="PATTERN", multiple=True, help="Files or folders that are left out."),
        click.option("--today", metavar="DATE", callback=_today, help="What is later is in the future."),
        options.date_order,
        click.option("--per-file-ignores", "per_file", metavar="PATTERN:CODES", multiple=True, callback=_per_file,
                     help="Rules that are not asked of files that match."),
        click.option("--ignore", metavar="CODES", multiple=True, callback=_codes,
                     help="Rules, or beginnings of their codes, that are not asked."),
        click.option("--extend-select", "extend", metavar="CODES", multiple=True, callback=_codes,
                     help="Rules that are asked besides."),
        click.option("--select", metavar="CODES", multiple=True, callback=_codes,
                     help="The rules that are asked, by code, its beginning or name; comma-separated.  [default: all]"),
    ):  # fmt: skip
        command = option(command)
    return command


def configured(chosen: _Chosen) -> Config:
    """The configuration with what the command line says besides and instead; its options are in `chosen`."""
    path, isolated = chosen["config_path"], chosen["isolated"]
    if path and isolated:
        raise click.UsageError("--isolated and --config cannot be used together")
    try:
        found = None if isolated else path or find_config()
        config = read_config(found) if found else Config()
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    source = click.get_current_context().get_parameter_source("max_size")
    said = Selection(chosen["select"] or None, chosen["extend"], chosen["ignore"])
    settings = config.settings
    settings = dataclasses.replace(
        settings,
        selections=(*settings.selections, said),
        per_file={**settings.per_file, **_joined(settings, chosen["per_file"])},
        date_order=chosen["date_order"] or settings.date_order,
        today=chosen["today"],
    )
    return dataclasses.replace(
        config,
        settings=settings,
        exclude=(*config.exclude, *chosen["exclude"]),
        force_exclude=config.force_exclude or chosen["force_exclude"],
        globs=chosen["asked"].globs or config.globs or (DEFAULT_GLOB,),
        encoding=chosen["encoding"] or config.encoding,
        max_size=config.max_size if source is click.core.ParameterSource.DEFAULT else chosen["max_size"],
    )


def _joined(settings: Settings, given: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {pattern: (*settings.per_file.get(pattern, ()), *names) for pattern, names in given.items()}


def resolve(chosen: _Chosen, config: Config) -> Inputs:
    """The inputs that the options name, without those that are excluded."""
    asked = chosen["asked"]._replace(globs=config.globs)
    return options.resolve(asked, excluded_by(config.exclude, config.settings.root), config.force_exclude)
