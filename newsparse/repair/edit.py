"""Decisions to edits: the body's lines, cut where a break is sure enough, as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from .blocks import Kind, kinds_of
from .candidates import Candidate, candidates
from .context import Usage
from .decide import SURE, Decision, decide

Level = Literal["safe", "all", "none"]
LEVELS: tuple[Level, ...] = get_args(Level)

_AROUND = 20  # characters on each side that a repair shows


class Found(NamedTuple):
    """One place of damage. `line` and `column` count from 1 in the body, `applied` says if it was repaired."""

    code: str
    action: Literal["break"]
    line: int
    column: int
    before: str
    confidence: float
    applied: bool


class Repaired(NamedTuple):
    """The blocks of a body, by kind and text, and the damage that was found."""

    blocks: list[tuple[Kind, str]]
    found: list[Found]


def repair_body(body: str, level: Level = "safe") -> Repaired:
    """Split `body` into blocks, one a line, and break the lines that are glued together.

    Characters other than white space stay as they are and in their order; the repaired body,
    blocks joined by line feeds, is repaired to itself; time grows linearly with the length.
    `level` says which repairs are applied: those that are sure (`safe`), all, or none.
    """
    lines = body.split("\n")
    places = [list(candidates(line)) for line in lines]
    usage = Usage(lines, places)
    least = {"safe": SURE, "all": 0.0, "none": 2.0}[level]
    pieces: list[str] = []
    found: list[Found] = []
    for number, (line, spots) in enumerate(zip(lines, places, strict=True), 1):
        start = 0
        for decision in _decisions(line, spots, usage, least):
            applied = decision.confidence >= least
            found.append(_found(line, number, decision, applied))
            if applied:
                pieces.append(line[start : decision.at])
                start = decision.at
        pieces.append(line[start:] if start else line)
    texts = [text for piece in pieces if (text := piece.strip())]
    return Repaired(list(zip(kinds_of(texts), texts, strict=True)), found)


def _decisions(line: str, spots: list[Candidate], usage: Usage, least: float) -> Iterator[Decision]:
    start = 0
    for index, spot in enumerate(spots):
        limit = spots[index + 1].left if index + 1 < len(spots) else len(line)
        decision = decide(line, start, spot, limit, usage)
        if decision:
            yield decision
            start = decision.at if decision.confidence >= least else start


def _found(line: str, number: int, decision: Decision, applied: bool) -> Found:
    at = decision.at
    start, stop = max(0, at - _AROUND), min(len(line), at + _AROUND)
    before = ("…" if start else "") + line[start:stop] + ("…" if stop < len(line) else "")
    return Found(decision.code, "break", number, at + 1, before, decision.confidence, applied)
