"""Articles as Markdown: a CommonMark reader gives the metadata, the kinds of the blocks and their text back."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsparse import Article, Block, ErrorRecord, parse
from newsparse.body.block_kinds import BlockKind
from newsparse.output.articles import render
from newsparse.output.markdown import encode_markdown

(ARTICLE,) = parse(
    "Published Time: 2022-01-11\nTitle: Boats: all of them\nCategory 1: SEA\nAuthor: Lena Maur\nURL: x\nText:\nOne.\n",
    name="a.txt",
)
TAGS: dict[str, BlockKind] = {"h2": "heading", "p": "paragraph"}
MARKUP = [
    *r"# ## ###### ####### > - -- --- - - + * ** _ __ ___ ~ ~~ ~~~ ` `` ``` [a](b) [a]: /b ![a](b)".split(" "),
    *r"<b> </b> <!-- <? <http://a.b> < <3 &amp; &#35; & &x; \ \\ \a \# = == === 1. 1) 12345. 1234567890. 1.5".split(
        " "
    ),
    *r"a_b _a_ a_ _b *a* | a | :--- $a$ ~a~ +++ %a".split(" "),
]
PIECES = st.sampled_from([*MARKUP, " ", "  ", "    ", "\t", "a", "B", "é", "汉", "“", "”", "\u00a0", "\u3000", "."])
TEXTS = st.lists(PIECES, min_size=1, max_size=6).map("".join) | st.text(
    st.characters(exclude_characters="\0\n\r", exclude_categories=["Cs", "Cc"]), min_size=1
)


def with_body(*blocks: tuple[BlockKind, str]) -> Article:
    return replace(ARTICLE, body=tuple(Block(kind, text) for kind, text in blocks))


def read(document: str) -> list[tuple[BlockKind, str]]:
    """The kinds and texts of the blocks of a document, without its front matter."""
    tokens = MarkdownIt("commonmark").parse(document.partition("\n---\n")[2])
    inline = [(tokens[i - 1].tag, token.children or []) for i, token in enumerate(tokens) if token.type == "inline"]
    assert {token.type for token in tokens} <= {
        "inline",
        *(f"{name}_{end}" for name in ("heading", "paragraph") for end in ("open", "close")),
    }
    return [_block(TAGS[tag], children) for tag, children in inline]


def _block(kind: BlockKind, children: list[Token]) -> tuple[BlockKind, str]:
    types = [child.type for child in children if child.type != "text" or child.content]
    if types[:1] == ["em_open"]:
        kind, types = "caption", types[1:-1]
    assert set(types) <= {"text"}
    return kind, "".join(child.content for child in children)


@settings(max_examples=1000)
@given(st.lists(st.tuples(st.sampled_from(["paragraph", "heading", "caption"]), TEXTS), min_size=1, max_size=4))
@example([("paragraph", "---"), ("paragraph", "==="), ("heading", "a #"), ("heading", "#"), ("caption", "*a*")])
@example([("paragraph", "    code"), ("paragraph", "a  "), ("paragraph", " "), ("heading", " a"), ("caption", " a ")])
def test_a_reader_gives_the_text_back(blocks: list[tuple[BlockKind, str]]) -> None:
    assert read((encode_markdown(with_body(*blocks)) or b"").decode()) == blocks


@pytest.mark.parametrize(
    "text",
    ["A plain line.", "No.1 (a-b), 5 - 3 = 2", "snake_case & more", "5 < 6", "“Yes!” - he said", "#1 is here", "-5 C"],
)
def test_text_without_markup_is_not_escaped(text: str) -> None:
    assert (encode_markdown(with_body(("paragraph", text))) or b"").decode().endswith(f"---\n\n{text}\n")


def test_front_matter_has_the_metadata_that_is_not_empty() -> None:
    document = (encode_markdown(ARTICLE) or b"").decode()
    assert document.startswith("---\ntitle: 'Boats: all of them'\npublished_time: '2022-01-11'\n")
    assert yaml.safe_load(document.split("---\n")[1]) == {
        "title": "Boats: all of them",
        "published_time": "2022-01-11",
        "categories": ["SEA"],
        "byline": "Lena Maur",
        "authors": ["Lena Maur"],
        "source": "a.txt",
        "record": 1,
        "extra": {"URL": "x"},
    }
    assert document.endswith("---\n\nOne.\n")


def test_blocks_have_their_marks() -> None:
    made = with_body(("caption", "Photo: AFP"), ("heading", "Harder life"), ("paragraph", "Less than a month."))
    document = (encode_markdown(made) or b"").decode()
    assert document.endswith("---\n\n*Photo: AFP*\n\n## Harder life\n\nLess than a month.\n")


def test_each_document_begins_with_its_front_matter() -> None:
    documents = "".join(render([ARTICLE, ErrorRecord("x", "N004", "empty", None), ARTICLE], "markdown"))
    assert documents.split("One.\n") == [document := documents.split("One.\n")[0], "\n" + document, ""]
