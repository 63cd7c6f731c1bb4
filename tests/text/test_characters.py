"""Text printed to terminals and CI logs contains no control sequences or commands."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsparse.text.characters import BLANK, STRAY, WHITE, WITHOUT_STRAY, escape_non_utf8, printable, visible

TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            [*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202e\u2066\u2069\u2028\u2029:#["]
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ferry 渡轮 é 🚢", "Ferry 渡轮 é 🚢"),
        ("a\nb\tc\r", "a⏎b⇥c␍"),
        ("\x00\x1b[31m\x07", "␀␛[31m␇"),
        ("\x7f\x85\x9b", r"\u007f\u0085\u009b"),
        ("\u202eabc\u2069\u200f", r"\u202eabc\u2069\u200f"),
        ("\u2028\u2029\ufeff\xad", r"\u2028\u2029\ufeff\u00ad"),
        ("caf\udce9", r"caf\xe9"),
        ("\ud800\U000e0041", r"\ud800\udb40\udc41"),
        ("::error::x", r"\u003a:error::x"),
        ("  ::error::x", r"  \u003a:error::x"),
        ("a ::error::x", "a ::error::x"),
        ("##[error]x", r"##\u005berror]x"),
        ("a ##vso[task.setvariable variable=x]y", r"a ##vso\u005btask.setvariable variable=x]y"),
        ("## A heading [1]", "## A heading [1]"),
    ],
)
def test_printable_escapes_what_terminals_and_ci_logs_interpret(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(TEXT)
def test_printable_is_safe_and_idempotent(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable()
    assert printable(shown) == shown
    assert not shown.lstrip().startswith(":")
    assert not re.search(r"##[\w.-]*\[", shown)
    assert "".join(char for char in visible(text) if char not in "\n\t").isprintable()


@given(st.dictionaries(TEXT, TEXT))
@example({"\ud800\udc00": ""})
def test_visible_json_has_the_same_value(data: dict[str, str]) -> None:
    expected = json.loads(json.dumps(data))  # JSON reads two surrogates in a row as one character
    for indent in (None, 2):
        text = json.dumps(data, ensure_ascii=False, indent=indent).encode("utf-8", "backslashreplace").decode()
        assert json.loads(visible(text)) == expected


def test_white_space_is_the_same_as_in_isspace() -> None:
    assert set(WHITE) == {char for char in map(chr, range(0x110000)) if char.isspace()}
    assert set(WHITE) < set(BLANK)


def test_stray_characters_are_removed_and_white_space_is_not_stray() -> None:
    assert set(STRAY).isdisjoint("\t\n\v\f\r\x1c\x85 \xa0\u3000")
    assert "a\x00b\u200bc\xadd\x9f".translate(WITHOUT_STRAY) == "abcd"


@pytest.mark.parametrize(("path", "expected"), [("a/é.txt", "a/é.txt"), ("caf\udce9.txt", r"caf\xe9.txt")])
def test_bytes_of_a_path_that_are_not_utf8_are_escaped(path: str, expected: str) -> None:
    assert escape_non_utf8(path) == expected
