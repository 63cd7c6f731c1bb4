"""What kind of block a line of the repaired body is."""

from __future__ import annotations

import re
from typing import Literal

from .words import CREDIT

Kind = Literal["paragraph", "heading", "caption"]

_CAPTION = re.compile(
    rf"\W*{CREDIT}s?(?:\s?[:：]|\s(?:by|courtesy|from)\b)|.*\b{CREDIT}\s?[:：][^.!?]*\Z", re.IGNORECASE
)
_ENDS = tuple(".!;,:…。！；，：")
_LONGEST_HEADING = 90  # characters
_LONGEST_CAPTION = 400


def kind_of(text: str) -> Kind:
    """The kind of the block `text`: a caption holds a credit, a heading is short and has no stop."""
    if len(text) <= _LONGEST_CAPTION and _CAPTION.match(text):
        return "caption"
    bare = text.rstrip("\"'”’)] ")
    first = text.lstrip("\"'“‘([0123456789.) ")[:1]
    short = len(text) <= _LONGEST_HEADING and len(text.split()) <= 14
    return "heading" if short and first.isupper() and not bare.endswith(_ENDS) and ": " not in text else "paragraph"
