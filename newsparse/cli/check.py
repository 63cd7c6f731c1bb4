"""`newsparse check`: validate news files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import click

from ..batch import check_paths
from ..checks.baseline import BaselineError, NewFindings, baseline_text, read_baseline
from ..checks.linter import CheckResult
from ..problems import ALWAYS_REPORTED, FAILURES
from ..reports.formats import REPORTS, report
from ..reports.github import github_summary
from ..reports.text import statistics
from ..reports.totals import Totals, count
from . import console, options
from .commands import command
from .config import Config
from .inputs import selection_code
from .progress import with_progress
from .report_files import append_summary, refuse_outputs, write_text
from .rule_options import RuleOptions, load_config, rule_options, select_inputs


class ReportOptions(NamedTuple):
    """What to report, where, and how findings change the exit code.

    `output_format` is for the printed report; `reports` are pairs of a format and a path.
    """

    output_format: str | None
    reports: tuple[tuple[str, str], ...]
    statistics: bool
    strict: bool
    exit_zero: bool
    baseline: str | None
    write_baseline: str | None


def _parse_reports(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    reports = []
    for value in values:
        output_format, _, path = value.partition("=")
        if not path or output_format not in REPORTS:
            known = ", ".join(REPORTS)
            raise click.BadParameter(f"{value!r} is not FORMAT=PATH with a format of {known}", context, option)
        reports.append((output_format, path))
    return tuple(reports)


_report_options = options.group(
    "output",
    ReportOptions,
    ReportOptions._fields,
    click.option(
        "-f",
        "--format",
        "output_format",
        type=click.Choice(REPORTS),
        help="How findings are told.  [default: text; github in GitHub Actions]",
    ),
    click.option(
        "--report",
        "reports",
        metavar="FORMAT=PATH",
        multiple=True,
        callback=_parse_reports,
        help="Also write a report into a file; with PATH - print it instead. Repeatable.",
    ),
    click.option("--statistics", is_flag=True, help="Count the findings by rule instead of telling them."),
    click.option("--strict", is_flag=True, help="Exit code 1 also where there are only warnings."),
    click.option("--exit-zero", is_flag=True, help="Exit code 0 whatever is found."),
    click.option(
        "--baseline",
        metavar="FILE",
        callback=options.file_name,
        help="Baseline of known findings, which are not reported.",
    ),
    click.option(
        "--write-baseline",
        metavar="FILE",
        callback=options.file_name,
        help="Write all findings to FILE as a baseline.",
    ),
)


@command
@_report_options
@rule_options
@options.inputs
@options.terminal
def check(
    output: ReportOptions, rules: RuleOptions, inputs: options.InputOptions, terminal: options.TerminalOptions
) -> int:
    """Validate news files: the file, its header, its values, its body. Writes nothing.

    Exit code 1: errors were found (with --strict: or warnings) or an input failed. Exit code 2: a path does not exist.
    `newsparse rule CODE` describes a rule; `newsparse fix` fixes findings.

    \b
    Examples:
      newsparse check --report sarif=newsparse.sarif --report junit=newsparse.xml articles/
      newsparse check --write-baseline known.json articles/ && newsparse check --baseline known.json articles/
    """
    _refuse_conflicts(output)
    output = _with_printed_report(output)
    config = load_config(rules, inputs)
    found = select_inputs(inputs, config)
    outputs = [path for _, path in output.reports]
    refuse_outputs([*outputs, output.write_baseline] if output.write_baseline else outputs, found)
    output = _with_defaults(output, config)
    paths = with_progress(found.paths, terminal.progress)
    checked = check_paths(paths, config.settings, config.reading)
    if output.write_baseline:
        return max(_write_baseline(output.write_baseline, checked), selection_code(found, inputs))
    code = max(_report(checked, output, terminal.color), selection_code(found, inputs))
    return 0 if output.exit_zero and code == 1 else code


def _refuse_conflicts(output: ReportOptions) -> None:
    """Raise UsageError for two options that cannot be used together."""
    given = {
        "--baseline": output.baseline,
        "--report": output.reports,
        "--format": output.output_format,
        "--statistics": output.statistics,
    }
    if output.statistics and output.output_format:
        raise click.UsageError("--statistics and --format cannot be used together")
    if output.write_baseline and (name := next((name for name, value in given.items() if value), None)):
        raise click.UsageError(f"--write-baseline and {name} cannot be used together")


def _with_printed_report(output: ReportOptions) -> ReportOptions:
    """Return `output` with a --report for standard output as the format of the printed report.

    Raises UsageError if two reports are for standard output.
    """
    printed = [name for name, path in output.reports if path in console.STDOUT_PATHS]
    if not printed:
        return output
    if output.output_format or output.statistics or len(printed) > 1:
        others = "--format, --statistics or another report to standard output"
        raise click.UsageError(f"--report {printed[0]}=- cannot be used together with {others}")
    files = tuple((name, path) for name, path in output.reports if path not in console.STDOUT_PATHS)
    return output._replace(output_format=printed[0], reports=files)


def _with_defaults(output: ReportOptions, config: Config) -> ReportOptions:
    """Return `output` with the values of the configuration where the command line has none."""
    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    return output._replace(
        output_format=output.output_format or config.output_format or default,
        strict=output.strict or config.strict,
        baseline=output.baseline or config.baseline,
    )


def _report(checked: Iterable[CheckResult], output: ReportOptions, color: str) -> int:
    """Report the findings that are not in the baseline, and return the exit code."""
    totals = Totals()
    new = _new_findings(checked, output.baseline) if output.baseline else None
    counted = totals.counted(new or checked)
    if output.statistics or output.output_format not in ("text", "concise"):
        # Unlike text and concise, these outputs do not show people which inputs failed.
        counted = _with_messages(counted, ALWAYS_REPORTED)
    _write_reports(counted, output, color)
    if new:
        console.note(f"{output.baseline}: {count(new.hidden, 'known finding')} not shown")
    return max(totals.exit_code, 1 if totals.count_failures(output.strict) else 0)


def _new_findings(checked: Iterable[CheckResult], baseline: str) -> NewFindings:
    try:
        return NewFindings(checked, read_baseline(baseline), baseline)
    except BaselineError as error:
        raise click.ClickException(str(error)) from None


def _write_reports(checked: Iterable[CheckResult], output: ReportOptions, color: str) -> None:
    """Print the report or the statistics, and write the other reports and the summary of a GitHub step."""
    output_format = output.output_format or "text"
    summary = os.environ.get("GITHUB_STEP_SUMMARY") if output_format == "github" else None
    if output.reports or summary:
        checked = list(checked)
    printed = statistics(checked) if output.statistics else report(output_format, checked, output.strict)
    console.write_styled(printed, color)
    for name, path in output.reports:
        write_text(path, (piece for _, piece in report(name, checked, output.strict)))
    if summary:
        append_summary(summary, github_summary(checked))


def _write_baseline(path: str, checked: Iterable[CheckResult]) -> int:
    """Write all findings as a baseline, and return the exit code for inputs that failed."""
    totals = Totals()
    text, written = baseline_text(path, _with_messages(totals.counted(checked), FAILURES))
    write_text(path, [text])
    console.note(f"{path}: {count(written, 'finding')} written as known")
    return totals.exit_code


def _with_messages(checked: Iterable[CheckResult], codes: frozenset[str]) -> Iterator[CheckResult]:
    """Yield `checked`, and print a message for each finding with one of `codes`."""
    for file in checked:
        for finding in file.findings:
            if finding.code in codes:
                console.message(file.source, finding.message)
        yield file
