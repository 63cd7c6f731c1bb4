"""`newsparse check`: check news files."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator

import click

from ..batch import check_paths, fix_paths, useful_jobs
from ..checks.baseline import BaselineError, Known, NewFindings, baseline_text, read_baseline
from ..checks.files import Fixed
from ..checks.linter import CheckResult
from ..inputs.reader import STDIN
from ..inputs.search import Inputs
from ..inputs.walk import Input
from ..problems import ALWAYS_REPORTED, FAILURES
from ..reports.formats import report
from ..reports.github import github_summary
from ..reports.statistics import statistics
from ..reports.totals import Totals, count
from ..storage import stores
from . import console, options
from .advice import with_advice
from .commands import command
from .config import Config
from .fixes import FixOptions, fix_options, refuse_streams, write_fixes
from .inputs import selection_code
from .progress import with_progress
from .report_files import append_summary, refuse_outputs, write_text
from .report_options import ReportOptions, report_options, with_defaults, with_printed_report, without_conflicts
from .rule_options import RuleOptions, load_config, rule_options, select_inputs, stdin_name

_COLUMN = 10  # width of a column of --statistics on a terminal, in characters: that of the longest cell, and more


@command
@report_options
@fix_options
@options.inputs
@options.jobs
@rule_options
@options.terminal
def check(
    output: ReportOptions,
    fixing: FixOptions,
    rules: RuleOptions,
    inputs: options.InputOptions,
    jobs: int | None,
    terminal: options.TerminalOptions,
) -> int:
    """Check news files and report findings.

    Checks the encoding, the header, its values and the body of each file. Without PATHS, checks the news files in the
    current directory; use - for standard input. Changes files only with --fix.

    Exit code 1: there are errors (or, with --strict, warnings), or an input failed. Exit code 2: a path does not exist.

    \b
    Examples:
      newsparse check articles/
      newsparse check --fix articles/
      newsparse check --select N3 --statistics articles/
      newsparse check --report sarif=news.sarif --report junit=news.xml articles/
      newsparse check --write-baseline known.json articles/
      newsparse check --baseline known.json articles/
    """
    output = without_conflicts(output, fixing)
    config = load_config(rules, inputs)
    output = with_defaults(with_printed_report(output), config)
    if output.show_settings:
        return _show_settings(output, config)
    found = select_inputs(inputs, config, default=os.curdir)
    name = stdin_name(rules, found)
    code = _show_files(found) if output.show_files else _check(found, config, output, fixing, terminal, jobs, name)
    code = max(code, selection_code(found, inputs))
    return 0 if output.exit_zero and code == 1 else code


def _check(
    found: Inputs,
    config: Config,
    output: ReportOptions,
    fixing: FixOptions,
    terminal: options.TerminalOptions,
    jobs: int | None,
    name: str,
) -> int:
    """Check the inputs, with --fix after fixing them, write the reports or a baseline, and return the exit code."""
    outputs = [path for _, path in output.reports]
    refuse_outputs([*outputs, output.write_baseline] if output.write_baseline else outputs, found)
    known = _read_baseline(output.baseline) if output.baseline else Known()  # first, because it may be invalid
    code = _fix(found, config, fixing, terminal.progress) if fixing.fix else 0
    paths = with_progress(found.paths, terminal.progress, "Checking")
    checked = check_paths(paths, config.settings, config.reading, jobs=useful_jobs(found.paths, jobs), stdin_name=name)
    if output.write_baseline:
        return _write_baseline(output.write_baseline, checked)
    if not output.baseline:
        return max(code, _report(checked, output, terminal.color))
    new = NewFindings(checked, known, output.baseline, config.settings)
    code = max(code, _report(new, output, terminal.color))
    _note_known(output.baseline, new)
    return code


def _show_settings(output: ReportOptions, config: Config) -> int:
    from .settings_text import settings_text

    config = dataclasses.replace(
        config, output_format=output.output_format, strict=output.strict, baseline=output.baseline
    )
    console.write(settings_text(config))
    return 0


def _show_files(found: Inputs) -> int:
    """List the inputs, and return the exit code: 1 if some cannot be listed."""
    missing = [(path, error.message) for path, error in found.paths if error]
    for path, _ in found.paths:
        if path != STDIN and not stores.is_remote(path) and not os.path.lexists(path):
            missing.append((path, "no such file or directory"))
    for path, reason in missing:
        console.message(path, reason)
    hidden = {path for path, _ in missing}
    console.write_bytes(os.fsencode(path) + b"\n" for path, _ in found.paths if path not in hidden)
    return 1 if missing else 0


def _fix(found: Inputs, config: Config, fixing: FixOptions, progress: str) -> int:
    """Fix the inputs in place, and return the exit code for files that could not be written."""
    refuse_streams(found)
    return write_fixes(_fixed(with_progress(found.paths, progress, "Fixing"), config, fixing.unsafe))


def _fixed(paths: Iterable[Input], config: Config, unsafe: bool) -> Iterator[Fixed]:
    """Yield the fixed files. For a failed input, print only a detail, because its findings are reported later."""
    for record in fix_paths(paths, config.settings, config.reading, unsafe_fixes=unsafe):
        if isinstance(record, Fixed):
            yield record
        else:
            console.detail(f"{record.source}: not fixed: {record.message}")


def _report(checked: Iterable[CheckResult], output: ReportOptions, color: str) -> int:
    """Report the findings, and return the exit code."""
    totals = Totals()
    counted = totals.counted(checked)
    if output.statistics or output.output_format not in ("text", "concise"):
        # Unlike text and concise, these outputs do not show people which inputs failed.
        counted = _with_messages(counted, ALWAYS_REPORTED)
    _write_reports(counted, output, color)
    return max(totals.exit_code, 1 if totals.count_failures(output.strict) else 0)


def _read_baseline(path: str) -> Known:
    try:
        return read_baseline(path)
    except BaselineError as error:
        raise click.ClickException(str(error)) from None


def _note_known(baseline: str, new: NewFindings) -> None:
    console.note(f"{baseline}: {count(new.hidden, 'known finding')} hidden")
    if resolved := new.count_resolved():
        occur = "occurs" if resolved == 1 else "occur"
        advice = f"to update the baseline, check all of its files with --write-baseline {baseline}"
        console.note(f"{baseline}: {count(resolved, 'known finding')} no longer {occur}; {advice}")


def _write_reports(checked: Iterable[CheckResult], output: ReportOptions, color: str) -> None:
    """Print the report or the statistics, and write the other reports and the summary of a GitHub step."""
    output_format, summary = output.output_format or "text", _step_summary(output)
    if output.reports or summary:
        checked = list(checked)
    if output.statistics:
        printed = _statistics(checked, output_format)
    else:
        printed = report(output_format, checked, output.strict, with_summary=console.shows(console.NORMAL))
    console.write_styled(printed, color)
    for name, path in output.reports:
        write_text(path, (piece for _, piece in report(name, checked, output.strict)))
    if summary:
        append_summary(summary, github_summary(checked))


def _statistics(checked: Iterable[CheckResult], output_format: str) -> Iterator[tuple[str, str]]:
    """Yield the statistics with their styles; on a terminal, the columns of text are aligned."""
    is_aligned = output_format == "text" and console.output_is_terminal()
    for style, text in statistics(checked, output_format):
        yield style, text.expandtabs(_COLUMN) if is_aligned else text


def _step_summary(output: ReportOptions) -> str | None:
    """Return the path of the summary of a GitHub step, if the report is for GitHub Actions."""
    is_default = output.statistics and os.environ.get("GITHUB_ACTIONS") == "true"
    return os.environ.get("GITHUB_STEP_SUMMARY") if is_default or output.output_format == "github" else None


def _write_baseline(path: str, checked: Iterable[CheckResult]) -> int:
    """Write all findings as a baseline, and return the exit code for inputs that failed."""
    totals = Totals()
    text, written = baseline_text(path, _with_messages(totals.counted(checked), FAILURES))
    write_text(path, [text])
    console.note(f"{path}: wrote {count(written, 'known finding')}; in later checks, pass --baseline {path}")
    return totals.exit_code


def _with_messages(checked: Iterable[CheckResult], codes: frozenset[str]) -> Iterator[CheckResult]:
    """Yield `checked`, and print a message for each finding with one of `codes`."""
    for file in checked:
        for finding in file.findings:
            if finding.code in codes:
                console.message(file.source, with_advice(finding.message, finding.code))
        yield file
