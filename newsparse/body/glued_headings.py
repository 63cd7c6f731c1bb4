"""How sure we are that a heading, a caption or a turn without a stop is glued to what follows it."""

from __future__ import annotations

import re

from .context import Place, Usage, last_word
from .heading_model import heading_confidence
from .word_classes import class_of, is_word
from .words import AGENCIES, LOWER_CAMEL, NAME_ENDS, NEVER_LAST, OPENERS, REGIONS, SPEECH

_GLUE = 7.6  # what the glue itself says for the end of a heading, beside the words (logarithm of the odds)


def _camel(place: Place, usage: Usage) -> float:
    """`counterattackIn two talks`; not `TikTok`, `McCarthy`, `iPhone`, `DocumentURL: …`."""
    word = last_word(place.left)
    if place.turn and len(word) > 2:
        return 0.0 if place.words == 1 and is_word(word.casefold()) else 0.98  # a label that has lost its space
    if place.credit:
        return 0.95 if _follows(place) or word in AGENCIES else 0.0  # not: Photo: GettyImages
    if place.inner:
        return 0.0  # MakeMyTrip
    if (word + place.next_word).casefold() in LOWER_CAMEL or (len(place.next_word) == 1 and not place.opener):
        return 0.0
    if place.next_word in REGIONS and len(word) > 4 and place.heading and place.right[2:3] == " ":
        return 0.95 if place.words > 1 or class_of(word) == "N" else 0.8
    return (
        _lower_camel(place, word) if word.islower() else max(_capital_camel(place, word, usage), _headed(place, usage))
    )


def _lower_camel(place: Place, word: str) -> float:
    """A word in small letters stands left, whole or what a name begins with."""
    if len(word) < 3:
        return 0.92 if place.heading and place.words > 2 and place.strong_opener and word not in NEVER_LAST else 0.0
    if word in NEVER_LAST or not word.isalpha():
        return 0.0
    known = is_word(word) or len(word) > 4  # not: lncRNA
    if place.opener:
        return 0.98 if known else 0.7
    if place.heading and place.right[len(place.next_word) :]:
        return (0.96 if place.words > 1 else 0.92) if known else 0.7
    return 0.9 if place.words > 1 and known else 0.7


def _capital_camel(place: Place, word: str, usage: Usage) -> float:
    """A name or the last word of a heading stands left: more has to speak for a break."""
    after = place.right[len(place.next_word) :]
    if len(word) < 3 or after[:1] not in ("", " ", ",", "-"):
        return 0.0
    if word in AGENCIES and place.strong_opener:
        return 0.95
    if place.strong_opener and len(place.next_word) > 1:
        if place.heading and place.words == 1:
            return 0.93 if len(word) > 5 and (after[:1] == "," or class_of(word) == "N") else 0.8
        return 0.95 if place.heading else 0.8
    if place.heading and place.words > 2 and (place.opener or _goes_on(after)):
        return 0.92 if usage.is_word(word) else 0.7
    return 0.0


def _follows(place: Place) -> bool:
    """Whether more than a word or two stands after the place."""
    following = place.right.split()[1:]
    return len(following) > 1 and any(word[0].islower() for word in following)


def lost_space(place: Place, line: str) -> float:
    """How sure it is that only a space is lost before a name: `He toldReuters`, `to theGuardian`."""
    word = last_word(place.left)
    if place.inner or len(place.next_word) < 4 or place.next_word in OPENERS or not place.next_word[1:].islower():
        return 0.0
    whole = place.left[-len(word) - 1 : -len(word)] == " "
    return 0.92 if whole and (word in ("the", "of", "and", "that") or (word in SPEECH and len(word) > 3)) else 0.0


def _goes_on(after: str) -> bool:
    """Whether another capitalized word follows, as in the name that begins a sentence."""
    return after[:1] == " " and after[1:2].isupper() and after[2:3].islower()


def _acronym(place: Place, usage: Usage) -> float:
    """`AFPHarder life`; not `NGOs`, `JPMorgan`."""
    if len(place.next_word) == 2 and (not place.opener or place.next_word in ("As", "Is", "Us")) and not place.credit:
        return 0.0
    if place.inner and not place.credit and not place.turn:
        return 0.0
    if place.credit or place.turn:
        return 0.96
    if place.strong_opener:
        return 0.93 if place.heading and place.next_word not in NAME_ENDS else 0.7
    if place.opener and place.heading and place.words > 2:
        return 0.7
    return _headed(place, usage) if last_word(place.left) in REGIONS else 0.0


def _headed(place: Place, usage: Usage) -> float:
    """How sure the model is that a heading ends here: `Gloomy FutureXu said that`, `of the UKBritish media are`."""
    words, following = place.left.split(), place.right.split()
    last, after = last_word(place.left), place.right[len(place.next_word) :]
    if not place.heading or not 1 < len(words) <= 10 or len(following) < 3 or words[-1].casefold() in NEVER_LAST:
        return 0.0
    if (len(last) < 4 and last not in REGIONS) or after[:1] not in (" ", ",", "'", "’") or place.opener:
        return 0.0  # McCartney, RailFreight.com, LinkedIn
    if last not in REGIONS and not _may_head(place, words, last, usage):
        return 0.0  # SimpliFares, BlackRock
    if len(place.next_word) < 5 and is_word(place.next_word.casefold()):
        return 0.0  # SpiceJet, FaceBook: two common words
    return min(0.95, round(heading_confidence(words + following, len(words), _GLUE), 2))


def _may_head(place: Place, words: list[str], last: str, usage: Usage) -> bool:
    """Whether `last` may end a heading: a name that stands elsewhere too, or the noun of a title in capitals."""
    if usage.is_word(last) and (class_of(last) == "n" or len(last) > 4):
        return True
    titled = all(word[0].isupper() for word in words) and words[0] not in OPENERS
    following = place.next_word.casefold()
    return titled and is_word(last.casefold()) and (not is_word(following) or class_of(following) in "IC")


def _digit(place: Place, usage: Usage) -> float:
    """`the G7As the`, `2022GT: What`; not `10MW`, `3D`."""
    if place.whole and place.left.strip().isdecimal():
        return 0.0  # a number at the beginning, such as a counter that has lost its space
    if place.turn and len(place.next_word) > 1:
        return 0.95
    if place.strong_opener and len(place.next_word) > 1:
        return 0.93
    if place.opener and len(place.next_word) > 1:
        return 0.6
    year = re.search(r"(?:^|\s)(?:19|20)\d\d\Z", place.left)
    good = year and len(place.next_word) > 3 and place.next_word[1:].islower() and place.right[len(place.next_word) :]
    return 0.92 if good else 0.0


def _bracket(place: Place, usage: Usage) -> float:
    """`(Photo: Xinhua)Serious situation`, `($1.2 billion)Its founder`."""
    if len(place.next_word) == 1 and not place.opener:
        return 0.0
    if place.left[-1] == "]" and not place.opener:
        return 0.0  # [S]ome: an editor's letter
    inside = place.left[place.left.rfind("(") :].strip("()")
    if inside.isalpha() and len(inside) < 4 and (len(inside) == 1 or not inside.isupper()):
        return 0.0  # (M)Otherhood, (Dis)Honesty
    if place.words <= 4 and not place.credit:
        return 0.6  # VELSEN (NPA)The: a dateline that has lost its space
    return 0.95


def after_quote(place: Place) -> tuple[float, int]:
    """`'First try'Xu`, `Photo: VCG"Throughout`; not `O'Rourke`. Also how many marks open."""
    mark, word = place.marks[-1:], last_word(place.left)
    if not mark or (len(place.next_word) == 1 and not place.opener):
        return 0.0, 0
    if mark in "'’":
        opened = re.search(r"(?:^|\s)['‘](?=\S)(?!.*\S['’](?:\W|\Z))", place.left)
        good = place.heading and opened and len(word) > 2 and word.casefold() not in NEVER_LAST
        return (0.92 if good else 0.0), 0
    if mark == "“" or (mark == '"' and place.left.count('"') % 2 == 0):
        return (0.92 if place.credit or place.heading else 0.6), 1
    return (0.93 if place.heading or place.credit else 0.6), 0


GLUED = {"camel": _camel, "acronym": _acronym, "digit": _digit, "bracket": _bracket}
