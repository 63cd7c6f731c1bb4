"""How sure we are that a candidate is damage: rules on the words and the shapes on both sides.

What stands left of a candidate counts from the last break on, what stands right of it counts up
to the next candidate. So a decision is the same before and after the other breaks are made.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from typing import NamedTuple

from .candidates import TERMINATORS, Candidate
from .context import LEFT, RIGHT, Place, Usage, is_cased, is_initials, last_token, last_word, place_of
from .glued import GLUED, after_quote
from .lines import attribution
from .words import (
    DAYS,
    LETTERED,
    MARKED_NAMES,
    MAY_END,
    REGIONS,
    SUFFIXES,
    TITLES,
    WEEKDAYS,
    WORDS_TOO,
)

SURE = 0.9  # what `safe` repair applies

_SPEAKER = frozenset("I We You They He She It But And So".split())
SPACE = "N309"
_AHEAD = 160  # characters
_PLACES = ("US", "UK", "EU", "AI", "TV")  # endings of addresses that also begin sentences
# Compiled where they are used, by `re` itself: few bodies need them, and start-up counts.
_ADDRESS = r"(?i)@|://|\bwww\.|\w/\w+\.|\w\.\w+/|[#=]\w|(?-i:&[a-z])"
_NUMBER = r"[\"'“‘(\[]*[A-Z]{0,3}[$£€¥]?\d[\d,.:;$£€¥]*(?:%|[a-zA-Z]{1,3})?[\"'”’)\]]*"


class Decision(NamedTuple):
    """A break before the character at `at` of the line, why (a code), and how sure that is."""

    at: int
    code: str
    confidence: float


def decide(
    line: str, start: int, candidate: Candidate, limit: int, usage: Usage, opening: Set[int] = frozenset()
) -> Decision | None:
    """Whether `line`, in which a block begins at `start`, is to be broken at `candidate`.

    `limit` is where the next candidate stands. None where there is no damage.
    """
    if candidate.shape == "sentence" and (confidence := _plain(line, start, candidate)):
        return Decision(candidate.right, "N301", confidence)
    place = place_of(line, start, candidate, limit)
    if not place.left:
        return None
    at = candidate.right
    if candidate.shape == "sentence" and (confidence := _only_space(line, place, candidate)):
        return Decision(at, SPACE, confidence)
    if candidate.shape == "sentence":
        confidence = _sentence(place)
        at -= _opening_marks(place, candidate.right, opening)
    elif candidate.shape == "quote":
        confidence, count = after_quote(place)
        at -= count
    else:
        named = not place.credit and not place.strong_opener and usage.is_name(line, candidate)
        confidence = 0.0 if named else GLUED[candidate.shape](place, usage)
    return Decision(at, _code(candidate, place), confidence) if confidence >= 0.5 else None


def _code(candidate: Candidate, place: Place) -> str:
    if place.turn:
        return "N304"
    if candidate.shape == "sentence":
        return "N301"
    return "N303" if place.credit else "N302"


def _only_space(text: str, place: Place, candidate: Candidate) -> float:
    """How sure it is that the pieces belong together: `2.Messy rooms`, `"… why?"Reed asked`."""
    if place.whole and not place.marks and re.fullmatch(r"\d{1,2}\.", place.left):
        return 0.92 if place.next_word[1:].islower() else 0.0
    if place.marks and place.marks[-1] in '"”' and place.left[-1] in "?!" and len(place.marks) == 1:
        right = text[candidate.right : candidate.right + _AHEAD].split("\n", 1)[0]
        return attribution(right, place.left[-1]) if right else 0.0
    return 0.0


# --- sentences -------------------------------------------------------------------------------


def _plain(line: str, start: int, candidate: Candidate) -> float:
    """What `_sentence` says of the plainest damage: whole words around one stop, no colon near; else 0.

    Three of four candidates are such, and this takes a fraction of the time.
    """
    _, left, right = candidate
    space = line.rfind(" ", max(start, left - LEFT), left)
    if left != right or space < 0 or line[left - 1] != ".":
        return 0.0
    token = line[space + 1 : left - 1]
    following = _next_word().match(line, right)
    if not following or len(token) < 4 or not token.isalpha() or not token.isascii() or not token[1:].islower():
        return 0.0
    low, word = token.casefold(), following[1].casefold()
    if low in TITLES or low in MAY_END or word in SUFFIXES:
        return 0.0
    if line.find(":", right, right + RIGHT) >= 0 or line.find("：", right, right + RIGHT) >= 0:
        return 0.0
    return 0.99 if token[0].islower() else 0.98


@cache
def _next_word() -> re.Pattern[str]:
    return re.compile("([A-Z][a-z]+) [A-Za-z]")


def _sentence(place: Place) -> float:
    """`on Thursday.Prior to`, `peace."The`, `conflicts?Francisco Leandro: I`."""
    body = place.left.rstrip(TERMINATORS)
    ends = place.left[len(body) :]
    token = last_token(body)
    if body and not token and ends == "." and is_cased(place.next_word) and place.next_word.casefold() not in SUFFIXES:
        return 0.92 if place.right[len(place.next_word) :] else 0.0  # on Thursday .Then
    if not body or not token or re.search(_ADDRESS, token + ends + place.right.split(" ", 1)[0]):
        return 0.0
    if place.turn and _may_speak(place.next_word, token):
        return 0.98
    if place.next_word[:1].isdecimal():
        return _before_digit(place, token, ends)
    if ends[0] in "。！？" and not body[-1].isascii():
        return 0.0  # Chinese and Japanese write no spaces
    if place.marks:
        return 0.97 if len(place.next_word) > 1 or place.opener else 0.6
    if ends == ".":
        return _after_stop(place, token)
    if set(ends) <= set("!?！？。"):
        return 0.6 if token.casefold() in MARKED_NAMES and not place.strong_opener else 0.97
    # An ellipsis: the writer's own style as often as damage, where the same speaker goes on.
    if re.split(r"['’]", place.next_word)[0] in _SPEAKER:
        return 0.8
    return 0.95 if place.opener else 0.9 if len(place.next_word) > 2 else 0.6


def _may_speak(name: str, token: str) -> bool:
    """Whether `name`, with a colon after it, may begin a turn after `token`: `it?Anna Bell: I`, `Ames Jr.NP: What`."""
    if not name[:1].isupper():
        return False
    return is_cased(token.rstrip("\"'”’)]")) or (name.isupper() and len(name) > 1)


def _before_digit(place: Place, token: str, ends: str) -> float:
    """`the meeting.2022 will`; not `No.1`, `p.5`, `v2.10`, `1.5`."""
    word = token.casefold().lstrip("(\"'“‘")
    if place.marks:
        return 0.92 if place.marks[-1] not in ")]" and place.right[:1].isdecimal() else 0.6
    if ends == "." and len(word) > 3 and word.isalpha() and re.match(r"\d{1,2}\.(?:\s|\Z)", place.right):
        return 0.92  # in recent years.2. Messy
    if ends == "." and (word in TITLES or word in MAY_END or len(word) < 4 or not word.isalpha()):
        return 0.0
    return 0.9 if re.match(r"\d+(?:,\d+)*\s", place.right) else 0.5


def _after_stop(place: Place, token: str) -> float:
    """One full stop between two pieces of text."""
    word = token.lstrip("(\"'“‘[").casefold()
    if len(place.next_word) == 1 and not (place.opener and place.right[1:2] == " "):
        return 0.0  # M.A.S.K., Zafi.D
    if is_initials(token):
        return _after_initials(place, token)
    goes_on = place.right[len(place.next_word) :][:1] in (" ", ",") and (place.opener or is_cased(place.next_word))
    if "." in token and re.fullmatch(_NUMBER, token):
        return 0.94 if goes_on else 0.0  # at $44.45.The, in 1:53.61.Ames; not: 2.0.B
    if word in TITLES or _is_suffix(place, token):
        return _after_title(place, word, token)
    if word in MAY_END:
        return 0.95 if place.opener else 0.0
    if "." in token.strip(".") and not is_cased(token.rpartition(".")[2]):
        # A part of an abbreviation; but: head of Deep.AI.Reed said
        return 0.93 if goes_on and token.rpartition(".")[2] in _PLACES else 0.0
    return _after_word(place, token)


def _after_title(place: Place, word: str, token: str) -> float:
    """`on Oct.The`, `said Sun.Malmo`, `a photo op.To begin with`; not `Mr.Smith`, `Fig.One`."""
    if (word in DAYS or (token.isupper() and len(token) > 2)) and place.strong_opener:
        return 0.93  # on Oct.The, by the SEC.The
    goes_on = place.right[len(place.next_word) :][:2]
    if word in WORDS_TOO and place.opener and place.next_word != "One":
        return 0.92 if goes_on[:1] == " " and goes_on[1:].islower() else 0.0
    before = place.left.split()[-2:-1]
    weekday = word in WEEKDAYS and before and before[0].islower() and is_cased(place.next_word)
    return 0.9 if weekday and goes_on[:1] == " " else 0.0


def _after_initials(place: Place, token: str) -> float:
    """`U.S.Congress`, `J.K.Rowling`; but: the `U.S.The`, `Group H.Reed`."""
    before = place.left.split()[-2:-1]
    if len(token) == 1 and before and before[0] in LETTERED and len(place.next_word) > 1:
        return 0.93
    return 0.93 if place.strong_opener and len(place.next_word) > 1 and place.right[len(place.next_word) :] else 0.0


def _after_word(place: Place, token: str) -> float:
    """A word that is no abbreviation stands before the stop."""
    bare = last_word(token)
    if _is_dotted(place, token):
        return 0.4
    before = place.left.split()[-2:-1]
    if token.isdecimal() and len(token) < 3 and not place.strong_opener and not (before and before[0][-1].isalnum()):
        return 0.0  # 1.Reed, 2.Maur; not: on May 24.Reed
    if not bare or bare.isdecimal():
        return 0.96  # 5%.The, (OSCE).The, COVID-19.The
    if bare[0].islower() and len(bare) > 1:
        return 0.99
    return 0.98 if place.opener or len(bare) > 2 else 0.93


def _is_dotted(place: Place, token: str) -> bool:
    """`Halo.Bungie.Org`: one word between two dots is rather part of an address than a sentence."""
    if re.fullmatch(r"[\w-]+\.[\w.-]*", place.right):
        return not re.search(r"[a-z]-[A-Z]\.", place.right)  # Malmo-U.S. trade
    return "." in token and not place.opener and token.rpartition(".")[2] not in SUFFIXES  # java.lang.String


def _is_suffix(place: Place, token: str) -> bool:
    """`Yahoo.Com`, `ASP.NET`; not `tensions.US President`."""
    word, token = place.next_word, token.rstrip("\"'”’)]")
    if word.casefold() not in SUFFIXES or place.opener or (word in REGIONS and (token in REGIONS or token.isdecimal())):
        return False
    goes_on = place.right[len(word) :]
    if not word.isupper():
        return not (token.islower() and "." not in token and goes_on[:1] == " " and goes_on[1:2].islower())
    return (
        "." in token
        or not token[-1:].islower()
        or (token[:1].isupper() and (word not in _PLACES or goes_on[:1] == ","))
    )


def _opening_marks(place: Place, right: int, opening: Set[int]) -> int:
    """How many of the marks between belong to the right-hand piece, which begins at `right`."""
    marks = place.marks
    for count, mark in enumerate(reversed(marks)):
        if mark in "“‘([«":
            continue
        if mark == '"' and marks.count(mark) == 1:
            return count + (right - count - 1 in opening)
        if mark in "”’)]»" or not _opens(place, marks[: len(marks) - count]):
            return count
        return count + 1
    return len(marks)


def _opens(place: Place, marks: str) -> bool:
    """Whether the straight quote at the end of `marks` opens a quotation.

    It does unless one is open: the nearest quote before it that can only open or only close tells;
    without one, the nearest after it; without any, it opens.
    """
    mark = marks[-1]
    if mark in marks[:-1]:
        return True  # two together: one closes, one opens
    text = place.left
    at = len(text)
    while (at := text.rfind(mark, 0, at)) >= 0:
        before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
        opening = (before.isspace() or before in "([—–-“‘\"'") and not after.isspace() and after != ""
        closing = not before.isspace() and not after.isalnum()
        if mark == "'" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        if opening != closing:
            return not opening
    after_mark = re.search(rf"(?<=\S){mark}(?=[\s,.;:)]|\Z)|(?:(?<=\s)|\A){mark}(?=\S)", place.right)
    return after_mark is None or not re.match(r"\S", place.right[after_mark.end() :]) or after_mark.start() == 0
