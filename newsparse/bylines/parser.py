"""Parse a printed byline into its authors: persons and organizations, in the printed order, names as printed.

A byline consists of pieces between vertical bars; a piece consists of segments between commas and conjunctions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..dates.reader import parse_time
from .classify import (
    has_no_author,
    is_agency,
    is_asian_script,
    is_degree,
    is_job_description,
    is_job_title,
    is_location,
    is_organization,
    is_person_name,
    is_web_address,
    may_be_several_names,
    normalize,
    parse_location,
)
from .clean import split_spaced_names, strip_affiliation
from .inverted import AND_PATTERN, may_be_given_name, parse_inverted_names
from .strip import strip_non_names
from .words import (
    AGENCY_CODES,
    GIVEN_NAMES,
    INSTITUTION_WORDS,
    JOB_LAST_WORDS,
    JOB_WORDS,
    NAME_PARTICLES,
    NAME_SUFFIXES,
    OFFICE_WORDS,
    ORGANIZATION_WORDS,
    PARTNERSHIP_WORDS,
    SUBJECT_WORDS,
    VIETNAMESE_SURNAMES,
)

AuthorKind = Literal["person", "organization"]


class Name(NamedTuple):
    """One author of a byline; `location` is the location of the author: `Xi'an` in `Li Mei in Xi'an`."""

    name: str
    kind: AuthorKind
    location: str | None = None


class Byline(NamedTuple):
    """The authors of a byline.

    `uncertain` are the names that may be the names of several authors. `too_long` is whether the byline has more than
    MAX_BYLINE_CHARACTERS and was not parsed; then `names` is empty.
    """

    names: tuple[Name, ...]
    uncertain: tuple[str, ...] = ()
    too_long: bool = False


MAX_BYLINE_CHARACTERS = 2000  # a longer value is text under the wrong label
_CONJUNCTIONS = frozenset(("and", "und", "with", "avec", "mit", "con", "&", "et", "y", "e", "og", "och", "en", "i"))
_GENERIC_NAMES = frozenset("agencies agency reporters staff wire wires".split())


def parse_byline(printed: str) -> Byline:
    """Parse a printed byline. Never raises.

    >>> [author.name for author in parse_byline("By Li Mei and Tom Reed").names]
    ['Li Mei', 'Tom Reed']
    >>> parse_byline("Xinhua").names[0].kind
    'organization'
    """
    printed = " ".join(printed.split())
    if len(printed) > MAX_BYLINE_CHARACTERS:
        return Byline((), too_long=True)
    text = strip_non_names(printed)
    names: list[Name] = []
    uncertain: list[str] = []
    pieces = [piece.strip(" ,;:*•-–—") for piece in text.split("|")]
    pieces = [piece for piece in pieces if any(map(str.isalpha, piece)) and not has_no_author(piece)]
    for piece in pieces:
        if names and is_location(piece):
            names[-1] = names[-1]._replace(location=names[-1].location or piece)
        elif not names or not parse_time(piece).value:
            found, uncertain_found = _parse_piece(piece)
            uncertain += uncertain_found
            is_outlet = names and all(name.kind == "organization" for name in found)
            names += [] if is_outlet else found
    if not names and pieces and not all(map(has_no_author, re.split(r"[,;|&]|\band\b", text))):
        names = [Name(text, "organization")]  # a job alone: Special Correspondent
    uncertain += (name.name for name in names if name.kind == "person" and may_be_several_names(name.name))
    return Byline(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(uncertain)))


def _parse_piece(piece: str) -> tuple[list[Name], list[str]]:
    """Parse a piece into its names; the second list contains those that may be the names of several authors."""
    if is_web_address(piece) or piece.split()[0].casefold() in INSTITUTION_WORDS:
        return [Name(piece, "organization")], []
    if name := _parse_undivided(piece) or _parse_uncertain(piece):
        return [name], [name.name] if name.kind == "person" else []
    return (_parse_semicolon_list(piece) if ";" in piece else _parse_list(piece)), []


def _parse_undivided(piece: str) -> Name | None:
    """Parse a piece with `and` that is one name: `Bill & Ann Bell Foundation`, `Staff and agencies`; else return None.

    `Tom and Ann Bell`, in which the first name may lack its surname, is returned as one person.
    """
    segments = re.split(r"\s(?:&|and)\s", piece) if "," not in piece else []
    if len(segments) != 2 or not all(segments):
        return None
    first, last = (is_organization(segment) for segment in segments)
    folded = [segment.casefold() for segment in segments]
    is_company = folded[1].strip(".") in PARTNERSHIP_WORDS or folded[1].endswith((" co.", " company"))
    if {*folded} <= _GENERIC_NAMES or is_company:
        return Name(piece, "organization")
    if len(folded[0].split()) > 1:  # Human Rights and Peace Foundation
        is_subject = last and not is_agency(segments[1]) and SUBJECT_WORDS.issuperset(folded[0].split())
        return Name(piece, "organization") if is_subject else None
    if last and not first and len(folded[1].split()) > 1:
        return Name(piece, "organization")
    return None if first or last or has_no_author(segments[0]) or has_no_author(segments[1]) else Name(piece, "person")


def _parse_uncertain(piece: str) -> Name | None:
    """Parse a name before a comma and a word that may be a town, an outlet or a given name: `Ann Bell, Velsen`.

    Returns None if the word is known or the name is no name of a person.
    """
    name, _, after = piece.partition(", ")
    words = name.split()
    first_words = VIETNAMESE_SURNAMES | GIVEN_NAMES if len(words) > 2 else GIVEN_NAMES
    if not 2 <= len(words) <= 3 or words[0].casefold() not in first_words:
        return None
    if not after[:1].isupper() or after.isupper() or not after.isalpha():
        return None
    folded = normalize(after)
    if folded in GIVEN_NAMES or folded in NAME_SUFFIXES or folded in SUBJECT_WORDS:
        return None
    if has_no_author(after) or is_location(after) or is_degree(after) or is_organization(after):
        return None
    if is_job_description(after) or not is_person_name(words):
        return None
    return Name(piece, "person")


def _parse_semicolon_list(piece: str) -> list[Name]:
    """Parse a list with semicolons: `Last, First; Last, First`."""
    names = []
    for item in piece.split(";"):
        item = item.strip().removeprefix("and ")
        segments = [segment.strip() for segment in item.split(",") if segment.strip()]
        is_inverted = len(segments) == 2 and not (len(segments[0].split()) > 1 and len(segments[1].split()) > 1)
        if is_inverted and may_be_given_name(segments[1]) and not any(map(is_organization, (item, *segments))):
            names.append(_make_name(f"{segments[1]} {segments[0]}"))
        elif item.strip() and not has_no_author(item):
            names += _parse_list(item)
    return names


def _make_name(segment: str, listed: bool = False) -> Name:
    """Make an author of a segment, without its affiliation; `listed` as in `strip_affiliation`."""
    name, location = strip_affiliation(segment, listed)
    return Name(name, "organization" if is_organization(name) else "person", location)


def _parse_list(piece: str) -> list[Name]:
    """Parse a list with commas and conjunctions.

    `job` is the description of the last name's job, while the list may continue it.
    """
    if "," in piece and (inverted := parse_inverted_names(piece)):
        return [Name(name, "person") for name in inverted]
    names: list[Name] = []
    job = ""
    for separator, segment in _split_segments(piece):
        if not any(map(str.isalpha, segment)) or has_no_author(segment):
            continue
        if names and separator not in _CONJUNCTIONS and _merge_into_last(segment, names, separator):
            is_institution = is_organization(segment) and (" of " in segment or " for " in segment)
            job = segment if is_job_description(segment) or is_institution else job
        elif names and job and not _is_new_author(segment, names[-1], job):
            continue  # Professor of Law and Society
        elif names and names[-1].location and _continues_location(segment, piece):
            conjunction = "," if separator == "," else f" {separator}"
            names[-1] = names[-1]._replace(location=f"{names[-1].location}{conjunction} {segment}")
        elif names and separator in ("en", "i", "a") and is_location(segment):  # `and` or `in`, by language
            names[-1] = names[-1]._replace(location=segment)
        elif names or not is_job_title(segment) or is_organization(segment):
            names.append(_make_name(segment, listed=bool(names)))
            job = ""
    return _strip_dateline_and_agency(names, piece)


def _strip_dateline_and_agency(names: list[Name], piece: str) -> list[Name]:
    """Merge a location before the first name into it, and drop an agency that a slash separates from a person."""
    if len(names) > 1 and is_location(names[0].name):
        location = names[0].name
        if not piece.removeprefix(location).startswith((" and ", " &")):
            names[:2] = [names[1]._replace(location=names[1].location or location)]  # Madrid / Lena Maur
    if "/" in piece and len({name.kind for name in names}) == 2:  # Lena Maur/NPA
        names = [name for name in names if name.kind == "person" or not is_agency(name.name.split()[0])]
    return names


def _split_segments(piece: str) -> Iterator[tuple[str, str]]:
    """Split a list into segments; yield each with the separator before it, empty for the first."""
    groups = _split_groups(piece)
    for index in range(0, len(groups), 2):
        separator = groups[index - 1].strip(" ,").casefold() if index else ""
        for segment in groups[index].split(","):
            yield separator, segment.strip()
            separator = ","


def _split_groups(piece: str) -> list[str]:
    """Split a list at its conjunctions and signs, which are returned between the groups; commas do not split."""

    def space_hyphen(pair: re.Match[str]) -> str:
        return f"{pair[1]} - {pair[2]}" if is_organization(pair[1]) and is_organization(pair[2]) else pair[0]

    piece = piece.removesuffix(" And").removesuffix(" and").strip(" ,;&")
    if is_asian_script(piece) and (names := split_spaced_names(piece)) != [piece]:
        return re.split("( )", " ".join(names))
    if "&" in piece:
        piece = re.sub(r"(\w \w+)&(\w+ \w)", r"\1 & \2", piece)
    if "-" in piece:
        piece = re.sub(r"(?<!\w)(\w+)-(\w+)", space_hyphen, piece)  # NPA-Xinhua
    return re.split(f"({AND_PATTERN})", piece)


def _merge_into_last(segment: str, names: list[Name], separator: str) -> bool:
    """Merge a segment into the last of `names` if it describes that name; return whether it does.

    A location and a suffix are added to the name; jobs, degrees and outlets are dropped.
    """
    last = names[-1]
    if separator not in (",", "-", "–", "—"):
        if is_location(segment):
            names[-1] = last._replace(location=last.location or segment)
            return True
        is_desk = segment.islower() and len(segment) < 4  # dpa/lno
        return is_organization(segment) if last.kind == "person" else is_desk
    if normalize(segment) in NAME_SUFFIXES:
        names[-1] = last._replace(name=f"{last.name}, {segment}")
        return True
    is_date = re.search(r"\d", segment) and parse_time(segment).value
    if is_date or is_degree(segment) or is_job_title(segment) or is_job_description(segment):
        return True
    if last.location and (
        is_location(segment) or (segment.isupper() and len(segment.strip(".")) < 5 and segment not in AGENCY_CODES)
    ):
        names[-1] = last._replace(location=f"{last.location}, {segment}")  # Washington, D.C.
        return True
    is_town = segment.isupper() or (is_job_title(last.name) and " " not in segment)
    is_dateline = last.kind == "organization" and is_town and not is_agency(segment)
    if location := parse_location(segment) or (segment if is_dateline else None):
        names[-1] = last._replace(location=last.location or location)
        return True
    return last.kind == "person" and (is_organization(segment) or _describes_author(segment, last.name))


def _describes_author(segment: str, name: str) -> bool:
    """Whether a lower-case segment describes the name before it: `a writer in Velsen`, `independent filmmaker`."""
    words = segment.split()
    if words[0] in ("of", "at", "a", "an", "who", "both"):
        return True
    return segment.islower() and not name.islower() and words[0] not in NAME_PARTICLES and segment not in _GENERIC_NAMES


def _is_new_author(segment: str, last: Name, job: str) -> bool:
    """Whether a segment after a job is the next author and does not continue the job."""
    words = re.split(r"\s(?:in|for|of)\s", strip_affiliation(segment)[0])[0].split()
    if is_agency(segment) or segment.casefold() in _GENERIC_NAMES:
        return True
    if len(words) == 1:
        known = SUBJECT_WORDS | JOB_WORDS | OFFICE_WORDS | JOB_LAST_WORDS | ORGANIZATION_WORDS
        is_complete = {"of", "at", "for", "in", "and"}.isdisjoint(job.casefold().split())
        return is_complete and segment[0].isupper() and words[0].casefold() not in known
    are_lowercase = last.name.islower() and segment.islower()
    return (are_lowercase or is_person_name(words)) and not is_job_description(segment)


def _continues_location(segment: str, piece: str) -> bool:
    """Whether a segment continues the location of the name before it: `in Velsen, Ames and Wuhan`."""
    if is_location(segment):
        return True
    is_capitalized_word = " " not in segment and segment[0].isupper() and " in " in piece
    return is_capitalized_word and not is_organization(segment) and segment.casefold() not in GIVEN_NAMES
