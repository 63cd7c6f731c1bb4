"""Sentences that have lost their full stop before two spaces: `the systems  Some experts said`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .confidence import CUE, DOUBTFUL
from .decisions import LOST_STOP, Decision
from .word_classes import class_of
from .words import NEVER_LAST, OPENERS, STRONG_OPENERS

_LEAST_BEFORE = 5  # words of the line that a sentence ends with
_LOOK = 60  # characters on each side of the spaces
_MARKS = "\"'“”‘’()"  # around the word before the spaces


def find_lost_stops(text: str) -> Iterator[Decision]:
    """Find the breaks where two spaces or more stand in place of a full stop.

    At least five words stand before on the line, the last of them a word that can end a sentence, and after the spaces
    a word that begins sentences and one in lower case. Other wide spaces are left alone.

    >>> text = "They stayed in the harbour for all winters  Some members want that changed."
    >>> [text[found.at :] for found in find_lost_stops(text)]
    ['Some members want that changed.']
    >>> list(find_lost_stops("They stayed in the harbour for all winters  Ames wants that changed."))
    []
    """
    for at, left, words in _wide_spaces(text):
        if len(left) < _LEAST_BEFORE or len(words) < 3 or words[0] not in STRONG_OPENERS or not words[1][0].islower():
            continue
        last = left[-1].strip(_MARKS)
        if last.islower() and last not in NEVER_LAST and class_of(last) in "NDRP":
            yield Decision(at, LOST_STOP, CUE)


def find_uncertain_stops(text: str) -> Iterator[Decision]:
    """Find the wide spaces that may stand in place of a full stop, or before a name.

    These are only reported by default. The spaces stay in the text, because they are the only evidence.
    Spaces after a word that never ends a sentence, or before lower case, are left alone.

    >>> text = "Boats wait  Ames wants that changed."
    >>> [(text[found.at :], found.confidence) for found in find_uncertain_stops(text)]
    [('Ames wants that changed.', 0.6)]
    >>> list(find_uncertain_stops("The boats of  Ames wait."))
    []
    """
    for at, left, words in _wide_spaces(text):
        first = words[0].lstrip("\"'“‘(")
        if len(words) < 2 or left[-1].strip(_MARKS).casefold() in NEVER_LAST or not first[:1].isupper():
            continue
        is_clause = words[1][0].islower() and first == words[0]
        if first in OPENERS or (is_clause and first[1:].rstrip(",").islower()):
            yield Decision(at, LOST_STOP, DOUBTFUL)


def _wide_spaces(text: str) -> Iterator[tuple[int, list[str], list[str]]]:
    """Find the offsets after two or more spaces that may stand between sentences.

    Yields each offset, the words of the line before it, and the line after it as two words and the rest. Spaces after a
    mark that ends sentences are left out.
    """
    if "  " not in text and "\xa0" not in text:
        return
    # A literal is found many times as fast as alternatives, and most texts hold plain spaces only.
    plain = text.isascii() or not re.search("[\xa0\u2003\u3000]", text)
    pattern = r"  (?<=\S  ) *+(?=[^\W\d_a-z]|[\"'“‘(])" if plain else r"(?<=\S)[ \xa0\u2003\u3000]{2,}+(?=\S)"
    for found in re.finditer(pattern, text):
        at = found.end()
        words = text[at : at + _LOOK].split("\n")[0].split(None, 2)
        left = text[max(0, found.start() - _LOOK) : found.start()].rpartition("\n")[2].split()
        last = left[-1]
        if (last[-1].isalnum() or last[-1] in ")'’\"”%") and last[-2:-1] not in tuple(".!?"):
            yield at, left, words
