"""Headings and captions that a plain space joins to the text after them."""

from __future__ import annotations

from .context import Usage
from .decide import Decision


def joined_at(text: str, start: int, limit: int, usage: Usage) -> Decision | None:
    return None
