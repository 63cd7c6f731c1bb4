"""The body: candidates -> decisions -> edits -> blocks. A pure function of the text."""

from .block_kinds import Kind
from .confidence import SAFE_THRESHOLD
from .repair import LEVELS, Found, Level, Repaired, repair_body

SURE = SAFE_THRESHOLD

__all__ = ["LEVELS", "SAFE_THRESHOLD", "SURE", "Found", "Kind", "Level", "Repaired", "repair_body"]
