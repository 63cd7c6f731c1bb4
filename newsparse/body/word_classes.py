"""The words of English and their classes, from tags.txt, made by tests/support/make_tags.py."""

from __future__ import annotations

import os
from functools import cache, lru_cache

CACHED_WORDS = 1 << 15  # words whose properties a cache keeps: the same ones begin most blocks


def class_of(word: str) -> str:
    """The class of a word, one letter: as in tags.txt, where it is not there n for a name, else N."""
    if word[0].isdigit():
        return "#"
    tag = _lookup(word.casefold())
    return tag or ("n" if word[0].isupper() else "N")


def is_word(word: str) -> bool:
    """Whether a word, in lower case, stands in tags.txt."""
    return _lookup(word) != ""


@lru_cache(CACHED_WORDS)
def _lookup(word: str) -> str:
    """The letter that tags.txt gives to `word`, or "".

    A search by halves in the sorted text: taking the text apart would cost every start milliseconds.
    """
    lines, low = _tags(), 0
    high = len(lines)
    sought = word + " "
    while low < high:
        start = lines.rfind("\n", low, (low + high) // 2) + 1 or low
        stop = lines.index("\n", start)
        if lines.startswith(sought, start):
            return lines[stop - 1]
        if lines[start : stop - 1] < sought:
            low = stop + 1
        else:
            high = start
    return ""


@cache
def _tags() -> str:
    return data_of("tags.txt")


def data_of(name: str) -> str:
    # Not pathlib: it would cost the start of every command some milliseconds.
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()
