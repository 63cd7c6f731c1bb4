"""`newsparse fix`: fix news files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from ..api import LEVELS, Level
from ..batch import fix_paths
from ..checks.files import Fixed
from ..inputs.gitignore import work_tree
from ..inputs.reader import STDIN
from ..reports.totals import count
from ..storage import stores
from . import console, options
from .commands import command, is_from_environment, option
from .fixes import unsafe_option, write_fixes
from .inputs import ReportedRecords, selection_code
from .progress import with_progress
from .rule_options import RuleOptions, load_config, rule_options, select_inputs, stdin_name

if TYPE_CHECKING:
    from ..reports.styles import Piece


@command
@option("Fixing", "--diff", is_flag=True, help="Print the changes as a unified diff.  [default]")
@option("Fixing", "--check", is_flag=True, help="List the files that would change.")
@option("Fixing", "--write", is_flag=True, help="Write the fixed files. Each file is replaced as a whole.")
@unsafe_option
@option(
    "Fixing",
    "--repair",
    type=click.Choice(LEVELS),
    help="Body repairs to make: safe (confidence of at least 0.9), all (at least 0.5) or none.  [default: safe; all "
    "with "
    "--unsafe-fixes]",
)
@options.inputs
@rule_options
@options.terminal
def fix(
    diff: bool,
    check: bool,
    write: bool,
    unsafe: bool,
    repair: Level | None,
    rules: RuleOptions,
    inputs: options.InputOptions,
    terminal: options.TerminalOptions,
) -> int:
    """Fix findings in news files.

    Prints a diff and changes no file unless --write is given. With standard input, prints the fixed text. Fixes body
    damage, white space, labels, byte-order marks and line endings; the rest of a file, its encoding and its mode stay
    unchanged.

    Exit code 1: there are changes (with --diff or --check), or an input failed.

    \b
    Examples:
      newsparse fix article.txt
      newsparse fix --write articles/
      newsparse fix < damaged.txt > fixed.txt
    """
    if sum((diff, check, write)) > 1:  # the command line has precedence over environment variables
        diff, check = (value and not is_from_environment(name) for name, value in (("diff", diff), ("check", check)))
    if sum((diff, check, write)) > 1:
        raise click.UsageError("--diff, --check and --write cannot be used together. Pass one of them")
    config = load_config(rules, inputs)
    found = select_inputs(inputs, config)
    paths = with_progress(found.paths, terminal.progress, "Fixing")
    name = stdin_name(rules, found)
    results = fix_paths(paths, config.settings, config.reading, repair=repair, unsafe_fixes=unsafe, stdin_name=name)
    records = ReportedRecords(results)
    fixed = (record for record in records if isinstance(record, Fixed))
    if found.paths == [(STDIN, None)] and not (diff or check):
        console.write_bytes(file.data for file in fixed)
        code = 0
    else:
        code = write_fixes(fixed) if write else _show(fixed, check, terminal.color)
    return max(code, records.exit_code, selection_code(found, inputs))


def _show(files: Iterable[Fixed], check: bool, color: str) -> int:
    """Print a diff of each file that would change, or with `check` its path, and return the exit code."""
    from ..reports import diff

    is_exact = not (check or console.output_is_terminal() or console.output_color(color))
    changed = findings = 0
    root = work_tree(".") or os.path.realpath(".")

    def pieces() -> Iterator[Piece]:
        nonlocal changed, findings
        for file in files:
            if not file.changed:
                continue
            changed += 1
            findings += len(file.findings)
            encoding = file.old.encoding
            if check:
                yield from diff.change_count(file)
            elif is_exact and not diff.diffable(encoding):
                name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
                console.message(file.source, f"a diff cannot contain text in {name}; pass --write to fix the file")
            else:
                yield from diff.diff(file, _relative_path(file.source, root), is_exact)

    if is_exact:  # as bytes, because lines keep the encoding of their file
        console.write_bytes(text.encode("utf-8", "surrogateescape") for _, text in pieces())
    else:
        console.write_styled(pieces(), color)
    if console.is_terminal(sys.stderr):
        _note_changes(changed, findings)
    return 1 if changed else 0


def _note_changes(files: int, findings: int) -> None:
    numbers = f"{count(findings, 'finding')} in {count(files, 'file')}"
    console.note(f"would fix {numbers}; pass --write to change the files" if files else "nothing to fix")


def _relative_path(source: str, root: str) -> str:
    """Return the path of a file relative to `root`; if it is elsewhere, its absolute path without the leading slash.

    Symbolic links are followed, because the changed file is their target; `root` must be free of them.
    """
    if source == STDIN or stores.is_remote(source):
        return source
    path = os.path.realpath(source)
    relative = os.path.relpath(path, root)
    is_below = relative.split(os.sep)[0] != os.pardir
    return (relative if is_below else path).replace(os.sep, "/").lstrip("/")
