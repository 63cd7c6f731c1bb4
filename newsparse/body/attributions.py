"""Clauses that only name the speaker of a quotation, and therefore belong to its sentence: `"Why?" Reed asked.`"""

from __future__ import annotations

import re

from .confidence import CUE, NO_DAMAGE, STRONG_CUE, TWO_CUES
from .words import OPENERS, SPEECH_VERBS, SPEECH_VERBS_WITH_OBJECT, WORDS_AFTER_SPEECH_VERBS

_MOST_WORDS = 20  # before the verb of a clause that names the speaker


def attribution(right: str, mark: str) -> float:
    """Return the confidence that the text after a quotation only names its speaker: `"…?" Reed asked.`

    `right` is the text after the quotation, `mark` the one before its closing quote. A clause with an object of its
    own, or with words between the speaker and the verb, is a sentence by itself.

    >>> attribution("Reed asked.", "?") == STRONG_CUE
    True
    >>> attribution("Anna Bell, head of the club, told the Northern Post.", "?") == CUE
    True
    >>> attribution("Reed said that the harbour had no money left.", "?") == NO_DAMAGE
    True
    """
    sentence = re.split(r"[.!?:\"“”](?:\s|$)|\.(?=[A-Z\"“”'])", right, maxsplit=1)[0]
    words = sentence.replace(",", " ,").split()
    verb = _verb_of(words)
    if not verb or _has_object(words, verb) or (mark == "?" and words[verb].startswith(("answer", "repl"))):
        return NO_DAMAGE
    speaker = words[:verb]
    if verb <= 4 and all(word[0].isupper() or word in ("he", "she") for word in speaker):
        return TWO_CUES if mark == "," else STRONG_CUE
    return CUE if "," in speaker[:5] else NO_DAMAGE


def _verb_of(words: list[str]) -> int:
    """The index of the first verb of speech after a subject, or 0."""
    for index in range(1, min(len(words), _MOST_WORDS)):
        if words[index].rstrip(".,") in SPEECH_VERBS:
            return index
    return 0


def _has_object(words: list[str], verb: int) -> bool:
    """Whether the verb of speech at index `verb` of `words` has an object: `said that`, `The board asked us`.

    >>> _has_object("Reed told the Post".split(), 1), _has_object("Reed told the Post that".split(), 1)
    (False, True)
    """
    said, following = words[verb], words[verb + 1] if verb + 1 < len(words) else ""
    if not following:
        return False
    if said in ("told", "tells"):
        return "that" in words[verb : verb + 9]
    if following == "that" or (said == "said" and following not in WORDS_AFTER_SPEECH_VERBS):
        return True
    return following.casefold() not in WORDS_AFTER_SPEECH_VERBS and (
        words[0] in OPENERS or said in SPEECH_VERBS_WITH_OBJECT
    )
