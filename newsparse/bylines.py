"""A printed byline to its authors: persons and organizations, in the printed order, names as printed."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from .byline_words import (
    AGENCIES,
    BODIES,
    GIVEN,
    JOB_ENDS,
    JOBS,
    ORGANIZATION,
    ORGANIZATION_ENDS,
    SUFFIXES,
)
from .dates import read_time
from .name_kinds import WEB, is_degree, is_organization, is_place, is_several, is_title, plain

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
    r"(?i)(?:(?:[a-z]+(?:\s(?:and|&)\s[a-z]+)?\s+)?by\b|(?:authors?|words|text|story|report|autora?|texto)"
    r"(?:\s(?:and|&)\s[a-z]+)?\s*[:：]|(?:sources?|来源|來源)\s*[:：]|(?:作者|文|本报记者|本刊记者|记者|記者|编辑)\s*[:：/／\s])[:\s]*"
)
_BY_ABROAD = r"(?:[Pp]ar|[Pp]or|[Vv]on|[Dd]oor|[Dd]i|[Aa]v|[Aa]f|PAR|POR|VON)\s(?=\w\S+\s\w)(?!V[ao]n\s)"
_OTHERS = (
    r"(?i)[\s,;(|]*\b(?:with (?:additional |extra )?(?:files?|reporting|contributions?|inputs?|agenc(?:y|ies)|help)\b"
    r"|(?:additional |extra )(?:reporting|research|writing)\b|(?:edited|editing|photos?|photographs?|photography"
    r"|pictures|graphics?|illustrations?|video|translated|compiled) by\b|as told to\b).*"
)
_MORE = r"(?i)[,\s]*(?:\s(?:and|&)\s(?:\d+\s)?others|\bet\.?\s+al\.?)$"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_AND = r"\s*(?:,\s*)?(?:\s(?:[Aa][Nn][Dd]|und|[Ww]ith)\s|&|\s[-–—+•·]\s|/|、|\s(?:et|y|e|og|och|en|и)\s(?=\S+\s\S))\s*"
_IN = r"(?P<name>.+?)\s+in\s+(?P<place>[A-Z].*)"
_FOR = (
    r"(?P<name>[^\s]+(?:\s[^\s]+)+?)\s+(?:[Ff]or\s+|(?i:special\s+to)\s+|of\s+(?=[Tt]he\s))"
    r"(?:[Tt]he\s)?(?P<outlet>[A-Z].*)"
)
_SHORT = r"[^\W\d_][\w.'’-]*(?:\s[A-Z]\.?)*"  # a given name, with initials or without


def read_byline(printed: str) -> Byline:
    """The authors that `printed` names.

    >>> [author.name for author in read_byline("By Li Mei and Tom Reed").names]
    ['Li Mei', 'Tom Reed']
    >>> read_byline("Xinhua").names[0].kind
    'organization'
    """
    text = _plain(" ".join(printed.split()))
    names: list[Name] = []
    unsure: list[str] = []
    for piece in text.split("|"):
        piece = piece.strip(" ,;")
        if not any(char.isalpha() for char in piece) or (names and read_time(piece).value):
            continue
        if ("." in piece and re.fullmatch(WEB, piece)) or piece.split()[0].casefold() in BODIES:
            found = [Name(piece, "organization")]
        elif whole := _undivided(piece):
            found = [whole]
            unsure += [whole.name] if whole.kind == "person" else []
        else:
            found = _inverted(piece) if ";" in piece else _listed(piece)
        names += [] if names and all(name.kind == "organization" for name in found) else found  # an outlet
    if not names and any(char.isalpha() for char in text):
        names = [Name(text, "organization")]  # nothing but a job: Special Correspondent
    unsure += (name.name for name in names if name.kind == "person" and is_several(name.name))
    return Byline(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(unsure)))


def _plain(text: str) -> str:
    """`text` without what leads to the names, without other contributors, addresses and brackets around."""
    # Patterns are compiled where they are needed: most bylines are a name, and start-up counts.
    low = text.casefold()
    if "[[" in text:
        text = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]", r"\1", text)
    text = text.removesuffix(" 기자")
    leads = "by" in low[:40] or ":" in low or not text.isascii()
    if (leads and (match := re.match(_BY, text)) and match.end() < len(text)) or (
        low.startswith(("p", "v", "d", "a")) and (match := re.match(_BY_ABROAD, text))
    ):
        text = text[match.end() :]
    if any(word in low for word in ("with ", " by", "additional ", "extra ", "as told to")):
        cut = re.sub(_OTHERS, "", text)
        text = cut if any(char.isalpha() for char in cut) else text
    if (" is a" in low or " was a" in low) and (told := re.match(r"(.{3,60}?)\s(?:is|was)\san?\s", text)):
        text = told[1]
    if "others" in low or "al" in low[-3:]:
        text = re.sub(_MORE, "", text)
    if ", " in text and text[-1].isdigit():  # a date behind the names
        head, _, tail = text.partition(", ")
        text = head if re.search(r"\d", tail) and read_time(tail).value else text
    text = _unbracketed(text) if any(mark in text for mark in "@([") else text
    return text[1:-1] if text[:1] == text[-1:] == '"' and text.count('"') == 2 else text


def _unbracketed(text: str) -> str:
    """`text` without addresses, and without outlets in brackets; a place in brackets is set behind a comma."""
    named = re.fullmatch(rf"<?{_EMAIL}>?\s*\((?P<name>[^)]+)\)", text)  # an address with the name behind it
    if named:
        return named["name"]
    bare = re.sub(rf"\s*[<(\[]?{_EMAIL}[>)\]]?|\s*\(?@\w+\)?", "", text)

    def inside(match: re.Match[str]) -> str:
        if is_place(match[1]):
            return f", {match[1]}"
        return "" if is_organization(match[1]) or match[1].isupper() or is_title(match[1]) else match[0]

    bare = re.sub(r"\s*[(\[]([^()\[\]]+)[)\]]", inside, bare)
    return bare if any(char.isalpha() for char in bare) else text


def _undivided(piece: str) -> Name | None:
    """A piece that holds `and` and is one name: `Bill & Ann Bell Foundation`, `Staff and agencies`; or may be one,
    or two of which the first lacks its surname: `Tom and Ann Bell`."""
    parts = re.split(r"\s+(?:&|and)\s+", piece)
    if len(parts) != 2 or "," in piece or not all(parts) or len(parts[0].split()) != 1:
        return None
    first, last = (is_organization(part) for part in parts)
    generic = {word.casefold() for word in parts} <= {"staff", "agencies", "wires", "reporters", "wire"}
    if generic or (last and not first and len(parts[1].split()) > 1):
        return Name(piece, "organization")
    return None if first or last else Name(piece, "person")


def _inverted(piece: str) -> list[Name]:
    """The names of `Last, First; Last, First`."""
    names = []
    for one in re.split(r"\s*;\s*", piece):
        parts = [part.strip() for part in one.split(",") if part.strip()]
        two = len(parts) == 2 and not (len(parts[0].split()) > 1 and len(parts[1].split()) > 1)
        if two and not is_title(parts[1]) and not any(map(is_organization, (one, parts[1]))):
            names.append(_name(f"{parts[1]} {parts[0]}"))
        elif one.strip():
            names += _listed(one)
    return names


def _listed(piece: str) -> list[Name]:
    """The names of a list with commas and `and`."""
    if "," in piece and (inverted := _turned(piece)):
        return inverted
    names: list[Name] = []
    groups = _groups(piece)
    for number in range(0, len(groups), 2):
        sign = groups[number - 1].strip() if number else ""
        for index, part in enumerate(part.strip() for part in groups[number].split(",")):
            if not any(map(str.isalpha, part)) or (
                names and (index or sign in ("-", "–", "—")) and _belongs(part, names)
            ):
                continue
            if names and sign == "and" and names[-1].location and is_place(part):
                names[-1] = names[-1]._replace(location=f"{names[-1].location} and {part}")
            elif names or not is_title(part) or is_organization(part):
                names.append(_name(part, listed=bool(names)))
    if "/" in piece and len({name.kind for name in names}) == 2:  # Lena Maur/NPA
        names = [name for name in names if name.kind == "person" or name.name not in AGENCIES]
    return names


def _groups(piece: str) -> list[str]:
    """What stands between the signs of a list, and the signs, in turn."""

    def parted(pair: re.Match[str]) -> str:
        return f"{pair[1]} - {pair[2]}" if is_organization(pair[1]) and is_organization(pair[2]) else pair[0]

    piece = piece.removesuffix(" And").removesuffix(" and").strip(" ,;&")
    if re.fullmatch(r"(?:[\u4e00-\u9fff]{2,4} )+[\u4e00-\u9fff]{2,4}", piece):
        return re.split("( )", piece)
    return re.split(f"({_AND})", re.sub(r"(\w+)-(\w+)", parted, piece) if "-" in piece else piece)  # NPA-Xinhua


def _belongs(part: str, names: list[Name]) -> bool:
    """Whether a piece after a comma says more of the name before it, which it is then added to."""
    last = names[-1]
    if plain(part) in SUFFIXES:
        names[-1] = last._replace(name=f"{last.name}, {part}")
        return True
    if is_degree(part) or is_title(part) or (re.search(r"\d", part) and read_time(part).value):
        return True
    if last.location and (is_place(part) or (part.isupper() and len(part.strip(".")) < 5)):
        names[-1] = last._replace(location=f"{last.location}, {part}")  # Washington, D.C.
        return True
    if is_place(part.removeprefix("in ")) or (last.kind == "organization" and part.isupper() and part not in AGENCIES):
        names[-1] = last._replace(location=last.location or part.removeprefix("in "))
        return True
    return last.kind == "person" and (is_organization(part) or part.startswith(("of ", "at ")))  # the outlet


def _turned(piece: str) -> list[Name] | None:
    """The names of `Last, First`, one or several: a one-word second part cannot be a name of its own."""
    ones = re.split(_AND, piece)
    turned = [_turned_one(one) for one in ones] if all(one.count(",") in (1, 2) for one in ones) else []
    if not turned or not all(turned) or (len(ones) > 1 and any(len(one.split()) > 3 for one in ones)):
        return None
    return [name for name in turned if name]


def _turned_one(piece: str) -> Name | None:
    parts = [part.strip() for part in piece.split(",")]
    suffix = f", {parts.pop()}" if len(parts) == 3 and plain(parts[2]) in SUFFIXES else ""
    if len(parts) != 2 or not all(parts):
        return None
    last, first = parts[0], parts[1] if len(parts[1].split()[-1]) < 4 else parts[1].rstrip(".")
    given = len(last.split()) == 1 and first.split()[0].casefold() in GIVEN and len(first.split()) < 4
    single = re.fullmatch(_SHORT, first) or re.fullmatch(r"(?:[A-Z]\.\s?){1,3}", first) or given
    if not single or plain(first) in SUFFIXES or is_degree(first) or is_place(first) or is_title(first):
        return None
    if len(last.split()) > 3 or re.search(r"\s[A-Z]{1,2}$", last):
        return None  # Maur L, Okoro T
    if first.isupper() and first.isalpha() and len(first) > 1 and not last.isupper() and len(first) < 6:
        return None  # Tom Reed, NPA
    if any(part in AGENCIES or not ORGANIZATION.isdisjoint(part.casefold().split()) for part in parts):
        return None
    return Name(f"{first} {last}{suffix}", "person")


def _name(part: str, listed: bool = False) -> Name:
    """One name, without the place, the outlet or the job that stands behind it."""
    place = re.fullmatch(_IN, part) if " in " in part else None
    if place and not BODIES.isdisjoint(place["name"].casefold().split()):
        return Name(part, "organization")  # the embassy in a country
    name, location = (place["name"], place["place"]) if place else (part, None)
    if re.match(r"the\s.*['’]s\s\S+\s", name):
        name = re.sub(r"^the\s.*?['’]s\s", "", name)  # the Post's Tom Reed
    if any(word in name.casefold() for word in ("for ", " of the", "special to")) and (
        outlet := re.fullmatch(_FOR, name)
    ):
        name = outlet["name"]
    words = _bare(_without_outlet(name.split()))
    if listed and len(words) > 3 and words[-1].casefold() in ORGANIZATION | ORGANIZATION_ENDS:
        words = words[:-2]
    name = " ".join(words)
    return Name(name, "organization" if is_organization(name) else "person", location)


def _without_outlet(words: list[str]) -> list[str]:
    """The words of a name without whose reporter it is (`Xinhua writer Li Mei`), or whose name behind it is in other
    letters (`TOM REED Associated Press`)."""
    for index in range(1, min(len(words) - 2, 5)):
        if words[index].casefold().rstrip("s") in JOB_ENDS and is_organization(" ".join(words[:index])):
            return words[index + 1 :]
    if len(words) > 3 and words[0].isupper() and words[1].isupper() and words[2].istitle():
        return words[:2] if is_organization(" ".join(words[2:])) else words
    return words


def _bare(words: list[str]) -> list[str]:
    """The words of a name, without jobs and degrees before and behind it."""
    bodies = ORGANIZATION | ORGANIZATION_ENDS
    while (
        len(words) > 2
        and ((last := words[-1].casefold().strip(".")) in JOB_ENDS | JOBS or _is_degree_behind(words))
        and last not in bodies
        and not is_organization(" ".join(words[:2]))
    ):
        words = words[:-1]
        if last in JOB_ENDS and len(words) > 2 and is_place(words[-1]):
            words = words[:-1]  # Velsen correspondent
    while (
        len(words) > 2
        and words[0].casefold() in JOBS
        and words[0] != "Ed"
        and words[-1].casefold() not in bodies | JOB_ENDS
    ):
        words = words[1:]
    return words


def _is_degree_behind(words: list[str]) -> bool:
    """Whether a name ends in a degree that no comma parts from it; `Ma` and `Do` are names too."""
    last = words[-1].strip(".")
    return is_degree(last) and last not in ("MA", "DO") and not last.istitle() and not last.islower()
