"""The rules for people: one code explained, or all of them in a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..checks.examples import Rule


def explained(rule: Rule) -> Iterator[str]:
    """What a code means, what to do, and its two examples; characters that cannot be shown are written as escapes."""
    yield f"{rule.code} {rule.about.name} ({rule.about.severity})\n\n{rule.about.summary}\n{rule.advice}\n"
    for name, example in (("With it", rule.bad), ("Without it", rule.good)):
        if example is not None:
            yield f"\n{name}:\n\n" + "".join(f"    {_shown(line)}\n" for line in example.rstrip(b"\n").split(b"\n"))


def listed(rules: Iterable[Rule]) -> Iterator[str]:
    """The codes, a line each: code, name, severity and what it is about, parted by tabs."""
    return (f"{rule.code}\t{rule.about.name}\t{rule.about.severity}\t{rule.about.summary}\n" for rule in rules)


def _shown(line: bytes) -> str:
    text = line.decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text).rstrip()
