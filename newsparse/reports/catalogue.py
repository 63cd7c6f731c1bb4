"""The catalogue of rules as text and JSON, and the rules that a user names or searches for."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator

from ..checks.rules import RULES, Rule, find_rule
from ..problems import CODES
from .styles import Piece

# Family, which is the beginning of the codes -> its title
FAMILIES = {"N0": "File and bytes", "N1": "Structure of the header", "N2": "Values", "N3": "Body"}
_INDENT = " " * 8  # of summaries on lines of their own
_FIX_LABELS = {"safe": "fixable", "unsafe": "unsafe fix", "no": ""}


def find_rules(name: str) -> list[Rule]:
    """Return the rules that `name` means: a code or name, else a prefix of codes, else a word of names or summaries.

    >>> [rule.code for rule in find_rules("N20")][:2], [rule.code for rule in find_rules("glued caption")]
    (['N201', 'N202'], ['N303'])
    """
    if rule := find_rule(name):
        return [rule]
    if name.upper() == "ALL":
        return list(RULES.values())
    family = [rule for code, rule in RULES.items() if name and code.startswith(name.upper())]
    return family or [rule for rule in RULES.values() if _mentions(rule, name.casefold().split())]


def _mentions(rule: Rule, words: list[str]) -> bool:
    text = f"{rule.entry.name} {rule.entry.summary}".casefold()
    return bool(words) and all(word in text for word in words)


def rule_table(rules: Iterable[Rule], width: int) -> Iterator[Piece]:
    """Yield rules grouped by family: code, name, severity, kind of fix, and the summary.

    `width` is that of the terminal in characters. If it is too small for one of the lines, each summary is below the
    line.
    """
    names = max(len(entry.name) for entry in CODES.values())
    rows = [
        (rule, f"  {rule.entry.name:{names}}  {rule.entry.severity:7}  {_FIX_LABELS[rule.entry.fix]:10}")
        for rule in rules
    ]
    is_narrow = any(len(f"  {rule.code}{columns}  {rule.entry.summary}") > width for rule, columns in rows)
    family = ""
    for rule, columns in rows:
        if rule.code[:2] != family:
            separator = "\n" if family else ""
            family = rule.code[:2]
            yield "title", f"{separator}{family} {FAMILIES[family]}\n"
        yield "position", f"  {rule.code}"
        yield "", f"{columns.rstrip()}\n" if is_narrow else f"{columns}  "
        yield "note", f"{_indented(rule.entry.summary, width) if is_narrow else rule.entry.summary}\n"


def _indented(text: str, width: int) -> str:
    return textwrap.fill(text, width, initial_indent=_INDENT, subsequent_indent=_INDENT)


def rules_json(rules: Iterable[Rule]) -> str:
    """Return rules as a JSON array; the examples are texts in which bytes that are not UTF-8 are escaped."""
    return json.dumps([_as_object(rule) for rule in rules], ensure_ascii=False, indent=2) + "\n"


def _as_object(rule: Rule) -> dict[str, str | None]:
    examples = {
        name: None if example is None else example.decode("utf-8", "backslashreplace")
        for name, example in (("bad", rule.bad), ("good", rule.good))
    }
    return {
        "code": rule.code,
        "name": rule.entry.name,
        "family": FAMILIES[rule.code[:2]],
        "severity": rule.entry.severity,
        "fix": rule.entry.fix,
        "summary": rule.entry.summary,
        "advice": rule.advice,
        **examples,
    }
