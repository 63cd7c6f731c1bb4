"""The body: candidates -> decisions -> edits -> blocks. A pure function of the text."""

from .blocks import Kind
from .decide import SURE
from .edit import LEVELS, Found, Level, Repaired, repair_body

__all__ = ["LEVELS", "SURE", "Found", "Kind", "Level", "Repaired", "repair_body"]
