"""Detection of other formats, and the documents of a text that is in none of them."""

from __future__ import annotations

from .detect import Detected, detect, documents_of, documents_of_stream, has_header, screened
from .table import FORMATS, Format

__all__ = [
    "FORMATS",
    "Detected",
    "Format",
    "detect",
    "documents_of",
    "documents_of_stream",
    "has_header",
    "screened",
]
