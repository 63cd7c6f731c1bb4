"""What the header reader finds, and where."""

from __future__ import annotations

import pytest

from newsparse.header.document import Document, documents

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
    (
        "Author: A\n来源：B\nog:title: C\nfoo bar: D: E\n",
        {"author": "A", "来源": "B", "og:title": "C", "foo bar": "D: E"},
    ),
    (
        "Title: A\nog:image:width: 3\n来源：B\nfoo bar: D\n",
        {"title": "A", "og:image:width": "3", "来源": "B\nfoo bar: D"},
    ),
    ("Author: A\nand B\n10:30\nurl:https://c\n", {"author": "A\nand B\n10:30", "url": "https://c"}),
    ("Author description: A\nhe said: B\n", {"author_description": "A\nhe said: B"}),
    ("Author description: A\n" + "b\n" * 40, {"author_description": "A\n" + "b\n" * 39 + "b"}),
    ("Title: A\n" + "\n" * 20, {"title": "A"}),
    (
        "".join(f"Meta {x}: {x}\n" for x in range(80)) + "Title: A\n",
        {**{f"Meta {x}": str(x) for x in range(80)}, "title": "A"},
    ),
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
        ("Categories: Politics, Asia\n", ["Politics", "Asia"]),
        ("Categories: Arts, crafts; Asia\n", ["Arts, crafts", "Asia"]),
        ("Category: Politics, Asia\n", ["Politics, Asia"]),
        ("Category 1: Best in category: drama\n", ["Best in category: drama"]),
        ("Category 1: A Category 2: B, category: C\n", ["A", "B", "C"]),
        ("".join(f"Category {x}: C{x}\n" for x in range(80)), [f"C{x}" for x in range(80)]),
        ("; ".join(f"Category {x}: C{x}" for x in range(80)) + "\n", [f"C{x}" for x in range(80)]),
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
    ("Title: A\nText:\na.Category 1: x\nCategory 2: y\nTitle: B\nText:\nb", ["\na.", "\nb"]),
    ("Title: A\nText:\na.Category 1: x\nTitle: B\nAuthor: C\nCategory 2: y\nText:\nb", ["\na.", "\nb"]),
    ("Title: A\nText:\na.PUBLISHED TIME: x\nTitle: B\nText:\nb", ["\na.", "\nb"]),
    ("Title: A\nText:\na”title: B\nAuthor: C\nText:\nb", ["\na”", "\nb"]),
    ("Title: A\nText:\na.author_title: B\nTitle: C\nText:\nb", ["\na.", "\nb"]),
    ("Title: A\nText:\na.URL: http://b\nTitle: B\nText:\nb", ["\na.", "\nb"]),
    ("Title: A\nText:\nThe endURL: http://b\nTitle: B\nText:\nb", ["\nThe end", "\nb"]),
    ("Foo: x\nTitle: A\nText:\na.Foo: y\nTitle: B\nText:\nb", ["\na.", "\nb"]),
    ("Title: A\nText:\na.Foo: y\nTitle: B\nText:\nb", ["\na.Foo: y\n", "\nb"]),
    ("Title: A\nText:\na.Title: B\nText:\nb", ["\na.", "\nb"]),
    ("Title: A\nText:\na.Title: B\nText: b", ["\na.Title: B\nText: b"]),
    ("Title: A\nText:\na.Title: B\nAuthor: C\nCategory: D\nb", ["\na.", "b"]),
    ("Title: A\nText:\na.Title: B\nSource: x\nAuthor: C\nText:\nb", ["\na.", "\nb"]),
    ("Title: A\nText:\na\ufeff\ufeffTitle: B\nText:\nb", ["\na", "\nb"]),
    ("Title: A\nText:\naPUBLISHED TIME: x\nTitle: B\nText:\nb", ["\na", "\nb"]),
    ("Title: A\nText:\nthe apublished time: x\nTitle: B\nText:\nb", ["\nthe a", "\nb"]),
    ("Title: A\nText:\nin 2022title: x\nAuthor: B\nText:\nb", ["\nin 2022", "\nb"]),
    ("Title: A\nText:\nthe SUBTITLE: x\nAuthor: B\nText:\nb", ["\nthe SUBTITLE: x\n", "\nb"]),
    ("Title: A\nText:\nthe subcategory 1: x\nAuthor: B\nText:\nb", ["\nthe subcategory 1: x\n", "\nb"]),
    ("Title: A\nText:\nUnpublished time: x\nAuthor: B\nText:\nb", ["\nUnpublished time: x\n", "\nb"]),
    ("Title: A\nText:\nsee title: B\nAuthor: C\nText:\nb", ["\nsee title: B\n", "\nb"]),
    ("Title: A\nText:\nthe subtitle: B\nAuthor: C\nText:\nb", ["\nthe subtitle: B\n", "\nb"]),
    ("Title: A\nText:\nA (Title: B\nAuthor: C\nText:\nb", ["\nA (Title: B\n", "\nb"]),
    ('Title: A\nText:\nThe "Title: x" and\nAuthor: me\nText: you', ['\nThe "Title: x" and\nAuthor: me\nText: you']),
    ("Title: A\nText:\n“Title: x\nAuthor: me\nText: you”", ["\n“Title: x\nAuthor: me\nText: you”"]),
    ('Title: A\nText:\n"Title: x"\nAuthor: B\nTitle: C\nCategory: D\nText:\nb', ['\n"Title: x"\n', "\nb"]),
    ('Title: A\nText:\nHe said "yes."Title: x\nAuthor: B\nText:\nb', ['\nHe said "yes."', "\nb"]),
    ("Title: A\nText:\na\nURL: y\nSource: z\nTitle: B\nText:\nb", ["\na\n", "\nb"]),
    ("Title: A\nText:\na\nSource: z\nTitle: B\nText:\nb", ["\na\nSource: z\n", "\nb"]),
    ("Author: A\nTitle: A\nText:\na\nAuthor: B\nof C\nTitle: D\nText:\nb", ["\na\n", "\nb"]),
    ("Title: A\nText:\na\nURL: x\nAuthor: B\nof C\nTitle: D\nText:\nb", ["\na\n", "\nb"]),
    ("Title: A\nText:\na.Author: B\nof C\nTitle: D\nText:\nb", ["\na.Author: B\nof C\n", "\nb"]),
    ("Title: A\nText:\na\nAuthor: B\nof C\nTitle: D\nText:\nb", ["\na\nAuthor: B\nof C\n", "\nb"]),
    ("Title: A\nText:\na\nAuthor: x\n" + "b\n" * 20 + "Text:\nb", ["\na\nAuthor: x\n" + "b\n" * 20 + "Text:\nb"]),
    ("Title: A\nAuthor: B\n" + "Q: a\nA: b\n" * 9 + "Title: C\nText:\nb", ["Q: a\nA: b\n" * 9, "\nb"]),
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


def test_the_first_value_counts_that_is_one() -> None:
    (document,) = documents("Title: Title not found\nTitle: B\nTitle: C\n" + BODY)
    assert [(x.name, x.value) for x in document.fields] == [
        ("extra", "Title not found"),
        ("title", "B"),
        ("extra", "C"),
    ]
    assert [(x.code, x.line) for x in document.problems] == [("N103", 2), ("N103", 3)]


def test_a_mark_between_files_belongs_to_the_second() -> None:
    first, second = documents("Title: A\nText:\na\ufeffTitle: B\nText:\nb")
    assert ([x.code for x in first.problems], second.fields[0].column) == (["N106"], 10)


def test_what_comes_twice_is_kept() -> None:
    (document,) = documents("Title: A\nTitle: B\n" + BODY)
    assert [(field.name, field.value) for field in document.fields] == [("title", "A"), ("extra", "B")]


UNITS = [
    "Category 1: x\n", "Title: x\n", "Author: \nURL: x\n", "Title: x\nPublished Time: y\n", "Text:\n", "a:\n", "a:",
    "og:", "Category 1: x; ", "Category ", " ; ", "x.Title: y", "x.Title: y\nText: z\n", "x.URL: y\nAuthor: b\n",
    "Source: a\nText:\n", '"Title: y\nText: z\n', "x.\ufeffTitle: x\nText:\n", "Foo: x\n" * 14 + "Title: y\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("top", ["Title: x\nText:\n", "Category 1: x", "URL: x\nAuthor: y\n"])
def test_hostile_headers_end(unit: str, top: str) -> None:
    text = top + unit * 5_000
    assert sum(1 for _ in documents(text))
