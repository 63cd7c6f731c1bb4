"""Fix a body: repair its damage and even its white space until nothing changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..body import Damage, Level, repair_body
from ..problems import DAMAGE
from ..text.characters import WITHOUT_STRAY
from ..text.edits import apply_edits
from ..text.positions import Positions
from .whitespace import find_uneven_spaces

_MAX_ROUNDS = 6  # evened white space may reveal damage; two rounds are nearly always enough


def fix_body(body: str, level: Level, codes: Collection[str], strays: bool = False) -> str:
    """Return `body` with the findings of the rules `codes` fixed, and nothing else changed; fixing again is a no-op.

    `level` is the repair level; with `strays` the characters of N006 are deleted.

    >>> fix_body("It left.The  sea was calm.", "safe", {"N301", "N311"})
    'It left.\\nThe sea was calm.'
    """
    if strays and "N006" in codes:
        body = body.translate(WITHOUT_STRAY)
    excluded = DAMAGE.difference(codes)
    for _ in range(_MAX_ROUNDS):
        repaired = repair_body(body, level, excluded)
        if repaired.edited != body:  # damage has positions in the body before repair: even spaces in the next round
            body = repaired.edited
            if not find_uneven_spaces(body):
                break
            continue
        evened = _even_spaces(body, codes, repaired.damage)
        if evened == body:
            break
        body = evened
    return body


def _even_spaces(body: str, codes: Collection[str], damage: Iterable[Damage]) -> str:
    """Return `body` with even spaces, except those that are evidence of damage that was not repaired."""
    evidence = {(found.line, found.column) for found in damage if not found.applied}
    positions = Positions(body)
    edits = (edit for code, edit in find_uneven_spaces(body) if code in codes)
    return apply_edits(body, (edit for edit in edits if not evidence or positions.of(edit.stop) not in evidence))
