"""The fields of a record: their names, and their values as JSON and as cells of a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..article import SCHEMA_VERSION, Article, ErrorRecord
from ..text.characters import escape_non_utf8

Record = Article | ErrorRecord

# The keys of an article, and fields that are derived from the record. `url` is empty: no input format has one yet.
FIELDS = tuple(dict.fromkeys(("schema_version", *Article.__slots__, "url", "text", "error")))
# The usual columns of a table.
COLUMNS = tuple("source record published_time title categories authors author_title url text error".split())
# Names of such fields in other tools -> the field.
_SYNONYMS = {
    **dict.fromkeys(("date", "time", "published", "publish_date"), "published_time"),
    **dict.fromkeys(("author", "name"), "authors"),
    **dict.fromkeys(("category", "tags", "keywords"), "categories"),
    **dict.fromkeys(("content", "maintext"), "text"),
    **dict.fromkeys(("headline", "heading"), "title"),
    **dict.fromkeys(("file", "filename", "path", "hostname"), "source"),
}
_SEPARATOR = "; "  # between the values of a list in a cell


class OptionError(ValueError):
    """A value of an option of a format that cannot be used; the message gives the reason."""


def parse_fields(text: str) -> tuple[str, ...]:
    """Return the names in a list that is separated by commas. Raises OptionError for unknown and repeated names.

    >>> parse_fields("title, text")
    ('title', 'text')
    """
    if not text.strip():
        raise OptionError(f"the list of fields is empty. Fields: {', '.join(FIELDS)}.")
    names = tuple(name.strip() for name in text.split(","))
    for index, name in enumerate(names):
        if name not in FIELDS:
            from difflib import get_close_matches  # few commands need it

            if not name:
                raise OptionError("a name is missing. Separate the names by commas, without spaces.")
            matches = [_SYNONYMS[name]] if name in _SYNONYMS else get_close_matches(name, FIELDS, n=1)
            question = f" Did you mean {matches[0]!r}?" if matches else ""
            raise OptionError(f"unknown field {name!r}.{question} Fields: {', '.join(FIELDS)}.")
        if name in names[:index]:
            raise OptionError(f"field {name!r} is listed twice. Remove one.")
    return names


def body_text(article: Article) -> str:
    """Return the blocks of the body, joined by line feeds."""
    return "\n".join(block.text for block in article.body)


def selected_values(article: Article, names: Sequence[str]) -> dict[str, Any]:
    """Return the fields of an article called `names` as plain data, in this order."""
    values = article.as_dict()
    derived = {"url": values.get("url"), "text": body_text(article), "error": None}
    return {name: derived[name] if name in derived else values[name] for name in names}


def cells(record: Record, names: Sequence[str]) -> list[str]:
    """Return the fields of a record called `names` as texts.

    An error record has only a source and an error.
    """
    if isinstance(record, ErrorRecord):
        values = {"source": escape_non_utf8(record.source), "error": f"{record.code}: {record.message}"}
        return [values.get(name, "") for name in names]
    return [_cell(record, name) for name in names]


def _cell(article: Article, name: str) -> str:
    """Return the text of a field: categories and authors are joined, other lists and objects are compact JSON."""
    if name == "text":
        return body_text(article)
    if name == "categories":
        return _SEPARATOR.join(article.categories)
    if name == "authors":
        return _SEPARATOR.join(author.name for author in article.authors)
    value = SCHEMA_VERSION if name == "schema_version" else getattr(article, name, None)
    if isinstance(value, str):
        return escape_non_utf8(value) if name == "source" else value
    if isinstance(value, tuple | dict):
        return json.dumps(article.as_dict()[name], ensure_ascii=False, separators=(",", ":"))
    return "" if value is None else str(value)
