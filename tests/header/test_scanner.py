"""Labelled lines and the values of a header."""

from __future__ import annotations

import pytest

from newsparse.header.document import Document, parse_documents
from newsparse.header.scanner import labelled_lines, line_end, read_header

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
def test_a_header_has_its_values(header: str, expected: dict[str, str]) -> None:
    (document,) = parse_documents(header + BODY)
    assert fields(document) == expected
    assert document.body == "\nThe body.\n"
    assert document.problems == ()


LINES = [
    ("Title: A\nb: c\nSource: d\nAuthor: e\nf: g\n", ["title", None, "extra", "author", "extra"]),
    ("Category: A\nb: c\nDesk: d\nno label\n", ["category", None, "extra", None]),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_the_field_above_decides_which_lines_are_labelled(text: str, expected: list[str | None]) -> None:
    found = list(labelled_lines(text, 0))
    assert [label.field if label else None for _, _, label in found] == expected
    assert [text[start:stop] for start, stop, _ in found] == text.splitlines()


@pytest.mark.parametrize(
    ("text", "is_closed", "body"),
    [
        ("Title: A\nText: b\n", True, " b\n"),
        ("Title: A\nText:\nb\n", True, "\nb\n"),
        ("Title: A\nURL: b\nSmith: c\nd\n", False, "Smith: c\nd\n"),
        ("Title: A\n" + "b\n" * 100 + "Text:\nc\n", True, "\nc\n"),
        ("Title: A\n" + "b\n" * 101 + "Text:\nc\n", False, "b\n" * 101 + "Text:\nc\n"),
        ("Title: A\nb\nTitle: C\n", False, "b\nTitle: C\n"),
    ],
)
def test_a_header_ends_where_its_body_begins(text: str, is_closed: bool, body: str) -> None:
    header = read_header(text, 0)
    assert (header.is_closed, text[header.end :]) == (is_closed, body)


def test_line_end_is_the_offset_of_the_line_feed_or_of_the_end() -> None:
    assert [line_end("a\nb", at) for at in range(4)] == [1, 1, 3, 3]
