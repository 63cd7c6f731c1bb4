"""What newsparse has to say about its input: the codes, and one finding."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Code(NamedTuple):
    """One line of the table of codes: a name, a severity and one sentence."""

    name: str
    severity: Severity
    summary: str


# Families: N0 the bytes and the file, N1 the header's shape, N2 values, N3 the body.
CODES: dict[str, Code] = {
    "N001": Code("unreadable", "error", "The input cannot be opened or read."),
    "N002": Code("undecodable", "error", "The bytes are not valid in the expected encoding."),
    "N003": Code("not-text", "error", "The input is not a text file."),
    "N004": Code("empty", "error", "The input holds nothing but white space."),
    "N005": Code("lost-characters", "warning", "Characters are U+FFFD: bytes that nobody could decode."),
    "N006": Code("stray-characters", "warning", "There are control characters, soft hyphens or spaces of no width."),
    "N101": Code("no-header", "error", "The input does not begin with a header label."),
    "N102": Code("no-text-label", "error", "The header is not closed by a `Text:` line."),
    "N103": Code("duplicate-label", "warning", "A label stands twice in one header."),
    "N104": Code("text-before-header", "warning", "There is text before the first header label."),
    "N105": Code("empty-body", "warning", "Nothing follows the `Text:` line."),
    "N106": Code("header-in-line", "warning", "An article begins inside a line, right after the one before."),
    "N201": Code("unreadable-date", "error", "The published time is not a date that newsparse reads."),
    "N202": Code("impossible-date", "error", "The published time names a day or an hour that does not exist."),
    "N203": Code("ambiguous-date", "warning", "The published time could mean two days."),
    "N204": Code("incomplete-date", "warning", "The published time needs another date to be told."),
    "N205": Code("uncertain-date", "warning", "The published time was read, but something of it is unsure."),
    "N206": Code("undecidable-byline", "warning", "A name of the byline could be those of several authors."),
    "N207": Code("repeated-category", "warning", "A category stands twice."),
    "N208": Code("placeholder", "warning", "A value only says that there is none."),
    "N301": Code("glued-sentence", "warning", "Two sentences stand together without a space."),
    "N302": Code("glued-heading", "warning", "A heading is glued to the text after it."),
    "N303": Code("glued-caption", "warning", "A caption or photo credit is glued to the text after it."),
    "N304": Code("glued-turn", "warning", "An interview turn is glued to the text before it."),
    "N305": Code("joined-heading", "warning", "A heading is joined to the text after it by a space."),
    "N306": Code("joined-caption", "warning", "A caption or photo credit is joined to the text after it by a space."),
    "N307": Code("moved-quote", "warning", "A closing quote has slipped to the beginning of the next line."),
    "N308": Code("broken-sentence", "warning", "A line ends inside a sentence."),
    "N309": Code("missing-space", "warning", "A space is missing between two words."),
    "N310": Code("lost-stop", "warning", "Two sentences stand together without a full stop between them."),
}


class Problem(NamedTuple):
    """One finding. `line` and `column` are 1-based, in the input, in characters."""

    code: str
    severity: Severity
    message: str
    line: int
    column: int


def problem(code: str, message: str, line: int, column: int) -> Problem:
    """A problem with the severity that the table of codes gives to `code`."""
    return Problem(code, CODES[code].severity, message, line, column)


class InputError(Exception):
    """An input that gives no article: it cannot be read or decoded, or it is empty.

    `code` is from CODES, `line` the 1-based line of the fault or None.
    """

    def __init__(self, code: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.line = code, message, line

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, int | None]]:
        return InputError, (self.code, self.message, self.line)
