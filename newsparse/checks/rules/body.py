"""Rules for the body: the codes N3, and markup in headers."""

from __future__ import annotations

from collections.abc import Iterator

from ...body.quotes import unpaired
from ...problems import DAMAGE
from ...text.edits import Edit
from ..checked_article import CheckedArticle, RuleResult, report
from ..markup import entities_in, tags_in
from ..residue import is_boilerplate, is_page_without_article
from ..whitespace import find_needless_spaces
from .example_file import ERROR_PAGE, FIRST, GOOD_FILE, HEADER, PROSE, REST, news_file
from .registry import describe_rule, rule

_LONG_WORD = 12  # characters; if words are longer on average, the script has no spaces
_MAX_SHOWN = 60  # characters of the text that a message shows
_TEXT_FIELDS = ("title", "author", "author_title", "author_description")  # whose values may be boilerplate

describe_rule(
    "N301",
    advice="Run `newsparse fix --write FILE` to insert a line break.",
    bad=news_file("The ferry left on Friday.Nobody saw it.\n" + REST),
    good=news_file("The ferry left on Friday.\nNobody saw it.\n" + REST),
)
describe_rule(
    "N302",
    advice="Run `newsparse fix --write FILE` to insert a line break.",
    bad=news_file(f"{PROSE}Pressure and delayIn two talks they agreed on it.\n{REST}"),
    good=news_file(f"{PROSE}Pressure and delay\nIn two talks they agreed on it.\n{REST}"),
)
describe_rule(
    "N303",
    advice="Run `newsparse fix --write FILE` to insert a line break.",
    bad=news_file(f"{PROSE}Photo: VCGIn the spring they came back to it.\n{REST}"),
    good=news_file(f"{PROSE}Photo: VCG\nIn the spring they came back to it.\n{REST}"),
)
describe_rule(
    "N304",
    advice="Run `newsparse fix --write FILE` to insert a line break.",
    bad=news_file("Who paid for it?Anna Bell: The town did.\n" + REST),
    good=news_file("Who paid for it?\nAnna Bell: The town did.\n" + REST),
)
describe_rule(
    "N305",
    advice="Run `newsparse fix --write FILE` to replace the space with a line break.",
    bad=news_file(f"{PROSE}Calm before the thaw Engineers from both districts expect more ice.\n{REST}"),
    good=news_file(f"{PROSE}Calm before the thaw\nEngineers from both districts expect more ice.\n{REST}"),
)
describe_rule(
    "N306",
    advice="Run `newsparse fix --write FILE` to replace the space with a line break.",
    bad=news_file(f"{PROSE}Photo: VCG In the spring the boats came back.\n{REST}"),
    good=news_file(f"{PROSE}Photo: VCG\nIn the spring the boats came back.\n{REST}"),
)
describe_rule(
    "N307",
    advice="Run `newsparse fix --write FILE` to move the mark back to the end of the line above.",
    bad=news_file('He said, "It is all we have.\n"The council agreed with him on that.\n' + REST),
    good=news_file('He said, "It is all we have."\nThe council agreed with him on that.\n' + REST),
)
describe_rule(
    "N308",
    advice="Run `newsparse fix --write FILE` to join the lines.",
    bad=news_file("The envoy of the U.\nS. left on Friday.\n" + REST),
    good=news_file("The envoy of the U.S. left on Friday.\n" + REST),
)
describe_rule(
    "N309",
    advice="Run `newsparse fix --write FILE` to insert the space.",
    bad=news_file("They heard it fromthe harbour.\n" + REST),
    good=news_file("They heard it from the harbour.\n" + REST),
)
describe_rule(
    "N310",
    advice="Run `newsparse fix --write FILE` to break the line, then add the full stop by hand.",
    bad=news_file("They had waited for all of the winters  Some members want to go.\n" + REST),
    good=news_file("They had waited for all of the winters\nSome members want to go.\n" + REST),
)


@rule(
    "N311",
    advice="Run `newsparse fix --write FILE` to keep one space.",
    bad=news_file("The ferry  left at noon.\n" + REST),
    good=GOOD_FILE,
)
@rule(
    "N312",
    advice="Run `newsparse fix --write FILE` to remove the white space.",
    bad=news_file("The ferry left at noon. \n" + REST),
    good=GOOD_FILE,
)
def needless_spaces(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report several spaces between words, and white space at the edges of lines, unless damage is reported there."""
    document = checked.document
    damage = {(repair.line, repair.column) for repair in checked.article.repairs}
    damage.update((problem.line, problem.column) for problem in checked.article.problems if problem.code in DAMAGE)
    position_at = checked.body_positions()
    for code, edit in find_needless_spaces(document.body):
        line, column = position_at(edit.start)
        if (line, column + edit.stop - edit.start) in damage:
            continue
        message = "several spaces between words" if code == "N311" else "white space at the edge of a line"
        edit_of_text = Edit(document.offset + edit.start, document.offset + edit.stop, edit.new)
        yield report(code, message, (line, column), edit_of_text)


@rule(
    "N313",
    advice="Add the matching mark, or remove this one.",
    bad=news_file('The ferry left "at noon.\n' + REST),
    good=GOOD_FILE,
)
def unpaired_quote(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report quotation marks that the repairer cannot pair."""
    position_at = checked.body_positions()
    for offset in unpaired(checked.document.body):
        yield report("N313", "this quotation mark has no matching mark", position_at(offset))


@rule(
    "N314",
    advice="Check whether text is missing, or lower `min-words` in the configuration.",
    bad=news_file(FIRST),
    good=GOOD_FILE,
)
def short_body(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report a body with fewer words than the settings require; an empty body is N105."""
    words = sum(_count_words(block.text) for block in checked.article.body)
    if 0 < words < checked.settings.min_words:
        message = f"the body has {words} word{'s' if words > 1 else ''}; the minimum is {checked.settings.min_words}"
        yield report("N314", message, (checked.document.line, checked.document.column))


def _count_words(text: str) -> int:
    """Return the number of words; in a script without spaces, two characters count as one word."""
    count = len(text.split())
    return len(text) // 2 if len(text) > count * _LONG_WORD else count


@rule(
    "N315",
    advice="Remove the tag; configure the extractor to return plain text.",
    bad=news_file("<p>The ferry left at noon.</p>\n" + REST),
    good=GOOD_FILE,
)
def html_tag(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report the first HTML tag of each line in the header and the body."""
    tags = tags_in(checked.source_text())
    return checked.report_first_in_each_line(
        "N315", ((tag.start(), f"HTML tag {tag[0][:_MAX_SHOWN]!r}") for tag in tags)
    )


@rule(
    "N316",
    advice="Write the character itself; configure the extractor to return plain text.",
    bad=news_file("Reed &amp; Sons ran the ferry.\n" + REST),
    good=news_file("Reed & Sons ran the ferry.\n" + REST),
)
def html_entity(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report the first HTML character reference of each line in the header and the body."""
    entities = entities_in(checked.source_text())
    return checked.report_first_in_each_line(
        "N316", ((entity.start(), f"HTML character reference {entity[0]!r}") for entity in entities)
    )


@rule(
    "N317",
    advice="Remove the line.",
    bad=news_file(f"{FIRST}Read more: Bakers wait for bread\n{REST}"),
    good=GOOD_FILE,
)
def boilerplate(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report boilerplate in the lines of the body and in the values of text fields."""
    for field in checked.document.fields:
        if field.name in _TEXT_FIELDS and is_boilerplate(field.value):
            yield report("N317", _boilerplate_message(field.value), field)
    position_at, start = checked.body_positions(), 0
    for line in checked.document.body.split("\n"):
        if is_boilerplate(line):
            position = position_at(start + len(line) - len(line.lstrip()))
            yield report("N317", _boilerplate_message(line.strip()), position)
        start += len(line) + 1


def _boilerplate_message(line: str) -> str:
    return f"boilerplate from the web page: {line[:_MAX_SHOWN]!r}"


@rule(
    "N318",
    advice="Fetch the article again with a browser, or exclude the file.",
    bad=news_file(ERROR_PAGE, HEADER.replace("Ferry returns to the quay", "Just a moment...")),
    good=GOOD_FILE,
)
def not_an_article(checked: CheckedArticle) -> Iterator[RuleResult]:
    """Report an error page, a challenge or a subscription wall: at the title if there is one."""
    title, field = checked.article.title, checked.fields.get("title")
    if is_page_without_article(title, checked.document.body):
        position = field if title and field else (checked.document.line, checked.document.column)
        message = "an error page, a bot check or a paywall notice instead of an article"
        yield report("N318", message, position)
