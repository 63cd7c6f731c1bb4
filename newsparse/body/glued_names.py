"""Names that are glued to the word before them, where only a space is missing."""

from __future__ import annotations

from .confidence import CUE, NO_DAMAGE
from .context import Context, last_word
from .words import OPENERS, SPEECH_VERBS

_BEFORE_NAMES = ("the", "of", "and", "that")  # words before a name, besides verbs of speech
_LEAST_NAME = 4  # letters
_LEAST_VERB = 4  # letters


def space_before_name(context: Context) -> float:
    """The confidence that only a space is missing before a name: `He toldReuters`, `to theGuardian`.

    A verb of speech, or one of four words before names, must stand on the left as a whole. Other words, names of fewer
    than four letters, and words that begin sentences are left alone.

    >>> space_before_name(Context.between("He told", "Reuters that they wait."))
    0.92
    >>> space_before_name(Context.between("Old fears", "Reuters said that they wait."))
    0.0
    """
    word, name = last_word(context.left), context.next_word
    if context.inner or len(name) < _LEAST_NAME or name in OPENERS or not name[1:].islower():
        return NO_DAMAGE
    if context.left[-len(word) - 1 : -len(word)] != " ":
        return NO_DAMAGE
    return CUE if word in _BEFORE_NAMES or (word in SPEECH_VERBS and len(word) >= _LEAST_VERB) else NO_DAMAGE
