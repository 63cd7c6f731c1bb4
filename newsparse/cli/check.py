"""newsparse check: news files validated; writes nothing but reports."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import click

from ..baseline import BaselineError, baseline_text, read_baseline, unknown_findings
from ..inputs import Inputs
from ..judge import Checked
from ..output.findings import Totals, statistics
from ..output.formats import REPORTS, report
from ..output.reports import github_summary
from ..output.review import count
from ..problem import ALWAYS_REPORTED, reason
from ..validate import check_paths
from . import options, ruleset, streams


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
              help="Write a report into a file besides; may be given more than once.")  # fmt: skip
@click.option("--statistics", "counted", is_flag=True, help="Count the findings by rule instead of telling them.")
@click.option("--strict", is_flag=True, help="Exit code 1 also where there are only warnings.")
@click.option("--exit-zero", is_flag=True, help="Exit code 0 whatever is found.")
@click.option("--baseline", metavar="FILE", help="Findings that are known, and not told.")
@click.option("--write-baseline", metavar="FILE", help="Write all findings as known ones into FILE.")
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
    See `newsparse rule CODE` for what is found, and `newsparse fix`.

    \b
    Examples:
      newsparse check --report sarif=newsparse.sarif --report junit=newsparse.xml articles/
      newsparse check --write-baseline known.json articles/ && newsparse check --baseline known.json articles/
    """
    _refuse_pairs(
        {"--statistics": counted, "--format": form}, {"--baseline": baseline, "--write-baseline": write_baseline}
    )
    config = ruleset.configured(chosen)
    found = ruleset.resolve(chosen, config)
    _refuse_overwriting(found, [path for _, path in [*reports, ("", write_baseline)] if path])
    form = form or config.form or _usual_form()
    inputs, total = streams.shown(found.paths, progress), Totals()
    checked: Iterable[Checked] = check_paths(
        inputs, encoding=config.encoding, settings=config.settings, max_size=config.max_size
    )
    checked = total.counted(_new(checked, None if write_baseline else baseline or config.baseline))
    if form not in ("text", "concise") or counted or write_baseline:
        checked = _unreadable_told(checked)
    if write_baseline:
        _write(write_baseline, [baseline_text(write_baseline, checked)])
        streams.note(f"{write_baseline}: {count(total.wrong(strict=True), 'finding')} known from now on")
        return max(total.code, options.selection_code(found, chosen["asked"]))
    summary = os.environ.get("GITHUB_STEP_SUMMARY") if form == "github" else None
    if reports or summary:  # these need it once more
        checked = kept = list(checked)
    streams.write_styled(statistics(checked) if counted else report(form, checked), color)
    for name, path in reports:
        _write(path, (piece for _, piece in report(name, kept)))
    if summary:
        _append(summary, github_summary(kept))
    wrong = total.wrong(strict or config.strict)
    code = max(total.code, 1 if wrong else 0, options.selection_code(found, chosen["asked"]))
    return 0 if exit_zero and code == 1 else code


def _refuse_pairs(*pairs: dict[str, object]) -> None:
    for pair in pairs:
        if all(pair.values()):
            raise click.UsageError(f"{' and '.join(pair)} cannot be had together")


def _refuse_overwriting(found: Inputs, outputs: list[str]) -> None:
    """Nothing is read and written, or written twice; devices may be."""
    targets = [os.path.realpath(path) for path in outputs if not os.path.exists(path) or os.path.isfile(path)]
    read = {os.path.realpath(path) for path, _ in found.paths} if targets else set()
    for index, target in enumerate(targets):
        if target in read:
            raise click.UsageError(f"{outputs[index]} is an input; write the report elsewhere")
        if target in targets[:index]:
            raise click.UsageError(f"{outputs[index]} would be written twice")


def _usual_form() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _new(checked: Iterable[Checked], baseline: str | None) -> Iterable[Checked]:
    """Without what the baseline knows."""
    if not baseline:
        return checked
    try:
        return unknown_findings(checked, read_baseline(baseline), baseline)
    except BaselineError as error:
        raise click.ClickException(str(error)) from None


def _unreadable_told(checked: Iterable[Checked]) -> Iterator[Checked]:
    """One line on standard error for each input that cannot be read, where the report is not for people."""
    for one in checked:
        for finding in one.findings:
            if finding.code in ALWAYS_REPORTED:
                streams.message(one.source, finding.message)
        yield one


def _write(path: str, pieces: Iterable[str]) -> None:
    streams.write_report(path, "".join(pieces).encode("utf-8", "backslashreplace"))


def _append(path: str, pieces: Iterable[str]) -> None:
    """Add to the file that GitHub shows as a step's summary; a summary that fails is no reason to fail."""
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(pieces)
    except OSError as error:
        streams.message(path, f"cannot be written: {reason(error)}")
