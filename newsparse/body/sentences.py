"""How sure we are that a sentence ends at a mark that nothing but quotes or brackets parts from the next word."""

from __future__ import annotations

import re
from functools import cache

from .candidates import TERMINATORS, Candidate
from .context import LEFT, RIGHT, Place, is_cased, is_initials, last_token, last_word
from .words import DAYS, LETTERED, MARKED_NAMES, MAY_END, REGIONS, SUFFIXES, TITLES, WEEKDAYS, WORDS_TOO

_SPEAKER = frozenset("I We You They He She It But And So".split())
_PLACES = ("US", "UK", "EU", "AI", "TV")  # endings of addresses that also begin sentences
# Compiled where they are used, by `re` itself: few bodies need them, and start-up counts.
_ADDRESS = r"(?i)@|://|\bwww\.|\w/\w+\.|\w\.\w+/|[#=]\w|(?-i:&[a-z])"
_AFTER_NAME = frozenset("to and or on said says is was has had did of for from with at by that which who but".split())
_PAIR = r"\d{1,4}/\d{1,4}|[A-Za-z-]+/[A-Za-z-]+"
_NUMBER = r"[\"'“‘(\[]*[A-Z]{0,3}[$£€¥]?\d[\d,.:;$£€¥]*(?:%|[a-zA-Z]{1,3})?[\"'”’)\]]*"


def is_plain(line: str, start: int, candidate: Candidate) -> float:
    """What `after_stop` says of the plainest damage: whole words around one stop, no colon near; else 0.

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


def after_stop(place: Place) -> float:
    """`on Thursday.Prior to`, `peace."The`, `conflicts?Francisco Leandro: I`."""
    body = place.left.rstrip(TERMINATORS)
    ends = place.left[len(body) :]
    token = last_token(body)
    if (confidence := _between_spaces(place, body, token, ends)) is not None:
        return confidence
    if place.turn and _may_speak(place.next_word, token):
        return 0.98
    if place.next_word[:1].isdecimal():
        return _before_digit(place, token, ends)
    if ends[0] in "。！？" and not body[-1].isascii():
        return 0.0  # Chinese and Japanese write no spaces
    if place.marks:
        return 0.97 if len(place.next_word) > 1 or place.right[1:2] == " " else 0.6
    if ends == ".":
        return _after_full_stop(place, token)
    if set(ends) <= set("!?！？。"):
        named = token.casefold() in MARKED_NAMES or (len(token) < 3 and token.isupper() and ends == "!")  # E!News
        return 0.6 if named and not place.strong_opener else 0.97
    # An ellipsis: the writer's own style as often as damage, where the same speaker goes on.
    if re.split(r"['’]", place.next_word)[0] in _SPEAKER:
        return 0.8
    return 0.95 if place.opener else 0.9 if len(place.next_word) > 2 else 0.6


def _between_spaces(place: Place, body: str, token: str, ends: str) -> float | None:
    """What the token before the stop says whatever follows: an address, a number with a slash, none; or nothing."""
    if not body:
        return 0.0
    if not token:  # on Thursday .Then
        named = (
            ends != "."
            or place.next_word.casefold() in SUFFIXES
            or not (is_cased(place.next_word) and place.next_word[0].isupper())
        )
        return 0.0 if named or not place.right[len(place.next_word) :] else 0.92
    if re.fullmatch(_PAIR, token) and ends == "." and _goes_on(place):
        return 0.94  # in 2005/06.After that, in and/or.The
    return 0.0 if re.search(_ADDRESS, token + ends + place.right.split(" ", 1)[0]) else None


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


def _after_full_stop(place: Place, token: str) -> float:
    """One full stop between two pieces of text."""
    word = token.lstrip("(\"'“‘[").casefold()
    if len(place.next_word) == 1 and not (place.opener and place.right[1:2] == " "):
        # M.A.S.K., Zafi.D; but: rule the market.S&P had, the best single.Q magazine
        alone = token.islower() and token.isalpha() and len(token) > 3 and re.match(r"[A-Z](?:&[A-Z])? \w", place.right)
        return 0.93 if alone else 0.0
    if is_initials(token):
        return _after_initials(place, token)
    goes_on = _goes_on(place)
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


def _goes_on(place: Place) -> bool:
    """Whether the right-hand piece begins with a word as sentences do."""
    after = place.right[len(place.next_word) :][:1]
    return after in (" ", ",", "'", "’") and (place.opener or place.next_word[1:2].islower())


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
    behind = before[0] if before else ","
    if token.isdecimal() and len(token) < 3 and not place.strong_opener and not behind[-1].isalnum():
        aged = behind[-1] == "," and "." not in behind and int(token) > 12 and _goes_on(place)  # Ames, 36.Mr
        if not (before and aged):
            return 0.0  # 1.Reed, 2.Maur; not: on May 24.Reed
    if not bare or bare.isdecimal():
        return 0.96  # 5%.The, (OSCE).The, COVID-19.The
    if bare[0].islower() and len(bare) > 1:
        return 0.99
    if len(token) == 2 and token.isupper() and token.isalpha() and token not in REGIONS and not place.opener:
        return 0.7  # ID.Buzz
    return 0.98 if place.opener or len(bare) > 2 else 0.93


def _is_dotted(place: Place, token: str) -> bool:
    """`Halo.Bungie.Org`: one word between two dots is rather part of an address than a sentence."""
    if re.fullmatch(r"[\w-]+\.[\w.-]*", place.right):
        return not re.search(r"[a-z]-[A-Z]\.", place.right)  # Malmo-U.S. trade
    return "." in token and not place.opener and token.rpartition(".")[2] not in SUFFIXES  # java.lang.String


def _is_brand(word: str, goes_on: str) -> bool:
    """Whether `AI`, `TV` or `UK` ends a name: `Character.AI to sell`, `Pluto.TV on`; not `Malmo.UK officials`."""
    following = goes_on.split(None, 1)[:1]
    return word not in ("US", "EU") and (not following or following[0] in _AFTER_NAME)


def _is_suffix(place: Place, token: str) -> bool:
    """`Yahoo.Com`, `ASP.NET`; not `tensions.US President`."""
    word, token = place.next_word, token.rstrip("\"'”’)]")
    if word.casefold() not in SUFFIXES or place.opener or (word in REGIONS and (token in REGIONS or token.isdecimal())):
        return False
    goes_on = place.right[len(word) :]
    if not word.isupper() and word in ("De", "Di") and re.match(" [A-Z][a-z]", goes_on):
        return False  # in the office.De Niro
    if not word.isupper():
        return not (token.islower() and "." not in token and goes_on[:1] == " " and goes_on[1:2].islower())
    return (
        "." in token
        or not token[-1:].islower()
        or (token[:1].isupper() and (word not in _PLACES or goes_on[:1] == "," or _is_brand(word, goes_on)))
    )
