"""Turns of speakers and items of lists that are glued to the text before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .confidence import STRONG_CUE, TWO_CUES
from .decisions import GLUED_HEADING, GLUED_TURN, Decision

_LONGEST_SPEAKER = 32  # characters
_PARTICLES = "al|bin|de|del|el|ibn|van|van der|von|d"  # small words that names begin with


def find_glued_turns(text: str) -> Iterator[Decision]:
    """Find the breaks before a turn whose speaker's name begins in lower case: `… a new trend?el-Maur: As far as`.

    A name is a particle and a capitalized word, directly after a stop or a quote, before a colon with a space or a
    capital. Turns of other names are candidates (see `candidates.py`).

    >>> text = "Does it show a new trend?el-Maur: As far as the boats go, yes."
    >>> [text[found.at :] for found in find_glued_turns(text)]
    ['el-Maur: As far as the boats go, yes.']
    >>> list(find_glued_turns("Does it show a new trend? el-Maur: As far as the boats go."))
    []
    """
    for found in re.finditer(":(?<=[a-z]:)(?=[ A-Z])", text):
        before = text[max(0, found.start() - _LONGEST_SPEAKER) : found.start()]
        turn = re.search(rf"(?<=[.?!…\"”])(?:{_PARTICLES})[-’' ][A-Z][\w'’-]*\Z", before)
        if turn:
            yield Decision(found.start() - len(before) + turn.start(), GLUED_TURN, TWO_CUES)


def find_glued_items(text: str) -> Iterator[Decision]:
    """Find the breaks before numbered items that are glued to the text before: `… in name only(2) The`.

    The text must hold the numbers 1 and 2, and for each item the number before. A number after a space, or after one
    or two letters as in `f(1)`, is left alone.

    >>> text = "Two faults(1) The boats are old(2) The quay is small"
    >>> [text[found.at :] for found in find_glued_items(text)]
    ['(1) The boats are old(2) The quay is small', '(2) The quay is small']
    >>> list(find_glued_items("Sections f(1) Ames and f(2) Bell are in the annex."))
    []
    """
    if "(1)" not in text or "(2)" not in text:
        return
    for found in re.finditer(r"\(([1-9]\d?)\)(?=\s?[\"“A-Z])", text):
        before = text[max(0, found.start() - 3) : found.start()]
        is_glued = (len(before) > 2 and before.isalpha()) or before[-1:] in ('"', "”", ".", ";", ":", "!", "?")
        if is_glued and (found[1] == "1" or f"({int(found[1]) - 1})" in text):
            yield Decision(found.start(), GLUED_HEADING, STRONG_CUE)
