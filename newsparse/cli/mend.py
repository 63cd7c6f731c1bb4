"""newsparse repair, newsparse fix: plain text repaired, news files fixed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import click

from ..api import ReadOptions, RepairedText
from ..article import ErrorRecord
from ..batch import fix_paths, repair_paths
from ..body import LEVELS, Level
from ..checks.files import Fixed
from ..inputs.gitignore import work_tree
from ..inputs.reader import STDIN
from ..problems import reason
from ..reports.repairs import count
from ..storage import stores
from . import console, options, ruleset


@click.command()
@options.reading
@options.inputs
@options.terminal
def repair(asked: options.Named, level: Level, encoding: str | None, max_size: int, color: str, progress: str) -> int:
    """Repair plain text without a header: a filter behind other extractors.

    Reads standard input or PATHS and writes the repaired text. Only white space and the place of slipped quotes
    change; repaired text is left as it is. A text in another format (such as front matter or JSON) is written unchanged
    and reported as an error.

    \b
    Examples:
      trafilatura -u https://news.example.org/hall | newsparse repair
      newsparse repair article.txt > repaired.txt
    """
    found = options.resolve(asked)
    inputs = console.shown(found.paths, progress)
    records = options.Reported(repair_paths(inputs, ReadOptions(encoding=encoding, repair=level, max_size=max_size)))
    console.write(_texts(records))
    return max(records.code, options.selection_code(found, asked))


def _texts(records: Iterable[RepairedText | ErrorRecord]) -> Iterator[str]:
    """Their texts, each from the beginning of a line on."""
    begun = True
    for record in records:
        if isinstance(record, RepairedText):
            yield record.text if begun else "\n" + record.text
            begun = record.text.endswith("\n") or not record.text


@click.command()
@click.option("--diff", is_flag=True, help="Show what would change, as a unified diff.  [default]")
@click.option("--check", is_flag=True, help="Only name the files that would change.")
@click.option("--write", is_flag=True, help="Write the fixed files, each whole or not at all.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="Also what is less than sure, or changes more than space.")
@click.option("--repair", type=click.Choice(LEVELS), help="Which repairs of bodies are made.  [default: the sure ones]")
@ruleset.rules
@options.encoding
@options.inputs
@options.terminal
def fix(
    diff: bool, check: bool, write: bool, unsafe: bool, repair: Level | None, color: str, progress: str, **chosen: Any
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
    config = ruleset.configured(chosen)
    found = ruleset.resolve(chosen, config)
    records = options.Reported(
        fix_paths(console.shown(found.paths, progress), config.settings,
                  ReadOptions(encoding=config.encoding, max_size=config.max_size), repair=repair, unsafe=unsafe)
    )  # fmt: skip
    if found.paths == [("-", None)] and not (diff or check):
        console.write_bytes(record.data for record in records if isinstance(record, Fixed))
        return max(records.code, options.selection_code(found, chosen["asked"]))
    fixed = (x for x in records if isinstance(x, Fixed) and (x.changed or (write and x.source == STDIN)))
    if write:
        written = _written(fixed)  # reads the records, which set their code
        return max(written, records.code, options.selection_code(found, chosen["asked"]))
    changed = _shown(fixed, check, color)
    return max(records.code, options.selection_code(found, chosen["asked"]), 1 if changed else 0)


def _shown(fixed: Iterable[Fixed], check: bool, color: str) -> int:
    """Print what would change, as a diff or (`check`) a line a file; how many files that are."""
    from ..reports import repairs

    changed, root = 0, work_tree(".") or os.path.realpath(".")
    exact = not (check or console.output_is_terminal() or console.output_colour(color))

    def pieces() -> Iterator[tuple[str, str]]:
        nonlocal changed
        for record in fixed:
            changed += 1
            encoding = record.old.encoding
            if exact and not repairs.diffable(encoding):
                name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
                console.message(record.source, f"in {name}, which a diff cannot hold; pass --write to fix it")
                continue
            yield from repairs.summary_line(record) if check else repairs.diff(record, root, exact)

    if exact:  # bytes of the file, in whatever encoding
        console.write_bytes(text.encode("utf-8", "surrogateescape") for _, text in pieces())
    else:
        console.write_styled(pieces(), color)
    return changed


def _written(fixed: Iterable[Fixed]) -> int:
    """Write the fixed files and report how many; the exit code."""
    files = findings = code = 0
    for record in fixed:
        if record.source == STDIN:
            console.write_bytes([record.data])
            continue
        try:
            stores.replace(record.source, record.old.data, record.data)
        except FileNotFoundError:
            console.message(record.source, "no longer exists, so it was not fixed")
            code = max(code, 1)
            continue
        except stores.FileChangedError:
            console.message(record.source, "changed since it was read, so it was not fixed; run newsparse fix again")
            code = max(code, 1)
            continue
        except OSError as error:
            console.message(record.source, f"cannot be written: {reason(error)}")
            code = 2
            continue
        files, findings = files + 1, findings + len(record.findings)
    console.note(f"fixed {count(findings, 'finding')} in {count(files, 'file')}")
    return code
