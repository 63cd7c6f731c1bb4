"""Detection of other formats, which are refused, and the documents of native text."""

from __future__ import annotations

from .detect import Detected, detect, has_header, native_documents, native_pieces, stream_native_documents
from .table import FORMATS, Format

__all__ = [
    "FORMATS",
    "Detected",
    "Format",
    "detect",
    "has_header",
    "native_documents",
    "native_pieces",
    "stream_native_documents",
]
