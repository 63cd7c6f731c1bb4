"""One input checked and fixed: what rules find in it, and the file with that mended, from the same reading."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from .article import ErrorRecord, article
from .body import Level
from .decode import clean
from .document import Document, documents, leads_of
from .formats import documents_of
from .layout import Edit, Layout
from .problem import ALWAYS_REPORTED, CODES, Fix, Problem, Severity, problem
from .rules import CHECKS, Noted, Seen, header_strays, seen_of
from .settings import Settings
from .tidy import DAMAGE, gap_edits, mended_body

# What is mended safely only where `Text:` closes the header; spaces may tell of damage.
_UNSETTLED = DAMAGE | {"N311", "N312"}
_MOST_ROUNDS = 6  # a label that is mended may show the next slip
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


def check_layout(source: str, file: Layout, settings: Settings, repeats: Repeats | None = None) -> Checked:
    """What the rules that are on find in a file. Raises InputError N003, N004 or N014 where there is no article."""
    text = clean(file.raw, file.encoding)
    codes, rows = settings.codes(source), text.split("\n")
    findings = [_finding(source, None, found, "safe", rows) for found in _of_file(file, rows)]
    count = 0
    for seen in _seen(source, text, settings):
        count += 1
        findings += _of_article(seen, rows)
        if repeats:
            findings += (_finding(source, count, note.problem, "no", rows) for note in repeats.of(seen))
    kept = sorted((x for x in findings if x.code in codes), key=lambda x: (x.line, x.column, x.code))
    return Checked(source, count, tuple(kept))


def failed(record: ErrorRecord, settings: Settings) -> Checked:
    """An input without articles: its error as a finding, unless that is ignored; N001 and N013 cannot be ignored."""
    source, code, line = record.source, record.code, record.line or 1
    found = Finding(source, None, code, CODES[code].severity, record.message, line, 1, 2, "no", "")
    selected = code in ALWAYS_REPORTED or code in settings.codes(source)
    return Checked(source, 0, (found,) if selected else ())


def fixed_layout(
    source: str, file: Layout, settings: Settings, *, level: Level = "safe", unsafe: bool = False
) -> Layout:
    """A file with what is found in it mended as far as that can be done; nothing else of it is changed.

    `level` says which repairs of bodies are made, `unsafe` that label slips and stray characters go too.
    """
    for _ in range(_MOST_ROUNDS):
        new, reread = _fixed_once(source, file, settings, level, unsafe)
        if new == file or not reread:
            return new
        file = new
    return file


def _fixed_once(source: str, file: Layout, settings: Settings, level: Level, unsafe: bool) -> tuple[Layout, bool]:
    """A file with its findings mended, and whether that may let it be read otherwise: where headers changed."""
    codes, text = settings.codes(source), clean(file.raw, file.encoding)
    edits: list[Edit] = []
    found: list[Document] = []
    bodies: list[list[Edit]] = []
    headers = False
    for seen in _seen(source, text, settings, "none"):  # bodies are repaired below
        document = seen.document
        found.append(document)
        header = _apart(_header_edits(seen, codes, unsafe))
        headers = headers or bool(header) or unsafe
        edits += header
        asked = codes if unsafe or _is_closed(document) else codes - _UNSETTLED
        bodies.append(gap_edits(document.body, mended_body(document.body, level, asked, unsafe), document.offset))
    edits = sorted([*edits, *(chain(*bodies) if unsafe else _harmless(text, found, bodies))])
    if "N009" in codes and not text.endswith("\n"):
        edits.append(Edit(len(text), len(text), "\n"))
    return file.rewritten(edits, plain_ends="N008" in codes, unmark="N007" in codes), headers


def _harmless(text: str, found: list[Document], bodies: list[list[Edit]]) -> list[Edit]:
    """The edits of bodies, without those that change what is read as a header: hardly any body has such edits.

    If all edits together change a header, those of each document are tried by themselves, on that document and the
    next one: they change no other header, so that time grows with the text and not with the square of its documents.
    """

    def headers(piece: str, leads: frozenset[str] | None) -> list[list[str]]:
        return [[field.value for field in document.fields] for document in documents(piece, leads)]

    def stay(edits: list[Edit], start: int, stop: int, leads: frozenset[str] | None) -> bool:
        pieces, at = list[str](), start
        for edit in edits:
            pieces += (text[at : edit.start], edit.new)
            at = edit.stop
        return not edits or headers(text[start:stop], leads) == headers("".join([*pieces, text[at:stop]]), leads)

    whole = list(chain(*bodies))
    if stay(whole, 0, len(text), None):
        return whole
    tops, leads = [*(document.top for document in found), len(text), len(text)], leads_of(found[0])
    alone = (edits for at, edits in enumerate(bodies) if stay(edits, tops[at], tops[at + 2], leads if at else None))
    return list(chain(*alone))


def _is_closed(document: Document) -> bool:
    """Whether a break in the body cannot give its header another line: `Text:` closes it, or there is none."""
    return not any(told.code == "N102" for told in document.problems)


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """`edits` from left to right, without those inside what another has changed."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].stop:
            kept.append(edit)
    return kept


def _header_edits(seen: Seen, codes: frozenset[str], unsafe: bool) -> Iterator[Edit]:
    """The edits of a header, and of the place before it, where an article that begins inside a line is parted."""
    top = seen.document.top
    if top and seen.text[top - 1] != "\n" and "N106" in codes:
        yield Edit(top, top, "\n")
    for note in _notes(seen):
        if note.problem.code in codes and (unsafe or CODES[note.problem.code].fix == "safe"):
            yield from (edit for edit in note.edits if edit.stop <= seen.document.offset and edit.start >= top)
    # Around labels and values they are passed over, and no problem.
    if unsafe and "N006" in codes and any(told.code == "N006" for told in seen.article.problems):
        yield from header_strays(seen.text, seen.document)


def _seen(source: str, text: str, settings: Settings, level: Level = "safe") -> Iterator[Seen]:
    for document in documents_of(text):
        yield seen_of(text, document, article(document, source, level, settings.date_order), settings)


def _notes(seen: Seen) -> Iterator[Noted]:
    for rule in CHECKS:
        yield from rule(seen)


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
    damage: Fix = "safe" if _is_closed(seen.document) else "unsafe"
    for repair in found.repairs:
        said = f"{CODES[repair.code].summary[:-1].lower()}: {' '.join(repair.before.split())}"
        told = problem(repair.code, said, repair.line, repair.column)
        yield _finding(source, record, told, damage, rows)
    for told in found.problems:  # damage among them is what was not sure enough
        yield _finding(source, record, told, "unsafe" if told.code in DAMAGE else CODES[told.code].fix, rows)
    for note in _notes(seen):
        code = note.problem.code
        yield _finding(source, record, note.problem, damage if code in _UNSETTLED else CODES[code].fix, rows)


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
