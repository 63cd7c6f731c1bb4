"""`newsparse fix`: fix news files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from ..api import LEVELS, Level
from ..batch import fix_paths
from ..checks.files import Fixed
from ..inputs.gitignore import work_tree
from ..inputs.reader import STDIN
from ..problems import os_error_message
from ..reports.totals import count
from ..storage import stores
from . import console, options
from .commands import command
from .inputs import ReportedRecords, selection_code
from .progress import with_progress
from .rule_options import RuleOptions, load_config, rule_options, select_inputs

if TYPE_CHECKING:
    from ..reports.styles import Piece


@command
@click.option("--diff", is_flag=True, help="Show what would change, as a unified diff.  [default]")
@click.option("--check", is_flag=True, help="Only name the files that would change.")
@click.option("--write", is_flag=True, help="Write the fixed files, each whole or not at all.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="Also what is less than sure, or changes more than space.")
@click.option("--repair", type=click.Choice(LEVELS), help="Which repairs of bodies are made.  [default: the sure ones]")
@rule_options
@options.inputs
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
    """Fix what can be fixed in news files: damage of bodies, white space, labels, byte-order marks, line ends.

    Shows a diff, unless --write is given; standard input is fixed to standard output. Only what `newsparse check` finds
    changes; encoding, mode and everything else stay. Exit code 1: --diff or --check has changes, or an input failed.

    \b
    Examples:
      newsparse fix article.txt
      newsparse fix --write articles/
      newsparse fix < damaged.txt > fixed.txt
    """
    if sum((diff, check, write)) > 1:
        raise click.UsageError("--diff, --check and --write cannot be used together")
    config = load_config(rules, inputs)
    found = select_inputs(inputs, config)
    paths = with_progress(found.paths, terminal.progress)
    records = ReportedRecords(fix_paths(paths, config.settings, config.reading, repair=repair, unsafe=unsafe))
    fixed = (record for record in records if isinstance(record, Fixed))
    if found.paths == [(STDIN, None)] and not (diff or check):
        console.write_bytes(file.data for file in fixed)
        code = 0
    else:
        code = _write(fixed) if write else _show(fixed, check, terminal.color)
    return max(code, records.exit_code, selection_code(found, inputs))


def _show(files: Iterable[Fixed], check: bool, color: str) -> int:
    """Print a diff of each file that would change, or with `check` its path, and return the exit code."""
    from ..reports import diff

    is_exact = not (check or console.output_is_terminal() or console.output_color(color))
    code, root = 0, work_tree(".") or os.path.realpath(".")

    def pieces() -> Iterator[Piece]:
        nonlocal code
        for file in files:
            if not file.changed:
                continue
            code = 1
            encoding = file.old.encoding
            if check:
                yield from diff.change_count(file)
            elif is_exact and not diff.diffable(encoding):
                name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
                console.message(file.source, f"in {name}, which a diff cannot hold; pass --write to fix it")
            else:
                yield from diff.diff(file, _relative_path(file.source, root), is_exact)

    if is_exact:  # as bytes, because lines keep the encoding of their file
        console.write_bytes(text.encode("utf-8", "surrogateescape") for _, text in pieces())
    else:
        console.write_styled(pieces(), color)
    return code


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


def _write(files: Iterable[Fixed]) -> int:
    """Write the fixed files, report how many, and return the exit code.

    Fixed standard input is written to standard output.
    """
    fixed_files = findings = code = 0
    for file in files:
        if file.source == STDIN:
            console.write_bytes([file.data])
        elif file.changed and (failure := _replace(file)):
            code = max(code, failure)
        elif file.changed:
            fixed_files += 1
            findings += len(file.findings)
    console.note(f"fixed {count(findings, 'finding')} in {count(fixed_files, 'file')}")
    return code


def _replace(file: Fixed) -> int:
    """Replace a file by the fixed one, unless it changed since it was read. Report a failure; return the exit code."""
    try:
        stores.replace_unchanged(file.source, file.old.data, file.data)
    except FileNotFoundError:
        console.message(file.source, "no longer exists, so it was not fixed")
        return 1
    except stores.FileChangedError:
        console.message(file.source, "changed since it was read, so it was not fixed; run newsparse fix again")
        return 1
    except OSError as error:
        console.message(file.source, f"cannot be written: {os_error_message(error)}")
        return 2
    return 0
