"""A walk through the text from block to block: what may be a break is decided once its block's beginning is known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Iterator, Set

from .candidates import Candidate, candidates
from .captions import captions_of, pictured
from .context import Usage
from .decisions import SPACE, Decision, decide
from .glued_items import items_of, turns_of
from .joined_headings import HORIZON, joined_at
from .lost_stops import lost_stops_of
from .protected import Intact


class Breaks:
    """The breaks of a text, made or not: at its candidates, after credits and lost stops, after joined headings.

    `opening` are the offsets of quotes that open, `least` is how sure a break must be to be made: a block
    begins there, which what follows is decided by. Inside what is `intact` there are none. With `near`, only lines
    that begin, end or hold one of these offsets are looked at: what stands beside an edit.
    """

    def __init__(
        self, text: str, classes: bytes, opening: Set[int], least: float, intact: Intact, near: list[int] | None = None
    ) -> None:
        self._text, self._opening, self._least, self._near = text, opening, least, near
        self._intact = intact
        spots = candidates(text, classes)
        self._usage = Usage(text, spots)
        events: list[tuple[int, Candidate | Decision]] = [(spot.left, spot) for spot in spots]
        events += ((decision.at, decision) for decision in captions_of(text, [spot.left for spot in spots]))
        for found in (pictured, items_of, turns_of, lost_stops_of):
            events += ((decision.at, decision) for decision in found(text))
        if intact.starts:
            events = [event for event in events if not self._is_kept(event[1])]
        events.sort(key=lambda event: event[0])
        events.append(
            (len(text) + 1, Candidate("camel", len(text) + 1, len(text) + 1))
        )  # none needs to ask for the end
        self._events, self._index = events, 0
        self._previous = 0  # where the block before begins

    def _is_kept(self, event: Candidate | Decision) -> bool:
        if isinstance(event, Candidate):
            return self._intact.holds(event.left, event.right)
        return self._intact.holds(event.at, event.at)

    def __iter__(self) -> Iterator[Decision]:
        """The decisions in the order in which they are made, a block's heading after what is inside it."""
        text, events, start = self._text, self._events, 0
        for line in text.split("\n"):
            stop = start + len(line)
            if self._near is not None and not self._is_near(start, stop):
                self._previous = start if line and not line.isspace() else self._previous
                start = stop + 1
                continue
            # Most lines hold no event and no heading: for them one look has to do.
            if events[self._index][0] < stop or joined_at(text, start, stop, self._previous):
                yield from self._line(start, stop)
            elif line and not line.isspace():
                self._previous = start
            start = stop + 1

    def _is_near(self, start: int, stop: int) -> bool:
        """Whether an edit stands beside the line or in the block before; passes over the events of another line."""
        assert self._near is not None  # noqa: S101 - for the type checker
        index = bisect_left(self._near, min(self._previous, start))
        if index < len(self._near) and self._near[index] <= stop + 1:
            return True
        while self._events[self._index][0] < stop:
            self._index += 1
        return False

    def _line(self, start: int, stop: int) -> Iterator[Decision]:
        while True:
            # A heading needs no look further ahead: what stands there is decided once its start is known.
            near = min(stop, start + HORIZON)
            decision = yield from self._next(start, stop, near)
            joined = joined_at(self._text, start, decision.at if decision else stop, self._previous)
            if joined and not self._intact.holds(joined.at, joined.at):
                yield joined
                if joined.confidence >= self._least:
                    self._previous, start = start, joined.at
                    while self._index and self._events[self._index - 1][0] >= start:
                        self._index -= 1
                    continue
            self._previous = start
            if not decision and near < stop:
                decision = yield from self._next(start, stop, stop)
            if not decision:
                return
            yield decision
            start = decision.at

    def _next(self, start: int, stop: int, near: int) -> Generator[Decision, None, Decision | None]:
        """The first break that is made before `near`; yields what is found on the way and not made."""
        while self._events[self._index][0] < near:
            _, event = self._events[self._index]
            self._index += 1
            decision: Decision | None
            if isinstance(event, Candidate):
                limit = min(self._events[self._index][0], stop)
                decision = decide(self._text, start, event, limit, self._usage, self._opening)
            else:
                decision = event
            if decision and decision.confidence >= self._least and decision.code != SPACE:
                return decision
            if decision:
                yield decision
        return None
