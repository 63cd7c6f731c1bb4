"""Detection of files in other formats, so that none is read as a native file."""

from __future__ import annotations

from .detect import Detected, detect, documents_of, screened
from .table import FORMATS, Format

__all__ = ["FORMATS", "Detected", "Format", "detect", "documents_of", "screened"]
