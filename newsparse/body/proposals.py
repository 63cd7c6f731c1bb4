"""Proposals: decisions as edits of the text, each with its code and confidence, and which of them are applied."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from ..text.edits import Edit
from .breaks import Breaks
from .candidates import classes_of
from .decisions import MISSING_SPACE
from .line_ends import LineEdit, line_edits
from .lost_stops import find_uncertain_stops
from .missing_spaces import find_missing_spaces
from .protected import ProtectedSpans, continues, protected_spans
from .quotes import Mark

Action = Literal["break", "space", "move-quote", "join"]

INSERTED: dict[Action, str] = {"break": "\n", "space": " "}  # what an action inserts between two pieces
_MOVED_QUOTE, _BROKEN_SENTENCE = "N307", "N308"


class Proposal(NamedTuple):
    """An edit that would repair damage of the kind `code`, which is reported at `offset` of the text to edit."""

    offset: int
    code: str
    action: Action
    confidence: float
    edit: Edit


class Limits(NamedTuple):
    """Which proposals are applied: those of at least the confidence `threshold`, without the codes in `without`."""

    threshold: float
    without: Collection[str] = ()

    def allow(self, proposal: Proposal) -> bool:
        """Whether `proposal` is applied."""
        return proposal.confidence >= self.threshold and proposal.code not in self.without

    def allowed(self, proposals: list[Proposal]) -> list[Edit]:
        """The edits of the proposals that are applied."""
        return [proposal.edit for proposal in proposals if self.allow(proposal)]


def proposals_at_line_ends(text: str, marks: list[Mark]) -> list[Proposal]:
    """Return the proposals at the line ends of `text`, from left to right. `marks` are its quote marks.

    >>> [proposal.edit for proposal in proposals_at_line_ends("The envoy came on Feb.\\n22 by boat.", [])]
    [Edit(start=22, stop=23, new=' ')]

    Leaves alone what is inside tags, and an address that may continue on the next line:

    >>> proposals_at_line_ends("See https://example.org/2024/\\nharbour-vote for more.", [])
    []
    """
    if "\n" not in text:
        return []
    proposals = [_line_proposal(text, edit) for edit in line_edits(text, marks)]
    if not proposals:
        return []
    protected = protected_spans(text)
    return [proposal for proposal in proposals if not _is_protected(text, proposal, protected)]


def _line_proposal(text: str, line_edit: LineEdit) -> Proposal:
    at, gap, stop = line_edit.at, line_edit.gap, line_edit.stop
    if line_edit.mark_count:
        after_marks = stop + line_edit.mark_count
        edit = Edit(gap, after_marks, text[stop:after_marks] + text[gap:stop])
        return Proposal(at, _MOVED_QUOTE, "move-quote", line_edit.confidence, edit)
    return Proposal(gap, _BROKEN_SENTENCE, "join", line_edit.confidence, Edit(gap, stop, line_edit.replacement))


def _is_protected(text: str, proposal: Proposal, protected: ProtectedSpans) -> bool:
    """Whether a proposal at a line end is inside a protected span, or might merge the parts of an address."""
    start, stop, _ = proposal.edit
    if proposal.action == "join" and protected.ends_at(start) and continues(text, start, stop):
        return True
    return protected.overlaps(start, stop)


def proposals_inside_lines(
    text: str, marks: list[Mark], threshold: float, edited_at: list[int] | None = None
) -> Iterator[Proposal]:
    """Yield the proposals inside the lines of `text`, from left to right: breaks and missing spaces.

    Breaks are searched in all lines, or only in those beside the offsets `edited_at`; those of at least the confidence
    `threshold` begin a block, on which the following ones depend. Leaves addresses and tags alone.

    >>> [*proposals_inside_lines("They left.The quay was full.", [], 0.9)]
    [Proposal(offset=10, code='N301', action='break', confidence=0.99, edit=Edit(start=10, stop=10, new='\\n'))]
    """
    classes = classes_of(text)
    opening = {mark.at for mark in marks if mark.opens}
    protected = protected_spans(text)
    decisions = [*Breaks(text, classes, opening, threshold, protected, edited_at)]
    # Appended, not passed to Breaks: these do not affect other decisions, and yield to a break at the same offset.
    later = (*find_uncertain_stops(text), *find_missing_spaces(text, classes))
    decisions += (decision for decision in later if not protected.overlaps(decision.at, decision.at))
    decisions.sort(key=lambda decision: decision.at)
    last = -1
    for decision in decisions:
        if decision.at == last:
            continue  # a break needs no space in addition
        last = start = decision.at
        while start and text[start - 1].isspace():
            start -= 1
        action: Action = "space" if decision.code == MISSING_SPACE else "break"
        edit = Edit(start, decision.at, INSERTED[action])
        yield Proposal(decision.at, decision.code, action, decision.confidence, edit)
