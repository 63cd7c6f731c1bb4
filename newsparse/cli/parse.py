"""`newsparse parse`: print articles."""

from __future__ import annotations

import click

from ..api import ReadOptions
from ..batch import parse_paths
from ..output.articles import FORMATS, Format, render
from . import console, options
from .commands import command
from .inputs import ReportedRecords, find_inputs, selection_code
from .progress import with_progress


@command
@click.option(
    "-f",
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="ndjson",
    show_default=True,
    help="One object a line, one array, or one --- document an article.",
)
@click.option("--pretty", is_flag=True, help="Indent the JSON; in colour on a terminal.")
@click.option("--explain", is_flag=True, help="For people: what is repaired where and why, instead of the articles.")
@options.reading
@options.inputs
@options.terminal
def parse(
    output_format: Format,
    pretty: bool,
    explain: bool,
    reading: ReadOptions,
    inputs: options.InputOptions,
    terminal: options.TerminalOptions,
) -> int:
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
    found = find_inputs(inputs)
    records = ReportedRecords(parse_paths(with_progress(found.paths, terminal.progress), reading))
    if explain:
        from ..reports.repair_list import repair_list

        console.write_styled((piece for record in records for piece in repair_list(record)), terminal.color)
    else:
        console.write(render(records, output_format, pretty), pretty and console.output_color(terminal.color))
    return max(records.exit_code, selection_code(found, inputs))
