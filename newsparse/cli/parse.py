"""`newsparse parse`: print articles."""

from __future__ import annotations

from functools import partial

import click

from ..api import ReadOptions
from ..batch import map_articles, parse_paths, useful_jobs
from ..output.articles import FORMATS, Format
from ..output.encoded import encoded, joined
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
@options.jobs
@options.terminal
def parse(
    output_format: Format,
    pretty: bool,
    explain: bool,
    reading: ReadOptions,
    inputs: options.InputOptions,
    jobs: int | None,
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
    paths, jobs = with_progress(found.paths, terminal.progress), useful_jobs(found.paths, jobs)
    if explain:
        from ..reports.repair_list import repair_list

        records = ReportedRecords(parse_paths(paths, reading, jobs=jobs))
        console.write_styled((piece for record in records for piece in repair_list(record)), terminal.color)
        return max(records.exit_code, selection_code(found, inputs))
    encode = partial(encoded, output_format=output_format, pretty=pretty)
    outputs = ReportedRecords(map_articles(paths, encode, reading, jobs=jobs))
    console.write(joined(outputs, output_format), pretty and console.output_color(terminal.color))
    return max(outputs.exit_code, selection_code(found, inputs))
