"""The JSON Schemas of what newsparse prints."""

from __future__ import annotations

SCHEMAS = ("article", "problem", "report")


def schema(name: str = "article") -> str:
    """The JSON Schema `name`, a JSON text: `article` is one record of `newsparse parse`,
    `problem` a finding of `newsparse check`, one line of its ndjson, `report` its json."""
    from importlib.resources import files  # it costs a quarter of the start-up time, and only this needs it

    return files(__package__).joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
