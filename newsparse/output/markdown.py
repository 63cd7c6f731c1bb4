"""Articles as Markdown (CommonMark): YAML front matter and the body, whose text is escaped as far as necessary."""

from __future__ import annotations

import re
from typing import Any

from ..article import Article, Block, ErrorRecord
from ..text.characters import escape_non_utf8
from .fields import Record
from .yaml_text import yaml_document

# Inline markup: backslashes, emphasis, code, links, HTML, character references, and strikethrough of other dialects.
_INLINE = re.compile(r"[\\*`\[]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~")
# What begins a heading, a quotation, a list, a thematic break, a fence or an underline at the start of a line.
_LINE_START = re.compile(r"(?=#{1,6}(?:[ \t]|$)|>|[-+](?:[ \t]|$)|-[ \t-]*$|=+[ \t]*$)|[0-9]{1,9}(?=[.)](?:[ \t]|$))")
_CLOSING_NUMBER_SIGNS = re.compile("#$")  # a heading may be closed by them
_METADATA = "title published_time categories byline authors author_title author_description source record extra".split()


def encode_markdown(record: Record) -> bytes | None:
    """Return an article as a Markdown document in UTF-8; None for an error record.

    A CommonMark reader gives the text of the blocks back, except for NUL, which CommonMark does not permit.
    """
    if isinstance(record, ErrorRecord):
        return None
    blocks = "".join(f"\n{_block(block)}\n" for block in record.body)
    return f"{yaml_document(_front_matter(record))}---\n{blocks}".encode("utf-8", "backslashreplace")


def _front_matter(article: Article) -> dict[str, Any]:
    """Return the metadata that is not empty."""
    values = {name: getattr(article, name) for name in _METADATA}
    values |= {
        "source": escape_non_utf8(article.source),
        "categories": list(article.categories),
        "authors": [author.name for author in article.authors],
        "extra": dict(article.extra),
    }
    return {name: value for name, value in values.items() if value}


def _block(block: Block) -> str:
    text = _guard_edges(_INLINE.sub(r"\\\g<0>", block.text))
    if block.kind == "heading":
        return "## " + _CLOSING_NUMBER_SIGNS.sub(r"\\#", text)
    return f"*{text}*" if block.kind == "caption" else escape_line_start(text)


def escape_line_start(text: str) -> str:
    r"""Escape what Markdown reads as the beginning of a heading, list, quotation, rule, fence or underline.

    >>> [escape_line_start(text) for text in ("# One", "12. May", "- no", "-5 degrees", "1.5 million")]
    ['\\# One', '12\\. May', '\\- no', '-5 degrees', '1.5 million']
    """
    found = _LINE_START.match(text)
    return f"{text[: found.end()]}\\{text[found.end() :]}" if found else text


def _guard_edges(text: str) -> str:
    """Write white space at both ends as character references, because Markdown drops it or reads it as code."""
    if text[:1].isspace():
        text = f"&#{ord(text[0])};{text[1:]}"
    if text[-1:].isspace():
        text = f"{text[:-1]}&#{ord(text[-1])};"
    return text
