"""Folders import only folders above them in the layout, and each dependency is imported by one module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.paths import PACKAGE, TESTS

# Folders and modules at the top, the lowest layer first.
ORDER = (
    "problems text storage inputs header formats dates bylines body article checks api workers batch output reports"
    " conversion cli __main__"
).split()
# Dependency -> the module or folder that may import it.
DOORS = {
    "click": "cli",
    "rich": "cli",
    "yaml": "output.yaml_text",
    "pyarrow": "output.tables",
    "orjson": "output.json_text",
    "dateutil": "dates.clock_time",
    "zstandard": "text.compression",
    "fsspec": "storage.object_store",
    "distributed": "conversion.executors",
    "ray": "conversion.executors",
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
MOST_TOP_FILES = 6
MOST_LAYERS = 14
MOST_EDGES = 70


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Yield what a module imports: modules of the package without its name, others by their top-level name."""
    package = path.relative_to(PACKAGE).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1], *filter(None, (node.module or "").split("."))]
            for alias in node.names:
                module = PACKAGE.joinpath(*base, alias.name)
                is_module = module.with_suffix(".py").exists() or module.is_dir()
                yield ".".join([*base, alias.name] if is_module else base) or "newsparse"


def folder_of(module: str) -> str:
    return module.split(".")[0]


def edges() -> dict[str, set[str]]:
    """Return the folders that each folder imports, imports for type checking included."""
    graph: dict[str, set[str]] = {folder: set() for folder in ORDER}
    for path in MODULES:
        folder = folder_of(name_of(path))
        graph[folder] |= {folder_of(name) for name in imported(path)} & set(ORDER) - {folder}
    return graph


def layer(folder: str, graph: dict[str, set[str]]) -> int:
    return 1 + max((layer(below, graph) for below in graph[folder]), default=0)


def test_every_folder_is_in_the_order() -> None:
    assert {folder_of(name_of(path)) for path in MODULES} == set(ORDER)


def test_the_top_level_has_few_files() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= MOST_TOP_FILES


@pytest.mark.parametrize("folder", ORDER)
def test_a_folder_imports_only_folders_above_it(folder: str) -> None:
    assert edges()[folder] <= set(ORDER[: ORDER.index(folder)])


def test_folders_are_coupled_loosely() -> None:
    graph = edges()
    assert sum(map(len, graph.values())) <= MOST_EDGES
    assert max(layer(folder, graph) for folder in graph) <= MOST_LAYERS


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    graph = {name_of(path): {name for name in imported(path) if name != name_of(path)} for path in MODULES}
    done: set[str] = set()
    while ready := [name for name in graph if name not in done and not (graph[name] & graph.keys()) - done]:
        done.update(ready)
    assert sorted(graph.keys() - done) == []


def test_each_dependency_has_one_door() -> None:
    uses = [(name_of(path), found) for path in MODULES for found in imported(path) if found in DOORS]
    assert {found for _, found in uses} == set(DOORS) - {"distributed", "ray"}  # these are imported by name
    assert [(name, found) for name, found in uses if DOORS[found] not in (name, folder_of(name))] == []


def test_tests_are_in_the_folders_of_the_package() -> None:
    folders = {path.relative_to(TESTS).parent for path in TESTS.rglob("test_*.py")}
    assert folders
    assert [str(folder) for folder in sorted(folders) if not (PACKAGE / folder).is_dir()] == []
