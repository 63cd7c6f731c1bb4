"""Classify a segment of a byline: organization, person, several persons, job, location, degree or placeholder."""

from __future__ import annotations

import re

from ..header.labels import is_placeholder
from .words import (
    AGENCY_CODES,
    AGENCY_NAMES,
    ARABIC_ORGANIZATION_WORDS,
    ASIAN_OUTLET_ENDINGS,
    CHINESE_SURNAMES,
    DEGREES,
    FORMS_OF_ADDRESS,
    GIVEN_NAMES,
    JOB_LAST_WORDS,
    JOB_WORDS,
    LANDFORM_WORDS,
    LOCATIONS,
    NAME_PARTICLES,
    NAME_SUFFIXES,
    NO_AUTHOR_PHRASES,
    OFFICE_WORDS,
    ORGANIZATION_LAST_WORDS,
    ORGANIZATION_WORDS,
    OUTLET_LAST_WORDS,
    OUTLETS,
    PARTNERSHIP_WORDS,
    SUBJECT_WORDS,
    VIETNAMESE_SURNAMES,
)

_WEB_PATTERN = r"(?i)\w+://\S+|[\w-]+(?:\.[\w-]{2,})*\.[a-z]{2,6}(?:/\S*)?"
_NEWSPAPER_SURNAMES = frozenset(
    "bulletin courier daily globe herald journal mail page post press star sun times".split()
)
_JOB_PREPOSITIONS = ("of", "at", "for", "in", "on", "with", "de", "à", "en", "bei", "from")


def is_job_title(segment: str) -> bool:
    """Whether a segment consists of a job title: `Staff writer`, `chief political correspondent`."""
    words = segment.casefold().replace("-", " ").split()
    if len(words) > 2 and words[0] in JOB_LAST_WORDS and words[1] in ("of", "at", "in", "for"):
        return words[2] != "chief" or len(words) == 3  # Professor of Law; not Editor-in-Chief Lena Maur
    return (
        bool(words)
        and words[-1] in JOB_LAST_WORDS
        and all(word in JOB_WORDS or word in JOB_LAST_WORDS or word in ("and", "of", "the", "at") for word in words)
    )


def is_job_description(segment: str) -> bool:
    """Whether a segment after a name and a comma describes a job or an office: `research fellow at the university`.

    The word of an office may be a surname (Tom Dean), so a capitalized segment needs further words of jobs.
    """
    words = segment.casefold().replace("-", " ").split()
    index = next((index for index, word in enumerate(words[:6]) if _is_job_word(word)), -1)
    if index < 0 or (index and words[0] in GIVEN_NAMES):
        return False
    following = segment.replace("-", " ").split()[index + 1 :]
    if len(following) > 1 and is_person_name(following):
        return False  # reporter Lena Maur
    if segment[0].islower() or is_job_title(segment):
        return True
    before, after = words[:index], words[index + 1 :]
    if after and after[0] in _JOB_PREPOSITIONS:
        return True  # Senior Fellow at the House
    rest = [word for word in after if word not in ("and", "of", "the")]
    if all(
        word in JOB_WORDS or word in SUBJECT_WORDS or word in OFFICE_WORDS or word in JOB_LAST_WORDS
        for word in (*before, *rest)
    ):
        return True  # Vice President
    is_last = words[index] in JOB_LAST_WORDS and not after
    return is_last and (len(before) not in (0, 2) or is_location(" ".join(before)) or is_organization(" ".join(before)))


def _is_job_word(word: str) -> bool:
    return (
        word in JOB_LAST_WORDS
        or word in OFFICE_WORDS
        or (word[-1:] == "s" and (word[:-1] in JOB_LAST_WORDS or word[:-1] in OFFICE_WORDS))
    )


def is_organization(name: str) -> bool:
    """Whether a name is the name of an outlet, an agency, an institution or a desk."""
    folded = name.casefold()
    if is_web_address(name) or folded in OUTLETS or is_agency(name):
        return True
    words = folded.replace(",", " ").split()
    if has_newspaper_surname(words):
        return False
    if _has_organization_word(words) or (words and words[-1] in ("reporters", "correspondents", "editors")):
        return True
    if is_outlet_brand(name.split()):
        return True
    is_acronym = name.isupper() and 1 < len(name) < 5 and name.isalpha()
    if is_acronym or not AGENCY_CODES.isdisjoint(name.split()) or re.fullmatch(r"[A-Z]{1,3}&[A-Z]{1,3}", name):
        return True
    if (
        name[:1] > "\u05ff"
        and is_asian_script(name)
        and (name.endswith(ASIAN_OUTLET_ENDINGS) or words[0] in ARABIC_ORGANIZATION_WORDS)
    ):
        return True
    initials, _, job = name.partition(" ")  # HT Correspondent
    return (
        folded.startswith("the ")
        or is_job_title(name)
        or (len(initials) < 5 and initials.isupper() and is_job_title(job))
    )


def is_outlet_brand(words: list[str]) -> bool:
    """Whether words are the brand of an outlet: `ESPN Chicago`, `G1 São Paulo`, `OregonLive`.

    A brand consists of capitals and a town, contains a word of capitals and digits, or is one word in camel case.
    """
    if not words:
        return False
    if len(words) == 1 and words[0].isalpha():
        return bool(re.fullmatch(r"(?!Ma?c|De|Di|Du|La|Le|Van|Von|Fitz|St)[A-Z][a-z]{2,}[A-Z][a-z]{2,}", words[0]))
    if any(re.fullmatch(r"[A-Z]+\d+", word) for word in words):
        return True
    is_acronym = words[0].isalpha() and words[0].isascii() and words[0].isupper() and len(words[0]) > 2
    return is_acronym and is_location(" ".join(words[1:]))


def is_web_address(name: str) -> bool:
    """Whether a name is a URL or a domain name; `J.Ames` is not."""
    return "." in name and bool(re.fullmatch(_WEB_PATTERN, name)) and not re.fullmatch(r"(?:[A-Z]\.)+[A-Z]\w+", name)


def _has_organization_word(words: list[str]) -> bool:
    """Whether a word of a name marks an organization, with or without a full stop: `Acme Inc.`."""
    if not words:
        return False
    last = words[-1].strip(".")
    if not ORGANIZATION_WORDS.isdisjoint(words) or last in ORGANIZATION_WORDS or last in ORGANIZATION_LAST_WORDS:
        return True
    if len(words) > 1 and SUBJECT_WORDS.issuperset(words):
        return True  # Foreign Policy
    return last in PARTNERSHIP_WORDS and len(words) > 2 and words[-2] in ("&", "and")


def is_agency(name: str) -> bool:
    """Whether a name is a known news agency, or an outlet known by an acronym."""
    return (
        name in AGENCY_CODES
        or name.casefold() in AGENCY_NAMES
        or ((name.islower() or name.isupper()) and name.upper() in AGENCY_CODES)
    )


def is_asian_script(name: str) -> bool:
    """Whether a name begins with an Arabic, Chinese, Hebrew, Japanese or Korean letter.

    In these scripts a comma never separates a surname from a given name.
    """
    return "\u0590" <= name[:1] <= "\u06ff" or "\u2e80" <= name[:1] <= "\ud7ff"


def are_chinese_names(names: list[str]) -> bool:
    """Whether each name begins with a Chinese surname."""
    return all(name[0] in CHINESE_SURNAMES for name in names)


def has_no_author(segment: str) -> bool:
    """Whether a segment states that the author is unknown or missing; `Nan` is a name, `nan` a placeholder."""
    folded = segment.casefold().strip(" .:")
    if folded in NO_AUTHOR_PHRASES or folded in ("nan", "null"):
        return folded in NO_AUTHOR_PHRASES or segment.islower()
    return is_placeholder(segment) and not re.search(r"[,;&]|\sand\s", segment)


def has_newspaper_surname(words: list[str]) -> bool:
    """Whether words are a person's name whose surname is also a word of newspapers: `Anna Post`; not `Velsen Post`."""
    if (
        len(words) not in (2, 3)
        or words[-1] not in _NEWSPAPER_SURNAMES | ORGANIZATION_LAST_WORDS
        or words[0] not in GIVEN_NAMES
    ):
        return False
    return len(words) == 2 or len(words[1].strip(".")) == 1


def is_person_name(words: list[str]) -> bool:
    """Whether all words together can be a person's name.

    A name has two or more capitalized words, none of which marks an organization, a subject or a location.
    """
    folded = [word.casefold() for word in words]
    if (
        len(words) < 2
        or not SUBJECT_WORDS.isdisjoint(folded)
        or folded[-1] in LANDFORM_WORDS
        or is_location(" ".join(folded))
    ):
        return False
    if any(not word[0].isupper() and word not in NAME_PARTICLES and word[:2] not in ("d'", "d’") for word in words):
        return words[0][0] > "\u05ff"
    return not is_organization(" ".join(words))


def is_outlet_after_name(head: list[str], tail: list[str]) -> bool:
    """Whether `tail` is the outlet of the person `head`, without a separator: `Lena Maur BBC News`.

    A known outlet may follow any name, an unknown newspaper only a name that begins with a known given name.
    """
    if not is_person_name(head):
        return False
    folded = [word.casefold() for word in tail]
    if " ".join(folded) in OUTLETS or (len(tail) == 1 and folded[0] in AGENCY_NAMES):
        return True
    if tail[0] in AGENCY_CODES and (len(tail[0]) > 2 or not head[0].isupper()):
        return all(word in JOB_WORDS or word in ORGANIZATION_WORDS or word in SUBJECT_WORDS for word in folded[1:])
    is_newspaper = (
        folded[-1] in OUTLET_LAST_WORDS
        and folded[0] not in ("evening", "morning")
        and all(word[0].isupper() for word in tail)
    )
    return is_newspaper and len(tail) > 1 and head[0].casefold() in GIVEN_NAMES


def may_be_several_names(name: str) -> bool:
    """Whether a name could be the names of two persons without a separator: four or more capitalized words."""
    if is_asian_script(name):
        return _may_be_several_asian_names(name)
    words = name.split(",")[0].split()
    while len(words) > 1 and normalize(words[0]) in FORMS_OF_ADDRESS | OFFICE_WORDS | SUBJECT_WORDS:
        words = words[1:]
    while len(words) > 1 and normalize(words[-1]) in NAME_SUFFIXES:
        words = words[:-1]
    capitalized = [
        word
        for word in words
        if word[0].isupper() and word.casefold() not in NAME_PARTICLES and len(word.strip(".")) > 1
    ]
    if len(capitalized) < 4 or len(capitalized) != len(words) or '"' in name or "'" in name[:1]:
        return False
    is_surname = [word.casefold() in VIETNAMESE_SURNAMES for word in words]
    return not (len(words) == 4 and is_surname[0] and not any(is_surname[2:]))


def _may_be_several_asian_names(name: str) -> bool:
    """Whether a name contains a character that means `and` but may be part of a name: Arabic و, Chinese 和."""
    words = name.split()
    if any(word[0] == "و" and len(word) > 2 for word in words[2:]):
        return len(words) > 3
    return len(words) == 1 and len(name) > 4 and any(character in name[2:-2] for character in "和与與及")


def is_location(segment: str) -> bool:
    """Whether a segment is a city, state or country of the list of datelines, or several of them with commas."""
    return normalize(segment) in LOCATIONS or (
        "," in segment and all(normalize(town) in LOCATIONS for town in segment.split(","))
    )


def parse_location(segment: str) -> str | None:
    """Return the location in a segment, alone or after a preposition: `Beijing`, `in Velsen`, `à Paris`; else None."""
    first, _, rest = segment.partition(" ")
    if is_location(segment):
        return segment
    if first in ("in", "from", "à", "aus") and rest[:1].isupper():
        return rest
    return rest if first in ("en", "de", "em", "a", "da", "i") and is_location(rest) else None


def is_degree(segment: str) -> bool:
    """Whether a segment is an academic degree or an honour."""
    return normalize(segment) in DEGREES


def normalize(segment: str) -> str:
    """Fold the case of a segment and remove full stops and commas."""
    return segment.casefold().replace(".", "").replace(",", "").strip()
