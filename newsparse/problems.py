"""The catalogue of codes, and the problems and errors that carry them."""

from __future__ import annotations

import errno
from typing import Annotated, Literal, NamedTuple

Severity = Literal["error", "warning"]
FixKind = Literal["safe", "unsafe", "no"]


class Entry(NamedTuple):
    """What the catalogue holds for one code; `summary` is one sentence.

    `fix` is the kind of fix: a safe one changes nothing but white space in the article that is parsed from the file,
    and "no" means that there is none.
    """

    name: str
    severity: Severity
    fix: FixKind
    summary: str


# Families: N0 the file and its bytes, N1 the structure of the header, N2 values, N3 the body. An uncertain finding of
# body damage (DAMAGE) does not follow this table: it is a warning, and its fix is unsafe.
CODES: dict[str, Entry] = {
    "N001": Entry("unreadable", "error", "no", "The input cannot be opened or read."),
    "N002": Entry("undecodable", "error", "no", "The input contains bytes that are invalid in its encoding."),
    "N003": Entry("not-text", "error", "no", "The input is not a text file."),
    "N004": Entry("empty", "error", "no", "The input is empty or contains only white space."),
    "N005": Entry(
        "lost-characters", "warning", "no", "The text contains U+FFFD, which replaces bytes lost in decoding."
    ),
    "N006": Entry(
        "stray-characters",
        "warning",
        "unsafe",
        "The text contains control characters or invisible characters.",
    ),
    "N007": Entry(
        "byte-order-mark", "warning", "safe", "The file contains a byte-order mark that its encoding does not need."
    ),
    "N008": Entry("mixed-line-ends", "warning", "safe", "The file contains several kinds of line endings."),
    "N009": Entry("no-final-line-end", "warning", "safe", "The file does not end with a line ending."),
    "N010": Entry("repeated-article", "warning", "no", "An earlier article has the same title and published time."),
    "N011": Entry("repeated-body", "error", "no", "An earlier article has the same body."),
    "N012": Entry("fatal-input", "error", "no", "Two attempts to read the input crashed the process."),
    "N013": Entry("internal-error", "error", "no", "newsparse failed on the input because of an internal error."),
    "N014": Entry("foreign-format", "error", "no", "The input is in another format, which newsparse does not read."),
    "N015": Entry("mojibake", "warning", "no", "The text contains UTF-8 that was decoded as another encoding."),
    "N101": Entry("no-header", "error", "no", "The input has no header."),
    "N102": Entry("no-text-label", "error", "no", "The header does not end with a `Text:` line."),
    "N103": Entry("duplicate-label", "warning", "no", "A label occurs more than once in a header."),
    "N104": Entry("text-before-header", "warning", "no", "Text precedes the first header label."),
    "N105": Entry("empty-body", "warning", "no", "The body is empty."),
    "N106": Entry(
        "header-in-line", "warning", "safe", "An article begins inside a line, directly after the previous article."
    ),
    "N107": Entry("unknown-label", "warning", "no", "A header label is unknown."),
    "N108": Entry("label-spelling", "warning", "safe", "A header label is not in its standard spelling."),
    "N109": Entry("misspelt-label", "error", "unsafe", "An unknown header label resembles a missing one."),
    "N110": Entry("label-order", "warning", "no", "The header labels are not in the standard order."),
    "N201": Entry("unreadable-date", "error", "no", "The published time cannot be read as a date."),
    "N202": Entry("impossible-date", "error", "no", "The published time contains a date or time that does not exist."),
    "N203": Entry("ambiguous-date", "warning", "no", "The published time can mean more than one date."),
    "N204": Entry(
        "incomplete-date",
        "warning",
        "no",
        "The published time lacks the year, is relative, or is the time of another event.",
    ),
    "N205": Entry("uncertain-date", "warning", "no", "A part of the published time is uncertain."),
    "N206": Entry("undecidable-byline", "warning", "no", "The byline cannot be split into names with certainty."),
    "N207": Entry("repeated-category", "warning", "no", "A category occurs more than once."),
    "N208": Entry("placeholder", "warning", "no", "A required field is empty or contains only a placeholder."),
    "N209": Entry("missing-field", "error", "no", "A required field is missing."),
    "N210": Entry("future-date", "error", "no", "The published time is in the future."),
    "N211": Entry("long-title", "warning", "no", "The title has more than `max-title` characters (default: 200)."),
    "N212": Entry("capital-title", "warning", "no", "The title is in capital letters."),
    "N213": Entry("title-in-body", "warning", "no", "The body begins with a copy of the title."),
    "N214": Entry("unknown-category", "error", "no", "A category is not in the configured list."),
    "N301": Entry("glued-sentence", "error", "safe", "Two sentences are joined without a space."),
    "N302": Entry("glued-heading", "error", "safe", "A heading is joined to the following text without a space."),
    "N303": Entry(
        "glued-caption", "error", "safe", "A caption or credit is joined to the following text without a space."
    ),
    "N304": Entry(
        "glued-turn", "error", "safe", "An interview turn is joined to the preceding text without a line break."
    ),
    "N305": Entry("joined-heading", "error", "safe", "A heading is joined to the following text by a space."),
    "N306": Entry("joined-caption", "error", "safe", "A caption or credit is joined to the following text by a space."),
    "N307": Entry("moved-quote", "error", "safe", "A closing quotation mark is at the beginning of the next line."),
    "N308": Entry("broken-sentence", "error", "safe", "A line break interrupts a sentence."),
    "N309": Entry("missing-space", "error", "safe", "A space between two words is missing."),
    "N310": Entry("lost-stop", "error", "safe", "The full stop between two sentences is missing."),
    "N311": Entry("double-space", "warning", "safe", "Two words are separated by more than one space."),
    "N312": Entry("edge-space", "warning", "safe", "A line begins or ends with white space."),
    "N313": Entry("unpaired-quote", "warning", "no", "A quotation mark has no matching mark."),
    "N314": Entry("short-body", "warning", "no", "The body has fewer than `min-words` words (default: 20)."),
    "N315": Entry("html-tag", "warning", "no", "The text contains an HTML tag."),
    "N316": Entry("html-entity", "warning", "no", "The text contains an HTML character reference such as `&nbsp;`."),
    "N317": Entry("boilerplate", "warning", "no", "A line is boilerplate from the web page, not part of the article."),
    "N318": Entry("not-an-article", "error", "no", "The text is an error page, a bot check or a paywall notice."),
}


# Codes of failed inputs, which become error records instead of articles. A baseline never hides them.
FAILURES = frozenset(("N001", "N002", "N003", "N004", "N012", "N013", "N014"))
# Codes of damage in a body.
DAMAGE = frozenset(f"N3{number:02}" for number in range(1, 11))
# Reported whatever rules are selected or ignored: the input was not checked at all.
ALWAYS_REPORTED = frozenset(("N001", "N013"))
# Faults of newsparse or of the machine, not of the input: the exit code is 2.
INTERNAL = frozenset(("N012", "N013"))


class Problem(NamedTuple):
    """A problem found by the parser or by a rule, at a 1-based line and a 1-based character of that line."""

    code: Annotated[str, {"$ref": "#/$defs/code"}]
    severity: Severity
    message: Annotated[str, {"description": "What is wrong, in one clause."}]
    line: Annotated[int, {"minimum": 1, "description": "1-based line in the input."}]
    column: Annotated[int, {"minimum": 1, "description": "1-based column in that line, in characters."}]


def problem(code: str, message: str, line: int, column: int) -> Problem:
    """Create a problem with the severity that the catalogue gives to `code`."""
    return Problem(code, CODES[code].severity, message, line, column)


def clause_of(code: str) -> str:
    """Return the summary of `code` as a clause, to begin a message with.

    >>> clause_of("N308")
    'a line break interrupts a sentence'
    """
    summary = CODES[code].summary
    return summary[0].lower() + summary[1:-1]


def find_code(name: str) -> str | None:
    """Return the code whose code or name is `name`, ignoring case; None if there is none.

    >>> find_code("n301"), find_code("Glued-Sentence"), find_code("N9")
    ('N301', 'N301', None)
    """
    folded = name.casefold()
    return next((code for code, entry in CODES.items() if folded in (code.casefold(), entry.name)), None)


def read_error_message(error: OSError) -> str:
    """Return one clause that says why a path could not be read."""
    if isinstance(error, FileNotFoundError):
        return "no such file or directory"
    if error.errno == errno.EFBIG:
        return str(error.strerror)
    return f"cannot be read: {os_error_message(error)}"


def os_error_message(error: OSError) -> str:
    """Return the operating system's message for an error, in lower case."""
    return (error.strerror or str(error)).lower()


class InputError(Exception):
    """An input that yields no article, because it cannot be read or decoded, or is empty.

    `code` is a key of CODES and `message` one clause. `line` and `column` are the 1-based position of the error in
    characters; both are None if it is unknown.
    """

    def __init__(self, code: str, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.column = code, message, line, column

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, int | None, int | None]]:
        return InputError, (self.code, self.message, self.line, self.column)
