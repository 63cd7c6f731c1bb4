"""The output formats of articles: one entry for each. Options, help, `parse` and `convert` follow from this table.

An encoder is imported when it is first used, because csv and yaml take as long to load as the parser.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from .fields import OptionError, Record

Format = Literal["ndjson", "json", "yaml", "csv", "tsv", "text", "markdown"]
FORMAT_NAMES: tuple[Format, ...] = get_args(Format)
# The content for a record; None if the format cannot represent it.
Encoder = Callable[[Record], bytes | None]


class Rendering(NamedTuple):
    """Options of formats. The default of `fields` is all fields, or the usual columns of a table.

    `add_bom` begins a table with a byte-order mark.
    """

    pretty: bool = False
    fields: tuple[str, ...] = ()
    spreadsheet_safe: bool = False
    add_bom: bool = False


DEFAULT_RENDERING = Rendering()


class Frame(NamedTuple):
    """The bytes around and between the records of one file, and the footer of a file without records."""

    header: bytes = b""
    separator: bytes = b""
    footer: bytes = b""
    empty_footer: bytes = b""

    def enclose(self, pieces: Iterable[bytes | None]) -> Iterator[bytes]:
        """Yield each piece as soon as it is available, and what belongs before it. Empty pieces are left out."""
        rest = filter(None, pieces)
        if first := next(rest, None):
            yield self.header + first
            yield from (self.separator + piece for piece in rest)
        if end := self.footer if first else self.header + self.empty_footer:
            yield end


class ArticleFormat(NamedTuple):
    """An output format.

    `extensions` are those of its files, the usual one first. `make_encoder` and `make_frame` get the options, of which
    only those in `options` have a meaning. In a folder of outputs, `is_document` formats have one file for each
    article, as `make_document_encoder` writes it; others have parts.
    """

    name: Format
    extensions: tuple[str, ...]
    summary: str
    make_encoder: Callable[[Rendering], Encoder]
    make_frame: Callable[[Rendering], Frame] = lambda rendering: Frame()
    options: tuple[str, ...] = ()
    holds_errors: bool = True
    make_document_encoder: Callable[[], Encoder] | None = None

    @property
    def is_document(self) -> bool:
        """Whether a folder of outputs has one file for each article."""
        return self.make_document_encoder is not None


def _ndjson(rendering: Rendering) -> Encoder:
    encode = _json_object(rendering)
    return lambda record: (encode(record) or b"") + b"\n"


def _json_item(rendering: Rendering) -> Encoder:
    encode = _json_object(rendering)
    return lambda record: b"\n" + (encode(record) or b"")


def _json_object(rendering: Rendering) -> Encoder:
    from .json_text import object_encoder

    return object_encoder(rendering.pretty, rendering.fields)


def _json_document() -> Encoder:
    return _ndjson(Rendering(pretty=True))


def _yaml(rendering: Rendering = DEFAULT_RENDERING) -> Encoder:
    from .yaml_text import yaml_document

    return lambda record: yaml_document(record.as_dict()).encode("utf-8", "backslashreplace")


def _rows(delimiter: str) -> Callable[[Rendering], Encoder]:
    def make(rendering: Rendering) -> Encoder:
        from .delimited import row_encoder

        return row_encoder(delimiter, rendering.fields, rendering.spreadsheet_safe)

    return make


def _table(delimiter: str) -> Callable[[Rendering], Frame]:
    def make(rendering: Rendering) -> Frame:
        from .delimited import header_row

        byte_order_mark = codecs.BOM_UTF8 if rendering.add_bom else b""
        return Frame(byte_order_mark + header_row(delimiter, rendering.fields))

    return make


def _text(rendering: Rendering = DEFAULT_RENDERING) -> Encoder:
    from .plain_text import encode_text

    return encode_text


def _markdown(rendering: Rendering = DEFAULT_RENDERING) -> Encoder:
    from .markdown import encode_markdown

    return encode_markdown


def _array(rendering: Rendering) -> Frame:
    return Frame(b"[", b",", b"\n]\n", b"]\n")


def _blank_lines(rendering: Rendering) -> Frame:
    return Frame(separator=b"\n")


_TABLE_OPTIONS = ("fields", "spreadsheet_safe", "add_bom")
FORMATS: dict[str, ArticleFormat] = {
    known.name: known
    for known in (
        ArticleFormat("ndjson", (".ndjson", ".jsonl"), "one object per line", _ndjson, options=("pretty", "fields")),
        ArticleFormat(
            "json",
            (".json",),
            "one array",
            _json_item,
            _array,
            ("pretty",),
            make_document_encoder=_json_document,
        ),
        ArticleFormat(
            "yaml",
            (".yaml", ".yml"),
            "one document per article",
            _yaml,
            options=("pretty",),
            make_document_encoder=_yaml,
        ),
        ArticleFormat("csv", (".csv",), "a table", _rows(","), _table(","), _TABLE_OPTIONS),
        ArticleFormat("tsv", (".tsv",), "a table with tabs", _rows("\t"), _table("\t"), _TABLE_OPTIONS),
        ArticleFormat(
            "text",
            (".txt",),
            "repaired body",
            _text,
            _blank_lines,
            holds_errors=False,
            make_document_encoder=_text,
        ),
        ArticleFormat(
            "markdown",
            (".md", ".markdown"),
            "front matter and body",
            _markdown,
            _blank_lines,
            holds_errors=False,
            make_document_encoder=_markdown,
        ),
    )
}
FORMAT_BY_EXTENSION: dict[str, Format] = {
    extension: known.name for known in FORMATS.values() for extension in known.extensions
}


def check_rendering(output_format: str, rendering: Rendering) -> None:
    """Raise OptionError if an option is set that has no meaning for the format, which need not be in FORMATS."""
    known = FORMATS.get(output_format)
    for option, value in zip(rendering._fields, rendering, strict=True):
        if value and not (known and option in known.options):
            *names, last = (other.name for other in FORMATS.values() if option in other.options)
            flag = option.replace("_", "-")
            raise OptionError(f"--{flag} cannot be used with {output_format}. Select {', '.join(names)} or {last}.")
