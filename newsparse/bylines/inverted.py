"""Parse inverted names, with the surname first and a comma: `Maur, Lena`."""

from __future__ import annotations

import re

from .classify import (
    has_no_author,
    is_agency,
    is_asian_script,
    is_degree,
    is_job_description,
    is_location,
    is_organization,
    is_outlet_brand,
    is_web_address,
    normalize,
)
from .words import GIVEN_NAMES, NAME_SUFFIXES, ORGANIZATION_WORDS

# Patterns are compiled on first use, by `re` itself: compiling slows start-up.
# The separators between two names. Words for `and` of one letter, and those that may be names, separate only before
# two words. Only the first of several spaces may begin a separator, which keeps the search linear.
_FIRST_SPACE = r"(?!(?<=\s)\s)"
AND_PATTERN = _FIRST_SPACE + (
    r"\s*(?:,\s*)?(?:\s(?:[Aa][Nn][Dd]|in conversation with|und|[Ww]ith|avec|mit|con)\s"
    r"|\s&\s|\s[-–—+•·*]\s|\s[-–](?=[^\W\d_]\S*\s\w)|\s?—\s?"
    r"|/|、|\s(?:et|y|e|og|och|en|и|i|та|і|és|ve|ja|și|dan|và|και|и|و)\s(?=\S+\s\S|[A-Z]{2,5}\b|[Aa]g[eê]n[ctz])"
    r"|(?<=\w\w)\sa\s(?=[^\W\da-z_]\S*\s[^\W\da-z_]))\s*"
)
_GIVEN_NAME_PATTERN = r"[^\W\d_][\w.'’-]*(?:\s[A-Z]\.?)*"  # a given name, with initials or without
_INITIALS_PATTERN = r"(?:[A-Z]\.?[\s-]?){1,3}"


def parse_inverted_names(piece: str) -> list[str]:
    """Parse one or more names of the form `Last, First`; return them with the given name first.

    The list is empty if `piece` has another form.

    >>> parse_inverted_names("Maur, Lena and Okoro, Tom"), parse_inverted_names("Lena Maur, Tom Okoro")
    (['Lena Maur', 'Tom Okoro'], [])
    """
    return _parse_inverted_list(piece) or _parse_inverted_initials(piece)


def _parse_inverted_list(piece: str) -> list[str]:
    """Parse `Last, First and Last, First`; the list is empty if an item has another form."""
    items = re.split(AND_PATTERN, piece)
    restored = (
        [_parse_inverted_name(item) for item in items] if all(item.count(",") in (1, 2) for item in items) else []
    )
    if not restored or not all(restored) or (len(items) > 1 and any(len(item.split()) > 3 for item in items)):
        return []
    return [name for name in restored if name]


def _parse_inverted_name(piece: str) -> str | None:
    """Parse one `Last, First`; a given name of one word is decisive, as it cannot be a whole name."""
    segments = [segment.strip() for segment in piece.split(",")]
    suffix = f", {segments.pop()}" if len(segments) == 3 and normalize(segments[2]) in NAME_SUFFIXES else ""
    if (
        len(segments) == 3
        and " " not in segments[0]
        and normalize(segments[1]) in GIVEN_NAMES
        and is_organization(segments[2])
    ):
        segments.pop()  # Reed, Tom, Reuters
    if len(segments) != 2 or not all(segments) or is_asian_script(piece):
        return None
    last, first = segments[0], segments[1] if len(segments[1].split()[-1]) < 4 else segments[1].rstrip(".")
    if " " in first and normalize(first.split()[-1]) in NAME_SUFFIXES:
        first, _, suffix_word = segments[1].rpartition(" ")
        suffix = f" {suffix_word}"  # Maur, Dan Jr.
    is_known = len(last.split()) == 1 and first.split()[0].casefold() in GIVEN_NAMES and len(first.split()) < 4
    is_given = re.fullmatch(_GIVEN_NAME_PATTERN, first) or re.fullmatch(r"(?:[A-Z]\.\s?){1,3}", first) or is_known
    if not is_given or not may_be_given_name(first) or (first[0].islower() and not last.islower()):
        return None
    if len(last.split()) > 3 or (" " in first and is_location(last)) or re.search(r"\s[A-Z]{1,2}$", last):
        return None  # Maur L, Okoro T
    if is_outlet_brand([first]):
        return None
    if first.isupper() and first.isalpha() and len(first) > 1 and not last.isupper() and len(first) < 6:
        return None  # Tom Reed, NPA
    if (
        is_agency(last)
        or has_no_author(last)
        or any(not ORGANIZATION_WORDS.isdisjoint(segment.casefold().split()) for segment in segments)
    ):
        return None
    return f"{first} {last}{suffix}"


def _parse_inverted_initials(piece: str) -> list[str]:
    """Parse `Maur, A., Okoro, Tom`, in which every second segment consists of initials or is a given name."""
    segments = (
        [segment for segment in re.split(_FIRST_SPACE + r"\s*(?:,\s*)?(?:&|\band\b|,)\s*", piece) if segment]
        if piece.count(",") > 2
        else []
    )
    if not segments or len(segments) % 2 or any(len(segment.split()) > 3 for segment in segments[::2]):
        return []
    for initials in segments[1::2]:
        if initials.casefold() in GIVEN_NAMES or re.fullmatch(r"[^\W\d_]+-[^\W\d_]+", initials):
            continue
        if (
            not re.fullmatch(_INITIALS_PATTERN, initials)
            or ("." not in initials and is_agency(initials))
            or is_degree(initials)
        ):
            return []
    return [f"{first} {last}" for last, first in zip(segments[::2], segments[1::2], strict=True)]


def may_be_given_name(first: str) -> bool:
    """Whether a segment after a comma may be a given name: no job, location, degree, suffix, agency or Asian script."""
    if (
        normalize(first) in NAME_SUFFIXES
        or is_degree(first)
        or is_location(first)
        or has_no_author(first)
        or is_asian_script(first)
    ):
        return False
    return normalize(first) in GIVEN_NAMES or not (
        is_job_description(first) or is_agency(first) or is_web_address(first)
    )
