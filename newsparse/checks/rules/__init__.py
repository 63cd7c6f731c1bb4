"""All rules of `check`: for each code of the catalogue in `problems`, its function, advice and examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...problems import CODES, Problem, find_code
from ..checked_article import CheckedArticle, RuleResult
from ..source_file import SourceFile
from . import body, file, header, values  # noqa: F401 - registers the rules
from .registry import ARTICLE_CHECKS, FILE_CHECKS, REGISTERED, Rule

__all__ = ["RULES", "Rule", "find_rule", "run_article_rules", "run_file_rules"]

# All rules by code, in the order of the catalogue.
RULES: dict[str, Rule] = {code: REGISTERED[code] for code in CODES if code in REGISTERED}


def find_rule(name: str) -> Rule | None:
    """Return the rule with this code or name, in any case; None if there is none."""
    code = find_code(name)
    return RULES[code] if code else None


def run_article_rules(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Run all rules for articles, enabled or not."""
    for check in ARTICLE_CHECKS:
        yield from check(checked)


def run_file_rules(source_file: SourceFile, lines: Sequence[str]) -> Iterator[Problem]:
    """Run all rules for files, enabled or not; `lines` are the lines of the clean text, without line ends."""
    for check in FILE_CHECKS:
        yield from check(source_file, lines)
