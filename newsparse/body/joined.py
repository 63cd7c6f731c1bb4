"""Headings that a plain space joins to the text after them: a small linear model of the words around.

The model sees only words: those of the piece that may be a heading, and three after it. A break
is made only where four words follow, so that a heading that has been cut off is read as it was
before. The weights are in joined.json, made by tests/train_joined.py from labelled places.
"""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache
from math import exp

from .decide import Decision
from .words import BESIDE_NAMES, NEVER_LAST, OPENERS, SPEECH

_LONGEST = 80  # characters of a heading
_MOST_WORDS = 10
_STOPS = ".:;!?…–—-"
_QUOTES = "\"'“‘”’)"
_AFTER = 4  # words that must follow
_NEAR = _LONGEST + 30  # characters that hold a heading and the word after it
HORIZON = 200  # characters after a block's beginning, beyond which nothing counts
_ALWAYS = 0.5  # less sure is not reported
# Words after which no heading ends, whatever follows: most capitals of a text stand behind one of these.
_NO_END = (
    NEVER_LAST
    | SPEECH
    | frozenset(
        """
    about after against all also although among are be being both but called can could did do does during each
    every few former including just like many may might most named near new not old one only other over president
    several should since so some such than then there these this those though through to together toward towards
    two under until upon when while who will with within without would & - – — mr mrs ms dr
    """.split()
    )
)


def joined_at(text: str, start: int, limit: int) -> Decision | None:
    """Where the block of `text` that begins at `start` is to be broken after a heading, if it is.

    `limit` is where the next break or line end may be: nothing beyond it is looked at.
    """
    # What most blocks do not pass, for the time it saves.
    near = text[start : min(limit, start + _NEAR)].split(None, _MOST_WORDS + 1)
    if len(near) > _MOST_WORDS + 1:
        near.pop()
    if not _MAY_HOLD.match("".join(map(_ROLES.__getitem__, near))):
        return None
    words = first_words(text, start, limit)
    for index in ends_of(words):
        confidence = certainty(words, index)
        if confidence >= _ALWAYS:
            return Decision(start_of(text, start, index), "N305", round(confidence, 2))
    return None


def first_words(text: str, start: int, limit: int) -> list[str]:
    """The first words of the block that begins at `start`, whole ones only."""
    stop = min(limit, start + HORIZON)
    words = text[start:stop].split(None, _MOST_WORDS + _AFTER)
    if len(words) > _MOST_WORDS + _AFTER or (stop < limit and words):
        words.pop()
    return words


def start_of(text: str, start: int, index: int) -> int:
    """The offset of the word `index`, counted from `start` on."""
    found = re.compile(rf"\s*(?:\S+\s+){{{index}}}").match(text, start)
    return found.end() if found else start


def ends_of(words: list[str]) -> list[int]:
    """How many words may be a heading: each index at which a capital, after what can end one, follows."""
    roles = "".join(map(_ROLES.__getitem__, words))
    found = _PAIR.search(roles)
    if found is None or not (words[0].lstrip("\"'“‘(")[:1].isupper() or words[0][0].isdigit()):
        return []
    most, stop = min(len(words) - _AFTER, _MOST_WORDS), roles.find("S")
    ends = []
    while found and (index := found.start() // 2 + 1) <= most and not 0 <= stop < found.start():
        if sum(map(len, words[:index])) + index - 1 > _LONGEST:
            break
        ends.append(index)
        found = _PAIR.search(roles, found.end())
    return ends


class _Roles(dict[str, str]):
    """What a word can be to a heading, two letters: at its end, and as the first word after it.

    S stops it, X ends none, U ends one before an opener, L before any capital; opener, capital, none.
    A table that fills itself: the same words begin most blocks.
    """

    def __missing__(self, word: str) -> str:
        end, last = word[-1], "U"
        if end in _STOPS or (end in _QUOTES and ends_in_stop(word)):
            last = "S"
        elif end == "," or word.casefold() in _NO_END:
            last = "X"
        elif word.islower() or not word[0].isupper():
            last = "L"
        first = "" if word[0].islower() else word.lstrip(_QUOTES)[:1]
        begins = first.isupper() or first.isdigit()
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[word] = role = last + ("n" if not begins else "o" if bare(word) in OPENERS else "c")
        return role


class _Words(dict[str, tuple[str, str, str, str]]):
    """A word without the marks around it, in lower case, its class and its shape; it fills itself too."""

    def __missing__(self, word: str) -> tuple[str, str, str, str]:
        plain = bare(word)
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[word] = known = plain, plain.casefold(), class_of(plain), kind(plain)
        return known


_MOST_KNOWN = 1 << 15  # words
_WORDS = _Words()
_ROLES = _Roles()
_PAIR = re.compile("L.(?=.[co])|U.(?=.o)")
_MAY_HOLD = re.compile(f"(?:[XUL].){{0,{_MOST_WORDS - 1}}}?(?:{_PAIR.pattern})")


def is_phrase(last: str, first: str, second: str) -> bool:
    """Whether a name is the object of a verb (`to visit Asia`) or stands beside its noun (`film producer Ames`)."""
    if first == "I" or first.endswith("day") or first in _MONTHS:
        return True
    beside = last.rpartition("-")[2] in BESIDE_NAMES
    if beside and first in ("The", "A", "No", "One") and second[0].isupper():
        return True
    if first in _IN_TITLES and not last.islower():
        return True
    if (
        first[0].isdigit()
        or (class_of(first) not in "nN" and first != "Chinese")
        or (first in OPENERS and first != "Chinese")
    ):
        return False
    return last.islower() and (class_of(last) in _LEADS_ON or beside)


def ends_in_stop(word: str) -> bool:
    """Whether a sentence or a part of one ends with `word`, inside quotes."""
    return word[-1] in "\"'”’)" and word.rstrip("\"'”’)")[-1:] in (".", "!", "?", ",", ";", ":")


def features(words: list[str], index: int) -> list[str]:
    """What the model knows of the place before `words[index]`."""
    left, right = words[:index], words[index : index + 3]
    inner, lows, tags, kinds = zip(*map(_WORDS.__getitem__, words[: index + 3]), strict=True)
    last, (first, second, third) = inner[index - 1], inner[index:]
    low, lt, lc = lows[index - 1], tags[index - 1], kinds[index - 1]
    (rt, t2, t3), (rc, r2, r3) = tags[index:], kinds[index:]
    opener = "o" if first in OPENERS else "."
    inner, tags = inner[:index], tags[:index]
    capitals = sum(word[:1].isupper() for word in inner[1:])
    verb = "v" if not _FINITE.isdisjoint(tags) else "-"
    named = rc in ("cap", "acr", "pos") and rt == "n"
    result = [
        "bias", f"n{min(index, 8)}", f"l={low}", f"ls={low[-3:]}", f"lc={lc}{opener}", f"r={first}", f"rs={first[-3:]}",
        f"rc={rc}", f"lc={lc}|rc={rc}|{r2}", f"r2={second if r2 == 'low' else r2}", f"r2c={rc}{r2}{r3}",
        f"fc={kinds[0]}{min(index, 3)}", f"c{min(capitals, 3)}{'=' if capitals == index - 1 else ''}{lc}",
        f"lt={lt}", f"lt={lt}|rt={rt}", f"rt={rt}|{t2}", f"rt={rt}|{t2}|{t3}", f"v={verb}", f"v={verb}|{opener}|{lt}",
        f"ft={tags[0]}", f"tt={''.join(tags[-2:])}|{rt}", f"named={named}{lt}{verb}",
        f"comma={right[0][-1] == ','}{right[1][-1] == ','}{opener}{r2}",
    ]  # fmt: skip
    if index <= 4:
        result.append(f"ts={''.join(tags)}")
    result += (f"w={low}" for low in lows[:index])
    if left[0][0] in "'‘" and left[-1][-1] in "'’":
        result.append("quoted" + opener)
    if any(word.endswith(",") for word in left):
        result.append("comma")
    if "&" in left or "vs." in left:
        result.append("and")
    if any(word in inner for word in (first, second) if word[0].isupper()):
        result.append("again")
    if right[0][0] in "\"“'‘":
        result.append("rq")
    return result


# What calibrates the model, by measurement: it is too careful before words that begin sentences, where no verb stands
# on the left, also before common nouns, and too sure before names.
_OPENED, _NOUN, _NAMED = 1.5, 0.5, -0.4
_FINITE = frozenset("DZM")
_IN_TITLES = frozenset("About And Down Of Off Or Out Over To Up".split())
_MONTHS = frozenset("January February March April May June July August September October November December".split())
_LEADS_ON = frozenset("VGDZMICTOQJ")  # classes of words that a name follows in the same sentence


def class_of(word: str) -> str:
    """The class of a word, one letter: as in tags.txt, where it is not there n for a name, else N."""
    if word[0].isdigit():
        return "#"
    tag = _lookup(word.casefold())
    return tag or ("n" if word[0].isupper() else "N")


@lru_cache(1 << 14)
def _lookup(word: str) -> str:
    """The letter that tags.txt gives to `word`, or "".

    A search by halves in the sorted text: taking the text apart would cost every start milliseconds.
    """
    lines, low = _tags(), 0
    high = len(lines)
    sought = word + " "
    while low < high:
        start = lines.rfind("\n", low, (low + high) // 2) + 1 or low
        stop = lines.index("\n", start)
        if lines.startswith(sought, start):
            return lines[stop - 1]
        if lines[start : stop - 1] < sought:
            low = stop + 1
        else:
            high = start
    return ""


@cache
def _tags() -> str:
    return _data("tags.txt")


def _data(name: str) -> str:
    # Not pathlib: it would cost the start of every command some milliseconds.
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def bare(word: str) -> str:
    """`word` without the marks around it."""
    return word.strip("\"'“”‘’(),?") or word


def kind(word: str) -> str:
    """The shape of a word."""
    if word.islower():
        return "low"
    if word[0].isdigit():
        return "num"
    if word.endswith(("'s", "’s")):
        return "pos"
    if word in OPENERS:
        return "op"
    if len(word) > 1 and word.isupper():
        return "acr"
    return "cap" if word[0].isupper() else "oth"


def certainty(words: list[str], index: int) -> float:
    """How sure it is that a heading ends before `words[index]`."""
    left = words[:index]
    (last, *_), (first, _, tag, _), (second, *_) = map(_WORDS.__getitem__, words[index - 1 : index + 2])
    if is_phrase(last, first, second):
        return 0.0
    opens = first in OPENERS
    plain = second.islower() or second.isupper() or second == "Chinese" or second[0].isdigit()
    names = features(words, index)
    begins = opens or (tag == "N" and second.islower())
    confidence = probability(names, (_OPENED if opens else _NOUN) if begins and plain and "v=-" in names else _NAMED)
    if left[0][0] in "'‘" and left[-1][-1] in "'’":
        return max(confidence, 0.95 if opens else 0.8)
    if index > 1 and (capitals := " ".join(left)).isupper() and len(capitals) > 11:
        return max(confidence, 0.95) if not words[index].isupper() or len(words[index]) == 1 else 0.0
    return confidence


def probability(names: list[str], bonus: float) -> float:
    """How sure the model is of a break at a place with these features; `bonus` is added to their weights."""
    weights = _weights()
    score = bonus + sum([weights[name] for name in names if name in weights])
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


@cache
def _weights() -> dict[str, float]:
    import json

    weights: dict[str, float] = json.loads(_data("joined.json"))
    return weights
