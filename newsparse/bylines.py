"""A printed byline to its authors: persons and organizations, in the printed order, names as printed."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from .byline_words import (
    AGENCIES,
    BODIES,
    DEGREES,
    JOB_ENDS,
    JOBS,
    ORGANIZATION,
    ORGANIZATION_ENDS,
    PARTICLES,
    PLACES,
    SUFFIXES,
)
from .dates import read_time

Kind = Literal["person", "organization"]


class Name(NamedTuple):
    """One author as a byline names it; `location` is what `Li Mei in Xi'an` says of the place."""

    name: str
    kind: Kind
    location: str | None = None


class Byline(NamedTuple):
    """The authors that a byline names, and the names among them that may be those of several."""

    names: tuple[Name, ...]
    unsure: tuple[str, ...] = ()


# Compiled where they are used, by `re` itself: start-up counts.
_BY = (
    r"(?i)(?:(?:written|reported|reporting|posted|story|words|text|report)\s+)?by\b[:\s]\s*|(?:author|words|text)s?:\s*"
)
_OTHERS = (
    r"(?i)[\s,;(|]*\b(?:with (?:additional |extra )?(?:files?|reporting|contributions?|inputs?|agenc(?:y|ies)|help)\b"
    r"|(?:additional |extra )(?:reporting|research|writing)\b|(?:edited|editing|photos?|photographs?|photography"
    r"|pictures|graphics?|illustrations?|video|translated|compiled) by\b|as told to\b).*"
)
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_WEB = r"(?i)\w+://\S+|(?:[\w-]+\.)+[a-z]{2,6}(?:/\S*)?"
_AND = r"\s*(?:,\s*)?(?:\s(?:[Aa][Nn][Dd]|und)\s|&|\s[-–—]\s|/)\s*"
_IN = r"(?P<name>.+?)\s+in\s+(?P<place>[A-Z].*)"
_FOR = r"(?P<name>[^\s]+(?:\s[^\s]+)+?)\s+[Ff]or\s+(?:[Tt]he\s)?(?P<outlet>[A-Z].*)"


def read_byline(printed: str) -> Byline:
    """The authors that `printed` names.

    >>> [author.name for author in read_byline("By Li Mei and Tom Reed").names]
    ['Li Mei', 'Tom Reed']
    >>> read_byline("Xinhua").names[0].kind
    'organization'
    """
    text = _plain(" ".join(printed.split()))
    names: list[Name] = []
    for piece in text.split("|"):
        piece = piece.strip(" ,;")
        if not any(char.isalpha() for char in piece) or (names and read_time(piece).value):
            continue
        if ("." in piece and re.fullmatch(_WEB, piece)) or piece.split()[0].casefold() in BODIES:
            found = [Name(piece, "organization")]
        else:
            found = _inverted(piece) if ";" in piece else _listed(piece)
        names += [] if names and all(name.kind == "organization" for name in found) else found  # an outlet
    if not names and any(char.isalpha() for char in text):
        names = [Name(text, "organization")]  # nothing but a job: Special Correspondent
    unsure = tuple(name.name for name in names if name.kind == "person" and _is_several(name.name))
    return Byline(tuple(dict.fromkeys(names)), unsure)


def _plain(text: str) -> str:
    """`text` without what leads to the names, without other contributors, addresses and brackets around."""
    # Patterns are compiled where they are needed: most bylines are a name, and start-up counts.
    low = text.casefold()
    if "[[" in text:
        text = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]", r"\1", text)
    if ("by" in low[:20] or ":" in low) and (match := re.match(_BY, text)) and match.end() < len(text):
        text = text[match.end() :]
    if any(word in low for word in ("with ", " by ", "additional ", "extra ", "as told to")):
        cut = re.sub(_OTHERS, "", text)
        text = cut if any(char.isalpha() for char in cut) else text
    if "@" not in text and "(" not in text:
        return text
    named = re.fullmatch(rf"<?{_EMAIL}>?\s*\((?P<name>[^)]+)\)", text)  # an address with the name behind it
    if named:
        return named["name"]
    outlets = "|".join(sorted(AGENCIES | {"Reuters", "Xinhua"}))
    bare = re.sub(rf"\s*[<(\[]?{_EMAIL}[>)\]]?|\s*\(?@\w+\)?|\s*\((?:{outlets})\)", "", text)
    return bare if any(char.isalpha() for char in bare) else text


def _inverted(piece: str) -> list[Name]:
    """The names of `Last, First; Last, First`."""
    names = []
    for one in re.split(r"\s*;\s*", piece):
        parts = [part.strip() for part in one.split(",") if part.strip()]
        if len(parts) == 2 and not _is_title(parts[1]) and not any(map(_is_organization, (one, parts[1]))):
            names.append(_name(f"{parts[1]} {parts[0]}"))
        elif one.strip():
            names += _listed(one)
    return names


def _listed(piece: str) -> list[Name]:
    """The names of a list with commas and `and`."""
    if "," in piece and (inverted := _turned(piece)):
        return [inverted]
    names: list[Name] = []
    groups = re.split(f"({_AND})", piece.removesuffix(" And").removesuffix(" and").strip(" ,;&"))
    for number in range(0, len(groups), 2):
        dashed = number > 0 and groups[number - 1].strip() in ("-", "–", "—")
        for index, part in enumerate(part.strip() for part in groups[number].split(",")):
            if not part.strip(" .") or (names and (index or dashed) and _belongs(part, names)):
                continue
            if names or not _is_title(part) or _is_organization(part):
                names.append(_name(part, listed=bool(names)))
    return names


def _belongs(part: str, names: list[Name]) -> bool:
    """Whether a piece after a comma says more of the name before it, which it is then added to."""
    last, plain = names[-1], part.casefold().strip(".").replace(".", "")
    if plain in SUFFIXES:
        names[-1] = last._replace(name=f"{last.name}, {part}")
        return True
    if plain in DEGREES or _is_title(part) or (re.search(r"\d", part) and read_time(part).value):
        return True
    if plain in PLACES or (last.kind == "organization" and part.isupper() and part not in AGENCIES):
        names[-1] = last._replace(location=last.location or part)
        return True
    return last.kind == "person" and _is_organization(part)  # the outlet


def _turned(piece: str) -> Name | None:
    """The name of `Last, First`: a one-word second part cannot be a name of its own."""
    parts = [part.strip() for part in piece.split(",")]
    if len(parts) != 2 or not all(parts) or re.search(_AND, piece):
        return None
    last, first = parts
    plain = first.casefold().strip(".").replace(".", "")
    single = re.fullmatch(r"[^\W\d_][\w.'’-]*(?:\s[A-Z]\.?)?", first)
    if not single or plain in SUFFIXES | DEGREES | PLACES or _is_title(first) or len(last.split()) > 3:
        return None
    if first.isupper() and first.isalpha() and len(first) > 1 and not last.isupper() and len(first) < 6:
        return None  # Tom Reed, NPA
    if any(part in AGENCIES or not ORGANIZATION.isdisjoint(part.casefold().split()) for part in parts):
        return None
    return Name(f"{first} {last}", "person")


def _name(part: str, listed: bool = False) -> Name:
    """One name, without the place, the outlet or the job that stands behind it."""
    place = re.fullmatch(_IN, part) if " in " in part else None
    name, location = (place["name"], place["place"]) if place else (part, None)
    if "for " in name.casefold() and (outlet := re.fullmatch(_FOR, name)):
        name = outlet["name"]
    words = name.split()
    while (
        len(words) > 2
        and words[-1].casefold().strip(".") in JOB_ENDS | JOBS
        and not _is_organization(" ".join(words[:2]))
    ):
        words.pop()
    while (
        len(words) > 2
        and words[0].casefold() in JOBS
        and words[-1].casefold() not in ORGANIZATION | ORGANIZATION_ENDS | JOB_ENDS
    ):
        words.pop(0)
    if listed and len(words) > 3 and words[-1].casefold() in ORGANIZATION | ORGANIZATION_ENDS:
        words = words[:-2]
    name = " ".join(words)
    return Name(name, "organization" if _is_organization(name) else "person", location)


def _is_title(part: str) -> bool:
    """Whether a piece only tells a job: `Staff writer`, `chief political correspondent`."""
    words = part.casefold().replace("-", " ").split()
    return (
        bool(words)
        and words[-1] in JOB_ENDS
        and all(word in JOBS or word in ("and", "of", "the", "at") for word in words)
    )


def _is_organization(name: str) -> bool:
    if "." in name and re.fullmatch(_WEB, name):
        return True
    words = name.casefold().split()
    if (
        not ORGANIZATION.isdisjoint(words)
        or (words and words[-1] in ORGANIZATION_ENDS)
        or (words and words[-1] in ("reporters", "correspondents", "editors"))
    ):
        return True
    if not AGENCIES.isdisjoint(name.split()) or re.fullmatch(r"[A-Z]{2,4}", name) or name.upper() in AGENCIES:
        return True
    return name.casefold().startswith("the ") or _is_title(name)


def _is_several(name: str) -> bool:
    """Whether a name could be those of two persons with nothing between: four words in capitals or more."""
    words = name.split(",")[0].split()
    plain = [
        word for word in words if word[0].isupper() and word.casefold() not in PARTICLES and len(word.strip(".")) > 1
    ]
    return len(plain) > 3 and len(plain) == len(words) and '"' not in name and "'" not in name[:1]
