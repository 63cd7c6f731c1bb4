"""What of a printed byline is no name: what leads to names, labels, dates, addresses, brackets, other contributors."""

from __future__ import annotations

import re

from ..dates.calendar_words import MONTHS, WEEKDAYS
from ..dates.reader import read_time
from .classify import is_agency, is_organization, is_place, is_title, place_in
from .words import OUTLETS

# Compiled where they are used, by `re` itself: start-up counts.
_BY = (
    r"(?i)(?:(?:[a-z]+(?:\s(?:and|&)\s[a-z]+)?\s+)?by\b|(?:as\s)?told to\s"
    r"|(?:posted|published|updated|submitted)\b[^|]{0,40}?\sby\b|from\s(?=\S+\s\S)|oprac\.\s|(?:作者|文|本报记者|本刊记者|记者|記者|编辑)\s*[/／\s])[:\s]*"
)
_BY_ABROAD = (
    r"(?:(?:[Pp]ropos recueillis|[ÉEée]crit|[Pp]ublié|[Ee]scrito|[Pp]ublicado|[Rr]edactado|[Ii]nterview|[Gg]eschrieben"
    r"|[Ss]critto|[Dd]itulis|[Ss]krevet|[Ss]kriven|[Ee]in\s\w+|[Ee]ine\s\w+)\s)?"
    r"(?:[Pp]ar|[Pp]or|[Vv]on|[Dd]oor|[Dd]i|[Aa]v|[Aa]f|[Oo]leh|da|a cura di|A cura di|PAR|POR|VON)"
    r"\s(?=\w\S+\s\w)(?!V[ao]n\s)"
)
_OTHERS = (
    r"(?i)[\s,;(|]{0,9}\b(?:with (?:additional |extra )?"
    r"(?:files?|reporting|contributions?|inputs?|agenc(?:y|ies)|wires?|help)\b"
    r"|(?:additional |extra )(?:reporting|research|writing)\b|(?:edited|editing|photos?|photographs?|photography"
    r"|pictures|graphics?|illustrations?|video|translated|compiled|updated|reviewed|fact-checked|produced) by\b"
    r"|as told to\b).*"
)
_MORE = r"(?i)(?<![,\s])[,\s]*(?:\s(?:and|&)\s(?:\d+\s)?others|\bet\.?\s+al\.?)$"
# Labels inside a byline: of authors, of the source, of what others did.
_LABELS = (
    r"(?i)(?<!\w)(?:(?P<author>(?:authors?|author\(s\)|interview|autor(?:a|en|es)?|auteurs?|autore|byline|words|texte?s?|tekst|testo|texto|story"
    r"|report|penulis|автор|текст)(?:\s(?:and|&)\s[a-z]+)?|作者|文|撰文|本报记者|本刊记者|记者|記者|기자|글)"
    r"|(?P<source>sources?|fuente|fonte|quelle|источник|来源|來源|稿源|출처)"
    r"|(?P<other>photos?|photograph(?:er|y|s)|pictures?|fotos?|editors?|editing|video|illustrations?|graphics?"
    r"|translat(?:or|ion)|редактор|фото|编辑|編輯|责任编辑|责编|摄影|图|校对|사진))\s*[:：]\s*"
)
_EMAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
# What stands behind names: how long one reads, how long ago it was, when; addresses of pages.
_BEHIND = (
    r"(?i)[\s,;|•·(–—-]{1,9}(?:\d{1,3}\s?-?\s?min(?:ute)?s?\b\.?(?:\sread)?|(?:\d{1,3}|an?|one)\s(?:min(?:ute)?|hour|hr|day|week"
    r"|month|year)s?\sago|(?:first\s)?(?:published|updated|posted|last\s(?:updated|modified))\b(?!\sby)[^|\d]{0,40}\d[^|]*)\)?"
    r"(?=\s*(?:[|,•·]|$))"
)
_URL = r"(?<=\w)[\s,;|(]{1,9}(?:https?://|www\.)\S+"
_DATELINE = r"(?P<place>[^\s()\[\]][^()\[\]]{0,40}?)\s*\((?P<agency>[^()]+)\)\s*(?:[-–—:]+\s*)?(?P<rest>.*)"
_ROLES = frozenset("foto fotos photo photos pictures text texte video words he/him she/her they/them".split())
_SIGNS = str.maketrans({"，": ", ", "،": ", ", "；": "; ", "؛": "; ", "｜": "|", "（": " (", "）": ") ", "—": " — "})


def trimmed(text: str) -> str:
    """`text` without what leads to the names, without other contributors, addresses and brackets around."""
    # Patterns are compiled where they are needed: most bylines are a name, and start-up counts.
    if "[[" in text:
        text = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", text)
    if not text.isascii():
        text = " ".join(text.translate(_SIGNS).split())
        text = re.sub(r"(?<=[가-힣])·(?=[가-힣])", ", ", text) if "·" in text else text
    if text[:1] in ("(", "[") and re.fullmatch(r"[(\[][^()\[\]]+[)\]]", text):
        text = text[1:-1].strip()  # (Reuters)
    if ":" in text or "：" in text:
        text = _labelled(text)
    text = _alone(_led(text))
    text = _undated(text) if any(char.isdigit() for char in text) or " ago" in text else text
    text = re.sub(_URL, "", text) if "://" in text or "www." in text else text
    text = _unbracketed(text) if any(mark in text for mark in "@([") else text
    bare = text.strip("-–— ")
    if bare != text and is_organization(bare):
        return bare  # -AFP-
    return text[1:-1] if text[:1] == text[-1:] == '"' and text.count('"') == 2 else text


def _labelled(text: str) -> str:
    """What stands behind labels of authors, or before any label; else behind that of the source, of others."""
    found = list(re.finditer(_LABELS, text))
    if not found:
        return text
    held: dict[str, list[str]] = {"author": [], "source": [], "other": []}
    head = text[: found[0].start()].strip(" |;,([/")
    if any(char.isalpha() for char in head):
        held["author"].append(head)
    for match, after in zip(found, [*found[1:], None], strict=True):
        value = text[match.end() : after.start() if after else len(text)].strip(" |;,)]/")
        if any(char.isalpha() for char in value):
            held[match.lastgroup or "other"].append(value)
    return " | ".join(held["author"] or held["source"] or held["other"]) or text


def _led(text: str) -> str:
    """`text` without `By` and its like before the names."""
    low = text.casefold()
    if low in OUTLETS:
        return text  # Van onze correspondent
    leads = "by" in low[:40] or "told to " in low[:12] or low.startswith(("oprac", "from ")) or not text.isascii()
    if (leads and (match := re.match(_BY, text)) and match.end() < len(text)) or (
        low.startswith(tuple("pvdaoeéisg")) and (match := re.match(_BY_ABROAD, text))
    ):
        return text[match.end() :]
    lead, _, rest = text.partition(" ")
    return rest if lead.casefold() in ("par", "por", "von", "door", "di", "oleh") and is_organization(rest) else text


def _alone(text: str) -> str:
    """`text` without those who did something else, and without what is told of the author."""
    low = text.casefold()
    if any(word in low for word in ("with ", " by", "additional ", "extra ", "as told to")):
        cut = re.sub(_OTHERS, "", text)
        text = cut if any(char.isalpha() for char in cut) else text
    if (" is a" in low or " was a" in low) and (told := re.match(r"(.{3,60}?)\s(?:is|was)\san?\s", text)):
        text = told[1]
    return re.sub(_MORE, "", text) if "others" in low or "al" in low[-3:] else text


def _undated(text: str) -> str:
    """`text` without dates and times behind the names; never without all of it."""
    cut = re.sub(_BEHIND, "", text)
    text = cut if any(char.isalpha() for char in cut) else text
    return "|".join(_undated_piece(piece) for piece in text.split("|"))


def _undated_piece(piece: str) -> str:
    if not any(char.isdigit() for char in piece[-12:]):
        return piece
    words = piece.split()
    # A date has a few words, and a reading of it costs: three places at most are tried.
    marks = [at for at in range(max(len(words) - 7, 0), len(words)) if _may_begin_date(words[at])]
    for at in marks[:3]:
        time = read_time(" ".join(words[at:]))
        day = time.code == "N204" and at == len(words) - 2  # Mar 5
        if (time.value and time.code is None) or time.code == "N203" or day:
            cut = " ".join(words[:at]).rstrip(" ,;-–—•·(|")
            return cut.removesuffix(" on").removesuffix(" at")
    return piece


def _may_begin_date(word: str) -> bool:
    plain = word.casefold().strip(".,")
    return plain[:1].isdigit() or plain in MONTHS or plain in WEEKDAYS


def _unbracketed(text: str) -> str:
    """`text` without addresses, and without outlets in brackets; a place in brackets is set behind a comma."""
    named = re.fullmatch(rf"<?{_EMAIL}>?\s*\((?P<name>[^)]+)\)", text)  # an address with the name behind it
    if named:
        return named["name"]
    if "(" in text and (dateline := _dateline(text)):
        return dateline
    bare = re.sub(rf"(?<!\s)\s*+(?:[<(\[]?{_EMAIL}[>)\]]?|\(?@\w+\)?)", "", text)

    def inside(match: re.Match[str]) -> str:
        if place := place_in(match[1]):
            return f", {place}"
        if re.match(r"(?:with|avec|con|com|mit) ", match[1]):
            return f" {match[1]}"  # (avec NPA): who has added to it
        gone = is_organization(match[1]) or match[1].isupper() or is_title(match[1]) or "=" in match[1]
        gone = gone or match[1].casefold() in _ROLES
        return " " if gone else match[0]

    bare = " ".join(re.sub(r"(?<!\s)\s*+[(\[]([^()\[\]]+)[)\]]", inside, bare).replace(" ,", ",").split())
    return bare if any(char.isalpha() for char in bare) else text


def _dateline(text: str) -> str | None:
    """`Paris (AFP)` as `AFP, Paris`, and `Paris (AFP) - Lena Maur` as `Lena Maur in Paris`."""
    match = re.fullmatch(_DATELINE, text)
    if not match or not is_agency(match["agency"]):
        return None
    place, rest = match["place"], match["rest"]
    # Towns are many and authors of one name few: one word before an agency is where it reports from.
    if not is_place(place) and (" " in place or (rest and not place.isupper())):
        return None
    if "," in rest or " and " in rest or rest.startswith("and "):
        return None
    return f"{rest} in {place}" if rest else f"{match['agency']} in {place}"
