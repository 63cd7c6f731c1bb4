"""A news file to vary, and the findings of `check` as short tuples."""

from __future__ import annotations

import newsparse
from newsparse import Settings

HEADER = "Published Time: 2022-01-11\nTitle: Ferry returns\nCategory 1: TRANSPORT\nAuthor: Lena Maur\n"
BODY = "The harbour office counted forty passengers on the last boat, and nobody was left on the old quay that night.\n"

# Code, line, column, and column behind what the finding marks.
Marked = tuple[str, int, int, int]


def news_text(header: str = HEADER, body: str = BODY) -> str:
    return f"{header}Text:\n{body}"


def marked(text: str | bytes, settings: Settings | None = None) -> list[Marked]:
    findings = newsparse.check(text, settings=settings or Settings())
    return [(finding.code, finding.line, finding.column, finding.end_column) for finding in findings]


def codes(text: str | bytes, settings: Settings | None = None) -> list[str]:
    return [finding.code for finding in newsparse.check(text, settings=settings or Settings())]
