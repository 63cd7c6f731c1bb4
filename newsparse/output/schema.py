"""The JSON Schemas of the output: that of articles is derived from the classes in article.py, the others are files."""

from __future__ import annotations

import json
from types import UnionType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

SCHEMAS = ("article", "problem", "report")

_TYPES = {str: "string", int: "integer", float: "number"}
_CODE = {
    "type": "string",
    "pattern": "^N[0-9]{3}$",
    "description": "The code of a rule: N0 file, N1 header, N2 values, N3 body; `newsparse rule CODE` explains it.",
}


def schema(name: str = "article") -> str:
    """Return a JSON Schema as JSON text.

    Args:
        name: "article" for a record of `newsparse parse`, "problem" for a finding of `newsparse check` (a line of its
            ndjson), or "report" for the report of `newsparse check --format json`.
    """
    content = _article_schema() if name == "article" else _read_schema(name)
    if name == "report":
        problem = _read_schema("problem")
        del problem["$schema"]
        content["$defs"] = {"problem": problem}
    return json.dumps(content, indent=2) + "\n"


def _read_schema(name: str) -> dict[str, Any]:
    """Return the content of the file `NAME.schema.json`."""
    from importlib.resources import files  # takes a quarter of the start-up time, and only this function needs it

    content: dict[str, Any] = json.loads(files(__package__).joinpath(f"{name}.schema.json").read_bytes())
    return content


def _article_schema() -> dict[str, Any]:
    from ..article import SCHEMA_VERSION, Article, ErrorRecord  # not needed for `newsparse rule`

    version = {"schema_version": {"const": SCHEMA_VERSION, "description": "The version of this schema."}}
    article, error = _properties(Article), _properties(ErrorRecord)
    del error["source"]
    failed = {"source": article["source"], "record": {"type": "null"}, "error": _object(error)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record of newsparse parse",
        "oneOf": [{"$ref": "#/$defs/article"}, {"$ref": "#/$defs/error_record"}],
        "$defs": {
            "article": _object(version | article, "An article"),
            "error_record": _object(version | failed, "An error record, for an input that failed"),
            "code": _CODE,
        },
    }


def _properties(record: type) -> dict[str, Any]:
    """Return the schema of each attribute of a class."""
    return {name: _schema_of(kind) for name, kind in get_type_hints(record, include_extras=True).items()}


def _schema_of(annotation: Any) -> dict[str, Any]:
    """Return the schema of the values of an attribute: that of its type, and the keywords in its `Annotated`."""
    keywords: dict[str, Any] = {}
    if get_origin(annotation) is Annotated:
        annotation, keywords = get_args(annotation)
    if "$ref" in keywords:
        return keywords
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": [*arguments], **keywords}
    if origin is UnionType:
        return {"type": [_TYPES[arguments[0]], "null"], **keywords}
    if origin is tuple:
        items = _schema_of(arguments[0])
        is_object = items.get("type") == "object"
        return {"type": "array", **({**keywords, "items": items} if is_object else {"items": items, **keywords})}
    if issubclass(annotation, tuple):
        return _object(_properties(annotation))
    if issubclass(annotation, dict):
        return {"type": "object", "additionalProperties": {"type": "string"}, **keywords}
    return {"type": _TYPES[annotation], **keywords}


def _object(properties: dict[str, Any], title: str = "") -> dict[str, Any]:
    """Return the schema of an object that has exactly these properties."""
    return {
        "type": "object",
        **({"title": title} if title else {}),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
