"""Collect every text that a user reads: help pages, rules, messages and the descriptions of schemas."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
from support.commands import run
from support.failing_commands import messages_of_commands
from support.paths import PACKAGE, TESTS

from newsparse.checks.rules import RULES
from newsparse.cli import cli
from newsparse.output.schema import SCHEMAS, schema
from newsparse.reports.guide import explain_rule

SNAPSHOT = TESTS / "texts.txt"
HELP_WIDTH = 80
# Modules and folders whose literals are data or patterns, not texts, below the package.
DATA = (
    "body/block_kinds.py",
    "body/glued_items.py",
    "body/words.py",
    "bylines/",
    "checks/markup.py",
    "checks/residue.py",
    "checks/rules/example_file.py",
    "dates/calendar_words.py",
    "dates/phrases.py",
    "header/labels.py",
)
# Calls whose literals are patterns, labels of other formats, news texts, or entries of the catalogue of codes.
_SKIPPED_CALLS = {"Entry", "Sign", "compile", "findall", "finditer", "fullmatch", "match", "news_file", "search", "sub"}
# Keywords whose literals other sections show.
_SKIPPED_KEYWORDS = {"advice", "bad", "epilog", "good", "help"}
# Two words, or a word and a value, with a space between them.
_PROSE = re.compile(r"[\w'`\])}]{2,}[,;:.…]? [(\w'`{\[-]")
_NOT_PROSE = re.compile(r"\(\?|\\[sbwdWSn]|\[\^|\\\\|\n\s|[A-Za-z]\+ |^\W*$|^\s*<")

Sections = dict[str, str]  # title -> text


def render() -> str:
    """Return the whole snapshot."""
    return "".join(f"=== {title}\n{text}\n\n" for title, text in sections().items())


def read_snapshot() -> Sections:
    """Return the reviewed texts by section."""
    parts = re.split(r"^=== (.*)\n", SNAPSHOT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {title: text.rstrip() for title, text in zip(parts[1::2], parts[2::2], strict=True)}


@cache
def sections() -> Sections:
    """Return every text by section: help pages, rule pages, failing commands, messages by module, and schemas."""
    errors = {"command lines that fail": messages_of_commands()}
    found = {**help_pages(), **rule_pages(), **errors, **messages(), **schema_descriptions()}
    return {title: "\n".join(map(str.rstrip, text.splitlines())).rstrip() for title, text in found.items()}


def command_names() -> list[str]:
    """Return the names of all commands."""
    return cli.list_commands(click.Context(cli))


def help_pages() -> Sections:
    """Return the help of the program and of each command, as an 80 columns wide terminal shows it."""
    calls = [["--help"], *([name, "--help"] for name in command_names())]
    return {f"newsparse {' '.join(call)}": _help(call) for call in calls}


def _help(call: list[str]) -> str:
    return run(*call, COLUMNS=str(HELP_WIDTH), NO_COLOR="1").stdout.decode()


def rule_pages() -> Sections:
    """Return the page of each rule."""
    return {f"newsparse rule {code}": "".join(explain_rule(rule)) for code, rule in RULES.items()}


def messages() -> Sections:
    """Return the literals of each module that are prose, one per line, with {} for each value."""
    found: Sections = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(DATA) and (lines := list(literals(path))):
            found[f"messages of {name}"] = "\n".join(lines)
    return found


def literals(path: Path) -> Iterator[str]:
    """Yield the literals of a module that are prose, without docstrings, repetitions and the help of commands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from dict.fromkeys(text.replace("\n", "⏎") for text in _literals(tree) if is_prose(text))


def is_prose(text: str) -> bool:
    r"""Return whether a literal is a text for users rather than data or a pattern.

    >>> [is_prose(x) for x in ("the title is repeated here", "{}: {}", "utf-8", r"(?i)by \w+", "{} of {}")]
    [True, False, False, False, True]
    """
    return bool(_PROSE.search(text) and not _NOT_PROSE.search(text)) and any(map(str.isalpha, text.replace("{}", "")))


def _literals(node: ast.AST) -> Iterator[str]:
    """Yield the text of each literal below `node`, from top to bottom."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _literals(part.value)
    elif not _is_skipped(node):
        for child in ast.iter_child_nodes(node):
            yield from _literals(child)


def _is_skipped(node: ast.AST) -> bool:
    """Return whether the literals below `node` are docstrings, schemas, patterns or words to split."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Subscript):
        return _name(node.value) == "Annotated"
    if isinstance(node, ast.keyword):
        return node.arg in _SKIPPED_KEYWORDS
    if isinstance(node, ast.Attribute):
        return node.attr == "split" and isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Call) and _name(node.func) in _SKIPPED_CALLS


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def schema_descriptions() -> Sections:
    """Return the titles and descriptions of each JSON Schema, with the path of what they describe."""
    return {f"newsparse schema {name}": "\n".join(_descriptions(json.loads(schema(name)), "")) for name in SCHEMAS}


def _descriptions(node: Any, path: str) -> Iterator[str]:
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _descriptions(item, f"{path}[{index}]")
    if isinstance(node, dict):
        for key in ("title", "description"):
            if isinstance(node.get(key), str):
                yield f"{path or '.'}: {node[key]}"
        for key, value in node.items():
            skipped = key in ("properties", "$defs", "items")
            yield from _descriptions(value, path if skipped else f"{path}.{key}")
