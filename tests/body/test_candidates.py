"""Candidates: their shapes and offsets, and the classes of characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.body.candidates import candidates, classes_of


@pytest.mark.parametrize(
    ("marked", "shape"),
    [
        ("They left.|The end", "sentence"),
        ("They left.|2 came", "sentence"),
        ("Who?|Nobody", "sentence"),
        ("船。|The", "sentence"),
        ('They left.|"|The end', "sentence"),
        ("They left.|”)|The end", "sentence"),
        ("counterattack|In two", "camel"),
        ("é|É", "camel"),
        ("AFP|Harder", "acronym"),
        ("in 2022|The", "digit"),
        ("(NPA)|The", "bracket"),
        ("try|'|Members", "quote"),
        ('VCG|"|Throughout', "quote"),
    ],
)
def test_candidate_has_its_shape_and_offsets(marked: str, shape: str) -> None:
    first, *middle, last = marked.split("|")
    text = first + "".join(middle) + last
    (candidate,) = candidates(text, classes_of(text))[:1]
    assert candidate == (shape, len(first), len(text) - len(last))


@pytest.mark.parametrize("text", ["They left. The end", "the left.the end", "of O'Brien", "in L'Arena", "", "A", "1.a"])
def test_text_without_glue_has_no_candidate(text: str) -> None:
    assert candidates(text, classes_of(text)) == []


@given(st.text())
def test_every_character_has_one_class(text: str) -> None:
    classes = classes_of(text)
    assert len(classes) == len(text)
    assert set(classes) <= set(b"Uldtqcsnx")


@given(st.characters())
def test_class_of_a_character_does_not_depend_on_the_others(char: str) -> None:
    assert classes_of(f"é{char}汉")[1:2] == classes_of(char)
