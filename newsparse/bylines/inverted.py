"""Names that are printed with the surname first and a comma."""

from __future__ import annotations

import re

from .classify import (
    is_agency,
    is_degree,
    is_eastern,
    is_job,
    is_nobody,
    is_organization,
    is_place,
    is_station,
    is_web,
    plain,
)
from .words import GIVEN, ORGANIZATION, SUFFIXES

# Compiled where they are used, by `re` itself: start-up counts.
# Words for `and` of one letter, and those that are names too, part names only where two words follow.
# Of a run of spaces only the first may begin a sign: from the others nothing else can be found.
_ONCE = r"(?!(?<=\s)\s)"
AND = _ONCE + (
    r"\s*(?:,\s*)?(?:\s(?:[Aa][Nn][Dd]|in conversation with|und|[Ww]ith|avec|mit|con)\s"
    r"|\s&\s|\s[-–—+•·*]\s|\s[-–](?=[^\W\d_]\S*\s\w)|\s?—\s?"
    r"|/|、|\s(?:et|y|e|og|och|en|и|i|та|і|és|ve|ja|și|dan|và|και|и|و)\s(?=\S+\s\S|[A-Z]{2,5}\b|[Aa]g[eê]n[ctz])"
    r"|(?<=\w\w)\sa\s(?=[^\W\da-z_]\S*\s[^\W\da-z_]))\s*"
)
_SHORT = r"[^\W\d_][\w.'’-]*(?:\s[A-Z]\.?)*"  # a given name, with initials or without
_INITIALS = r"(?:[A-Z]\.?[\s-]?){1,3}"


def turned_names(piece: str) -> list[str]:
    """The names of `Last, First`, one or several, the given names first; none if it is a list of another kind.

    >>> turned_names("Maur, Lena and Okoro, Tom"), turned_names("Lena Maur, Tom Okoro")
    (['Lena Maur', 'Tom Okoro'], [])
    """
    return _turned(piece) or _turned_initials(piece)


def _turned(piece: str) -> list[str]:
    """A one-word second part cannot be a name of its own."""
    ones = re.split(AND, piece)
    turned = [_turned_one(one) for one in ones] if all(one.count(",") in (1, 2) for one in ones) else []
    if not turned or not all(turned) or (len(ones) > 1 and any(len(one.split()) > 3 for one in ones)):
        return []
    return [name for name in turned if name]


def _turned_one(piece: str) -> str | None:
    parts = [part.strip() for part in piece.split(",")]
    suffix = f", {parts.pop()}" if len(parts) == 3 and plain(parts[2]) in SUFFIXES else ""
    if len(parts) == 3 and " " not in parts[0] and plain(parts[1]) in GIVEN and is_organization(parts[2]):
        parts.pop()  # Reed, Tom, Reuters
    if len(parts) != 2 or not all(parts) or is_eastern(piece):
        return None
    last, first = parts[0], parts[1] if len(parts[1].split()[-1]) < 4 else parts[1].rstrip(".")
    if " " in first and plain(first.split()[-1]) in SUFFIXES:
        first, _, jr = parts[1].rpartition(" ")
        suffix = f" {jr}"  # Maur, Dan Jr.
    given = len(last.split()) == 1 and first.split()[0].casefold() in GIVEN and len(first.split()) < 4
    single = re.fullmatch(_SHORT, first) or re.fullmatch(r"(?:[A-Z]\.\s?){1,3}", first) or given
    if not single or not may_be_given(first) or (first[0].islower() and not last.islower()):
        return None
    if len(last.split()) > 3 or (" " in first and is_place(last)) or re.search(r"\s[A-Z]{1,2}$", last):
        return None  # Maur L, Okoro T
    if is_station([first]):
        return None
    if first.isupper() and first.isalpha() and len(first) > 1 and not last.isupper() and len(first) < 6:
        return None  # Tom Reed, NPA
    if (
        is_agency(last)
        or is_nobody(last)
        or any(not ORGANIZATION.isdisjoint(part.casefold().split()) for part in parts)
    ):
        return None
    return f"{first} {last}{suffix}"


def _turned_initials(piece: str) -> list[str]:
    """The names of `Maur, A., Okoro, Tom`: every second part is initials or a given name, and nothing else."""
    parts = (
        [part for part in re.split(_ONCE + r"\s*(?:,\s*)?(?:&|\band\b|,)\s*", piece) if part]
        if piece.count(",") > 2
        else []
    )
    if not parts or len(parts) % 2 or any(len(part.split()) > 3 for part in parts[::2]):
        return []
    for initials in parts[1::2]:
        if initials.casefold() in GIVEN or re.fullmatch(r"[^\W\d_]+-[^\W\d_]+", initials):
            continue
        if (
            not re.fullmatch(_INITIALS, initials)
            or ("." not in initials and is_agency(initials))
            or is_degree(initials)
        ):
            return []
    return [f"{first} {last}" for last, first in zip(parts[::2], parts[1::2], strict=True)]


def may_be_given(first: str) -> bool:
    """Whether what stands behind a comma is no job, place, degree or suffix, and in letters where commas turn names."""
    if plain(first) in SUFFIXES or is_degree(first) or is_place(first) or is_nobody(first) or is_eastern(first):
        return False
    return plain(first) in GIVEN or not (is_job(first) or is_agency(first) or is_web(first))
