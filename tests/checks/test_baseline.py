"""Baselines: known findings are not reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsparse.checks.baseline import BaselineError, NewFindings, baseline_text, read_baseline
from newsparse.checks.linter import CheckResult, Finding
from newsparse.checks.settings import Selection, Settings


def results_with(*lines: str, source: str = "in/a.txt", code: str = "N301") -> list[CheckResult]:
    """Return the result of a file with one finding in each of the lines."""
    findings = (
        Finding(source, 1, code, "error", "message", number, 1, 2, "safe", line) for number, line in enumerate(lines, 1)
    )
    return [CheckResult(source, 1, tuple(findings))]


def reported(baseline: str, results: list[CheckResult], path: str = "known.json") -> list[tuple[str, int]]:
    """Return text and number of the lines with findings that are not in `baseline`, the text of a baseline."""
    Path(path).write_text(baseline, encoding="utf-8")
    new = NewFindings(results, read_baseline(path), path, Settings())
    return [(finding.line_text, finding.line) for result in new for finding in result.findings]


def text_of(results: list[CheckResult]) -> str:
    """Return the text of a baseline with all findings of the results."""
    text, count = baseline_text("known.json", results)
    assert count == sum(len(result.findings) for result in results)
    return text


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_known_finding_is_not_reported_on_another_line() -> None:
    known = text_of(results_with("One.Two", "Three.Four"))
    assert reported(known, results_with("new.Line", "Three.Four", "One.Two")) == [("new.Line", 1)]


def test_a_finding_is_hidden_as_often_as_it_is_known() -> None:
    known = text_of(results_with("One.Two", "One.Two"))
    assert reported(known, results_with("One.Two", "One.Two", "One.Two")) == [("One.Two", 3)]


@pytest.mark.parametrize("code", ["N001", "N002", "N003", "N004", "N012", "N013", "N014"])
def test_a_failed_input_is_always_reported(code: str) -> None:
    failed = results_with("", code=code)
    assert baseline_text("known.json", failed) == ('{\n "findings": {},\n "version": 1\n}\n', 0)
    older = text_of(results_with("", code="N301")).replace("N301", code)
    assert reported(older, failed) == [("", 1)]


def test_hidden_findings_are_counted() -> None:
    Path("known.json").write_text(text_of(results_with("One.Two", "One.Two", "Three.Four")), encoding="utf-8")
    new = NewFindings(
        results_with("One.Two", "Five.Six", "One.Two"), read_baseline("known.json"), "known.json", Settings()
    )
    assert [len(result.findings) for result in new] == [1]
    assert new.hidden == 2


@pytest.mark.parametrize(
    ("results", "settings", "expected"),
    [
        (results_with("One.Two", "One.Two"), Settings(), 0),
        (results_with("One.Two"), Settings(), 1),
        (results_with("new line"), Settings(), 2),
        ([CheckResult("in/a.txt", 1, ())], Settings(), 2),
        ([CheckResult("in/a.txt", 1, ())], Settings(selections=(Selection("N2"),)), 0),  # the rule is not enabled
        ([CheckResult("in/a.txt", 1, ())], Settings(per_file_ignores={"in": ("N301",)}), 0),
        ([CheckResult("in/b.txt", 1, ())], Settings(), 0),  # the file was not checked
        (results_with("", code="N002"), Settings(), 0),  # the file could not be checked
        ([], Settings(), 0),
    ],
)
def test_known_findings_that_no_longer_occur_are_counted(
    results: list[CheckResult], settings: Settings, expected: int
) -> None:
    repeat = results_with("Text:", code="N011")[0].findings  # depends on other files, so it is not counted
    known = [result._replace(findings=result.findings + repeat) for result in results_with("One.Two", "One.Two")]
    Path("known.json").write_text(text_of(known), encoding="utf-8")
    new = NewFindings(results, read_baseline("known.json"), "known.json", settings)
    assert len(list(new)) == len(results)
    assert new.count_resolved() == expected


def test_the_same_line_in_another_file_or_of_another_rule_is_reported() -> None:
    known = text_of(results_with("One.Two"))
    assert reported(known, results_with("One.Two", source="in/b.txt")) == [("One.Two", 1)]
    assert reported(known, results_with("One.Two", code="N302")) == [("One.Two", 1)]


def test_paths_are_relative_to_the_folder_of_the_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = text_of(results_with("One.Two"))
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert reported(known, results_with("One.Two", source="a.txt"), "../known.json") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 1, "findings": []}',
        '{"version": 1, "findings": {"a": 1}}',
        "\x80",
        '{"version": 1, "findings": {"a": {"b": 1e400}}}',
        '{"version": 1, "findings": {"a": {"b": NaN}}}',
        '{"version": 1, "findings": {"a": {"b": ' + "7" * 10_000 + "}}}",
        '{"version": 1, "findings": ' + "[" * 100_000,
        '{"a":' * 100_000,
        '{"version": 1, "findings": {"a": {"b": [1]}}}',
        '{"version": 1, "findings": {"a": {"b": -1}}}',
        '{"version": 1, "findings": {"a": {"b": 0}}}',
        '{"version": 1, "findings": {"a": {"b": 1.5}}}',
        '{"version": 1, "findings": {"a": {"b": true}}}',
        '{"version": 1, "findings": {"a": {"b": "1"}}}',
        '{"version": 1, "findings": {"a": {"b": 2, "c": null}}}',
        "[1]",
        "null",
        "\0",
    ],
)
def test_a_file_that_is_not_a_baseline_is_an_error(text: str) -> None:
    Path("known.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(BaselineError, match=r"^known.json: not a baseline; pass --write-baseline FILE to write one$"):
        read_baseline("known.json")


def test_another_version_and_a_missing_file_are_errors() -> None:
    Path("known.json").write_text('{"version": 2}', encoding="utf-8")
    with pytest.raises(BaselineError, match="unsupported baseline version 2; write the baseline again"):
        read_baseline("known.json")
    with pytest.raises(BaselineError, match=r"none.json: no such file or directory"):
        read_baseline("none.json")
