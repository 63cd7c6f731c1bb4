"""Strip locations, outlets, jobs and degrees from one name of a byline.

The text around all names of a byline, such as `By` and dates, is stripped before, by `strip`.
"""

from __future__ import annotations

import re
from itertools import islice

from .classify import (
    are_chinese_names,
    is_agency,
    is_asian_script,
    is_degree,
    is_job_title,
    is_location,
    is_organization,
    is_outlet_after_name,
    is_person_name,
)
from .words import (
    INSTITUTION_WORDS,
    JOB_LAST_WORDS,
    JOB_WORDS,
    ORGANIZATION_LAST_WORDS,
    ORGANIZATION_WORDS,
    OUTLETS,
    SUBJECT_WORDS,
)

# Patterns are compiled on first use, by `re` itself: compiling slows start-up.
_LOCATION_PATTERN = r"\s(?:(?:reports?|reporting|writes|writing)\s)?(?:in|from|aus|à)\s|\s(?:en|i|a|em|w)\s"
_EMPLOYER_PATTERN = (
    r"(?P<name>[^\s]+(?:\s[^\s]+)+?)\s+(?:[Ff]or\s+|(?i:special\s+to)\s+|of\s+(?=[Tt]he\s))"
    r"(?:[Tt]he\s)?(?P<outlet>[A-Z].*)"
)
_HAN_JOB_BEFORE_NAME = (
    r"(?:[\u4e00-\u9fff]{0,10}?(?:社|报|報|网|網|台|讯))?(?:特约|本报|本刊|见习|实习|首席|资深|高级|驻.{1,4})?"
    r"(?:记者|記者|通讯员|评论员|特派员|特约撰稿人|编辑)[\s:：]*"
)
_KOREAN_JOB_AFTER_NAME = r"\s?(?:선임|수석|인턴|객원)?(?:기자|특파원|논설위원|칼럼니스트|위원)"
_HAN_JOB_AFTER_NAME = r"\s?(?:記者|编辑|編集委員|特派員|记者)"
_MAX_NAME_WORDS = 40  # longer names are not searched for outlets and jobs, which would take long
_WORDS_BEFORE_JOBS = frozenset("本报 本刊 本社 本網 特约 首席".split())


def strip_affiliation(segment: str, listed: bool = False) -> tuple[str, str | None]:
    """Split a segment into the name, without its outlet, job and degree, and the location; None if there is none.

    `listed` is whether the segment is a later item of a list.
    """
    if segment[:3].casefold() == "by " and " " in segment[3:]:
        segment = segment[3:]  # Lena Maur, by Tom Okoro
    if is_job_title(segment) or segment.casefold() in OUTLETS:
        return segment, None  # our own correspondent
    if is_asian_script(segment):
        return _strip_asian_affiliation(segment), None
    name, location = _split_location(segment)
    if location and not INSTITUTION_WORDS.isdisjoint(name.casefold().split()):
        return segment, None  # the embassy in a country
    if name.startswith("the ") and re.match(r"the\s.*['’]s\s\S+\s", name):
        name = re.sub(r"^the\s.*?['’]s\s", "", name)  # the Post's Tom Reed
    if any(word in name.casefold() for word in ("for ", " of the", "special to")):
        name = _strip_employer(name)
    words = name.split()
    words = _strip_jobs_and_degrees(_strip_outlet(words)) if len(words) < _MAX_NAME_WORDS else words
    for index in range(2, min(len(words), 5)):
        if is_outlet_after_name(words[:index], words[index:]):
            words = words[:index]
            break
    if listed and len(words) > 3 and words[-1].casefold() in ORGANIZATION_WORDS | ORGANIZATION_LAST_WORDS:
        words = words[:-2]
    return " ".join(words), location


def split_spaced_names(piece: str) -> list[str]:
    """Split Chinese names, or Korean names before a job, that only spaces separate; else return the whole piece."""
    words = piece.split()
    if len(words) < 2:
        return [piece]
    if all(re.fullmatch(r"[가-힣]{2,4}", word) for word in words) and re.fullmatch(_KOREAN_JOB_AFTER_NAME, words[-1]):
        persons = [
            word for word in words if not is_organization(word) and not re.fullmatch(_KOREAN_JOB_AFTER_NAME, word)
        ]
        return persons or [piece]
    if not all(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word) for word in words):
        return [piece]
    words = [word for word in words if not re.fullmatch(_HAN_JOB_AFTER_NAME, word)]
    return words if are_chinese_names([word for word in words if not is_organization(word)]) else [piece]


def _strip_asian_affiliation(name: str) -> str:
    """Strip the outlet and the job from a name in an Asian script, where spaces may be missing."""
    if "\uac00" <= name[-1] <= "\ud7ff":
        name = re.sub(r"^\S+=\s*", "", name)
        match = re.fullmatch(rf"(.{{2,20}}?){_KOREAN_JOB_AFTER_NAME}", name)
        return match[1] if match else name
    if name[-1] in "者辑輯員员" and (match := re.fullmatch(rf"(.{{2,9}}){_HAN_JOB_AFTER_NAME}", name)):
        return name if is_organization(match[1]) or match[1] in _WORDS_BEFORE_JOBS else match[1]
    match = re.match(_HAN_JOB_BEFORE_NAME, name)
    return name[match.end() :] if match and len(name) > match.end() + 1 else name


def _split_location(segment: str) -> tuple[str, str | None]:
    """Split a name from its location: `Li Mei in Xi'an`, `Lena Maur reports from Velsen`."""
    if segment.count(" ") < 2:
        return segment, None
    for match in islice(re.finditer(_LOCATION_PATTERN, segment), 8):
        name, location = segment[: match.start()], segment[match.end() :].partition(" for ")[0]
        needs_known_location = match[0].strip() in ("en", "i", "a", "em", "w")
        may_be_unknown = not needs_known_location and (" " in name or match[0] == " in ")
        if location[:1].isupper() and (is_location(location) or may_be_unknown):
            return name, location
    return segment, None


def _strip_employer(name: str) -> str:
    """Strip the employer from a name: `Lena Maur for The Northern Post`; names of organizations may contain `for`."""
    match = re.fullmatch(_EMPLOYER_PATTERN, name)
    if not match:
        return name
    head = match["name"]
    is_organization_name = (
        is_job_title(head)
        or (is_organization(head) and not is_agency(head))
        or not INSTITUTION_WORDS.isdisjoint(head.casefold().split())
    )
    return name if is_organization_name else head


def _strip_outlet(words: list[str]) -> list[str]:
    """Strip the outlet before a job (`Xinhua writer Li Mei`) or after capitals (`TOM REED Associated Press`)."""
    for index in range(1, min(len(words) - 2, 5)):
        if words[index].casefold().rstrip("s") in JOB_LAST_WORDS and is_organization(" ".join(words[:index])):
            head = _strip_jobs_and_degrees(words[: index + 1])
            is_author_first = is_person_name(head) and is_organization(" ".join(words[index + 1 :]))
            return head if is_author_first else words[index + 1 :]  # Lena Maur Staff Writer Northern Post
    if len(words) > 3 and words[0].isupper() and words[1].isupper() and words[2].istitle():
        return words[:2] if is_organization(" ".join(words[2:])) else words
    return words


def _strip_jobs_and_degrees(words: list[str]) -> list[str]:
    """Strip the job before a name, and the jobs and degrees after it.

    Some words of jobs are also surnames (Head, Guest): they are stripped only beside a job, or if they are subjects.
    """
    words, has_job = _strip_leading_job(words), False
    while len(words) > 2 and not is_organization(" ".join(words[:2])):
        last = words[-1].casefold().strip(".")
        is_chief = last == "chief" and words[-2].casefold() == "bureau"
        if last in JOB_LAST_WORDS or is_chief:
            words, has_job = words[: -2 if is_chief else -1], True
            words = words[:-1] if len(words) > 2 and is_location(words[-1]) else words  # Velsen correspondent
        elif (last in JOB_WORDS and (has_job or last in SUBJECT_WORDS - ORGANIZATION_WORDS)) or _ends_in_degree(words):
            words = words[:-1]
        else:
            break
    return words


def _strip_leading_job(words: list[str]) -> list[str]:
    """Strip a complete job before a name: `Chief Political Correspondent Lena Maur`."""
    folded = [word.casefold() for word in words[:6]]
    for index in range(min(len(words) - 2, 6)):
        if folded[index] in JOB_LAST_WORDS:
            following = words[index + 1 :]
            is_preposition = following[0].casefold() in ("of", "at", "for", "in")
            return words if is_preposition or is_organization(" ".join(following)) else following
        if folded[index] not in JOB_WORDS:
            break
    return words


def _ends_in_degree(words: list[str]) -> bool:
    """Whether a name ends in a degree without a comma; `Ma` and `Do` may be names."""
    last = words[-1].strip(".")
    return is_degree(last) and last not in ("MA", "DO") and not last.istitle() and not last.islower()
