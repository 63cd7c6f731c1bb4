"""What kind of block a line of the repaired body is."""

from __future__ import annotations

import re
from typing import Literal

from .word_classes import class_of
from .words import OPENERS, ends_in_credit

Kind = Literal["paragraph", "heading", "caption"]

_ENDS = (".", "!", ";", ",", ":", "…", "。", "！", "；", "，", "：")
_LONGEST_HEADING = 90  # characters
_MOST_WORDS = 14  # of a heading
_MOST_WORDS_OF_QUESTION = 4  # a longer question is rather a sentence of the text
_NUMBERED = frozenset("(123456789")
_ITEM = r"(\(?)(\d{1,2})[.)]\s?\D"
_VERBS = frozenset("DZMV")
_CAPTIONS = ("Image source,", "Image caption,", "Media caption,", "Getty Images", "File photo", "File Photo")
_NO_HEADING = ("Advertisement", "(Reporting ", "(Editing ")
_ASKS = frozenset("and but he how i it or she so then they we why you".split())
_LONGEST_CAPTION = 400  # characters


def kinds_of(texts: list[str]) -> list[Kind]:
    """The kind of each block of a body. What stands last heads nothing: it is rather a signature.
    Nor does an item right before or after another one of a list."""
    kinds = [_kind(text) for text in texts]
    listed = {len(texts) - 1}
    for index in range(1, len(texts)):
        if texts[index][0] in _NUMBERED and _is_next(texts[index - 1], texts[index]):
            listed.update((index - 1, index))
    return ["paragraph" if kind == "heading" and index in listed else kind for index, kind in enumerate(kinds)]


def _is_next(before: str, text: str) -> bool:
    """Whether two blocks have the numbers of a list: `(1) The boats`, `(2) The quay`."""
    first, second = re.match(_ITEM, before), re.match(_ITEM, text)
    return bool(first and second and first[1] == second[1] and int(first[2]) + 1 == int(second[2]))


def _kind(text: str) -> Kind:
    """A caption ends in a credit, a heading is short and has no stop."""
    if len(text) <= _LONGEST_CAPTION and ends_in_credit(text):
        return "caption"
    if text.startswith(_CAPTIONS) or (text[-1] == ")" and "Photo/" in text[-_LONGEST_HEADING:]):
        return "caption"
    if len(text) > _LONGEST_HEADING or text.startswith(_NO_HEADING):
        return "paragraph"
    first = text.lstrip("\"'“‘([0123456789.) ")[:1]
    bare = text.rstrip("\"'”’)] ")
    words = bare.split()
    if words[:1] == ["By"] and len(words) < 7 and all(word[0].isupper() for word in words[1:3]):
        return "paragraph"  # By Dov Ames
    if not first.isupper() or bare.endswith(_ENDS) or ": " in text or len(words) > _MOST_WORDS:
        return "paragraph"
    return "paragraph" if bare[-1] in "?？" and _is_asked(text, words) else "heading"


def _is_asked(text: str, words: list[str]) -> bool:
    """Whether a question is part of the text, no heading: `Why?`, `What caused that?`; not `A new crisis?`,
    `How Many Have Been Lost?`."""
    capitals = sum(word[0].isupper() for word in words)
    if len(words) > 3 and capitals > 2 and all(word[0].isupper() for word in words if len(word) > 3):
        return words[-1].islower()
    if not 1 < len(words) <= _MOST_WORDS_OF_QUESTION or '"' in text or (words[0] in OPENERS and len(words) < 3):
        return True
    first, _, rest = words[0].casefold().replace("’", "'").partition("'")
    if first in _ASKS or rest:
        return words[1].rstrip("?") != "next"
    tags = [class_of(first or "'"), class_of(words[1].casefold())]
    return tags[0] in _VERBS or (tags[0] == "Q" and tags[1] in _VERBS)
