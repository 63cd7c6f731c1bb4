"""One name of a byline without what stands with it: a place, an outlet, a job, a degree."""

from __future__ import annotations

import re
from itertools import islice

from .classify import (
    are_chinese,
    is_agency,
    is_degree,
    is_eastern,
    is_organization,
    is_outlet_behind,
    is_personal,
    is_place,
    is_title,
)
from .words import BODIES, JOB_ENDS, JOBS, NOUNS, ORGANIZATION, ORGANIZATION_ENDS, OUTLETS

# Compiled where they are used, by `re` itself: start-up counts.
_WHERE = r"\s(?:(?:reports?|reporting|writes|writing)\s)?(?:in|from|aus|à)\s|\s(?:en|i|a|em|w)\s"
_FOR = (
    r"(?P<name>[^\s]+(?:\s[^\s]+)+?)\s+(?:[Ff]or\s+|(?i:special\s+to)\s+|of\s+(?=[Tt]he\s))"
    r"(?:[Tt]he\s)?(?P<outlet>[A-Z].*)"
)
_CHINESE_JOB = (
    r"(?:[\u4e00-\u9fff]{0,10}?(?:社|报|報|网|網|台|讯))?(?:特约|本报|本刊|见习|实习|首席|资深|高级|驻.{1,4})?"
    r"(?:记者|記者|通讯员|评论员|特派员|特约撰稿人|编辑)[\s:：]*"
)
_KOREAN_JOB = r"\s?(?:선임|수석|인턴|객원)?(?:기자|특파원|논설위원|칼럼니스트|위원)"
_JAPANESE_JOB = r"\s?(?:記者|编辑|編集委員|特派員|记者)"
_MANY = 40  # words; no name has so many, and each look at them costs
_BEFORE_JOBS = frozenset("本报 本刊 本社 本網 特约 首席".split())


def bared(part: str, listed: bool = False) -> tuple[str, str | None]:
    """A name without the place, the outlet or the job that stands with it; and the place."""
    part = part[3:] if part[:3].casefold() == "by " and " " in part[3:] else part  # Lena Maur, by Tom Okoro
    if is_title(part) or part.casefold() in OUTLETS:
        return part, None  # our own correspondent
    if is_eastern(part):
        return _bare_east(part), None
    name, location = _located(part)
    if location and not BODIES.isdisjoint(name.casefold().split()):
        return part, None  # the embassy in a country
    if name.startswith("the ") and re.match(r"the\s.*['’]s\s\S+\s", name):
        name = re.sub(r"^the\s.*?['’]s\s", "", name)  # the Post's Tom Reed
    if any(word in name.casefold() for word in ("for ", " of the", "special to")):
        name = _employed(name)
    words = name.split()
    words = _bare(_without_outlet(words)) if len(words) < _MANY else words
    for at in range(2, min(len(words), 5)):
        if is_outlet_behind(words[:at], words[at:]):
            words = words[:at]
            break
    if listed and len(words) > 3 and words[-1].casefold() in ORGANIZATION | ORGANIZATION_ENDS:
        words = words[:-2]
    return " ".join(words), location


def names_apart(piece: str) -> list[str]:
    """The names of a list that only spaces part, in Chinese or, before a job, Korean; else the piece whole."""
    words = piece.split()
    if len(words) < 2:
        return [piece]
    if all(re.fullmatch(r"[가-힣]{2,4}", word) for word in words) and re.fullmatch(_KOREAN_JOB, words[-1]):
        persons = [word for word in words if not is_organization(word) and not re.fullmatch(_KOREAN_JOB, word)]
        return persons or [piece]
    if not all(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word) for word in words):
        return [piece]
    words = [word for word in words if not re.fullmatch(_JAPANESE_JOB, word)]
    return words if are_chinese([word for word in words if not is_organization(word)]) else [piece]


def _bare_east(name: str) -> str:
    """A name in eastern letters without the outlet and the job that stand at it, often with nothing between."""
    if "\uac00" <= name[-1] <= "\ud7ff":
        name = re.sub(r"^\S+=\s*", "", name)
        match = re.fullmatch(rf"(.{{2,20}}?){_KOREAN_JOB}", name)
        return match[1] if match else name
    if name[-1] in "者辑輯員员" and (match := re.fullmatch(rf"(.{{2,9}}){_JAPANESE_JOB}", name)):
        return name if is_organization(match[1]) or match[1] in _BEFORE_JOBS else match[1]
    match = re.match(_CHINESE_JOB, name)
    return name[match.end() :] if match and len(name) > match.end() + 1 else name


def _located(part: str) -> tuple[str, str | None]:
    """A name, and the place where it is said to be: `Li Mei in Xi'an`, `Lena Maur reports from Velsen`."""
    if part.count(" ") < 2:
        return part, None
    for match in islice(re.finditer(_WHERE, part), 8):
        name, place = part[: match.start()], part[match.end() :].partition(" for ")[0]
        known = match[0].strip() in ("en", "i", "a", "em", "w")
        if place[:1].isupper() and (is_place(place) or (not known and (" " in name or match[0] == " in "))):
            return name, place
    return part, None


def _employed(name: str) -> str:
    """A name without whom it writes for; a body's name may hold `for` itself."""
    match = re.fullmatch(_FOR, name)
    if not match:
        return name
    head = match["name"]
    body = (
        is_title(head)
        or (is_organization(head) and not is_agency(head))
        or not BODIES.isdisjoint(head.casefold().split())
    )
    return name if body else head


def _without_outlet(words: list[str]) -> list[str]:
    """The words of a name without whose reporter it is (`Xinhua writer Li Mei`), or whose name behind it is in other
    letters (`TOM REED Associated Press`)."""
    for index in range(1, min(len(words) - 2, 5)):
        if words[index].casefold().rstrip("s") in JOB_ENDS and is_organization(" ".join(words[:index])):
            head = _bare(words[: index + 1])
            written = is_personal(head) and is_organization(" ".join(words[index + 1 :]))
            return head if written else words[index + 1 :]  # Lena Maur Staff Writer Northern Post
    if len(words) > 3 and words[0].isupper() and words[1].isupper() and words[2].istitle():
        return words[:2] if is_organization(" ".join(words[2:])) else words
    return words


def _bare(words: list[str]) -> list[str]:
    """The words of a name, without whole jobs before it, and jobs and degrees behind it.

    Words of jobs are surnames too (Head, Guest), so they go only with the job that they belong to, or are subjects.
    """
    words, job = _without_job(words), False
    while len(words) > 2 and not is_organization(" ".join(words[:2])):
        last = words[-1].casefold().strip(".")
        chief = last == "chief" and words[-2].casefold() == "bureau"
        if last in JOB_ENDS or chief:
            words, job = words[: -2 if chief else -1], True
            words = words[:-1] if len(words) > 2 and is_place(words[-1]) else words  # Velsen correspondent
        elif (last in JOBS and (job or last in NOUNS - ORGANIZATION)) or _is_degree_behind(words):
            words = words[:-1]
        else:
            break
    return words


def _without_job(words: list[str]) -> list[str]:
    """The words of a name without a whole job before it: `Chief Political Correspondent Lena Maur`."""
    low = [word.casefold() for word in words[:6]]
    for at in range(min(len(words) - 2, 6)):
        if low[at] in JOB_ENDS:
            behind = words[at + 1 :]
            body = behind[0].casefold() in ("of", "at", "for", "in") or is_organization(" ".join(behind))
            return words if body else behind
        if low[at] not in JOBS:
            break
    return words


def _is_degree_behind(words: list[str]) -> bool:
    """Whether a name ends in a degree that no comma parts from it; `Ma` and `Do` are names too."""
    last = words[-1].strip(".")
    return is_degree(last) and last not in ("MA", "DO") and not last.istitle() and not last.islower()
