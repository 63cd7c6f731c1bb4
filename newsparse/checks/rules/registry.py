"""Registration of rules: the decorators that join functions, advice and examples to the catalogue of codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from ...problems import CODES, Entry, Problem
from ..checked_article import CheckedArticle, RuleResult
from ..source_file import SourceFile

ArticleCheck = Callable[[CheckedArticle], Iterator[RuleResult]]
FileCheck = Callable[[SourceFile, Sequence[str]], Iterator[Problem]]
_Check = TypeVar("_Check", ArticleCheck, FileCheck)


class Rule(NamedTuple):
    """One rule: its code and catalogue entry, advice for the user, and two example files.

    `check` finds exactly this code in `bad`, and nothing in `good`, the same file corrected. Both are None if no file
    can show the rule.
    """

    code: str
    entry: Entry
    advice: str
    bad: bytes | None
    good: bytes | None


# All rules by code, and the functions of rules. A rule without a function is for a problem that another module reports.
REGISTERED: dict[str, Rule] = {}
ARTICLE_CHECKS: list[ArticleCheck] = []
FILE_CHECKS: list[FileCheck] = []


def rule(
    code: str, *, advice: str, bad: bytes | None = None, good: bytes | None = None
) -> Callable[[ArticleCheck], ArticleCheck]:
    """Register the decorated function, which checks one article, as the rule of `code`.

    A function that reports several codes is decorated once for each. The problem's name, severity, summary and fix
    kind come from the catalogue; raises KeyError for a code that is not in it.
    """
    describe_rule(code, advice=advice, bad=bad, good=good)
    return lambda check: _add(ARTICLE_CHECKS, check)


def file_rule(
    code: str, *, advice: str, bad: bytes | None = None, good: bytes | None = None
) -> Callable[[FileCheck], FileCheck]:
    """Register the decorated function, which checks a whole file and the lines of its text, as the rule of `code`."""
    describe_rule(code, advice=advice, bad=bad, good=good)
    return lambda check: _add(FILE_CHECKS, check)


def describe_rule(code: str, *, advice: str, bad: bytes | None = None, good: bytes | None = None) -> None:
    """Register advice and examples for `code`; called directly for a code that another module reports."""
    REGISTERED[code] = Rule(code, CODES[code], advice, bad, good)


def _add(checks: list[_Check], check: _Check) -> _Check:
    if check not in checks:
        checks.append(check)
    return check
