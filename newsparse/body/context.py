"""What stands around a candidate, and how the body uses its words: what decisions are made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ..text.characters import WHITE
from .candidates import MARKS, TERMINATORS, Candidate
from .words import OPENERS, STRONG_OPENERS, ends_in_credit

LEFT = 64  # characters to the left that hold the last word
_LONGEST_BYLINE = 9  # words
_HEADING = 120  # characters: a longer segment is no heading
RIGHT = 80  # characters to the right that are looked at
_LONGEST_NAME = 40  # characters on each side of a capital
_QUOTE = 600  # characters in which the other end of a quotation is looked for

_WORD = re.compile(r"[^\W_]*(?:['’-][^\W\d_]+)*")
_INNER_STOPS = tuple(stop + " " for stop in TERMINATORS + ";")
_TRAILING = MARKS + WHITE  # which piece they belong to is for the next candidate to say
_INSIDE = ("camel", "acronym", "digit")  # shapes of candidates inside a word
_FIRM = frozenset(
    "the a an this these that those his her its their our recent some many most all both any each several other"
    " addition fact response contrast particular general".split()
)
_BESIDE = 12  # characters on each side that tell one use of a name from a text that is printed twice
_QUOTES_BEFORE = "\"'“‘"

# Compiled where they are used, by `re` itself: few bodies need them, and start-up counts.
_TURN = r"\w[\w.'’-]*(?:\s\w[\w.'’-]*){0,3}\s?[:：](?!//)"
_CAPITALIZED = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?![a-zß-öø-ÿ0-9])"


def compounds(text: str, spots: list[Candidate]) -> Iterator[str]:
    """The words of `text` that hold a candidate: `BlueHarbour`."""
    return (_word_around(text, spot.right)[1] for spot in spots if spot.shape in _INSIDE)


class Usage:
    """How the whole body uses words. White space at candidates changes nothing of it."""

    def __init__(self, text: str, spots: list[Candidate]) -> None:
        self._text, self._spots = text, spots

    @cached_property
    def _names(self) -> frozenset[str]:
        places = Counter(_word_around(self._text, spot.right) for spot in self._spots if spot.shape in _INSIDE)
        uses = {(word, self._beside(start, word)) for (start, word), breaks in places.items() if breaks == 1}
        return frozenset(word for word, count in Counter(word for word, _ in uses).items() if count > 1)

    def _beside(self, start: int, word: str) -> str:
        """What stands around a word, white space apart: it is the same where a text is printed twice."""
        stop = start + len(word)
        before, after = self._text[max(0, start - 4 * _BESIDE) : start], self._text[stop : stop + 4 * _BESIDE]
        return "".join(before.split())[-_BESIDE:] + "|" + "".join(after.split())[:_BESIDE]

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(re.findall(_CAPITALIZED, self._text))

    def is_name(self, line: str, spot: Candidate) -> bool:
        """Whether the word around `spot` is used twice or more: a name, no accident."""
        return spot.shape in _INSIDE and _word_around(line, spot.right)[1] in self._names

    def is_word(self, word: str) -> bool:
        """Whether the capitalized `word` is used elsewhere too, as `Malmo` in `MalmoCaptain` is."""
        return self._words[word] > 1


def _word_around(line: str, at: int) -> tuple[int, str]:
    start = stop = at
    low, high = max(0, at - _LONGEST_NAME), at + _LONGEST_NAME
    if line[low:at].isalnum():
        start = low
    while start > low and line[start - 1].isalnum():
        start -= 1
    if line[at:high].isalnum():
        stop = min(high, len(line))
    while stop < high and line[stop : stop + 1].isalnum():
        stop += 1
    return start, line[start:stop]


class Place(NamedTuple):
    """A candidate with what stands around it."""

    left: str  # up to the candidate, from the last break on, the last _QUOTE characters
    whole: bool  # whether `left` reaches back to the last break
    right: str  # from the right-hand piece's first letter up to the next candidate
    marks: str  # the quotes and brackets between
    next_word: str
    inner: bool  # whether the right-hand word ends inside a longer one: My in MakeMyTrip

    @property
    def opener(self) -> bool:
        """Whether the right-hand piece begins with a word that begins sentences, and a space."""
        word = re.split("['’]", self.next_word, maxsplit=1)[0] if len(self.next_word) > 3 else self.next_word
        return word in OPENERS and self.right[len(self.next_word) :][:1] in (" ", ",", "")

    @property
    def strong_opener(self) -> bool:
        """The same, where hardly a name ends like that; `In the` is strong where `In` is not."""
        if not self.opener or self.next_word in STRONG_OPENERS:
            return self.opener
        following = self.right[len(self.next_word) :].split(" ", 2)[1:]
        return len(following) == 2 and (following[0] in _FIRM or (following[0].isdecimal() and len(following[0]) == 4))

    @property
    def turn(self) -> bool:
        """Whether the right-hand piece begins with a speaker: `GT: What`, `Anna Bell: I`."""
        match = re.match(_TURN, self.right) if ":" in self.right or "：" in self.right else None
        if match is None or ends_in_credit(match[0]):
            return False
        return all(word[0].isupper() for word in match[0].split() if word[0].isalpha())

    @property
    def credit(self) -> bool:
        """Whether the left-hand piece ends in a photo credit, or is a byline: `By Dov Ames and Ann Bell`."""
        return ends_in_credit(self.left) or (self.whole and self.left.startswith("By ") and self._names)

    @property
    def _names(self) -> bool:
        words = self.left.split()
        return len(words) < _LONGEST_BYLINE and all(word[0].isupper() or word == "and" for word in words)

    @property
    def heading(self) -> bool:
        """Whether the left-hand piece has the shape of a heading: short, whole, one clause."""
        text = self.left.strip()
        first = text.lstrip("\"'“‘(0123456789.:) ")[:1]
        return (
            self.whole
            and 0 < len(text) <= _HEADING
            and len(text.split()) <= 14
            and (first.isupper() or not first)
            and not any(stop in text for stop in _INNER_STOPS)
        )

    @property
    def words(self) -> int:
        return len(self.left.split()) if self.whole and len(self.left) <= _HEADING else 99


def place_of(line: str, start: int, candidate: Candidate, limit: int) -> Place:
    """What stands around `candidate` of `line`, in which a block begins at `start` and the next
    candidate stands at `limit`."""
    low = max(start, candidate.left - _QUOTE)
    right = line[candidate.right : min(limit, candidate.right + RIGHT)].rstrip(_TRAILING)
    word = _WORD.match(right)
    return Place(
        line[low : candidate.left].lstrip() if low == start else line[low : candidate.left],
        low == start,
        right,
        line[candidate.left : candidate.right],
        word[0] if word else "",
        word is not None and line[candidate.right + len(word[0]) : candidate.right + len(word[0]) + 1].isalnum(),
    )


def last_word(text: str) -> str:
    """The letters and digits that `text` ends with."""
    stop = len(text)
    start = stop
    while start and stop - start < LEFT and text[start - 1].isalnum():
        start -= 1
    return text[start:]


def last_token(text: str) -> str:
    """What `text` ends with, back to white space."""
    tail = text[-LEFT:]
    return "" if not tail or tail[-1].isspace() else tail.rsplit(None, 1)[-1]


def is_initials(token: str) -> bool:
    """`U.S`, `J.K`, `B`: single capitals with stops or hyphens between."""
    parts = token.lstrip("([" + _QUOTES_BEFORE).replace("-", ".").split(".")
    return all(len(part) == 1 and part.isupper() for part in parts)


def is_cased(word: str) -> bool:
    """Whether `word` ends in two lower-case letters, as words do and codes do not."""
    return len(word) > 1 and word[-1].islower() and word[-2].islower()
