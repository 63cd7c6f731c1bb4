"""English words and their classes, read from word_classes.txt.

A class is one letter, as in the table of `tests/support/lexicon.py`: N noun, n name, J adjective, V verb in the
base form or the present, D past tense, Z third person, G -ing form, P participle, R adverb, I preposition,
T determiner, M modal verb, C conjunction, O pronoun, Q question word, # number.
"""

from __future__ import annotations

from functools import cache, lru_cache

from .data_files import read_data

CACHED_WORDS = 1 << 15  # words whose properties a cache keeps: the same ones begin most blocks


def class_of(word: str) -> str:
    """Return the class of `word`; for an unknown word, name if it begins with a capital, else noun.

    >>> [class_of(word) for word in ("house", "Averil", "quickly", "1962")]
    ['N', 'n', 'R', '#']
    """
    if word[0].isdigit():
        return "#"
    return _lookup(word.casefold()) or ("n" if word[0].isupper() else "N")


def is_word(word: str) -> bool:
    """Whether `word`, in lower case, is a known English word.

    >>> is_word("house"), is_word("averil")
    (True, False)
    """
    return _lookup(word) != ""


@lru_cache(CACHED_WORDS)
def _lookup(word: str) -> str:
    """Return the letter for `word` in word_classes.txt, or "".

    A binary search in the sorted text: splitting it into a dictionary would add milliseconds to every start.
    """
    lines, low = _word_lines(), 0
    high = len(lines)
    key = word + " "
    while low < high:
        start = lines.rfind("\n", low, (low + high) // 2) + 1 or low
        stop = lines.index("\n", start)
        if lines.startswith(key, start):
            return lines[stop - 1]
        if lines[start : stop - 1] < key:
            low = stop + 1
        else:
            high = start
    return ""


@cache
def _word_lines() -> str:
    """Return the lines of word_classes.txt below its header."""
    return read_data("word_classes.txt").partition("\n\n")[2]
