"""Whose name a piece of a byline is: an organization's, a person's, several persons', or only that of a job."""

from __future__ import annotations

import re

from .byline_words import (
    AGENCIES,
    DEGREES,
    GIVEN,
    JOB_ENDS,
    JOBS,
    ORGANIZATION,
    ORGANIZATION_ENDS,
    OUTLETS,
    PARTICLES,
    PLACES,
)

WEB = r"(?i)\w+://\S+|(?:[\w-]+\.)+[a-z]{2,6}(?:/\S*)?"
_CALLED_TOO = frozenset("bulletin courier daily globe herald journal mail page post press star sun times".split())
_CHINESE_BODIES = "社报網网台局部室组團团"


def is_title(part: str) -> bool:
    """Whether a piece only tells a job: `Staff writer`, `chief political correspondent`."""
    words = part.casefold().replace("-", " ").split()
    if len(words) > 2 and words[0] in JOB_ENDS and words[1] in ("of", "at", "in", "for"):
        return True  # Professor of Law
    return (
        bool(words)
        and words[-1] in JOB_ENDS
        and all(word in JOBS or word in ("and", "of", "the", "at") for word in words)
    )


def is_organization(name: str) -> bool:
    """Whether a name is that of an outlet, an agency, a body or a desk."""
    low = name.casefold()
    if ("." in name and re.fullmatch(WEB, name)) or low in OUTLETS:
        return True
    words = low.split()
    if is_named_like_papers(words):
        return False
    if not ORGANIZATION.isdisjoint(words) or (words and words[-1] in ORGANIZATION_ENDS):
        return True
    if words and words[-1] in ("reporters", "correspondents", "editors"):
        return True
    if not AGENCIES.isdisjoint(name.split()) or re.fullmatch(r"[A-Z]{2,4}", name) or name.upper() in AGENCIES:
        return True
    if name[0] > "\u2e7f" and name[-1] in _CHINESE_BODIES:
        return True
    initials, _, job = name.partition(" ")  # HT Correspondent
    return low.startswith("the ") or is_title(name) or (len(initials) < 5 and initials.isupper() and is_title(job))


def is_named_like_papers(words: list[str]) -> bool:
    """Whether a person's surname is a word that papers are called by: `Anna Post`, `Li Sun`; not `Velsen Post`."""
    if len(words) not in (2, 3) or words[-1] not in _CALLED_TOO | ORGANIZATION_ENDS or words[0] not in GIVEN:
        return False
    return len(words) == 2 or len(words[1].strip(".")) == 1


def is_several(name: str) -> bool:
    """Whether a name could be those of two persons with nothing between: four words in capitals or more."""
    words = name.split(",")[0].split()
    plain = [
        word for word in words if word[0].isupper() and word.casefold() not in PARTICLES and len(word.strip(".")) > 1
    ]
    return len(plain) > 3 and len(plain) == len(words) and '"' not in name and "'" not in name[:1]


def is_place(part: str) -> bool:
    """Whether a piece names a city, a state or a country that datelines name."""
    return plain(part) in PLACES


def is_degree(part: str) -> bool:
    """Whether a piece is an academic degree or an honour."""
    return plain(part) in DEGREES


def plain(part: str) -> str:
    """`part` in small letters, without full stops and commas."""
    return part.casefold().replace(".", "").replace(",", "").strip()
