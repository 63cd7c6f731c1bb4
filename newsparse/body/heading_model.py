"""How sure it is that a heading ends between two words: a small linear model of the words around.

The model sees only words: those of the piece that may be a heading, and three after it. The weights
are in joined.json, made by tests/support/train_joined.py from labelled places.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import exp

from .word_classes import CACHED_WORDS, class_of, data_of
from .words import BESIDE_NAMES, LETTERED, OPENERS

# What calibrates the model, by measurement: it is too careful before words that begin sentences, where no verb stands
# on the left, also before common nouns, and too sure before names.
_OPENED, _NOUN, _NAMED = 1.5, 0.5, -0.4
_FINITE = frozenset("DZM")
_IN_TITLES = frozenset("About And Down Of Off Or Out Over To Up".split())
_MONTHS = frozenset("January February March April May June July August September October November December".split())
_VERB_NEXT = frozenset(
    "to will would can could may might must should not more most very many often also always still continues".split()
)
_ADJECTIVES = ("-based", "-led", "-backed", "-born", "-owned", "-made", "-sized", "-style", "-aligned", "-listed")
_LEADS_ON = frozenset("VGDZMICTOQJ")  # classes of words that a name follows in the same sentence


def is_phrase(before: str, last: str, first: str, second: str) -> bool:
    """Whether a name is the object of a verb (`to visit Asia`) or stands beside its noun (`film producer Ames`)."""
    if first == "I" or first.endswith("day") or first in _MONTHS:
        return True
    beside = last.rpartition("-")[2] in BESIDE_NAMES
    if beside and second[0].isupper() and (first in ("The", "A", "No", "One") or first not in OPENERS):
        return True
    if (len(first) == 1 and last in LETTERED) or (first == "Chinese" and second.islower() and last.endswith("ed")):
        return True
    if first in _IN_TITLES and not last.islower():
        return True
    if (
        first[0].isdigit()
        or (class_of(first) not in "nN" and first != "Chinese" and not first.isupper())
        or (first in OPENERS and first != "Chinese")
    ):
        return False
    return last.islower() and (
        class_of(last) in _LEADS_ON or beside or before in _VERB_NEXT or last.endswith(_ADJECTIVES)
    )


def ends_in_stop(word: str) -> bool:
    """Whether a sentence or a part of one ends with `word`, inside quotes."""
    return word[-1] in "\"'”’)" and word.rstrip("\"'”’)")[-1:] in (".", "!", "?", ",", ";", ":")


def features(words: list[str], index: int) -> list[str]:
    """What the model knows of the place before `words[index]`."""
    left, right = words[:index], words[index : index + 3]
    inner, lows, tags, kinds = zip(*map(_properties, words[: index + 3]), strict=True)
    first, second = inner[index : index + 2]
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
    result.append(f"p2={lows[index - 2] if index > 1 else ''}")
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


@lru_cache(CACHED_WORDS)
def _properties(word: str) -> tuple[str, str, str, str]:
    """A word without the marks around it, the same in lower case, its class and its shape."""
    plain = bare(word)
    return plain, plain.casefold(), class_of(plain), kind(plain)


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


def certainty(words: list[str], index: int, glued: float = 0.0) -> float:
    """How sure it is that a heading ends before `words[index]`; `glued` is what speaks for it besides the words."""
    left = words[:index]
    (last, *_), (first, _, tag, _), (second, *_) = map(_properties, words[index - 1 : index + 2])
    if is_phrase(words[index - 2].casefold() if index > 1 else "", last, first, second):
        return 0.0
    if sum(word.count('"') for word in left) % 2 and words[index][0] != '"':
        return 0.0  # a quotation is open
    opens = first in OPENERS
    plain = second.islower() or second.isupper() or second == "Chinese" or second[0].isdigit()
    names = features(words, index)
    begins = opens or (tag == "N" and second.islower())
    bonus = (_OPENED if opens else _NOUN) if begins and plain and "v=-" in names else _NAMED
    confidence = probability(names, bonus + glued)
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

    weights: dict[str, float] = json.loads(data_of("joined.json"))
    return weights
