"""The input and the output of rules: `CheckedArticle` and `RuleResult`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..article import Article, build_article
from ..body import Level
from ..header.document import PREAMBLE, Document, Field, MisspeltLabel, missing_fields, misspelt_labels
from ..header.labels import Label, label_at
from ..problems import Problem, problem
from ..text.edits import Edit
from ..text.positions import Positions
from .settings import Settings


class HeaderLine(NamedTuple):
    """A line of a header: its 1-based number, its offsets in the text, and the known label that it begins with."""

    number: int
    start: int
    stop: int
    label: Label | None


class CheckedArticle(NamedTuple):
    """The input of rules: the text of a file, one of its documents, the article parsed from that, and the settings.

    `fields` maps each field name to its first field, whose value the article has. `header_lines` are the lines of the
    header from its first label on, and `misspelt_labels` the labels that resemble a missing one.
    """

    text: str
    document: Document
    article: Article
    settings: Settings
    fields: dict[str, Field]
    header_lines: tuple[HeaderLine, ...]
    misspelt_labels: tuple[MisspeltLabel, ...]

    def position_of(self, line: HeaderLine) -> tuple[int, int]:
        """Return line and column of a header line; its column is not 1 where the article begins inside a line."""
        return line.number, line.start - self.text.rfind("\n", 0, line.start)

    def body_positions(self) -> Callable[[int], tuple[int, int]]:
        """Return a function that converts an offset in the body to line and column; fast for ascending offsets."""
        document = self.document
        positions = Positions(self.text, document.offset, document.line)
        return lambda offset: positions.of(document.offset + offset)

    def source_text(self) -> str:
        """Return the text of the header and the body as they are in the file."""
        return self.text[self.document.top : self.document.offset + len(self.document.body)]

    def report_first_in_each_line(self, code: str, found: Iterable[tuple[int, str]]) -> Iterator[RuleResult]:
        """Report the first match of each line.

        `found` are the matches in ascending order: their offsets in `source_text`, and their messages.
        """
        document, last_line = self.document, 0
        first_line = document.line - self.text.count("\n", document.top, document.offset)
        positions = Positions(self.text, document.top, first_line)
        for offset, message in found:
            line, column = positions.of(document.top + offset)
            if line != last_line:
                last_line = line
                yield report(code, message, (line, column))


def prepare_article(
    text: str, document: Document, source: str, settings: Settings, level: Level = "safe"
) -> CheckedArticle:
    """Parse a document of `text`, and collect what rules need; `level` is the repair level of the article."""
    fields = {field.name: field for field in reversed(document.fields)}
    lines = tuple(_header_lines(text, document))
    start = lines[0].start if lines else document.offset
    misspelt = tuple(misspelt_labels(text, start, document.offset, missing_fields(fields)))
    parsed = build_article(document, source, level, settings.date_order)
    return CheckedArticle(text, document, parsed, settings, fields, lines, misspelt)


def _header_lines(text: str, document: Document) -> Iterator[HeaderLine]:
    if not document.fields:
        return
    first = document.fields[0]
    preamble_end = first.line + first.value.count("\n") if first.label == PREAMBLE else 0
    number, start = document.line - text.count("\n", document.top, document.offset), document.top
    while start < document.offset:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if number > preamble_end:
            yield HeaderLine(number, start, stop, label_at(text, start, stop))
        number, start = number + 1, stop + 1


class RuleResult(NamedTuple):
    """A problem that a rule reports, and the edits of the text that fix it; none if it cannot be fixed."""

    problem: Problem
    edits: tuple[Edit, ...] = ()


def report(code: str, message: str, position: Field | tuple[int, int], *edits: Edit) -> RuleResult:
    """Create the result of a rule at a line and column, or at the value of a field."""
    line, column = (position.line, position.column) if isinstance(position, Field) else position
    return RuleResult(problem(code, message, line, column), edits)
