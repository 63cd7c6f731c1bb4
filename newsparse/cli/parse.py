"""`newsparse parse`: print articles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

import click

from ..api import ReadOptions
from ..article import Article, ErrorRecord
from ..batch import map_articles, parse_paths, useful_jobs
from ..output.encoded import EncodedRecord, encoded, joined
from ..output.formats import FORMAT_BY_EXTENSION, FORMAT_NAMES, Format, Rendering
from ..text.compression import compression_of, uncompressed_name
from . import console, format_options, options
from .commands import command, is_from_environment, option
from .inputs import ReportedRecords, find_inputs, has_input, selection_code
from .progress import with_progress


class OutputOptions(NamedTuple):
    """Where the articles are written, and in which form."""

    output: str | None
    output_format: Format | None
    pretty: bool
    fields: tuple[str, ...]
    spreadsheet_safe: bool
    add_bom: bool
    explain: bool


class _Target(NamedTuple):
    """The file to write (None: standard output), and the format with its options, or the list of repairs."""

    path: str | None
    output_format: Format
    rendering: Rendering
    explain: bool = False


_output_options = options.group(
    "output",
    OutputOptions,
    OutputOptions._fields,
    option(
        "Output",
        "-o",
        "--output",
        metavar="FILE",
        callback=options.file_name,
        help="Write to FILE instead of standard output. An existing file is replaced only after all "
        "articles are written.",
    ),
    option(
        "Output",
        "-f",
        "--format",
        "output_format",
        type=click.Choice(FORMAT_NAMES),
        metavar="FORMAT",
        help=f"{format_options.FORMAT_HELP}.  [default: by the extension of FILE, or ndjson]",
    ),
    option("Output", "--pretty", is_flag=True, help="Indent JSON. On a terminal, use color for JSON and YAML."),
    format_options.fields,
    format_options.spreadsheet_safe,
    format_options.add_bom,
    option(
        "Output",
        "--explain",
        is_flag=True,
        help="List each repair and problem with its position in the input instead of printing the articles.",
    ),
)


@command
@_output_options
@options.reading
@options.inputs
@options.jobs
@options.terminal
def parse(
    output: OutputOptions,
    reading: ReadOptions,
    inputs: options.InputOptions,
    jobs: int | None,
    terminal: options.TerminalOptions,
) -> int:
    """Print the articles of news files.

    PATHS are files, directories (searched for *.txt) or - for standard input, which is also read without PATHS.
    Articles are printed in the sorted order of the inputs. A failed input is reported on standard error, and an error
    record takes its place in formats that can hold one; the exit code is 1.

    \b
    Examples:
      newsparse parse article.txt --pretty
      newsparse parse article.txt --explain
      newsparse parse articles/ | jq -r .title
      newsparse parse articles/ -o articles.csv
      newsparse parse articles/ -f csv --fields source,title,text > titles.csv
      newsparse parse article.txt -f markdown
    """
    target = _target(output)
    found = find_inputs(inputs)
    if target.path:
        from .output_file import refuse_input  # few calls write a file

        refuse_input(target.path, found, inputs.files_from)
    if target.path and not has_input(found, target.path):
        return selection_code(found, inputs)
    paths = with_progress(found.paths, terminal.progress, output=target.path)
    jobs = useful_jobs(found.paths, jobs)
    if target.explain:
        records = ReportedRecords(parse_paths(paths, reading, jobs=jobs))
        _write_explanation(records, target.path, terminal.color)
        return max(records.exit_code, selection_code(found, inputs))
    encode = partial(encoded, output_format=target.output_format, rendering=target.rendering)
    outputs, totals = ReportedRecords(map_articles(paths, encode, reading, jobs=jobs)), _Totals()
    _write_articles(totals.counted(outputs), target, terminal.color)
    if (target.path or len(found.paths) > 1) and console.shows_summaries():
        console.note(f"wrote {target.path}: {totals.summary()}" if target.path else totals.summary())
    return max(outputs.exit_code, selection_code(found, inputs))


def _target(output: OutputOptions) -> _Target:
    """Return what to write and where. Raises UsageError if the options contradict each other."""
    path = _output_path(output.output) if output.output else None
    rendering = Rendering(output.pretty, output.fields, output.spreadsheet_safe, output.add_bom)
    if output.explain and _can_explain(output.output_format, rendering):
        return _Target(path, "ndjson", Rendering(), explain=True)
    output_format = output.output_format
    if path and (output_format is None or is_from_environment("output_format")):
        output_format = _format_of_file(path, default=output_format)
    output_format = output_format or "ndjson"
    return _Target(path, output_format, format_options.usable_rendering(output_format, rendering))


def _can_explain(output_format: Format | None, rendering: Rendering) -> bool:
    """Return whether --explain applies: not if an environment variable sets it, and the command line a format.

    Raises UsageError if both are on the command line.
    """
    values = {"output_format": output_format, **rendering._asdict()}
    has_format = any(value and not is_from_environment(name) for name, value in values.items())
    if has_format and not is_from_environment("explain"):
        raise click.UsageError("--explain cannot be used with --format or with options of formats. Pass one of them.")
    return not has_format


def _output_path(output: str) -> str | None:
    """Return the output file; None for standard output. Raises ClickException if it cannot be written."""
    from .output_file import output_path, require_compression

    path = output_path(output)
    if path:
        require_compression(compression_of(path.lower()))
    return path


def _format_of_file(path: str, default: Format | None) -> Format:
    """Return the format for the extension of the output file, in any case.

    For other extensions and devices, return `default`. Raises UsageError if it is None.
    """
    extension = os.path.splitext(uncompressed_name(path.lower()))[1]
    if os.path.exists(path) and not os.path.isfile(path):
        default = default or "ndjson"
    if extension not in FORMAT_BY_EXTENSION:
        if default:
            return default
        problem = f"has the unknown extension {extension}" if extension else "has no extension"
        known = ", ".join(FORMAT_BY_EXTENSION)
        raise click.UsageError(f"--output {path} {problem}. Pass --format, or use one of {known}.")
    return FORMAT_BY_EXTENSION[extension]


def _write_articles(records: Iterable[EncodedRecord], target: _Target, color: str) -> None:
    pieces = joined(records, target.output_format, target.rendering)
    if target.path:
        _write_file(target.path, pieces)
        return
    if console.output_is_terminal():  # which would show the carriage return as a control character
        pieces = (piece.replace(b"\r\n", b"\n") for piece in pieces)
    console.write((piece.decode() for piece in pieces), target.rendering.pretty and console.output_color(color))


def _write_explanation(records: Iterable[Article | ErrorRecord], path: str | None, color: str) -> None:
    from ..reports.repair_list import repair_list

    pieces = (piece for record in records for piece in repair_list(record))
    if path:
        _write_file(path, (line.encode("utf-8", "backslashreplace") for line in console.styled(pieces, False)))
    else:
        console.write_styled(pieces, color)


def _write_file(path: str, pieces: Iterable[bytes]) -> None:
    from .output_file import write_output

    write_output(path, pieces, compression_of(path.lower()))


class _Totals:
    """Counts of articles, failed inputs, repairs and problems."""

    def __init__(self) -> None:
        self.articles = self.failed = self.repairs = self.problems = 0

    def counted(self, records: Iterable[EncodedRecord]) -> Iterator[EncodedRecord]:
        """Yield the records, and count each before it is yielded."""
        for record in records:
            if record.error:
                self.failed += 1
            else:
                self.articles += 1
                self.repairs += record.repairs
                self.problems += record.problems
            yield record

    def summary(self) -> str:
        """Return the counts in one line."""
        names = {
            "article": self.articles,
            "repair": self.repairs,
            "problem": self.problems,
            "failed input": self.failed,
        }
        return ", ".join(f"{number} {name}{'' if number == 1 else 's'}" for name, number in names.items())
