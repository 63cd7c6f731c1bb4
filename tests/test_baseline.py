"""Known findings are told no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsparse.baseline import BaselineError, baseline_text, read_baseline, unknown_findings
from newsparse.judge import Checked, Finding


def checked(*rows: str, source: str = "in/a.txt", code: str = "N301") -> list[Checked]:
    findings = (Finding(source, 1, code, "error", "said", line, 1, 2, "safe", row) for line, row in enumerate(rows, 1))
    return [Checked(source, 1, tuple(findings))]


def left(baseline: str, now: list[Checked], path: str = "known.json") -> list[tuple[str, int]]:
    Path(path).write_text(baseline, encoding="utf-8")
    return [(x.row, x.line) for one in unknown_findings(now, read_baseline(path), path) for x in one.findings]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_is_known_is_not_told_wherever_it_stands() -> None:
    known = baseline_text("known.json", checked("One.Two", "Three.Four"))
    assert left(known, checked("new.Line", "Three.Four", "One.Two")) == [("new.Line", 1)]


def test_as_often_as_it_is_known() -> None:
    known = baseline_text("known.json", checked("One.Two", "One.Two"))
    assert left(known, checked("One.Two", "One.Two", "One.Two")) == [("One.Two", 3)]


def test_an_input_that_cannot_be_read_is_always_told() -> None:
    gone = checked("", code="N001")
    assert left(baseline_text("known.json", gone), gone) == [("", 1)]
    assert "N001" not in baseline_text("known.json", gone)


def test_path_and_rule_count() -> None:
    known = baseline_text("known.json", checked("One.Two"))
    assert left(known, checked("One.Two", source="in/b.txt")) == [("One.Two", 1)]
    assert left(known, checked("One.Two", code="N302")) == [("One.Two", 1)]


def test_paths_are_told_from_the_folder_of_the_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = baseline_text("known.json", checked("One.Two"))
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert left(known, checked("One.Two", source="a.txt"), "../known.json") == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1, "findings": []}', '{"version": 1, "findings": {"a": 1}}', "\x80"]
)
def test_what_is_no_baseline_is_told(text: str) -> None:
    Path("known.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(BaselineError, match=r"^known.json: not a baseline; write one with --write-baseline$"):
        read_baseline("known.json")


def test_other_versions_and_missing_files() -> None:
    Path("known.json").write_text('{"version": 2}', encoding="utf-8")
    with pytest.raises(BaselineError, match="a baseline of version 2; this newsparse reads 1"):
        read_baseline("known.json")
    with pytest.raises(BaselineError, match=r"none.json: no such file or directory"):
        read_baseline("none.json")
