"""Articles and error records as text in one of the output formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from .fields import Record as Record  # for users of this module
from .formats import DEFAULT_RENDERING, FORMATS, Encoder, Format, Rendering


def render(records: Iterable[Record], output_format: Format = "ndjson", pretty: bool = False) -> Iterator[str]:
    """Yield the text of each record as soon as the record is available.

    `ndjson` is one object per line, `json` one array, `yaml` one `---` document per record, `csv` and `tsv` are tables
    with a header row, `text` and `markdown` have the articles only; `pretty` indents JSON. Characters beyond ASCII are
    not escaped, lone surrogates are.
    """
    return (piece.decode() for piece in encode_records(records, output_format, Rendering(pretty)))


def encode_records(
    records: Iterable[Record], output_format: Format = "ndjson", rendering: Rendering = DEFAULT_RENDERING
) -> Iterator[bytes]:
    """Yield the same as `render`, encoded as UTF-8, with the options in `rendering`."""
    return enclose(map(_encoder(output_format, rendering), records), output_format, rendering)


def encode_record(
    record: Record, output_format: Format = "ndjson", rendering: Rendering = DEFAULT_RENDERING
) -> bytes | None:
    """Return a record in an output format, without what `enclose` adds; None if the format cannot represent it."""
    return _encoder(output_format, rendering)(record)


def enclose(
    pieces: Iterable[bytes | None], output_format: Format, rendering: Rendering = DEFAULT_RENDERING
) -> Iterator[bytes]:
    """Yield encoded records with what belongs before, between and after them, such as the header of a table."""
    return FORMATS[output_format].make_frame(rendering).enclose(pieces)


@cache
def _encoder(output_format: Format, rendering: Rendering) -> Encoder:
    return FORMATS[output_format].make_encoder(rendering)
