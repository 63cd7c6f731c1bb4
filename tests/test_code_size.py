"""Modules, functions and their complexity stay small enough to be read at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.paths import PACKAGE, TESTS

MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 40
MAX_COMPLEXITY = 12
# Folders whose design is going to change.
EXEMPT_FOLDERS = {"dates", "bylines"}
_BRANCHES = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.Assert, ast.match_case)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def complexity(function: ast.AST) -> int:
    """The cyclomatic complexity with boolean operators, comprehensions and `else` of loops counted, as radon does.

    >>> complexity(ast.parse("def f(x): return [y for y in x if y and y > 1]").body[0])
    4
    """
    total, nodes = 1, list(ast.iter_child_nodes(function))
    while nodes:
        node = nodes.pop()
        if isinstance(node, Function | ast.ClassDef):
            continue
        total += isinstance(node, _BRANCHES)
        if isinstance(node, ast.For | ast.While) and node.orelse:
            total += 1
        elif isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            total += 1 + len(node.ifs)
        nodes.extend(ast.iter_child_nodes(node))
    return total


def functions() -> Iterator[tuple[str, Function]]:
    """The functions of the package outside the exempt folders, by file and name."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE)
        if name.parts[0] not in EXEMPT_FOLDERS:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, Function):
                    yield f"{name}:{node.lineno} {node.name}", node


def lines_of(function: Function) -> int:
    """The number of lines of a function without its docstring."""
    first = function.body[0]
    documented = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


@pytest.mark.parametrize(
    ("source", "expected"),
    [("return x", 1), ("return x and y or z", 3), ("return [y for y in x if y]", 3), ("if x:\n  y\n else:\n  z", 2)],
)
def test_complexity_counts_branches_and_boolean_operators(source: str, expected: int) -> None:
    assert complexity(ast.parse(f"def f():\n {source}").body[0]) == expected


def test_no_function_is_too_complex() -> None:
    found = {name: complexity(node) for name, node in functions()}
    assert {name: count for name, count in found.items() if count > MAX_COMPLEXITY} == {}


def test_no_function_is_too_long() -> None:
    found = {name: lines_of(node) for name, node in functions()}
    assert {name: count for name, count in found.items() if count > MAX_FUNCTION_LINES} == {}


def test_no_module_is_too_long() -> None:
    sizes = {path.relative_to(PACKAGE): len(path.read_bytes().splitlines()) for path in PACKAGE.rglob("*.py")}
    allowed = {name: size for name, size in sizes.items() if name.parts[0] not in EXEMPT_FOLDERS}
    assert {name: size for name, size in allowed.items() if size > MAX_MODULE_LINES} == {}


@pytest.mark.parametrize("folder", [PACKAGE, TESTS], ids=lambda path: path.name)
def test_formatting_is_not_switched_off(folder: Path) -> None:
    switch = "# fmt: " + "skip"
    assert [path for path in folder.rglob("*.py") if switch in path.read_text(encoding="utf-8")] == []
