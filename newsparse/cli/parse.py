"""newsparse parse: articles to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from ..api import parse_paths
from ..article import Article, ErrorRecord
from ..decode import is_encoding
from ..output.articles import FORMATS, Format, render
from ..body import LEVELS, Level
from . import options, streams


@click.command()
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="ndjson", show_default=True,
              help="One object a line, one array, or one --- document an article.")  # fmt: skip
@click.option("--pretty", is_flag=True, help="Indent the JSON; in colour on a terminal.")
@click.option("--repair", "level", type=click.Choice(LEVELS), default="safe", show_default=True,
              help="Which repairs are made: those that are sure, all, none.")  # fmt: skip
@click.option("--encoding", metavar="NAME", help="Encoding of files without a byte-order mark.  [default: UTF-8]")
@options.inputs
@options.terminal
def parse(
    paths: tuple[str, ...], form: Format, pretty: bool, level: Level, encoding: str | None,
    files_from: str | None, nul: bool, globs: tuple[str, ...], color: str, progress: str,
) -> int:  # fmt: skip
    """Print the articles of news files as NDJSON, JSON or YAML.

    PATHS are files, directories (searched for *.txt) or - for standard input, which is also read without PATHS.
    Inputs are printed in sorted order. One that gives no article gives an error record in its place, one line on
    standard error, and exit code 2; all others are still printed.

    \b
    Examples:
      newsparse parse article.txt --pretty
      newsparse parse articles/ | jq -r .title
      find . -name '*.news' -print0 | newsparse parse --files-from - -0 -f yaml
    """
    if encoding is not None and not is_encoding(encoding):
        raise click.BadParameter(f"{encoding!r} is not the name of an encoding", param_hint="--encoding")
    found = options.resolve(paths, files_from, nul, globs)
    for path in found.empty:
        streams.message(path, f"no news files in this directory (looked for {', '.join(globs)}; see --glob)")
    faults: list[ErrorRecord] = []
    records = parse_paths(streams.shown(found.paths, progress), encoding=encoding, repair=level)
    colour = pretty and streams.wants_colour(color, sys.stdout.isatty())
    streams.write(render(_reported(records, faults), form, pretty), colour)
    if not found.paths and not found.empty:
        streams.message("--files-from", "the list is empty")
    return 2 if faults or found.empty or not found.paths else 0


def _reported(records: Iterable[Article | ErrorRecord], faults: list[ErrorRecord]) -> Iterator[Article | ErrorRecord]:
    """`records`, with one message for each that is an error."""
    for record in records:
        if isinstance(record, ErrorRecord):
            faults.append(record)
            streams.message(record.source, record.message)
        yield record
