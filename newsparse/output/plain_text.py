"""Articles as plain text: the repaired body, one block per line."""

from __future__ import annotations

from ..article import ErrorRecord
from .fields import Record, body_text


def encode_text(record: Record) -> bytes | None:
    """Return the body of an article in UTF-8; None for an error record. Lone surrogates are escaped as in JSON."""
    if isinstance(record, ErrorRecord):
        return None
    text = body_text(record)
    return (text + "\n").encode("utf-8", "backslashreplace") if text else b""
