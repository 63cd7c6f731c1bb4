"""Values and problems of an article, and their positions."""

from __future__ import annotations

import copy
import pickle

import pytest

import newsparse

ARTICLE = "Published Time: 2022-01-11\nTitle: A\nCategory: B\nAuthor: Lena Maur\nText:\nThe boats left.\n"
VALUE_PROBLEMS = [  # header, problems of its values
    ("Title: A\n", []),
    ("Title: \u200b \n", [("N208", 1, 7)]),
    ("Title: Title not found\n", [("N208", 1, 8)]),
    ("Title: Title not\n", []),
    ("Title: Title not found.\n", [("N208", 1, 8)]),
    ("Title: Title not found!\n", [("N208", 1, 8)]),
    ("Title: “Title not found”\n", [("N208", 1, 8)]),
    ("Title: [Not found.]\n", [("N208", 1, 8)]),
    ("Author: (Author details not found)\n", [("N208", 1, 9)]),
    ("Title: Body of missing hiker not found.\n", []),
    ("Title: “Missing title not found!”\n", []),
    ("Title: Body of missing hiker not found\n", []),
    ("Title: Two authors not found\n", []),
    ("Title: Four not found\n", []),
    ("Author: Old title not found\n", []),
    ("Author: Author_title not found\nAuthor title: Title details not found\n", [("N208", 1, 9)]),
    ("Category 2: CATEGORY 2 NOT FOUND\nTitle: Not found\n", [("N208", 1, 13), ("N208", 2, 8)]),
    ("Published Time: Published time not found\n", [("N208", 1, 17)]),
    ("Title: Title not\nfound\nAuthor: Author details not  found\n", [("N208", 1, 8), ("N208", 3, 9)]),
    ("Category 1: Category one\u00a0not\u00a0found\n", [("N208", 1, 13)]),
    ("Published Time: Monday\n 2022-13-11\n", [("N202", 2, 2)]),
    ("Published Time: Monday\n30 February 2022\n", [("N202", 2, 1)]),
    ("Author: Lena Maur and\nOne Two Three Four\n", [("N206", 2, 1)]),
    ("Author: nan\nAuthor title: nan\nAuthor description:\n", [("N208", 1, 9)]),
    ("Category 1: Boats; Category 2: Category two not found\n", [("N208", 1, 32)]),
    ("Category 1: Boats; Category 2: BOATS \nCategory 3: boats\n", [("N207", 1, 32), ("N207", 2, 13)]),
    ("Published Time: null\n", [("N208", 1, 17)]),
    ("Published Time: \u200e2022-01-11\u200e\n", []),
    ("Title: A\x00B\x07\n", [("N006", 1, 9)]),
    ("Title: A\nURL: x\u00ady\n", [("N006", 2, 7)]),
    ("Title: A\ufffd\n\u200b\ufffd\u200b b\n", [("N005", 1, 9), ("N006", 2, 1)]),
    ("Title: A\u200db\u200e\n", []),
    ("Author: One Two Three Four\nPublished Time: 2022-13-11\n", [("N206", 1, 9), ("N202", 2, 22)]),
]


def codes_without_n209(article: newsparse.Article) -> list[str]:
    """Return the codes of an article's problems, except those of missing labels."""
    return [problem.code for problem in article.problems if problem.code != "N209"]


@pytest.mark.parametrize(("header", "problems"), VALUE_PROBLEMS)
def test_value_has_its_problems_and_positions(header: str, problems: list[tuple[str, int, int]]) -> None:
    (article,) = newsparse.parse(header + "Text:\n" + "The boats left the quay at noon, and came back. " * 2)
    assert [(x.code, x.line, x.column) for x in article.problems if x.code != "N209"] == problems


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Published Time", "Publised Time", ("N109", 1, 1, "Published Time")),
        ("Published Time", "Published", ("N109", 1, 1, "Published Time")),
        ("Title", "Titel", ("N109", 2, 1, "Title")),
        ("Category", "  Categroy", ("N109", 3, 3, "Category")),  # below a title, where it may continue the title
        ("Author", "Autor", ("N109", 4, 1, "Author")),
        ("Published Time: 2022-01-11\n", "", ("N209", 1, 1, "Published Time")),
        ("Title: A\n", "", ("N209", 1, 1, "Title")),
        ("Category: B\n", "", ("N209", 1, 1, "Category")),
        ("Author: Lena Maur\n", "Writer: Lena Maur\n", ("N209", 1, 1, "Author")),
    ],
)
def test_misspelt_or_missing_label_is_reported_once_by_parse_and_check(
    old: str, new: str, problem: tuple[str, int, int, str]
) -> None:
    code, line, column, label = problem
    text = ARTICLE.replace(old, new)
    (article,) = newsparse.parse(text)
    (found,) = article.problems
    assert (found.code, found.line, found.column, repr(label) in found.message) == (code, line, column, True)
    checked = [(x.code, x.line, x.column, x.message) for x in newsparse.check(text) if x.code not in ("N107", "N314")]
    assert checked == [(found.code, line, column, found.message)]


def test_optional_label_is_reported_if_misspelt_but_not_if_missing() -> None:
    (article,) = newsparse.parse(ARTICLE.replace("Text:", "Autor title: Reporter\nText:"))
    assert [(x.code, x.line) for x in article.problems] == [("N109", 5)]
    assert (article.author_title, dict(article.extra)) == (None, {"Autor title": "Reporter"})


def test_text_without_a_header_has_no_problems_of_missing_labels() -> None:
    (article,) = newsparse.parse("The boats left the quay at noon.\n")
    assert [problem.code for problem in article.problems] == ["N101"]


def test_complete_article_has_no_problems() -> None:
    (article,) = newsparse.parse(ARTICLE)
    assert article.problems == ()


def test_byline_that_is_too_long_is_kept_unparsed_and_reported() -> None:
    printed = ("Lena Maur, Tom Okoro and others; " * 70).strip()
    article = newsparse.parse(ARTICLE.replace("Lena Maur", printed))[0]
    assert (article.byline, article.authors) == (printed, ())
    (problem,) = article.problems
    assert (problem.code, problem.line, problem.column) == ("N206", 4, 9)
    assert "the limit is 2000" in problem.message


def test_the_first_value_that_is_not_a_placeholder_counts() -> None:
    (article,) = newsparse.parse("Title: Title not found\nTitle: Boats\nTitle: Quays\nText:\nx\n")
    assert (article.title, dict(article.extra)) == ("Boats", {"Title": "Title not found", "Title (2)": "Quays"})


@pytest.mark.parametrize("unit", ["a:\n", "Category 1: x\n", "Title: x\n", "URL: x\n", "a: \n"])
def test_thousands_of_labels_take_linear_time(unit: str) -> None:
    (article,) = newsparse.parse("Author: x\n" + unit * 20_000 + "Text:\nx\n")
    assert len(article.categories) + len(article.extra) >= 19_999


def test_unwanted_characters_are_reported_once_with_their_number() -> None:
    (article,) = newsparse.parse(ARTICLE + "The \x00 \x01 \x02 \x03 \x00 boats, " + "which came back. " * 20)
    (problem,) = article.problems
    assert (problem.code, problem.line, problem.column) == ("N006", 7, 5)
    assert problem.message == "5 stray characters: U+0000, U+0001, U+0002, …"


def test_categories_keep_order_and_repetitions() -> None:
    (article,) = newsparse.parse("Categories: B;A ; ;B\nCategory 1: nan; Category 2:  C \u00a0 D;\nText:\nx\n")
    assert article.categories == ("B", "A", "B", "C D")


@pytest.mark.parametrize("value", ["Author details not  found", "Author not\u00a0found", "Author not\nfound", " N/A "])
def test_placeholder_is_recognized_with_any_white_space(value: str) -> None:
    (found,) = newsparse.parse(f"Title: A\nAuthor: {value}\nText:\nx\n")
    assert (found.byline, codes_without_n209(found)) == (None, ["N208"])


def test_problem_in_a_value_of_two_lines_has_the_right_line() -> None:
    (found,) = newsparse.parse("Title: A\nPublished Time: Monday\n30 February 2022\nText:\nx\n")
    assert [(x.code, x.line, x.column) for x in found.problems if x.code != "N209"] == [("N202", 3, 1)]


@pytest.mark.parametrize("value", ["unknown", "No author", "By", "佚名"])
def test_byline_without_a_name_is_reported(value: str) -> None:
    (found,) = newsparse.parse(f"Title: A\nAuthor: {value}\nText:\nx\n")
    assert (found.byline, found.authors) == (value, ())
    assert codes_without_n209(found) == ["N208"]


@pytest.mark.parametrize(
    ("value", "byline", "names"),
    [
        ("Lena Maur and Author details not found", "Lena Maur and Author details not found", ["Lena Maur"]),
        ("Lena Maur, Author not found", "Lena Maur, Author not found", ["Lena Maur"]),
        ("Author not found; nan", None, []),
    ],
)
def test_author_beside_a_placeholder_is_kept(value: str, byline: str | None, names: list[str]) -> None:
    (found,) = newsparse.parse(f"Title: A\nAuthor: {value}\nText:\nx\n")
    assert (found.byline, [author.name for author in found.authors]) == (byline, names)
    assert codes_without_n209(found) == ([] if byline else ["N208"])


def test_an_article_is_immutable_hashable_and_can_be_copied_and_pickled() -> None:
    article, other = newsparse.parse("URL: a\nTitle: A\nText:\nx.\nURL: b\nTitle: A\nText:\nx.\n")
    with pytest.raises(TypeError):
        article.extra["URL"] = "b"
    assert article.extra == {"URL": "a"}
    assert article.as_dict()["extra"] == {"URL": "a"}
    assert type(article.as_dict()["extra"]) is dict
    assert len({article, other, copy.copy(article), copy.deepcopy(article), pickle.loads(pickle.dumps(article))}) == 2  # noqa: S301 - our own
    assert hash(article.extra) == hash(copy.copy(article.extra))
