"""Strip the text around the names of a byline: lead words, labels, dates, addresses, brackets, other contributors.

What belongs to one name, such as a job, is stripped later, by `clean`.
"""

from __future__ import annotations

import re

from ..dates.calendar_words import MONTHS, WEEKDAYS
from ..dates.reader import parse_time
from .classify import is_agency, is_job_title, is_location, is_organization, parse_location
from .words import OUTLETS

# Patterns are compiled on first use, by `re` itself: compiling slows start-up.
_LEAD_PATTERN = (
    r"(?i)(?:(?:[a-z]+(?:\s(?:and|&)\s[a-z]+)?\s+)?by\b|(?:as\s)?told to\s"
    r"|(?:posted|published|updated|submitted)\b[^|]{0,40}?\sby\b|from\s(?=\S+\s\S)|oprac\.\s"
    r"|(?:作者|文|本报记者|本刊记者|记者|記者|编辑)\s*[/／\s])[:\s]*"
)
_FOREIGN_LEAD_PATTERN = (
    r"(?:(?:[Pp]ropos recueillis|[ÉEée]crit|[Pp]ublié|[Ee]scrito|[Pp]ublicado|[Rr]edactado|[Ii]nterview|[Gg]eschrieben"
    r"|[Ss]critto|[Dd]itulis|[Ss]krevet|[Ss]kriven|[Ee]in\s\w+|[Ee]ine\s\w+)\s)?"
    r"(?:[Pp]ar|[Pp]or|[Vv]on|[Dd]oor|[Dd]i|[Aa]v|[Aa]f|[Oo]leh|da|a cura di|A cura di|PAR|POR|VON)"
    r"\s(?=\w\S+\s\w)(?!V[ao]n\s)"
)
_CONTRIBUTORS_PATTERN = (
    r"(?i)[\s,;(|]{0,9}\b(?:with (?:additional |extra )?"
    r"(?:files?|reporting|contributions?|inputs?|agenc(?:y|ies)|wires?|help)\b"
    r"|(?:additional |extra )(?:reporting|research|writing)\b|(?:edited|editing|photos?|photographs?|photography"
    r"|pictures|graphics?|illustrations?|video|translated|compiled|updated|reviewed|fact-checked|produced) by\b"
    r"|as told to\b).*"
)
_AND_OTHERS_PATTERN = r"(?i)(?<![,\s])[,\s]*(?:\s(?:and|&)\s(?:\d+\s)?others|\bet\.?\s+al\.?)$"
# Labels within a byline: of authors, of the source, of other contributors.
_LABEL_PATTERN = (
    r"(?i)(?<!\w)(?:(?P<author>(?:authors?|author\(s\)|interview|autor(?:a|en|es)?|auteurs?|autore|byline|words|texte?s?"
    r"|tekst|testo|texto|story|report|penulis|автор|текст)(?:\s(?:and|&)\s[a-z]+)?|作者|文|撰文|本报记者|本刊记者|记者|記者|기자|글)"
    r"|(?P<source>sources?|fuente|fonte|quelle|источник|来源|來源|稿源|출처)"
    r"|(?P<other>photos?|photograph(?:er|y|s)|pictures?|fotos?|editors?|editing|video|illustrations?|graphics?"
    r"|translat(?:or|ion)|редактор|фото|编辑|編輯|责任编辑|责编|摄影|图|校对|사진))\s*[:：]\s*"
)
_EMAIL_PATTERN = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
# Text after names: the reading time, the age of the article, labels with a date.
_TRAILING_TIME_PATTERN = (
    r"(?i)[\s,;|•·(–—-]{1,9}(?:\d{1,3}\s?-?\s?min(?:ute)?s?\b\.?(?:\sread)?"
    r"|(?:\d{1,3}|an?|one)\s(?:min(?:ute)?|hour|hr|day|week|month|year)s?\sago"
    r"|(?:first\s)?(?:published|updated|posted|last\s(?:updated|modified))\b(?!\sby)[^|\d]{0,40}\d[^|]*)\)?"
    r"(?=\s*(?:[|,•·]|$))"
)
_URL_PATTERN = r"(?<=\w)[\s,;|(]{1,9}(?:https?://|www\.)\S+"
_DATELINE_PATTERN = r"(?P<location>[^\s()\[\]][^()\[\]]{0,40}?)\s*\((?P<agency>[^()]+)\)\s*(?:[-–—:]+\s*)?(?P<rest>.*)"
_ROLES = frozenset("foto fotos photo photos pictures text texte video words he/him she/her they/them".split())
_PUNCTUATION = str.maketrans(
    {"，": ", ", "،": ", ", "；": "; ", "؛": "; ", "｜": "|", "（": " (", "）": ") ", "—": " — "}
)


def strip_non_names(text: str) -> str:
    """Strip lead words, labels, other contributors, dates, addresses and brackets from a byline.

    Cheap tests guard the patterns, because most bylines are a plain name.
    """
    if "[[" in text:
        text = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", text)
    if not text.isascii():
        text = " ".join(text.translate(_PUNCTUATION).split())
        text = re.sub(r"(?<=[가-힣])·(?=[가-힣])", ", ", text) if "·" in text else text
    if text[:1] in ("(", "[") and re.fullmatch(r"[(\[][^()\[\]]+[)\]]", text):
        text = text[1:-1].strip()  # (Reuters)
    if ":" in text or "：" in text:
        text = _select_labelled_names(text)
    text = _strip_other_contributors(_strip_lead(text))
    text = _strip_dates(text) if any(char.isdigit() for char in text) or " ago" in text else text
    text = re.sub(_URL_PATTERN, "", text) if "://" in text or "www." in text else text
    text = _strip_brackets(text) if any(mark in text for mark in "@([") else text
    stripped = text.strip("-–— ")
    if stripped != text and is_organization(stripped):
        return stripped  # -AFP-
    return text[1:-1] if text[:1] == text[-1:] == '"' and text.count('"') == 2 else text


def _select_labelled_names(text: str) -> str:
    """Select the names after labels of authors and before the first label; else those of the source, then of others."""
    found = list(re.finditer(_LABEL_PATTERN, text))
    if not found:
        return text
    values: dict[str, list[str]] = {"author": [], "source": [], "other": []}
    head = text[: found[0].start()].strip(" |;,([/")
    if any(char.isalpha() for char in head):
        values["author"].append(head)
    for match, after in zip(found, [*found[1:], None], strict=True):
        value = text[match.end() : after.start() if after else len(text)].strip(" |;,)]/")
        if any(char.isalpha() for char in value):
            values[match.lastgroup or "other"].append(value)
    return " | ".join(values["author"] or values["source"] or values["other"]) or text


def _strip_lead(text: str) -> str:
    """Strip `By` and similar words of other languages before the names."""
    folded = text.casefold()
    if folded in OUTLETS:
        return text  # Van onze correspondent
    may_have_lead = (
        "by" in folded[:40] or "told to " in folded[:12] or folded.startswith(("oprac", "from ")) or not text.isascii()
    )
    if (may_have_lead and (match := re.match(_LEAD_PATTERN, text)) and match.end() < len(text)) or (
        folded.startswith(tuple("pvdaoeéisg")) and (match := re.match(_FOREIGN_LEAD_PATTERN, text))
    ):
        return text[match.end() :]
    lead, _, rest = text.partition(" ")
    return rest if lead.casefold() in ("par", "por", "von", "door", "di", "oleh") and is_organization(rest) else text


def _strip_other_contributors(text: str) -> str:
    """Strip other contributors, and a description of the author: `Lena Maur is a writer in Velsen`."""
    folded = text.casefold()
    if any(word in folded for word in ("with ", " by", "additional ", "extra ", "as told to")):
        cut = re.sub(_CONTRIBUTORS_PATTERN, "", text)
        text = cut if any(char.isalpha() for char in cut) else text
    if (" is a" in folded or " was a" in folded) and (match := re.match(r"(.{3,60}?)\s(?:is|was)\san?\s", text)):
        text = match[1]
    return re.sub(_AND_OTHERS_PATTERN, "", text) if "others" in folded or "al" in folded[-3:] else text


def _strip_dates(text: str) -> str:
    """Strip dates and times after the names, unless no letter remains."""
    cut = re.sub(_TRAILING_TIME_PATTERN, "", text)
    text = cut if any(char.isalpha() for char in cut) else text
    return "|".join(_strip_date(piece) for piece in text.split("|"))


def _strip_date(piece: str) -> str:
    """Strip a date at the end of a piece."""
    if not any(char.isdigit() for char in piece[-12:]):
        return piece
    words = piece.split()
    # A date has at most seven words. Parsing is slow, so at most three starts are tried.
    starts = [index for index in range(max(len(words) - 7, 0), len(words)) if _may_begin_date(words[index])]
    for start in starts[:3]:
        time = parse_time(" ".join(words[start:]))
        is_day = time.code == "N204" and start == len(words) - 2  # Mar 5
        if (time.value and time.code is None) or time.code == "N203" or is_day:
            cut = " ".join(words[:start]).rstrip(" ,;-–—•·(|")
            return cut.removesuffix(" on").removesuffix(" at")
    return piece


def _may_begin_date(word: str) -> bool:
    folded = word.casefold().strip(".,")
    return folded[:1].isdigit() or folded in MONTHS or folded in WEEKDAYS


def _strip_brackets(text: str) -> str:
    """Strip addresses, and outlets, jobs and roles in brackets; set a location in brackets after a comma."""
    address = re.fullmatch(rf"<?{_EMAIL_PATTERN}>?\s*\((?P<name>[^)]+)\)", text)  # an address, the name in brackets
    if address:
        return address["name"]
    if "(" in text and (dateline := _parse_dateline(text)):
        return dateline
    stripped = re.sub(rf"(?<!\s)\s*+(?:[<(\[]?{_EMAIL_PATTERN}[>)\]]?|\(?@\w+\)?)", "", text)

    def replace(match: re.Match[str]) -> str:
        if location := parse_location(match[1]):
            return f", {location}"
        if re.match(r"(?:with|avec|con|com|mit) ", match[1]):
            return f" {match[1]}"  # (avec NPA): an agency that contributed
        is_dropped = is_organization(match[1]) or match[1].isupper() or is_job_title(match[1]) or "=" in match[1]
        is_dropped = is_dropped or match[1].casefold() in _ROLES
        return " " if is_dropped else match[0]

    stripped = " ".join(re.sub(r"(?<!\s)\s*+[(\[]([^()\[\]]+)[)\]]", replace, stripped).replace(" ,", ",").split())
    return stripped if any(char.isalpha() for char in stripped) else text


def _parse_dateline(text: str) -> str | None:
    """Rewrite `Paris (AFP)` as `AFP in Paris`, `Paris (AFP) - Lena Maur` as `Lena Maur in Paris`; else return None."""
    match = re.fullmatch(_DATELINE_PATTERN, text)
    if not match or not is_agency(match["agency"]):
        return None
    location, rest = match["location"], match["rest"]
    # Most towns are not in the list, and few authors have one name: one word before an agency is a location.
    if not is_location(location) and (" " in location or (rest and not location.isupper())):
        return None
    if "," in rest or " and " in rest or rest.startswith("and "):
        return None
    return f"{rest} in {location}" if rest else f"{match['agency']} in {location}"
