"""`newsparse help`: show the manual, the help of a command, or the page of a rule."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

import click

from ..problems import find_code
from . import console
from .commands import command
from .options import color as color_option

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from rich.markdown import Markdown

# The topics of the manual, each a file manual/TOPIC.md, in the order of the list.
TOPICS = (
    "usage",
    "format",
    "dates",
    "bylines",
    "repairs",
    "output",
    "checking",
    "rules",
    "configuration",
    "conversion",
    "clusters",
    "library",
    "recipes",
    "accuracy",
    "speed",
)
_CODE_OR_PREFIX = re.compile(r"[nN]\d{1,3}")
_LINK = re.compile(r"\[([a-z]+)\]\(\1\.md\)")  # to another topic
_MAX_WIDTH = 100  # characters of a line of the rendered manual
_PIPED_WIDTH = 80  # of a manual that is rendered for a pipe
_LESS = "FRX"  # options of less, as git sets them: end if the text fits on the screen, show colors, keep the screen
# Styles of rich that are readable on light and on dark terminals.
_STYLES = {
    "markdown.h1": "bold underline",
    "markdown.h2": "bold",
    "markdown.h3": "underline",
    "markdown.code": "cyan",
    "markdown.code_block": "cyan",
    "markdown.table.header": "bold",
    "markdown.table.border": "dim",
}


def read_topic(topic: str) -> str:
    """Return the page of a topic in TOPICS, as Markdown."""
    from importlib.resources import files  # takes as long as this module, which the list of commands imports

    return files("newsparse").joinpath("manual", f"{topic}.md").read_text(encoding="utf-8")


def title_of(page: str) -> str:
    """Return the title of a page.

    >>> title_of("# Dates: how they are read\\n\\nText.\\n")
    'Dates: how they are read'
    """
    return page.partition("\n")[0].removeprefix("# ")


def _complete(context: click.Context, option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    commands = _commands(context.find_root())
    return [
        CompletionItem(name, help=about)
        for name, about in (*_topic_titles(), *commands.items())
        if name.startswith(incomplete)
    ]


@command
@click.argument("topic", required=False, shell_complete=_complete)
@color_option
@click.pass_context
def help(context: click.Context, topic: str | None, color: str) -> int:  # noqa: A001 - the name of the command
    """Show a page of the manual.

    TOPIC is a topic of the manual, a command, or the code or name of a rule. Without TOPIC, list topics and commands.
    On a terminal, the page is formatted and shown in the pager that the environment variable PAGER names. In a pipe, it
    is printed as Markdown.

    \b
    Examples:
      newsparse help
      newsparse help format
      newsparse help parse
      newsparse help N301
    """
    root = context.find_root()
    if topic is None:
        console.write(_overview(_commands(root)))
    elif topic in TOPICS:
        _show_page(read_topic(topic), color)
    elif topic in _commands(root):
        _run(root, topic, "--help")
    elif _CODE_OR_PREFIX.fullmatch(topic) or find_code(topic):
        _run(root, "rule", topic)
    else:
        raise click.UsageError(_unknown(topic, (*TOPICS, *_commands(root))))
    return 0


def _run(root: click.Context, *arguments: str) -> None:
    """Run a command line of newsparse, such as `rule N301`."""
    with root.command.make_context(root.info_name, [*arguments], parent=root.parent) as context:
        root.command.invoke(context)


def _unknown(topic: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(topic.casefold(), known, n=1)
    if near:
        advice = f"Did you mean {near[0]!r}?"
    elif pages := [each for each in TOPICS if topic.casefold() in read_topic(each).casefold()]:
        advice = f"These pages mention it: {', '.join(pages)}. Run 'newsparse help {pages[0]}'."
    else:
        advice = "Run 'newsparse help' to list all topics."
    return f"No topic, command or rule is called {topic!r}. {advice}"


def _commands(root: click.Context) -> dict[str, str]:
    """Return the commands of newsparse with their short help."""
    group = cast("click.Group", root.command)
    found = {name: group.get_command(root, name) for name in group.list_commands(root)}
    return {name: command.get_short_help_str(60) for name, command in found.items() if command and not command.hidden}


def _topic_titles() -> Iterator[tuple[str, str]]:
    return ((topic, title_of(read_topic(topic))) for topic in TOPICS)


def _overview(commands: dict[str, str]) -> Iterator[str]:
    yield "Usage: newsparse help [TOPIC]\n"
    topics = dict(_topic_titles())
    width = max(map(len, (*topics, *commands)))
    for title, rows in (("Topics", topics), ("Commands", commands)):
        yield f"\n{title}:\n" + "".join(f"  {name:<{width}}  {about}\n" for name, about in rows.items())
    yield "\nRules: `newsparse help CODE`, such as N301; `newsparse help rules` lists them.\n"


def _show_page(page: str, choice: str) -> None:
    """Show a page of the manual; `choice` is the value of --color."""
    color = console.output_color(choice)
    if console.output_is_terminal():
        os.environ.setdefault("LESS", _LESS)
        click.echo_via_pager(_render(page, color, shutil.get_terminal_size().columns), color=color)
    else:
        console.write([_render(page, color, _PIPED_WIDTH) if color else page])


def _render(page: str, color: bool, columns: int) -> str:
    """Return a page formatted for a terminal with this number of columns."""
    from rich.console import Console
    from rich.theme import Theme

    terminal = Console(
        width=min(columns, _MAX_WIDTH),
        force_terminal=color,
        color_system="standard" if color else None,
        theme=Theme(_STYLES),
    )
    with terminal.capture() as captured:
        terminal.print(_markdown(_LINK.sub(r"`\1`", page)))
    return "".join(f"{line.rstrip(' ')}\n" for line in captured.get().splitlines())


def _markdown(page: str) -> Markdown:
    """Return a page for rich, with code blocks indented and not highlighted: that suits light and dark terminals."""
    from rich.markdown import CodeBlock, Heading, Markdown
    from rich.padding import Padding
    from rich.text import Text

    class Code(CodeBlock):
        def __rich_console__(self, console: object, options: object) -> Iterator[Padding]:
            yield Padding(Text(str(self.text).rstrip(), style="markdown.code_block"), (0, 0, 0, 4))

    class LeftHeading(Heading):
        def __rich_console__(self, console: object, options: object) -> Iterator[Text]:
            yield self.text

    class Page(Markdown):
        elements = {**Markdown.elements, "fence": Code, "heading_open": LeftHeading}  # noqa: RUF012 - as rich has it

    return Page(page, hyperlinks=False)
