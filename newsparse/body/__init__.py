"""The body: candidates -> decisions -> edits -> blocks. A pure function of the text."""

from .block_kinds import Kind
from .decisions import SURE
from .repair import LEVELS, Action, Found, Level, Repaired, repair_body

__all__ = ["LEVELS", "SURE", "Action", "Found", "Kind", "Level", "Repaired", "repair_body"]
