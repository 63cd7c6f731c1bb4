"""The head of a text: its lines, first tag, labels and codes."""

from __future__ import annotations

import pytest

from newsparse.formats.head import Head, quote


def test_number_of_lines_is_limited() -> None:
    assert Head("a\nb\nc", 2).lines == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "start", "first_tag"),
    [
        ("<p>", 0, 0),
        (" \n<p>", 2, 2),
        ('<?xml version="1.0"?>\n<p>', 0, 22),
        ("<!-- a --><!-- b -->\n<!DOCTYPE x>\n<p>", 0, 34),
        ("<!DOCTYPE html>\n<p>", 0, 0),
        ("<!-- a -->", 0, 10),
    ],
)
def test_first_tag_is_below_prologs_and_comments(text: str, start: int, first_tag: int) -> None:
    head = Head(text, 80)
    assert (head.start, head.first_tag) == (start, first_tag)


def test_labels_are_grouped_by_their_key() -> None:
    head = Head("Document URL: a\nDocumentURL : b\nIt sails.\n", 80)
    assert head.labels == {"documenturl": [("Document URL", "a"), ("DocumentURL", "b")]}


def test_codes_keep_their_first_value() -> None:
    assert Head(" HD\tFerry\nHD Boats\nWC\nHDX4 no\nhd no\n", 80).codes == {"HD": "Ferry", "WC": ""}


@pytest.mark.parametrize(("text", "expected"), [(" a \n b ", "`a b`"), ("x" * 31, f"`{'x' * 30}…`")])
def test_quote_is_one_short_line(text: str, expected: str) -> None:
    assert quote(text) == expected
