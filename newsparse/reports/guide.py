"""Rules as text for users: an explanation of one rule, and a list of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..checks.rules import Rule

_FIXES = {"safe": "safe fix", "unsafe": "unsafe fix", "no": "no fix"}


def explain_rule(rule: Rule) -> Iterator[str]:
    """Yield the summary, the advice and both examples of a rule; unprintable characters appear as escapes."""
    yield f"{rule.code} {rule.entry.name} ({rule.entry.severity}, {_FIXES[rule.entry.fix]})\n\n"
    yield f"{rule.entry.summary}\n{rule.advice}\n"
    for title, example in (("Reported", rule.bad), ("Not reported", rule.good)):
        if example is not None:
            lines = example.rstrip(b"\n").split(b"\n")
            yield f"\n{title}:\n\n" + "".join(f"    {_printable(line)}\n" for line in lines)


def list_rules(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield one line per rule: code, name, severity and summary, separated by tabs."""
    return (f"{rule.code}\t{rule.entry.name}\t{rule.entry.severity}\t{rule.entry.summary}\n" for rule in rules)


def _printable(line: bytes) -> str:
    text = line.decode("utf-8", "backslashreplace")
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text.rstrip(" ")
    ) + r"\x20" * (len(text) - len(text.rstrip(" ")))
