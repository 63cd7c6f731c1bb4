"""`newsparse rule`, `newsparse schema` and `newsparse completion`: print information about newsparse itself."""

from __future__ import annotations

import click

from ..output.schema import SCHEMAS
from ..output.schema import schema as schema_text
from . import console
from .commands import command


@command
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    """Explain a problem's or a repair's CODE (or its name), with an example; without CODE list all.

    \b
    Examples:
      newsparse rule N301
      newsparse rule | grep date
    """
    # The rules take several times as long to import as the other commands here.
    from ..checks.rules import RULES, find_rule
    from ..checks.settings import unknown_rule_message
    from ..reports.guide import explain_rule, list_rules

    found = find_rule(code) if code else None
    if code and not found:
        raise click.BadParameter(unknown_rule_message(code), param_hint="CODE")
    console.write(explain_rule(found) if found else list_rules(RULES.values()))


@command
@click.argument("name", type=click.Choice(SCHEMAS), default="article")
def schema(name: str) -> None:
    """Print the JSON Schema of what newsparse prints.

    \b
    Example:
      newsparse schema > article.schema.json
    """
    console.write([schema_text(name)])


@command
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a script that lets a shell complete newsparse's commands, options and paths.

    \b
    Put one of these into your shell's start-up file:
      eval "$(newsparse completion bash)"
      eval "$(newsparse completion zsh)"
      newsparse completion fish | source
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    root = click.get_current_context().find_root()
    if script is None or root.info_name is None:
        raise click.ClickException(f"no completion for {shell}")
    console.write([script(root.command, {}, root.info_name, "_NEWSPARSE_COMPLETE").source()])
