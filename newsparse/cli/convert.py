"""newsparse convert: directories to files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

import click

from ..body import Level
from ..convert import FORMS, ConvertError, Summary
from ..convert import convert as converted
from ..days import Order
from ..decode import Errors
from ..engines import usable_cores
from ..files import write_whole
from ..output.review import count
from ..plan import Options, Plan
from ..problem import reason
from ..settings import excluded_by
from ..shards import Receipt, ShardError
from . import options, streams


@click.command()
@click.option(
    "-o", "--output", "dest", metavar="DEST", required=True, help="A file, or a folder (with a / at the end)."
)
@click.option("--to", "form", type=click.Choice(FORMS), default="ndjson", show_default=True,
              help="One object a line, in one file or in parts; or a file an article, the tree mirrored.")  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes.  [default: the cores]")
@click.option("--fail-fast", is_flag=True, help="Stop where an input gives no article, and write nothing.")
@click.option("--exclude", "excludes", metavar="PATTERN", multiple=True, help="Files or folders that are left out.")
@click.option("--report-file", metavar="FILE", help="Write what was done into FILE, as JSON.")
@options.values
@options.reading
@options.inputs
@options.terminal
def convert(
    dest: str, form: str, jobs: int | None, fail_fast: bool, excludes: tuple[str, ...], report_file: str | None,
    date_order: Order | None, errors: Errors, level: Level, encoding: str | None, paths: tuple[str, ...],
    files_from: str | None, nul: bool, globs: tuple[str, ...], hidden: bool, no_ignore: bool, color: str, progress: str,
) -> int:  # fmt: skip
    """Convert directories of news files to NDJSON, JSON or YAML files.

    Every input ends as articles or as an error record. Outputs are whole or not there, the same for any number of
    processes; the same call goes on where one was stopped. Exit code 2 says that there are error records.

    \b
    Examples:
      newsparse convert articles/ -o articles.ndjson
      newsparse convert articles/ -o parts/ -j 8
      newsparse convert articles/ -o tree/ --to yaml
    """
    found = options.resolve(paths, files_from, nul, globs, hidden, no_ignore, excluded_by(excludes))
    if any(path == "-" for path, _ in found.paths):
        raise click.UsageError("standard input cannot be converted; parse it")
    if dest in ("", "-"):
        raise click.UsageError("-o needs a file or a folder; parse prints to standard output")
    if report_file and os.path.realpath(report_file) == os.path.realpath(dest):
        raise click.UsageError("--report-file and -o are the same file")
    if not found.paths:
        return 2 if options.failed(found) else 0
    asked = Options(form, level, encoding, errors, date_order)
    try:
        with streams.bar("Converting", len(found.paths), progress) as advance:
            summary = converted(
                found.paths, found.roots, dest, asked, workers=jobs or usable_cores(), fail_fast=fail_fast,
                heard=_heard(advance),
            )  # fmt: skip
    except (ConvertError, ShardError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or dest}: {reason(error)}") from None
    streams.note(_said(summary))
    if report_file:
        _report(report_file, summary)
    return 2 if summary.errors or options.failed(found) else 0


def _report(path: str, summary: Summary) -> None:
    try:
        write_whole(path, (json.dumps(summary.as_dict(), indent=1) + "\n").encode())
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {reason(error)}") from None


def _heard(advance: Callable[[int], None]) -> Callable[[Plan, Receipt], None]:
    def heard(plan: Plan, receipt: Receipt) -> None:
        advance(receipt.inputs)
        for source, message in receipt.faults:
            streams.message(source, message)

    return heard


def _said(summary: Summary) -> str:
    done = f"{count(summary.files, 'file')}, {count(summary.articles, 'article')}"
    repaired = count(sum(summary.repairs.values()), "repair")
    told = f"{count(sum(summary.problems.values()), 'problem')}, {count(summary.errors, 'error')}"
    return f"{done}, {repaired}, {told} in {summary.seconds:.1f} s"
