"""Find the problems of one file: run the rules, and determine which of their findings can be fixed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..article import ErrorRecord
from ..formats import native_documents
from ..header.labels import usual_spelling
from ..problems import ALWAYS_REPORTED, CODES, DAMAGE, FixKind, Problem, Severity, clause_of, problem
from ..text.decoding import clean
from ..text.positions import line_starts
from .checked_article import CheckedArticle, prepare_article
from .fixer import SAFE_IF_CLOSED, Plan, is_closed, make_plan
from .repeats import ArticleKey, RepeatDetector, article_key
from .rules import run_article_rules, run_file_rules
from .settings import Settings
from .source_file import SourceFile

# A text that ends in a known label in any spelling. It is searched for only before colons, which are few.
_LABEL = r"""(?ix)(?:published[\W_]*time | title | categor(?:y|ies)[\W_]*\w{0,9} | authors?[\W_]*(?:title|description)?
    | text)[\W_]{0,9}\Z"""
_MAX_LABEL = 48  # characters before a colon that may be a label
# Parsing reports these too; the results of their rules replace its problems, with edits and according to the settings.
_REPORTED_BY_RULES = ("N109", "N209")
_CATEGORY_CODES = ("N207", "N208", "N214")  # a line may hold several categories, separated by semicolons
_MAX_MARKED = 500  # characters of a line that a finding marks
_MAX_MARKED_LABEL = 48


class Finding(NamedTuple):
    """A problem in a file, as `check` reports it.

    `source` is the name of the file, and `record` the 1-based number of the article in it, or None for a problem of the
    file. `line` and `column` are 1-based, `end_column` is the column after the last character that the finding marks.
    `fix` says whether `newsparse fix` fixes it, and `line_text` is the text of the line.
    """

    source: str
    record: int | None
    code: str
    severity: Severity
    message: str
    line: int
    column: int
    end_column: int
    fix: FixKind
    line_text: str


@lru_cache(maxsize=64)
def line_digest(line: str) -> str:
    """Return a digest of a line that white space around its words does not change; cached for findings in one line."""
    return hashlib.sha256(" ".join(line.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class CheckResult(NamedTuple):
    """The result of checking an input: the number of its articles, and the findings in order of position.

    `keys` are those of the articles, for `add_repeats`.
    """

    source: str
    articles: int
    findings: tuple[Finding, ...]
    keys: tuple[ArticleKey, ...] = ()


def lint_file(source: str, file: SourceFile, settings: Settings, plan: Plan | None = None) -> CheckResult:
    """Check a file with the enabled rules. Raises InputError N003, N004 or N014 for a file without articles.

    Repeated articles are not reported; see `add_repeats`. `plan` is the plan of the safe fixes; if it is not passed, it
    is made when it is needed.
    """
    text = clean(file.raw, file.encoding)
    enabled, lines = settings.enabled_codes(source), text.split("\n")
    findings = [_finding(source, None, found, "safe", lines) for found in run_file_rules(file, lines)]
    keys: list[ArticleKey] = []
    fixes_are_harmless = False
    for document in native_documents(text):
        checked = prepare_article(text, document, source, settings)
        fixes_are_harmless = not keys and _cannot_be_harmed(checked)
        findings += _article_findings(checked, lines)
        keys.append(article_key(checked, lines))

    def plan_for(unsafe: bool) -> Plan:
        if plan and not unsafe:
            return plan
        return make_plan(source, file, settings, level="all" if unsafe else "safe", unsafe=unsafe)

    reported = sorted((found for found in findings if found.code in enabled), key=_position)
    if not fixes_are_harmless:
        reported = _with_dropped_fixes_marked(reported, lines, plan_for)
    return CheckResult(source, len(keys), tuple(reported), tuple(keys))


def _position(found: Finding) -> tuple[int, int, str]:
    return found.line, found.column, found.code


def add_repeats(result: CheckResult, repeats: RepeatDetector, settings: Settings) -> CheckResult:
    """Return the result of a file with the findings of articles that `repeats` has seen before; it remembers these."""
    repeated = [
        _finding_in_line(key.source, key.record, found, "no", line_text)
        for key in result.keys
        for found, line_text in repeats.check(key)
    ]
    if not repeated:
        return result._replace(keys=())
    enabled = settings.enabled_codes(result.source)
    findings = (*result.findings, *(found for found in repeated if found.code in enabled))
    return result._replace(findings=tuple(sorted(findings, key=_position)), keys=())


def _cannot_be_harmed(checked: CheckedArticle) -> bool:
    """Whether no fix can change how a file that holds only this article is parsed, so that no plan is needed.

    This is certain if its header is complete and needs no fix, and nothing in its body resembles a label.
    """
    document = checked.document
    codes = {found.code for found in (*document.problems, *document.label_problems)}
    is_spelt = all(
        checked.text.startswith(f"{usual_spelling(line.label)}:", line.start)
        for line in checked.header_lines
        if line.label
    )
    return codes <= {"N103", "N105", "N209"} and is_spelt and not _may_hold_label(document.body)


def _may_hold_label(body: str) -> bool:
    colons = (match.start() for match in re.finditer("[:：]", body))
    return any(re.search(_LABEL, body[max(0, colon - _MAX_LABEL) : colon]) for colon in colons)


def _with_dropped_fixes_marked(
    findings: list[Finding], lines: list[str], plan_for: Callable[[bool], Plan]
) -> list[Finding]:
    """Return `findings` with `fix="no"` where the fix is dropped because it would change how the file is parsed.

    `plan_for` makes the plan of the safe or, with True, of the unsafe fixes; most files need neither.
    """
    fixes: tuple[FixKind, ...] = ("safe", "unsafe")
    for fix in fixes:
        if any(found.fix == fix and found.record for found in findings):
            plan = plan_for(fix == "unsafe")
            if plan.dropped:
                findings = _mark_dropped(findings, lines, fix, plan)
    return findings


def _mark_dropped(findings: list[Finding], lines: list[str], fix: FixKind, plan: Plan) -> list[Finding]:
    is_made = plan.lookup()
    starts = line_starts(lines)
    return [
        found._replace(fix="no")
        if found.fix == fix and found.record and not is_made(found.code, starts[found.line - 1] + found.column - 1)
        else found
        for found in findings
    ]


def failed_result(record: ErrorRecord, settings: Settings) -> CheckResult:
    """Return the result for a failed input: its error as a finding, or none if its code is ignored.

    N001 and N013 cannot be ignored. To select only other rules does not ignore a code, because an input that was not
    checked must not pass.
    """
    source, code, line, column = record.source, record.code, record.line or 1, record.column or 1
    severity = CODES[code].severity
    found = Finding(source, None, code, severity, record.message, line, column, column + 1, "no", "")
    is_ignored = code not in ALWAYS_REPORTED and settings.ignores(code, source)
    return CheckResult(source, 0, () if is_ignored else (found,))


def _article_findings(checked: CheckedArticle, lines: list[str]) -> Iterator[Finding]:
    """Yield the repairs of an article, the problems that parsing reports, and the results of rules, as findings."""
    article = checked.article
    source, record = article.source, article.record
    damage_fix: FixKind = "safe" if is_closed(checked.document) else "unsafe"
    for repair in article.repairs:
        message = f"{clause_of(repair.code)}: {' '.join(repair.before.split())}"
        found = problem(repair.code, message, repair.line, repair.column)
        yield _finding(source, record, found, damage_fix, lines)
    for found in article.problems:
        if found.code not in _REPORTED_BY_RULES:
            is_uncertain_damage = found.code in DAMAGE
            yield _finding(source, record, found, "unsafe" if is_uncertain_damage else CODES[found.code].fix, lines)
    for result in run_article_rules(checked):
        code = result.problem.code
        yield _finding(source, record, result.problem, damage_fix if code in SAFE_IF_CLOSED else CODES[code].fix, lines)


def _finding(source: str, record: int | None, found: Problem, fix: FixKind, lines: list[str]) -> Finding:
    return _finding_in_line(source, record, found, fix, lines[found.line - 1] if found.line <= len(lines) else "")


def _finding_in_line(source: str, record: int | None, found: Problem, fix: FixKind, line: str) -> Finding:
    width = max(1, _width(found.code, line[found.column - 1 : found.column + _MAX_MARKED]))
    return Finding(source, record, *found, found.column + width, fix, line)


def _width(code: str, rest: str) -> int:
    """Return how many characters a finding marks in `rest`, its line from its column on.

    These are the value of a field, a label, or white space; other findings mark one character.
    """
    if code.startswith("N2") or code in ("N010", "N106"):
        return len((rest.partition(";")[0] if code in _CATEGORY_CODES else rest).rstrip())
    if code.startswith("N1"):
        return rest[:_MAX_MARKED_LABEL].find(":") + 1 or len(rest.split(" ")[0])
    return len(rest) - len(rest.lstrip()) if code in ("N311", "N312") else 1
