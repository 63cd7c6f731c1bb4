"""Boilerplate and pages without an article. Every sample is written for these tests."""

from __future__ import annotations

import json

import pytest
from support.findings import BODY
from support.paths import TESTS

from newsparse.checks.residue import is_boilerplate, is_page_without_article

SAMPLES = json.loads((TESTS / "checks/residue.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", SAMPLES["lines"])
def test_a_line_around_an_article_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", SAMPLES["prose"])
def test_prose_is_not_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(("title", "body"), SAMPLES["pages"])
def test_an_error_page_or_wall_holds_no_article(title: str, body: str) -> None:
    assert is_page_without_article(title or None, body)


@pytest.mark.parametrize(("title", "body"), SAMPLES["articles"])
def test_an_article_about_such_pages_is_an_article(title: str, body: str) -> None:
    assert not is_page_without_article(title, body)
    assert not is_page_without_article(None, f"{title}\n{body}")


def test_a_long_article_with_a_phrase_of_such_pages_is_an_article() -> None:
    assert not is_page_without_article("Access denied", "Access denied\n" + BODY * 8)
