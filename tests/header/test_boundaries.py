"""Where headers begin: the first one, and those inside bodies."""

from __future__ import annotations

import pytest

from newsparse.header.boundaries import find_first_header, find_next_header, find_openings
from newsparse.header.document import parse_documents

SPLITS = [  # text, bodies of its documents
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
def test_only_a_whole_header_begins_the_next_document(text: str, bodies: list[str]) -> None:
    found = list(parse_documents(text))
    assert [document.body for document in found] == bodies
    assert [document.record for document in found] == list(range(1, len(bodies) + 1))


def test_a_header_inside_a_line_is_reported_with_its_position() -> None:
    first, second = parse_documents("Title: A\nText:\nThe end.Title: B\nAuthor: C\nText:\nb")
    assert [(x.code, x.line, x.column) for x in first.problems] == [("N106", 3, 9)]
    assert [(x.name, x.line, x.column) for x in second.fields] == [("title", 3, 16), ("author", 4, 9)]


def test_byte_order_mark_between_files_belongs_to_the_second_document() -> None:
    first, second = parse_documents("Title: A\nText:\na\ufeffTitle: B\nText:\nb")
    assert ([x.code for x in first.problems], second.fields[0].column) == (["N106"], 10)


UNITS = [
    "Category 1: x\n",
    "Title: x\n",
    "Author: \nURL: x\n",
    "Title: x\nPublished Time: y\n",
    "Text:\n",
    "a:\n",
    "a:",
    "og:",
    "Category 1: x; ",
    "Category ",
    " ; ",
    "x.Title: y",
    "x.Title: y\nText: z\n",
    "x.URL: y\nAuthor: b\n",
    "Source: a\nText:\n",
    '"Title: y\nText: z\n',
    "x.\ufeffTitle: x\nText:\n",
    "Foo: x\n" * 14 + "Title: y\n",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("top", ["Title: x\nText:\n", "Category 1: x", "URL: x\nAuthor: y\n"])
def test_thousands_of_labels_take_linear_time(unit: str, top: str) -> None:
    text = top + unit * 5_000
    assert sum(1 for _ in parse_documents(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title: A\n", 0),
        ("\n \nTitle: A\n", 3),
        ("Text:\na\n", 0),
        ("URL: a\nTitle: B\nText:\nc", 0),
        ("Hello\nTitle: B\nText:\nc", 6),
        ("Hello\nTitle: B\nc", None),
        ("", None),
    ],
)
def test_find_first_header_returns_its_offset_or_none(text: str, expected: int | None) -> None:
    assert find_first_header(text) == expected


def test_next_header_searches_from_an_offset() -> None:
    text = "a\nTitle: B\nText:\nb\nTitle: C\nText:\nc\n"
    assert [find_next_header(text, start) for start in (0, 4, 25)] == [2, 19, len(text)]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([("title", "Title"), ("author", "Author")], {"title"}),
        ([("extra", "URL"), ("extra", "Desk"), ("author", "Author")], {"url", "desk", "author"}),
        ([("extra", "URL")], set()),
        ([], set()),
    ],
)
def test_openings_are_the_labels_up_to_the_first_known_one(labels: list[tuple[str, str]], expected: set[str]) -> None:
    assert find_openings(labels) == expected
