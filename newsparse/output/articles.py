"""Articles and error records to JSON, NDJSON and YAML text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, get_args

from ..article import Article, ErrorRecord

Format = Literal["ndjson", "json", "yaml"]
FORMATS: tuple[Format, ...] = get_args(Format)

Record = Article | ErrorRecord


def render(records: Iterable[Record], form: Format = "ndjson", pretty: bool = False) -> Iterator[str]:
    """The text of `records`, a piece a record, as they come: what is printed first needs no more of them.

    `ndjson` is one object a line, `json` one array, `yaml` one `---` document a record; `pretty`
    indents the JSON forms. Characters beyond ASCII stand as themselves.
    """
    return _RENDERERS[form](records, 2 if pretty else None)


def _object(record: Record, indent: int | None) -> str:
    return json.dumps(record.as_dict(), ensure_ascii=False, indent=indent)


def _ndjson(records: Iterable[Record], indent: int | None) -> Iterator[str]:
    for record in records:
        yield _object(record, indent) + "\n"


def _json(records: Iterable[Record], indent: int | None) -> Iterator[str]:
    mark = "["
    for record in records:
        yield mark + "\n" + _object(record, indent)
        mark = ","
    yield "[]\n" if mark == "[" else "\n]\n"


def _yaml(records: Iterable[Record], indent: int | None) -> Iterator[str]:
    from .yaml_text import document  # imported where it is used: yaml takes as long to load as click

    for record in records:
        yield document(record.as_dict())


_RENDERERS: dict[Format, Callable[[Iterable[Record], int | None], Iterator[str]]] = {
    "ndjson": _ndjson,
    "json": _json,
    "yaml": _yaml,
}
