"""Double quotes: which open, which slipped to the next line, and which are unpaired."""

from __future__ import annotations

import pytest

from newsparse.body.quotes import read_marks, unpaired


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ('He said: "We wait."', "oc"),
        ("He said: “We wait.”", "oc"),
        ("He said: ''We wait.''", "cc"),
        ('"We began here," she said. "Now we are there."', "ococ"),
        ('He said: "We wait.\n"Boats left on Monday.', "om"),
        ('He said: "We will not stop.\n"And we will win.\n"Good night."', "oooc"),
        ('"We wait for the boats.\n""They will come," he said.', "omoc"),
        ("They left.", ""),
    ],
)
def test_mark_opens_closes_or_has_moved(text: str, readings: str) -> None:
    marks = read_marks(text)
    assert "".join("m" if mark.moved else "o" if mark.opens else "c" for mark in marks) == readings


def test_gap_is_the_white_space_before_a_mark_at_the_beginning_of_a_line() -> None:
    text = 'He said: "We wait. \n "Boats left.'
    assert [(mark.at, mark.gap) for mark in read_marks(text)] == [(9, 9), (21, 18)]


def test_quotes_in_prose_do_not_move() -> None:
    prose = "The boats waited. They came back. Nobody waited. The sea was calm."
    text = f'{prose}\nHe said: "We wait.\n"Boats left on Monday, and nobody waited. The end.'
    assert not any(mark.moved for mark in read_marks(text))


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ('He said: "We wait."', []),
        ('He said: "We wait.', [9]),
        ('"We wait." He said: "We have time.', [20]),
        ('They waited," he said.', [12]),
        ('They had 12" records.', []),
        ('He said: "We wait.\n"We have time."', []),
        ('„Wir warten", sagte sie.', []),
        ("", []),
    ],
)
def test_unpaired_quotes_are_found(text: str, offsets: list[int]) -> None:
    assert [*unpaired(text)] == offsets
