"""Where headers begin in a text, by offsets: the first one, and the next one inside a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..text.characters import BLANK
from .labels import Label, foreign_label_at, is_address, is_metadata, label_at
from .scanner import LONGEST_VALUE, MAYBE_LABEL, labelled_lines, line_end

_LEAST_LABELS = 3  # known labels that make a header without `Text:`
_WRAPPED = ("published_time", "title")  # fields that may begin a header even if their value has several lines
_SEVERAL_WORDS = ("published_time", "author_title", "author_description")  # no word of a text ends with these labels
# The words that known labels and addresses begin with, to search inside a line; compiled on use.
_WORDS = "published|title|categor|author"
_ADDRESS = r"(?:canonical|crawled|filename|guid|id|scraped|ur[il])\b"
_OPENING_BRACKETS = "([{<（［【「『《〈"
_JOINERS = "-–—/_&+@#"
_QUOTES = "\"'“”„‟‘’‚«»‹›＂"
_MARK = "\ufeff"


class _Above(NamedTuple):
    """The lines above a label: where foreign labels that belong to its header begin; the offset and field of a label
    glued to the line above them; and whether that line quotes a label."""

    top: int
    glued_at: int
    glued: str
    quoted: bool


class _Verdict(NamedTuple):
    """Whether lines are a whole header, whether a glued label above is its first one, and where to search on."""

    is_whole: bool
    is_glued: bool
    resume: int


def openings_among(labels: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return what the headers of a file begin with, from the field and the label of each value of one of them.

    These are the foreign labels above the first known label, in lower case, and the field of that label.
    """
    found = set[str]()
    for field, label in labels:
        if field != "extra":
            return frozenset({*found, field})
        found.add(label.casefold())
    return frozenset()


def first_header(text: str) -> int | None:
    """Return the offset of the first header, or None if there is none.

    It is the first line with any text, if that begins with a known label or only labelled lines stand between it and
    one; otherwise the first whole header.
    """
    top = len(text) - len(text.lstrip())
    top = text.rfind("\n", 0, top) + 1
    known = label_at(text, top, line_end(text, top))
    if known and known.field != "text":
        return top
    at = next_header(text, 0)
    if at < len(text):
        lines = [line for line in text[top:at].split("\n") if line.strip()]
        return top if lines and all(foreign_label_at(line, 0, len(line)) for line in lines) else at
    return top if known else None


def next_header(text: str, start: int, openings: frozenset[str] = frozenset()) -> int:
    """Return the offset of the next whole header at or after `start`, or the end of the text.

    Only the lines of the header itself decide, nothing below them, so the text may arrive in pieces. `openings` are
    those of the file's first header, as `openings_among` returns them.
    """
    searched = start
    for match in MAYBE_LABEL.finditer(text, start):
        at = match.end()
        label = label_at(text, at, line_end(text, at)) if at >= searched else None
        if not label:
            continue
        above = _above(text, at, start, openings)
        if label.field == "text" and not above.glued:
            continue
        is_whole, is_glued, searched = _judge(text, at, above, openings)
        if is_whole:
            return above.glued_at if is_glued else above.top
    return len(text)


def _judge(text: str, start: int, above: _Above, openings: frozenset[str]) -> _Verdict:
    """Decide whether the lines from `start` on can only be a header: `Text:` below a label, or three known labels."""
    candidate = _Candidate(text, start, above, openings)
    resume = start
    for top, stop, label in labelled_lines(text, start):
        # 1. A line without a label continues the value above it, up to a limit.
        if label is None:
            candidate.unlabelled += 1
            if candidate.unlabelled > LONGEST_VALUE:
                break
            continue
        # 2. A label may show that this is no header.
        retry = candidate.retry_at(label, top)
        if retry is not None:
            return _Verdict(False, False, retry)
        # 3. It may complete the header; `Text:` ends it in any case.
        candidate.add(label, stop)
        if candidate.is_whole(label, stop):
            return _Verdict(True, bool(candidate.glued), stop)
        if label.field == "text":
            return _Verdict(False, False, stop)
        resume = min(stop + 1, len(text))
    return _Verdict(False, False, resume)


class _Candidate:
    """Lines that may be a header: the known fields so far, and what completes the header or rules it out."""

    def __init__(self, text: str, start: int, above: _Above, openings: frozenset[str]) -> None:
        self.text, self.quoted = text, above.quoted
        self.glued = above.glued  # the field of a label glued to the line above, unless it is repeated
        self.known: dict[str, int] = {}  # fields, and where the line below their label begins
        self.first = ""  # the field of the first label
        self.labels = 0
        self.unlabelled = 0  # lines since the last label
        is_top = above.top == start and not above.glued
        self.may_wrap = {*_WRAPPED, *openings} if is_top else None  # first fields with several lines; None: any

    def retry_at(self, label: Label, top: int) -> int | None:
        """Return where to search for another header if `label`, in the line at `top`, shows that this is none.

        A field is repeated, or the first value has several lines: then it rather is a title or a quoted label, unless
        the file's headers begin with that field or foreign labels stand above it.
        """
        if label.field in self.known and label.field != "category":
            return self.known[label.field]
        is_wrapped = self.labels == 1 and self.unlabelled
        if is_wrapped and self.may_wrap is not None and self.first not in self.may_wrap:
            return top
        return None

    def add(self, label: Label, stop: int) -> None:
        """Count a label; `stop` is the end of its line."""
        name = label.field
        if name == self.glued and name != "category":
            self.glued = ""  # the glued label is rather quoted
        if name not in ("extra", "text"):
            self.known[name] = min(stop + 1, len(self.text))
        self.first = self.first or name
        self.labels += 1
        self.unlabelled = 0

    def is_whole(self, label: Label, stop: int) -> bool:
        """Return whether `label`, the last one, completes the header; `stop` is the end of its line."""
        count = len({*self.known, self.glued} - {"", "extra"})
        if label.field != "text" or count >= _LEAST_LABELS:
            return count >= _LEAST_LABELS
        is_bare = not self.text[label.end : stop].strip(BLANK)
        return count > 0 and not self.quoted and (bool(self.known) or is_bare)


def _above(text: str, at: int, start: int, openings: frozenset[str]) -> _Above:
    """Examine the lines above the label at `at`, not before `start`.

    Foreign labels belong to the header if the file's first header begins with them, or if they hold an address. All
    others look the same as the last lines of a body (`Source: …`, `Photo: …`).
    """
    top = climbed = at
    while climbed > start:
        line = max(start, text.rfind("\n", start, climbed - 1) + 1)
        glued_at, glued, quoted = _glued_label(text, line, climbed - 1, openings)
        if glued or quoted:
            return _Above(top, glued_at, glued, quoted)
        label = foreign_label_at(text, line, climbed - 1) if line > start else None
        is_opening = label is not None and _is_opening(label, openings)
        if label is None or not (is_opening or is_metadata(label.printed)) or label_at(text, line, climbed - 1):
            break
        climbed = line
        top = line if is_opening else top
    return _Above(top, top, "", False)


def _is_opening(label: Label, openings: frozenset[str]) -> bool:
    return is_address(label.printed) or label.printed.casefold() in openings


def _glued_label(text: str, start: int, stop: int, openings: frozenset[str]) -> tuple[int, str, bool]:
    """Return the offset and the field of a label that is glued to the end of another article, and whether the line
    quotes a label instead. It is the last label of the line, as a value extends to the line's end."""
    at, field, quoted = stop, "", False
    word = re.compile(r"[^\W\d_]*").match(text, start, stop)
    word_end = word.end() if word else start  # the first word may itself be a foreign label
    for begin, label in _labels_within(text, start, stop, openings):
        before = text[max(start, begin - 2) : begin]
        if before[-1] in _QUOTES and (not before[:-1].strip() or before[0] in _OPENING_BRACKETS):
            quoted = quoted or label.field != "extra"
        elif before[-1] == _MARK:
            at, field = begin - len(before) + len(before.rstrip(_MARK)), label.field
        elif _can_be_glued(before[-1], label, begin < word_end):
            at, field = begin, label.field
    return at, field, quoted and not field


def _labels_within(text: str, start: int, stop: int, openings: frozenset[str]) -> Iterator[tuple[int, Label]]:
    """Yield the labels inside a line, not at its beginning, that a header may begin with, and their offsets."""
    foreign = [re.escape(opening) for opening in sorted(openings) if not label_at(f"{opening}:", 0, len(opening) + 1)]
    pattern = "|".join([f"(?i){_WORDS}", _ADDRESS, *foreign])
    for match in re.compile(pattern).finditer(text, start + 1, stop):
        begin = match.start()
        label = label_at(text, begin, stop) or foreign_label_at(text, begin, stop, any_case=True)
        if label and (label.field != "extra" or _is_opening(label, openings)):
            yield begin, label


def _can_be_glued(before: str, label: Label, in_first_word: bool) -> bool:
    """Return whether a label can stand directly behind the character `before` without being part of a word.

    `in_first_word` is whether it begins inside the first word of its line, which may be a label (`Subtitle: …`).
    """
    if before.isspace() or before in _OPENING_BRACKETS or before in _JOINERS:
        return False
    if before.isalpha():
        return _can_follow_letter(before, label, in_first_word)
    return label.field != "extra" or not before.isalnum()


def _can_follow_letter(before: str, label: Label, in_first_word: bool) -> bool:
    has_several_words, has_capital = label.field in _SEVERAL_WORDS, label.printed[0].isupper()
    if in_first_word and not (has_several_words and has_capital):
        return False
    if label.field == "extra":
        return has_capital and before.islower()
    return has_several_words or (has_capital and not (before.isupper() and label.printed.isupper()))
