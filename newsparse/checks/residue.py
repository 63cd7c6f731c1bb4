"""Scraper residue: markup and lines of the page in articles, and pages that hold no article.

Each pattern is compared with a whole line or sentence: prose that mentions the same words has others around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from ..text.positions import Positions
from .context import Noted, Seen, note, places_in
from .mojibake import mojibake_in

_TAGS = """
    a abbr address article aside audio b blockquote body br button caption center cite code dd div dl dt em embed
    figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li link main
    meta nav noscript object ol option p picture pre q s script section select small source span strong style sub sup
    svg table tbody td textarea tfoot th thead title tr u ul video
""".split()
_TAG = rf"(?i)</?(?:{'|'.join(_TAGS)})(?:\s(?=[^<>]{{0,2000}}=)[^<>]{{0,2000}}|\s*/?)>|<!--|-->|<!doctype\s|<!\[CDATA\["
# With its semicolon, or one of those that pages lose it of most.
_ENTITY = r"&(?:#\d{1,7};?|#[xX][\da-fA-F]{1,6};?|[A-Za-z][A-Za-z\d]{1,30};|(?:nbsp|amp|quot)\b)"

_LONGEST_LINE = 250  # characters; what is longer is a paragraph
_MOST_WORDS, _LONGEST_PAGE = 120, 2000  # words and characters of a page without an article
_RIGHTS = ("reserv", "réserv", "vorbehalten")  # what lines of the section `rights` hold: their patterns are slow
_MARKS = ("©", "copyright", "&copy;", "(c)")  # how lines of copyright begin
_LINKS = ("read ", "also read ")  # how lines of the section `links` begin
_NOTES = ("this ", "the ", "an earlier ", "a previous ")  # how lines of the section `notes` begin
_AROUND = " \t\xa0*•|-–—»›>[]().!…:"  # what may stand around a line of the page
_SMALL_WORDS = frozenset("a al and by da das de del der des di do du e et for la le of on the und van von y".split())
# What the last word of an owner without a year is, and what begins items of a list such as `(c) Section 3 of 2010`.
_COMPANY = frozenset("agency co corp gmbh group inc llc ltd media network news plc press publishing sa".split())
_LAW = frozenset("act article chapter clause directive law paragraph part regulation section".split())
_LONGEST_OWNER = 10  # words
_SAYS = (
    r"(?i)(?<!: )\b(says?|said|asks?|asked|told|tells|explain(s|ed)|warn(s|ed)|argue[sd]|insist(s|ed)|wrote"
    r"|dit|disent|dij[oe]|dice|dicen|disse|diz|sagte?n?)\b"
)
# Words of news that pages without an article do not use.
_NEWS = (
    r"\b((mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|since|ago|police|minister|court|mayor"
    r"|reads?,? (the|a) sign)\b"
)
_DATES = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]{3,9}\.?|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?)"
    r",? (?:199[5-9]|20\d\d)\b"  # sites of news begin in 1995
    r"|\d{1,2}[:.]\d\d\b|\d{1,2} ?[ap]\.?m\b|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_WORDS_OF_NOTES = {
    "{date}": _DATES,
    "{piece}": "(?:article|story|piece|post|headline)",
    "{was}": "(?:was|has been|has since been)(?: last| since| first)?",
    "{edited}": "(?:amended|corrected|updated|edited|modified|revised|clarified)",
    "{site}": r"(?:the )?(?!\w+day\b)(?-i:[^\W\d_a-zà-ÿ])[\w’'&]*(?: (?-i:[^\W\d_a-zà-ÿ])[\w’'&]*){0,4}",
}
_SHOWN = 60  # characters of what is found that a message shows
_WITH_TEXT = ("title", "author", "author_title", "author_description")  # fields whose values may be lines of a page
_FEW_WORDS = 3  # of a page whose title tells what it is


def residue_of_markup(seen: Seen) -> Iterator[Noted]:
    """N015, N315, N316 in the header and the body: the first of each in a line."""
    document = seen.document
    text = seen.text[document.top : document.offset + len(document.body)]
    found = [("N015", piece.start, piece.message) for piece in mojibake_in(text)]
    found += (("N315", match.start(), f"an HTML tag: {match[0][:_SHOWN]!r}") for match in tags_in(text))
    found += (("N316", match.start(), f"a character reference of HTML: {match[0]!r}") for match in entities_in(text))
    places = Positions(seen.text, document.top, document.line - seen.text.count("\n", document.top, document.offset))
    reported = set[tuple[str, int]]()
    for code, at, message in sorted(found, key=lambda item: item[1]):
        line, column = places.of(document.top + at)
        if (code, line) not in reported:
            reported.add((code, line))
            yield note(code, message, (line, column))


def lines_of_the_page(seen: Seen) -> Iterator[Noted]:
    """N317, in the lines of the body and in values that are one, of fields with text."""
    for field in seen.document.fields:
        if field.name in _WITH_TEXT and is_boilerplate(field.value):
            yield note("N317", f"a line of the page, not of the article: {field.value[:_SHOWN]!r}", field)
    places, at = places_in(seen), 0
    for row in seen.document.body.split("\n"):
        if is_boilerplate(row):
            line, column = places(at + len(row) - len(row.lstrip()))
            yield note("N317", f"a line of the page, not of the article: {row.strip()[:_SHOWN]!r}", (line, column))
        at += len(row) + 1


def page_without_an_article(seen: Seen) -> Iterator[Noted]:
    """N318, at the title if there is one."""
    title, field = seen.article.title, seen.fields.get("title")
    if is_page(title, seen.document.body):
        place = field if title and field else (seen.document.line, seen.document.column)
        yield note("N318", "a page that a server gives instead of an article, such as an error or a challenge", place)


def tags_in(text: str) -> Iterator[re.Match[str]]:
    """The HTML tags and comments in a text."""
    return re.finditer(_TAG, text) if "<" in text or "-->" in text else iter(())


def entities_in(text: str) -> Iterator[re.Match[str]]:
    """The character references of HTML in a text: `&nbsp;`, `&#8217;`; names that HTML does not have are none."""
    for match in re.finditer(_ENTITY, text) if "&" in text else ():
        name = match[0][1:]
        if name[0] == "#" or _is_entity(name):
            yield match


def _is_entity(name: str) -> bool:
    from html.entities import html5  # few files need it

    return name in html5 or f"{name};" in html5


def is_boilerplate(line: str) -> bool:
    """Whether a line, or a block, is one of the page around an article, not of its text.

    >>> is_boilerplate("Read more: Ferry returns"), is_boilerplate("Read more slowly, she told the class.")
    (True, False)
    """
    bare = line.strip(_AROUND)
    if not 0 < len(bare) <= _LONGEST_LINE:
        return False
    if bare[:2] in ("c)", "C)") and f"({bare[:2]}" in line:  # the bracket is a part of the sign
        bare = "(" + bare
    low = bare.casefold()
    if low.startswith(_MARKS) and _is_copyright(bare):
        return True
    if low.startswith(_NOTES) and _match_of("notes")(bare):
        return not re.search(r", (\w+ ){1,4}(said|says|wrote)$", low)
    if any(word in low for word in _RIGHTS) and _reserves_rights(bare):
        return True
    if _match_of("lines")(low):
        return not _is_prose(line)
    return low.startswith(_LINKS) and not line.rstrip().endswith(".") and bool(_match_of("links")(low))


def _is_prose(line: str) -> bool:
    """Whether a line that begins like one of a page is a sentence: it tells who says it, or a clause goes on."""
    line = line.rstrip(" \t\xa0\"'”’»)")
    if not line.endswith((".", "!", "?")):
        return False
    _, colon, rest = line.partition(": ")
    return bool(re.search(_SAYS, line)) or (bool(colon) and line.endswith(".") and rest.lstrip()[:1].islower())


def _is_copyright(line: str) -> bool:
    """Whether a line that begins with a sign of copyright names a year and an owner, or a company.

    Without them `(c)` is an item of a list, and `Copyright` a word of a sentence; `©` needs none.
    """
    mark = re.match(r"(?i)(?:copyright\W{0,3})?(?:©|&copy;)|copyright(?: *\(c\))?|\(c\)", line)
    if mark is None:
        return False
    if mark[0].endswith(("©", ";")):
        return len(line) > mark.end()
    rest = re.sub(r"(?i)^[\s:,]*(?:by |reserved )?", "", line[mark.end() :])
    owner = re.split(r"[.|–—](?:\s|$)", rest)[0]
    words = [word.strip(",.()") for word in owner.casefold().split()]
    has_year = bool(re.search(r"\b(19|20)\d\d(-\d+)?,?(\s|$)", owner))
    is_company = mark[0][0] != "(" and bool(words) and words[-1] in _COMPANY
    return (has_year or is_company) and _is_owner(owner) and _LAW.isdisjoint(words)


def _reserves_rights(line: str) -> bool:
    """Whether a line ends with a reservation of rights, and before it stands an owner or another sentence of law."""
    match = re.search(rf"(?i)(?<!\w)(?:{_rows('rights')})$", line)
    if match is None:
        return False
    before = line[: match.start()].rstrip()
    if not before or "©" in before or before.casefold().startswith(_MARKS):
        return True
    if before.endswith((".", "|")) and match[0][0].isupper():
        return not re.search(_SAYS, before)
    return _is_owner(before)


def _is_owner(words: str) -> bool:
    """Whether words are a name, with years or an address of a site: nothing else of them is in lower case."""
    parts = words.split()
    return len(parts) <= _LONGEST_OWNER and all(
        not part[:1].islower() or part.casefold().strip(",.") in _SMALL_WORDS or "." in part[:-1] for part in parts
    )


def is_page(title: str | None, body: str) -> bool:
    """Whether a title and a body are a challenge, an error page or a subscription wall, with no article in it.

    Most of the body must be sentences of such a page, or the title or the first line must be one of such a page and
    the body hold hardly anything. Such a title above a short article is none.
    """
    if len(body) > _LONGEST_PAGE:
        return False
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    words = sum(len(line.split()) for line in lines)
    if words > _MOST_WORDS:
        return False
    is_titled = _is_page_title(title) or (bool(lines) and _is_page_title(lines[0]))
    if is_titled and words <= _FEW_WORDS:
        return True
    sentences = (sentence for line in lines for sentence in re.split(r"(?<=[.?!…])\s+", line))
    said = sum(len(sentence.split()) for sentence in sentences if _is_of_page(sentence))
    return said * 2 > words


def _is_of_page(sentence: str) -> bool:
    """Whether a sentence is one of a page without an article, and nobody in an article says it."""
    low = sentence.casefold().lstrip()
    is_one = _is_page_title(sentence) or _match_of("sentences")(low) is not None
    return is_one and not re.search(f"{_SAYS}|{_NEWS}", low)


def _is_page_title(line: str | None) -> bool:
    """Whether this is the title of a page without an article, also with the name of a site behind it."""
    heads = [line or "", re.split(r"\s[|–—-]\s", line or "")[0]]
    return any(_match_of("titles")(head.casefold().strip(" .…!?:")) for head in heads if head)


@cache
def _match_of(section: str) -> Callable[[str], re.Match[str] | None]:
    """A function that matches a text with the patterns of a section of `residue.txt`: sentences at its beginning,
    others as a whole, notes in any case."""
    pattern = re.compile(_rows(section), re.IGNORECASE if section == "notes" else 0)
    return pattern.match if section == "sentences" else pattern.fullmatch


@cache
def _rows(section: str) -> str:
    """The patterns of one section, one of which must match; `~` stands for any characters of a line."""
    rows = _data().split(f"[{section}]\n", 1)[1].split("\n[", 1)[0].split("\n")
    text = "|".join(row.replace("~", "[^\\n]{1,200}") for row in rows if row and not row.startswith("#"))
    for name, pattern in _WORDS_OF_NOTES.items():
        text = text.replace(name, pattern)
    return text


@cache
def _data() -> str:
    return (Path(__file__).parent / "residue.txt").read_text(encoding="utf-8")
