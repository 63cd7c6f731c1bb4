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


_BY = r"(?i)by[:\s]\s*"
_BETWEEN = re.compile(r"\s*[,;&/|]\s*(?:and\s+)?|\s+and\s+|\s+[-–—]\s+", re.IGNORECASE)
_PLACE = r"(?P<name>.+?)\s+in\s+(?P<place>[A-Z].*)"
# A word that makes a name an organization's, wherever it stands in it.
_ORGANIZATION = frozenset(
    """
    agencies agency association bank bloomberg board bureau center centre college commission committee company
    correspondent correspondents council daily department desk editor editorial editors embassy foundation gazette
    group herald institute interfax journal kyodo magazine media ministry network news newspaper newsroom observer
    office online organisation organization post press radio reporters reuters review service services society
    sputnik sputniknews staff standard star tass team telegraph times tribune tv university weekly wire writer
    writers xinhua yonhap
    """.split()
)
_ACRONYM = re.compile(r"[A-Z]{2,6}(?:[ -]?[A-Z]{2,6})?")
_WEB = r"(?i)\w+://\S+|(?:[\w-]+\.)+[a-z]{2,6}(?:/\S*)?"


def read_byline(printed: str) -> tuple[Name, ...]:
    """The authors that `printed` names.

    >>> [author.name for author in read_byline("By Li Mei and Tom Reed")]
    ['Li Mei', 'Tom Reed']
    >>> read_byline("Xinhua")[0].kind
    'organization'
    """
    text = " ".join(printed.split())
    text = text[match.end() :] if (match := re.match(_BY, text)) else text
    return tuple(_name(part) for part in _BETWEEN.split(text) if part.strip(" ."))


def _name(part: str) -> Name:
    place = re.fullmatch(_PLACE, part) if " in " in part else None
    name, location = (place["name"], place["place"]) if place else (part, None)
    return Name(name, "organization" if _is_organization(name) else "person", location)


def _is_organization(name: str) -> bool:
    if "." in name and re.fullmatch(_WEB, name):
        return True
    return bool(_ACRONYM.fullmatch(name)) or not _ORGANIZATION.isdisjoint(name.casefold().split())
