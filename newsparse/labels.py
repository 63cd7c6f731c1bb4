"""The table of header labels. What the reader knows of labels is derived from it."""

from __future__ import annotations

import re
from typing import NamedTuple


class Label(NamedTuple):
    """A known label: its field's name and its spelling, words apart by one space."""

    field: str
    spelling: str


# Between the words of a label may stand spaces, tabs, `_`, `-` or nothing; case does not matter.
LABELS: tuple[Label, ...] = (
    Label("published_time", "Published Time"),
    Label("title", "Title"),
    Label("category", r"Category \d+"),
    Label("category", "Category one|two|three|four|five"),
    Label("category", "Categor(?:y|ies)"),
    Label("author_description", "Author description"),
    Label("author_title", "Author title"),
    Label("author", "Authors?"),
    Label("text", "Text"),
)

# Labels that scrapers add and no field of ours holds. After a title or a description, where a
# line with a colon is more likely the rest of the value, only these words make a label.
FOREIGN_WORDS = frozenset(
    ["abstract", "access", "accessed", "agency", "archive", "byline", "canonical", "caption", "city", "collection", "column", "columnist", "copyright", "correspondent", "country", "created", "credit", "database", "date", "dateline", "desk", "description", "doi", "domain", "edition", "editor", "editors", "email", "file", "filename", "format", "genre", "guid", "headline", "host", "id", "identifier", "image", "images", "issn", "issue", "key", "keyword", "keywords", "kicker", "lang", "language", "last", "lead", "length", "licence", "license", "link", "links", "location", "media", "modified", "name", "newspaper", "number", "outlet", "page", "pages", "photo", "photographer", "place", "process", "provider", "publication", "published", "publisher", "record", "region", "retrieved", "rights", "scraped", "section", "series", "site", "size", "slug", "source", "standfirst", "status", "story", "subject", "subtitle", "subheading", "summary", "tag", "tags", "teaser", "time", "timezone", "topic", "topics", "translator", "type", "updated", "uri", "url", "version", "via", "video", "website", "word"]
)

_GAP = r"[ \t\u00a0_-]*"
_SPACE = r"[ \t\u00a0\u3000]*"


def _pattern(label: Label) -> str:
    words = [f"(?:{word})" if "|" in word else word for word in label.spelling.split(" ")]
    return _GAP.join(words)


# One group a label, in the order of the table; at the start of a line.
KNOWN = re.compile(
    _SPACE + "(?:" + "|".join(f"({_pattern(label)})" for label in LABELS) + ")" + _SPACE + "[:：]",
    re.IGNORECASE,
)
# Any `Word word: ` at the start of a line, up to four words.
FOREIGN = re.compile(_SPACE + r"([^\W\d_][\w/.()#-]*(?:[ \t_-]+[\w/.()#-]+){0,3})" + _SPACE + r"[:：](?=\s|\w|$)")
# `; Category 2:` inside the value of a category.
NEXT_CATEGORY = re.compile(
    r"[;；,|]?"
    + _SPACE
    + "(?:"
    + "|".join(f"(?:{_pattern(x)})" for x in LABELS if x.field == "category")
    + ")"
    + _SPACE
    + "[:：]",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"(?:.*\bnot found|nan|none|null|n/a|-+)?", re.IGNORECASE | re.DOTALL)


def field_at(match: re.Match[str]) -> str:
    """The name of the field whose label a match of KNOWN has found."""
    assert match.lastindex is not None
    return LABELS[match.lastindex - 1].field


def is_placeholder(value: str) -> bool:
    """Whether a value means "not there": `… not found`, `nan`, `none`, `null`, `n/a`, nothing.

    >>> is_placeholder("Author details not found"), is_placeholder("Not found in nature")
    (True, False)
    """
    return _PLACEHOLDER.fullmatch(value.strip()) is not None
