"""The table of header labels. What the reader knows of labels is derived from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..text.characters import BLANK

# Field -> spellings of its label. Case does not matter, and between the words of a label may stand
# spaces, tabs, `_`, `-` or nothing; a category may carry its number.
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
REQUIRED = FIELDS[:4]  # the fields that every article should have

# Labels that scrapers add and no field of ours holds. After a title or a description, where a
# line with a colon is more likely the rest of the value, only these words make a label.
FOREIGN_WORDS = frozenset(
    """
    abstract access accessed agency archive byline canonical caption city collection column columnist copyright
    correspondent country created credit database date dateline desk description doi domain edition editor editors
    email file filename format genre guid headline host id identifier image images issn issue key keyword keywords
    kicker lang language last lead length licence license link links location media modified name newspaper number
    outlet page pages photo photographer place process provider publication published publisher record region
    retrieved rights scraped section series site size slug source standfirst status story subheading subject
    subtitle summary tag tags teaser time timezone topic topics translator type updated uri url version via video
    website word 关键词 来源 编辑 责任编辑 链接
    """.split()
)
_ADDRESSES = frozenset("canonical crawled filename guid id scraped uri url".split())  # no body ends with these

_LONGEST_LABEL = 48  # characters
_ALIKE = 0.8  # the share of letters in order that makes a label a slip of another
_AROUND_VALUES = " .!…\"'“”‘’«»()[]{}<>*"  # what a scraper may put around a label and `not found`
_BETWEEN_WORDS = str.maketrans("", "", BLANK + "_-")
_FIELDS = {printed.translate(_BETWEEN_WORDS).casefold(): field for field, row in LABELS.items() for printed in row}
_WORD = re.compile(r"[\w/.()#]+")
# `Category 2:` inside the value of a category, compiled where it is used. What parts two categories, and what parts
# `Categories: X, Y` where nothing else does.
_NEXT_CATEGORY = rf"(?i)\b(categor(?:y|ies)(?:[{BLANK}_-]*(\d+|one|two|three|four))?)[{BLANK}]*[:：]"
_BETWEEN_CATEGORIES = ";；|"
_COMMAS = ",，、"


class Label(NamedTuple):
    """A label at the start of a line: its field ("extra" if it is not ours), as printed, where it ends."""

    field: str
    printed: str
    end: int


def label_at(text: str, start: int, stop: int) -> Label | None:
    """The known label that the line from `start` to `stop` begins with; `end` is behind its colon."""
    colon = colon_at(text, start, stop)
    if colon < 0:
        return None
    printed = text[start:colon].strip(BLANK)
    key = key_of(printed)
    field = _FIELDS.get(key) or _FIELDS.get(key.rstrip("0123456789"))
    if field is None or (field != "category" and key not in _FIELDS):
        return None
    return Label(field, printed, colon + 1)


def foreign_label_at(text: str, start: int, stop: int, any_case: bool = False) -> Label | None:
    """Any `Word word: ` of up to four words that the line begins with, the first in upper case or known.

    With `any_case` the first may be in lower case, or of a script that has none.
    """
    colon = colon_at(text, start, stop)
    if colon < 0 or text.startswith("//", colon + 1):
        return None
    colon = _behind_prefixes(text, start, colon, stop)
    printed = text[start:colon].strip(BLANK)
    words = printed.replace("-", " ").replace(":", " ").split()
    if not 1 <= len(words) <= 4 or not printed[0].isalpha() or not all(_WORD.fullmatch(word) for word in words):
        return None
    return Label("extra", printed, colon + 1) if any_case or printed[0].isupper() or is_metadata(printed) else None


def _behind_prefixes(text: str, start: int, colon: int, stop: int) -> int:
    """The last colon of a label such as `og:title`; `colon` is its first."""
    if not text[start:colon].strip(BLANK).islower():
        return colon
    first, further = colon, colon_at(text, colon + 1, min(stop, start + _LONGEST_LABEL))
    while further > 0 and text[colon + 1].isalpha() and _WORD.fullmatch(text[colon + 1 : further].replace("-", "_")):
        colon, further = further, colon_at(text, further + 1, min(stop, start + _LONGEST_LABEL))
    return colon if not text[colon + 1 : min(stop, colon + 2)].strip(BLANK) else first


def spelling(label: Label) -> str:
    """How a known label is written, without its colon; a category keeps its number.

    >>> spelling(Label("category", "CATEGORY_2", 11)), spelling(Label("text", "text ", 6))
    ('Category 2', 'Text')
    """
    key = key_of(label.printed)
    if label.field == "category":
        word = "Categories" if key.startswith("categories") else "Category"
        return f"{word} {key[len(word) :]}".rstrip()
    return next(row for row in LABELS[label.field] if key_of(row) == key)


def nearest(printed: str, fields: Iterable[str]) -> str | None:
    """The label of one of `fields` that a label which is not ours looks like a slip of; None where it does not.

    >>> nearest("Publised time", ["published_time"]), nearest("Desk", ["title"])
    ('Published Time', None)
    """
    key = key_of(printed)
    known = {name: LABELS[field][0] for field in fields if _can_be_alike(key, name := key_of(LABELS[field][0]))}
    if not known:
        return None
    from difflib import get_close_matches  # few files need it

    found = get_close_matches(key, known, n=1, cutoff=_ALIKE)
    return known[found[0]] if found else None


def _can_be_alike(one: str, other: str) -> bool:
    """Whether enough letters of two labels are the same, in whatever order: quick, and most labels fail it."""
    same = sum(min(one.count(char), other.count(char)) for char in set(one))
    return 2 * same >= _ALIKE * (len(one) + len(other))


def key_of(printed: str) -> str:
    """A label in lower case, without what may stand between its words: `Document URL` and `DocumentURL` are one."""
    return printed.translate(_BETWEEN_WORDS).casefold()


def is_metadata(printed: str) -> bool:
    """Whether a label that is not ours is surely one, by its words: `Source`, `Story URL`."""
    words = _words(printed)
    return ":" in printed or (len(words) <= 3 and not FOREIGN_WORDS.isdisjoint(words))


def is_address(printed: str) -> bool:
    """Whether a label that is not ours holds where the article is from: `URL`, `Story URL`."""
    words = _words(printed)
    return len(words) <= 3 and not _ADDRESSES.isdisjoint(words)


def _words(printed: str) -> list[str]:
    return printed.casefold().replace("-", " ").replace("_", " ").split()


def categories_in(text: str, start: int, stop: int, label: str) -> Iterator[tuple[str, int, int]]:
    """Label, start and stop of each value of `Category 1: X; Category 2: Y`; `label` is the first one.

    The word with a colon begins another category where it carries a number or a separator stands before it.
    """
    values = [(label, start, stop)]
    for match in re.compile(_NEXT_CATEGORY).finditer(text, start, stop):
        before = match.start() - 1
        while before > start and text[before] in BLANK:
            before -= 1
        if match[2] or text[before] in _BETWEEN_CATEGORIES + _COMMAS:
            values[-1] = values[-1][0], values[-1][1], match.start()
            values.append((match[1].strip(), match.end(), stop))
    for printed, first, last in values:
        for part in _parts(text, first, last, printed):
            yield printed, part[0], part[0] + len(text[slice(*part)].rstrip(BLANK + _BETWEEN_CATEGORIES + ","))


def _parts(text: str, start: int, stop: int, label: str) -> list[tuple[int, int]]:
    """What separators part in the value of `Categories:`; of another label it is one."""
    if not label.casefold().startswith("categories"):
        return [(start, stop)]
    value = text[start:stop]
    between = _BETWEEN_CATEGORIES if any(char in value for char in _BETWEEN_CATEGORIES) else _COMMAS
    parts = re.compile(f"[^{between}]+").finditer(text, start, stop)
    return [part.span() for part in parts if part[0].strip(BLANK)] or [(start, stop)]


def is_placeholder(value: str) -> bool:
    """Whether a value means "missing": a label and `not found`, `nan`, `none`, `null`, `n/a`, dashes or nothing.

    Quotes, brackets and marks around `not found` and its label do not count.

    >>> is_placeholder("Author details not \\n found"), is_placeholder("Missing author not found")
    (True, False)
    """
    value = " ".join(value.split()).casefold()
    if "not found" in value:
        value = value.strip(_AROUND_VALUES)
    if not value.strip("-") or value in ("nan", "none", "null", "n/a"):
        return True
    label, found, rest = value.rpartition("not found")
    return bool(found) and not rest and _is_own(label.strip())


def _is_own(words: str) -> bool:
    """Whether `words` are a label of ours, also with `details` behind it (`author details`), or nothing."""
    words = words.removesuffix(" details")
    return not words or label_at(f"{words}:", 0, len(words) + 1) is not None


def colon_at(text: str, start: int, stop: int) -> int:
    """Where the first colon of the line stands, if a label can end there."""
    stop = min(stop, start + _LONGEST_LABEL)
    half, full = text.find(":", start, stop), text.find("：", start, stop)
    return half if full < 0 or 0 <= half < full else full
