"""Records as JSON objects in UTF-8. Only this module imports orjson."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from ..article import ErrorRecord
from .fields import Record, selected_values

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_INDENTED = json.JSONEncoder(ensure_ascii=False, indent=2).encode
_MIN_CONFIDENCE = 0.001  # orjson and json write smaller floats differently (with an exponent or without)


@cache
def object_encoder(
    pretty: bool = False, fields: Sequence[str] = (), use_orjson: bool = True
) -> Callable[[Record], bytes]:
    """Return a function that encodes a record as a JSON object, without a line feed at the end.

    Characters beyond ASCII are not escaped, lone surrogates are. With `pretty` the object is indented. With `fields`
    (a tuple), the object of an article has these keys only; error records stay complete. orjson is used if it is
    installed and `use_orjson` is true: it writes the same bytes in a quarter of json's time.
    """
    encode_json = _INDENTED if pretty else _COMPACT

    def values(record: Record) -> dict[str, Any]:
        return record.as_dict() if isinstance(record, ErrorRecord) or not fields else selected_values(record, fields)

    def encode(record: Record) -> bytes:
        return encode_json(values(record)).encode("utf-8", "backslashreplace")

    if not use_orjson:
        return encode
    try:
        import orjson  # not needed for other formats and help texts
    except ImportError:
        return encode
    option = orjson.OPT_INDENT_2 if pretty else None

    def encode_fast(record: Record) -> bytes:
        # orjson writes floats with an exponent differently, and refuses lone surrogates and integers of more than 64
        # bits by a TypeError: then json is used.
        if isinstance(record, ErrorRecord) or all(_MIN_CONFIDENCE <= x.confidence <= 1 for x in record.repairs):
            try:
                return orjson.dumps(values(record), option=option)
            except TypeError:
                pass
        return encode(record)

    return encode_fast
