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
    "N002": Entry("undecodable", "error", "no", "The bytes are not valid in the expected encoding."),
    "N003": Entry("not-text", "error", "no", "The input is not a text file."),
    "N004": Entry("empty", "error", "no", "The input holds nothing but white space."),
    "N005": Entry("lost-characters", "warning", "no", "Characters are U+FFFD: bytes that nobody could decode."),
    "N006": Entry("stray-characters", "warning", "unsafe", "There are control characters or spaces of no width."),
    "N007": Entry("byte-order-mark", "warning", "safe", "The file begins with a byte-order mark, or holds one."),
    "N008": Entry("mixed-line-ends", "warning", "safe", "The lines of the file end in different ways."),
    "N009": Entry("no-final-line-end", "warning", "safe", "The last line of the file has no line end."),
    "N010": Entry("repeated-article", "warning", "no", "An article before has the same title and published time."),
    "N011": Entry("repeated-body", "error", "no", "An article before has the same body."),
    "N012": Entry("fatal-input", "error", "no", "The input ended the process that read it, twice."),
    "N013": Entry("internal-error", "error", "no", "newsparse failed on the input; the input may be fine."),
    "N014": Entry("foreign-format", "error", "no", "The input is not in the native format."),
    "N015": Entry("mojibake", "warning", "no", "Characters are UTF-8 that was read as another encoding."),
    "N101": Entry("no-header", "error", "no", "The input does not begin with a header label."),
    "N102": Entry("no-text-label", "error", "no", "The header is not closed by a `Text:` line."),
    "N103": Entry("duplicate-label", "warning", "no", "A label stands twice in one header."),
    "N104": Entry("text-before-header", "warning", "no", "There is text before the first header label."),
    "N105": Entry("empty-body", "warning", "no", "Nothing follows the `Text:` line."),
    "N106": Entry("header-in-line", "warning", "safe", "An article begins inside a line, right after the one before."),
    "N107": Entry("unknown-label", "warning", "no", "A label is not one of those that newsparse knows."),
    "N108": Entry("label-spelling", "warning", "safe", "A label is not written as it should be."),
    "N109": Entry("misspelt-label", "error", "unsafe", "A label looks like one that is missing."),
    "N110": Entry("label-order", "warning", "no", "The labels are not in their order."),
    "N201": Entry("unreadable-date", "error", "no", "The published time is not a date that newsparse reads."),
    "N202": Entry("impossible-date", "error", "no", "The published time names a day or an hour that does not exist."),
    "N203": Entry("ambiguous-date", "warning", "no", "The published time could mean two days."),
    "N204": Entry("incomplete-date", "warning", "no", "The published time needs another date to be told."),
    "N205": Entry("uncertain-date", "warning", "no", "The published time was read, but something of it is unsure."),
    "N206": Entry(
        "undecidable-byline", "warning", "no", "The byline, or a name in it, cannot be split into names with certainty."
    ),
    "N207": Entry("repeated-category", "warning", "no", "A category stands twice."),
    "N208": Entry("placeholder", "warning", "no", "A value only says that there is none."),
    "N209": Entry("missing-field", "error", "no", "A field that is required is not there."),
    "N210": Entry("future-date", "error", "no", "The published time is not yet."),
    "N211": Entry("long-title", "warning", "no", "The title is very long."),
    "N212": Entry("capital-title", "warning", "no", "The title is in capitals."),
    "N213": Entry("title-in-body", "warning", "no", "The body begins with the title again."),
    "N214": Entry("unknown-category", "error", "no", "A category is not one of those that are configured."),
    "N301": Entry("glued-sentence", "error", "safe", "Two sentences stand together without a space."),
    "N302": Entry("glued-heading", "error", "safe", "A heading is glued to the text after it."),
    "N303": Entry("glued-caption", "error", "safe", "A caption or photo credit is glued to the text after it."),
    "N304": Entry("glued-turn", "error", "safe", "An interview turn is glued to the text before it."),
    "N305": Entry("joined-heading", "error", "safe", "A heading is joined to the text after it by a space."),
    "N306": Entry(
        "joined-caption", "error", "safe", "A caption or photo credit is joined to the text after it by a space."
    ),
    "N307": Entry("moved-quote", "error", "safe", "A closing quote has slipped to the beginning of the next line."),
    "N308": Entry("broken-sentence", "error", "safe", "A line ends inside a sentence."),
    "N309": Entry("missing-space", "error", "safe", "A space is missing between two words."),
    "N310": Entry("lost-stop", "error", "safe", "Two sentences stand together without a full stop between them."),
    "N311": Entry("double-space", "warning", "safe", "There are several spaces between two words."),
    "N312": Entry("edge-space", "warning", "safe", "There is white space at the beginning or the end of a line."),
    "N313": Entry("unpaired-quote", "warning", "no", "A quotation is opened and not closed, or closed and not opened."),
    "N314": Entry("short-body", "warning", "no", "The body is very short."),
    "N315": Entry("html-tag", "warning", "no", "There is an HTML tag in a value or the body."),
    "N316": Entry("html-entity", "warning", "no", "There is a character reference of HTML, such as `&nbsp;`."),
    "N317": Entry("boilerplate", "warning", "no", "A line belongs to the page around the article."),
    "N318": Entry("not-an-article", "error", "no", "The text is an error page, a challenge or a subscription wall."),
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
    message: Annotated[str, {"description": "One sentence."}]
    line: Annotated[int, {"minimum": 1, "description": "1-based line in the input."}]
    column: Annotated[int, {"minimum": 1, "description": "1-based character of that line."}]


def problem(code: str, message: str, line: int, column: int) -> Problem:
    """Create a problem with the severity that the catalogue gives to `code`."""
    return Problem(code, CODES[code].severity, message, line, column)


def find_code(name: str) -> str | None:
    """Return the code whose code or name is `name`, ignoring case; None if there is none.

    >>> find_code("n301"), find_code("Glued-Sentence"), find_code("N9")
    ('N301', 'N301', None)
    """
    folded = name.casefold()
    return next((code for code, entry in CODES.items() if folded in (code.casefold(), entry.name)), None)


def read_error_message(error: OSError, *, is_input: bool = True) -> str:
    """Return one clause that says why a path could not be read.

    If an input is too large, the advice to the user follows. `is_input` is false for other files, such as lists of
    paths, to which that advice does not apply.
    """
    if isinstance(error, FileNotFoundError):
        return "no such file or directory"
    if error.errno == errno.EFBIG:
        return f"{error.strerror}; {size_advice()}" if is_input else str(error.strerror)
    return f"cannot be read: {os_error_message(error)}"


def size_advice(unpacker: str = "") -> str:
    """Return advice for an input that is too large; `unpacker` is the command that decompresses it, if it must be."""
    pipe = f"{unpacker} FILE | newsparse parse" if unpacker else "newsparse parse < FILE"
    return f"pass a larger --max-size, split it, or pipe it: {pipe}"


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
