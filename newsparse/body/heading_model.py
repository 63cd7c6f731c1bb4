"""The confidence that a heading ends between two words: a linear model of the words around the gap.

The model sees only words: those of the piece that may be a heading, and three after it. Its weights are in
heading_weights.json, which `tests/support/heading_training.py` makes from labelled articles.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import exp
from typing import NamedTuple

from .confidence import NO_DAMAGE, PROBABLE, TWO_CUES
from .data_files import read_data
from .word_classes import CACHED_WORDS, class_of
from .words import MONTHS, NOUNS_BEFORE_LETTERS, NOUNS_BEFORE_NAMES, OPENERS, TITLE_WORDS, WORDS_BEFORE_VERBS

# Corrections that calibrate the model, as logarithms of odds. Measured on the halves of the labelled articles that the
# model was not trained on: it is too low before words that begin sentences, where no verb stands on the left, also
# before common nouns, and too high before names.
_OPENER_BONUS, _NOUN_BONUS, _NAME_BONUS = 1.5, 0.5, -0.4
_FINITE = frozenset("DZM")  # classes of verbs that make a clause: past tense, third person, modal
_LEADS_TO_NAME = frozenset("VGDZMICTOQJ")  # classes of words that a name follows in the same sentence
_ADJECTIVES = ("-based", "-led", "-backed", "-born", "-owned", "-made", "-sized", "-style", "-aligned", "-listed")
_CLOSING = "\"'”’)"
_LEAST_CAPITALS = 12  # characters of a heading in capitals; fewer are a name or an abbreviation


class _Word(NamedTuple):
    """A word without the marks around it, the same in lower case, its class and its shape."""

    text: str
    lower: str
    word_class: str
    shape: str


@lru_cache(CACHED_WORDS)
def _parse_word(printed: str) -> _Word:
    """Return the word, its lower case, its class and its shape; `printed` may have marks around it."""
    text = bare(printed)
    return _Word(text, text.casefold(), class_of(text), shape_of(text))


def bare(word: str) -> str:
    """Return `word` without the marks around it.

    >>> bare('"Boats,')
    'Boats'
    """
    return word.strip("\"'“”‘’(),?") or word


def shape_of(word: str) -> str:
    """Return the shape of a word: its case, or what else stands out.

    >>> [shape_of(word) for word in ("boats", "1962", "Averil's", "The", "NPA", "Averil", "iPhone")]
    ['low', 'num', 'pos', 'op', 'acr', 'cap', 'oth']
    """
    if word.islower():
        return "low"
    if word[0].isdigit():
        return "num"
    if word.endswith(("'s", "’s")):
        return "pos"
    if word in OPENERS:
        return "op"
    if len(word) > 1 and word.isupper():
        return "acr"
    return "cap" if word[0].isupper() else "oth"


def ends_in_stop(word: str) -> bool:
    """Whether `word` ends a sentence or a part of one inside quotes.

    >>> ends_in_stop('harbour."'), ends_in_stop("harbour.")
    (True, False)
    """
    return word[-1] in _CLOSING and word.rstrip(_CLOSING)[-1:] in (".", "!", "?", ",", ";", ":")


def is_phrase(before: str, last: str, first: str, second: str) -> bool:
    """Whether `last` and `first` belong to one phrase, so that no heading ends between them.

    `before` is the word before `last`, in lower case, `second` the word after `first`. A phrase is a verb and its
    object, a noun and the name beside it, or a title of a work. Words that begin sentences do not belong to the phrase
    before them.

    >>> is_phrase("to", "visit", "Asia", "in"), is_phrase("", "film", "Ames", "said")
    (True, True)
    >>> is_phrase("and", "hopes", "The", "harbour")
    False
    """
    last_part = last.rpartition("-")[2]
    is_beside = last_part in NOUNS_BEFORE_NAMES
    return (
        _is_always_inside(last, first, second)
        or (is_beside and _begins_name(first, second))
        or (last.islower() and _is_name(first) and (is_beside or _leads_to_name(before, last)))
    )


def _is_always_inside(last: str, first: str, second: str) -> bool:
    """Whether `first` is a capitalized word that stands inside sentences and titles: `I`, a day, `Group H`."""
    if first == "I" or first.endswith("day") or first in MONTHS:
        return True
    if len(first) == 1:
        if last in NOUNS_BEFORE_LETTERS:
            return True
    elif first == "Chinese" and second.islower() and last.endswith("ed"):
        return True
    return first in TITLE_WORDS and not last.islower()


def _begins_name(first: str, second: str) -> bool:
    """Whether a name of two words begins with `first`: `film director Anna Bell`, `contender The Mill`."""
    return second[0].isupper() and (first in ("The", "A", "No", "One") or first not in OPENERS)


def _is_name(first: str) -> bool:
    """Whether `first` is a name or another noun with a capital, rather than the first word of a sentence."""
    if first == "Chinese":
        return True
    return not first[0].isdigit() and first not in OPENERS and (class_of(first) in "nN" or first.isupper())


def _leads_to_name(before: str, last: str) -> bool:
    """Whether `last` is a word that a name continues, such as a verb."""
    return class_of(last) in _LEADS_TO_NAME or before in WORDS_BEFORE_VERBS or last.endswith(_ADJECTIVES)


def features(words: list[str], index: int) -> list[str]:
    """Return the names of the features of the gap before `words[index]`.

    Prefixes say what a feature holds: `l` the last word on the left, `r` the first on the right, a second letter
    `s` its suffix, `c` its shape, `t` its class; `f` the first word of the heading, `w` any of its words.

    >>> features(["Fears", "and", "hopes", "The", "harbour", "board"], 3)[:4]
    ['bias', 'n3', 'l=hopes', 'ls=pes']
    """
    texts, lowers, classes, shapes = zip(*map(_parse_word, words[: index + 3]), strict=True)
    opener = "o" if texts[index] in OPENERS else "."
    result = _word_features(texts, lowers, shapes, index, opener)
    result += _class_features(classes, shapes, index, opener)
    result += (f"w={lower}" for lower in lowers[:index])
    result += _mark_features(words, texts, shapes, index, opener)
    return result


def _word_features(
    texts: tuple[str, ...], lowers: tuple[str, ...], shapes: tuple[str, ...], index: int, opener: str
) -> list[str]:
    """Features of words and their shapes."""
    first, second = texts[index : index + 2]
    last, last_shape = lowers[index - 1], shapes[index - 1]
    shape1, shape2, shape3 = shapes[index:]
    capitals = sum([word[:1].isupper() for word in texts[1:index]])
    all_capitals = "=" if capitals == index - 1 else ""
    return [
        "bias",
        f"n{min(index, 8)}",
        f"l={last}",
        f"ls={last[-3:]}",
        f"lc={last_shape}{opener}",
        f"r={first}",
        f"rs={first[-3:]}",
        f"rc={shape1}",
        f"lc={last_shape}|rc={shape1}|{shape2}",
        f"r2={second if shape2 == 'low' else shape2}",
        f"r2c={shape1}{shape2}{shape3}",
        f"fc={shapes[0]}{min(index, 3)}",
        f"c{min(capitals, 3)}{all_capitals}{last_shape}",
        f"p2={lowers[index - 2] if index > 1 else ''}",
    ]


def _class_features(classes: tuple[str, ...], shapes: tuple[str, ...], index: int, opener: str) -> list[str]:
    """Features of word classes."""
    left, last = classes[:index], classes[index - 1]
    class1, class2, class3 = classes[index:]
    verb = "v" if not _FINITE.isdisjoint(left) else "-"
    is_name = class1 == "n" and shapes[index] in ("cap", "acr", "pos")
    result = [
        f"lt={last}",
        f"lt={last}|rt={class1}",
        f"rt={class1}|{class2}",
        f"rt={class1}|{class2}|{class3}",
        f"v={verb}",
        f"v={verb}|{opener}|{last}",
        f"ft={classes[0]}",
        f"tt={''.join(left[-2:])}|{class1}",
        f"named={is_name}{last}{verb}",
    ]
    if index <= 4:
        result.append(f"ts={''.join(left)}")
    return result


def _mark_features(
    words: list[str], texts: tuple[str, ...], shapes: tuple[str, ...], index: int, opener: str
) -> list[str]:
    """Features of marks, and of words that stand on both sides."""
    left, right = words[:index], words[index : index + 2]
    result = [f"comma={right[0][-1] == ','}{right[1][-1] == ','}{opener}{shapes[index + 1]}"]
    if _is_quoted(left):
        result.append("quoted" + opener)
    if any(word[-1] == "," for word in left):
        result.append("comma")
    if "&" in left or "vs." in left:
        result.append("and")
    if any(word in texts[:index] for word in texts[index : index + 2] if word[0].isupper()):
        result.append("again")
    if right[0][0] in "\"“'‘":
        result.append("rq")
    return result


def _is_quoted(words: list[str]) -> bool:
    """Whether all of `words` stand in single quotes."""
    return words[0][0] in "'‘" and words[-1][-1] in "'’"


def heading_confidence(words: list[str], index: int, evidence: float = 0.0) -> float:
    """Return the confidence that a heading ends before `words[index]`.

    At least two more words must follow it. `evidence` from other sources, such as the block before, is the logarithm
    of odds that is added to the score of the model. The confidence is 0.0 inside a phrase or an open quotation.

    >>> heading_confidence("Fears and hopes The harbour board has met".split(), 3) > 0.9
    True
    >>> heading_confidence("The film director Anna Bell said that".split(), 3)
    0.0
    """
    left, word = words[:index], words[index]
    last, first, second = map(_parse_word, words[index - 1 : index + 2])
    if is_phrase(words[index - 2].casefold() if index > 1 else "", last.text, first.text, second.text):
        return NO_DAMAGE
    if word[0] != '"' and sum([word.count('"') for word in left]) % 2:
        return NO_DAMAGE  # a quotation is open
    feature_names = features(words, index)
    correction = _correction(first, second.text, "v=-" in feature_names)
    confidence = probability(feature_names, correction + evidence)
    if _is_quoted(left):
        return max(confidence, TWO_CUES if first.text in OPENERS else PROBABLE)
    if index > 1 and _is_in_capitals(left):
        return max(confidence, TWO_CUES) if len(word) == 1 or not word.isupper() else NO_DAMAGE
    return confidence


def _correction(first: _Word, second: str, verbless: bool) -> float:
    """The correction of the model before the words `first` and `second`, as the logarithm of odds.

    `verbless` says that no finite verb stands on the left.
    """
    is_plain = second.islower() or second.isupper() or second == "Chinese" or second[0].isdigit()
    if not verbless or not is_plain:
        return _NAME_BONUS
    if first.text in OPENERS:
        return _OPENER_BONUS
    return _NOUN_BONUS if first.word_class == "N" and second.islower() else _NAME_BONUS


def _is_in_capitals(words: list[str]) -> bool:
    """Whether `words` are a heading in capitals."""
    text = " ".join(words)
    return text.isupper() and len(text) >= _LEAST_CAPITALS


def probability(names: list[str], bonus: float) -> float:
    """Return the model's probability of a break where the features `names` hold.

    `bonus` is added to the sum of their weights. Features without a weight count nothing.
    """
    weights = load_weights()
    score = bonus + sum([weights[name] for name in names if name in weights])
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


@cache
def load_weights() -> dict[str, float]:
    """Return the weights of the model, by feature."""
    import json

    weights: dict[str, float] = json.loads(read_data("heading_weights.json"))["weights"]
    return weights
