"""The text around a candidate, and how the body uses its words: the evidence for decisions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ..text.characters import WHITE
from .candidates import MARKS, TERMINATORS, Candidate
from .words import OPENERS, STRONG_OPENERS, WORDS_AFTER_PREPOSITIONS, ends_in_credit

# Lengths in characters, except where a comment gives another unit.
LEFT = 64  # to the left of a candidate: holds the last word
RIGHT = 80  # to the right of a candidate
_QUOTATION = 600  # to the left: where a quotation may have been opened
_LONGEST_BYLINE = 9  # words
_LONGEST_HEADING = 120
_LONGEST_NAME = 40  # on each side of a capital
_NEIGHBOURHOOD = 12  # on each side of a name: if they differ, the name is used twice, not the same text printed twice
_TOO_MANY_WORDS = 99  # exceeds every limit on the words of a heading

_WORD = re.compile(r"[^\W_]*(?:['’-][^\W\d_]+)*")
_INNER_STOPS = tuple(stop + " " for stop in TERMINATORS + ";")
_TRAILING = MARKS + WHITE  # the next candidate decides which piece these belong to
_INSIDE_WORD = ("camel", "acronym", "digit")  # shapes of candidates
_OPENING_QUOTES = "\"'“‘"

# Not compiled at import: few bodies need them, `re` caches them, and start-up time counts.
_TURN = r"\w[\w.'’-]*(?:\s\w[\w.'’-]*){0,3}\s?[:：](?!//)"
_CAPITALIZED = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?![a-zß-öø-ÿ0-9])"


def compounds(text: str, candidates: list[Candidate]) -> Iterator[str]:
    """Yield the words of `text` that hold a candidate.

    >>> text = "The BlueHarbour board met."
    >>> list(compounds(text, [Candidate("camel", 8, 8)]))
    ['BlueHarbour']
    """
    return (_word_around(text, found.right)[1] for found in candidates if found.shape in _INSIDE_WORD)


class Usage:
    """How often the body uses its words. White space that is inserted at candidates does not change it."""

    def __init__(self, text: str, candidates: list[Candidate]) -> None:
        self._text, self._candidates = text, candidates

    @cached_property
    def _names(self) -> frozenset[str]:
        inside = (found for found in self._candidates if found.shape in _INSIDE_WORD)
        capitals = Counter(_word_around(self._text, found.right) for found in inside)
        uses = {(word, self._around(start, word)) for (start, word), count in capitals.items() if count == 1}
        return frozenset(word for word, count in Counter(word for word, _ in uses).items() if count > 1)

    def _around(self, start: int, word: str) -> str:
        """The characters on both sides of a word, without white space: the same wherever a text is printed twice."""
        stop = start + len(word)
        reach = 4 * _NEIGHBOURHOOD
        before, after = self._text[max(0, start - reach) : start], self._text[stop : stop + reach]
        return "".join(before.split())[-_NEIGHBOURHOOD:] + "|" + "".join(after.split())[:_NEIGHBOURHOOD]

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(re.findall(_CAPITALIZED, self._text))

    def is_name(self, text: str, candidate: Candidate) -> bool:
        """Whether the word around `candidate` is a name rather than two glued words: it occurs in several contexts."""
        return candidate.shape in _INSIDE_WORD and _word_around(text, candidate.right)[1] in self._names

    def is_word(self, word: str) -> bool:
        """Whether the capitalized `word` occurs more than once, as `Malmo` of `MalmoCaptain` does.

        >>> Usage("In MalmoCaptain Reed spoke.", []).is_word("Malmo")
        False
        >>> Usage("In MalmoCaptain Reed spoke. He left Malmo.", []).is_word("Malmo")
        True
        """
        return self._words[word] > 1


def _word_around(text: str, offset: int) -> tuple[int, str]:
    """The letters and digits around `offset`, at most `_LONGEST_NAME` on each side, and where they start."""
    start = stop = offset
    low, high = max(0, offset - _LONGEST_NAME), offset + _LONGEST_NAME
    if text[low:offset].isalnum():
        start = low
    while start > low and text[start - 1].isalnum():
        start -= 1
    if text[offset:high].isalnum():
        stop = min(high, len(text))
    while stop < high and text[stop : stop + 1].isalnum():
        stop += 1
    return start, text[start:stop]


class Context(NamedTuple):
    """The text on both sides of a candidate."""

    left: str  # the left-hand piece: from the last break to the candidate, at most `_QUOTATION` characters
    left_is_whole: bool  # whether `left` reaches back to the last break
    right: str  # the right-hand piece: from its first letter to the next candidate
    marks: str  # the quotes and brackets between the pieces
    next_word: str  # the first word of `right`
    next_word_is_inner: bool  # whether `next_word` is part of a longer word: My of MakeMyTrip

    @classmethod
    def between(cls, left: str, right: str, marks: str = "") -> Context:
        """The context of two whole pieces, as examples and tests need it.

        >>> Context.between("It ended on Monday.", "The boats left.").next_word
        'The'
        """
        return cls(left, True, right, marks, _first_word(right), next_word_is_inner=False)

    @property
    def right_has_opener(self) -> bool:
        """Whether the right-hand piece begins with a word that begins sentences, and white space or its end.

        >>> [Context.between("It ended.", right).right_has_opener for right in ("The boats left.", "Reed left.")]
        [True, False]
        """
        word = before_apostrophe(self.next_word) if len(self.next_word) > 3 else self.next_word
        return word in OPENERS and self.right[len(self.next_word) :][:1] in (" ", ",", "")

    @property
    def right_has_strong_opener(self) -> bool:
        """Whether the opener cannot be the end of a name: `In the` is strong, `In` is not.

        >>> [Context.between("It ended.", right).right_has_strong_opener for right in ("In the port", "In Malmo it")]
        [True, False]
        """
        if not self.right_has_opener or self.next_word in STRONG_OPENERS:
            return self.right_has_opener
        following = self.right[len(self.next_word) :].split(" ", 2)[1:]
        if len(following) < 2:
            return False
        return following[0] in WORDS_AFTER_PREPOSITIONS or (following[0].isdecimal() and len(following[0]) == 4)

    @property
    def right_is_turn(self) -> bool:
        """Whether the right-hand piece begins with a speaker: `GT: What`, `Anna Bell: I`.

        >>> [Context.between("Why?", right).right_is_turn for right in ("Anna Bell: I", "Photo: NPA", "Anna left")]
        [True, False, False]
        """
        match = re.match(_TURN, self.right) if ":" in self.right or "：" in self.right else None
        if match is None or ends_in_credit(match[0]):
            return False
        return all(word[0].isupper() for word in match[0].split() if word[0].isalpha())

    @property
    def left_has_credit(self) -> bool:
        """Whether the left-hand piece ends in a photo credit, or is a byline.

        >>> [Context.between(left, "Boats").left_has_credit for left in ("Photo: NPA", "By Dov Ames", "By boat")]
        [True, True, False]
        """
        return ends_in_credit(self.left) or (
            self.left_is_whole and self.left.startswith("By ") and self._has_names_only
        )

    @property
    def _has_names_only(self) -> bool:
        words = self.left.split()
        return len(words) < _LONGEST_BYLINE and all(word[0].isupper() or word == "and" for word in words)

    @property
    def left_is_heading(self) -> bool:
        """Whether the left-hand piece has the shape of a heading: short, whole, one clause.

        >>> [Context.between(left, "Boats").left_is_heading for left in ("A long wait", "They left. Soon")]
        [True, False]
        """
        text = self.left.strip()
        first = text.lstrip("\"'“‘(0123456789.:) ")[:1]
        return (
            self.left_is_whole
            and 0 < len(text) <= _LONGEST_HEADING
            and len(text.split()) <= 14
            and (first.isupper() or not first)
            and not any(stop in text for stop in _INNER_STOPS)
        )

    @property
    def left_word_count(self) -> int:
        """The number of words of the left-hand piece, or `_TOO_MANY_WORDS` if it cannot be a heading."""
        return len(self.left.split()) if self.left_is_whole and len(self.left) <= _LONGEST_HEADING else _TOO_MANY_WORDS


def context_of(text: str, start: int, candidate: Candidate, limit: int) -> Context:
    """The context of `candidate` in `text`.

    `start` is where the block begins that holds the candidate, `limit` the offset of the next candidate.

    >>> context = context_of("They left.Reed said", 0, Candidate("sentence", 10, 10), 19)
    >>> context.left, context.right, context.next_word
    ('They left.', 'Reed said', 'Reed')
    """
    low = max(start, candidate.left - _QUOTATION)
    right = text[candidate.right : min(limit, candidate.right + RIGHT)].rstrip(_TRAILING)
    word = _first_word(right)
    after = candidate.right + len(word)
    return Context(
        text[low : candidate.left].lstrip() if low == start else text[low : candidate.left],
        low == start,
        right,
        text[candidate.left : candidate.right],
        word,
        text[after : after + 1].isalnum(),
    )


def _first_word(text: str) -> str:
    word = _WORD.match(text)
    return word[0] if word else ""


def before_apostrophe(word: str) -> str:
    """The part of `word` before its first apostrophe.

    >>> before_apostrophe("It's"), before_apostrophe("Ames")
    ('It', 'Ames')
    """
    return word.replace("’", "'").partition("'")[0]


def last_word(text: str) -> str:
    """The letters and digits that `text` ends with.

    >>> last_word("in the G7"), last_word("left.")
    ('G7', '')
    """
    stop = len(text)
    start = stop
    while start and stop - start < LEFT and text[start - 1].isalnum():
        start -= 1
    return text[start:]


def last_token(text: str) -> str:
    """The characters that `text` ends with, back to white space.

    >>> last_token("in the U.S."), last_token("in the ")
    ('U.S.', '')
    """
    tail = text[-LEFT:]
    return "" if not tail or tail[-1].isspace() else tail.rsplit(None, 1)[-1]


def previous_token(text: str) -> str:
    """The token before the last one of `text`, or nothing.

    >>> previous_token("level in Group H."), previous_token("Group")
    ('Group', '')
    """
    tokens = text.rsplit(None, 2)[-2:-1]
    return tokens[0] if tokens else ""


def is_initials(token: str) -> bool:
    """Whether `token` is single capitals with stops or hyphens between them.

    >>> is_initials("U.S"), is_initials("J-K"), is_initials("B"), is_initials("Mr")
    (True, True, True, False)
    """
    parts = token.lstrip("([" + _OPENING_QUOTES).replace("-", ".").split(".")
    return all(len(part) == 1 and part.isupper() for part in parts)


def is_cased(word: str) -> bool:
    """Whether `word` ends in two lower-case letters, as words do and codes do not.

    >>> is_cased("Malmo"), is_cased("AI"), is_cased("mRNA")
    (True, False, False)
    """
    return len(word) > 1 and word[-1].islower() and word[-2].islower()
