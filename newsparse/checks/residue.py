"""Boilerplate of pages in articles, and pages that hold no article.

A pattern is compared with a whole line or sentence, because prose that mentions the same words has others around them.
The patterns are in `residue.txt`, by section.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

_MAX_LINE = 250  # characters; a longer line is a paragraph
_MAX_PAGE_WORDS, _MAX_PAGE = 120, 2000  # words and characters of a page without an article
_MAX_TITLED_WORDS = 3  # words of a page that its title alone identifies
_MAX_OWNER_WORDS = 10
_SURROUNDING = " \t\xa0*•|-–—»›>[]().!…:"  # characters that may stand around boilerplate

# What all lines of a section contain or begin with: tested before its patterns, which are slow.
_RIGHTS_WORDS = ("reserv", "réserv", "vorbehalten")
_COPYRIGHT_STARTS = ("©", "copyright", "&copy;", "(c)")
_LINK_STARTS = ("read ", "also read ")
_NOTE_STARTS = ("this ", "the ", "an earlier ", "a previous ")

_SMALL_WORDS = frozenset("a al and by da das de del der des di do du e et for la le of on the und van von y".split())
# Last words of an owner without a year, and words that occur in items of a list such as `(c) Section 3 of 2010`.
_COMPANY_WORDS = frozenset("agency co corp gmbh group inc llc ltd media network news plc press publishing sa".split())
_LAW_WORDS = frozenset("act article chapter clause directive law paragraph part regulation section".split())
_SPEECH_VERB = (
    r"(?i)(?<!: )\b(says?|said|asks?|asked|told|tells|explain(s|ed)|warn(s|ed)|argue[sd]|insist(s|ed)|wrote"
    r"|dit|disent|dij[oe]|dice|dicen|disse|diz|sagte?n?)\b"
)
# Words of news that do not occur in pages without an article.
_NEWS_WORD = (
    r"\b((mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|since|ago|police|minister|court|mayor"
    r"|reads?,? (the|a) sign)\b"
)
_DATE = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]{3,9}\.?|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?)"
    r",? (?:199[5-9]|20\d\d)\b"  # news sites exist since 1995
    r"|\d{1,2}[:.]\d\d\b|\d{1,2} ?[ap]\.?m\b|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
# Names in the patterns of `residue.txt`, and what they stand for.
_PLACEHOLDERS = {
    "{date}": _DATE,
    "{piece}": "(?:article|story|piece|post|headline)",
    "{was}": "(?:was|has been|has since been)(?: last| since| first)?",
    "{edited}": "(?:amended|corrected|updated|edited|modified|revised|clarified)",
    "{site}": r"(?:the )?(?!\w+day\b)(?-i:[^\W\d_a-zà-ÿ])[\w’'&]*(?: (?-i:[^\W\d_a-zà-ÿ])[\w’'&]*){0,4}",
}


def is_boilerplate(line: str) -> bool:
    """Whether a line, or a block, belongs to the page around an article and not to its text.

    >>> is_boilerplate("Read more: Ferry returns"), is_boilerplate("Read more slowly, she told the class.")
    (True, False)
    """
    bare = line.strip(_SURROUNDING)
    if not 0 < len(bare) <= _MAX_LINE:
        return False
    if bare[:2] in ("c)", "C)") and f"({bare[:2]}" in line:  # the bracket is a part of the copyright sign
        bare = "(" + bare
    folded = bare.casefold()
    if folded.startswith(_COPYRIGHT_STARTS) and _is_copyright(bare):
        return True
    if folded.startswith(_NOTE_STARTS) and _matcher("notes")(bare):
        return not re.search(r", (\w+ ){1,4}(said|says|wrote)$", folded)
    if any(word in folded for word in _RIGHTS_WORDS) and _reserves_rights(bare):
        return True
    return _is_link_or_notice(line, folded)


def _is_link_or_notice(line: str, folded: str) -> bool:
    """Whether a line fits one of the sections `lines` and `links`.

    `folded` is the line in lower case, without the characters around it.
    """
    if _matcher("lines")(folded):
        return not _is_prose(line)
    return folded.startswith(_LINK_STARTS) and not line.rstrip().endswith(".") and bool(_matcher("links")(folded))


def _is_prose(line: str) -> bool:
    """Whether a line that begins like boilerplate is a sentence: someone says it, or a clause follows a colon."""
    line = line.rstrip(" \t\xa0\"'”’»)")
    if not line.endswith((".", "!", "?")):
        return False
    _, colon, rest = line.partition(": ")
    return bool(re.search(_SPEECH_VERB, line)) or (bool(colon) and line.endswith(".") and rest.lstrip()[:1].islower())


def _is_copyright(line: str) -> bool:
    """Whether a line that begins with a copyright sign names a year and an owner, or a company.

    Without these, `(c)` is an item of a list and `Copyright` a word of a sentence; `©` needs neither.
    """
    sign = re.match(r"(?i)(?:copyright\W{0,3})?(?:©|&copy;)|copyright(?: *\(c\))?|\(c\)", line)
    if sign is None:
        return False
    if sign[0].endswith(("©", ";")):
        return len(line) > sign.end()
    rest = re.sub(r"(?i)^[\s:,]*(?:by |reserved )?", "", line[sign.end() :])
    owner = re.split(r"[.|–—](?:\s|$)", rest)[0]
    words = [word.strip(",.()") for word in owner.casefold().split()]
    has_year = bool(re.search(r"\b(19|20)\d\d(-\d+)?,?(\s|$)", owner))
    is_company = sign[0][0] != "(" and bool(words) and words[-1] in _COMPANY_WORDS
    return (has_year or is_company) and _is_owner(owner) and _LAW_WORDS.isdisjoint(words)


def _reserves_rights(line: str) -> bool:
    """Whether a line ends with a reservation of rights, after an owner or another legal sentence."""
    match = re.search(rf"(?i)(?<!\w)(?:{_section('rights')})$", line)
    if match is None:
        return False
    before = line[: match.start()].rstrip()
    if not before or "©" in before or before.casefold().startswith(_COPYRIGHT_STARTS):
        return True
    if before.endswith((".", "|")) and match[0][0].isupper():
        return not re.search(_SPEECH_VERB, before)
    return _is_owner(before)


def _is_owner(words: str) -> bool:
    """Whether words are a name, with years or the address of a site: no other word is in lower case."""
    parts = words.split()
    return len(parts) <= _MAX_OWNER_WORDS and all(
        not part[:1].islower() or part.casefold().strip(",.") in _SMALL_WORDS or "." in part[:-1] for part in parts
    )


def is_page_without_article(title: str | None, body: str) -> bool:
    """Whether a title and a body are a challenge, an error page or a subscription wall, without an article.

    Either more than half of the words of the body are in sentences of such pages, or the title or the first line is
    that of such a page and the body has hardly any words. Such a title above a short article is not enough.
    """
    if len(body) > _MAX_PAGE:
        return False
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    words = sum(len(line.split()) for line in lines)
    if words > _MAX_PAGE_WORDS:
        return False
    if words <= _MAX_TITLED_WORDS and any(map(_is_page_title, (title, *lines[:1]))):
        return True
    return 2 * sum(map(_count_page_words, lines)) > words


def _count_page_words(line: str) -> int:
    """Count the words of a line that are in sentences of pages without an article."""
    sentences = re.split(r"(?<=[.?!…])\s+", line)
    return sum(len(sentence.split()) for sentence in sentences if _is_page_sentence(sentence))


def _is_page_sentence(sentence: str) -> bool:
    """Whether a sentence is one of a page without an article, and is not attributed to a speaker as in news."""
    folded = sentence.casefold().lstrip()
    fits = _is_page_title(sentence) or _matcher("sentences")(folded) is not None
    return fits and not re.search(f"{_SPEECH_VERB}|{_NEWS_WORD}", folded)


def _is_page_title(line: str | None) -> bool:
    """Whether a line is the title of a page without an article, also before the name of a site."""
    titles = [line or "", re.split(r"\s[|–—-]\s", line or "")[0]]
    return any(_matcher("titles")(title.casefold().strip(" .…!?:")) for title in titles if title)


@cache
def _matcher(section: str) -> Callable[[str], re.Match[str] | None]:
    """Return a function that matches a text with the patterns of a section of `residue.txt`.

    The whole text must match, except for `sentences`, which match its beginning; `notes` are matched in any case.
    """
    pattern = re.compile(_section(section), re.IGNORECASE if section == "notes" else 0)
    return pattern.match if section == "sentences" else pattern.fullmatch


@cache
def _section(name: str) -> str:
    """Return one pattern that matches any pattern of a section; `~` stands for any characters of a line."""
    lines = _data().split(f"[{name}]\n", 1)[1].split("\n[", 1)[0].split("\n")
    text = "|".join(line.replace("~", "[^\\n]{1,200}") for line in lines if line and not line.startswith("#"))
    for placeholder, pattern in _PLACEHOLDERS.items():
        text = text.replace(placeholder, pattern)
    return text


@cache
def _data() -> str:
    return (Path(__file__).parent / "residue.txt").read_text(encoding="utf-8")
