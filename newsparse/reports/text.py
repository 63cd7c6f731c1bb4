"""Findings for people: with their lines, one a line, or counted by rule."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..checks.linter import Checked, Finding
from ..problems import CODES, FAILURES, INTERNAL
from ..storage import stores
from ..text.characters import named, printable
from .repairs import Piece, count

_BEFORE, _AROUND = 40, 100  # characters of a long line that are shown before its column, and in all


def place(source: str) -> str:
    """A path as CI reads it: below the working directory where it is there, with `/`; "-" is standard input."""
    return named(raw_place(source))


def raw_place(source: str) -> str:
    """The same, with what is not valid text in it."""
    return _place(source, os.getcwd())


@lru_cache(maxsize=1024)
def _place(source: str, folder: str) -> str:
    if source == "-":
        return "<stdin>"
    if not source:
        return "''"
    if stores.is_remote(source):
        return source
    if os.path.isabs(source):
        below = os.path.relpath(source, folder)
        source = source if below.startswith("..") else below
    return os.path.normpath(source).replace(os.sep, "/")


def shown_name(source: str) -> str:
    """A path as people read it: the `source` of the articles, but for standard input."""
    return "<stdin>" if source == "-" else source or "''"


def text(checked: Iterable[Checked]) -> Iterator[Piece]:
    """Each finding with its line and a mark below it, and at the end how many there are and what can be done."""
    total = Totals()
    for one in total.counted(checked):
        for finding in one.findings:
            yield from _line(finding)
            yield from _excerpt(finding)
    yield "title", total.summary()


def concise(checked: Iterable[Checked]) -> Iterator[Piece]:
    """One line a finding."""
    for one in checked:
        for finding in one.findings:
            yield from _line(finding)


def statistics(checked: Iterable[Checked]) -> Iterator[Piece]:
    """How often each rule found something, in how many files, and whether it can be fixed; parted by tabs."""
    found, files, fixable = Counter[str](), Counter[str](), Counter[str]()
    total = Totals()
    for one in total.counted(checked):
        found.update(finding.code for finding in one.findings)
        fixable.update(finding.code for finding in one.findings if finding.fix == "safe")
        files.update({finding.code for finding in one.findings})
    yield "title", "findings\tfiles\tfixable\tcode\tname\n"
    for code, times in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        yield "", f"{times}\t{files[code]}\t{fixable[code]}\t{code}\t{CODES[code].name}\n"
    yield "title", total.summary()


class Totals:
    """Counts of findings as they are taken; `code` is the exit code that failed inputs call for."""

    def __init__(self) -> None:
        self.files = self.articles = self.bad = self.code = 0
        self.by = Counter[str]()  # severities, and kinds of fixes

    def counted(self, checked: Iterable[Checked]) -> Iterator[Checked]:
        """`checked`, counted as it is taken."""
        for one in checked:
            self.files += 1
            self.articles += one.articles
            self.bad += bool(one.findings)
            for code in FAILURES.intersection(finding.code for finding in one.findings):
                self.code = max(self.code, 2 if code in INTERNAL else 1)
            self.by.update(finding.severity for finding in one.findings)
            self.by.update(finding.fix for finding in one.findings)
            yield one

    def wrong(self, strict: bool) -> int:
        """How many findings are no mere warnings; if `strict`, all."""
        return self.by["error"] + (self.by["warning"] if strict else 0)

    def summary(self) -> str:
        """One or two lines on all of it."""
        errors, warnings = self.by["error"], self.by["warning"]
        files = f"{count(self.files, 'file')}, {count(self.articles, 'article')}"
        if not errors and not warnings:
            return f"{files}: nothing found\n"
        said = f"{count(errors, 'error')} and {count(warnings, 'warning')} in {self.bad} of {files}\n"
        if self.by["safe"]:
            said += f"{self.by['safe']} can be fixed by `newsparse fix --write`"
            said += f", {self.by['unsafe']} more with --unsafe-fixes\n" if self.by["unsafe"] else "\n"
        return said


def _line(finding: Finding) -> Iterator[Piece]:
    yield "place", f"{printable(shown_name(finding.source))}:{finding.line}:{finding.column}:"
    yield "removed" if finding.severity == "error" else "changed", f" {finding.code} {finding.severity}"
    yield "", f" {CODES[finding.code].name}: {printable(finding.message)}"
    yield "note", " [fix]\n" if finding.fix == "safe" else "\n"


def _excerpt(finding: Finding) -> Iterator[Piece]:
    """The line, or a part of it where it is long, and a mark below what is meant."""
    row, at = finding.row.replace("\t", " "), finding.column - 1
    if not row:
        return
    low = max(0, at - _BEFORE) if len(row) > _AROUND else 0
    high = low + _AROUND
    lead, number = "…" if low else "", str(finding.line)
    before = _cells(printable(row[low:at]))
    marked = _cells(printable(row[low : min(finding.end_column - 1, high)])) - before
    yield "note", f"{number:>6} │ "
    yield "", f"{lead}{printable(row[low:high])}{'…' if high < len(row) else ''}\n"
    yield "note", f"{'':>6} │ "
    yield (
        "removed" if finding.severity == "error" else "changed",
        " " * (len(lead) + before) + "^" * max(1, marked) + "\n",
    )


def _cells(text: str) -> int:
    """How many columns of a terminal `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)
