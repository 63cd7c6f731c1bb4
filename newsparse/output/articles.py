"""Articles and error records to JSON, NDJSON and YAML text. The one door to orjson."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Literal, get_args

from ..article import Article, ErrorRecord

Format = Literal["ndjson", "json", "yaml"]
FORMATS: tuple[Format, ...] = get_args(Format)

Record = Article | ErrorRecord


_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PRETTY = json.JSONEncoder(ensure_ascii=False, indent=2).encode


def render(records: Iterable[Record], form: Format = "ndjson", pretty: bool = False) -> Iterator[str]:
    """The text of `records`, a piece a record, as they come: what is printed first needs no more of them.

    `ndjson` is one object a line, `json` one array, `yaml` one `---` document a record; `pretty`
    indents the JSON forms. Characters beyond ASCII stand as themselves, lone surrogates as escapes.
    """
    return (piece.decode() for piece in encoded(records, form, pretty))


def encoded(records: Iterable[Record], form: Format = "ndjson", pretty: bool = False) -> Iterator[bytes]:
    """What `render` gives, as UTF-8: for those who write files, who need no text between."""
    return _ENCODERS[form](records, pretty)


@cache
def _fast() -> Callable[[object, bool], bytes] | None:
    """What writes an object in a quarter of the time, indented or not; None without newsparse[fast]."""
    try:
        import orjson  # where it is used: those who print YAML or help need not wait for it
    except ImportError:
        return None
    return lambda data, pretty: orjson.dumps(data, option=orjson.OPT_INDENT_2 if pretty else None)


def _object(record: Record, pretty: bool) -> bytes:
    """A record as JSON: the same bytes with and without orjson.

    orjson puts no spaces between what stands on one line, so nothing here does. What it would write in another way, or
    not at all, json writes: floats with an exponent, lone surrogates, numbers of more than 64 bits.
    """
    data, fast = record.as_dict(), _fast()
    if fast and (isinstance(record, ErrorRecord) or all(0.001 <= x.confidence <= 1 for x in record.repairs)):
        try:
            return fast(data, pretty)
        except TypeError:
            pass  # json tells better what it cannot write either
    return (_PRETTY if pretty else _PLAIN)(data).encode("utf-8", "backslashreplace")


def _ndjson(records: Iterable[Record], pretty: bool) -> Iterator[bytes]:
    for record in records:
        yield _object(record, pretty) + b"\n"


def _json(records: Iterable[Record], pretty: bool) -> Iterator[bytes]:
    mark = b"["
    for record in records:
        yield mark + b"\n" + _object(record, pretty)
        mark = b","
    yield b"[]\n" if mark == b"[" else b"\n]\n"


def _yaml(records: Iterable[Record], pretty: bool) -> Iterator[bytes]:
    from .yaml_text import document  # imported where it is used: yaml takes as long to load as click

    for record in records:
        yield document(record.as_dict()).encode("utf-8", "backslashreplace")


_ENCODERS: dict[Format, Callable[[Iterable[Record], bool], Iterator[bytes]]] = {
    "ndjson": _ndjson,
    "json": _json,
    "yaml": _yaml,
}
