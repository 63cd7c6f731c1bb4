"""Records that the processes which parse them also encode, because encoding takes as long as parsing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..article import Article, ErrorRecord
from .articles import enclose, encode_record
from .formats import Format, Rendering


class EncodedRecord(NamedTuple):
    """A record in an output format, without what is between records, and what the command needs to know of it.

    `data` is None if the format cannot represent the record. `error` is the record itself if it is an error record;
    `repairs` and `problems` are counts.
    """

    data: bytes | None
    error: ErrorRecord | None
    repairs: int
    problems: int


def encoded(record: Article | ErrorRecord, output_format: Format, rendering: Rendering) -> EncodedRecord:
    """Encode a record."""
    data = encode_record(record, output_format, rendering)
    if isinstance(record, ErrorRecord):
        return EncodedRecord(data, record, 0, 0)
    return EncodedRecord(data, None, len(record.repairs), len(record.problems))


def joined(records: Iterable[EncodedRecord], output_format: Format, rendering: Rendering) -> Iterator[bytes]:
    """Yield the bytes of encoded records, the same as `encode_records` yields for the records, as they arrive."""
    return enclose((record.data for record in records), output_format, rendering)
