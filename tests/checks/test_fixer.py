"""What fix may change: a fixed file is read as the same articles, and nothing that check marks as fixable is left."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsparse

LABELS = [
    "Published Time: 2022-01-11", "PUBLISHED TIME:2022", "Title: Ferry returns", "TITLE : Boats", "title：A",
    "Author: Tom Reed", ".Author: Tom Reed", "AUTHOR: A", "author_title:x", "Author description: a; b: c",
    "Category 1: X", "category_2: Y", "Category 1: X; Category 2: Y", "Text:", "TEXT :", "Text: It is",
    "URL: https://news.example.org/1", "Source: NP", "Autor: X", "Publised Time: z", "Zhang: In my view", "Title:",
]  # fmt: skip
GLUE = [
    "\n",
    "\n",
    "",
    ".",
    " ",
    "  ",
    "\n ",
    '"',
    "\ufeff",
    "\r\n",
    "\u2028",
    "; ",
    "\u200b",
    "It is over.",
    "(",
    "harbour",
]
BODIES = [
    "It is over.The rest follows.", "The ferry left at noon. \n", "He said.Title: x", "who pays?Author: Nobody said",
    "winters  Some members want", "the U.\nS. envoy", 'we have both.\n"The council had', "over.Text: x", "noon.URL: y",
    "over.Published Time: 2022-01-12", "x.Category 1: Z", "The boats left.\n" * 13, "\n\n", "end.Source: NP",
]  # fmt: skip
PIECES = st.sampled_from([*LABELS, *LABELS, *GLUE, *BODIES])
ENDS = st.sampled_from(["", "\n", "\n"])
FILES = st.one_of(
    st.lists(st.tuples(PIECES, ENDS).map("".join), max_size=22).map("".join),  # glued and nested
    st.lists(  # repeated
        st.tuples(
            st.lists(st.sampled_from(LABELS), max_size=6).map("\n".join),
            st.sampled_from(["\nText:\n", "\n", "\nText: ", "\nTEXT :\n"]),
            st.lists(st.tuples(st.sampled_from(BODIES), ENDS).map("".join), max_size=4).map("".join),
        ).map("".join),
        min_size=1, max_size=4,
    ).map("Published Time: 2022-01-11\nTitle: A\n".join),
)  # fmt: skip


def read(data: bytes) -> list[dict[str, object]]:
    """The articles of a file, but for white space in their bodies and what is found in them."""
    rows = [article.as_dict() for article in newsparse.parse(data)]
    for row in rows:
        del row["repairs"], row["problems"]
        row["body"] = "".join("".join(block["text"].split()) for block in row["body"])
    return rows


@settings(deadline=None, max_examples=300)
@given(FILES)
def test_a_fixed_file_is_read_as_before_and_has_nothing_left_to_fix(text: str) -> None:
    data = text.encode()
    try:
        fixed = newsparse.fix(data)
    except newsparse.InputError:
        return
    assert read(fixed.data) == read(data)
    assert [finding.code for finding in newsparse.check(fixed.data) if finding.fix == "safe"] == []
    assert newsparse.fix(fixed.data).data == fixed.data
    assert bool(fixed.findings) == fixed.changed


HEADER = "Published Time: 2022-01-10\nTitle: One\nCategory 1: X\nAuthor: Lena Maur\n"


@pytest.mark.parametrize(
    "text",
    [
        # The label inside a line is the only one that parts the two articles.
        f"{HEADER}Text:\nIt left.\nCategory 1: X\n.Author: Tom Reed\nPublished Time: 2022-01-11\nText:\nIt came.\n",
        f"{HEADER}Text:\nIt left.Title: Two\nAuthor: Tom Reed\nPublished Time: 2022-01-11\nText:\nIt came.\n",
        f"{HEADER}Text:\nIt left.\nURL: https://news.example.org/2\n.TITLE : Two\nAUTHOR: A\nText:\nIt came.\n",
    ],
)
def test_articles_are_not_merged(text: str) -> None:
    assert len(newsparse.parse(text)) == 2
    assert [article.title for article in newsparse.parse(newsparse.fix(text).data)] == [
        article.title for article in newsparse.parse(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "project(ferry\n  VERSION 3)\nif(BOATS)\n  add(main)\nendif()\n",
        "titel = Boats\n  and men  at sea\nIt is over.The rest went home.\n",
        "title: Boats\nauthor: Tom Reed\ncategory: sea\n---\nIt is over.The rest went home.\n",
        "TITLE: Boats\nAUTHOR: Tom Reed\n\nIt is over.The rest  went home. \n",
    ],
)
def test_a_file_without_a_native_header_is_not_fixed_safely(text: str) -> None:
    """It may be anything; --unsafe-fixes and `newsparse repair` are for those who know what it is."""
    assert not newsparse.fix(text).changed
    assert not [found for found in newsparse.check(text) if found.fix == "safe"]


@pytest.mark.parametrize("data", [b"Author tilte: x\0\n  \n", b"Title: A\nText:\n\1" + b" x \n" * 7])
def test_a_fixed_file_is_still_a_text(data: bytes) -> None:
    """Without its white space a file may hold too many control characters for a text."""
    newsparse.parse(newsparse.fix(data).data)


def test_an_edit_that_changes_how_a_file_is_read_is_dropped_alone() -> None:
    text = f"{HEADER}Text:\nIt left.The sea was calm.\nTitle: A\nIt is over.Text: so it began.\nIt came.The end. \n"
    text += "Nobody came back.\n" * 13 + f"{HEADER}Text:\nIt stayed.The end.\n"
    found = [(x.code, x.line, x.fix) for x in newsparse.check(text) if "N301" <= x.code <= "N312"]
    assert found == [
        ("N301", 6, "safe"), ("N304", 8, "no"), ("N301", 9, "safe"), ("N312", 9, "safe"), ("N301", 28, "safe"),
    ]  # fmt: skip
    fixed = newsparse.fix(text)
    for old, new in (("left.The", "left.\nThe"), ("came.The end. ", "came.\nThe end."), ("stayed.The", "stayed.\nThe")):
        text = text.replace(old, new)
    assert fixed.after == text  # a break before `Text:` would make a header of the two lines
    assert [(x.code, x.line, x.fix) for x in fixed.findings] == [row for row in found if row[2] == "safe"]
