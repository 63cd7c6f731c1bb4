"""Classes of words, and the search for them."""

from __future__ import annotations

import pytest

from newsparse.body.data_files import read_data
from newsparse.body.word_classes import class_of, is_word


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("a", "T"),
        ("house", "N"),
        ("House", "N"),
        ("quickly", "R"),
        ("went", "D"),
        ("goes", "Z"),
        ("would", "M"),
        ("under", "I"),
        ("they", "O"),
        ("where", "Q"),
        ("Averil", "n"),
        ("averil", "N"),
        ("1962", "#"),
        ("7am", "#"),
        ("#", "N"),
        ("# Origin:", "N"),
    ],
)
def test_class_of_word(word: str, expected: str) -> None:
    assert class_of(word) == expected


@pytest.mark.parametrize("word", ["", "a ", "A", "House", "zzz", "#", "-", "é", "house\n"])
def test_other_text_is_no_word(word: str) -> None:
    assert not is_word(word)


def test_every_line_is_found() -> None:
    lines = read_data("word_classes.txt").partition("\n\n")[2].splitlines()
    wrong = [line for line in [*lines[:3], *lines[5::97], *lines[-3:]] if class_of(line[:-2]) != line[-1]]
    assert wrong == []
    assert all(is_word(line[:-2]) for line in lines[::1009])
