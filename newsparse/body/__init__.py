"""Repair of a body: candidates -> decisions -> edits -> blocks. A pure function of the text.

>>> repaired = repair_body("A long wait\\nThe boats left on Thursday.Prior to that, they had waited.")
>>> for kind, text in repaired.blocks:
...     print(f"{kind}: {text}")
heading: A long wait
paragraph: The boats left on Thursday.
paragraph: Prior to that, they had waited.
"""

from .block_kinds import BlockKind
from .confidence import SAFE_THRESHOLD
from .proposals import Action
from .repair import LEVELS, Damage, Level, RepairedBody, repair_body

__all__ = [
    "LEVELS",
    "SAFE_THRESHOLD",
    "Action",
    "BlockKind",
    "Damage",
    "Level",
    "RepairedBody",
    "repair_body",
]
