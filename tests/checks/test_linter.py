"""Checking one input: findings, their order and fixability, and failed inputs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support.findings import BODY, HEADER, news_text

import newsparse
from newsparse import Selection, Settings
from newsparse.article import ErrorRecord
from newsparse.checks.linter import failed_result, line_digest, lint_file
from newsparse.checks.source_file import text_source_file
from newsparse.problems import ALWAYS_REPORTED, FAILURES


def test_findings_are_in_order_of_position_and_counted_per_article() -> None:
    text = news_text(body="One  two. \n" + BODY) + news_text(
        HEADER.replace("Ferry", "Boat"), "Three  four.\n" + BODY * 2
    )
    checked = lint_file("a.txt", text_source_file(text), Settings())
    assert checked.articles == 2
    assert [(x.record, x.code, x.line, x.column) for x in checked.findings] == [
        (1, "N311", 6, 4),
        (1, "N312", 6, 10),
        (2, "N311", 13, 6),
    ]


def test_a_finding_has_the_text_of_its_line() -> None:
    (finding,) = newsparse.check(news_text(body="It is over.The rest.\n" + BODY), name="a.txt")
    assert (finding.source, finding.record, finding.code, finding.line_text) == (
        "a.txt",
        1,
        "N301",
        "It is over.The rest.",
    )
    assert (finding.severity, finding.fix, finding.line, finding.column) == ("error", "safe", 6, 12)


def test_only_enabled_rules_report() -> None:
    text = "\ufeff" + news_text(HEADER + "Source: NP\n", "One  two.\n" + BODY)
    settings = Settings(selections=(Selection(("N311", "unknown-label")),), today=date(2000, 1, 1))
    assert [x.code for x in newsparse.check(text.encode(), settings=settings)] == ["N107", "N311"]


def test_uncertain_damage_is_a_warning_and_not_fixed() -> None:
    text = news_text(body=BODY + "We left a\nn hour later.\n")
    (finding,) = newsparse.check(text)
    assert (finding.code, finding.severity, finding.fix) == ("N308", "warning", "unsafe")
    assert not newsparse.fix(text).changed
    assert newsparse.fix(text, unsafe_fixes=True).changed


def test_text_with_lone_surrogates_is_checked_and_not_fixed() -> None:
    text = news_text(HEADER.replace("Ferry", "Fe\ud800rry"), "The rest\udfff.The end. \n" + BODY)
    assert [(x.code, x.fix) for x in newsparse.check(text)] == [("N301", "no"), ("N312", "no")]
    with pytest.raises(
        newsparse.InputError, match=r"U\+D800 at line 2, column 10 cannot be encoded in UTF-8"
    ) as caught:
        newsparse.fix(text)
    assert (caught.value.code, caught.value.line) == ("N002", 2)


def test_a_missing_file_is_a_finding() -> None:
    (finding,) = newsparse.check(Path("none/none.txt"))
    assert (finding.code, finding.message, finding.source) == ("N001", "no such file or directory", "none/none.txt")


@pytest.mark.parametrize("code", sorted(FAILURES))
def test_a_failed_input_is_reported_unless_its_code_is_ignored(code: str) -> None:
    record = ErrorRecord("a.txt", code, "it failed", 3)
    (finding,) = failed_result(record, Settings(selections=(Selection(("N3",)),))).findings
    assert (finding.code, finding.severity, finding.line, finding.column, finding.fix) == (code, "error", 3, 1, "no")
    ignored = failed_result(record, Settings(selections=(Selection(ignore=(code,)),))).findings
    assert [x.code for x in ignored] == ([code] if code in ALWAYS_REPORTED else [])


def test_a_line_is_identified_by_its_text_without_white_space_around_words() -> None:
    assert line_digest("One  two.") == line_digest(" One two. ")
    assert line_digest("One two.") != line_digest("Onetwo.")
