"""Decisions to edits: the body's lines mended at their ends, cut and spaced where it is sure enough, as blocks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Literal, NamedTuple, get_args

from ..text.edits import Edit, OffsetMap, apply_edits
from ..text.positions import Positions
from .block_kinds import Kind, kinds_of
from .breaks import Breaks
from .candidates import candidates, classes_of
from .captions import captions_of, doubtful_stops_of
from .context import compounds, last_token, last_word
from .decisions import SPACE, SURE
from .line_ends import LineEdit, line_edits
from .missing_spaces import gaps_of
from .protected import goes_on, intact_of
from .quotes import Mark, read_marks

Level = Literal["safe", "all", "none"]
LEVELS: tuple[Level, ...] = get_args(Level)
Action = Literal["break", "space", "move-quote", "join"]

_MOST_PASSES = 6  # what one pass has cut may let a quote be read otherwise; two are nearly always enough
_AROUND = 20  # characters on each side that a repair shows
_INSERTED: dict[str, str] = {"break": "\n", "space": " "}


class Found(NamedTuple):
    """One place of damage. `line` and `column` count from 1 in the body, `applied` says if it was repaired.

    `before` and `after` are the surroundings as they were and as the repair leaves them.
    """

    code: str
    action: Action
    line: int
    column: int
    before: str
    after: str
    confidence: float
    applied: bool


class Repaired(NamedTuple):
    """The blocks of a body, by kind and text, the damage that was found, and the body with nothing but that repaired.

    `mended` keeps the body's white space, blank lines included, wherever no repair is.
    """

    blocks: list[tuple[Kind, str]]
    found: list[Found]
    mended: str

    @property
    def text(self) -> str:
        """The repaired body: one block a line."""
        return "\n".join(text for _, text in self.blocks)


class _Proposal(NamedTuple):
    """An edit that repairs damage of a code; `offset` is where it is reported, in the text that is edited."""

    offset: int
    code: str
    action: Action
    confidence: float
    edit: Edit


# A break between glued pieces changes nothing that others of its kind are made from; these may.
_UNSETTLED = frozenset({"N303", "N305", "N306", "N309", "N310"})
_INSIDE_WORDS = frozenset({"N302", "N303", "N304", SPACE})
_Row = tuple[int, _Proposal, str, str, bool]  # offset in the body, proposal, before, after, applied


class _Limits(NamedTuple):
    """Which edits are made: those that are at least so sure, and of no code that is left out."""

    least: float
    without: Collection[str] = ()

    def allow(self, proposal: _Proposal) -> bool:
        return proposal.confidence >= self.least and proposal.code not in self.without

    def allowed(self, proposals: list[_Proposal]) -> list[Edit]:
        """The edits that are made."""
        return [proposal.edit for proposal in proposals if self.allow(proposal)]


def repair_body(body: str, level: Level = "safe", without: Collection[str] = ()) -> Repaired:
    """Split `body` into blocks, one a line, and repair its damage.

    Characters other than white space stay as they are and in their order; the repaired body,
    blocks joined by line feeds, is repaired to itself; time grows linearly with the length.
    `level` says which repairs are applied: those that are sure (`safe`), all, or none; of the codes in
    `without` none is.
    """
    if level not in LEVELS:
        raise ValueError(f"{level!r} is not a level of repair: {', '.join(LEVELS)}")
    least = _Limits({"safe": SURE, "all": 0.0, "none": 2.0}[level], without)
    maps: list[OffsetMap] = []
    text, found = _pass(body, *_line_stage(body), least, maps)
    more = found
    for _ in range(_MOST_PASSES if text != body else 0):
        requoted = any(row[1].action != "break" or _is_quoted(row[3]) for row in more)
        marks, ends = _line_stage(text, quoted=requoted)
        due, used = any(map(least.allow, ends)), _is_any_used(more, text)
        if not due and not used and _is_settled(text, more, least):
            break
        near = None if due or used else maps[-1].stops
        text, more = _pass(text, marks if requoted else read_marks(text), ends, least, maps, near)
        found = _merged(found, [row for row in more if row[4]])
    texts = [line for row in text.split("\n") if (line := row.strip())]
    return Repaired(list(zip(kinds_of(texts), texts, strict=True)), list(_report(body, found)), text)


def _is_quoted(after: str) -> bool:
    """Whether a quote stands at the beginning of a line in what a repair has left."""
    return any(piece[:1] in ('"', "“", "”", "'") for piece in after.split("\n")[1:])


def _line_stage(text: str, quoted: bool = True) -> tuple[list[Mark], list[_Proposal]]:
    """The quote marks of `text`, unless none can have slipped, and what its line ends need."""
    marks = read_marks(text) if quoted else []
    proposals = [_line_proposal(text, edit) for edit in line_edits(text, marks)] if "\n" in text else []
    return marks, [*_without_addresses(text, proposals)] if proposals else []


def _without_addresses(text: str, proposals: list[_Proposal]) -> Iterator[_Proposal]:
    """The edits of line ends, without those inside tags and those that may join the parts of an address."""
    intact = intact_of(text)
    for proposal in proposals:
        start, stop, _ = proposal.edit
        parts = proposal.action == "join" and intact.ends_at(start) and goes_on(text, start, stop)
        if not parts and not intact.holds(start, stop):
            yield proposal


def _pass(
    text: str,
    marks: list[Mark],
    ends: list[_Proposal],
    least: _Limits,
    maps: list[OffsetMap],
    near: list[int] | None = None,
) -> tuple[str, list[_Row]]:
    """`text` repaired once, and the damage in it. `maps` lead back to the body; those of this pass are appended.

    Breaks are looked for in all lines, or in those beside the offsets `near`.
    """
    edits = least.allowed(ends)
    mended = apply_edits(text, edits)
    found = _found(text, ends, least, maps)
    if mended is not text:
        maps.append(OffsetMap(edits))
        if len(mended) != len(text):  # else the marks that open stand where they stood
            marks = read_marks(mended)
    inside = list(_inside(mended, marks, least, near))
    edits = least.allowed(inside)
    found += _found(mended, inside, least, maps)
    maps.append(OffsetMap(edits))
    if ends and inside:
        found.sort(key=lambda row: row[0])
    return apply_edits(mended, edits), found


def _is_settled(text: str, rows: list[_Row], least: _Limits) -> bool:
    """Whether another pass would find nothing inside the lines of `text`, in which `rows` were found before."""
    if least.least > 1.0:
        return True
    if any(row[4] and row[1].code in _UNSETTLED for row in rows):
        return False
    if not any(row[4] for row in rows):
        return True
    decisions = chain(gaps_of(text, classes_of(text)), captions_of(text, []))
    sure = [decision.at for decision in decisions if decision.confidence >= least.least]
    return not sure or all(map(intact_of(text).holds, sure, sure))


def _is_any_used(rows: list[_Row], text: str) -> bool:
    """Whether a word that a repair has parted is still elsewhere in `text`, or is itself one of several:
    what was a name may be none now."""
    parted = set()
    for _, proposal, _, after, applied in rows:
        if not applied or proposal.action not in _INSERTED:
            continue
        start = proposal.edit.start
        at = start if start <= _AROUND else _AROUND + 1  # in `after`, which may begin with an ellipsis
        left, right = last_word(after[:at]), re.match(r"\w*", after[at + 1 :])
        if proposal.code in _INSIDE_WORDS and right:
            parted.add(left + right[0])
        token = last_token(after[:at])
        if not token.isupper() and any(map(str.isupper, token[1:])):
            return True
    return bool(parted) and not parted.isdisjoint(compounds(text, candidates(text, classes_of(text))))


def _merged(found: list[_Row], more: list[_Row]) -> list[_Row]:
    """`found`, with the repairs that a further pass made."""
    later = {(row[0], row[1].action) for row in more}
    return sorted([*(row for row in found if (row[0], row[1].action) not in later), *more], key=lambda row: row[0])


def _inside(text: str, marks: list[Mark], least: _Limits, near: list[int] | None = None) -> Iterator[_Proposal]:
    """The edits within lines, from left to right; a break moves where the next block begins."""
    classes = classes_of(text)
    opening = {mark.at for mark in marks if mark.opens}
    intact = intact_of(text)
    edits = [*Breaks(text, classes, opening, least.least, intact, near)]
    # Doubtful stops come last: they limit no other decision, and yield to one at the same place.
    later = (*doubtful_stops_of(text), *gaps_of(text, classes))
    edits += (decision for decision in later if not intact.holds(decision.at, decision.at))
    edits.sort(key=lambda decision: decision.at)
    last = -1
    for decision in edits:
        if decision.at == last:
            continue  # a break needs no space besides
        last = decision.at
        start = decision.at
        while start and text[start - 1].isspace():
            start -= 1
        action: Action = "space" if decision.code == SPACE else "break"
        edit = Edit(start, decision.at, _INSERTED[action])
        yield _Proposal(decision.at, decision.code, action, decision.confidence, edit)


def _line_proposal(body: str, line_edit: LineEdit) -> _Proposal:
    at, gap, stop = line_edit.at, line_edit.gap, line_edit.stop
    if line_edit.marks:
        behind = stop + line_edit.marks
        edit = Edit(gap, behind, body[stop:behind] + body[gap:stop])
        return _Proposal(at, "N307", "move-quote", line_edit.confidence, edit)
    return _Proposal(gap, "N308", "join", line_edit.confidence, Edit(gap, stop, line_edit.between))


def _found(text: str, proposals: list[_Proposal], least: _Limits, maps: list[OffsetMap]) -> list[_Row]:
    rows = []
    for proposal in proposals:
        start, stop, new = proposal.edit
        low, high = max(0, start - _AROUND), min(len(text), stop + _AROUND)
        head = ("…" if low else "") + text[low:start]
        tail = text[stop:high] + ("…" if high < len(text) else "")
        at = proposal.offset
        for offsets in reversed(maps):
            at = offsets.before(at)
        rows.append((at, proposal, head + text[start:stop] + tail, head + new + tail, least.allow(proposal)))
    return rows


def _report(body: str, rows: list[_Row]) -> Iterator[Found]:
    positions = Positions(body)
    for at, proposal, before, after, applied in rows:
        line, column = positions.of(at)
        yield Found(proposal.code, proposal.action, line, column, before, after, proposal.confidence, applied)
