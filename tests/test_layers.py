"""Data flows one way: a folder imports only folders above it; each dependency has one module that imports it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.paths import PACKAGE, TESTS

# Folders and top modules, the lowest layer first. `newsparse` is the package's own __init__.
ORDER = (
    "newsparse problems text storage inputs header formats dates bylines body article checks api batch output reports "
    "convert cli __main__"
).split()
DOORS = {
    "click": "cli", "rich": "cli", "yaml": "output.yaml_text", "pyarrow": "output.tables", "orjson": "output.articles",
    "dateutil": "dates.clock_time", "zstandard": "text.compression", "fsspec": "storage.object_store",
    "distributed": "convert.executors", "ray": "convert.executors",
}  # fmt: skip
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
_MOST_TOP_FILES = 6


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """What a module imports: modules of the package by their name below it, others by their top-level name."""
    package = path.relative_to(PACKAGE).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1], *filter(None, (node.module or "").split("."))]
            for alias in node.names:
                is_module = (
                    PACKAGE.joinpath(*base, f"{alias.name}.py").exists() or PACKAGE.joinpath(*base, alias.name).is_dir()
                )
                yield ".".join([*base, alias.name] if is_module else base) or "newsparse"


def folder_of(module: str) -> str:
    return module.split(".")[0]


def test_every_folder_has_its_layer() -> None:
    assert {folder_of(name_of(path)) for path in MODULES} == set(ORDER) - {"newsparse"}
    assert len(list(PACKAGE.glob("*.py"))) <= _MOST_TOP_FILES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_only_folders_above(path: Path) -> None:
    layer = ORDER.index(folder_of(name_of(path)))
    ours = {folder_of(name) for name in imported(path)} & set(ORDER)
    assert [name for name in sorted(ours) if ORDER.index(name) > layer] == []


def test_no_module_imports_itself_through_others() -> None:
    graph = {name_of(path): {name for name in imported(path) if name != name_of(path)} for path in MODULES}
    done: set[str] = set()
    while ready := [name for name in graph if name not in done and not (graph[name] & graph.keys()) - done]:
        done.update(ready)
    assert sorted(graph.keys() - done) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_dependency_has_one_door(path: Path) -> None:
    name = name_of(path)
    doors = {found: DOORS[found] for found in imported(path) if found in DOORS}
    assert {found: door for found, door in doors.items() if name != door and folder_of(name) != door} == {}


@pytest.mark.parametrize("path", sorted(TESTS.rglob("test_*.py")), ids=lambda path: str(path.relative_to(TESTS)))
def test_folders_of_tests_are_those_of_the_package(path: Path) -> None:
    folder = path.relative_to(TESTS).parent
    assert (PACKAGE / folder).is_dir()
