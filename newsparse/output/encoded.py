"""Records that the processes which parse them also encode, because encoding takes as long as parsing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..article import Article, ErrorRecord
from .articles import Format, enclose, encode_record


class EncodedRecord(NamedTuple):
    """A record in an output format, without what is between records, and what the command needs to know of it.

    `error` is the record itself if it is an error record; `repairs` and `problems` are counts.
    """

    data: bytes
    error: ErrorRecord | None
    repairs: int
    problems: int


def encoded(record: Article | ErrorRecord, output_format: Format, pretty: bool) -> EncodedRecord:
    """Encode a record."""
    data = encode_record(record, output_format, pretty)
    if isinstance(record, ErrorRecord):
        return EncodedRecord(data, record, 0, 0)
    return EncodedRecord(data, None, len(record.repairs), len(record.problems))


def joined(records: Iterable[EncodedRecord], output_format: Format) -> Iterator[str]:
    """Yield the text of encoded records, the same as `render` yields for the records, as they become available."""
    return (piece.decode() for piece in enclose((record.data for record in records), output_format))
