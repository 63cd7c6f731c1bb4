"""The table of formats: the name of each, the advice for such a file, and the signs that show it."""

from __future__ import annotations

from typing import NamedTuple

from . import front_matter, signs
from .signs import Find, labels, line


class Sign(NamedTuple):
    """A feature of a format, and the points it adds.

    A `shared` sign may also stand in the header of a native file, as a foreign label.
    """

    weight: float
    find: Find
    shared: bool = False


class Format(NamedTuple):
    """A format of news files: its name, its title and the advice in messages, and its signs."""

    name: str
    title: str
    advice: str
    signs: tuple[Sign, ...]


_RELABEL = "replace its header by the native labels, such as `Title:` and `Text:`"
_EXTRACT = "extract the text first, and put the native labels above it"
_SPLIT = "write each article to a text file with the native labels first"
_WORDS = r"\d[\d.,]* ?(?:words|wörter|worte|mots|woorden|palabras|palavras|parole)\b"
_COLUMNS = [
    *front_matter.KEYS,
    *"abstract article body byline content datetime domain label news outlet publication publisher record".split(),
    *"section site text time timestamp topic uri".split(),
    *("full text", "pub date", "published at", "published time"),
]
_HTML = signs.once(signs.either(signs.doctype, signs.root(*signs.BLOCKS)))
_XML_PROLOG = signs.begins(r"<\?xml\b")
_XML = signs.once(signs.either(_XML_PROLOG, signs.root(others=True)))
_REMARK = r"(?:(?://[^\n]*+\n|/\*[^*]*+\*/)\s*+){0,20}+"
_STRING = r'"(?:[^"\\\n]|\\.)*+"'
_JSON = signs.once(
    signs.either(
        signs.begins(_REMARK + r'(?:\[\s*+){0,8}+\{\s*+"[^"\n]{1,80}"\s*:'),
        signs.begins(
            rf"{_REMARK}(?:\[\s*+){{1,8}}+(?:(?:-?\d[\d.]*+|null|true|false)\s*+,\s*+)*+"
            rf'{_STRING}\s*+(?:,\s*+["\[{{\dntf-]|\]\s*+(?:\Z|\]|,?\s*+["\[{{]))'
        ),
    )
)
_RTF = signs.begins(r"\{\\rtf\d?")
_TABLE = signs.once(signs.columns(*_COLUMNS))

FORMATS: tuple[Format, ...] = (
    Format(
        "proquest",
        "a ProQuest export",
        _RELABEL,
        (
            Sign(1, labels("Full text", "Texte intégral", "Texto completo", "Volltext")),
            Sign(1, line(r"\[?Document \d+ of \d+\]?")),
            Sign(1, line(r"[_*]{20,}"), shared=True),
            Sign(1, labels("Publication info"), shared=True),
            Sign(
                1,
                labels(
                    "Publication title",
                    "Publication year",
                    "Publication date",
                    "Publication subject",
                    "ISSN",
                    "Place of publication",
                    "Country of publication",
                    "Source type",
                    "Language of publication",
                    "Document type",
                    "Document URL",
                    "Last updated",
                    "ProQuest document ID",
                    least=2,
                ),
                shared=True,
            ),
            Sign(0.5, labels("ProQuest document ID"), shared=True),
        ),
    ),
    Format(
        "lexisnexis",
        "a LexisNexis export",
        _RELABEL,
        (
            Sign(
                1, line(r"\d+ (?:of|von|de|sur|van|di) \d+ do[ck]umen\w*|do[ck]ument\w* \d+ (?:von|de|sur|van|di) \d+")
            ),
            Sign(1, signs.centred),
            Sign(1, labels("Download Request", "Time Of Request", least=2)),
            Sign(1, line("End of Document")),
            Sign(
                1, labels("Length", "Länge", "Longueur", "Lengte", "Longitud", "Lunghezza", value=_WORDS), shared=True
            ),
            Sign(
                1,
                labels(
                    "Load-Date",
                    "Update",
                    "Date-Chargement",
                    "Fecha-Carga",
                    "Laad-Datum",
                    "Data-Caricamento",
                    value=r".*\d{4}\Z",
                ),
                shared=True,
            ),
            Sign(1, labels("Publication-Type", "Type-Publication", "Publicatie-Type", "Zeitungstyp"), shared=True),
        ),
    ),
    Format(
        "factiva",
        "a Factiva export",
        _RELABEL,
        (
            Sign(1, signs.codes("HD", "BY", "WC", "PD", "ET", "SN", "SC", "LA", "CY", least=4)),
            Sign(1, signs.codes("LP", "TD")),
            Sign(1, signs.codes("WC", value=_WORDS)),
            Sign(1, line(r"(?:AN\s+)?(?:Document|Dokument|Documento) [A-Z][A-Z0-9]{5,11}\d{8}[0-9a-z]{6,14}")),
            Sign(1, line(_WORDS)),
        ),
    ),
    Format(
        "jina",
        "output of Jina Reader",
        _RELABEL,
        (
            Sign(1, labels("Markdown Content", value=r"\Z")),
            Sign(1, labels("URL Source", value="https?:"), shared=True),
            Sign(1, line(r"\[\d+\] URL Source: ?\S+")),
            Sign(1, line(r"\[\d+\] Title: ?.+")),
        ),
    ),
    Format(
        "frontmatter",
        "text with front matter",
        _RELABEL,
        (
            Sign(1, front_matter.opening_fence),
            Sign(1, front_matter.closing_fence),
        ),
    ),
    Format(
        "html",
        "an HTML page",
        _EXTRACT,
        (
            Sign(1, _HTML),
            Sign(1, signs.where(_HTML, signs.holds(r"<(?:head|body|title|meta)\b"))),
            Sign(
                1,
                signs.where(
                    _HTML, signs.either(signs.encloses, signs.opening_blocks, signs.closing_tags(*signs.BLOCKS))
                ),
            ),
        ),
    ),
    Format(
        "xml",
        "an XML document",
        _EXTRACT,
        (
            Sign(1, _XML),
            Sign(
                1,
                signs.where(
                    _XML, signs.either(signs.closing_tags(), signs.encloses, signs.where(_XML_PROLOG, signs.outermost))
                ),
            ),
        ),
    ),
    Format(
        "json",
        "JSON",
        _SPLIT,
        (
            Sign(1, _JSON),
            Sign(1, signs.where(_JSON, signs.holds(r'[\]}"\w]\s*,\s*("[^"\n]{1,80}"\s*:)'))),
            Sign(1, signs.where(_JSON, signs.ends("]}"))),
            Sign(1, signs.where(_JSON, signs.holds(rf"{_STRING}\s*+,\s*+\[?\s*+{_STRING}\s*+,"))),
        ),
    ),
    Format(
        "rtf",
        "an RTF document",
        "save it as plain text, and put the native labels above it",
        (
            Sign(1, _RTF),
            Sign(1, signs.where(_RTF, signs.holds(r"\\(?:ansi|deff|fonttbl|colortbl|viewkind|pard|par)(?![a-z])"))),
        ),
    ),
    Format(
        "csv",
        "a table in CSV or TSV",
        _SPLIT,
        (
            Sign(1, _TABLE),
            Sign(1, signs.where(_TABLE, signs.even_rows)),
        ),
    ),
)
