"""What the header reader finds, and where."""

from __future__ import annotations

import pytest

from newsparse.document import Document, documents
from newsparse.incoming import incoming

BODY = "Text:\nThe body.\n"


def fields(document: Document) -> dict[str, str]:
    return {field.name if field.name != "extra" else field.label: field.value for field in document.fields}


CASES: list[tuple[str, dict[str, str]]] = [
    ("TITLE : A\nauthor_title:B\n", {"title": "A", "author_title": "B"}),
    ("Author  Title\t： A\n", {"author_title": "A"}),
    ("\u200bTITLE\u2009:\u00a0A\u200b\nAuthor\u2003Title\ufeff:\u200eB\n", {"title": "A", "author_title": "B"}),
    ("author-description: A; B: C\n", {"author_description": "A; B: C"}),
    ("Title: Talks: what is next; and when\n", {"title": "Talks: what is next; and when"}),
    ("Title: One\nZhang: two\nAuthor: B\n", {"title": "One\nZhang: two", "author": "B"}),
    ("Title: A\nURL: https://a.example/b?c=d:e\n", {"title": "A", "URL": "https://a.example/b?c=d:e"}),
    ("URL: x\nTitle: A\n", {"URL": "x", "title": "A"}),
    ("Author: A\nTitle:\nAuthor title: B\n", {"author": "A", "title": "", "author_title": "B"}),
    ("Authors: A\nPublishedTime: B\n", {"author": "A", "published_time": "B"}),
    ("Title: A\nPhoto editor: B\n", {"title": "A", "Photo editor": "B"}),
]


@pytest.mark.parametrize(("header", "expected"), CASES)
def test_reads_labels(header: str, expected: dict[str, str]) -> None:
    (document,) = documents(header + BODY)
    assert fields(document) == expected
    assert document.body == "\nThe body.\n"
    assert document.problems == ()


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Category 1: A; Category 2: B\n", ["A", "B"]),
        ("Category 1: A；category_2：B ; Category 3: C\n", ["A", "B", "C"]),
        ("Category 1: A\nCategory 2: B\nCategory: C\n", ["A", "B", "C"]),
        ("Categories: A; B\n", ["A", "B"]),
        ("Categories:A｜B | C ;; D;\nCategory 1: E;\n", ["A｜B", "C", "D", "E"]),
        ("Category 1:  A ; Category 2:\u00a0B ;\n", ["A", "B"]),
        ("Categories: ;\nCategory: a; b\n", ["", "a; b"]),
    ],
)
def test_categories(header: str, values: list[str]) -> None:
    (document,) = documents("Title: x\n" + header + BODY)
    assert [field.value for field in document.fields if field.name == "category"] == values


def test_places() -> None:
    (document,) = documents("\n  Title :  A\nCategory 1: B; Category 2:  C\nText: D")
    assert [(f.label, f.line, f.column) for f in document.fields] == [
        ("Title", 2, 12), ("Category 1", 3, 13), ("Category 2", 3, 29),
    ]  # fmt: skip
    assert (document.body, document.line, document.column) == (" D", 4, 6)


SPLITS = [
    ("Title: A\nText:\na\nTitle: B\nText:\nb\n", ["\na\n", "\nb\n"]),
    ("Title: A\nText:\na\nTitle: quoted\nb\n", ["\na\nTitle: quoted\nb\n"]),
    ("Title: A\nText:\na\nAuthor: quoted\nb\nTitle: B\nAuthor: C\nText:\nc", ["\na\nAuthor: quoted\nb\n", "\nc"]),
    ("Title: A\nText:\na\nTitle: B\nAuthor: C\nCategory: D\nb\n", ["\na\n", "b\n"]),
    ("URL: x\nTitle: A\nText:\na\nPhoto: B\nURL: y\nTitle: B\nText:\nb", ["\na\nPhoto: B\n", "\nb"]),
    ("Title: A\nText:\na.Published Time: x\nTitle: B\nText:\nb", ["\na.", "\nb"]),
    ("Title: A\nText: a Title: xPublished Time : x\nAuthor: B\nText:\nb", [" a Title: x", "\nb"]),
    ("Title: A\nText:\nSubTitle: a\nAuthor: B\nText:\nb", ["\nSubTitle: a\n", "\nb"]),
    ("Title: A\nText:\nHe wrote.Title: a\nTitle: B\nText:\nb", ["\nHe wrote.Title: a\n", "\nb"]),
    ("Title: A\nText:\nHe wrote.Title: a\nb", ["\nHe wrote.Title: a\nb"]),
    (
        "Title: A\nText:\nCategory 1: x\nCategory 2: x\nCategory 3: x\n",
        ["\nCategory 1: x\nCategory 2: x\nCategory 3: x\n"],
    ),
]


@pytest.mark.parametrize(("text", "bodies"), SPLITS)
def test_a_whole_header_begins_an_article(text: str, bodies: list[str]) -> None:
    found = list(documents(text))
    assert [document.body for document in found] == bodies
    assert [document.record for document in found] == list(range(1, len(bodies) + 1))


PROBLEMS = [
    ("No header here.\n", [("N101", 1, 1)]),
    ("Title: A\nThe body.\n", [("N102", 2, 1)]),
    ("Title: A\nTitle: B\nText:\nc", [("N103", 2, 1)]),
    ("Hello\nTitle: A\nAuthor: B\nText:\nc", [("N104", 1, 1)]),
    ("Title: A\nText:\n", [("N105", 2, 6)]),
]


@pytest.mark.parametrize(("text", "problems"), PROBLEMS)
def test_problems(text: str, problems: list[tuple[str, int, int]]) -> None:
    (document,) = documents(text)
    assert [(x.code, x.line, x.column) for x in document.problems] == problems


def test_says_where_a_header_begins_inside_a_line() -> None:
    first, second = documents("Title: A\nText:\nThe end.Title: B\nAuthor: C\nText:\nb")
    assert [(x.code, x.line, x.column) for x in first.problems] == [("N106", 3, 9)]
    assert [(x.name, x.line, x.column) for x in second.fields] == [("title", 3, 16), ("author", 4, 9)]


def test_what_comes_twice_is_kept() -> None:
    (document,) = documents("Title: A\nTitle: B\n" + BODY)
    assert [(field.name, field.value) for field in document.fields] == [("title", "A"), ("extra", "B")]


@pytest.mark.parametrize(
    "unit", ["Category 1: x\n", "Title: x\n", "Author: \nURL: x\n", "Title: x\nPublished Time: y\n", "Text:\n"]
)
def test_hostile_headers_end(unit: str) -> None:
    text = "Title: x\nText:\n" + unit * 20_000
    assert sum(len(document.body) for document in documents(text)) > 20_000


_FIRST = "Published Time: 2022\nTitle: A\nCategory 1: X\nText:\nThe end."


@pytest.mark.parametrize(
    ("first", "second", "labels"),
    [
        (
            "",
            "Category 1: X\nTitle: B\nAuthor: C\nCategory 2: Y\nText:\nb\n",
            ["Category 1", "Title", "Author", "Category 2"],
        ),
        ("", "Category 1: X\nCategory 2: Y\nTitle: B\nText:\nb\n", ["Category 1", "Category 2", "Title"]),
        ("", "PUBLISHED TIME: 2023\nTitle: B\nText:\nb\n", ["PUBLISHED TIME", "Title"]),
        ("", "title: B\nAuthor: C\nText:\nb\n", ["title", "Author"]),
        ("URL: a\n", "URL: b\nPublished Time: 2023\nTitle: B\nText:\nb\n", ["URL", "Published Time", "Title"]),
        ("", "\ufeffPublished Time: 2023\nTitle: B\nText:\nb\n", ["Published Time", "Title"]),
    ],
)
def test_an_article_that_begins_inside_a_line(first: str, second: str, labels: list[str]) -> None:
    text = first + _FIRST + second
    one, two = documents(text)
    assert one.body == "\nThe end."
    assert [field.label for field in two.fields] == labels
    assert [problem.code for problem in one.problems] == ["N106"]
    for cut in (1, 7, 40):
        assert list(incoming([text[at : at + cut] for at in range(0, len(text), cut)])) == [one, two]


def test_a_label_that_is_quoted_inside_a_line_begins_nothing() -> None:
    (document, _) = documents('Title: A\nText:\nThe "Title: x" and\nAuthor: me\nText: you\n')
    assert document.body == '\nThe "Title: x" and\n'


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Category 1: Best in category: drama", ["Best in category: drama"]),
        ("Category 1: A category 2: B, Category: C", ["A", "B", "C"]),
        ("Categories: Politics, Asia", ["Politics", "Asia"]),
        ("Categories: Law, order; Asia", ["Law, order", "Asia"]),
        ("\n".join(f"Category {number}: C{number}" for number in range(90)), [f"C{number}" for number in range(90)]),
    ],
)
def test_categories_and_what_parts_them(header: str, expected: list[str]) -> None:
    (document,) = documents(f"Title: A\n{header}\nText:\nx\n")
    assert [field.value for field in document.fields if field.name == "category"] == expected


@pytest.mark.parametrize("line", ["来源：新华社", "og:title: foo", "foo bar: baz", "photos: T. Reed"])
def test_unknown_labels_behind_names(line: str) -> None:
    (document,) = documents(f"Title: A\nAuthor: Li Mei\n{line}\nText:\nx\n")
    assert [(field.name, field.value) for field in document.fields][1] == ("author", "Li Mei")
    assert document.fields[2].name == "extra"
