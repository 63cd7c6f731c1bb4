"""Find the regular expressions of the package, and generate texts that may make each of them slow.

The texts are sampled from the parse tree of the pattern: a start, a unit that is repeated, and an end.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest
from support.paths import PACKAGE

# The functions of `re` that take a pattern, and the position of their argument `flags`.
METHODS = {"search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4, "compile": 1}
_MAX_UNITS = 150  # of one pattern
_CATEGORY_ESCAPES = {
    "digit": r"\d",
    "space": r"\s",
    "word": r"\w",
    "not_digit": r"\D",
    "not_space": r"\S",
    "not_word": r"\W",
}
_VARIANTS = 3  # samples of a character class or of alternatives


class Use(NamedTuple):
    """The use of a pattern: module and line in the package, method of `re`, compiled pattern."""

    where: str
    method: str
    pattern: re.Pattern[Any]


class Site(NamedTuple):
    """A call of `re` in the source: module, line, and the methods that its pattern is used with."""

    module: str
    line: int
    call: ast.Call
    methods: tuple[str, ...]

    @property
    def where(self) -> str:
        return f"{self.module}:{self.line}"


def sites(package: Path = PACKAGE) -> list[Site]:
    """Return all calls of `re` that take a pattern, in the order of the source."""
    found = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
        for call in calls:
            if isinstance(call.func, ast.Attribute) and _is_re(call.func):
                methods = (call.func.attr,) if call.func.attr != "compile" else _methods(tree, call)
                found.append(Site(".".join(part for part in parts if part != "__init__"), call.lineno, call, methods))
    return found


def _is_re(called: ast.Attribute) -> bool:
    return isinstance(called.value, ast.Name) and called.value.id == "re" and called.attr in METHODS


def _methods(tree: ast.Module, call: ast.Call) -> tuple[str, ...]:
    """Return the methods of a compiled pattern: of the call itself, or of the name that the pattern is assigned to."""
    names = {
        ast.unparse(node.targets[0]) for node in ast.walk(tree) if isinstance(node, ast.Assign) and node.value is call
    }
    used = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in METHODS]
    found = {node.attr for node in used if node.value is call or ast.unparse(node.value) in names}
    return tuple(sorted(found)) or ("finditer",)


def static_uses(found: list[Site]) -> Iterator[Use]:
    """Yield the uses of patterns that are constants of their modules."""
    for site in found:
        module_names = vars(import_module(site.module))
        try:
            pattern, flags = (_evaluate(argument, module_names) for argument in _pattern_and_flags(site.call))
        except NameError:
            continue
        yield from (Use(site.where, method, re.compile(pattern, flags)) for method in site.methods)


def _pattern_and_flags(call: ast.Call) -> tuple[ast.expr, ast.expr]:
    """Return the arguments of a call of `re`: the pattern, and the flags or 0."""
    position = METHODS[call.func.attr] if isinstance(call.func, ast.Attribute) else 0
    named = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
    return call.args[0], [*named, *call.args[position:], ast.Constant(0)][0]


def _evaluate(node: ast.expr, module_names: dict[str, Any]) -> Any:
    """Evaluate an expression in a module. Raises NameError if it has names that only functions define."""
    return eval(ast.unparse(node), dict(module_names))  # noqa: S307


def recorded_uses(found: list[Site], run: Callable[[], None], max_patterns: int = 40) -> Iterator[Use]:
    """Yield the uses of patterns that functions compile while `run` runs: the longest `max_patterns` of each call."""
    seen: dict[str, set[re.Pattern[Any]]] = {}
    compiled = re.compile

    def recording(method: str) -> Callable[..., Any]:
        real = getattr(re, method)

        def call(pattern: Any, *args: Any, **kwargs: Any) -> Any:
            caller = sys._getframe(1)
            if (module := caller.f_globals.get("__name__", "")).startswith("newsparse"):
                flags = kwargs.get("flags", [*args[METHODS[method] - 1 :], 0][0])
                seen.setdefault(f"{module}:{caller.f_lineno}", set()).add(compiled(pattern, flags))
            return real(pattern, *args, **kwargs)

        return call

    _clear_caches()
    with pytest.MonkeyPatch.context() as patch:
        for method, call in {method: recording(method) for method in METHODS}.items():
            patch.setattr(re, method, call)
        run()
    for site in found:
        longest = sorted(seen.get(site.where, ()), key=lambda pattern: len(pattern.pattern), reverse=True)[
            :max_patterns
        ]
        yield from (Use(site.where, method, pattern) for pattern in longest for method in site.methods)


def _clear_caches() -> None:
    """Clear the caches of the package, which may contain compiled patterns."""
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.startswith("newsparse") else ():
            if callable(clear := getattr(value, "cache_clear", None)):
                clear()


def slow_text_candidates(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield texts that may make `pattern` slow: their start, repeated unit and end."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    units: dict[tuple[str, str], None] = {}
    for lead, nodes in _node_sequences(list(tree), ""):
        for first in range(len(nodes)):
            for last in (*range(first + 1, min(first + 4, len(nodes)) + 1), len(nodes)):
                for variant in range(_VARIANTS):
                    before = lead + _sample(nodes[:first], variant)
                    units[before, _sample(nodes[first:last], variant)] = None
    chosen = sorted(((lead, unit) for lead, unit in units if unit), key=lambda pair: len(pair[1]))
    for lead, unit in islice(chosen, _MAX_UNITS):
        for tail in ("", "\x01"):
            yield lead, unit, tail
            if lead:
                yield "", unit, tail


def _node_sequences(nodes: list[Any], lead: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield the sequences of nodes of a parse tree, each with a text that its predecessors match."""
    yield lead, nodes
    for index, (kind, value) in enumerate(nodes):
        before = lead + _sample(nodes[:index], 0)
        for inner in _inner_sequences(kind, value):
            yield from _node_sequences(list(inner), before)


def _inner_sequences(kind: Any, value: Any) -> list[Any]:
    """Return the sequences of nodes in a node: one, or several alternatives."""
    if kind is sre.BRANCH:
        return _some_alternatives(value[1])
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.ATOMIC_GROUP:
        return [value]
    return [value[1]] if kind in (sre.ASSERT, sre.ASSERT_NOT) else []


def _some_alternatives(alternatives: list[Any]) -> list[Any]:
    """Return fewer than sixteen of many alternatives, at equal distances: those of a word list are alike."""
    step = max(1, len(alternatives) // 8)
    return list(alternatives[::step])


def _sample(nodes: Any, variant: int) -> str:
    """Return a text that the nodes match, or nearly match: look-around is ignored; `variant` selects one of several."""
    return "".join(_sample_of(kind, value, variant) for kind, value in nodes)


def _sample_of(kind: Any, value: Any, variant: int) -> str:
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.IN:
        return _sample_character(value, variant)
    if kind in (sre.ANY, sre.NOT_LITERAL):
        return "x" if value != ord("x") else "y"
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, inner = value
        count: int = max(least, 0 if variant == 1 else min(1, most))
        return _sample(inner, variant) * count
    inner = [] if kind in (sre.ASSERT, sre.ASSERT_NOT) else _inner_sequences(kind, value)
    return _sample(inner[variant % len(inner)], variant) if inner else ""


@cache
def _category(category: Any) -> str:
    return {
        sre.CATEGORY_DIGIT: "1",
        sre.CATEGORY_SPACE: " ",
        sre.CATEGORY_WORD: "a1_",
        sre.CATEGORY_NOT_DIGIT: "a ",
        sre.CATEGORY_NOT_SPACE: "a1.",
        sre.CATEGORY_NOT_WORD: " ,",
    }[category]


def _sample_character(members: list[Any], variant: int) -> str:
    """Return a character of a character class, which `variant` selects; an unusual one if none is known."""
    if members[0][0] is sre.NEGATE:
        others = re.compile("[" + "".join(map(_member_source, members[1:])) + "]")
        choices = "".join(char for char in "aA1 ,.([|:;-\u4e00" if not others.match(char))
    else:
        choices = "".join(
            _category(value) if kind is sre.CATEGORY else chr(value if kind is sre.LITERAL else value[0])
            for kind, value in members
        )
    return choices[variant % len(choices)] if choices else "\x02"


def _member_source(member: Any) -> str:
    """Return a member of a character class as it is written in a pattern."""
    kind, value = member
    if kind is sre.CATEGORY:
        return _CATEGORY_ESCAPES[str(value).lower().removeprefix("category_")]
    return re.escape(chr(value)) if kind is sre.LITERAL else f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
