"""A printed byline to its authors: persons and organizations, in the printed order, names as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..dates.reader import read_time
from .classify import (
    is_agency,
    is_degree,
    is_eastern,
    is_job,
    is_nobody,
    is_organization,
    is_personal,
    is_place,
    is_several,
    is_title,
    is_web,
    place_in,
    plain,
)
from .clean import bared, names_apart
from .inverted import AND, may_be_given, turned_names
from .strip import trimmed
from .words import (
    AGENCIES,
    BODIES,
    GIVEN,
    JOB_ENDS,
    JOBS,
    NOUNS,
    OFFICES,
    ORGANIZATION,
    PARTICLES,
    PARTNERS,
    SUFFIXES,
    VIETNAMESE,
)

Kind = Literal["person", "organization"]


class Name(NamedTuple):
    """One author as a byline names it; `location` is what `Li Mei in Xi'an` says of the place."""

    name: str
    kind: Kind
    location: str | None = None


class Byline(NamedTuple):
    """The authors that a byline names, and the names among them that may be those of several.

    `too_long` is whether the byline has more than LONGEST characters: then it names nobody.
    """

    names: tuple[Name, ...]
    unsure: tuple[str, ...] = ()
    too_long: bool = False


LONGEST = 2000  # characters of a byline that is read as names; longer ones are text under the label


_LINKED = frozenset(("and", "und", "with", "avec", "mit", "con", "&", "et", "y", "e", "og", "och", "en", "i"))
_GENERIC = frozenset("agencies agency reporters staff wire wires".split())


def read_byline(printed: str) -> Byline:
    """The authors that `printed` names.

    >>> [author.name for author in read_byline("By Li Mei and Tom Reed").names]
    ['Li Mei', 'Tom Reed']
    >>> read_byline("Xinhua").names[0].kind
    'organization'
    """
    printed = " ".join(printed.split())
    if len(printed) > LONGEST:
        return Byline((), too_long=True)
    text = trimmed(printed)
    names: list[Name] = []
    unsure: list[str] = []
    pieces = [piece.strip(" ,;:*•-–—") for piece in text.split("|")]
    pieces = [piece for piece in pieces if any(map(str.isalpha, piece)) and not is_nobody(piece)]
    for piece in pieces:
        if names and is_place(piece):
            names[-1] = names[-1]._replace(location=names[-1].location or piece)
        elif not names or not read_time(piece).value:
            found, doubtful = _found(piece)
            unsure += doubtful
            names += [] if names and all(name.kind == "organization" for name in found) else found  # an outlet
    if not names and pieces and not all(map(is_nobody, re.split(r"[,;|&]|\band\b", text))):
        names = [Name(text, "organization")]  # nothing but a job: Special Correspondent
    unsure += (name.name for name in names if name.kind == "person" and is_several(name.name))
    return Byline(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(unsure)))


def _found(piece: str) -> tuple[list[Name], list[str]]:
    """The names of what stands between two bars, and those of them that cannot be decided."""
    if is_web(piece) or piece.split()[0].casefold() in BODIES:
        return [Name(piece, "organization")], []
    if whole := _undivided(piece) or _undecided(piece):
        return [whole], [whole.name] if whole.kind == "person" else []
    return (_inverted(piece) if ";" in piece else _listed(piece)), []


def _undivided(piece: str) -> Name | None:
    """A piece that holds `and` and is one name: `Bill & Ann Bell Foundation`, `Staff and agencies`; or may be one,
    or two of which the first lacks its surname: `Tom and Ann Bell`."""
    parts = re.split(r"\s(?:&|and)\s", piece) if "," not in piece else []
    if len(parts) != 2 or not all(parts):
        return None
    first, last = (is_organization(part) for part in parts)
    low = [part.casefold() for part in parts]
    company = low[1].strip(".") in PARTNERS or low[1].endswith((" co.", " company"))
    if {*low} <= _GENERIC or company:
        return Name(piece, "organization")
    if len(low[0].split()) > 1:  # Human Rights and Peace Foundation
        subject = last and not is_agency(parts[1]) and NOUNS.issuperset(low[0].split())
        return Name(piece, "organization") if subject else None
    if last and not first and len(low[1].split()) > 1:
        return Name(piece, "organization")
    return None if first or last or is_nobody(parts[0]) or is_nobody(parts[1]) else Name(piece, "person")


def _undecided(piece: str) -> Name | None:
    """A name with a word behind a comma that may be a town, an outlet or a given name: `Ann Bell, Velsen`."""
    name, _, behind = piece.partition(", ")
    words = name.split()
    known = words and words[0].casefold() in (VIETNAMESE if len(words) > 2 else GIVEN) | GIVEN
    if not known or not 2 <= len(words) <= 3 or not behind[:1].isupper() or behind.isupper() or not behind.isalpha():
        return None
    low = plain(behind)
    known = (
        low in GIVEN or low in SUFFIXES or low in NOUNS or is_nobody(behind) or is_place(behind) or is_degree(behind)
    )
    if known or is_organization(behind) or is_job(behind) or not is_personal(words):
        return None
    return Name(piece, "person")


def _inverted(piece: str) -> list[Name]:
    """The names of `Last, First; Last, First`."""
    names = []
    for one in piece.split(";"):
        one = one.strip().removeprefix("and ")
        parts = [part.strip() for part in one.split(",") if part.strip()]
        two = len(parts) == 2 and not (len(parts[0].split()) > 1 and len(parts[1].split()) > 1)
        if two and may_be_given(parts[1]) and not any(map(is_organization, (one, *parts))):
            names.append(_name(f"{parts[1]} {parts[0]}"))
        elif one.strip() and not is_nobody(one):
            names += _listed(one)
    return names


def _name(part: str, listed: bool = False) -> Name:
    name, location = bared(part, listed)
    return Name(name, "organization" if is_organization(name) else "person", location)


def _listed(piece: str) -> list[Name]:
    """The names of a list with commas and `and`."""
    if "," in piece and (turned := turned_names(piece)):
        return [Name(name, "person") for name in turned]
    names: list[Name] = []
    job = ""
    for sign, part in _parts(piece):
        if not any(map(str.isalpha, part)) or is_nobody(part):
            continue
        if names and sign not in _LINKED and _belongs(part, names, sign):
            job = part if is_job(part) or (is_organization(part) and (" of " in part or " for " in part)) else job
        elif names and job and not _is_clear(part, names[-1], job):
            continue  # Professor of Law and Society
        elif names and names[-1].location and _is_more_place(part, piece):
            names[-1] = names[-1]._replace(location=f"{names[-1].location}{',' if sign == ',' else f' {sign}'} {part}")
        elif names and sign in ("en", "i", "a") and is_place(part):  # to one `and`, to others `in`
            names[-1] = names[-1]._replace(location=part)
        elif names or not is_title(part) or is_organization(part):
            names.append(_name(part, listed=bool(names)))
            job = ""
    return _without_ends(names, piece)


def _without_ends(names: list[Name], piece: str) -> list[Name]:
    """Names without the place before the first, and without the agency that a slash sets beside a person."""
    if len(names) > 1 and is_place(names[0].name) and not piece.removeprefix(names[0].name).startswith((" and ", " &")):
        names[:2] = [names[1]._replace(location=names[1].location or names[0].name)]  # Madrid / Lena Maur
    if "/" in piece and len({name.kind for name in names}) == 2:  # Lena Maur/NPA
        names = [name for name in names if name.kind == "person" or not is_agency(name.name.split()[0])]
    return names


def _parts(piece: str) -> Iterator[tuple[str, str]]:
    """What stands between the signs of a list, each with the sign before it."""
    groups = _groups(piece)
    for number in range(0, len(groups), 2):
        sign = groups[number - 1].strip(" ,").casefold() if number else ""
        for part in groups[number].split(","):
            yield sign, part.strip()
            sign = ","


def _groups(piece: str) -> list[str]:
    """What stands between the signs of a list, and the signs, in turn."""

    def parted(pair: re.Match[str]) -> str:
        return f"{pair[1]} - {pair[2]}" if is_organization(pair[1]) and is_organization(pair[2]) else pair[0]

    piece = piece.removesuffix(" And").removesuffix(" and").strip(" ,;&")
    if is_eastern(piece) and (apart := names_apart(piece)) != [piece]:
        return re.split("( )", " ".join(apart))
    if "&" in piece:
        piece = re.sub(r"(\w \w+)&(\w+ \w)", r"\1 & \2", piece)
    return re.split(f"({AND})", re.sub(r"(?<!\w)(\w+)-(\w+)", parted, piece) if "-" in piece else piece)  # NPA-Xinhua


def _belongs(part: str, names: list[Name], sign: str) -> bool:
    """Whether a piece after a comma says more of the name before it, which it is then added to."""
    last = names[-1]
    if sign not in (",", "-", "–", "—"):
        if is_place(part):
            names[-1] = last._replace(location=last.location or part)
            return True
        desk = part.islower() and len(part) < 4  # dpa/lno
        return is_organization(part) if last.kind == "person" else desk
    if plain(part) in SUFFIXES:
        names[-1] = last._replace(name=f"{last.name}, {part}")
        return True
    if is_degree(part) or is_title(part) or is_job(part) or (re.search(r"\d", part) and read_time(part).value):
        return True
    if last.location and (is_place(part) or (part.isupper() and len(part.strip(".")) < 5 and part not in AGENCIES)):
        names[-1] = last._replace(location=f"{last.location}, {part}")  # Washington, D.C.
        return True
    town = part.isupper() or (is_title(last.name) and " " not in part)
    dateline = last.kind == "organization" and town and not is_agency(part)
    if place := place_in(part) or (part if dateline else None):
        names[-1] = last._replace(location=last.location or place)
        return True
    return last.kind == "person" and (is_organization(part) or _is_told(part, last.name))


def _is_told(part: str, name: str) -> bool:
    """Whether a piece in small letters tells of the name before it: `a writer in Velsen`, `independent filmmaker`."""
    words = part.split()
    if words[0] in ("of", "at", "a", "an", "who", "both"):
        return True
    return part.islower() and not name.islower() and words[0] not in PARTICLES and part not in _GENERIC


def _is_clear(part: str, last: Name, job: str) -> bool:
    """Whether a piece behind a job is surely an author, and not more of the job."""
    words = re.split(r"\s(?:in|for|of)\s", bared(part)[0])[0].split()
    if is_agency(part) or part.casefold() in _GENERIC:
        return True
    if len(words) == 1:
        known = NOUNS | JOBS | OFFICES | JOB_ENDS | ORGANIZATION
        closed = {"of", "at", "for", "in", "and"}.isdisjoint(job.casefold().split())
        return closed and part[0].isupper() and words[0].casefold() not in known
    lower = last.name.islower() and part.islower()
    return (lower or is_personal(words)) and not is_job(part)


def _is_more_place(part: str, piece: str) -> bool:
    """Whether a piece goes on with the place of the name before it: `in Velsen, Ames and Wuhan`."""
    if is_place(part):
        return True
    one = " " not in part and part[0].isupper() and " in " in piece
    return one and not is_organization(part) and part.casefold() not in GIVEN
