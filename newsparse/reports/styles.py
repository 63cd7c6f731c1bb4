"""Text with styles, for terminals."""

from __future__ import annotations

# A style and its text. The style is "added", "removed", "changed", "position", "note", "title", or "" for plain text.
Piece = tuple[str, str]
