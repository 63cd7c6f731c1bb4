"""Missing spaces between words, marks and numbers. Bars mark where a space is missing."""

from __future__ import annotations

import pytest
from support.marked import offsets_of

from newsparse.body.candidates import classes_of
from newsparse.body.missing_spaces import (
    find_missing_spaces,
    spaces_after_commas,
    spaces_after_quotes,
    spaces_before_tails,
    spaces_beside_numbers,
)

COMMAS = [
    "It is told by the office,|said Reed.",
    "Source:|Reuters",
    "Source:|Reuters:|Photo:|Ames:|Note:|Time:|By:|Dov",
    "GT:|How was it?",
    "Editor's Note:|How many boats are there?",
    "作者：Ann Bell",
    "a,b",
    "name,town",
    "Tags: boats,nets,ropes,Velsen",
    "He called print(nets,ropes) twice.",
    "At 10:30 the ratio was 3:2, see x:Y.",
    "Write to board,press@example.org now.",
    "The class std:vector<x> is there.",
    "See NPA,VCG there.",
]
TAILS = [
    "They came from|the quay, said|that they waited, and think|of it with|and without.",
    "They have a better society|and a market|that pays.",
    "They bathe, breathe and clothe the lathe.",
    "The terms thereof and whereof, hereof.",
    "Portland, England and the brigand.",
    "fromthe-quay, fromthe's, fromThe",
]
QUOTES = [
    'The "free trade"|zones sent "a signal"|to them.',
    '“We wait,”|he said, "and why?"|she asked.',
    "The wall (built in 1962)|fell.",
    'They had 12"records.',
    'He said it"and left.',
    "(she)said, f(a b)is",
    "The (s)he of it",
    'The "free trade" zones.',
]
NUMBERS = [
    "It holds 70|percent of the fish and 12|tonnes.",
    "It grew by|112 boats, or by approximately|10 nets.",
    "covid19, 3in1, 20mm, 5s, 10th, under21",
    "2|percent, 5or, 5days-long, 3-70percent",
    "$70percent, by112m",
]


@pytest.mark.parametrize("marked", COMMAS)
def test_space_after_a_comma_or_colon(marked: str) -> None:
    text = marked.replace("|", "")
    found = spaces_after_commas(text, classes_of(text))
    assert [(decision.at, decision.code) for decision in found] == offsets_of(marked, "N309")


@pytest.mark.parametrize("marked", TAILS)
def test_space_before_a_tail(marked: str) -> None:
    found = spaces_before_tails(marked.replace("|", ""))
    assert sorted((decision.at, decision.code) for decision in found) == offsets_of(marked, "N309")


@pytest.mark.parametrize("marked", QUOTES)
def test_space_after_a_quote_or_bracket(marked: str) -> None:
    text = marked.replace("|", "")
    found = spaces_after_quotes(text, classes_of(text))
    assert [(decision.at, decision.code) for decision in found] == offsets_of(marked, "N309")


@pytest.mark.parametrize("marked", NUMBERS)
def test_space_beside_a_number(marked: str) -> None:
    text = marked.replace("|", "")
    found = spaces_beside_numbers(text, classes_of(text))
    assert sorted((decision.at, decision.code) for decision in found) == offsets_of(marked, "N309")


def test_all_rules_together() -> None:
    marked = 'It grew by|112 boats,|he said, left from|the "old quay"|in May.'
    text = marked.replace("|", "")
    found = find_missing_spaces(text, classes_of(text))
    assert sorted((decision.at, decision.code) for decision in found) == offsets_of(marked, "N309")
