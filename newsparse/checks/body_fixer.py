"""Fix a body: repair damage and remove needless white space until nothing changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..body import Damage, Level, repair_body
from ..problems import DAMAGE
from ..text.characters import WITHOUT_STRAY
from ..text.edits import apply_edits
from ..text.positions import Positions
from .whitespace import find_needless_spaces

_MAX_ROUNDS = 6  # without needless white space more damage may be found; two rounds are nearly always enough


def fix_body(body: str, level: Level, codes: Collection[str], strays: bool = False) -> str:
    """Return `body` with the findings of the rules `codes` fixed; fixing the result again changes nothing.

    `level` is the repair level; with `strays` stray characters (N006) are deleted.

    >>> fix_body("It left.The  sea was calm.", "safe", {"N301", "N311"})
    'It left.\\nThe sea was calm.'
    """
    if strays and "N006" in codes:
        body = body.translate(WITHOUT_STRAY)
    excluded = DAMAGE.difference(codes)
    for _ in range(_MAX_ROUNDS):
        repaired = repair_body(body, level, excluded)
        if repaired.edited != body:  # spaces follow in the next round: damage has positions in the body before repair
            body = repaired.edited
            if not find_needless_spaces(body):
                break
            continue
        without_spaces = _without_needless_spaces(body, codes, repaired.damage)
        if without_spaces == body:
            break
        body = without_spaces
    return body


def _without_needless_spaces(body: str, codes: Collection[str], damage: Iterable[Damage]) -> str:
    """Return `body` without needless white space, except where it is evidence of damage that was not repaired."""
    evidence = {(found.line, found.column) for found in damage if not found.applied}
    positions = Positions(body)
    edits = (edit for code, edit in find_needless_spaces(body) if code in codes)
    return apply_edits(body, (edit for edit in edits if not evidence or positions.of(edit.stop) not in evidence))
