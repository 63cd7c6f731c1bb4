"""Messages, report files and exit codes of conversions."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from newsparse import InputError
from newsparse.cli.conversion_report import failures_reported, report_summary, write_report
from newsparse.conversion.commit import Summary
from newsparse.conversion.output_paths import ConvertError
from newsparse.conversion.runner import Progress

EMPTY = Progress().summary


@pytest.mark.parametrize(
    ("summary", "code"),
    [
        (EMPTY, 0),
        (EMPTY._replace(files=2, articles=2), 0),
        (EMPTY._replace(files=2, articles=1, errors=1, error_codes={"N002": 1}), 1),
        (EMPTY._replace(files=2, articles=1, errors=1, error_codes={"N013": 1}), 2),
        (EMPTY._replace(files=2, errors=2, unwritten_inputs=2), 2),
        (EMPTY._replace(files=2, errors=2, unwritten_inputs=1), 1),
    ],
)
def test_exit_code_of_a_summary(summary: Summary, code: int) -> None:
    assert report_summary(summary, "out.ndjson") == code


def test_summary_counts_articles_without_required_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    summary = EMPTY._replace(files=2, articles=2, missing_fields={"title": 1, "published_time": 2}, seconds=1.25)
    report_summary(summary, "out.ndjson", str(tmp_path / "report.json"))
    first, second = capsys.readouterr().err.splitlines()
    assert first == "newsparse: wrote out.ndjson: 2 files, 2 articles, 0 repairs, 0 problems, 0 failed inputs in 1.2 s"
    assert second == "newsparse: 2 articles have no published time, 1 has no title"
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert (report["status"], report["message"], report["articles"]) == ("finished", None, 2)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ConvertError("cannot be converted"), "cannot be converted"),
        (InputError("N001", "not installed"), "not installed"),
        (PermissionError(13, "Permission denied", "a.txt"), "a.txt: permission denied"),
        (PermissionError(13, "Permission denied"), "out: permission denied"),
        (click.UsageError("cannot be used together"), "cannot be used together"),
    ],
)
def test_expected_exceptions_become_one_message(tmp_path: Path, error: Exception, message: str) -> None:
    path = tmp_path / "report.json"
    with pytest.raises(click.ClickException) as caught, failures_reported("out", Progress(), str(path)):
        raise error
    assert caught.value.message == message
    report = json.loads(path.read_bytes())
    assert (report["status"], report["message"]) == ("failed", message)


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [(KeyboardInterrupt(), "interrupted", None), (RuntimeError("broken"), "failed", "internal error")],
)
def test_other_exceptions_pass_unchanged(
    tmp_path: Path, error: BaseException, status: str, message: str | None
) -> None:
    path = tmp_path / "report.json"
    with pytest.raises(type(error)) as caught, failures_reported("out", Progress(), str(path)):
        raise error
    assert caught.value is error
    report = json.loads(path.read_bytes())
    assert (report["status"], report["message"]) == (status, message)


@pytest.mark.parametrize(
    ("text", "is_replaced"), [(None, True), ('{"newsparse": "0.1"}', True), ('{"title": "Boats"}', False), ("", False)]
)
def test_early_report_replaces_only_an_earlier_report(tmp_path: Path, text: str | None, is_replaced: bool) -> None:
    path = tmp_path / "report.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    write_report(str(path), Progress(), "failed", "no inputs found")
    assert (b"no inputs found" in path.read_bytes()) == is_replaced
    assert is_replaced or path.read_text(encoding="utf-8") == text
