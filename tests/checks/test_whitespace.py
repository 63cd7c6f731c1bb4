"""White space that nobody meant, and the edits of gaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.checks.body_fixer import fix_body
from newsparse.checks.source_file import Layout
from newsparse.checks.whitespace import find_uneven_spaces, whitespace_edits
from newsparse.problems import CODES

WORDS = st.lists(
    st.sampled_from(["a", "Bell", "said.The", '"', " ", "  ", "\n", " \n", "\xad", "\u200b", "."]), max_size=20
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One  two.", [("N311", 3)]),
        ("One \xa0two.", [("N311", 3)]),
        ("One. \nTwo.", [("N312", 4)]),
        ("One.\n  Two.\n", [("N312", 5)]),
        ("One.\n   \nTwo.\n", [("N312", 5)]),
        (" One\ttwo three.\n", []),  # behind `Text:` on its line; a tab parts columns
        ('The  <a  href="x  y" \n  id="z">boats</a>  left.', [("N311", 3), ("N311", 40)]),  # not inside a tag
        ("One\n\u3000\u3000Two.", []),  # how paragraphs begin in some scripts
    ],
)
def test_uneven_spaces(body: str, expected: list[tuple[str, int]]) -> None:
    assert [(code, edit.start) for code, edit in find_uneven_spaces(body)] == expected


@given(WORDS, st.booleans(), st.sampled_from(["safe", "all"]))
def test_a_mended_body_is_its_gaps_edited_and_stays(words: list[str], strays: bool, level: str) -> None:
    body = "".join(words)
    mended = fix_body(body, level, CODES, strays)  # type: ignore[arg-type]
    edits = whitespace_edits(body, mended)
    assert Layout(b"", "utf-8", body).edited(edits).raw == mended
    assert all(not body[edit.start : edit.stop].strip(" \n\xad\u200b") for edit in edits)
    assert fix_body(mended, level, CODES, strays) == mended  # type: ignore[arg-type]


def test_what_is_not_asked_for_is_left() -> None:
    body = "It is over.The  rest follows. \n"
    assert fix_body(body, "safe", {"N311"}) == "It is over.The rest follows. \n"
    assert fix_body(body, "safe", {"N301"}) == "It is over.\nThe  rest follows. \n"
    assert fix_body(body, "safe", ()) == body


def test_spaces_that_tell_of_a_lost_stop_are_kept_where_it_is_not_put_in() -> None:
    body = "They had waited for all of the winters  Some members want to go.\n"
    assert fix_body(body, "none", CODES) == body
