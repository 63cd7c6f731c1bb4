"""Data flows one way: a module imports only what stands above it; each dependency has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "newsparse"
ORDER = [
    "sizes", "problem", "faults", "files", "objects", "stores", "stored",
    "characters", "places", "compressed", "decode", "reader", "walk", "gitignore", "globs", "inputs",
    "labels", "headers", "document",
    "formats.head", "formats.front", "formats.signs", "formats.table", "formats.detect", "formats", "incoming",
    "calendar_words", "date_words", "iso8601", "clocks", "days", "dates", "byline_words", "name_kinds", "byline_trim",
    "name_bare", "name_turned", "bylines",
    "body.words", "body.lexicon", "body.headings", "body.candidates", "body.intact", "body.quotes", "body.lines",
    "body.context", "body.glued", "body.sentences", "body.decide", "body.spaces", "body.joined", "body.spaced",
    "body.breaks", "body.blocks", "body.edit", "body",
    "article", "settings", "layout", "tidy", "seen", "mojibake", "residue", "rules", "examples",
    "fixer", "judge", "baseline", "api", "batch",
    "output", "output.guide", "output.yaml_text", "output.articles", "output.tables", "output.schema", "output.review",
    "output.findings", "output.reports", "output.sarif", "output.junit", "output.formats", "config", "state", "plan",
    "recorded", "planning", "targets", "sinks", "trees", "shards", "attempts", "engines", "schedule", "commit",
    "convert", "cli.streams", "cli.options", "cli.ruleset", "cli.parse", "cli.outcome", "cli.convert", "cli.check",
    "cli.mend", "cli.info", "cli", "__main__",
]  # fmt: skip
DOORS = {
    "click": "cli", "rich": "cli", "yaml": "output", "pyarrow": "output", "orjson": "output", "dateutil": "clocks",
    "zstandard": "compressed", "fsspec": "objects", "distributed": "engines", "ray": "engines",
}  # fmt: skip
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[str]:
    """What a module imports: modules of ours by their name below the package, others by their top."""
    package = path.relative_to(PACKAGE).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
            below = [".".join([*(x for x in base if x), alias.name]) for alias in node.names]
            yield from (x if x in ORDER else ".".join(y for y in base if y) for x in below)


def test_every_module_has_its_place() -> None:
    assert sorted(map(name_of, MODULES)) == sorted(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_only_what_stands_above(path: Path) -> None:
    above = ORDER[: ORDER.index(name_of(path))]
    ours = [name for name in imported(path) if name in ORDER]
    assert [name for name in ours if name not in above] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_dependency_has_one_door(path: Path) -> None:
    home = name_of(path).split(".")[0]
    assert [name for name in imported(path) if DOORS.get(name, home) != home] == []
