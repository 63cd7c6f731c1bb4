"""Find words that do not belong in texts for users: translated idioms, British spelling, and help that is too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
from support.paths import PACKAGE, ROOT, TESTS
from support.texts import HELP_WIDTH, command_names, sections

from newsparse.cli import cli

# Problems that were there when the check was introduced. `make texts` removes those that are solved, and adds none.
KNOWN = TESTS / "texts_known.txt"
MAX_SHORT_HELP = 55  # characters
_CONTEXT = 30  # characters on each side of a word that is reported

# Pattern -> what to write instead. Patterns ignore case.
IDIOMS = {
    r"\b(told|tells?)\b": "report",
    r"\basked\b": "select, enable, require",
    r"\b(is|are) no more\b": "no longer exists",
    r"\b(is|are) not (there|yet)\b": "is missing",
    r"\b(gone|goes) on\b": "resume, continue",
    r"\bmend(s|ed|ing)?\b": "repair, fix",
    r"\b(nobody|whoever|whatever|theirs)\b": "name the subject",
    r"\bpassed over\b": "skip, ignore, exclude",
    r"\b(left out|leaves? (\w+ ){0,3}out)\b": "skip, ignore, exclude, omit",
    r"\bnot at all\b": "name the default",
    r"\bso[.\]]": "say how",
    r"\bless than sure\b|\d sure\b|\bthose that are sure\b|\bthe sure ones\b": "confidence, uncertain",
    r"\bstands? (here|there|twice|together|beside)\b": "is, occurs",
    r"\b(hold|holds) (nothing|what|more)\b": "contains",
    r"\bput together\b": "concatenate",
    r"\bwhat is (left|long|short|what)\b": "name it",
    r"\bis \S+ meant\?": "did you mean",
    r"\bcannot be had\b": "cannot be used together",
    r"\bnothing found\b": "no findings",
    r"\bthere is no (such|plan|file|news)\b": "no such, missing",
    r"\bfor people:": "readable",
    r"\b(take|takes|taken) (it |the \w+ )?out\b": "remove",
    r"\blook (whether|for a slip)\b": "check whether",
    r"\bplease\b": "an imperative",
}
_STEMS = (
    "capital categor character custom emphas final general initial local maxim minim normal optim organ real recogn "
    "serial special standard summar synchron token util visual"
).split()
SPELLING = {
    r"\bcolour\w*": "color",
    rf"\b(un)?({'|'.join(_STEMS)})is(e[sd]?|ing|ation)\b": "-ize",
    r"\bbehaviour\b": "behavior",
    r"\bcent(re|red|res)\b": "center",
    r"\bneighbour\w*": "neighbor",
    r"\banalys(e|ed|es|ing)\b": "analyze",
    r"\b(cancelled|modelled|(?<!`)labelled)\b": "one l",
    r"\b(licence|defence|grey|artefact|misspelt)\b": "American spelling",
}
# Words of texts that may stay, with the reason.
ALLOWED = {
    "misspelt-label": "the name of a rule is stable",
}


def problems() -> list[str]:
    """Return every problem, as `SOURCE: word: context; write X`."""
    found = [
        f"{source}: {problem}" for source, paragraphs in _sources() for text in paragraphs for problem in find(text)
    ]
    return [*found, *_help_problems(), *_punctuation_problems()]


def find(text: str) -> list[str]:
    """Return the problems of wording in a text of one line.

    >>> find("How findings are told.")
    ['told: How findings are told.; write report']
    >>> find("Report findings so that misspelt-label is seen.")
    []
    """
    return [
        f"{match[0]}: {_context(text, match)}; write {instead}"
        for pattern, instead in {**IDIOMS, **SPELLING}.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
        if not any(word in _context(text, match) for word in ALLOWED)
    ]


def known_problems() -> set[str]:
    """Return the problems that are tolerated until they are solved."""
    return set(KNOWN.read_text(encoding="utf-8").splitlines()) if KNOWN.exists() else set()


def _context(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _CONTEXT) : match.end() + _CONTEXT].strip()


def _sources() -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each text and its paragraphs, each on one line, without examples."""
    for title, text in sections().items():
        if title.startswith("newsparse rule N"):
            yield title, _paragraphs(re.sub(r"(?m)^ {4}.*$", "", text))
        else:
            yield title, _paragraphs(text) if title.endswith("--help") else text.splitlines()
    for folder in (ROOT, ROOT / ".github", PACKAGE / "manual"):
        for path in sorted(folder.glob("*.md")):
            text = re.sub(r"(?ms)^```.*?^```$", "", path.read_text(encoding="utf-8"))
            yield path.relative_to(ROOT).as_posix(), _paragraphs(re.sub(r"`[^`\n]*`", "`…`", text))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n|\n(?=[|#*-])", text) if paragraph.strip()]


def _help_problems() -> Iterator[str]:
    """Yield the problems of help pages: lines that are too wide, and short help that is too long or truncated."""
    for title, text in sections().items():
        if not title.endswith("--help"):
            continue
        for line in text.splitlines():
            if len(line) > HELP_WIDTH:
                yield f"{title}: {len(line)} columns: {line.strip()}; write at most {HELP_WIDTH}"
            if line.endswith("...") and not line.startswith("Usage:"):
                yield f"{title}: truncated: {line.strip()}; write it in full"
    for name in command_names():
        command = cli.get_command(click.Context(cli), name)
        short = command.get_short_help_str(limit=1000) if command else ""
        if len(short) > MAX_SHORT_HELP:
            yield f"newsparse {name}: {len(short)} characters: {short}; write at most {MAX_SHORT_HELP}"


def _punctuation_problems() -> Iterator[str]:
    """Yield the messages with an exclamation mark."""
    for title, text in sections().items():
        if title.startswith("messages of"):
            lines = (line for line in text.splitlines() if "!" in re.sub(r"\{[^}]*\}", "", line))
            yield from (f"{title}: !: {line}; write a full stop" for line in lines)
