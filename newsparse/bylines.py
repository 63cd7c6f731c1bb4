"""A printed byline to its authors: persons and organizations, in the printed order."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["person", "organization"]


class Name(NamedTuple):
    """One author as a byline names it; `location` is what `Li Mei in Xi'an` says of the place."""

    name: str
    kind: Kind
    location: str | None = None


_BY = re.compile(r"by[:\s]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;&/|]\s*(?:and\s+)?|\s+and\s+|\s+[-–—]\s+", re.IGNORECASE)
_PLACE = re.compile(r"(?P<name>.+?)\s+in\s+(?P<place>[A-Z].*)", re.DOTALL)
# A word that makes a name an organization's, wherever it stands in it.
_ORGANIZATION = re.compile(
    r"""\b(?:agenc(?:y|ies)|association|bank|board|bureau|cent(?:er|re)|college|commission|committee|company|
    correspondents?|council|daily|department|desk|editors?|editorial|embassy|foundation|gazette|group|herald|institute|
    journal|magazine|media|ministry|network|news|newspaper|newsroom|observer|office|organi[sz]ation|post|press|
    radio|reporters|review|services?|society|staff|standard|star|team|telegraph|times|tribune|tv|university|wire|
    writers?|xinhua|reuters|bloomberg|interfax|kyodo|yonhap|tass|online|weekly)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ACRONYM = re.compile(r"[A-Z]{2,6}(?:[ -]?[A-Z]{2,6})?")
_WEB = re.compile(r"(?:\w+://\S+|(?:[\w-]+\.)+(?:com|org|net|cn|info|io|uk|edu|gov)\b\S*)", re.IGNORECASE)


def read_byline(printed: str) -> tuple[Name, ...]:
    """The authors that `printed` names.

    >>> [author.name for author in read_byline("By Li Mei and Tom Reed")]
    ['Li Mei', 'Tom Reed']
    >>> read_byline("Xinhua")[0].kind
    'organization'
    """
    text = " ".join(printed.split())
    text = text[match.end() :] if (match := _BY.match(text)) else text
    return tuple(_name(part) for part in _BETWEEN.split(text) if part.strip(" ."))


def _name(part: str) -> Name:
    place = _PLACE.fullmatch(part)
    name, location = (place["name"], place["place"]) if place else (part, None)
    return Name(name, "organization" if _is_organization(name) else "person", location)


def _is_organization(name: str) -> bool:
    return bool(_WEB.fullmatch(name) or _ACRONYM.fullmatch(name) or _ORGANIZATION.search(name))
