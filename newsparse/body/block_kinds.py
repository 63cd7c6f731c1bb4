"""The kind of each block of a repaired body."""

from __future__ import annotations

import re
from typing import Literal

from .word_classes import class_of
from .words import OPENERS, QUESTION_WORDS, ends_in_credit

BlockKind = Literal["paragraph", "heading", "caption"]

_PARAGRAPH_ENDS = (".", "!", ";", ",", ":", "…", "。", "！", "；", "，", "：")  # not `?`, which also ends headings
_LONGEST_HEADING = 90  # characters
_MOST_WORDS_OF_HEADING = 14
_MOST_WORDS_OF_BYLINE = 6  # with `By`
_MOST_WORDS_OF_QUESTION = 4  # in a heading; a longer question is a sentence of the text
_LEAST_CAPITALS = 3  # capitalized words of a title
_LONGEST_SMALL_WORD = 3  # letters of words that titles may write in lower case
_ITEM_STARTS = frozenset("(123456789")
_ITEM = r"(\(?)(\d{1,2})[.)]\s?\D"
_VERBS = frozenset("DZMV")  # classes of verbs
_CAPTION_MARKS = ("Image source,", "Image caption,", "Media caption,", "Getty Images", "File photo", "File Photo")
_NOTICES = ("Advertisement", "(Reporting ", "(Editing ")
_LONGEST_CAPTION = 400  # characters


def classify_blocks(texts: list[str]) -> list[BlockKind]:
    """Return the kind of each block of a body.

    The last block is not a heading, as no text follows: it is rather a signature. Neither is an item of a list that
    stands right before or after another item.

    >>> classify_blocks(["A long wait", "They waited.", "Boats at the quay. Photo: Ann Bell/NPA", "Dov Ames"])
    ['heading', 'paragraph', 'caption', 'paragraph']
    >>> classify_blocks(["1. A new quay", "2. A new board", "They voted on both."])
    ['paragraph', 'paragraph', 'paragraph']
    """
    kinds = [_kind(text) for text in texts]
    not_headings = {len(texts) - 1}
    for index in range(1, len(texts)):
        if texts[index][0] in _ITEM_STARTS and _is_next_item(texts[index - 1], texts[index]):
            not_headings.update((index - 1, index))
    return ["paragraph" if kind == "heading" and index in not_headings else kind for index, kind in enumerate(kinds)]


def _is_next_item(previous: str, text: str) -> bool:
    """Whether two blocks have consecutive numbers of a list: `(1) The boats`, `(2) The quay`."""
    first, second = re.match(_ITEM, previous), re.match(_ITEM, text)
    return bool(first and second and first[1] == second[1] and int(first[2]) + 1 == int(second[2]))


def _kind(text: str) -> BlockKind:
    """The kind of a block by its own text: a caption has a credit, a heading is short and has no stop."""
    if _is_caption(text):
        return "caption"
    return "heading" if len(text) <= _LONGEST_HEADING and _is_heading(text) else "paragraph"


def _is_caption(text: str) -> bool:
    """Whether a block ends in a photo credit or begins as captions do."""
    if len(text) <= _LONGEST_CAPTION and ends_in_credit(text):
        return True
    return text.startswith(_CAPTION_MARKS) or (text[-1] == ")" and "Photo/" in text[-_LONGEST_HEADING:])


def _is_heading(text: str) -> bool:
    """Whether a short block has the shape of a heading: a capital first, one clause, no stop at the end."""
    bare = text.rstrip("\"'”’)] ")
    if text.startswith(_NOTICES) or bare.endswith(_PARAGRAPH_ENDS) or ": " in text:
        return False
    if not text.lstrip("\"'“‘([0123456789.) ")[:1].isupper():
        return False
    words = bare.split()
    if len(words) > _MOST_WORDS_OF_HEADING or _is_byline(words):
        return False
    return bare[-1] not in "?？" or not _is_question_in_text(text, words)


def _is_byline(words: list[str]) -> bool:
    """Whether `words` are a line such as `By Dov Ames`."""
    return words[0] == "By" and len(words) <= _MOST_WORDS_OF_BYLINE and all(word[0].isupper() for word in words[1:3])


def _is_question_in_text(text: str, words: list[str]) -> bool:
    """Whether a question is part of the text rather than a heading.

    `Why?`, `What happened then?`; not `A new crisis?`, `How Many Have Been Lost?`.
    """
    if _is_title(words):
        return words[-1].islower()
    if not 1 < len(words) <= _MOST_WORDS_OF_QUESTION or '"' in text or (words[0] in OPENERS and len(words) < 3):
        return True
    first, _, contraction = words[0].casefold().replace("’", "'").partition("'")
    if first in QUESTION_WORDS or contraction:
        return words[1].rstrip("?") != "next"
    class1, class2 = class_of(first or "'"), class_of(words[1].casefold())
    return class1 in _VERBS or (class1 == "Q" and class2 in _VERBS)


def _is_title(words: list[str]) -> bool:
    """Whether `words` are written as a title, all longer ones with a capital."""
    capitals = sum(word[0].isupper() for word in words)
    return (
        len(words) > 3
        and capitals >= _LEAST_CAPITALS
        and all(x[0].isupper() for x in words if len(x) > _LONGEST_SMALL_WORD)
    )
