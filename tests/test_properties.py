"""What holds for every input whatever: the four invariants of repair, and that nothing else fails."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import newsparse
from newsparse.body import LEVELS, Level, repair_body
from newsparse.header.document import documents
from newsparse.output.articles import render
from newsparse.output.yaml_text import document

PIECES = [
    *"aZ1. !?…\"'”’“‘()[]:;,-@/。\n\t\u00a0",
    *("The", "In the", "world", "US", "U.S", "A", "Mr", "No", "NP: What", "Photo: NPA", "Anna Bell", "BluNext", "2023"),
    *("www.", "Org", "said", "éÉ", "Šš", "Жук", "ß", "汉字", "\U0001f600", "Title: ", "Text:", "Category 1: "),
    *(
        "fromthe",
        "Photo: VCG",
        "Wills and realities",
        "Some experts said that",
        "  ",
        '\n"',
        '?"\n',
        "etc.\n",
        "Feb.\n",
    ),
    *("Note:How", "Wang asked.", "he told", ",told", "Group H."),
    *("https://", "www.Ex", "@example.org", ".com", ".Org", "<b", "</p>", "<a\n", "=", ">", "/aB"),
]
BODIES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
FILES = st.one_of(BODIES, st.text(), BODIES.map("Title: x\nText:\n{}".format))


def visible(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("level", LEVELS)
@settings(deadline=None, max_examples=300)
@given(body=BODIES)
def test_repair_keeps_characters_and_is_idempotent_and_pure(level: Level, body: str) -> None:
    repaired = repair_body(body, level)
    text = "\n".join(block for _, block in repaired.blocks)
    assert visible(text) == visible(body)
    assert repair_body(body, level) == repaired
    again = repair_body(text, level)
    assert again.blocks == repaired.blocks
    assert not [found for found in again.found if found.applied]


_WORDS = st.lists(st.sampled_from(["TheMayor", "next", "He", "aB", "fromthe", "70percent", "GT", "US", "2022The", "x"]),
                  min_size=1, max_size=4)  # fmt: skip


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """The address of a page or a mailbox, a host or a tag, of words that are damage elsewhere."""
    first, second = draw(_WORDS), draw(_WORDS)
    path = draw(st.sampled_from(["/", ".", "-", ",", "_", "?", "=", ":", "!", "'", ")", ";", "#"])).join(second)
    host = ".".join([*first, draw(st.sampled_from(["com", "org", "co.uk", "Example.Org"]))])
    tag, space = draw(st.sampled_from(["a", "p", "img", "o:p", "!--"])), draw(st.sampled_from([" ", "  ", "\n"]))
    return draw(st.sampled_from([
        f"https://{host}/{path}", f"FTP://{host}", f"www.{path}", f"www.{host}/{path}", f"example.com/{path}",
        f"{first[0]}@{host}", f"Press.{first[0]}@example.org", host, f"</{tag}>",
        f'<{tag} href="{path}.Next"{space}title="{" ".join(first)} Photo: AFP {" ".join(second)}.He said">',
    ]))  # fmt: skip


@pytest.mark.parametrize("level", LEVELS)
@settings(deadline=None, max_examples=300)
@given(parts=st.lists(st.tuples(BODIES, addresses()), min_size=1, max_size=3), end=BODIES)
def test_addresses_and_tags_come_out_intact(level: Level, parts: list[tuple[str, str]], end: str) -> None:
    body = " ".join(f"{before} {address}" for before, address in parts) + f" {end}"
    repaired = repair_body(body, level)
    for _, address in parts:
        assert address in repaired.mended
        if "\n" not in address:
            assert any(address in text for _, text in repaired.blocks)
    again = repair_body(repaired.text, level)
    assert again.text == repaired.text
    assert visible(again.text) == visible(body)


@settings(deadline=None, max_examples=300)
@given(body=BODIES)
def test_found_damage_has_a_place_in_the_body(body: str) -> None:
    lines = body.split("\n")
    for found in repair_body(body, "all").found:
        line = lines[found.line - 1]
        assert 1 <= found.column <= len(line) + 1
        assert visible(found.before) == visible(found.after) or found.action == "move-quote"
        assert 0.5 <= found.confidence <= 1


@settings(deadline=None, max_examples=300)
@given(text=FILES)
def test_documents_lose_nothing_but_labels(text: str) -> None:
    text = text.replace("\r", "\n")
    kept = sum(len(visible(x.body)) + sum(len(visible(f.value)) for f in x.fields) for x in documents(text))
    labels = sum(len(visible(f.label)) + 20 for x in documents(text) for f in x.fields) + 20 * text.casefold().count(
        "text"
    )
    assert kept <= len(visible(text)) <= kept + labels


@settings(deadline=None, max_examples=300)
@given(text=FILES)
def test_any_text_gives_articles_or_one_error(text: str) -> None:
    try:
        articles = newsparse.parse(text)
    except newsparse.InputError as error:
        assert error.code in ("N003", "N004")
        return
    assert [article.record for article in articles] == list(range(1, len(articles) + 1))
    for line, article in zip(render(articles), articles, strict=True):
        assert json.loads(line) == article.as_dict()
        assert yaml.safe_load(document(article.as_dict())) == article.as_dict()


@settings(deadline=None, max_examples=300)
@given(data=st.one_of(st.binary(), FILES.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_give_articles_or_one_error(data: bytes) -> None:
    try:
        assert newsparse.parse(data)
    except newsparse.InputError as error:
        assert error.code in ("N002", "N003", "N004")


@st.composite
def printed_headers(draw: st.DrawFn) -> tuple[str, str]:
    """A header as the README prints it, and the same one in any other allowed spelling."""
    spaces = st.sampled_from(["", " ", "  ", "\t", "\u00a0", "\u3000", "\u200b"])

    def label(words: str) -> str:
        case = draw(st.sampled_from(CASES))
        inner = draw(st.sampled_from(["", " ", "  ", "\t", "_", "-", "\u00a0", "\u3000"]))
        colon = draw(st.sampled_from(":："))
        return draw(spaces) + case(words).replace(" ", inner) + draw(spaces) + colon + draw(spaces)

    values = {words: draw(st.sampled_from(found)) for words, found in VALUES.items()}
    names = draw(st.lists(st.sampled_from(["BOATS", "Night bus", "R & D", "n/a", "汉字"]), max_size=4))
    plain = [f"{words}: {value}\n" for words, value in values.items()]
    other = [f"{label(words)}{_wrapped(draw, words, value)}{draw(spaces)}\n" for words, value in values.items()]
    if draw(st.booleans()):
        rows = ["; ".join(label(f"Category {number}") + name for number, name in enumerate(names, 1)) + "\n"]
    else:
        rows = [label(draw(st.sampled_from(["Category", f"Category {number}"]))) + name + draw(spaces) + "\n"
                for number, name in enumerate(names, 1)]  # fmt: skip
    canonical = [f"Category {number}: {name}\n" for number, name in enumerate(names, 1)]
    order = draw(st.permutations([*other, *(["".join(rows)] if names else [])]))
    ends = draw(st.sampled_from(["\n", "\r\n", "\r", "\u2028"]))
    body = "The boats left on Friday.\nThey came back.\n"
    text = draw(st.sampled_from(["", "\n", "\ufeff"])) + "".join(order) + label("Text") + "\n" + body
    return "".join([*plain, *canonical, "Text:\n", body]), text.replace("\n", ends)


CASES: list[Callable[[str], str]] = [str.lower, str.upper, str.title, str]
VALUES = {
    "Published Time": ["2022-01-11", "11 January 2022, 5:32 p.m. GMT", "nan", "01/02/2022"],
    "Title": ["The quay: what is next; and when", "Boats return to Port Averil", "Title not found", "Category"],
    "Author": ["Lena Maur and Tom Okoro", "Maur, Lena", "Xinhua", "none"],
    "Author title": ["Reporter, Beijing", "Author details not found", "Staff writer; columnist"],
    "Author description": ["Covers ports; collects maps: all of them.", "N/A"],
}


def _wrapped(draw: st.DrawFn, words: str, value: str) -> str:
    """A value that goes on over the next line, as titles do."""
    if words != "Title" or not draw(st.booleans()):
        return value
    return value.replace(" ", "\n", 1)


@settings(deadline=None, max_examples=300)
@given(printed=printed_headers(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"]))
def test_any_allowed_spelling_of_a_header_gives_the_same_values(printed: tuple[str, str], encoding: str) -> None:
    plain, other = printed
    (expected,) = newsparse.parse(plain)
    (article,) = newsparse.parse(other.encode(encoding), encoding=encoding if encoding == "gb18030" else None)
    assert {**article.as_dict(), "problems": 0} == {**expected.as_dict(), "problems": 0}
    said = sorted(x.code for x in article.problems if x.code != "N006")
    assert said == sorted(x.code for x in expected.problems)
