"""What may be meant by an unknown name: the end of an error message."""

from __future__ import annotations

from collections.abc import Iterable

import click

# Options of other tools -> the next step with this one.
_FOREIGN_OPTIONS = {
    "--output-format": "Pass --format, or --to with convert.",
    "--output-file": "Pass --report FORMAT=FILE to check, or --output FILE to parse, repair and convert.",
    "--json": "Pass --format json.",
    "--yaml": "Pass --format yaml.",
    "--csv": "Pass --format csv.",
    "--dry-run": "'newsparse fix' changes no file without --write.",
    "--fix-only": "Run 'newsparse fix --write'.",
    "--add-noqa": "Run 'newsparse check --write-baseline FILE'.",
    "--watch": "Run the command with a file watcher such as entr.",
    "--show-fixes": "Run 'newsparse fix --diff'.",
    "--explain-rule": "Run 'newsparse rule CODE'.",
    "--parallel": "Pass --jobs N.",
    "--workers": "Pass --jobs N.",
    "--recursive": "Directories are searched with all their subdirectories.",
    "--input-dir": "Pass the directory as PATH.",
    "--output-dir": "Run 'newsparse convert PATH -o DIR/'.",
    "--columns": "Pass --fields NAMES.",
    "--delimiter": "Pass --format tsv for tabs.",
}


def did_you_mean(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the end of a message about an unknown name: a question with the most similar one, empty if none is.

    `cutoff` is the least similarity, as `difflib` measures it.
    """
    from difflib import get_close_matches  # errors only

    near = get_close_matches(name, known, n=1, cutoff=cutoff)
    return f" Did you mean {near[0]!r}?" if near else ""


def unknown_option(name: str, arguments: list[str], context: click.Context) -> click.UsageError:
    """Return the error for an unknown option, with the option that may be meant."""
    word = _option_word(name, arguments)
    return click.UsageError(f"No such option {word!r}.{_option_suggestion(word, context)}", context)


def _option_word(name: str, arguments: list[str]) -> str:
    """Return the argument that an unknown option is a part of: click reads `-help` as the options -h, -e, -l and -p."""
    if name.startswith("--"):
        return name
    return next((word for word in arguments if _is_short(word) and len(word) > 2 and name[1:] in word), name)


def _is_short(word: str) -> bool:
    """Return whether an argument is one hyphen with letters of options."""
    return word.startswith("-") and not word.startswith("--")


def _option_suggestion(name: str, context: click.Context) -> str:
    """Return the end of a message about an unknown option: the commands that have it, or the most similar option."""
    program = context.find_root()
    others = []
    if isinstance(program.command, click.Group):
        for command_name in program.command.list_commands(program):
            other = program.command.get_command(program, command_name)
            if other and name in _option_names(other):
                others.append(command_name)
    if name in _FOREIGN_OPTIONS:
        return f" {_FOREIGN_OPTIONS[name]}"
    if others and isinstance(context.command, click.Group):
        return " Options follow the command, as in 'newsparse parse --format csv'."
    if others:
        return f" It is an option of {' and '.join(filter(None, (', '.join(others[:-1]), others[-1])))}."
    if _is_short(name) and len(name) > 2:
        name = f"-{name}"
    return did_you_mean(name, _option_names(context.command)) or did_you_mean(name, ["--help"], cutoff=0.75)


def _option_names(command: click.Command) -> list[str]:
    options = (each for each in command.params if isinstance(each, click.Option) and not each.hidden)
    return [name for each in options for name in each.opts]
