"""Decisions to edits: the body's lines mended at their ends, cut and spaced where it is sure enough, as blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import accumulate, chain
from typing import Literal, NamedTuple, get_args

from .block_kinds import Kind, kinds_of
from .breaks import Breaks
from .candidates import candidates, classes_of
from .captions import captions_of
from .confidence import SAFE_THRESHOLD
from .context import compounds, last_token, last_word
from .decisions import MISSING_SPACE
from .line_ends import LineEdit, line_edits
from .lost_stops import doubtful_stops_of
from .missing_spaces import gaps_of
from .protected import continues, protected_spans
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


class _Edit(NamedTuple):
    """What is done at one place: `text[start:stop]` gives way to `new`; `at` is the offset in the body."""

    at: int
    code: str
    action: Action
    confidence: float
    start: int
    stop: int
    new: str


# A break between glued pieces changes nothing that others of its kind are made from; these may.
_UNSETTLED = frozenset({"N303", "N305", "N306", "N309", "N310"})
_INSIDE_WORDS = frozenset({"N302", "N303", "N304", MISSING_SPACE})
_Row = tuple[int, _Edit, str, str, bool]  # offset in the body, edit, before, after, applied


class _Limits(NamedTuple):
    """Which edits are made: those that are at least so sure, and of no code that is left out."""

    least: float
    without: Collection[str] = ()

    def allow(self, edit: _Edit) -> bool:
        return edit.confidence >= self.least and edit.code not in self.without


def repair_body(body: str, level: Level = "safe", without: Collection[str] = ()) -> Repaired:
    """Split `body` into blocks, one a line, and repair its damage.

    Characters other than white space stay as they are and in their order; the repaired body,
    blocks joined by line feeds, is repaired to itself; time grows linearly with the length.
    `level` says which repairs are applied: those that are sure (`safe`), all, or none; of the codes in
    `without` none is.
    """
    if level not in LEVELS:
        raise ValueError(f"{level!r} is not a level of repair: {', '.join(LEVELS)}")
    least = _Limits({"safe": SAFE_THRESHOLD, "all": 0.0, "none": 2.0}[level], without)
    places: list[_Places] = []
    text, found = _pass(body, *_line_stage(body), least, places)
    more = found
    for _ in range(_MOST_PASSES if text != body else 0):
        requoted = any(row[1].action != "break" or _is_quoted(row[3]) for row in more)
        marks, ends = _line_stage(text, quoted=requoted)
        due, used = any(map(least.allow, ends)), _is_any_used(more, text)
        if not due and not used and _is_settled(text, more, least):
            break
        near = None if due or used else places[-1].after
        text, more = _pass(text, marks if requoted else read_marks(text), ends, least, places, near)
        found = _merged(found, [row for row in more if row[4]])
    texts = [line for row in text.split("\n") if (line := row.strip())]
    return Repaired(list(zip(kinds_of(texts), texts, strict=True)), list(_report(body, found)), text)


def _is_quoted(after: str) -> bool:
    """Whether a quote stands at the beginning of a line in what a repair has left."""
    return any(piece[:1] in ('"', "“", "”", "'") for piece in after.split("\n")[1:])


def _line_stage(text: str, quoted: bool = True) -> tuple[list[Mark], list[_Edit]]:
    """The quote marks of `text`, unless none can have slipped, and what its line ends need."""
    marks = read_marks(text) if quoted else []
    edits = [_line_edit(text, edit) for edit in line_edits(text, marks)] if "\n" in text else []
    return marks, [*_without_addresses(text, edits)] if edits else []


def _without_addresses(text: str, edits: list[_Edit]) -> Iterator[_Edit]:
    """The edits of line ends, without those inside tags and those that may join the parts of an address."""
    intact = protected_spans(text)
    for edit in edits:
        parts = edit.action == "join" and intact.ends_at(edit.start) and continues(text, edit.start, edit.stop)
        if not parts and not intact.overlaps(edit.start, edit.stop):
            yield edit


def _pass(
    text: str,
    marks: list[Mark],
    ends: list[_Edit],
    least: _Limits,
    places: list[_Places],
    near: list[int] | None = None,
) -> tuple[str, list[_Row]]:
    """`text` repaired once, and the places of damage in it; `places` lead back to the body, and are gone on with.

    Breaks are looked for in all lines, or in those beside the offsets `near`.
    """
    mended = _apply(text, ends, least)
    found = _found(text, ends, least, places)
    if mended is not text:
        places.append(_Places(ends, least))
        if len(mended) != len(text):  # else the marks that open stand where they stood
            marks = read_marks(mended)
    inside = list(_inside(mended, marks, least, near))
    found += _found(mended, inside, least, places)
    places.append(_Places(inside, least))
    if ends and inside:
        found.sort(key=lambda row: row[0])
    return _apply(mended, inside, least), found


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
    return not sure or all(map(protected_spans(text).overlaps, sure, sure))


def _is_any_used(rows: list[_Row], text: str) -> bool:
    """Whether a word that a repair has parted is still elsewhere in `text`, or is itself one of several:
    what was a name may be none now."""
    parted = set()
    for _, edit, _, after, applied in rows:
        if not applied or edit.action not in _INSERTED:
            continue
        at = edit.start if edit.start <= _AROUND else _AROUND + 1  # in `after`, which may begin with an ellipsis
        left, right = last_word(after[:at]), re.match(r"\w*", after[at + 1 :])
        if edit.code in _INSIDE_WORDS and right:
            parted.add(left + right[0])
        token = last_token(after[:at])
        if not token.isupper() and any(map(str.isupper, token[1:])):
            return True
    return bool(parted) and not parted.isdisjoint(compounds(text, candidates(text, classes_of(text))))


def _merged(found: list[_Row], more: list[_Row]) -> list[_Row]:
    """`found`, with the repairs that a further pass made."""
    later = {(row[0], row[1].action) for row in more}
    return sorted([*(row for row in found if (row[0], row[1].action) not in later), *more], key=lambda row: row[0])


def _inside(text: str, marks: list[Mark], least: _Limits, near: list[int] | None = None) -> Iterator[_Edit]:
    """The edits within lines, from left to right; a break moves where the next block begins."""
    classes = classes_of(text)
    opening = {mark.at for mark in marks if mark.opens}
    intact = protected_spans(text)
    edits = [*Breaks(text, classes, opening, least.least, intact, near)]
    # Doubtful stops come last: they limit no other decision, and yield to one at the same place.
    later = (*doubtful_stops_of(text), *gaps_of(text, classes))
    edits += (decision for decision in later if not intact.overlaps(decision.at, decision.at))
    edits.sort(key=lambda decision: decision.at)
    last = -1
    for decision in edits:
        if decision.at == last:
            continue  # a break needs no space besides
        last = decision.at
        start = decision.at
        while start and text[start - 1].isspace():
            start -= 1
        action: Action = "space" if decision.code == MISSING_SPACE else "break"
        yield _Edit(start, decision.code, action, decision.confidence, start, decision.at, _INSERTED[action])


def _line_edit(body: str, edit: LineEdit) -> _Edit:
    if edit.marks:
        marks = body[edit.stop : edit.stop + edit.marks]
        new = marks + body[edit.gap : edit.stop]
        return _Edit(edit.at, "N307", "move-quote", edit.confidence, edit.gap, edit.stop + edit.marks, new)
    return _Edit(edit.gap, "N308", "join", edit.confidence, edit.gap, edit.stop, edit.between)


def _apply(text: str, edits: list[_Edit], least: _Limits) -> str:
    pieces: list[str] = []
    at = 0
    for edit in edits:
        if least.allow(edit):
            pieces += (text[at : edit.start], edit.new)
            at = edit.stop
    return "".join([*pieces, text[at:]]) if pieces else text


class _Places:
    """Offsets in a text that was edited, as offsets in what it was before; `after` is where edits ended in it."""

    def __init__(self, edits: list[_Edit], least: _Limits) -> None:
        shifts = [(edit.stop, len(edit.new) - edit.stop + edit.start) for edit in edits if least.allow(edit)]
        self._shifts = list(accumulate(shift for _, shift in shifts))
        self.after = [stop + shift for (stop, _), shift in zip(shifts, self._shifts, strict=True)]

    def before(self, at: int) -> int:
        """Where what stands at `at` stood before."""
        index = bisect_right(self.after, at)
        return at - self._shifts[index - 1] if index else at


def _found(text: str, edits: list[_Edit], least: _Limits, places: list[_Places]) -> list[_Row]:
    rows = []
    for edit in edits:
        low, high = max(0, edit.start - _AROUND), min(len(text), edit.stop + _AROUND)
        head = ("…" if low else "") + text[low : edit.start]
        tail = text[edit.stop : high] + ("…" if high < len(text) else "")
        at = edit.at if edit.action == "move-quote" else edit.stop
        if edit.action == "join":
            at = edit.start
        for place in reversed(places):
            at = place.before(at)
        rows.append((at, edit, head + text[edit.start : edit.stop] + tail,
                     head + edit.new + tail, least.allow(edit)))  # fmt: skip
    return rows


def _report(body: str, rows: list[_Row]) -> Iterator[Found]:
    line, last, begin = 1, 0, 0
    for at, edit, before, after, applied in rows:
        line += body.count("\n", last, at)
        begin = max(begin, body.rfind("\n", last, at) + 1)
        last = at
        yield Found(edit.code, edit.action, line, at - begin + 1, before, after, edit.confidence, applied)
