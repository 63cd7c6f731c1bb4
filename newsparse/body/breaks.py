"""Find the breaks of a text: the offsets at which a new block begins.

Whether a candidate is a break depends on where its block begins, so breaks are decided from left to right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Iterator, Set

from .candidates import Candidate, candidates
from .captions import find_bracketed_credit_ends, find_credit_ends
from .context import Usage
from .decisions import MISSING_SPACE, Decision, decide
from .glued_items import find_glued_items, find_glued_turns
from .joined_headings import HORIZON, find_joined_heading
from .lost_stops import find_lost_stops
from .protected import ProtectedSpans


class Breaks:
    """The breaks of a text, applied or not: at candidates, after credits and lost stops, after joined headings.

    `opening` are the offsets of quotes that open. A break of at least the confidence `threshold` is applied: a block
    begins there, on which the following decisions depend. There are no breaks inside `protected` spans. `edited_at` are
    the sorted offsets at which the previous pass edited the text: only lines beside them are searched, or all if None.

    >>> from .candidates import classes_of
    >>> from .protected import protected_spans
    >>> text = "Pressure and counterweightIn two talks the port gave in.The boats left."
    >>> breaks = Breaks(text, classes_of(text), set(), 0.9, protected_spans(text))
    >>> [(text[decision.at :][:6], decision.code) for decision in breaks]
    [('In two', 'N302'), ('The bo', 'N301')]
    """

    def __init__(
        self,
        text: str,
        classes: bytes,
        opening: Set[int],
        threshold: float,
        protected: ProtectedSpans,
        edited_at: list[int] | None = None,
    ) -> None:
        self._text, self._opening, self._threshold, self._edited_at = text, opening, threshold, edited_at
        self._protected = protected
        found = candidates(text, classes)
        self._usage = Usage(text, found)
        self._events = self._events_of(text, found)
        self._index = 0  # of the next event
        self._previous = 0  # where the previous block begins

    def _events_of(self, text: str, found: list[Candidate]) -> list[tuple[int, Candidate | Decision]]:
        """Return the events, which are candidates and decided breaks, sorted by offset.

        The last event is beyond the text, so that no search needs to check for the end of the list.
        """
        events: list[tuple[int, Candidate | Decision]] = [(candidate.left, candidate) for candidate in found]
        offsets = [candidate.left for candidate in found]
        events += ((decision.at, decision) for decision in find_credit_ends(text, offsets))
        for rule in (find_bracketed_credit_ends, find_glued_items, find_glued_turns, find_lost_stops):
            events += ((decision.at, decision) for decision in rule(text))
        if self._protected.starts:
            events = [event for event in events if not self._is_protected(event[1])]
        events.sort(key=lambda event: event[0])
        beyond = len(text) + 1
        events.append((beyond, Candidate("camel", beyond, beyond)))
        return events

    def _is_protected(self, event: Candidate | Decision) -> bool:
        if isinstance(event, Candidate):
            return self._protected.overlaps(event.left, event.right)
        return self._protected.overlaps(event.at, event.at)

    def __iter__(self) -> Iterator[Decision]:
        """Yield the decisions, line by line; the break after a block's heading may follow breaks inside the block."""
        text, events, start = self._text, self._events, 0
        for line in text.split("\n"):
            stop = start + len(line)
            is_searched = self._edited_at is None or self._is_beside_edit(self._edited_at, start, stop)
            if not is_searched:
                self._skip_events(stop)
            # Most lines hold no event and no heading: for these a single check has to suffice.
            if is_searched and (
                events[self._index][0] < stop or find_joined_heading(text, start, stop, self._previous)
            ):
                yield from self._line(start, stop)
            elif line and not line.isspace():
                self._previous = start
            start = stop + 1

    def _is_beside_edit(self, edited_at: list[int], start: int, stop: int) -> bool:
        """Whether the previous pass edited the line from `start` to `stop`, or the block before it."""
        index = bisect_left(edited_at, min(self._previous, start))
        return index < len(edited_at) and edited_at[index] <= stop + 1

    def _skip_events(self, stop: int) -> None:
        while self._events[self._index][0] < stop:
            self._index += 1

    def _line(self, start: int, stop: int) -> Iterator[Decision]:
        """Yield the decisions in the line from `start` to `stop`."""
        while True:
            # A heading ends before the horizon; what is beyond it is decided once the next block's start is known.
            horizon = min(stop, start + HORIZON)
            decision = yield from self._next_applied(start, stop, horizon)
            joined = find_joined_heading(self._text, start, decision.at if decision else stop, self._previous)
            if joined and not self._protected.overlaps(joined.at, joined.at):
                yield joined
                if joined.confidence >= self._threshold:
                    self._previous, start = start, joined.at
                    while self._index and self._events[self._index - 1][0] >= start:
                        self._index -= 1
                    continue
            self._previous = start
            if not decision and horizon < stop:
                decision = yield from self._next_applied(start, stop, stop)
            if not decision:
                return
            yield decision
            start = decision.at

    def _next_applied(self, start: int, stop: int, horizon: int) -> Generator[Decision, None, Decision | None]:
        """Return the first break before `horizon` that is applied, or None; yield the decisions before it.

        `start` is where the block begins, `stop` where its line ends.
        """
        while self._events[self._index][0] < horizon:
            _, event = self._events[self._index]
            self._index += 1
            decision: Decision | None
            if isinstance(event, Candidate):
                limit = min(self._events[self._index][0], stop)
                decision = decide(self._text, start, event, limit, self._usage, self._opening)
            else:
                decision = event
            if decision and decision.confidence >= self._threshold and decision.code != MISSING_SPACE:
                return decision
            if decision:
                yield decision
        return None
