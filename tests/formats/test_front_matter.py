"""Front matter is recognized by its lines; a stream may become front matter until a line rules it out."""

from __future__ import annotations

import pytest

from newsparse.formats.front_matter import closing_fence, front_matter, may_become_front_matter, opening_fence
from newsparse.formats.head import Head

NATIVE = "Title: Ferry\nText:\n"
CASES = [
    ("---\ntitle: Ferry\n---\n", ("`---`", "`title:`")),
    ("+++\ntitle = 'Ferry'\n+++\n", ("`+++`", "`title:`")),
    ("\n%YAML 1.2\n<!-- x -->\n--- # post\ntitle: Ferry\n...\n", ("`---`", "`title:`")),
    ("---\nport: a\nboat: b\n---\n", ("`---`", "`port:`")),
    ("---\nport: a\n---\n", ()),
    ("---\nport: a\nport: b\n---\n", ()),
    ("---\ntitle: Ferry\nIt sails.\n---\n", ()),
    ("---\ntitle: Ferry\n", ()),
    ("---\nthe title of it: Ferry\n---\n", ()),
    (f"---\n{NATIVE}---\nIt sails.\n", ()),
    ("title: Ferry\n", ()),
]


@pytest.mark.parametrize(("text", "signs"), CASES)
def test_front_matter_has_regular_lines_and_known_or_several_keys(text: str, signs: tuple[str, ...]) -> None:
    assert front_matter(text) == signs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("<!-- saved -->\n", True),
        ("---\n", True),
        ("---\ntitle: Ferry\n", True),
        ("---\nIt sails.\n", False),
        ("It sails.\n", False),
    ],
)
def test_text_may_become_front_matter_until_a_line_rules_it_out(text: str, expected: bool) -> None:
    assert may_become_front_matter(text) is expected


@pytest.mark.parametrize(
    ("text", "opening", "closing"),
    [
        ("---\ntitle: Ferry\n---\n", "`---`", "`title:`"),
        ("---\n# a comment\ntitle: Ferry\nIt sails.\n---\n", "`---`", "`title:`"),
        ("---\ntitle: Ferry\nIt sails.\nIt rains.\n---\n", "`---`", ""),
        ("---\nIt sails.\n---\n", "", ""),
        ("title: Ferry\n", "", ""),
    ],
)
def test_fences_are_signs_if_keys_follow(text: str, opening: str, closing: str) -> None:
    head = Head(text, 80)
    assert (opening_fence(head), closing_fence(head)) == (opening, closing)
