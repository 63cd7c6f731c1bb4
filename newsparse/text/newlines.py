"""Line ends of texts."""

from __future__ import annotations

import re

from .characters import SEPARATORS


def normalize_newlines(text: str) -> str:
    """Replace every line end by a line feed, and remove byte-order marks at the beginning of lines."""
    return normalize_separators(normalize_returns(text), "\n")


def normalize_returns(text: str) -> str:
    """Replace CR LF and CR by a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def normalize_separators(text: str, before: str = "") -> str:
    """Replace Unicode's line and paragraph separators by line feeds, and remove byte-order marks after line feeds.

    Concatenating files leaves such marks. `before` is the character that precedes `text` in the stream it is a piece
    of; after a line feed, marks at the beginning of `text` are removed, too.
    """
    if text.isascii():
        return text
    for separator in SEPARATORS:
        text = text.replace(separator, "\n")
    if before == "\n":
        text = text.lstrip("\ufeff")
    return re.sub("\n\ufeff+", "\n", text) if "\n\ufeff" in text else text
