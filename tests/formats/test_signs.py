"""The functions that find one feature of a text."""

from __future__ import annotations

import pytest

from newsparse.formats import signs
from newsparse.formats.head import Head
from newsparse.formats.signs import Finder

CENTRED = " " * 20
CASES: dict[str, tuple[Finder, str, str]] = {
    "labels": (signs.labels("Load-Date", "Length", least=2), "LENGTH: 2\nLoad-Date: x\n", "`Load-Date:`"),
    "labels, too few": (signs.labels("Load-Date", "Length", least=2), "LENGTH: 2\n", ""),
    "labels, another value": (signs.labels("Length", value=r"\d"), "Length: two\n", ""),
    "codes": (signs.codes("HD", "WC", least=2), "HD Ferry\nWC 212 words\n", "`HD`, `WC`"),
    "codes, too few": (signs.codes("HD", "WC", least=2), "HD Ferry\n", ""),
    "line": (signs.line("end of document"), "It sails.\n End of Document \n", "`End of Document`"),
    "line, more text": (signs.line("end of document"), "The end of document\n", ""),
    "starts_with": (signs.starts_with("<x"), "\n <X>", "`<X`"),
    "starts_with, below text": (signs.starts_with("<x"), "a <x>", ""),
    "first_of": (signs.first_of(signs.starts_with("a"), signs.starts_with("b")), "b", "`b`"),
    "only_with": (signs.only_with(signs.starts_with("a"), signs.ends_with("z")), "a z", "`z`"),
    "only_with, without the required feature": (
        signs.only_with(signs.starts_with("a"), signs.ends_with("z")),
        "b z",
        "",
    ),
    "contains, a group": (signs.contains(r"\d(x)"), "a 1x", "`x`"),
    "contains, no group": (signs.contains(r"\dx"), "a 1x", "`1x`"),
    "centered lines": (signs.centred_lines, f"{CENTRED}The Post\n{CENTRED}11 January\n", "centered lines"),
    "centered lines, no number": (signs.centred_lines, f"{CENTRED}The Post\n{CENTRED}January\n", ""),
    "ends_with": (signs.ends_with("]}"), "[1]\n", "`]`"),
    "root tag": (signs.root_tag("p"), "<!-- a -->\n<P class=x>", "`<P>`"),
    "root tag, of HTML": (signs.root_tag(others=True), "<div>", ""),
    "root tag, another": (signs.root_tag(others=True), "<nitf>", "`<nitf>`"),
    "closing tags": (signs.closing_tags("p"), "a</p>b</P>c</p>", "`</p>`"),
    "closing tags, two": (signs.closing_tags("p"), "a</p>b</p>c</b>", ""),
    "opening blocks": (signs.opening_blocks, "<p>a<p>b<div>c", "`<p>`"),
    "opening blocks, two": (signs.opening_blocks, "<p>a<p>b", ""),
    "opening blocks below a document type": (signs.opening_blocks, "<!DOCTYPE html><p>a<p>b", "`<p>`"),
    "closes root": (signs.closes_root, "<nitf>a</NITF>\n", "`</nitf>`"),
    "closes root, open": (signs.closes_root, "<nitf>a", ""),
    "any root tag": (signs.any_root_tag, "<nitf>a", "`<nitf>`"),
    "doctype": (signs.doctype, "\n<!doctype HTML>", "`<!doctype HTML`"),
    "columns": (signs.columns("title", "text"), "title,text\nFerry,No.\n", "`title,text`"),
    "columns, one known": (signs.columns("title", "text"), "title,boats\nFerry,3\n", ""),
    "columns, words of names": (
        signs.columns("title", "text"),
        "newsTitle,main_texts\na,b\n",
        "`newsTitle,main_texts`",
    ),
    "columns, prose": (signs.columns("title", "text"), "title and, text of it\na,b\n", ""),
    "even rows": (signs.even_rows, "a,b\n1,2\n3,4\n", "2 fields in each row"),
    "even rows, uneven": (signs.even_rows, "a,b\n1,2,3\n4,5\n", ""),
    "even rows, no delimiter": (signs.even_rows, "a\nb\n", ""),
}


@pytest.mark.parametrize(("find", "text", "expected"), CASES.values(), ids=CASES)
def test_a_sign_finds_its_feature(find: Finder, text: str, expected: str) -> None:
    assert find(Head(text, 80)) == expected


def test_a_cached_finder_searches_a_head_once() -> None:
    count = 0

    def find(head: Head) -> str:
        nonlocal count
        count += 1
        return "`a`"

    cached, head = signs.cached(find), Head("a", 80)
    assert [cached(head), cached(head), cached(Head("a", 80))] == ["`a`"] * 3
    assert count == 2
