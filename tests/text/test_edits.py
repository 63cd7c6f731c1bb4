"""Edits are applied in order, and offsets in the edited text are mapped back to the original text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.text.edits import Edit, OffsetMap, apply_edits


@st.composite
def _edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits of it in ascending order; inserted text has no character of the text's."""
    text = draw(st.text("abc\n", max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    spans = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [Edit(start, stop, draw(st.text("XY", max_size=3))) for start, stop in spans]


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("abc", [], "abc"),
        ("", [Edit(0, 0, "x")], "x"),
        ("abc", [Edit(0, 0, "x"), Edit(3, 3, "y")], "xabcy"),
        ("abc", [Edit(0, 1, ""), Edit(1, 3, "z")], "z"),
        ("abc", [Edit(1, 1, "x"), Edit(1, 2, "y")], "axyc"),
    ],
)
def test_edits_are_applied(text: str, edits: list[Edit], expected: str) -> None:
    assert apply_edits(text, edits) == expected
    assert apply_edits(text, iter(edits)) == expected
    assert apply_edits(text, [Edit(start + 7, stop + 7, new) for start, stop, new in edits], 7) == expected


def test_without_edits_the_same_object_is_returned() -> None:
    text = "".join(["not ", "interned"])
    assert apply_edits(text, []) is text


@given(_edited())
def test_an_offset_is_mapped_to_the_same_character_in_the_original_text(edited: tuple[str, list[Edit]]) -> None:
    text, edits = edited
    after, offsets = apply_edits(text, edits), OffsetMap(edits)
    for at, char in enumerate(after):
        if char not in "XY":
            assert text[offsets.before(at)] == char
    assert offsets.before(len(after)) == len(text)
    assert [offsets.before(stop) for stop in offsets.stops[-1:]] == [edit.stop for edit in edits[-1:]]


def test_without_edits_offsets_are_mapped_to_themselves() -> None:
    assert (OffsetMap([]).before(5), OffsetMap([]).stops) == (5, [])
