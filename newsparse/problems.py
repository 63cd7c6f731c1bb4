"""What newsparse has to say about its input: the codes, and one finding."""

from __future__ import annotations

import errno
from typing import Annotated, Literal, NamedTuple

Severity = Literal["error", "warning"]
Fix = Literal["safe", "unsafe", "no"]


class Code(NamedTuple):
    """One line of the table of codes: a name, a severity, whether `newsparse fix` mends it, and one sentence.

    What is fixed safely leaves the article that is read from the file the same, but for white space.
    """

    name: str
    severity: Severity
    fix: Fix
    summary: str


# Families: N0 the bytes and the file, N1 the header's shape, N2 values, N3 the body. Damage of a body that the
# repairer is less than sure of is a warning, and fixed by --unsafe-fixes only.
CODES: dict[str, Code] = {
    "N001": Code("unreadable", "error", "no", "The input cannot be opened or read."),
    "N002": Code("undecodable", "error", "no", "The bytes are not valid in the expected encoding."),
    "N003": Code("not-text", "error", "no", "The input is not a text file."),
    "N004": Code("empty", "error", "no", "The input holds nothing but white space."),
    "N005": Code("lost-characters", "warning", "no", "Characters are U+FFFD: bytes that nobody could decode."),
    "N006": Code("stray-characters", "warning", "unsafe", "There are control characters or spaces of no width."),
    "N007": Code("byte-order-mark", "warning", "safe", "The file begins with a byte-order mark, or holds one."),
    "N008": Code("mixed-line-ends", "warning", "safe", "The lines of the file end in different ways."),
    "N009": Code("no-final-line-end", "warning", "safe", "The last line of the file has no line end."),
    "N010": Code("repeated-article", "warning", "no", "An article before has the same title and published time."),
    "N011": Code("repeated-body", "error", "no", "An article before has the same body."),
    "N012": Code("fatal-input", "error", "no", "The input ended the process that read it, twice."),
    "N013": Code("internal-error", "error", "no", "newsparse failed on the input; the input may be fine."),
    "N014": Code("foreign-format", "error", "no", "The input is not in the native format."),
    "N015": Code("mojibake", "warning", "no", "Characters are UTF-8 that was read as another encoding."),
    "N101": Code("no-header", "error", "no", "The input does not begin with a header label."),
    "N102": Code("no-text-label", "error", "no", "The header is not closed by a `Text:` line."),
    "N103": Code("duplicate-label", "warning", "no", "A label stands twice in one header."),
    "N104": Code("text-before-header", "warning", "no", "There is text before the first header label."),
    "N105": Code("empty-body", "warning", "no", "Nothing follows the `Text:` line."),
    "N106": Code("header-in-line", "warning", "safe", "An article begins inside a line, right after the one before."),
    "N107": Code("unknown-label", "warning", "no", "A label is not one of those that newsparse knows."),
    "N108": Code("label-spelling", "warning", "safe", "A label is not written as it should be."),
    "N109": Code("misspelt-label", "error", "unsafe", "A label looks like one that is missing."),
    "N110": Code("label-order", "warning", "no", "The labels are not in their order."),
    "N201": Code("unreadable-date", "error", "no", "The published time is not a date that newsparse reads."),
    "N202": Code("impossible-date", "error", "no", "The published time names a day or an hour that does not exist."),
    "N203": Code("ambiguous-date", "warning", "no", "The published time could mean two days."),
    "N204": Code("incomplete-date", "warning", "no", "The published time needs another date to be told."),
    "N205": Code("uncertain-date", "warning", "no", "The published time was read, but something of it is unsure."),
    "N206": Code(
        "undecidable-byline", "warning", "no", "The byline, or a name in it, cannot be split into names with certainty."
    ),
    "N207": Code("repeated-category", "warning", "no", "A category stands twice."),
    "N208": Code("placeholder", "warning", "no", "A value only says that there is none."),
    "N209": Code("missing-field", "error", "no", "A field that is required is not there."),
    "N210": Code("future-date", "error", "no", "The published time is not yet."),
    "N211": Code("long-title", "warning", "no", "The title is very long."),
    "N212": Code("capital-title", "warning", "no", "The title is in capitals."),
    "N213": Code("title-in-body", "warning", "no", "The body begins with the title again."),
    "N214": Code("unknown-category", "error", "no", "A category is not one of those that are configured."),
    "N301": Code("glued-sentence", "error", "safe", "Two sentences stand together without a space."),
    "N302": Code("glued-heading", "error", "safe", "A heading is glued to the text after it."),
    "N303": Code("glued-caption", "error", "safe", "A caption or photo credit is glued to the text after it."),
    "N304": Code("glued-turn", "error", "safe", "An interview turn is glued to the text before it."),
    "N305": Code("joined-heading", "error", "safe", "A heading is joined to the text after it by a space."),
    "N306": Code(
        "joined-caption", "error", "safe", "A caption or photo credit is joined to the text after it by a space."
    ),
    "N307": Code("moved-quote", "error", "safe", "A closing quote has slipped to the beginning of the next line."),
    "N308": Code("broken-sentence", "error", "safe", "A line ends inside a sentence."),
    "N309": Code("missing-space", "error", "safe", "A space is missing between two words."),
    "N310": Code("lost-stop", "error", "safe", "Two sentences stand together without a full stop between them."),
    "N311": Code("double-space", "warning", "safe", "There are several spaces between two words."),
    "N312": Code("edge-space", "warning", "safe", "There is white space at the beginning or the end of a line."),
    "N313": Code("unpaired-quote", "warning", "no", "A quotation is opened and not closed, or closed and not opened."),
    "N314": Code("short-body", "warning", "no", "The body is very short."),
    "N315": Code("html-tag", "warning", "no", "There is an HTML tag in a value or the body."),
    "N316": Code("html-entity", "warning", "no", "There is a character reference of HTML, such as `&nbsp;`."),
    "N317": Code("boilerplate", "warning", "no", "A line belongs to the page around the article."),
    "N318": Code("not-an-article", "error", "no", "The text is an error page, a challenge or a subscription wall."),
}


# The codes of error records: the input gives no article. A baseline never hides them.
FAILURES = frozenset(("N001", "N002", "N003", "N004", "N012", "N013", "N014"))
# The input was not checked at all: a selection does not hide that either.
ALWAYS_REPORTED = frozenset(("N001", "N013"))
# Faults of newsparse or of the machine, not of the input: the exit code is 2.
INTERNAL = frozenset(("N012", "N013"))


class Problem(NamedTuple):
    """One finding. `line` and `column` are 1-based, in the input, in characters."""

    code: Annotated[str, {"$ref": "#/$defs/code"}]
    severity: Severity
    message: Annotated[str, {"description": "One sentence."}]
    line: Annotated[int, {"minimum": 1, "description": "1-based line in the input."}]
    column: Annotated[int, {"minimum": 1, "description": "1-based character of that line."}]


def problem(code: str, message: str, line: int, column: int) -> Problem:
    """A problem with the severity that the table of codes gives to `code`."""
    return Problem(code, CODES[code].severity, message, line, column)


def code_of(name: str) -> str | None:
    """The code that `name`, a code or the name of one in any letters' case, means; None where it means none."""
    sought = name.casefold()
    return next((code for code, about in CODES.items() if sought in (code.casefold(), about.name)), None)


def unreadable(error: OSError, *, is_input: bool = True) -> str:
    """One clause on why a path could not be read; for an input also what to do if it is too large."""
    if isinstance(error, FileNotFoundError):
        return "no such file or directory"
    if error.errno == errno.EFBIG:
        return f"{error.strerror}; {advice()}" if is_input else str(error.strerror)
    return f"cannot be read: {reason(error)}"


def advice(unpacker: str = "") -> str:
    """What to do about an input that is too large; `unpacker` is the command that unpacks it."""
    pipe = f"{unpacker} FILE | newsparse parse" if unpacker else "newsparse parse < FILE"
    return f"pass a larger --max-size, split it, or pipe it: {pipe}"


def reason(error: OSError) -> str:
    """What the system says of a failure, as one clause."""
    return (error.strerror or str(error)).lower()


class InputError(Exception):
    """An input that gives no article: it cannot be read or decoded, or it is empty.

    `code` is from CODES, `line` the 1-based line of the fault or None.
    """

    def __init__(self, code: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.line = code, message, line

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, int | None]]:
        return InputError, (self.code, self.message, self.line)
