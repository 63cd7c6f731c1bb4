"""The JSON Schemas of what newsparse prints."""

from __future__ import annotations

from importlib.resources import files

SCHEMAS = ("article",)


def schema(name: str = "article") -> str:
    """The JSON Schema `name`, a JSON text: `article` is one record of `newsparse parse`."""
    return files(__package__).joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
