"""What kind of block a line of the repaired body is."""

from __future__ import annotations

from typing import Literal

from .words import ends_in_credit

Kind = Literal["paragraph", "heading", "caption"]

_ENDS = (".", "!", ";", ",", ":", "…", "。", "！", "；", "，", "：")
_LONGEST_HEADING = 90  # characters
_MOST_WORDS = 14  # of a heading
_LONGEST_CAPTION = 400  # characters


def kind_of(text: str) -> Kind:
    """The kind of the block `text`: a caption ends in a credit, a heading is short and has no stop."""
    if len(text) <= _LONGEST_CAPTION and ends_in_credit(text):
        return "caption"
    if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_WORDS:
        return "paragraph"
    first = text.lstrip("\"'“‘([0123456789.) ")[:1]
    bare = text.rstrip("\"'”’)] ")
    return "heading" if first.isupper() and not bare.endswith(_ENDS) and ": " not in text else "paragraph"
