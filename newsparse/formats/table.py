"""The table of formats: name, advice to the user and signs of each. A new format is a new entry of FORMATS."""

from __future__ import annotations

from typing import NamedTuple

from . import front_matter, signs
from .signs import Finder, labels, line


class Sign(NamedTuple):
    """A feature of a format, and the points it adds.

    A `shared` sign may also occur in a native header, as a foreign label.
    """

    weight: float
    find: Finder
    shared: bool = False


class Format(NamedTuple):
    """A format that newsparse does not read: its name, its title and the advice in messages, and its signs."""

    name: str
    title: str
    advice: str
    signs: tuple[Sign, ...]


_RELABEL_ADVICE = "replace its header with native labels such as `Title:` and `Text:`"
_EXTRACT_ADVICE = "extract the text, and add native labels such as `Title:` and `Text:`"
_SPLIT_ADVICE = "write each article to a text file with native labels such as `Title:` and `Text:`"
_WORD_COUNT = r"\d[\d.,]* ?(?:words|wörter|worte|mots|woorden|palabras|palavras|parole)\b"
_COLUMN_NAMES = [
    *front_matter.KEYS,
    *"abstract article body byline content datetime domain label news outlet publication publisher record".split(),
    *"section site text time timestamp topic uri".split(),
    *("full text", "pub date", "published at", "published time"),
]
_HTML = signs.cached(signs.first_of(signs.doctype, signs.root_tag(*signs.BLOCK_TAGS)))
_XML_PROLOG = signs.starts_with(r"<\?xml\b")
_XML = signs.cached(signs.first_of(_XML_PROLOG, signs.root_tag(others=True)))
_JSON_COMMENT = r"(?:(?://[^\n]*+\n|/\*[^*]*+\*/)\s*+){0,20}+"
_JSON_STRING = r'"(?:[^"\\\n]|\\.)*+"'
_JSON = signs.cached(
    signs.first_of(
        signs.starts_with(_JSON_COMMENT + r'(?:\[\s*+){0,8}+\{\s*+"[^"\n]{1,80}"\s*:'),
        signs.starts_with(
            rf"{_JSON_COMMENT}(?:\[\s*+){{1,8}}+(?:(?:-?\d[\d.]*+|null|true|false)\s*+,\s*+)*+"
            rf'{_JSON_STRING}\s*+(?:,\s*+["\[{{\dntf-]|\]\s*+(?:\Z|\]|,?\s*+["\[{{]))'
        ),
    )
)
_RTF = signs.starts_with(r"\{\\rtf\d?")
_TABLE = signs.cached(signs.columns(*_COLUMN_NAMES))

FORMATS: tuple[Format, ...] = (
    Format(
        "proquest",
        "a ProQuest export",
        _RELABEL_ADVICE,
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
        _RELABEL_ADVICE,
        (
            Sign(
                1, line(r"\d+ (?:of|von|de|sur|van|di) \d+ do[ck]umen\w*|do[ck]ument\w* \d+ (?:von|de|sur|van|di) \d+")
            ),
            Sign(1, signs.centred_lines),
            Sign(1, labels("Download Request", "Time Of Request", least=2)),
            Sign(1, line("End of Document")),
            Sign(
                1,
                labels("Length", "Länge", "Longueur", "Lengte", "Longitud", "Lunghezza", value=_WORD_COUNT),
                shared=True,
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
        _RELABEL_ADVICE,
        (
            Sign(1, signs.codes("HD", "BY", "WC", "PD", "ET", "SN", "SC", "LA", "CY", least=4)),
            Sign(1, signs.codes("LP", "TD")),
            Sign(1, signs.codes("WC", value=_WORD_COUNT)),
            Sign(1, line(r"(?:AN\s+)?(?:Document|Dokument|Documento) [A-Z][A-Z0-9]{5,11}\d{8}[0-9a-z]{6,14}")),
            Sign(1, line(_WORD_COUNT)),
        ),
    ),
    Format(
        "jina",
        "output of Jina Reader",
        _RELABEL_ADVICE,
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
        _RELABEL_ADVICE,
        (
            Sign(1, front_matter.opening_fence),
            Sign(1, front_matter.closing_fence),
        ),
    ),
    Format(
        "html",
        "an HTML page",
        _EXTRACT_ADVICE,
        (
            Sign(1, _HTML),
            Sign(1, signs.only_with(_HTML, signs.contains(r"<(?:head|body|title|meta)\b"))),
            Sign(
                1,
                signs.only_with(
                    _HTML,
                    signs.first_of(signs.closes_root, signs.opening_blocks, signs.closing_tags(*signs.BLOCK_TAGS)),
                ),
            ),
        ),
    ),
    Format(
        "xml",
        "an XML document",
        _EXTRACT_ADVICE,
        (
            Sign(1, _XML),
            Sign(
                1,
                signs.only_with(
                    _XML,
                    signs.first_of(
                        signs.closing_tags(), signs.closes_root, signs.only_with(_XML_PROLOG, signs.any_root_tag)
                    ),
                ),
            ),
        ),
    ),
    Format(
        "json",
        "JSON",
        _SPLIT_ADVICE,
        (
            Sign(1, _JSON),
            Sign(1, signs.only_with(_JSON, signs.contains(r'[\]}"\w]\s*,\s*("[^"\n]{1,80}"\s*:)'))),
            Sign(1, signs.only_with(_JSON, signs.ends_with("]}"))),
            Sign(1, signs.only_with(_JSON, signs.contains(rf"{_JSON_STRING}\s*+,\s*+\[?\s*+{_JSON_STRING}\s*+,"))),
        ),
    ),
    Format(
        "rtf",
        "an RTF document",
        "save it as plain text, and add native labels such as `Title:` and `Text:`",
        (
            Sign(1, _RTF),
            Sign(
                1, signs.only_with(_RTF, signs.contains(r"\\(?:ansi|deff|fonttbl|colortbl|viewkind|pard|par)(?![a-z])"))
            ),
        ),
    ),
    Format(
        "csv",
        "a CSV or TSV table",
        _SPLIT_ADVICE,
        (
            Sign(1, _TABLE),
            Sign(1, signs.only_with(_TABLE, signs.even_rows)),
        ),
    ),
)
