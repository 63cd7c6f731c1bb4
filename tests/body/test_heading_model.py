"""The model of joined headings: phrases, shapes and features of words, confidence."""

from __future__ import annotations

import pytest

from newsparse.body.heading_model import (
    bare,
    ends_in_stop,
    features,
    heading_confidence,
    is_phrase,
    load_weights,
    probability,
    shape_of,
)

PHRASES = [
    ("to", "visit", "Asia", "in"),
    ("", "film", "Ames", "said"),
    ("", "co-founder", "Ames", "said"),
    ("oscar", "contender", "The", "Mill"),
    ("the", "end", "I", "saw"),
    ("boats", "left", "Monday", "and"),
    ("it", "rained", "June", "and"),
    ("in", "Group", "H", "they"),
    ("boats", "painted", "Chinese", "and"),
    ("boats", "Growing", "Up", "in"),
    ("the", "port-based", "NPA", "said"),
    ("they", "said", "Malmo", "is"),
]
NO_PHRASES = [
    ("and", "hopes", "The", "harbour"),
    ("a", "harbour", "Ships", "stood"),
    ("film", "director", "He", "said"),
    ("they", "left", "2021", "was"),
    ("the", "Outlook", "Malmo", "is"),
]


@pytest.mark.parametrize("words", PHRASES)
def test_words_of_one_phrase(words: tuple[str, str, str, str]) -> None:
    assert is_phrase(*words)


@pytest.mark.parametrize("words", NO_PHRASES)
def test_words_of_two_phrases(words: tuple[str, str, str, str]) -> None:
    assert not is_phrase(*words)


@pytest.mark.parametrize(("word", "expected"), [('"Boats,', "Boats"), ("(NPA)", "NPA"), ("boats", "boats"), ('"', '"')])
def test_bare_word(word: str, expected: str) -> None:
    assert bare(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("boats", "low"), ("7am", "low"), ("70", "num"), ("NPA's", "pos"), ("In", "op"), ("NPA", "acr"), ("X", "cap")],
)
def test_shape_of_word(word: str, expected: str) -> None:
    assert shape_of(word) == expected


@pytest.mark.parametrize(("word", "expected"), [('left."', True), ("left,’", True), ("left.", False), ('left"', False)])
def test_stop_inside_quotes(word: str, expected: bool) -> None:
    assert ends_in_stop(word) is expected


def test_features_have_a_sample_of_all_kinds() -> None:
    names = features("'Boats & nets Boats said, \"we".split(), 3)
    assert {"bias", "n3", "l=nets", "r=Boats", "rc=cap", "v=-", "and", "again", "w=boats", "p2=&"} <= set(names)
    assert "comma=FalseTrue.low" in names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("heading", "following", "marker"),
    [
        ("'A gift'", "The harbour board", "quotedo"),
        ("Boats, nets", "The harbour board", "comma"),
        ("Malmo vs. Lund", "The harbour board", "and"),
        ("A gift", '"The harbour board', "rq"),
    ],
)
def test_features_of_marks(heading: str, following: str, marker: str) -> None:
    words = heading.split()
    assert marker in features(words + following.split(), len(words))
    assert marker not in features([*"A long gift The harbour board".split()], 3)


@pytest.mark.parametrize(
    ("heading", "following", "least", "most"),
    [
        ("Fears and hopes", "The harbour board has met", 0.9, 1.0),
        ("FEARS AND HOPES", "The harbour board has met", 0.95, 1.0),
        ("FEARS AND HOPES", "THE HARBOUR board has met", 0.0, 0.0),
        ("'A gift of the sea'", "The harbour board has met", 0.95, 1.0),
        ("'A gift of the sea'", "Harbours have a board", 0.8, 1.0),
        ("The film director", "Anna Bell said that they", 0.0, 0.0),
        ('He said "a long', "The harbour board has met", 0.0, 0.0),
        ("The harbour board of Port Averil", "The Mill has won", 0.0, 0.5),
    ],
)
def test_confidence_of_heading(heading: str, following: str, least: float, most: float) -> None:
    words = heading.split()
    assert least <= heading_confidence(words + following.split(), len(words)) <= most


def test_evidence_raises_the_confidence() -> None:
    words = "The harbour board of Port Averil The Mill has won".split()
    values = [heading_confidence(words, 6, evidence) for evidence in (-2.0, 0.0, 2.0)]
    assert values == sorted(set(values))


def test_probability_is_the_logistic_of_the_weights() -> None:
    weights = load_weights()
    assert probability(["no such feature"], 0.0) == 0.5
    assert probability(["bias"], -weights["bias"]) == 0.5
    assert probability([], 1000.0) < 1.0
