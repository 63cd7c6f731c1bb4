"""Repair of a body: passes over the text, repeated until nothing changes, and the damage that they found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Literal, NamedTuple, get_args

from ..text.edits import OffsetMap, apply_edits
from ..text.positions import Positions
from .block_kinds import BlockKind, classify_blocks
from .candidates import candidates, classes_of
from .captions import find_credit_ends
from .confidence import SAFE_THRESHOLD
from .context import compounds, last_token, last_word
from .decisions import (
    GLUED_CAPTION,
    GLUED_HEADING,
    GLUED_TURN,
    JOINED_CAPTION,
    JOINED_HEADING,
    LOST_STOP,
    MISSING_SPACE,
)
from .missing_spaces import find_missing_spaces
from .proposals import INSERTED, Action, Limits, Proposal, proposals_at_line_ends, proposals_inside_lines
from .protected import protected_spans
from .quotes import Mark, read_marks

Level = Literal["safe", "all", "none"]
LEVELS: tuple[Level, ...] = get_args(Level)

_THRESHOLDS: dict[Level, float] = {"safe": SAFE_THRESHOLD, "all": 0.0, "none": 2.0}
_MOST_PASSES = 7  # two nearly always suffice; the limit keeps time linear
_SURROUNDINGS = 20  # characters on each side of a repair
# Repairs of these codes give the rules new evidence, as when a caption ends or a space appears. Others, breaks between
# glued pieces, do not.
_GIVE_EVIDENCE = frozenset({GLUED_CAPTION, JOINED_HEADING, JOINED_CAPTION, MISSING_SPACE, LOST_STOP})
_SPLIT_WORDS = frozenset({GLUED_HEADING, GLUED_CAPTION, GLUED_TURN, MISSING_SPACE})


class Damage(NamedTuple):
    """Damage found in a body.

    `line` and `column` count from 1 in the body; `applied` says whether it was repaired. `before` and `after` are the
    surroundings in the damaged and in the repaired text.
    """

    code: str
    action: Action
    line: int
    column: int
    before: str
    after: str
    confidence: float
    applied: bool


class RepairedBody(NamedTuple):
    """The blocks of a body by kind and text, its damage, and the body with the repairs applied.

    `edited` keeps the white space of the body, blank lines included, wherever there is no repair.
    """

    blocks: list[tuple[BlockKind, str]]
    damage: list[Damage]
    edited: str

    @property
    def text(self) -> str:
        """The repaired body: one block a line."""
        return "\n".join(text for _, text in self.blocks)


def repair_body(body: str, level: Level = "safe", without: Collection[str] = ()) -> RepairedBody:
    """Split `body` into blocks and repair its damage.

    `level` selects the repairs that are applied: those of at least `SAFE_THRESHOLD` (`safe`), all, or none; those of
    the codes in `without` are not applied. Raises ValueError for another level.

    Characters other than white space are kept, in their order but for quote marks that move to the previous line. A
    repaired body, its blocks joined by line feeds, does not change when it is repaired again. Time grows linearly
    with the length.

    >>> repair_body("They left on Thursday.Prior to that, they waited.").text
    'They left on Thursday.\\nPrior to that, they waited.'
    >>> repair_body("They left on Thursday.Prior to that, they waited.", "none").text
    'They left on Thursday.Prior to that, they waited.'
    """
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(map(repr, LEVELS))}, not {level!r}")
    limits = Limits(_THRESHOLDS[level], without)
    text, found, maps = body, list[_Found](), list[OffsetMap]()
    latest: list[_Found] | None = None
    for _ in range(_MOST_PASSES):
        work = _remaining_work(text, latest, limits, maps)
        if work is None:
            break
        text, latest = _run_pass(text, work, limits, maps)
        found = _merge(found, latest)
    texts = [stripped for line in text.split("\n") if (stripped := line.strip())]
    return RepairedBody(list(zip(classify_blocks(texts), texts, strict=True)), list(_damage(body, found)), text)


class _Found(NamedTuple):
    """A proposal that a pass found; `offset` is in the body. `before` and `after` are as those of `Damage`."""

    offset: int
    proposal: Proposal
    before: str
    after: str
    applied: bool


class _Work(NamedTuple):
    """The input of a pass: quote marks, proposals at line ends, and the offsets that the previous pass edited.

    Breaks are searched beside `edited_at` only, or in all lines if it is None.
    """

    marks: list[Mark]
    line_ends: list[Proposal]
    edited_at: list[int] | None = None


# --- is another pass needed? ------------------------------------------------------------------


def _remaining_work(text: str, latest: list[_Found] | None, limits: Limits, maps: list[OffsetMap]) -> _Work | None:
    """Return what the next pass has to search in `text`, or None if it would change nothing.

    `latest` is what the previous pass found; None before the first pass, which searches everything. A further pass
    searches everything if the previous one left a line end to repair or a word that may no longer be a name. It
    searches beside the previous edits if these gave the rules new evidence. Otherwise it is not needed: a pass costs
    as much time as parsing the whole article.
    """
    if latest is None:
        marks = read_marks(text)
        return _Work(marks, proposals_at_line_ends(text, marks))
    applied = [found for found in latest if found.applied]
    if not applied:
        return None
    may_move_quotes = _may_move_quotes(latest)
    marks = read_marks(text) if may_move_quotes else []
    line_ends = proposals_at_line_ends(text, marks)
    is_full_pass = any(map(limits.allow, line_ends)) or _may_change_names(text, applied)
    if not is_full_pass and not _may_find_more(text, applied, limits):
        return None
    return _Work(marks if may_move_quotes else read_marks(text), line_ends, None if is_full_pass else maps[-1].stops)


def _may_move_quotes(latest: list[_Found]) -> bool:
    """Whether the quote marks may read differently now: breaks between words do not change how they read."""
    return any(found.proposal.action != "break" or _has_quote_at_line_start(found.after) for found in latest)


def _has_quote_at_line_start(after: str) -> bool:
    """Whether a line of the repaired surroundings begins with a quote, which might have slipped there.

    >>> _has_quote_at_line_start('They left.\\n"We did'), _has_quote_at_line_start("They left.\\nWe did")
    (True, False)
    """
    return any(line[:1] in ('"', "“", "”", "'") for line in after.split("\n")[1:])


def _may_change_names(text: str, applied: list[_Found]) -> bool:
    """Whether a repair split a word that also occurs elsewhere in `text`, or one that had several capitals.

    Until it was split, such a word counted as a name.
    """
    split = set()
    for found in applied:
        if found.proposal.action not in INSERTED:
            continue
        start = found.proposal.edit.start
        at = start if start <= _SURROUNDINGS else _SURROUNDINGS + 1  # in `after`, which may begin with an ellipsis
        left, right = last_word(found.after[:at]), re.match(r"\w*", found.after[at + 1 :])
        if found.proposal.code in _SPLIT_WORDS and right:
            split.add(left + right[0])
        token = last_token(found.after[:at])
        if not token.isupper() and any(map(str.isupper, token[1:])):
            return True
    return bool(split) and not split.isdisjoint(compounds(text, candidates(text, classes_of(text))))


def _may_find_more(text: str, applied: list[_Found], limits: Limits) -> bool:
    """Whether the repairs gave the rules new evidence, or left a missing space or a caption to repair."""
    if any(found.proposal.code in _GIVE_EVIDENCE for found in applied):
        return True
    decisions = chain(find_missing_spaces(text, classes_of(text)), find_credit_ends(text, []))
    offsets = [decision.at for decision in decisions if decision.confidence >= limits.threshold]
    return bool(offsets) and not all(map(protected_spans(text).overlaps, offsets, offsets))


# --- one pass ---------------------------------------------------------------------------------


def _run_pass(text: str, work: _Work, limits: Limits, maps: list[OffsetMap]) -> tuple[str, list[_Found]]:
    """Return `text` with its line ends and then the inside of its lines repaired, and what was found.

    `maps` lead from offsets in `text` back to the body; those of this pass are appended.
    """
    edits = limits.allowed(work.line_ends)
    rejoined = apply_edits(text, edits)
    found = [*_located(text, work.line_ends, limits, maps)]
    marks = work.marks
    if rejoined is not text:
        maps.append(OffsetMap(edits))
        if len(rejoined) != len(text):  # otherwise each opening mark is still at its offset
            marks = read_marks(rejoined)
    inside = [*proposals_inside_lines(rejoined, marks, limits.threshold, work.edited_at)]
    edits = limits.allowed(inside)
    found += _located(rejoined, inside, limits, maps)
    maps.append(OffsetMap(edits))
    if work.line_ends and inside:
        found.sort(key=lambda one: one.offset)
    return apply_edits(rejoined, edits), found


def _located(text: str, proposals: list[Proposal], limits: Limits, maps: list[OffsetMap]) -> Iterator[_Found]:
    """Yield `proposals` with their offsets in the body, their surroundings in `text` and whether they are applied."""
    for proposal in proposals:
        start, stop, new = proposal.edit
        low, high = max(0, start - _SURROUNDINGS), min(len(text), stop + _SURROUNDINGS)
        head = ("…" if low else "") + text[low:start]
        tail = text[stop:high] + ("…" if high < len(text) else "")
        offset = proposal.offset
        for offsets in reversed(maps):
            offset = offsets.before(offset)
        yield _Found(offset, proposal, head + text[start:stop] + tail, head + new + tail, limits.allow(proposal))


def _merge(found: list[_Found], latest: list[_Found]) -> list[_Found]:
    """Return `found` with the repairs that a further pass applied, which replace what was found at their offsets."""
    if not found:
        return latest
    repairs = {(one.offset, one.proposal.action): one for one in latest if one.applied}
    kept = [one for one in found if (one.offset, one.proposal.action) not in repairs]
    return sorted([*kept, *(one for one in latest if one.applied)], key=lambda one: one.offset)


def _damage(body: str, found: list[_Found]) -> Iterator[Damage]:
    positions = Positions(body)
    for offset, proposal, before, after, applied in found:
        line, column = positions.of(offset)
        yield Damage(proposal.code, proposal.action, line, column, before, after, proposal.confidence, applied)
