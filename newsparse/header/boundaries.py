"""Find where headers begin in a text, by offsets in characters: the first header, and the next one inside a body.

A header is *whole* if it has `Text:` below a known label, or three known labels; only a whole header begins an article
inside a body. The *openings* of a file are what its headers begin with: foreign labels, and the field of the first
known label. A label is *glued* if it stands inside the last line of another article, as where files without a final
line feed were concatenated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..text.characters import BLANK
from .labels import Label, foreign_label_at, is_address, is_metadata, label_at
from .scanner import MAX_VALUE_LINES, MAYBE_LABEL, labelled_lines, line_end

_MIN_FIELDS = 3  # fields with a known label that make a header whole without `Text:`
_MULTILINE_FIELDS = ("published_time", "title")  # fields that may begin a header even if their value has several lines
_MULTIWORD_FIELDS = ("published_time", "author_title", "author_description")  # no word of prose ends with their labels
# The beginnings of known labels and of addresses, to search inside a line; compiled on use.
_KNOWN_LABEL_STARTS = "published|title|categor|author"
_ADDRESS_LABEL_STARTS = r"(?:canonical|crawled|filename|guid|id|scraped|ur[il])\b"
_OPENING_BRACKETS = "([{<（［【「『《〈"
_JOINERS = "-–—/_&+@#"
_QUOTES = "\"'“”„‟‘’‚«»‹›＂"
_BYTE_ORDER_MARK = "\ufeff"


class _LinesAbove(NamedTuple):
    """What the lines above a label add to its header.

    `top` is the offset of the first foreign label that belongs to the header, or else of the label itself. `glued_at`
    and `glued_field` are the offset and the field of a label glued to the line above these; "" if there is none.
    `is_quoted` is whether that line quotes a label.
    """

    top: int
    glued_at: int
    glued_field: str
    is_quoted: bool


class _Verdict(NamedTuple):
    """Whether lines are a whole header, whether it begins at the glued label above, and where to search on."""

    is_whole: bool
    begins_at_glued: bool
    resume: int


def find_openings(labels: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the openings of a file from the (field, label) pairs of one of its headers.

    These are the foreign labels above the first known label, in lower case, and the field of that known label.
    """
    found = set[str]()
    for field, label in labels:
        if field != "extra":
            return frozenset({*found, field})
        found.add(label.casefold())
    return frozenset()


def find_first_header(text: str) -> int | None:
    """Return the offset of the first header, or None if there is none.

    It begins at the first line that is not blank, if that line has a known label, or if all lines from there to the
    first whole header are labelled. Otherwise it is the first whole header.
    """
    top = len(text) - len(text.lstrip())
    top = text.rfind("\n", 0, top) + 1
    known = label_at(text, top, line_end(text, top))
    if known and known.field != "text":
        return top
    at = find_next_header(text, 0)
    if at < len(text):
        lines = [line for line in text[top:at].split("\n") if line.strip()]
        return top if lines and all(foreign_label_at(line, 0, len(line)) for line in lines) else at
    return top if known else None


def find_next_header(text: str, start: int, openings: frozenset[str] = frozenset()) -> int:
    """Return the offset of the next whole header at or after `start`, or the end of the text.

    Only the lines of the header itself decide, none below them, so the text may arrive in pieces. `openings` are those
    of the file's first header.
    """
    resume = start
    for match in MAYBE_LABEL.finditer(text, start):
        at = match.end()
        label = label_at(text, at, line_end(text, at)) if at >= resume else None
        if not label:
            continue
        above = _scan_lines_above(text, at, start, openings)
        if label.field == "text" and not above.glued_field:
            continue
        is_whole, begins_at_glued, resume = _judge_candidate(text, at, above, openings)
        if is_whole:
            return above.glued_at if begins_at_glued else above.top
    return len(text)


def _judge_candidate(text: str, start: int, above: _LinesAbove, openings: frozenset[str]) -> _Verdict:
    """Decide whether the lines from the label at `start` on are a whole header."""
    candidate = _Candidate(text, start, above, openings)
    resume = start
    for top, stop, label in labelled_lines(text, start):
        # 1. A line without a label continues the value above it, up to a limit.
        if label is None:
            candidate.unlabelled_count += 1
            if candidate.unlabelled_count > MAX_VALUE_LINES:
                break
            continue
        # 2. A label may show that this is no header.
        if (resume_at := candidate.resume_if_ruled_out(label, top)) is not None:
            return _Verdict(False, False, resume_at)
        # 3. It may complete the header; `Text:` ends it in any case.
        candidate.add(label, stop)
        if candidate.is_whole(label, stop):
            return _Verdict(True, bool(candidate.glued_field), stop)
        if label.field == "text":
            return _Verdict(False, False, stop)
        resume = min(stop + 1, len(text))
    return _Verdict(False, False, resume)


class _Candidate:
    """Lines that may be a header: the fields found so far, and what makes the header whole or rules it out."""

    def __init__(self, text: str, start: int, above: _LinesAbove, openings: frozenset[str]) -> None:
        self.text, self.is_quoted = text, above.is_quoted
        self.glued_field = above.glued_field  # "" if there is none, or its field is repeated below
        self.known_fields: dict[str, int] = {}  # known field -> offset of the line below its label
        self.first_field = ""  # of the first label
        self.label_count = 0
        self.unlabelled_count = 0  # lines since the last label
        has_label_above = above.top < start or above.glued_field
        # Fields whose value may have several lines if they come first; None for any field.
        self.multiline_fields = None if has_label_above else {*_MULTILINE_FIELDS, *openings}

    def resume_if_ruled_out(self, label: Label, top: int) -> int | None:
        """Return where to search for another header if `label`, in the line at `top`, shows that this is no header.

        It does so if it repeats a field, or if the value above it is the first one and has several lines. Then the
        first label rather is a title or quoted, unless the file's headers begin with it or a label stands above it.
        """
        if label.field in self.known_fields and label.field != "category":
            return self.known_fields[label.field]
        is_first_multiline = self.label_count == 1 and self.unlabelled_count
        if is_first_multiline and self.multiline_fields is not None and self.first_field not in self.multiline_fields:
            return top
        return None

    def add(self, label: Label, stop: int) -> None:
        """Count a label; `stop` is the end of its line."""
        if label.field == self.glued_field and label.field != "category":
            self.glued_field = ""  # a repeated field: the glued label is rather quoted
        if label.field not in ("extra", "text"):
            self.known_fields[label.field] = min(stop + 1, len(self.text))
        self.first_field = self.first_field or label.field
        self.label_count += 1
        self.unlabelled_count = 0

    def is_whole(self, label: Label, stop: int) -> bool:
        """Return whether `label`, the last one, makes the header whole; `stop` is the end of its line."""
        count = len({*self.known_fields, self.glued_field} - {"", "extra"})
        if label.field != "text" or count >= _MIN_FIELDS:
            return count >= _MIN_FIELDS
        is_bare = not self.text[label.end : stop].strip(BLANK)
        return count > 0 and not self.is_quoted and (bool(self.known_fields) or is_bare)


def _scan_lines_above(text: str, at: int, start: int, openings: frozenset[str]) -> _LinesAbove:
    """Scan the lines above the label at `at`, upwards and not beyond `start`.

    Foreign labels belong to the header if they are openings or name an address. Others look the same as the last lines
    of a body (`Source: …`, `Photo: …`): they only belong to it below an opening.
    """
    top = line_below = at
    while line_below > start:
        stop = line_below - 1
        line = max(start, text.rfind("\n", start, stop) + 1)
        glued_at, glued_field, is_quoted = _glued_label(text, line, stop, openings)
        if glued_field or is_quoted:
            return _LinesAbove(top, glued_at, glued_field, is_quoted)
        label = foreign_label_at(text, line, stop) if line > start else None
        is_opening = label is not None and _is_opening(label, openings)
        if label is None or not (is_opening or is_metadata(label.printed)) or label_at(text, line, stop):
            break
        line_below = line
        top = line if is_opening else top
    return _LinesAbove(top, top, "", False)


def _is_opening(label: Label, openings: frozenset[str]) -> bool:
    """Return whether a header may begin with a foreign label."""
    return is_address(label.printed) or label.printed.casefold() in openings


def _glued_label(text: str, start: int, stop: int, openings: frozenset[str]) -> tuple[int, str, bool]:
    """Return the offset and the field of the label glued into a line, and whether the line quotes a label instead.

    The last label of the line is the glued one, as its value extends to the end of the line. The field is "" if there
    is none.
    """
    glued_at, field, has_quoted_label = stop, "", False
    word = re.compile(r"[^\W\d_]*").match(text, start, stop)
    word_end = word.end() if word else start  # the first word may itself be a foreign label
    for at, label in _labels_within(text, start, stop, openings):
        before = text[max(start, at - 2) : at]
        if before[-1] in _QUOTES and (not before[:-1].strip() or before[0] in _OPENING_BRACKETS):
            has_quoted_label = has_quoted_label or label.field != "extra"
        elif before[-1] == _BYTE_ORDER_MARK:
            glued_at, field = at - len(before) + len(before.rstrip(_BYTE_ORDER_MARK)), label.field
        elif _can_be_glued(before[-1], label, at < word_end):
            glued_at, field = at, label.field
    return glued_at, field, has_quoted_label and not field


def _labels_within(text: str, start: int, stop: int, openings: frozenset[str]) -> Iterator[tuple[int, Label]]:
    """Yield the offset and the label of each label inside a line, not at its start, that a header may begin with."""
    foreign = [re.escape(opening) for opening in sorted(openings) if not label_at(f"{opening}:", 0, len(opening) + 1)]
    pattern = "|".join([f"(?i){_KNOWN_LABEL_STARTS}", _ADDRESS_LABEL_STARTS, *foreign])
    for match in re.compile(pattern).finditer(text, start + 1, stop):
        at = match.start()
        label = label_at(text, at, stop) or foreign_label_at(text, at, stop, any_case=True)
        if label and (label.field != "extra" or _is_opening(label, openings)):
            yield at, label


def _can_be_glued(before: str, label: Label, in_first_word: bool) -> bool:
    """Return whether a label directly behind the character `before` is not just the end of a word.

    `in_first_word` is whether it begins inside the first word of its line, which may itself be a label (`Subtitle: …`).
    """
    if before.isspace() or before in _OPENING_BRACKETS or before in _JOINERS:
        return False
    if before.isalpha():
        return _can_follow_letter(before, label, in_first_word)
    return label.field != "extra" or not before.isalnum()


def _can_follow_letter(before: str, label: Label, in_first_word: bool) -> bool:
    """Return whether a label behind the letter `before` is not the end of a word, judged by its words and capitals."""
    has_several_words, has_capital = label.field in _MULTIWORD_FIELDS, label.printed[0].isupper()
    if in_first_word and not (has_several_words and has_capital):
        return False
    if label.field == "extra":
        return has_capital and before.islower()
    return has_several_words or (has_capital and not (before.isupper() and label.printed.isupper()))
