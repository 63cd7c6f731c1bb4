"""newsparse repair, newsparse fix: damage repaired in plain text, and shown in news files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from ..api import Fixed, RepairedText, fix_paths, repair_paths
from ..article import ErrorRecord
from ..body import Level
from . import options, streams


@click.command()
@options.reading
@options.inputs
@options.terminal
def repair(
    paths: tuple[str, ...], level: Level, encoding: str | None, files_from: str | None, nul: bool,
    globs: tuple[str, ...], color: str, progress: str,
) -> int:  # fmt: skip
    """Repair plain text without a header: a filter behind other extractors.

    Reads standard input or PATHS and writes the repaired text. Only white space and the place of slipped quotes
    change; repaired text is left as it is.

    \b
    Examples:
      trafilatura -u https://news.example.org/hall | newsparse repair
      newsparse repair article.txt > repaired.txt
    """
    found = options.resolve(paths, files_from, nul, globs)
    records = options.Reported(repair_paths(streams.shown(found.paths, progress), encoding=encoding, level=level))
    streams.write(_texts(records))
    return 2 if records.faults or found.empty or not found.paths else 0


def _texts(records: Iterable[RepairedText | ErrorRecord]) -> Iterator[str]:
    """Their texts, each from the beginning of a line on."""
    begun = True
    for record in records:
        if isinstance(record, RepairedText):
            yield record.text if begun else "\n" + record.text
            begun = record.text.endswith("\n") or not record.text


@click.command()
@click.option("--diff", is_flag=True, expose_value=False,
              help="Show what would change, as a unified diff.  [default]")  # fmt: skip
@options.reading
@options.inputs
@options.terminal
def fix(
    paths: tuple[str, ...], level: Level, encoding: str | None, files_from: str | None, nul: bool,
    globs: tuple[str, ...], color: str, progress: str,
) -> int:  # fmt: skip
    """Show what is to be repaired in the bodies of news files, as a diff, each repair with its reason.

    Writes nothing. Exit code 1 says that there are changes.

    \b
    Examples:
      newsparse fix --diff article.txt
      newsparse fix articles/ --color always | less -R
    """
    from ..output import review

    found = options.resolve(paths, files_from, nul, globs)
    records = options.Reported(fix_paths(streams.shown(found.paths, progress), encoding=encoding, repair=level))
    colour = streams.wants_colour(color, sys.stdout is not None and sys.stdout.isatty())
    changed = 0

    def pieces() -> Iterator[tuple[str, str]]:
        nonlocal changed
        for record in records:
            if isinstance(record, Fixed):
                changed += record.after != record.before
                yield from review.diff(record)

    streams.write(streams.styled(pieces(), colour))
    return 2 if records.faults or found.empty or not found.paths else 1 if changed else 0
