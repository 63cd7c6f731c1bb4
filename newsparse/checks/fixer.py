"""Choose the edits that fix a file and change nothing that is read from it, except white space.

Edits are collected for each article, and the file with all of them is read again. If it is read differently, the edits
that cause this are searched for in one article and its neighbours at a time, and only they are dropped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from ..article import article
from ..body import Level
from ..formats import detect, documents_of
from ..header.document import Document, documents, leads_of
from ..problems import CODES, InputError
from ..text.characters import WITHOUT_STRAY
from ..text.decoding import clean
from ..text.edits import Edit, apply_edits
from .context import Noted, Seen, seen_of
from .rules import CHECKS, header_strays
from .settings import Settings
from .source_file import Layout
from .whitespace import DAMAGE, gap_edits, mended_body

# Fixed safely only if `Text:` closes the header: other files may not be native news files at all.
UNSETTLED = DAMAGE | {"N108", "N311", "N312"}
_MOST_ROUNDS = 6  # a label that is fixed may show the next slip
_MOST_READINGS = 64  # of one article, to find the edits that change how it is read; else it is left as it is
_BETWEEN_HALVES = 3  # characters of quotes between the two edits that move them


class Fix(NamedTuple):
    """One change that is made whole or not at all: its edits, from left to right, and the code of its rule, empty for
    a change of a body, which several rules may ask for."""

    code: str
    edits: tuple[Edit, ...]


class Plan(NamedTuple):
    """The fixes of a file that are made and those that would change how it is read, and the file with the former."""

    made: tuple[Fix, ...]
    dropped: tuple[Fix, ...]
    layout: Layout
    reread: bool  # whether the fixed file may show more to fix

    def lookup(self) -> Callable[[str, int], bool]:
        """A function that says whether what the rule of a code finds at an offset is fixed: a rule of bodies points at,
        or right behind, an edit."""
        edits: dict[str, list[Edit]] = {}
        for fix in self.made:
            edits.setdefault(fix.code, []).extend(fix.edits)
        starts = {code: [edit.start for edit in row] for code, row in edits.items()}

        def is_made(code: str, at: int) -> bool:
            own, near = (code, 0) if code.startswith("N1") else ("", 1)
            index = bisect_right(starts.get(own, []), at + near)
            return any(at <= edit.stop + near for edit in edits.get(own, [])[max(0, index - 2) : index])

        return is_made


class _Part(NamedTuple):
    """An article in a file: where it starts and ends, and its fixes, from left to right."""

    start: int
    stop: int
    fixes: tuple[Fix, ...]


def fixed_layout(
    source: str, file: Layout, settings: Settings, *, level: Level = "safe", unsafe: bool = False
) -> tuple[Layout, Plan]:
    """The file with its findings fixed as far as possible, and the plan of the first round.

    `level` says which repairs of bodies are made, `unsafe` that misspelt labels and stray characters are fixed too.
    """
    first = plan = plan_of(source, file, settings, level=level, unsafe=unsafe)
    for _ in range(_MOST_ROUNDS - 1):
        if plan.layout == file or not plan.reread:
            break
        file = plan.layout
        plan = plan_of(source, file, settings, level=level, unsafe=unsafe)
    return plan.layout, first


def plan_of(source: str, file: Layout, settings: Settings, *, level: Level = "safe", unsafe: bool = False) -> Plan:
    """The fixes that one round makes in a file. Raises InputError N003, N004 or N014 where there is no article."""
    codes, text = settings.codes(source), clean(file.raw, file.encoding)
    parts: list[_Part] = []
    leads = frozenset[str]()
    for document in documents_of(text):
        leads = leads if parts else leads_of(document)
        seen = seen_of(text, document, article(document, source, "none", settings.date_order), settings)
        header, body = _apart(_header_fixes(seen, codes, unsafe)), _body_fixes(document, level, codes, unsafe)
        parts.append(_Part(document.top, document.offset + len(document.body), (*header, *body)))
    ends = ["\n"] if "N009" in codes and not text.endswith("\n") else []

    def rewritten(made: Iterable[Fix]) -> Layout:
        edits = sorted(chain(*(fix.edits for fix in made)))
        edits += (Edit(len(text), len(text), end) for end in ends)
        return file.rewritten(edits, plain_ends="N008" in codes, unmark="N007" in codes)

    candidates: tuple[Fix, ...] = tuple(chain(*(part.fixes for part in parts)))
    made, layout = candidates, rewritten(candidates)
    if made and not _is_same(text, layout, unsafe):
        made = tuple(_harmless(text, parts, leads, unsafe))
        layout = rewritten(made)
        if not _is_same(text, layout, unsafe):
            made, layout = (), rewritten(())
            layout = layout if _is_same(text, layout, unsafe) else file
    kept = set(made)
    dropped = tuple(fix for fix in candidates if fix not in kept)
    return Plan(made, dropped, layout, unsafe or bool(dropped) or any(fix.code for fix in made))


def _header_fixes(seen: Seen, codes: frozenset[str], unsafe: bool) -> Iterator[Fix]:
    """The fixes of a header, and of the place before it, where an article that begins inside a line is parted."""
    top, offset, enabled = seen.document.top, seen.document.offset, _enabled(seen.document, codes, unsafe)
    if top and seen.text[top - 1] != "\n" and "N106" in codes:
        yield Fix("N106", (Edit(top, top, "\n"),))
    for note in notes(seen):
        code = note.problem.code
        if code in enabled and (unsafe or CODES[code].fix == "safe"):
            for edit in note.edits:
                if top <= edit.start and edit.stop <= offset:
                    yield Fix(code, (edit,))
    # Around labels and values they are skipped, and no problem.
    if unsafe and "N006" in codes and any(found.code == "N006" for found in seen.article.problems):
        yield from (Fix("N006", (edit,)) for edit in header_strays(seen.text, seen.document))


def notes(seen: Seen) -> Iterator[Noted]:
    """What all rules find in an article."""
    for rule in CHECKS:
        yield from rule(seen)


def _apart(fixes: Iterable[Fix]) -> list[Fix]:
    """`fixes` of one edit each from left to right, without those inside what another changes."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: fix.edits):
        if not kept or fix.edits[0].start >= kept[-1].edits[-1].stop:
            kept.append(fix)
    return kept


def _body_fixes(document: Document, level: Level, codes: frozenset[str], unsafe: bool) -> Iterator[Fix]:
    """The fixes of a body: one for each gap that changes, or for the two that move a quote between them."""
    enabled, held = _enabled(document, codes, unsafe), list[Edit]()
    for edit in gap_edits(document.body, mended_body(document.body, level, enabled, unsafe), document.offset):
        if held and edit.start - held[-1].stop > _BETWEEN_HALVES:
            yield Fix("", tuple(held))
            held = []
        held.append(edit)
    if held:
        yield Fix("", tuple(held))


def _enabled(document: Document, codes: frozenset[str], unsafe: bool) -> frozenset[str]:
    """Those of `codes` whose findings in an article are fixed."""
    return codes if unsafe or is_closed(document) else codes - UNSETTLED


def is_closed(document: Document) -> bool:
    """Whether `Text:` closes the header: only then is this surely a native article, and no break in its body can give
    the header another line."""
    return not any(found.code in ("N101", "N102") for found in document.problems)


def _is_same(old: str, layout: Layout, unsafe: bool) -> bool:
    """Whether what is read from a fixed file is that of the text `old`; it may look binary or like another format."""
    try:
        new = clean(layout.raw, layout.encoding)
        return old == new or (detect(new) is None and _reading(old, None, unsafe) == _reading(new, None, unsafe))
    except InputError:
        return False


def _reading(text: str, leads: frozenset[str] | None, unsafe: bool) -> list[int]:
    """A hash for each article of what is read from a text, without white space. With `unsafe`, also without stray
    characters and fields of headers, which fixes change."""
    return [
        hash((
            () if unsafe else tuple(_letters(x.name if x.name != "extra" else f":{x.label}", False) + ":" +
                                    _letters(x.value, False) for x in document.fields),
            _letters(document.body, unsafe),
        ))
        for document in documents(text, leads)
    ]  # fmt: skip


def _letters(text: str, unsafe: bool) -> str:
    return "".join((text.translate(WITHOUT_STRAY) if unsafe else text).split())


def _harmless(text: str, parts: list[_Part], leads: frozenset[str], unsafe: bool) -> Iterator[Fix]:
    """The fixes of `parts` without those that change how an article or its neighbours are read."""
    before: list[Fix] = []
    for index, part in enumerate(parts):
        if part.fixes:
            start = parts[index - 1].start if index else 0
            stop = parts[index + 1].stop if index + 1 < len(parts) else part.stop
            window = text[start:stop]
            lead = leads if start else None
            expected = _reading(window, lead, unsafe)

            def is_fine(fixes: list[Fix]) -> bool:
                edits = sorted(chain(*(fix.edits for fix in chain(before, fixes))))  # noqa: B023 - called here only
                return _reading(apply_edits(window, edits, start), lead, unsafe) == expected  # noqa: B023

            kept = _most(list(part.fixes), is_fine)
        else:
            kept = []
        yield from kept
        before = kept


def _most(fixes: list[Fix], is_fine: Callable[[list[Fix]], bool]) -> list[Fix]:
    """The fixes that are fine together with those before them, found by bisection.

    None if that takes too many readings, so that the same ones are dropped when the fixed file is fixed again.
    """
    kept: list[Fix] = []
    halves = [fixes]
    for _ in range(_MOST_READINGS):
        if not halves:
            return kept
        half = halves.pop()
        if is_fine(kept + half):
            kept += half
        elif len(half) > 1:
            middle = len(half) // 2
            halves += (half[middle:], half[:middle])
    return [] if halves else kept
