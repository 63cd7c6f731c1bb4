"""HTML tags and character references that extractors leave in articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The elements that pages of news are made of. Other names in angle brackets are as often placeholders in prose.
_ELEMENTS = """
    a abbr address article aside audio b blockquote body br button caption center cite code dd div dl dt em embed
    figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li link main
    meta nav noscript object ol option p picture pre q s script section select small source span strong style sub sup
    svg table tbody td textarea tfoot th thead title tr u ul video
""".split()
# A space inside a tag must be followed by an attribute with a value: `<a b>` may be a formula. This is stricter than
# the tags of `body.protected`: a text left unchanged does less harm than a false finding.
_TAG = (
    rf"(?i)</?(?:{'|'.join(_ELEMENTS)})(?:\s(?=[^<>]{{0,2000}}=)[^<>]{{0,2000}}|\s*/?)>"
    r"|<!--|-->|<!doctype\s|<!\[CDATA\["
)
# Character references end with a semicolon, which pages most often omit in the three named without it.
_ENTITY = r"&(?:#\d{1,7};?|#[xX][\da-fA-F]{1,6};?|[A-Za-z][A-Za-z\d]{1,30};|(?:nbsp|amp|quot)\b)"


def tags_in(text: str) -> Iterator[re.Match[str]]:
    """Find the HTML tags, comments and declarations in a text.

    >>> [tag[0] for tag in tags_in("See <a href='/1'>the list</a> of <names>.")]
    ["<a href='/1'>", '</a>']
    """
    return re.finditer(_TAG, text) if "<" in text or "-->" in text else iter(())


def entities_in(text: str) -> Iterator[re.Match[str]]:
    """Find the HTML character references in a text, such as `&nbsp;` and `&#8217;`; names unknown to HTML do not count.

    >>> [entity[0] for entity in entities_in("Reed &amp; Sons&nbsp;left &quay;")]
    ['&amp;', '&nbsp;']
    """
    for match in re.finditer(_ENTITY, text) if "&" in text else ():
        name = match[0][1:]
        if name[0] == "#" or _is_entity_name(name):
            yield match


def _is_entity_name(name: str) -> bool:
    from html.entities import html5  # few files need it

    return name in html5 or f"{name};" in html5
