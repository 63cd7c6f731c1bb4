"""newsparse check: news files validated; writes nothing but reports."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import click

from ..api import ReadOptions
from ..batch import check_paths
from ..checks.baseline import BaselineError, Known, NewFindings, baseline_text, read_baseline
from ..checks.linter import Checked
from ..inputs.reader import STDIN
from ..inputs.search import Inputs
from ..problems import ALWAYS_REPORTED, FAILURES, reason
from ..reports.formats import REPORTS, report
from ..reports.machine import github_summary
from ..reports.repairs import count
from ..reports.text import Totals, statistics
from ..storage import stores
from . import console, options, ruleset


def _reports(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> list[tuple[str, str]]:
    found = []
    for text in given:
        form, equals, path = text.partition("=")
        if not equals or not path or form not in REPORTS:
            known = ", ".join(REPORTS)
            raise click.BadParameter(f"{text!r} is not FORMAT=PATH with a format of {known}", context, option)
        found.append((form, path))
    return found


@click.command()
@click.option("-f", "--format", "form", type=click.Choice(REPORTS),
              help="How findings are told.  [default: text; github in GitHub Actions]")  # fmt: skip
@click.option("--report", "reports", metavar="FORMAT=PATH", multiple=True, callback=_reports,
              help="Also write a report into a file; with PATH - print it instead. Repeatable.")  # fmt: skip
@click.option("--statistics", "counted", is_flag=True, help="Count the findings by rule instead of telling them.")
@click.option("--strict", is_flag=True, help="Exit code 1 also where there are only warnings.")
@click.option("--exit-zero", is_flag=True, help="Exit code 0 whatever is found.")
@click.option(
    "--baseline", metavar="FILE", callback=options.file_name, help="Baseline of known findings, which are not reported."
)
@click.option(
    "--write-baseline", metavar="FILE", callback=options.file_name, help="Write all findings to FILE as a baseline."
)
@ruleset.rules
@options.encoding
@options.inputs
@options.terminal
def check(
    form: str | None, reports: list[tuple[str, str]], counted: bool, strict: bool, exit_zero: bool,
    baseline: str | None, write_baseline: str | None, color: str, progress: str, **chosen: Any,
) -> int:  # fmt: skip
    """Validate news files: the file, its header, its values, its body. Writes nothing.

    Exit code 1: errors were found (with --strict: or warnings) or an input failed. Exit code 2: a path does not exist.
    `newsparse rule CODE` describes a rule; `newsparse fix` fixes findings.

    \b
    Examples:
      newsparse check --report sarif=newsparse.sarif --report junit=newsparse.xml articles/
      newsparse check --write-baseline known.json articles/ && newsparse check --baseline known.json articles/
    """
    others: dict[str, object] = {"--baseline": baseline, "--report": reports, "--format": form, "--statistics": counted}
    _refuse_pairs(
        {"--statistics": counted, "--format": form},
        *({"--write-baseline": write_baseline, name: value} for name, value in others.items()),
    )
    printed, reports = _printed(reports, form, counted)
    config = ruleset.configured(chosen)
    found = ruleset.resolve(chosen, config)
    _refuse_overwriting(found, [path for _, path in [*reports, ("", write_baseline)] if path])
    form, strict = printed or form or config.form or _usual_form(), strict or config.strict
    inputs, total = console.shown(found.paths, progress), Totals()
    checked: Iterable[Checked] = check_paths(
        inputs, config.settings, ReadOptions(encoding=config.encoding, max_size=config.max_size)
    )
    known = None if write_baseline else baseline or config.baseline
    new = NewFindings(checked, _known(known), known) if known else None
    checked = total.counted(new or checked)
    if form not in ("text", "concise") or counted or write_baseline:
        checked = _reported(checked, FAILURES if write_baseline else ALWAYS_REPORTED)
    if write_baseline:
        _write_baseline(write_baseline, checked)
        return max(total.code, options.selection_code(found, chosen["asked"]))
    _show(checked, form, reports, strict, counted, color)
    if new:
        console.note(f"{known}: {count(new.hidden, 'known finding')} not shown")
    wrong = total.wrong(strict)
    code = max(total.code, 1 if wrong else 0, options.selection_code(found, chosen["asked"]))
    return 0 if exit_zero and code == 1 else code


def _show(
    checked: Iterable[Checked], form: str, reports: list[tuple[str, str]], strict: bool, counted: bool, color: str
) -> None:
    """Print the report, or the statistics, and write the other reports and the summary of a GitHub step."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY") if form == "github" else None
    if reports or summary:  # these need it once more
        checked = list(checked)
    console.write_styled(statistics(checked) if counted else report(form, checked, strict), color)
    for name, path in reports:
        _write(path, (piece for _, piece in report(name, checked, strict)))
    if summary:
        _append(summary, github_summary(checked))


def _refuse_pairs(*pairs: dict[str, object]) -> None:
    for pair in pairs:
        if all(pair.values()):
            raise click.UsageError(f"{' and '.join(pair)} cannot be used together")


def _printed(
    reports: list[tuple[str, str]], form: str | None, counted: bool
) -> tuple[str | None, list[tuple[str, str]]]:
    """The format of the report for standard output, if one is to go there, and the other reports."""
    printed = [name for name, path in reports if path in console.OUTPUT]
    if printed and (form or counted or len(printed) > 1):
        others = "--format, --statistics or another report to standard output"
        raise click.UsageError(f"--report {printed[0]}=- cannot be used together with {others}")
    return (printed[0] if printed else None), [row for row in reports if row[1] not in console.OUTPUT]


def _refuse_overwriting(found: Inputs, outputs: list[str]) -> None:
    """Raise ClickException for an output that is an input, is given twice or has no folder; not for devices."""
    if folder := next(filter(os.path.isdir, outputs), None):
        raise click.ClickException(f"{folder}: cannot be written: is a directory")
    outputs = [path for path in outputs if path != STDIN and (not os.path.exists(path) or os.path.isfile(path))]
    targets = [os.path.realpath(path) for path in outputs]
    for path in outputs:
        if not stores.is_remote(path) and not os.path.isdir(os.path.dirname(path) or os.curdir):
            raise click.ClickException(f"{path}: cannot be written: no such directory")
    read = {os.path.realpath(path) for path, _ in found.paths if path != STDIN} if targets else set()
    for index, target in enumerate(targets):
        if target in read:
            raise click.UsageError(f"{outputs[index]} is an input; write the report elsewhere")
        if target in targets[:index]:
            raise click.UsageError(f"{outputs[index]} would be written twice")


def _usual_form() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _known(baseline: str) -> Known:
    try:
        return read_baseline(baseline)
    except BaselineError as error:
        raise click.ClickException(str(error)) from None


def _write_baseline(path: str, checked: Iterable[Checked]) -> None:
    text, written = baseline_text(path, checked)
    _write(path, [text])
    console.note(f"{path}: {count(written, 'finding')} written as known")


def _reported(checked: Iterable[Checked], codes: frozenset[str]) -> Iterator[Checked]:
    """One line on standard error for each finding of `codes`, which no report for people shows."""
    for one in checked:
        for finding in one.findings:
            if finding.code in codes:
                console.message(one.source, finding.message)
        yield one


def _write(path: str, pieces: Iterable[str]) -> None:
    console.write_report(path, "".join(pieces).encode("utf-8", "backslashreplace"))


def _append(path: str, pieces: Iterable[str]) -> None:
    """Add to the file that GitHub shows as a step's summary; a summary that fails is no reason to fail."""
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(pieces)
    except OSError as error:
        console.message(path, f"cannot be written: {reason(error)}")
