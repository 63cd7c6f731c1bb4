"""Whose name a piece of a byline is: an organization's, a person's, several persons', or only that of a job."""

from __future__ import annotations

import re

from ..header.labels import is_placeholder
from .words import (
    ADDRESSES,
    AGENCIES,
    ARABIC_BODIES,
    CHINESE,
    DEGREES,
    EAST_ENDS,
    GIVEN,
    JOB_ENDS,
    JOBS,
    LANDS,
    NAMED_AGENCIES,
    NOBODY,
    NOUNS,
    OFFICES,
    ORGANIZATION,
    ORGANIZATION_ENDS,
    OUTLET_ENDS,
    OUTLETS,
    PARTICLES,
    PARTNERS,
    PLACES,
    SUFFIXES,
    VIETNAMESE,
)

_WEB = r"(?i)\w+://\S+|[\w-]+(?:\.[\w-]{2,})*\.[a-z]{2,6}(?:/\S*)?"
_CALLED_TOO = frozenset("bulletin courier daily globe herald journal mail page post press star sun times".split())
_LINKS = ("of", "at", "for", "in", "on", "with", "de", "à", "en", "bei", "from")


def is_title(part: str) -> bool:
    """Whether a piece only tells a job: `Staff writer`, `chief political correspondent`."""
    words = part.casefold().replace("-", " ").split()
    if len(words) > 2 and words[0] in JOB_ENDS and words[1] in ("of", "at", "in", "for"):
        return words[2] != "chief" or len(words) == 3  # Professor of Law; not Editor-in-Chief Lena Maur
    return (
        bool(words)
        and words[-1] in JOB_ENDS
        and all(word in JOBS or word in JOB_ENDS or word in ("and", "of", "the", "at") for word in words)
    )


def is_job(part: str) -> bool:
    """Whether a piece behind a name and a comma tells a job, an office, or both: `research fellow at the university`.

    A surname may be that of an office (Tom Dean), so in capitals the words around it must be those of jobs too.
    """
    words = part.casefold().replace("-", " ").split()
    at = next((at for at, word in enumerate(words[:6]) if _is_job_word(word)), -1)
    if at < 0 or (at and words[0] in GIVEN):
        return False
    behind_it = part.replace("-", " ").split()[at + 1 :]
    if len(behind_it) > 1 and is_personal(behind_it):
        return False  # reporter Lena Maur
    if part[0].islower() or is_title(part):
        return True
    before, behind = words[:at], words[at + 1 :]
    if behind and behind[0] in _LINKS:
        return True  # Senior Fellow at the House
    rest = [word for word in behind if word not in ("and", "of", "the")]
    if all(word in JOBS or word in NOUNS or word in OFFICES or word in JOB_ENDS for word in (*before, *rest)):
        return True  # Vice President
    ends = words[at] in JOB_ENDS and not behind
    return ends and (len(before) not in (0, 2) or is_place(" ".join(before)) or is_organization(" ".join(before)))


def _is_job_word(word: str) -> bool:
    return word in JOB_ENDS or word in OFFICES or (word[-1:] == "s" and (word[:-1] in JOB_ENDS or word[:-1] in OFFICES))


def is_organization(name: str) -> bool:
    """Whether a name is that of an outlet, an agency, a body or a desk."""
    low = name.casefold()
    if is_web(name) or low in OUTLETS or is_agency(name):
        return True
    words = low.replace(",", " ").split()
    if is_named_like_papers(words):
        return False
    if _is_body(words) or (words and words[-1] in ("reporters", "correspondents", "editors")):
        return True
    if is_station(name.split()):
        return True
    letters = name.isupper() and 1 < len(name) < 5 and name.isalpha()
    if letters or not AGENCIES.isdisjoint(name.split()) or re.fullmatch(r"[A-Z]{1,3}&[A-Z]{1,3}", name):
        return True
    if name[:1] > "\u05ff" and is_eastern(name) and (name.endswith(EAST_ENDS) or words[0] in ARABIC_BODIES):
        return True
    initials, _, job = name.partition(" ")  # HT Correspondent
    return low.startswith("the ") or is_title(name) or (len(initials) < 5 and initials.isupper() and is_title(job))


def is_station(words: list[str]) -> bool:
    """Whether words are letters that an outlet is called by, before its town: `ESPN Chicago`, `G1 São Paulo`; or one
    word of two that are written together: `OregonLive`."""
    if not words:
        return False
    if len(words) == 1 and words[0].isalpha():
        return bool(re.fullmatch(r"(?!Ma?c|De|Di|Du|La|Le|Van|Von|Fitz|St)[A-Z][a-z]{2,}[A-Z][a-z]{2,}", words[0]))
    if any(re.fullmatch(r"[A-Z]+\d+", word) for word in words):
        return True
    letters = words[0].isalpha() and words[0].isascii() and words[0].isupper() and len(words[0]) > 2
    return letters and is_place(" ".join(words[1:]))


def is_web(name: str) -> bool:
    """Whether a name is an address of the web; `J.Ames` is none."""
    return "." in name and bool(re.fullmatch(_WEB, name)) and not re.fullmatch(r"(?:[A-Z]\.)+[A-Z]\w+", name)


def _is_body(words: list[str]) -> bool:
    """Whether a word makes the name a body's; `Acme Inc.` with its full stop too."""
    if not words:
        return False
    last = words[-1].strip(".")
    if not ORGANIZATION.isdisjoint(words) or last in ORGANIZATION or last in ORGANIZATION_ENDS:
        return True
    if len(words) > 1 and NOUNS.issuperset(words):
        return True  # Foreign Policy
    return last in PARTNERS and len(words) > 2 and words[-2] in ("&", "and")


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency, or of an outlet that is known by letters."""
    return (
        name in AGENCIES
        or name.casefold() in NAMED_AGENCIES
        or ((name.islower() or name.isupper()) and name.upper() in AGENCIES)
    )


def is_eastern(name: str) -> bool:
    """Whether a name is written in Arabic, Chinese, Hebrew, Japanese or Korean letters, where no comma turns it."""
    return "\u0590" <= name[:1] <= "\u06ff" or "\u2e80" <= name[:1] <= "\ud7ff"


def are_chinese(names: list[str]) -> bool:
    """Whether each of several names with spaces between begins with a Chinese surname."""
    return all(name[0] in CHINESE for name in names)


def is_nobody(part: str) -> bool:
    """Whether a piece only says that no author is told; `Nan` is a name, `nan` a placeholder."""
    low = part.casefold().strip(" .:")
    if low in NOBODY or low in ("nan", "null"):
        return low in NOBODY or part.islower()
    return is_placeholder(part) and not re.search(r"[,;&]|\sand\s", part)


def is_named_like_papers(words: list[str]) -> bool:
    """Whether a person's surname is a word that papers are called by: `Anna Post`, `Li Sun`; not `Velsen Post`."""
    if len(words) not in (2, 3) or words[-1] not in _CALLED_TOO | ORGANIZATION_ENDS or words[0] not in GIVEN:
        return False
    return len(words) == 2 or len(words[1].strip(".")) == 1


def is_personal(words: list[str]) -> bool:
    """Whether words can be a person's name, whole: two or more, in capitals, none of them a body's or a subject's."""
    low = [word.casefold() for word in words]
    if len(words) < 2 or not NOUNS.isdisjoint(low) or low[-1] in LANDS or is_place(" ".join(low)):
        return False
    if any(not word[0].isupper() and word not in PARTICLES and word[:2] not in ("d'", "d’") for word in words):
        return words[0][0] > "\u05ff"
    return not is_organization(" ".join(words))


def is_outlet_behind(head: list[str], tail: list[str]) -> bool:
    """Whether `tail` is the outlet of the person whom `head` names, with nothing between: `Lena Maur BBC News`.

    Letters and names that are known say so; an unknown paper does only behind a given name.
    """
    if not is_personal(head):
        return False
    low = [word.casefold() for word in tail]
    if " ".join(low) in OUTLETS or (len(tail) == 1 and low[0] in NAMED_AGENCIES):
        return True
    if tail[0] in AGENCIES and (len(tail[0]) > 2 or not head[0].isupper()):
        return all(word in JOBS or word in ORGANIZATION or word in NOUNS for word in low[1:])
    paper = low[-1] in OUTLET_ENDS and low[0] not in ("evening", "morning") and all(word[0].isupper() for word in tail)
    return paper and len(tail) > 1 and head[0].casefold() in GIVEN


def is_several(name: str) -> bool:
    """Whether a name could be those of two persons with nothing between: four words in capitals or more."""
    if is_eastern(name):
        return _is_several_east(name)
    words = name.split(",")[0].split()
    while len(words) > 1 and plain(words[0]) in ADDRESSES | OFFICES | NOUNS:
        words = words[1:]
    while len(words) > 1 and plain(words[-1]) in SUFFIXES:
        words = words[:-1]
    full = [
        word for word in words if word[0].isupper() and word.casefold() not in PARTICLES and len(word.strip(".")) > 1
    ]
    if len(full) < 4 or len(full) != len(words) or '"' in name or "'" in name[:1]:
        return False
    family = [word.casefold() in VIETNAMESE for word in words]
    return not (len(words) == 4 and family[0] and not any(family[2:]))


def _is_several_east(name: str) -> bool:
    """Whether a name holds a word for `and` that may also be a letter of it: Arabic و, Chinese 和."""
    words = name.split()
    if any(word[0] == "و" and len(word) > 2 for word in words[2:]):
        return len(words) > 3
    return len(words) == 1 and len(name) > 4 and any(sign in name[2:-2] for sign in "和与與及")


def is_place(part: str) -> bool:
    """Whether a piece names a city, a state or a country that datelines name."""
    return plain(part) in PLACES or ("," in part and all(plain(town) in PLACES for town in part.split(",")))


def place_in(part: str) -> str | None:
    """The place that a piece tells alone or behind a preposition: `Beijing`, `in Velsen`, `à Paris`."""
    first, _, rest = part.partition(" ")
    if is_place(part):
        return part
    if first in ("in", "from", "à", "aus") and rest[:1].isupper():
        return rest
    return rest if first in ("en", "de", "em", "a", "da", "i") and is_place(rest) else None


def is_degree(part: str) -> bool:
    """Whether a piece is an academic degree or an honour."""
    return plain(part) in DEGREES


def plain(part: str) -> str:
    """`part` in small letters, without full stops and commas."""
    return part.casefold().replace(".", "").replace(",", "").strip()
