"""Read tables that newsparse has written."""

from __future__ import annotations

import csv
import io

csv.field_size_limit(1 << 24)
DELIMITERS = {"csv": ",", "tsv": "\t"}


def rows_of(text: str, output_format: str = "csv") -> list[dict[str, str]]:
    """The rows of a CSV or TSV file, by column."""
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=DELIMITERS[output_format], strict=True))
