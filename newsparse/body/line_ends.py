"""Where a line ends wrongly: inside a sentence, or before the quote mark that closes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .candidates import TERMINATORS
from .quotes import Mark
from .words import LETTERED, LOWER_CAMEL, MAY_END, OPENERS, SPEECH, STRONG_OPENERS, TITLES

_LONGEST_SHORT = 9  # characters that hold an abbreviation
_AHEAD = 160  # characters after the break that are looked at
_BEHIND = 40
_MOST_ENTRIES = 20  # of a list
_SHORT = 36  # characters: what ends a shorter line is rather an entry of a list or a verse
_WORD = r"[^\W_]+(?:['’.-][^\W_]+)*"
_NUMBERED = frozenset("no nos p pp vol art fig sec op ch jan feb mar apr jun jul aug sep sept oct nov dec para".split())
_BEFORE_NAME = frozenset(
    "h.h h.e h.r.h h.m mr mrs ms dr prof gen lt col sgt"
    " capt cmdr adm rev hon sen rep gov pres st ft mt messrs maj brig supt".split()
)
# What follows the verb where the quotation was all that was said.
_WHERE = frozenset(
    ", in at on during when while after before as to via with by over monday tuesday wednesday thursday friday saturday"
    " sunday through from adding".split(" ")
)
_TAKES_OBJECT = frozenset("added asked wrote noted answered recalled".split())
_BEFORE_ANY = frozenset("vs v e.g i.e cf viz al".split())
_ABBREVIATED = _NUMBERED | _BEFORE_NAME | _BEFORE_ANY


# A number that is left alone on its line, or glued to a sentence: the heading that it counts is on the next one.
_NUMBER = (
    r"(?:\d{1,2}|[IVX]{2,4}|[VX])\.|.*[^\W\d_]{4}[.!?]?[\"”]?(?:(?<=[.!?\"”])(?:\d{1,2}|[IVX]{1,4})|(?<=[a-z])[1-9])\."
)
_RULE = r"([-–—_*=~+])\1{2,}"  # a row of one mark stands between pieces of text
# A line that only says who spoke.
_WHO = rf"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? (?:{'|'.join(sorted(SPEECH))})\.\s*"


class LineEdit(NamedTuple):
    """What is done at a line break: `gap` to `stop` is its white space, `at` the place that is reported.

    `marks` is how many quote marks after the gap belong before it; 0 joins the lines instead,
    with a space or, in an abbreviation, with nothing.
    """

    at: int
    gap: int
    stop: int
    marks: int
    between: str
    confidence: float


def line_edits(text: str, marks: list[Mark]) -> Iterator[LineEdit]:
    """What the line breaks of `text` need, from left to right."""
    moved = {mark.gap: mark for mark in marks if mark.moved and text[mark.at - 1].isspace()}
    slipped = {mark.at for mark in marks if mark.moved}
    ended = TERMINATORS + ",'’"  # a quotation that ends without a stop is too rare to be told from others
    edits = [_move(text, mark, slipped) for mark in moved.values() if text[mark.gap - 1] in ended]
    at, length = text.find("\n"), len(text)
    while at >= 0:
        gap, stop = at, at + 1
        while stop < length and text[stop].isspace():
            stop += 1
        while gap and text[gap - 1].isspace():
            gap -= 1
        if gap and stop < length and _is_suspect(text, gap, text[stop]) and gap not in moved:
            edit = _join(text, gap, stop)
            if edit:
                edits.append(edit)
        at = text.find("\n", stop)
    edits.sort()
    yield from edits


def _is_suspect(text: str, gap: int, following: str) -> bool:
    """Whether a line that ends at `gap` may end inside a sentence: a quick look that most lines do not pass."""
    if following.islower() or following in ";,":
        return True
    end = text[gap - 1]
    if end != ".":
        return end in '"”'
    head = text[max(0, gap - _LONGEST_SHORT) : gap - 1].rsplit(None, 1)
    if not head:
        return False
    word = head[-1].lstrip("(\"'“‘[")
    return len(word) < 2 or word[-1] in "IVX0123456789" or "." in word or word.casefold() in _ABBREVIATED


def _move(text: str, mark: Mark, slipped: set[int]) -> LineEdit:
    count = 1
    if text[mark.at : mark.at + 2] == "''":
        count = 2
    while mark.at + count in slipped and text[mark.at + count] in "\"'”’":
        count += 1
    return LineEdit(mark.at, mark.gap, mark.at, count, "", 0.97)


def _join(text: str, gap: int, stop: int) -> LineEdit | None:
    """The edit that takes the line break between `gap` and `stop` away, if it stands inside a sentence."""
    confidence, between = 0.0, " "
    end, right = text[gap - 1], text[stop : stop + _AHEAD].split("\n", 1)[0]
    left = text[max(0, gap - _BEHIND) : gap].rpartition("\n")[2]
    token = left.split()[-1].lstrip("(\"'“‘[")
    word = token.rstrip(".").casefold()
    first = re.match(_WORD, right)
    if re.fullmatch(_RULE, left.strip()):
        confidence = 0.0
    elif right[0] in ";," and end not in ";,":
        confidence, between = 0.93, ""
    elif re.fullmatch(_NUMBER, left.lstrip()):
        confidence = 0.93 if right[:2].istitle() or right[0] in '"“' else 0.0
    elif right[0].islower() and first and not _is_lower_name(right.split(None, 1)[0]):
        confidence = _before_lower(end, token, word)
        if end == "-" and left[-2:-1].isalnum():
            between = ""  # Malmo-⏎based
        if end.isalnum() and _is_entry(text, gap):
            confidence = min(confidence, 0.7)
        if end.isalnum() and len(left) < _SHORT and text[gap - len(left) - 1 : gap - len(left)] in ("\n", ""):
            confidence = min(confidence, 0.7)
    elif end == "." and len(token) > 1:
        confidence, between = _after_stop(left, token, word, right, first[0] if first else "")
    elif len(left) > 1 and end in '"”' and left.rstrip('"” ')[-1:] in ("?", "!", ",", "."):
        last = left.rstrip('"” ')[-1]
        confidence = (
            0.92 if re.fullmatch(_WHO, right) and last != "?" else attribution(right, last) if last != "." else 0.0
        )
    return LineEdit(gap, gap, stop, 0, between, confidence) if confidence >= 0.5 else None


def _is_lower_name(word: str) -> bool:
    """`easyJet`, `adidas`, an address: what begins a sentence in lower case."""
    plain = word.rstrip(".,:;!?\"'”’")
    return not plain.islower() or plain in LOWER_CAMEL or any(mark in plain for mark in "@/.")


def _is_entry(text: str, gap: int) -> bool:
    """Whether the line that ends at `gap` is an entry of a list, in small letters, below a line with a colon."""
    start = text.rfind("\n", 0, gap) + 1
    for _ in range(_MOST_ENTRIES):
        above = text[max(0, start - _AHEAD) : start].rstrip()
        if above.endswith(":") or not text[start : start + 1].islower():
            return above.endswith(":")
        start = text.rfind("\n", 0, max(0, start - 1)) + 1
    return False


def _before_lower(end: str, token: str, word: str) -> float:
    if end in ".…" and word not in MAY_END and word not in TITLES and word not in _BEFORE_ANY and "." not in token[:-1]:
        return 0.6 if end == "." and not token.endswith("..") else 0.0
    if end in "?!:;":
        return 0.7
    return 0.95 if end.isalnum() or end in ",.\"”'’)-–—" else 0.6


def _after_stop(left: str, token: str, word: str, right: str, first: str) -> tuple[float, str]:
    """`U.⏎S.`, `Feb.⏎22`, `Dr.⏎Maur`, `George W.⏎Ames`."""
    plain = first.casefold().rstrip(".")
    if word in _BEFORE_ANY:
        return 0.93, " "
    if word in _BEFORE_NAME and right[0].isupper() and first not in STRONG_OPENERS and plain and token[0].isupper():
        return 0.95, " "
    if re.fullmatch(r"(?:[^\W\d_]\.)+", token):
        if re.match(r"[A-Z]\.(?![a-z])", right) and len(token) < 5:
            return 0.96, ""
        if len(token) > 2 or first in OPENERS or not right[0].isupper() or len(first) < 2:
            return 0.0, " "
        before = left.split()[-2:-1]
        named = before and before[0][0].isupper() and before[0].isalpha() and before[0] not in LETTERED
        return (0.9 if named else 0.0), " "
    if right[0].isdecimal() and word in _NUMBERED:
        return 0.96, " "
    return 0.0, " "


def attribution(right: str, end: str) -> float:
    """How sure it is that what follows a quotation only says who spoke: `"…?"⏎Wang asked.`

    `end` is the mark before the closing quote.
    """
    sentence = re.split(r"[.!?:\"“”](?:\s|$)|\.(?=[A-Z\"“”'])", right, maxsplit=1)[0]
    words = sentence.replace(",", " ,").split()
    for index, word in enumerate(words[:20]):
        if word.rstrip(".,") in SPEECH and index >= 1:
            if end == "?" and word.startswith(("answer", "repl")):
                return 0.0
            named, after = words[:index], words[index + 1 : index + 2]
            if word in ("told", "tells"):
                if "that" in words[index : index + 9]:
                    return 0.0
            elif after and after[0].casefold() not in _WHERE and (named[0] in OPENERS or word in _TAKES_OBJECT):
                return 0.0
            if after and (after[0] == "that" or (word == "said" and after[0] not in _WHERE)):
                return 0.0
            if index <= 4 and all(x[0].isupper() or x in ("he", "she") for x in named):
                return 0.93 if end != "," else 0.95
            if "," in named and named.index(",") <= 4:
                return 0.92
            return 0.0
    return 0.0
