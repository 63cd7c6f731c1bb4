"""The man pages: one for newsparse, one for each command, one for each topic of the manual."""

from __future__ import annotations

import inspect

import click

from newsparse import __version__
from newsparse.cli import cli
from newsparse.cli.commands import GENERAL
from newsparse.cli.help import TOPICS, read_topic, title_of

from .roff import bold, escape, from_markdown, literal, page_name, preformatted

_CONTEXT = cli.make_context("newsparse", [], resilient_parsing=True)


def man_pages() -> dict[str, str]:
    """Return the text of all man pages by their path, such as `man1/newsparse.1`."""
    pages = {"man1/newsparse.1": _program_page()}
    pages |= {f"man1/newsparse-{name}.1": _command_page(name, command) for name, command in _commands().items()}
    return pages | {f"man7/newsparse-{topic}.7": _topic_page(topic) for topic in TOPICS}


def _commands() -> dict[str, click.Command]:
    found = {name: cli.get_command(_CONTEXT, name) for name in cli.list_commands(_CONTEXT)}
    return {name: command for name, command in found.items() if command and not command.hidden}


def _top(name: str, section: int, about: str) -> str:
    """Return the first lines of a page; the first one tells man to run tbl, which formats tables."""
    return (
        f'\'\\" t\n.\\" Made by `make man`; do not edit.\n'
        f'.TH {literal(name.upper())} {section} "" "newsparse {__version__}" "newsparse manual"\n'
        f".nr HY 0\n.ad l\n.SH NAME\n{literal(name)} \\- {escape(about)}\n"
    )


def _program_page() -> str:
    commands = [_entry(page_name(f"newsparse-{name}", 1), _about(command)) for name, command in _commands().items()]
    topics = [_entry(page_name(f"newsparse-{topic}", 7), title_of(read_topic(topic))) for topic in TOPICS]
    return (
        _top("newsparse", 1, _about(cli))
        + f".SH SYNOPSIS\n{bold('newsparse')} [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]\n"
        + _description(cli)
        + f".SH COMMANDS\n{''.join(commands)}.SH TOPICS\n{''.join(topics)}.SH OPTIONS\n{_options(cli)}"
        + (f".SH NOTES\n{escape(cli.epilog)}\n" if cli.epilog else "")
    )


def _command_page(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, parent=_CONTEXT)
    usage = " ".join(command.collect_usage_pieces(context))
    return (
        _top(f"newsparse-{name}", 1, _about(command))
        + f".SH SYNOPSIS\n{bold(f'newsparse {name}')} {literal(usage)}\n"
        + _description(command)
        + f".SH OPTIONS\n{_options(command)}"
        + f".SH SEE ALSO\n{page_name('newsparse', 1)}, {page_name('newsparse-usage', 7)}\n"
    )


def _topic_page(topic: str) -> str:
    page = read_topic(topic)
    about = title_of(page)
    return _top(f"newsparse-{topic}", 7, about) + ".SH DESCRIPTION\n" + from_markdown(page)


def _about(command: click.Command) -> str:
    return command.get_short_help_str(200).rstrip(".")


def _description(command: click.Command) -> str:
    r"""Return the help text as a section; paragraphs that begin with `\b` are not filled."""
    blocks = inspect.cleandoc(command.help or "").partition("\f")[0].split("\n\n")
    texts = [
        preformatted(block.removeprefix("\b\n")) if block.startswith("\b") else f".PP\n{_lines(block)}\n"
        for block in blocks
    ]
    return ".SH DESCRIPTION\n" + "".join(texts)


def _lines(text: str) -> str:
    return "\n".join(escape(line.strip()) for line in text.split("\n"))


def _options(command: click.Command) -> str:
    """Return the options in their sections, in the order of the help page."""
    context = _CONTEXT if command is cli else click.Context(command, parent=_CONTEXT)
    sections: dict[str, str] = {}
    for option in command.get_params(context):
        record = option.get_help_record(context)
        if record and isinstance(option, click.Option):
            section = getattr(option, "section", GENERAL)
            sections[section] = sections.get(section, "") + _entry(bold(record[0]), record[1])
    general = sections.pop(GENERAL)
    return "".join(f".SS {section}\n{entries}" for section, entries in [*sections.items(), (GENERAL, general)])


def _entry(term: str, about: str) -> str:
    """Return an item of a list; `term` is roff, `about` is text."""
    return f".TP\n{term}\n{escape(' '.join(about.split()))}\n"
