"""The context of candidates, the usage of words, and the words at the end of a text."""

from __future__ import annotations

import pytest

from newsparse.body.candidates import Candidate, candidates, classes_of
from newsparse.body.context import (
    Context,
    Usage,
    compounds,
    context_of,
    is_cased,
    is_initials,
    last_token,
    last_word,
    previous_token,
)


def test_context_reaches_from_the_last_break_to_the_next_candidate() -> None:
    text = "They left.The quay was full.Nobody came."
    context = context_of(text, 10, Candidate("sentence", 28, 28), len(text))
    assert context == ("The quay was full.", True, "Nobody came.", "", "Nobody", False)


def test_context_is_not_whole_after_a_long_block() -> None:
    text = "a " * 400 + "end.The"
    context = context_of(text, 0, Candidate("sentence", 804, 804), len(text))
    assert not context.left_is_whole
    assert not context.left_is_heading


def test_word_inside_a_longer_one_is_inner() -> None:
    assert context_of("Sales at MakeMyTrip", 0, Candidate("camel", 13, 13), 15).next_word_is_inner


@pytest.mark.parametrize(
    ("right", "opener", "strong"),
    [
        ("The boats left", True, True),
        ("It's late", True, False),
        ("In the port", True, True),
        ("In 2021 it", True, True),
        ("In Malmo it", True, False),
        ("Reed left", False, False),
        ("The", True, True),
        ("The.Quay", False, False),
        ("", False, False),
    ],
)
def test_opener_begins_sentences(right: str, opener: bool, strong: bool) -> None:
    context = Context.between("It ended.", right)
    assert (context.right_has_opener, context.right_has_strong_opener) == (opener, strong)


@pytest.mark.parametrize(
    ("right", "turn"),
    [("GT: What", True), ("Anna Bell: I", True), ("Anna said: I", False), ("Photo: NPA", False), ("Http://a", False)],
)
def test_turn_begins_with_a_speaker(right: str, turn: bool) -> None:
    assert Context.between("Why?", right).right_is_turn == turn


@pytest.mark.parametrize(
    ("left", "heading", "words"),
    [("A long wait", True, 3), ("They left. Soon", False, 3), ("a long wait", False, 3), ("W" * 130, False, 99)],
)
def test_heading_is_short_and_one_clause(left: str, heading: bool, words: int) -> None:
    context = Context.between(left, "Boats")
    assert (context.left_is_heading, context.left_word_count) == (heading, words)


def test_word_of_two_contexts_is_a_name() -> None:
    for text, expected in (
        ("BlueHarbour lost. The club of BlueHarbour won.", True),
        ("BlueHarbour lost.", False),
        ("It was spring when BlueHarbour lost the cup of the harbour.\n" * 2, False),
    ):
        found = candidates(text, classes_of(text))
        usage = Usage(text, found)
        assert usage.is_name(text, found[0]) == expected
        assert set(compounds(text, found)) == {"BlueHarbour"}


@pytest.mark.parametrize(
    ("text", "word", "token", "previous"),
    [
        ("in the U.S.", "", "U.S.", "the"),
        ("level in Group H", "H", "H", "Group"),
        ("the (G7", "G7", "(G7", "the"),
        ("word", "word", "word", ""),
        ("the ", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_last_words(text: str, word: str, token: str, previous: str) -> None:
    assert (last_word(text), last_token(text), previous_token(text)) == (word, token, previous)


@pytest.mark.parametrize(
    ("token", "initials", "cased"),
    [("U.S", True, False), ("(J.K", True, False), ("J-K", True, False), ("Mr", False, False), ("Malmo", False, True)],
)
def test_initials_and_cased_words(token: str, initials: bool, cased: bool) -> None:
    assert (is_initials(token), is_cased(token)) == (initials, cased)
