"""Articles and error records as JSON, NDJSON and YAML. Only this module imports orjson."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Literal, get_args

from ..article import Article, ErrorRecord

Format = Literal["ndjson", "json", "yaml"]
FORMATS: tuple[Format, ...] = get_args(Format)
Record = Article | ErrorRecord

_Encoder = Callable[[Record], bytes]
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_INDENTED = json.JSONEncoder(ensure_ascii=False, indent=2).encode
_MIN_CONFIDENCE = 0.001  # orjson and json write smaller floats differently (with an exponent or without)


def render(records: Iterable[Record], output_format: Format = "ndjson", pretty: bool = False) -> Iterator[str]:
    """Yield the text of each record as soon as the record is available.

    `ndjson` is one object per line, `json` one array, `yaml` one `---` document per record; `pretty` indents JSON.
    Characters beyond ASCII are not escaped, lone surrogates are.
    """
    return (piece.decode() for piece in encode_records(records, output_format, pretty))


def encode_records(
    records: Iterable[Record], output_format: Format = "ndjson", pretty: bool = False, *, use_orjson: bool = True
) -> Iterator[bytes]:
    """Yield the same as `render`, encoded as UTF-8; faster, because no str is created.

    orjson is used if it is installed and `use_orjson` is true: it writes the same bytes in a quarter of json's time.
    """
    return enclose(
        (encode_record(record, output_format, pretty, use_orjson=use_orjson) for record in records), output_format
    )


def encode_record(
    record: Record, output_format: Format = "ndjson", pretty: bool = False, *, use_orjson: bool = True
) -> bytes:
    """Return a record in an output format, without what is between records: see `enclose`."""
    if output_format == "yaml":
        from .yaml_text import yaml_document  # loading yaml takes as long as loading click

        return yaml_document(record.as_dict()).encode("utf-8", "backslashreplace")
    data = _encoder(pretty, use_orjson)(record)
    return data + b"\n" if output_format == "ndjson" else b"\n" + data


def enclose(pieces: Iterable[bytes], output_format: Format) -> Iterator[bytes]:
    """Yield encoded records with what is between them, before the first one and after the last one."""
    if output_format != "json":
        yield from pieces
        return
    separator = b"["
    for piece in pieces:
        yield separator + piece
        separator = b","
    yield b"[]\n" if separator == b"[" else b"\n]\n"


@cache
def _encoder(pretty: bool, use_orjson: bool) -> _Encoder:
    """Return a function that returns a record as a JSON object in UTF-8."""
    encode_json = _INDENTED if pretty else _COMPACT

    def encode(record: Record) -> bytes:
        return encode_json(record.as_dict()).encode("utf-8", "backslashreplace")

    if not use_orjson:
        return encode
    try:
        import orjson  # not needed for YAML and help texts
    except ImportError:
        return encode
    option = orjson.OPT_INDENT_2 if pretty else None

    def encode_fast(record: Record) -> bytes:
        # orjson writes floats with an exponent differently, and refuses lone surrogates and integers of more than 64
        # bits by a TypeError: then json is used.
        if isinstance(record, ErrorRecord) or all(_MIN_CONFIDENCE <= x.confidence <= 1 for x in record.repairs):
            try:
                return orjson.dumps(record.as_dict(), option=option)
            except TypeError:
                pass
        return encode(record)

    return encode_fast
