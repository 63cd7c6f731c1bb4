"""Detection of repeated articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.findings import BODY, HEADER, Marked, marked, news_text

from newsparse.checks.checked_article import prepare_article
from newsparse.checks.repeats import RepeatDetector, article_key
from newsparse.checks.settings import Settings
from newsparse.formats import native_documents


def check(repeats: RepeatDetector, source: str, text: str) -> list[tuple[str, str]]:
    articles = (prepare_article(text, document, source, Settings()) for document in native_documents(text))
    keys = (article_key(article, text.split("\n")) for article in articles)
    return [(found.code, found.message) for key in keys for found, _ in repeats.check(key)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (news_text() + news_text(HEADER.replace("2022-01-11", "2022-01-12")), [("N011", 11, 6, 7)]),
        (news_text() + news_text(body="A " + BODY), [("N010", 8, 8, 21)]),
    ],
)
def test_a_repeated_body_or_title_in_one_file_is_reported(text: str, expected: list[Marked]) -> None:
    assert marked(text) == expected


def test_articles_are_repeated_among_files_that_share_the_memory() -> None:
    repeats = RepeatDetector()
    assert check(repeats, "a.txt", news_text()) == []
    assert check(repeats, "b.txt", news_text()) == [("N011", "same body as article 1 of a.txt")]
    title = news_text(HEADER.replace("Ferry", "FERRY"), BODY * 2)
    assert check(repeats, "c.txt", title) == [("N010", "same title and published time as article 1 of a.txt")]
    assert check(RepeatDetector(), "b.txt", news_text()) == []


def test_the_same_file_under_another_name_is_not_repeated(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    repeats = RepeatDetector()
    assert check(repeats, str(tmp_path / "a.txt"), news_text()) == []
    assert check(repeats, str(tmp_path / "link.txt"), news_text()) == []
