"""What shells offer to complete: codes of rules, formats of reports, names of files; and the scripts for the shells."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ZshComplete, add_completion_class

from ..problems import CODES

# The script of click, in which a value that ends in "=" is not followed by a space: the path after it is still missing.
_BASH = BashComplete.source_template.replace(
    "    return 0\n", "    [[ ${#COMPREPLY[@]} == 1 && $COMPREPLY == *= ]] && compopt -o nospace\n\n    return 0\n"
)
# The script of click, which would end a list of codes at its first comma.
_FISH = FishComplete.source_template.replace('split "," $completion', 'split -m 1 "," $completion')
# The script of click, which would look for a path that begins with the name of the option or format before the "=".
_ZSH = ZshComplete.source_template.replace("_path_files -f", "compset -P '*='; _path_files -f")


class _Bash(BashComplete):
    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the last one, and that; bash makes the "=" of --option=value a word of its own."""
        words, incomplete = super().get_completion_args()
        previous = ["", *words]
        pairs = zip(previous, words, strict=False)
        return [word for before, word in pairs if word != "=" or not before.startswith("--")], incomplete


class _Fish(FishComplete):
    source_template = _FISH


class _Zsh(ZshComplete):
    source_template = _ZSH


def add_shells() -> None:
    """Use the scripts of this module instead of those of click."""
    add_completion_class(_Bash, "bash")
    add_completion_class(_Fish, "fish")
    add_completion_class(_Zsh, "zsh")


def complete_codes(incomplete: str) -> list[CompletionItem]:
    """Return completions of a list of rules, separated by commas: further codes, or names after lower-case letters.

    >>> [item.value for item in complete_codes("N301,N30")][:3]
    ['N301,N302', 'N301,N303', 'N301,N304']
    >>> [(item.value, item.help) for item in complete_codes("broken")]
    [('broken-sentence', 'N308')]
    """
    listed, comma, last = incomplete.rpartition(",")
    known = {code: entry.name for code, entry in CODES.items()}
    if last[:1].islower() and not last.startswith("n0"):
        pairs: Iterable[tuple[str, str]] = ((name, code) for code, name in known.items() if name.startswith(last))
    else:
        pairs = ((code, name) for code, name in known.items() if code.startswith(last.upper()))
    used = listed.split(",")
    return [CompletionItem(f"{listed}{comma}{value}", help=text) for value, text in pairs if value not in used]


def complete_report(incomplete: str) -> list[CompletionItem]:
    """Return completions of FORMAT=PATH: the formats, or a path."""
    from ..reports.formats import REPORTS

    output_format, equals_sign, path = incomplete.partition("=")
    if equals_sign:
        return [CompletionItem(path, type="file")]
    return [CompletionItem(f"{name}=") for name in REPORTS if name.startswith(output_format)]


def complete_fields(incomplete: str) -> list[CompletionItem]:
    """Return completions of a list of fields, separated by commas.

    >>> [item.value for item in complete_fields("title,te")]
    ['title,text']
    """
    from ..output.fields import FIELDS

    listed, comma, last = incomplete.rpartition(",")
    used = listed.split(",")
    return [CompletionItem(f"{listed}{comma}{name}") for name in FIELDS if name.startswith(last) and name not in used]


# Option -> completions of its value
_BY_OPTION: dict[str, Callable[[str], list[CompletionItem]]] = {
    "--select": complete_codes,
    "--extend-select": complete_codes,
    "--ignore": complete_codes,
    "--report": complete_report,
    "--fields": complete_fields,
}
# Metavariable of an option -> what the shell itself completes
_BY_METAVAR = {"FILE": "file", "DEST": "file", "PATH": "file", "DIR": "dir"}


def complete_option(option: click.Option, incomplete: str) -> list[CompletionItem]:
    """Return completions of a value of an option; empty if its type decides."""
    complete = next((_BY_OPTION[name] for name in option.opts if name in _BY_OPTION), None)
    if complete:
        return complete(incomplete)
    kind = _BY_METAVAR.get(option.metavar or "")
    return [CompletionItem(incomplete, type=kind)] if kind else []


def complete_rule(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return completions of an argument that names rules."""
    return complete_codes(incomplete)
