"""The options of `check` that say what is reported, where, and how findings change the exit code."""

from __future__ import annotations

import os
from typing import NamedTuple

import click
from click.core import ParameterSource

from ..reports.formats import REPORTS
from ..reports.statistics import STATISTICS
from . import console, options
from .commands import is_from_environment, option
from .config import Config
from .fixes import FixOptions


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
    show_files: bool
    show_settings: bool


def _parse_reports(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    reports = []
    for value in values:
        output_format, _, path = value.partition("=")
        if not path or output_format not in REPORTS:
            known = ", ".join(REPORTS)
            message = f"{value!r} is not of the form FORMAT=PATH, such as sarif=news.sarif. Formats: {known}."
            raise click.BadParameter(message, context, parameter)
        reports.append((output_format, path))
    return tuple(reports)


# The argument is `output`, a ReportOptions.
report_options = options.group(
    "output",
    ReportOptions,
    ReportOptions._fields,
    option(
        "Report",
        "-f",
        "--format",
        "output_format",
        type=click.Choice(REPORTS),
        metavar="FORMAT",
        help=f"Output format: {', '.join(REPORTS[:-1])} or {REPORTS[-1]}.  [default: text; github in GitHub Actions]",
    ),
    option(
        "Report",
        "--report",
        "reports",
        metavar="FORMAT=PATH",
        multiple=True,
        callback=_parse_reports,
        help="Also write a report to a file, such as sarif=news.sarif. With - as PATH, print it instead of the "
        "text report. Repeatable.",
    ),
    option(
        "Report",
        "--statistics",
        is_flag=True,
        help="Count findings per rule instead of listing them. Output formats: text and json.",
    ),
    option("Report", "--strict", is_flag=True, help="Exit with code 1 also if there are only warnings."),
    option("Report", "--exit-zero", is_flag=True, help="Exit with code 0 even if there are findings."),
    option(
        "Report",
        "--baseline",
        metavar="FILE",
        callback=options.file_name,
        help="Hide the known findings that are listed in FILE.",
    ),
    option(
        "Report",
        "--write-baseline",
        metavar="FILE",
        callback=options.file_name,
        help="Write all findings to FILE, for --baseline, instead of reporting them.",
    ),
    option("Report", "--show-files", is_flag=True, help="List the files that would be checked, and exit."),
    option("Report", "--show-settings", is_flag=True, help="Print the effective settings as TOML, and exit."),
)


def without_conflicts(output: ReportOptions, fixing: FixOptions) -> ReportOptions:
    """Return the options without those of environment variables that the command line excludes.

    Raises UsageError for options of the command line that cannot be used together.
    """
    output = _without_unused_variables(output, fixing)
    modes = {
        "--fix": fixing.fix,
        "--write-baseline": output.write_baseline,
        "--show-files": output.show_files,
        "--show-settings": output.show_settings,
    }
    given = [name for name, value in modes.items() if value]
    if len(given) > 1:
        raise click.UsageError(f"{given[0]} and {given[1]} cannot be used together. Pass one of them")
    if fixing.unsafe and not fixing.fix and _is_on_command_line("unsafe"):
        raise click.UsageError("--unsafe-fixes has no effect without --fix. Pass --fix, too.")
    _refuse_unused_reports(output)
    return output


def _without_unused_variables(output: ReportOptions, fixing: FixOptions) -> ReportOptions:
    shown = {"show_files": output.show_files, "show_settings": output.show_settings}
    has_mode = fixing.fix or output.write_baseline or any(map(_is_on_command_line, shown))
    if has_mode:
        shown = {name: value and not is_from_environment(name) for name, value in shown.items()}
    statistics = output.statistics
    if _is_on_command_line("output_format") and is_from_environment("statistics"):
        statistics = False
    return output._replace(statistics=statistics, show_files=shown["show_files"], show_settings=shown["show_settings"])


def _refuse_unused_reports(output: ReportOptions) -> None:
    """Raise UsageError for options of a report that is not printed."""
    reports = {
        "--baseline": "baseline",
        "--report": "reports",
        "--format": "output_format",
        "--statistics": "statistics",
    }
    given = [
        name for name, attribute in reports.items() if getattr(output, attribute) and _is_on_command_line(attribute)
    ]
    if output.write_baseline and given:
        raise click.UsageError(f"--write-baseline and {given[0]} cannot be used together. Pass one of them")
    if output.statistics and "--format" in given and output.output_format not in STATISTICS:
        known = " or ".join(STATISTICS)
        raise click.UsageError(f"--statistics cannot be printed as {output.output_format}. Pass --format {known}.")


def _is_on_command_line(parameter: str) -> bool:
    """Return whether an option is on the command line, and not set by an environment variable."""
    return click.get_current_context().get_parameter_source(parameter) is ParameterSource.COMMANDLINE


def with_printed_report(output: ReportOptions) -> ReportOptions:
    """Return `output` with a --report for standard output as the format of the printed report.

    Raises UsageError if two reports are for standard output.
    """
    printed = [name for name, path in output.reports if path in console.STDOUT_PATHS]
    if not printed:
        return output
    if output.statistics or len(printed) > 1 or (output.output_format and _is_on_command_line("output_format")):
        others = "--format, --statistics or another report to standard output"
        raise click.UsageError(f"--report {printed[0]}=- cannot be used with {others}. Pass one of them")
    files = tuple((name, path) for name, path in output.reports if path not in console.STDOUT_PATHS)
    return output._replace(output_format=printed[0], reports=files)


def with_defaults(output: ReportOptions, config: Config) -> ReportOptions:
    """Return `output` with the values of the configuration where the command line has none."""
    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    output_format = output.output_format or config.output_format or default
    if output.statistics and output_format not in STATISTICS:
        output_format = "text"
    return output._replace(
        output_format=output_format,
        strict=output.strict or config.strict,
        baseline=None if output.write_baseline else output.baseline or config.baseline,
    )
