"""Articles and error records as text in one of the output formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .fields import Record as Record  # for users of this module
from .formats import DEFAULT_RENDERING, FORMATS, Format, Rendering


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
    found = FORMATS[output_format]
    return found.make_frame(rendering).enclose(map(found.make_encoder(rendering), records))
