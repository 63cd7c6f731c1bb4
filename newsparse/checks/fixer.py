"""Choose the fixes of a file that change nothing that is parsed from it, except white space.

The fixes of all articles are collected, and the file with all of them is parsed again. If it is parsed differently, the
harmful fixes are searched for in one article and its neighbours at a time, and only they are dropped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from ..body import Level
from ..formats import detect, native_documents
from ..header.document import Document, Field, openings_of, parse_documents
from ..problems import CODES, DAMAGE, InputError
from ..text.characters import STRAY, WITHOUT_STRAY
from ..text.decoding import clean
from ..text.edits import Edit, apply_edits
from .body_fixer import fix_body
from .checked_article import CheckedArticle, prepare_article
from .rules import run_article_rules
from .settings import Settings
from .source_file import SourceFile
from .whitespace import whitespace_edits

# Fixed safely only if `Text:` closes the header: a file without it may not be a native file at all.
SAFE_IF_CLOSED = DAMAGE | {"N108", "N311", "N312"}
_MAX_ROUNDS = 6  # a fixed label may reveal the next misspelt one
_MAX_TRIALS = 64  # parses of one article to find the harmful fixes, before all of its fixes are dropped
_MAX_QUOTE = 3  # characters of quotes between the two edits that move them


class Fix(NamedTuple):
    """A change that is made completely or not at all.

    `code` is that of its rule, or empty for a change of a body, which may be due to several rules; `edits` are in
    ascending order.
    """

    code: str
    edits: tuple[Edit, ...]


class Plan(NamedTuple):
    """The fixes of a file: those made, those dropped because they change how it is parsed, and the fixed file.

    `unsafe` says whether unsafe fixes are among them.
    """

    made: tuple[Fix, ...]
    dropped: tuple[Fix, ...]
    file: SourceFile
    unsafe: bool

    @property
    def is_final(self) -> bool:
        """Whether the fixed file has nothing more to fix."""
        return not (self.unsafe or self.dropped or any(fix.code for fix in self.made))

    def lookup(self) -> Callable[[str, int], bool]:
        """Return a function that takes the code and the offset of a finding, and returns whether it is fixed.

        The fixes of a body have no code (see `Fix`), and a finding in a body is at an edit or up to one character
        beside it.
        """
        edits: dict[str, list[Edit]] = {}
        for fix in self.made:
            edits.setdefault(fix.code, []).extend(fix.edits)
        starts = {code: [edit.start for edit in of_code] for code, of_code in edits.items()}

        def is_made(code: str, offset: int) -> bool:
            key, reach = (code, 0) if code.startswith("N1") else ("", 1)
            index = bisect_right(starts.get(key, []), offset + reach)
            last_two_before = edits.get(key, [])[max(0, index - 2) : index]
            return any(offset <= edit.stop + reach for edit in last_two_before)

        return is_made


class _ArticleFixes(NamedTuple):
    """The fixes of one article in ascending order, and where the article starts and stops in the file."""

    start: int
    stop: int
    fixes: tuple[Fix, ...]


def fix_source_file(
    source: str, file: SourceFile, settings: Settings, *, level: Level = "safe", unsafe: bool = False
) -> tuple[SourceFile, Plan]:
    """Fix a file until nothing changes, and return it with the plan of the first round.

    `level` is the repair level of bodies; with `unsafe` misspelt labels and stray characters are fixed too.
    """
    first = plan = make_plan(source, file, settings, level=level, unsafe=unsafe)
    for _ in range(_MAX_ROUNDS - 1):
        if plan.file == file or plan.is_final:
            break
        file = plan.file
        plan = make_plan(source, file, settings, level=level, unsafe=unsafe)
    return plan.file, first


def make_plan(
    source: str, file: SourceFile, settings: Settings, *, level: Level = "safe", unsafe: bool = False
) -> Plan:
    """Plan one round of fixes. Raises InputError N003, N004 or N014 for a file without articles."""
    codes, text = settings.enabled_codes(source), clean(file.raw, file.encoding)
    remaining = native_documents(text)
    first = next(remaining)
    checked = (prepare_article(text, document, source, settings, "none") for document in chain([first], remaining))
    articles = [_article_fixes(article, level, codes, unsafe) for article in checked]

    def try_fixes(fixes: Iterable[Fix]) -> tuple[SourceFile, bool]:
        fixed = _rewritten(file, text, fixes, codes)
        return fixed, _parses_alike(text, fixed, unsafe)

    candidates = made = tuple(chain(*(article.fixes for article in articles)))
    fixed, is_alike = try_fixes(made)
    if made and not is_alike:
        made = tuple(_harmless_fixes(text, articles, openings_of(first), unsafe))
        fixed, is_alike = try_fixes(made)
        if not is_alike:  # only the fixes of the rules for files, or nothing
            made = ()
            fixed, is_alike = try_fixes(made)
            fixed = fixed if is_alike else file
    kept = set(made)
    dropped = tuple(fix for fix in candidates if fix not in kept)
    return Plan(made, dropped, fixed, unsafe)


def _rewritten(file: SourceFile, text: str, fixes: Iterable[Fix], codes: frozenset[str]) -> SourceFile:
    """Return the file with `fixes` and with the fixes of the rules for files; `text` is its clean text."""
    edits = sorted(chain(*(fix.edits for fix in fixes)))
    if "N009" in codes and not text.endswith("\n"):
        edits.append(Edit(len(text), len(text), "\n"))
    return file.edited(edits, unify_line_ends="N008" in codes, drop_marks="N007" in codes)


def _article_fixes(checked: CheckedArticle, level: Level, codes: frozenset[str], unsafe: bool) -> _ArticleFixes:
    document = checked.document
    header, body = _header_fixes(checked, codes, unsafe), _body_fixes(document, level, codes, unsafe)
    stop = document.offset + len(document.body)
    return _ArticleFixes(document.top, stop, (*_without_overlaps(header), *body))


def _header_fixes(checked: CheckedArticle, codes: frozenset[str], unsafe: bool) -> Iterator[Fix]:
    """Yield the fixes of a header, and of an article that begins inside a line."""
    start = checked.document.top
    if start and checked.text[start - 1] != "\n" and "N106" in codes:
        yield Fix("N106", (Edit(start, start, "\n"),))
    enabled = _fixable_codes(checked.document, codes, unsafe)
    for result in run_article_rules(checked):
        code = result.problem.code
        if code in enabled and (unsafe or CODES[code].fix == "safe"):
            yield from (Fix(code, (edit,)) for edit in result.edits if _is_in_header(edit, checked.document))
    if unsafe and "N006" in codes:
        yield from _stray_fixes(checked)


def _is_in_header(edit: Edit, document: Document) -> bool:
    return document.top <= edit.start and edit.stop <= document.offset


def _stray_fixes(checked: CheckedArticle) -> Iterator[Fix]:
    """Yield the fixes that delete the stray characters in a header, if parsing reports any in the article.

    Around labels and values they are not reported, but deleted together with the others.
    """
    if any(found.code == "N006" for found in checked.article.problems):
        start, stop = checked.document.top, checked.document.offset
        for offset, char in enumerate(checked.text[start:stop], start):
            if char in STRAY:
                yield Fix("N006", (Edit(offset, offset + 1, ""),))


def _without_overlaps(fixes: Iterable[Fix]) -> list[Fix]:
    """Return `fixes` of one edit each in ascending order, without those that begin inside an earlier one."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: fix.edits):
        if not kept or fix.edits[0].start >= kept[-1].edits[-1].stop:
            kept.append(fix)
    return kept


def _body_fixes(document: Document, level: Level, codes: frozenset[str], unsafe: bool) -> Iterator[Fix]:
    """Yield the fixes of a body: one for each gap that changes, or for the two gaps around a quote that moves."""
    fixed = fix_body(document.body, level, _fixable_codes(document, codes, unsafe), unsafe)
    pending: list[Edit] = []
    for edit in whitespace_edits(document.body, fixed, document.offset):
        if pending and edit.start - pending[-1].stop > _MAX_QUOTE:
            yield Fix("", tuple(pending))
            pending = []
        pending.append(edit)
    if pending:
        yield Fix("", tuple(pending))


def _fixable_codes(document: Document, codes: frozenset[str], unsafe: bool) -> frozenset[str]:
    """Return those of the enabled `codes` whose findings in a document are fixed."""
    return codes if unsafe or is_closed(document) else codes - SAFE_IF_CLOSED


def is_closed(document: Document) -> bool:
    """Whether `Text:` closes the header.

    Only then is the document certainly a native article, and no new line in its body can extend the header.
    """
    return not any(found.code in ("N101", "N102") for found in document.problems)


def _parses_alike(old: str, file: SourceFile, unsafe: bool) -> bool:
    """Whether a fixed file is parsed like the text `old`, and does not look binary or like another format now."""
    try:
        new = clean(file.raw, file.encoding)
        if old == new:
            return True
        return detect(new) is None and _article_hashes(old, None, unsafe) == _article_hashes(new, None, unsafe)
    except InputError:
        return False


def _article_hashes(text: str, openings: frozenset[str] | None, unsafe: bool) -> list[int]:
    """Return a hash of each article in a text, in which white space does not count.

    With `unsafe`, header fields and stray characters do not count either, because unsafe fixes change them. `openings`
    are those of `parse_documents`.
    """
    return [
        hash((() if unsafe else tuple(map(_field_key, document.fields)), _without_space(document.body, unsafe)))
        for document in parse_documents(text, openings)
    ]


def _field_key(field: Field) -> str:
    name = field.name if field.name != "extra" else f":{field.label}"
    return f"{_without_space(name)}:{_without_space(field.value)}"


def _without_space(text: str, drop_stray: bool = False) -> str:
    return "".join((text.translate(WITHOUT_STRAY) if drop_stray else text).split())


def _harmless_fixes(text: str, articles: list[_ArticleFixes], openings: frozenset[str], unsafe: bool) -> Iterator[Fix]:
    """Yield the fixes that do not change how their article and its neighbours are parsed.

    `openings` are those of the first header of the file.
    """
    previous: list[Fix] = []
    for index, article in enumerate(articles):
        start = articles[index - 1].start if index else 0
        stop = articles[index + 1].stop if index + 1 < len(articles) else article.stop
        previous = _harmless_in(text[start:stop], start, openings if start else None, article.fixes, previous, unsafe)
        yield from previous


def _harmless_in(
    window: str, start: int, openings: frozenset[str] | None, fixes: tuple[Fix, ...], previous: list[Fix], unsafe: bool
) -> list[Fix]:
    """Return those of `fixes` that, together with the `previous` ones, do not change how `window` is parsed.

    `window` begins at offset `start` of the file.
    """
    if not fixes:
        return []
    expected = _article_hashes(window, openings, unsafe)

    def is_harmless(chosen: list[Fix]) -> bool:
        edits = sorted(chain(*(fix.edits for fix in chain(previous, chosen))))
        return _article_hashes(apply_edits(window, edits, start), openings, unsafe) == expected

    return _select_harmless(list(fixes), is_harmless)


def _select_harmless(fixes: list[Fix], is_harmless: Callable[[list[Fix]], bool]) -> list[Fix]:
    """Return the fixes that are harmless together with those selected before them, found by bisection.

    Returns none if that takes more than _MAX_TRIALS trials, so that fixing the fixed file again drops the same fixes.
    """
    selected: list[Fix] = []
    halves = [fixes]
    for _ in range(_MAX_TRIALS):
        if not halves:
            return selected
        half = halves.pop()
        if is_harmless(selected + half):
            selected += half
        elif len(half) > 1:
            middle = len(half) // 2
            halves += (half[middle:], half[:middle])
    return [] if halves else selected
