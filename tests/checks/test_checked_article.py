"""What rules check, and what they report."""

from __future__ import annotations

from support.findings import BODY, HEADER, news_text

from newsparse.checks.checked_article import CheckedArticle, prepare_article, report
from newsparse.checks.settings import Settings
from newsparse.formats import native_documents


def prepared(text: str) -> list[CheckedArticle]:
    return [prepare_article(text, document, "a.txt", Settings()) for document in native_documents(text)]


def test_header_lines_begin_with_the_first_label() -> None:
    (article,) = prepared("Advertisement\n" + news_text(HEADER + "Source: NP\n"))
    labels = [(line.number, line.label.field if line.label else None) for line in article.header_lines]
    fields = ["published_time", "title", "category", "author", None, "text"]
    assert labels == list(enumerate(fields, 2))


def test_the_first_field_of_a_name_counts() -> None:
    (article,) = prepared(news_text(HEADER + "Title: Again\n"))
    assert article.fields["title"].value == "Ferry returns"


def test_positions_count_from_the_input() -> None:
    glued, second = prepared(news_text()[:-1] + news_text(body="One\ntwo\n"))
    assert glued.position_of(glued.header_lines[0]) == (1, 1)
    assert second.position_of(second.header_lines[0]) == (6, len(BODY))
    position_at = second.body_positions()
    assert [position_at(second.document.body.index(word)) for word in ("One", "two")] == [(11, 1), (12, 1)]


def test_only_the_first_match_of_each_line_is_reported() -> None:
    (article,) = prepared(news_text(body="<p>One <b>two\n</p>\n"))
    text = article.source_text()
    found = [(text.index(tag), tag) for tag in ("<p>", "<b>", "</p>")]
    results = article.report_first_in_each_line("N315", found)
    assert [(x.problem.message, x.problem.line, x.problem.column) for x in results] == [("<p>", 6, 1), ("</p>", 7, 1)]


def test_a_result_at_a_field_has_the_position_of_its_value() -> None:
    (article,) = prepared(news_text())
    problem = report("N211", "long", article.fields["title"]).problem
    assert (problem.severity, problem.line, problem.column) == ("warning", 2, 8)
