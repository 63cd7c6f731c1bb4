"""Rules for a file and its bytes: the codes N0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...problems import Problem, problem
from ..checked_article import CheckedArticle, RuleResult
from ..mojibake import mojibake_in
from ..source_file import SourceFile
from .example_file import FIRST, GOOD_FILE, HEADER, OTHER_FILE, PROSE, REST, TITLE, news_file
from .registry import describe_rule, file_rule, rule

_LINE_END_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "\u2028": "U+2028", "\u2029": "U+2029"}

describe_rule("N001", advice="Check that the path exists and that you may read it.")
describe_rule(
    "N002",
    advice="Pass the encoding with --encoding NAME; `newsparse parse --errors replace` reads invalid bytes as U+FFFD.",
    bad=news_file("The café is open.\n" + REST).replace("é".encode(), b"\xe9"),
    good=news_file("The café is open.\n" + REST),
)
describe_rule(
    "N003",
    advice="Exclude the file, decompress it, or pass --encoding NAME if it is text in another encoding.",
    bad=b"\x00\x01\x02\x03" * 8,
    good=GOOD_FILE,
)
describe_rule("N004", advice="Exclude the file, or fetch the article again.", bad=b"\n", good=GOOD_FILE)
describe_rule(
    "N005",
    advice="Fetch the article again, and decode it with the encoding that the server declares.",
    bad=news_file("The caf\ufffd.\n" + REST),
    good=news_file("The café.\n" + REST),
)
describe_rule(
    "N006",
    advice="Remove the characters, or run `newsparse fix --write --unsafe-fixes FILE`.",
    bad=news_file("The har\u00adbour is full.\n" + REST),
    good=news_file("The harbour is full.\n" + REST),
)


@file_rule(
    "N007",
    advice="Run `newsparse fix --write FILE` to remove it.",
    bad=b"\xef\xbb\xbf" + GOOD_FILE,
    good=GOOD_FILE,
)
def byte_order_mark(file: SourceFile, lines: Sequence[str]) -> Iterator[Problem]:
    """Report the first byte-order mark that the encoding does not need."""
    if number := file.first_needless_mark():
        yield problem("N007", "unneeded byte-order mark", number, 1)


@file_rule(
    "N008",
    advice="Run `newsparse fix --write FILE` to use the most frequent line ending in all lines.",
    bad=GOOD_FILE.replace(b"\n", b"\r\n", 1),
    good=GOOD_FILE,
)
def mixed_line_ends(file: SourceFile, lines: Sequence[str]) -> Iterator[Problem]:
    """Report the first line that does not end like most lines."""
    if number := file.first_other_line_end():
        counts = ", ".join(f"{_LINE_END_NAMES[end]} {count}" for end, count in file.count_line_ends().most_common())
        yield problem("N008", f"mixed line endings: {counts}", number, len(lines[number - 1]) + 1)


@file_rule(
    "N009",
    advice="Run `newsparse fix --write FILE` to add one. Without it, concatenated files share a line. The examples "
    "differ only in the line ending after the last line.",
    bad=GOOD_FILE.rstrip(b"\n"),
    good=GOOD_FILE,
)
def no_final_line_end(file: SourceFile, lines: Sequence[str]) -> Iterator[Problem]:
    """Report a last line without a line ending."""
    if lines[-1]:
        yield problem("N009", "the last line has no line ending", len(lines), len(lines[-1]) + 1)


# `repeats` reports these two, because they compare an article with all earlier ones.
describe_rule(
    "N010",
    advice="Compare the two articles, and remove the older version.",
    bad=GOOD_FILE + news_file(PROSE + REST),
    good=GOOD_FILE + OTHER_FILE,
)
describe_rule(
    "N011",
    advice="Remove one of the two articles.",
    bad=GOOD_FILE + news_file(header=HEADER.replace(TITLE, "Title: Ferry back\n")),
    good=GOOD_FILE + OTHER_FILE,
)
describe_rule("N012", advice="Run `newsparse parse` on this input alone; check its size and the available memory.")
describe_rule(
    "N013",
    advice="Set NEWSPARSE_TRACEBACK=1, run newsparse on this input alone, and report the traceback.",
)
describe_rule(
    "N014",
    advice="Convert the file to the native format: labels such as `Title:`, then `Text:` and the body.",
    bad=b"---\ntitle: Ferry returns to the quay\nauthor: Lena Maur\n---\n" + (FIRST + REST).encode(),
    good=GOOD_FILE,
)


@rule(
    "N015",
    advice="Fetch the article again and decode it as UTF-8.",
    bad=news_file("The cafÃ© isnâ€™t open.\n" + REST),
    good=news_file("The café isn’t open.\n" + REST),
)
def mojibake(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report the first mojibake of each line in the header and the body."""
    found = ((piece.start, piece.message) for piece in mojibake_in(checked.source_text()))
    return checked.report_first_in_each_line("N015", found)
