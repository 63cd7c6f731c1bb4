"""The table of header labels, and the functions that recognize labels and placeholders by it.

Lines are given by the offsets `start` and `stop` of their text, in characters. A new label is an entry of LABELS.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..text.characters import BLANK

# Field -> its labels, the usual one first. Labels match in any case; spaces, tabs, `_`, `-` or nothing may separate
# their words. The label of a category may end in a number.
LABELS: dict[str, tuple[str, ...]] = {
    "published_time": ("Published Time",),
    "title": ("Title",),
    "category": ("Category", "Categories", "Category one", "Category two", "Category three", "Category four"),
    "author": ("Author", "Authors"),
    "author_title": ("Author title",),
    "author_description": ("Author description",),
    "text": ("Text",),
}

FIELDS = tuple(LABELS)[:-1]  # without "text"; in the order that the labels of a header should have
REQUIRED_FIELDS = FIELDS[:4]  # the fields that every article should have


def _read_words(name: str) -> frozenset[str]:
    """Return the words in a data file of this folder; lines that begin with `#` are comments."""
    # pathlib would add several milliseconds to the start of every command.
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return frozenset(word for line in file if not line.startswith("#") for word in line.split())


# Below a title or a description, where a line with a colon rather continues the value, only these words make a label.
FOREIGN_WORDS = _read_words("foreign_words.txt")
# Words of labels that are never part of a body.
_ADDRESS_WORDS = frozenset("canonical crawled filename guid id scraped uri url".split())

_MAX_LABEL_LENGTH = 48  # characters
_MIN_SIMILARITY = 0.8  # of a misspelt label and the known one (ratio of difflib)
_AROUND_PLACEHOLDERS = " .!…\"'“”‘’«»()[]{}<>*"  # characters that a scraper may put around `Title not found`
_WITHOUT_SEPARATORS = str.maketrans("", "", BLANK + "_-")
_FIELD_BY_KEY = {
    printed.translate(_WITHOUT_SEPARATORS).casefold(): field for field, labels in LABELS.items() for printed in labels
}
_WORD = re.compile(r"[\w/.()#]+")
# `Category 2:` inside the value of a category; compiled on use.
_CATEGORY_LABEL_PATTERN = rf"(?i)\b(categor(?:y|ies)(?:[{BLANK}_-]*(\d+|one|two|three|four))?)[{BLANK}]*[:：]"
_CATEGORY_SEPARATORS = ";；|"
_COMMAS = ",，、"  # they separate `Categories: X, Y` if none of _CATEGORY_SEPARATORS does


class Label(NamedTuple):
    """A label at the start of a line: its field, its text as printed, and the offset behind its colon."""

    field: str
    printed: str
    end: int


def label_at(text: str, start: int, stop: int) -> Label | None:
    """Return the known label that the line from `start` to `stop` begins with, or None."""
    colon = colon_at(text, start, stop)
    if colon < 0:
        return None
    printed = text[start:colon].strip(BLANK)
    key = key_of(printed)
    field = _FIELD_BY_KEY.get(key) or _FIELD_BY_KEY.get(key.rstrip("0123456789"))
    if field is None or (field != "category" and key not in _FIELD_BY_KEY):
        return None
    return Label(field, printed, colon + 1)


def foreign_label_at(text: str, start: int, stop: int, any_case: bool = False) -> Label | None:
    """Return the foreign label that the line from `start` to `stop` begins with, or None. It has one to four words.

    Its first letter must be a capital, or one of its words be in FOREIGN_WORDS; with `any_case`, neither is needed.
    Known labels are not excluded: call `label_at` first.
    """
    colon = colon_at(text, start, stop)
    if colon < 0 or text.startswith("//", colon + 1):
        return None
    colon = _last_colon(text, start, colon, stop)
    printed = text[start:colon].strip(BLANK)
    words = printed.replace("-", " ").replace(":", " ").split()
    if not 1 <= len(words) <= 4 or not printed[0].isalpha() or not all(_WORD.fullmatch(word) for word in words):
        return None
    return Label("extra", printed, colon + 1) if any_case or printed[0].isupper() or is_metadata(printed) else None


def _last_colon(text: str, start: int, colon: int, stop: int) -> int:
    """Return the offset of the colon that ends a label such as `og:title`; `colon` is the offset of its first one."""
    if not text[start:colon].strip(BLANK).islower():
        return colon
    first, further = colon, colon_at(text, colon + 1, min(stop, start + _MAX_LABEL_LENGTH))
    while further > 0 and text[colon + 1].isalpha() and _WORD.fullmatch(text[colon + 1 : further].replace("-", "_")):
        colon, further = further, colon_at(text, further + 1, min(stop, start + _MAX_LABEL_LENGTH))
    return colon if not text[colon + 1 : min(stop, colon + 2)].strip(BLANK) else first


def usual_spelling(label: Label) -> str:
    """Return the usual spelling of a known label, without its colon; a category keeps its number.

    >>> usual_spelling(Label("category", "CATEGORY_2", 11)), usual_spelling(Label("text", "text ", 6))
    ('Category 2', 'Text')
    """
    key = key_of(label.printed)
    if label.field == "category":
        word = "Categories" if key.startswith("categories") else "Category"
        return f"{word} {key[len(word) :]}".rstrip()
    return next(printed for printed in LABELS[label.field] if key_of(printed) == key)


def closest_label(printed: str, fields: Iterable[str]) -> str | None:
    """Return the usual label of the one of `fields` whose label a foreign label resembles most, or None.

    >>> closest_label("Publised time", ["published_time"]), closest_label("Desk", ["title"])
    ('Published Time', None)
    """
    key = key_of(printed)
    known = {name: LABELS[field][0] for field in fields if _may_be_similar(key, name := key_of(LABELS[field][0]))}
    if not known:
        return None
    from difflib import get_close_matches  # slow to import, and few files need it

    found = get_close_matches(key, known, n=1, cutoff=_MIN_SIMILARITY)
    return known[found[0]] if found else None


def _may_be_similar(one: str, other: str) -> bool:
    """Return whether two labels share enough letters, in any order, to be similar. Cheap, and most labels fail it."""
    same = sum(min(one.count(char), other.count(char)) for char in set(one))
    return 2 * same >= _MIN_SIMILARITY * (len(one) + len(other))


def key_of(printed: str) -> str:
    """Return the key of a label, in which spelling does not matter: `Document URL` and `document_url` have the same."""
    return printed.translate(_WITHOUT_SEPARATORS).casefold()


def is_metadata(printed: str) -> bool:
    """Return whether a foreign label is certainly one, by its words: `Source`, `Story URL`, `og:title`."""
    words = _words(printed)
    return ":" in printed or (len(words) <= 3 and not FOREIGN_WORDS.isdisjoint(words))


def is_address(printed: str) -> bool:
    """Return whether a foreign label is one of the article's address: `URL`, `Story URL`."""
    words = _words(printed)
    return len(words) <= 3 and not _ADDRESS_WORDS.isdisjoint(words)


def _words(printed: str) -> list[str]:
    return printed.casefold().replace("-", " ").replace("_", " ").split()


def categories_in(text: str, start: int, stop: int, label: str) -> Iterator[tuple[str, int, int]]:
    """Yield label, start and stop of each category in a value, such as `X; Category 2: Y` behind `Category 1:`.

    `label` is the label before the value, `start` and `stop` are the offsets of the value. `Category:` inside it is a
    label if it has a number or is behind a separator.
    """
    values = [(label, start, stop)]
    for match in re.compile(_CATEGORY_LABEL_PATTERN).finditer(text, start, stop):
        before = match.start() - 1
        while before > start and text[before] in BLANK:
            before -= 1
        if match[2] or text[before] in _CATEGORY_SEPARATORS + _COMMAS:
            values[-1] = values[-1][0], values[-1][1], match.start()
            values.append((match[1].strip(), match.end(), stop))
    for printed, first, last in values:
        for left, right in _value_ranges(text, first, last, printed):
            yield printed, left, left + len(text[left:right].rstrip(BLANK + _CATEGORY_SEPARATORS + ","))


def _value_ranges(text: str, start: int, stop: int, label: str) -> list[tuple[int, int]]:
    """Return start and stop of each value of a label; only `Categories:` has several, between separators."""
    if not label.casefold().startswith("categories"):
        return [(start, stop)]
    value = text[start:stop]
    between = _CATEGORY_SEPARATORS if any(char in value for char in _CATEGORY_SEPARATORS) else _COMMAS
    parts = re.compile(f"[^{between}]+").finditer(text, start, stop)
    return [part.span() for part in parts if part[0].strip(BLANK)] or [(start, stop)]


def is_placeholder(value: str) -> bool:
    """Return whether a value means "missing": `not found`, `nan`, `none`, `null`, `n/a`, dashes, nothing.

    Quotation marks, brackets and punctuation around `Title not found` are ignored.

    >>> is_placeholder("Author details not \\n found"), is_placeholder("Missing author not found")
    (True, False)
    """
    value = " ".join(value.split()).casefold()
    if "not found" in value:
        value = value.strip(_AROUND_PLACEHOLDERS)
    if not value.strip("-") or value in ("nan", "none", "null", "n/a"):
        return True
    words, found, rest = value.rpartition("not found")
    return bool(found) and not rest and _may_be_not_found(words.strip())


def _may_be_not_found(words: str) -> bool:
    """Return whether `words` before `not found` are empty, or a known label, with or without `details`."""
    words = words.removesuffix(" details")
    return not words or label_at(f"{words}:", 0, len(words) + 1) is not None


def colon_at(text: str, start: int, stop: int) -> int:
    """Return the offset of the first colon (`:` or `：`) of the line if a label can end there, else -1."""
    stop = min(stop, start + _MAX_LABEL_LENGTH)
    half, full = text.find(":", start, stop), text.find("：", start, stop)
    return half if full < 0 or 0 <= half < full else full
