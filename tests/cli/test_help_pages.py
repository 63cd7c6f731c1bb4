"""The help page of each command fits into 80 columns and describes every option."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from support.commands import run

from newsparse.cli import cli
from newsparse.cli.commands import Option

NAMES = cli.list_commands(click.Context(cli))
MOST_SHORT = 55  # characters of a short description, so that it takes one line of 80 columns


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found
    return found


def options() -> Iterator[tuple[str, Option]]:
    """Yield the options of all commands, except for --help, with the name of the command."""
    for name in NAMES:
        for parameter in command(name).params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert isinstance(parameter, Option), f"{name} {parameter.opts}: declare it with `commands.option`"
                yield name, parameter


def pages() -> dict[str, str]:
    """Return the help pages of the program and its commands in a terminal of 80 columns."""
    arguments = {"": ["--help"], **{name: [name, "--help"] for name in NAMES}}
    return {name: run(*line, COLUMNS="80").stdout.decode() for name, line in arguments.items()}


def test_no_line_is_longer_than_the_terminal() -> None:
    long = [(name, line) for name, page in pages().items() for line in page.splitlines() if len(line) > 80]
    assert long == []


def test_no_description_is_truncated() -> None:
    listed = pages()[""]
    for name in NAMES:
        text = command(name).get_short_help_str(1000)
        assert len(text) <= MOST_SHORT, f"{name}: {text}"
        assert text.endswith(".")
        assert f"{name:15}" in listed
        assert text in listed


def test_every_option_ends_with_a_sentence_or_its_default() -> None:
    wrong = [(name, option.opts) for name, option in options() if not (option.help or "").endswith((".", "]"))]
    assert wrong == []


def test_every_default_is_shown() -> None:
    hidden = []
    for name, option in options():
        context = click.Context(command(name), info_name=name)
        default = option.get_default(context)
        if isinstance(default, str | int | float) and not isinstance(default, bool):
            _, text = option.get_help_record(context) or ("", "")
            shown = f"{default:g}" if isinstance(default, float) else default
            if f"[default: {shown}" not in text:
                hidden.append((name, option.opts))
    assert hidden == []


def test_metavariables_are_in_capitals_and_lists_of_choices_are_short() -> None:
    for name, option in options():
        metavar = option.make_metavar(click.Context(command(name)))
        assert option.is_flag or metavar.isupper() or len(metavar) <= 18, (name, option.opts)


@pytest.mark.parametrize("name", NAMES)
def test_sections_have_names_and_general_is_the_last(name: str) -> None:
    titles = [line for line in pages()[name].splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert titles[-1] == "General:"
    assert len(set(titles)) == len(titles)
