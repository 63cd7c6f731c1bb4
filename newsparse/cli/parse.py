"""newsparse parse: articles to standard output."""

from __future__ import annotations

import click

from ..api import ReadOptions
from ..batch import parse_paths
from ..body import Level
from ..dates.calendar_date import Order
from ..output.articles import FORMATS, Format, render
from ..text.decoding import Errors
from . import console, options


@click.command()
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="ndjson", show_default=True,
              help="One object a line, one array, or one --- document an article.")  # fmt: skip
@click.option("--pretty", is_flag=True, help="Indent the JSON; in colour on a terminal.")
@click.option("--explain", is_flag=True, help="For people: what is repaired where and why, instead of the articles.")
@options.values
@options.reading
@options.inputs
@options.terminal
def parse(
    asked: options.Named, form: Format, pretty: bool, explain: bool, date_order: Order | None, errors: Errors,
    level: Level, encoding: str | None, max_size: int, color: str, progress: str,
) -> int:  # fmt: skip
    """Print the articles of news files as NDJSON, JSON or YAML.

    PATHS are files, directories (searched for *.txt) or - for standard input, which is also read without PATHS.
    Inputs are printed in sorted order. An input that fails gives an error record in its place, one line on standard
    error, and exit code 1; all other inputs are printed.

    \b
    Examples:
      newsparse parse article.txt --pretty
      newsparse parse article.txt --explain
      newsparse parse articles/ | jq -r .title
      find . -name '*.news' -print0 | newsparse parse --files-from - -0 -f yaml
    """
    found = options.resolve(asked)
    inputs = console.shown(found.paths, progress)
    reading = ReadOptions(encoding=encoding, errors=errors, repair=level, date_order=date_order, max_size=max_size)
    records = options.Reported(parse_paths(inputs, reading))
    if explain:
        from ..reports import repairs

        console.write_styled((piece for record in records for piece in repairs.explain(record)), color)
    else:
        console.write(render(records, form, pretty), pretty and console.output_colour(color))
    return max(records.code, options.selection_code(found, asked))
