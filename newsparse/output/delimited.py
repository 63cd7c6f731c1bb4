"""Records as rows of CSV (RFC 4180) and TSV: a header row, CR LF at the end of each row, quotes doubled, UTF-8."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from typing import Any

from ..article import ErrorRecord
from .fields import COLUMNS, Record, cells

# The characters that make a spreadsheet run a cell as a formula, also in their full-width form and after white space
# or invisible characters. Source: OWASP, "CSV Injection".
_FORMULA = re.compile("[\t\r\n]|[\\s\0-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*[=+@＝＋－＠-]")
_NUL = "\0", r"\u0000"  # the character, which makes pandas cut off the cell and DuckDB reject the file; its escape


class _Echo:
    """A file whose `write` returns the text, which then is the result of csv's `writerow`."""

    def write(self, text: str) -> str:
        return text


def header_row(delimiter: str, fields: Sequence[str] = ()) -> bytes:
    """Return the row of column names. Without `fields`, the columns are COLUMNS.

    >>> header_row(";", ["title", "text"])
    b'title;text\\r\\n'
    """
    return _row_encoder(delimiter)(fields or COLUMNS)


def row_encoder(
    delimiter: str, fields: Sequence[str] = (), spreadsheet_safe: bool = False
) -> Callable[[Record], bytes | None]:
    """Return a function that encodes a record as a row; None for an error record if there is no `error` column.

    Lone surrogates and NUL are escaped as in JSON. With `spreadsheet_safe`, cells that a spreadsheet would run as a
    formula begin with an apostrophe.
    """
    names, encode_row = fields or COLUMNS, _row_encoder(delimiter)
    has_errors = "error" in names

    def encode(record: Record) -> bytes | None:
        if isinstance(record, ErrorRecord) and not has_errors:
            return None
        row = cells(record, names)
        return encode_row(map(disarm, row) if spreadsheet_safe else row)

    return encode


def disarm(cell: str) -> str:
    """Prefix a cell that a spreadsheet would run as a formula with an apostrophe.

    >>> disarm("=HYPERLINK(A1)"), disarm(" -1"), disarm("a=b")
    ("'=HYPERLINK(A1)", "' -1", 'a=b')
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def _row_encoder(delimiter: str) -> Callable[[Any], bytes]:
    write_row: Callable[[Any], Any] = csv.writer(_Echo(), delimiter=delimiter, lineterminator="\r\n").writerow

    def encode_row(row: Any) -> bytes:
        text: str = write_row(row)
        return text.replace(*_NUL).encode("utf-8", "backslashreplace")

    return encode_row
