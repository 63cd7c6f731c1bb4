"""`newsparse rule`, `newsparse schema` and `newsparse completion`: print information about newsparse itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ..output.schema import SCHEMAS
from ..output.schema import schema as schema_text
from . import console
from .commands import Argument, Choice, command, option
from .completions import complete_rule

if TYPE_CHECKING:
    from ..checks.rules import Rule

_SHELLS = ("bash", "zsh", "fish")


@command
@option(
    "Output",
    "-f",
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Format: text, or JSON with the advice and the examples of each rule.",
)
@click.argument("names", metavar="[RULE]...", nargs=-1, shell_complete=complete_rule)
def rule(output_format: str, names: tuple[str, ...]) -> None:
    """Explain rules, list a family, or search the rules.

    RULE is a code (N301), a name (glued-sentence), a code prefix (N3) or a word to search for in names and summaries.
    Without RULE, all rules are listed. In a pipe, each line of a list has code, name, severity and summary, separated
    by tabs.

    \b
    Examples:
      newsparse rule N301
      newsparse rule N3
      newsparse rule glued
      newsparse rule --format json | jq -r '.[].code'
    """
    # The rules take several times as long to import as the other commands here.
    from ..checks.rules import RULES
    from ..reports.catalogue import rules_json
    from ..reports.guide import explain_rule

    matches = [_find(name) for text in names for part in text.split(",") if (name := part.strip())]
    rules = list(dict.fromkeys(rule for found in matches for rule in found)) if matches else list(RULES.values())
    if output_format == "json":
        console.write([rules_json(rules)])
    elif matches and all(len(found) == 1 for found in matches):
        console.write(_joined(explain_rule(rule) for rule in rules))
    else:
        _list(rules)


def _find(name: str) -> list[Rule]:
    """Return the rules that a name means. Raises UsageError if there is none."""
    from ..checks.settings import unknown_rule_message
    from ..reports.catalogue import find_rules

    if found := find_rules(name):
        return found
    raise click.UsageError(unknown_rule_message(name))


def _joined(explanations: Iterator[Iterator[str]]) -> Iterator[str]:
    """Yield explanations of rules with a line between them."""
    for number, explanation in enumerate(explanations):
        if number:
            yield "\n"
        yield from explanation


def _list(rules: list[Rule]) -> None:
    """List rules in groups on a terminal, else one per line."""
    from ..reports.catalogue import rule_table
    from ..reports.guide import list_rules

    if console.output_is_terminal():
        console.write_styled(rule_table(rules, shutil.get_terminal_size().columns), "auto")
    else:
        console.write(list_rules(rules))


@command
@click.argument("name", cls=Argument, metavar="[NAME]", type=Choice(SCHEMAS), default="article")
def schema(name: str) -> None:
    """Print the JSON Schema of an output.

    NAME is article (a record of parse and convert, the default), problem (a finding in the NDJSON report of check) or
    report (the JSON report of check).

    \b
    Example:
      newsparse schema > article.schema.json
    """
    console.write([schema_text(name)])


@command
@click.argument("shell", cls=Argument, metavar="[SHELL]", type=Choice(_SHELLS), required=False)
def completion(shell: str | None) -> None:
    """Print the completion script for a shell.

    SHELL is bash, zsh or fish; the default is the shell in the environment variable SHELL.

    \b
    Add one of these lines to the start-up file of the shell:
      eval "$(newsparse completion bash)"       ~/.bashrc
      eval "$(newsparse completion zsh)"        ~/.zshrc
      newsparse completion fish | source        ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    from .completions import add_shells

    name = shell or os.path.basename(os.environ.get("SHELL", ""))
    if name not in _SHELLS:
        found = f"There is no completion for the shell {name!r}" if name else "The variable SHELL is not set"
        raise click.UsageError(f"{found}. Pass bash, zsh or fish.")
    add_shells()
    script = get_completion_class(name)
    root = click.get_current_context().find_root()
    if script is None or root.info_name is None:
        raise click.ClickException(f"There is no completion for {name}.")
    console.write([script(root.command, {}, root.info_name, "_NEWSPARSE_COMPLETE").source()])
