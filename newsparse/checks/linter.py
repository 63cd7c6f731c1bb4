"""One input checked: what rules find in it, and what of that can be fixed."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..article import ErrorRecord, article
from ..body import Level
from ..formats import documents_of
from ..header.labels import spelling
from ..problems import ALWAYS_REPORTED, CODES, Fix, Problem, Severity, problem
from ..text.decoding import clean
from ..text.positions import line_starts
from .context import Noted, Seen, seen_of
from .fixer import UNSETTLED, Plan, is_closed, notes, plan_of
from .settings import Settings
from .source_file import Layout
from .whitespace import DAMAGE

# What may be a label of ours before its colon, at the end of so many characters. Colons are few and found quickly.
_LABEL = r"""(?ix)(?:published[\W_]*time | title | categor(?:y|ies)[\W_]*\w{0,9} | authors?[\W_]*(?:title|description)?
    | text)[\W_]{0,9}\Z"""
_LABEL_LENGTH = 48
_OF_RULES = ("N109", "N209")  # reported by rules: with edits, and as the settings require
_OF_CATEGORIES = ("N207", "N208", "N214")  # several may stand in a line
_LONGEST_MARK = 500  # characters of a line that are meant
_LONGEST_LABEL = 48  # characters that are marked
_ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "\u2028": "U+2028", "\u2029": "U+2029"}


class Finding(NamedTuple):
    """A problem in its file, as `check` tells it.

    `record` is the article's number or None where there is none, `end_column` stands behind what is meant on the line,
    `fix` says whether `newsparse fix` mends it, `row` is the line.
    """

    source: str
    record: int | None
    code: str
    severity: Severity
    message: str
    line: int
    column: int
    end_column: int
    fix: Fix
    row: str


@lru_cache(maxsize=64)
def row_digest(row: str) -> str:
    """What tells a line by its text, its white space aside; findings that stand in one long line ask for it once."""
    return hashlib.sha256(" ".join(row.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Checked(NamedTuple):
    """An input that was checked: how many articles it holds, and what was found, from top to bottom."""

    source: str
    articles: int
    findings: tuple[Finding, ...]


class Repeats:
    """What articles were seen before: to tell those that come again. Keeps a few bytes of each."""

    def __init__(self) -> None:
        self._bodies: dict[bytes, tuple[str, int]] = {}
        self._titles: dict[bytes, tuple[str, int]] = {}

    def of(self, seen: Seen) -> Iterator[Noted]:
        """N011 where the body was seen before, else N010 where title and time were; remembers both."""
        document, known = seen.document, seen.article
        here = known.source, known.record
        body = "".join(document.body.split())
        before = self._bodies.setdefault(_digest(body), here) if body else here
        if before != here and _is_same(before, here):
            return  # the same file by another name
        if before != here:
            yield Noted(problem("N011", f"the same body as in {_named(before)}", document.line, document.column))
        title, time, field = known.title, known.published_time, seen.fields.get("title")
        if title and time and field:
            first = self._titles.setdefault(_digest(f"{time} {title.casefold()}"), here)
            if first != here and before == here:
                said = f"the same title and published time as in {_named(first)}"
                yield Noted(problem("N010", said, field.line, field.column))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _is_same(before: tuple[str, int], here: tuple[str, int]) -> bool:
    return before[1] == here[1] and os.path.realpath(before[0]) == os.path.realpath(here[0])


def _named(place: tuple[str, int]) -> str:
    return f"{place[0]}, article {place[1]}"


def check_layout(
    source: str, file: Layout, settings: Settings, repeats: Repeats | None = None, plan: Plan | None = None
) -> Checked:
    """What the enabled rules find in a file. Raises InputError N003, N004 or N014 where there is no article.

    `plan` is that of the safe fixes, if it is known.
    """
    text = clean(file.raw, file.encoding)
    codes, rows = settings.codes(source), text.split("\n")
    findings = [_finding(source, None, found, "safe", rows) for found in _of_file(file, rows)]
    count, is_plain = 0, True
    for seen in _seen(source, text, settings):
        count += 1
        is_plain = is_plain and count == 1 and _is_plain(seen)
        findings += _of_article(seen, rows)
        if repeats:
            findings += (_finding(source, count, note.problem, "no", rows) for note in repeats.of(seen))
    kept = sorted((x for x in findings if x.code in codes), key=lambda x: (x.line, x.column, x.code))
    if not is_plain:
        for fix in ("safe", "unsafe"):
            kept = _as_planned(kept, rows, fix, lambda unsafe: (not unsafe and plan) or plan_of(
                source, file, settings, level="all" if unsafe else "safe", unsafe=unsafe))  # fmt: skip
    return Checked(source, count, tuple(kept))


def _is_plain(seen: Seen) -> bool:
    """Whether no fix can change how a file is read that holds this article only: its header is whole and needs none,
    and nothing in its body looks like a label."""
    document = seen.document
    codes = {found.code for found in (*document.problems, *document.lost)}
    spelt = all(seen.text.startswith(f"{spelling(row.label)}:", row.start) for row in seen.rows if row.label)
    return codes <= {"N103", "N105", "N209"} and spelt and not _may_hold_label(document.body)


def _may_hold_label(body: str) -> bool:
    ends = (match.start() for match in re.finditer("[:：]", body))
    return any(re.search(_LABEL, body[max(0, end - _LABEL_LENGTH) : end]) for end in ends)


def _as_planned(findings: list[Finding], rows: list[str], fix: Fix, plan_for: Callable[[bool], Plan]) -> list[Finding]:
    """`findings`, of which those are no longer fixable that would be fixed as `fix` by what the plan drops."""
    if not any(found.fix == fix and found.record for found in findings):
        return findings
    plan = plan_for(fix == "unsafe")
    if not plan.dropped:
        return findings
    is_made = plan.lookup()
    starts = line_starts(rows)
    return [
        found._replace(fix="no")
        if found.fix == fix and found.record and not is_made(found.code, starts[found.line - 1] + found.column - 1)
        else found
        for found in findings
    ]


def failed(record: ErrorRecord, settings: Settings) -> Checked:
    """An input without articles: its error as a finding, unless that is ignored; N001 and N013 cannot be ignored.

    A selection of other rules ignores none: what is not checked must not pass as clean.
    """
    source, code, line = record.source, record.code, record.line or 1
    found = Finding(source, None, code, CODES[code].severity, record.message, line, 1, 2, "no", "")
    ignored = code not in ALWAYS_REPORTED and settings.ignores(code, source)
    return Checked(source, 0, () if ignored else (found,))


def _seen(source: str, text: str, settings: Settings, level: Level = "safe") -> Iterator[Seen]:
    for document in documents_of(text):
        yield seen_of(text, document, article(document, source, level, settings.date_order), settings)


def _of_file(file: Layout, rows: list[str]) -> Iterator[Problem]:
    """What is to be said of the file: N007, N008, N009."""
    if line := file.needless_mark():
        yield problem("N007", "a byte-order mark, which nothing needs here", line, 1)
    if line := file.odd_line_end():
        ends = ", ".join(f"{_ENDS[end]} {count}" for end, count in file.line_ends().most_common())
        yield problem("N008", f"the lines end in different ways: {ends}", line, len(rows[line - 1]) + 1)
    if rows[-1]:
        yield problem("N009", "the last line has no line end", len(rows), len(rows[-1]) + 1)


def _of_article(seen: Seen, rows: list[str]) -> Iterator[Finding]:
    source, record, found = seen.article.source, seen.article.record, seen.article
    damage: Fix = "safe" if is_closed(seen.document) else "unsafe"
    for repair in found.repairs:
        said = f"{CODES[repair.code].summary[:-1].lower()}: {' '.join(repair.before.split())}"
        told = problem(repair.code, said, repair.line, repair.column)
        yield _finding(source, record, told, damage, rows)
    for told in found.problems:  # damage among them is what was not sure enough
        if told.code in _OF_RULES:
            continue
        yield _finding(source, record, told, "unsafe" if told.code in DAMAGE else CODES[told.code].fix, rows)
    for note in notes(seen):
        code = note.problem.code
        yield _finding(source, record, note.problem, damage if code in UNSETTLED else CODES[code].fix, rows)


def _finding(source: str, record: int | None, found: Problem, fix: Fix, rows: list[str]) -> Finding:
    row = rows[found.line - 1] if found.line <= len(rows) else ""
    stop = found.column + max(1, _width(found.code, row[found.column - 1 : found.column + _LONGEST_MARK]))
    return Finding(source, record, found.code, found.severity, found.message, found.line, found.column, stop, fix, row)


def _width(code: str, rest: str) -> int:
    """How much of a line, from the column of a finding on, is meant by it."""
    if code.startswith("N2") or code in ("N010", "N106"):
        return len((rest.partition(";")[0] if code in _OF_CATEGORIES else rest).rstrip())
    if code.startswith("N1"):
        return rest[:_LONGEST_LABEL].find(":") + 1 or len(rest.split(" ")[0])
    return len(rest) - len(rest.lstrip()) if code in ("N311", "N312") else 1
