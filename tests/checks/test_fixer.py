"""Fixing files: the fixed file is parsed as the same articles, and no finding that is fixable remains."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.findings import BODY, news_text
from support.paths import TESTS

import newsparse
from newsparse import Settings
from newsparse.checks.source_file import decode_source_file

# Pieces of files: labels, text between them, bodies, and further fragments.
DATA = json.loads((TESTS / "checks/fixer_pieces.json").read_text(encoding="utf-8"))
LABELS, GLUE, BODIES, FRAGMENTS = DATA["labels"], DATA["glue"], DATA["bodies"], DATA["fragments"]
PIECES = st.sampled_from([*LABELS, *LABELS, *GLUE, *BODIES])
ENDS = st.sampled_from(["", "\n", "\n"])
NESTED_FILES = st.lists(st.tuples(PIECES, ENDS).map("".join), max_size=22).map("".join)
REPEATED_ARTICLES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(LABELS), max_size=6).map("\n".join),
        st.sampled_from(["\nText:\n", "\n", "\nText: ", "\nTEXT :\n"]),
        st.lists(st.tuples(st.sampled_from(BODIES), ENDS).map("".join), max_size=4).map("".join),
    ).map("".join),
    min_size=1,
    max_size=4,
).map("Published Time: 2022-01-11\nTitle: A\n".join)
FILES = st.one_of(NESTED_FILES, REPEATED_ARTICLES)


def parsed(data: bytes) -> list[dict[str, object]]:
    """Return the articles of a file without repairs and problems, their bodies without white space."""
    articles = [article.as_dict() for article in newsparse.parse(data)]
    for article in articles:
        del article["repairs"], article["problems"]
        article["body"] = "".join("".join(block["text"].split()) for block in article["body"])
    return articles


@settings(max_examples=300)
@given(FILES)
def test_a_fixed_file_is_parsed_as_before_and_has_nothing_left_to_fix(text: str) -> None:
    data = text.encode()
    try:
        fixed = newsparse.fix(data)
    except newsparse.InputError:
        return
    assert parsed(fixed.data) == parsed(data)
    assert [finding.code for finding in newsparse.check(fixed.data) if finding.fix == "safe"] == []
    assert newsparse.fix(fixed.data).data == fixed.data
    assert bool(fixed.findings) == fixed.changed


HEADER = "Published Time: 2022-01-10\nTitle: One\nCategory 1: X\nAuthor: Lena Maur\n"


@pytest.mark.parametrize(
    "text",
    [
        # Only the label inside a line separates the two articles.
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
    """It may be a file of any kind; --unsafe-fixes and `newsparse repair` are for users who know that it is news."""
    assert not newsparse.fix(text).changed
    assert not [found for found in newsparse.check(text) if found.fix == "safe"]


@pytest.mark.parametrize("data", [b"Author tilte: x\0\n  \n", b"Title: A\nText:\n\1" + b" x \n" * 7])
def test_fixing_does_not_make_a_text_file_look_binary(data: bytes) -> None:
    """Without its white space a file may hold too many control characters for a text."""
    newsparse.parse(newsparse.fix(data).data)


def test_only_the_fix_that_changes_how_a_file_is_parsed_is_dropped() -> None:
    text = f"{HEADER}Text:\nIt left.The sea was calm.\nTitle: A\nIt is over.Text: so it began.\nIt came.The end. \n"
    text += "Nobody came back.\n" * 13 + f"{HEADER}Text:\nIt stayed.The end.\n"
    found = [(x.code, x.line, x.fix) for x in newsparse.check(text) if "N301" <= x.code <= "N312"]
    assert found == [
        ("N301", 6, "safe"),
        ("N304", 8, "no"),
        ("N301", 9, "safe"),
        ("N312", 9, "safe"),
        ("N301", 28, "safe"),
    ]
    fixed = newsparse.fix(text)
    for old, new in (("left.The", "left.\nThe"), ("came.The end. ", "came.\nThe end."), ("stayed.The", "stayed.\nThe")):
        text = text.replace(old, new)
    assert fixed.after == text  # a new line before `Text:` would turn the two lines into a header
    assert [(finding.code, finding.line, finding.fix) for finding in fixed.findings] == [
        x for x in found if x[2] == "safe"
    ]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join), st.booleans())
def test_fix_changes_what_check_finds_and_nothing_else(text: str, unsafe: bool) -> None:
    labels = re.findall(r"\n(T(?:itle|ITLE)|Text|Author|Category|Published)", text)
    assume(labels[:1] != ["Text"])  # otherwise a fixed body may end up before a header
    data = text.encode()
    try:
        fixed = newsparse.fix(data, unsafe_fixes=unsafe)
    except newsparse.InputError:
        return
    fixes = ("safe", "unsafe") if unsafe else ("safe",)
    assert bool(fixed.findings) == fixed.changed
    remaining = [x.code for x in newsparse.check(fixed.data) if x.fix in fixes]
    assert remaining == [] or "N101" in [
        x.code for x in newsparse.check(data)
    ]  # where a fix would turn text into a header
    assert newsparse.fix(fixed.data, unsafe_fixes=unsafe).data == fixed.data
    if not unsafe:
        assert letters(fixed.data) == letters(data)


def letters(data: bytes) -> str:
    """Return what safe fixes must not change: all but white space, stray characters and the spelling of labels."""
    text = data.decode().replace("\ufeff", "").replace("：", ":").casefold()
    return "".join(text.replace("\xad", "").replace("\u200b", "").split())


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_a_fixed_file_is_parsed_as_the_same_blocks(text: str) -> None:
    def blocks(data: bytes) -> list[dict[str, object]]:
        articles = [article.as_dict() for article in newsparse.parse(data)]
        for article in articles:
            del article["repairs"], article["problems"]
            article["body"] = [(block["kind"], block["text"].split()) for block in article["body"]]
        return articles

    data = text.encode()
    try:
        fixed = newsparse.fix(data)
    except newsparse.InputError:
        return
    assert blocks(fixed.data) == blocks(data)


def test_findings_of_disabled_rules_are_not_fixed() -> None:
    text = "\ufeff" + news_text(body="It is over.The  rest.\n" + BODY)
    settings = Settings(selections=(newsparse.Selection(("N311",)),))
    fixed = newsparse.fix(text.encode(), settings=settings)
    assert fixed.data == text.replace("The  rest", "The rest").encode()
    assert [finding.code for finding in fixed.findings] == ["N311"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encoding_and_line_ends_are_kept(codec: str) -> None:
    text = news_text(body="Le café.The rest.\n" + BODY).replace("\n", "\r\n")
    encoding = codec if codec == "cp1252" else None
    settings = Settings(selections=(newsparse.Selection(ignore=("N007",)),))
    fixed = newsparse.fix(text.encode(codec), encoding=encoding, settings=settings)
    assert fixed.data == text.replace("café.The", "café.\r\nThe").encode(codec)
    assert decode_source_file(fixed.data, encoding).count_line_ends().keys() == {"\r\n"}
