"""HTML tags and character references in text."""

from __future__ import annotations

import pytest

from newsparse.checks.markup import entities_in, tags_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>It left.</P>", ["<p>", "</P>"]),
        ('See <a href="/1" target=_blank>it</a>.', ['<a href="/1" target=_blank>', "</a>"]),
        ("It left <!-- ad 2 --> at noon.", ["<!--", "-->"]),
        ("<!DOCTYPE html>", ["<!DOCTYPE "]),
        ("<br/> and <br />", ["<br/>", "<br />"]),
        ("a < b and <b c> d", []),
        ("Write <name> here.", []),
    ],
)
def test_tags_are_found_and_formulas_are_not(text: str, expected: list[str]) -> None:
    assert [tag[0] for tag in tags_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("left&nbsp;at noon", ["&nbsp;"]),
        ("left&nbsp at noon", ["&nbsp"]),
        ("Reed &#38; Sons, and Reed &#x26; Co.", ["&#38;", "&#x26;"]),
        ("&ldquo;no&rdquo;", ["&ldquo;", "&rdquo;"]),
        ("R&D; Reed & Sons; AT&T", []),
        ("see ?a=1&copy=2", []),
    ],
)
def test_character_references_of_html_are_found(text: str, expected: list[str]) -> None:
    assert [entity[0] for entity in entities_in(text)] == expected
