"""Lines that end inside a sentence: the confidence that a line end is damage, and the text that replaces it.

Each rule takes the text on both sides of a line end and decides, or returns None. They are tried in the order of
`_RULES`; where none decides, the line end stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .attributions import attribution
from .confidence import (
    CLEAR_PATTERN,
    CUE,
    DOUBTFUL,
    NO_DAMAGE,
    POSSIBLE,
    STRONG_CUE,
    TWO_CUES,
    WEAK_CUE,
)
from .context import previous_token
from .words import (
    ABBREVIATIONS,
    ABBREVIATIONS_BEFORE_NAMES,
    ABBREVIATIONS_BEFORE_NUMBERS,
    ABBREVIATIONS_INSIDE_SENTENCES,
    FINAL_ABBREVIATIONS,
    LOWER_CASE_NAMES,
    NOUNS_BEFORE_LETTERS,
    OPENERS,
    SPEECH_VERBS,
    STRONG_OPENERS,
)

_AHEAD = 160  # characters after a line end
_BEHIND = 40  # characters before it
_MOST_ENTRIES = 20  # of a list
_SHORT_LINE = 36  # characters; a shorter line is rather an entry of a list or a verse
_WORD = r"[^\W_]+(?:['’.-][^\W_]+)*"
_ABBREVIATIONS = FINAL_ABBREVIATIONS | ABBREVIATIONS | ABBREVIATIONS_INSIDE_SENTENCES
_OPENING = "(\"'“‘["
_QUOTES = '"” '

# A number alone on its line, or glued to the end of a sentence: its heading is on the next line.
_NUMBER_LINE = (
    r"(?:\d{1,2}|[IVX]{2,4}|[VX])\.|.*[^\W\d_]{4}[.!?]?[\"”]?(?:(?<=[.!?\"”])(?:\d{1,2}|[IVX]{1,4})|(?<=[a-z])[1-9])\."
)
_SEPARATOR_LINE = r"([-–—_*=~+])\1{2,}"  # a line of one repeated mark, which separates pieces of text
# A line that only names the speaker.
_SPEAKER_LINE = rf"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? (?:{'|'.join(sorted(SPEECH_VERBS))})\.\s*"


class LineEnd(NamedTuple):
    """The text on both sides of a line end, and around it the whole text."""

    text: str
    gap: int  # where the white space begins that holds the line end
    left: str  # the end of the line before
    right: str  # the beginning of the next line that is not blank

    @property
    def mark(self) -> str:
        """The character before the line end."""
        return self.left[-1]

    @property
    def token(self) -> str:
        """The last characters of `left` back to white space, without opening marks."""
        return self.left.rsplit(None, 1)[-1].lstrip(_OPENING)

    @property
    def abbreviation(self) -> str:
        """The token as the lists of abbreviations have it: in lower case, without the last stop."""
        return self.token.rstrip(".").casefold()

    @property
    def first(self) -> str:
        """The first word of `right`."""
        found = re.match(_WORD, self.right)
        return found[0] if found else ""

    @classmethod
    def at(cls, text: str, gap: int, stop: int) -> LineEnd:
        """The line end in the white space of `text` from `gap` to `stop`."""
        left = text[max(0, gap - _BEHIND) : gap].rpartition("\n")[2]
        return cls(text, gap, left, text[stop : stop + _AHEAD].split("\n", 1)[0])

    @classmethod
    def between(cls, left: str, right: str) -> LineEnd:
        """The line end between two lines, as examples and tests need it."""
        return cls.at(f"{left}\n{right}", len(left), len(left) + 1)


Merge = tuple[float, str]  # confidence, replacement of the white space
_KEEP: Merge = (NO_DAMAGE, " ")


def merge_lines(end: LineEnd) -> Merge:
    """Return the confidence that a line ends inside a sentence, and what replaces the line end.

    The first of the rules below that applies decides; where none does, the line end stays.

    >>> merge_lines(LineEnd.between("The envoy came on Feb.", "22 to the port.")) == (CLEAR_PATTERN, " ")
    True
    >>> merge_lines(LineEnd.between("They went to the U.S.", "The others stayed.")) == (NO_DAMAGE, " ")
    True
    """
    for rule in _RULES:
        if (merge := rule(end)) is not None:
            return merge
    return _KEEP


def _at_separator(end: LineEnd) -> Merge | None:
    """Keep the line end after a line of one repeated mark, such as `---`.

    >>> _at_separator(LineEnd.between("=====", "de Reed said so.")) == (NO_DAMAGE, " ")
    True
    """
    return _KEEP if re.fullmatch(_SEPARATOR_LINE, end.left.strip()) else None


def _before_punctuation(end: LineEnd) -> Merge | None:
    """Merge a line that begins with a comma or a semicolon, without a space.

    >>> _before_punctuation(LineEnd.between("the firm of Ames Inc.", ", a maker")) == (STRONG_CUE, "")
    True
    """
    return (STRONG_CUE, "") if end.right[0] in ";," and end.mark not in ";," else None


def _after_number(end: LineEnd) -> Merge | None:
    """Merge a number that is alone on its line, or glued to a sentence, with its heading.

    Keeps the line end before lower case, as headings begin with a capital.

    >>> _after_number(LineEnd.between("II.", "The old harbour")) == (STRONG_CUE, " ")
    True
    >>> _after_number(LineEnd.between("II.", "of the old harbour")) == (NO_DAMAGE, " ")
    True
    """
    if not re.fullmatch(_NUMBER_LINE, end.left.lstrip()):
        return None
    return (STRONG_CUE, " ") if end.right[:2].istitle() or end.right[0] in '"“' else _KEEP


def _before_lower_case(end: LineEnd) -> Merge | None:
    """Merge a line that begins in lower case, without a space after a hyphen inside a word.

    Names in lower case and addresses begin sentences too. Entries of lists and verses are only reported.

    >>> _before_lower_case(LineEnd.between("The Malmo-", "based firm")) == (TWO_CUES, "")
    True
    >>> _before_lower_case(LineEnd.between("Roses are red", "violets are blue")) == (POSSIBLE, " ")
    True
    >>> _before_lower_case(LineEnd.between("They wait for a summer of strikes", "easyJet said so")) is None
    True
    """
    if not end.right[0].islower() or not end.first or _is_lower_case_name(end.right.split(None, 1)[0]):
        return None
    confidence = _by_last_mark(end)
    if end.mark.isalnum() and (_is_entry(end.text, end.gap) or _is_short(end)):
        confidence = min(confidence, POSSIBLE)
    return confidence, "" if end.mark == "-" and end.left[-2:-1].isalnum() else " "


def _by_last_mark(end: LineEnd) -> float:
    """The confidence for a line that begins in lower case, by the mark that ends the one before.

    >>> _by_last_mark(LineEnd.between("Boats, nets, ropes etc.", "were sold")) == TWO_CUES
    True
    >>> _by_last_mark(LineEnd.between("They were sold.", "nobody came")) == DOUBTFUL
    True
    """
    mark = end.mark
    if mark in ".…" and not _is_abbreviation(end):
        return DOUBTFUL if mark == "." else NO_DAMAGE
    if mark in "?!:;":
        return POSSIBLE
    return TWO_CUES if mark.isalnum() or mark in ",.\"”'’)-–—" else DOUBTFUL


def _is_abbreviation(end: LineEnd) -> bool:
    """Whether the line before ends with an abbreviation."""
    return end.abbreviation in _ABBREVIATIONS or "." in end.token[:-1]


def _is_short(end: LineEnd) -> bool:
    """Whether the whole line before is as short as an entry of a list or a verse."""
    start = end.gap - len(end.left)
    return len(end.left) < _SHORT_LINE and end.text[start - 1 : start] in ("\n", "")


def _is_lower_case_name(word: str) -> bool:
    """Whether `word` begins sentences in lower case: a name or an address.

    >>> _is_lower_case_name("easyJet"), _is_lower_case_name("malmo.com"), _is_lower_case_name("boats")
    (True, True, False)
    """
    plain = word.rstrip(".,:;!?\"'”’")
    return not plain.islower() or plain in LOWER_CASE_NAMES or any(mark in plain for mark in "@/.")


def _is_entry(text: str, gap: int) -> bool:
    """Whether the line that ends at `gap` is an entry of a list in lower case below a line with a colon.

    >>> _is_entry("In this section:\\nboats\\nnets\\nropes", 27)
    True
    """
    start = text.rfind("\n", 0, gap) + 1
    for _ in range(_MOST_ENTRIES):
        above = text[max(0, start - _AHEAD) : start].rstrip()
        if above.endswith(":") or not text[start : start + 1].islower():
            return above.endswith(":")
        start = text.rfind("\n", 0, max(0, start - 1)) + 1
    return False


def _after_abbreviation(end: LineEnd) -> Merge | None:
    """Merge a line that ends with an abbreviation which never ends a sentence: `Dr.⏎Maur`, `Feb.⏎22`, `vs.⏎`.

    Keeps the line end where a sentence may begin.

    >>> _after_abbreviation(LineEnd.between("They met Dr.", "Maur there")) == (TWO_CUES, " ")
    True
    >>> _after_abbreviation(LineEnd.between("It was on Feb.", "The boats left")) == (NO_DAMAGE, " ")
    True
    """
    token, word, first, right = end.token, end.abbreviation, end.first, end.right
    if end.mark != "." or len(token) < 2:
        return None
    if word in ABBREVIATIONS_INSIDE_SENTENCES:
        return STRONG_CUE, " "
    if (
        word in ABBREVIATIONS_BEFORE_NAMES
        and token[0].isupper()
        and first
        and right[0].isupper()
        and first not in STRONG_OPENERS
    ):
        return TWO_CUES, " "
    if re.fullmatch(r"(?:[^\W\d_]\.)+", token):
        return _after_letters(end)
    return (CLEAR_PATTERN, " ") if right[0].isdecimal() and word in ABBREVIATIONS_BEFORE_NUMBERS else _KEEP


def _after_letters(end: LineEnd) -> Merge:
    """Merge initials with the rest of an abbreviation (`U.⏎S.`) or with a surname (`George W.⏎Ames`).

    Keeps the line end before words that begin sentences, and after `Group H.`

    >>> _after_letters(LineEnd.between("The U.", "S. envoy")) == (CLEAR_PATTERN, "")
    True
    >>> _after_letters(LineEnd.between("It was led by George W.", "Ames until May")) == (WEAK_CUE, " ")
    True
    >>> _after_letters(LineEnd.between("They are in Group H.", "Ames won")) == (NO_DAMAGE, " ")
    True
    """
    token, first, right = end.token, end.first, end.right
    if re.match(r"[A-Z]\.(?![a-z])", right) and len(token) < 5:
        return CLEAR_PATTERN, ""
    if len(token) > 2 or first in OPENERS or not right[0].isupper() or len(first) < 2:
        return _KEEP
    before = previous_token(end.left)
    is_given_name = before[:1].isupper() and before.isalpha() and before not in NOUNS_BEFORE_LETTERS
    return (WEAK_CUE, " ") if is_given_name else _KEEP


def _after_quotation(end: LineEnd) -> Merge | None:
    """Merge a quotation with the clause on the next line that only names its speaker.

    Keeps the line end where the clause says more, and a speaker alone after a question.

    >>> _after_quotation(LineEnd.between('"Nobody has asked us."', "Reed said.")) == (CUE, " ")
    True
    >>> _after_quotation(LineEnd.between('"Nobody has asked us."', "Reed said that nobody came.")) == (NO_DAMAGE, " ")
    True
    """
    if len(end.left) < 2 or end.mark not in '"”':
        return None
    last = end.left.rstrip(_QUOTES)[-1:]
    if last not in ("?", "!", ",", "."):
        return None
    if last != "?" and re.fullmatch(_SPEAKER_LINE, end.right):
        return CUE, " "
    return (attribution(end.right, last), " ") if last != "." else _KEEP


_RULES: tuple[Callable[[LineEnd], Merge | None], ...] = (
    _at_separator,
    _before_punctuation,
    _after_number,
    _before_lower_case,
    _after_abbreviation,
    _after_quotation,
)
