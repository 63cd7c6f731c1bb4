"""Glued sentences: the confidence that a sentence ends at a mark that no white space follows.

Each rule takes the context of a candidate and returns a confidence. The rules are tried from the most specific to
the most general one; the first that applies decides.
"""

from __future__ import annotations

import re
from functools import cache

from .candidates import TERMINATORS, Candidate
from .confidence import (
    ALMOST_CERTAIN,
    CERTAIN,
    CLEAR_MARK,
    CUE,
    DOUBTFUL,
    EVEN,
    NO_DAMAGE,
    NUMBER_CUE,
    PROBABLE,
    TWO_CUES,
    WEAK_CUE,
)
from .context import LEFT, RIGHT, Context, before_apostrophe, is_cased, last_token
from .full_stops import after_full_stop, starts_sentence
from .words import ABBREVIATIONS, ADDRESS_SUFFIXES, FINAL_ABBREVIATIONS, NAMES_WITH_MARK, OPENERS_OF_SAME_SPEAKER

_QUOTES = "\"'“‘"
_ADDRESS = r"(?i)@|://|\bwww\.|\w/\w+\.|\w\.\w+/|[#=]\w|(?-i:&[a-z])"
_PAIR = r"\d{1,4}/\d{1,4}|[A-Za-z-]+/[A-Za-z-]+"


def plain_sentence_end(text: str, start: int, candidate: Candidate) -> float:
    """Return what `sentence_end` returns for the plainest damage: a full stop between two whole words.

    Three of four candidates are plain, and this check takes a fraction of the time. Returns `NO_DAMAGE`, which means
    undecided, for abbreviations, for short words and where a colon follows, since a speaker may stand before it.
    `start` is where the block begins.

    >>> text = "The boats left on Thursday.Prior to that, they had waited."
    >>> plain_sentence_end(text, 0, Candidate("sentence", 27, 27)) == ALMOST_CERTAIN
    True
    >>> plain_sentence_end("The firm of Reed Corp.Ltd was sold.", 0, Candidate("sentence", 22, 22)) == NO_DAMAGE
    True
    """
    _, left, right = candidate
    space = text.rfind(" ", max(start, left - LEFT), left)
    if space < 0:
        return NO_DAMAGE
    found = _plain_stop().match(text, space)
    if not found or found.start(2) != right:
        return NO_DAMAGE
    before, after = found.groups()
    low = before.casefold()
    if low in ABBREVIATIONS or low in FINAL_ABBREVIATIONS or after.casefold() in ADDRESS_SUFFIXES:
        return NO_DAMAGE
    if text.find(":", right, right + RIGHT) >= 0 or text.find("：", right, right + RIGHT) >= 0:
        return NO_DAMAGE
    return CERTAIN if before[0].islower() else ALMOST_CERTAIN


@cache
def _plain_stop() -> re.Pattern[str]:
    return re.compile(r" ([A-Za-z][a-z]{3,})\.([A-Z][a-z]+) [A-Za-z]")


def sentence_end(context: Context) -> float:
    """Return the confidence that a sentence ends at the mark before a candidate.

    >>> sentence_end(Context.between("She called it peace.", "The others laughed", '"')) == CLEAR_MARK
    True
    >>> sentence_end(Context.between("They fought long conflicts?", "Ann Reed: I do not")) == ALMOST_CERTAIN
    True

    Leaves addresses, decimals, abbreviations and Chinese or Japanese text alone.

    >>> sentence_end(Context.between("See www.example.", "Org for more")) == NO_DAMAGE
    True
    """
    body = context.left.rstrip(TERMINATORS)
    stops = context.left[len(body) :]
    token = last_token(body)
    if (confidence := _by_token(context, body, token, stops)) is not None:
        return confidence
    if context.right_is_turn and _may_be_speaker(context.next_word, token):
        return ALMOST_CERTAIN
    if context.next_word[:1].isdecimal():
        return _before_number(context, token, stops)
    if stops[0] in "。！？" and not body[-1].isascii():
        return NO_DAMAGE  # Chinese and Japanese have no spaces between sentences
    if context.marks:
        return CLEAR_MARK if len(context.next_word) > 1 or context.right[1:2] == " " else DOUBTFUL
    if stops == ".":
        return after_full_stop(context, token)
    if set(stops) <= set("!?！？。"):
        return _after_question(context, token, stops)
    return _after_ellipsis(context)


def _by_token(context: Context, body: str, token: str, stops: str) -> float | None:
    """The confidence by the token before the mark, or None if the token does not decide.

    Nothing before the mark, and addresses, are left alone; white space before the mark and pairs such as `2005/06`
    are damage where a sentence follows.

    >>> _by_token(Context.between("in 2005/06.", "After that"), "in 2005/06", "2005/06", ".") == NUMBER_CUE
    True
    >>> _by_token(Context.between("write to a@b.", "Org now"), "write to a@b", "a@b", ".") == NO_DAMAGE
    True
    """
    if not body:
        return NO_DAMAGE
    if not token:
        return _after_lone_stop(context, stops)
    if stops == "." and "/" in token and re.fullmatch(_PAIR, token) and starts_sentence(context):
        return NUMBER_CUE
    return NO_DAMAGE if re.search(_ADDRESS, token + stops + context.right.split(" ", 1)[0]) else None


def _after_lone_stop(context: Context, stops: str) -> float:
    """Confidence for a full stop with white space before it; names such as `.NET` are left alone.

    >>> _after_lone_stop(Context.between("They fell on Thursday .", "Then they rose"), ".") == CUE
    True
    >>> _after_lone_stop(Context.between("He wrote about the .", "NET framework"), ".") == NO_DAMAGE
    True
    """
    word = context.next_word
    if stops != "." or word.casefold() in ADDRESS_SUFFIXES or not is_cased(word) or not word[0].isupper():
        return NO_DAMAGE
    return CUE if context.right[len(word) :] else NO_DAMAGE


def _may_be_speaker(name: str, token: str) -> bool:
    """Whether `name`, with a colon after it, may begin a turn after `token`.

    >>> _may_be_speaker("Anna", "it"), _may_be_speaker("NP", "Jr"), _may_be_speaker("Net", "ASP")
    (True, True, False)
    >>> _may_be_speaker("Q", "[laughs]")
    True
    """
    if not name[:1].isupper():
        return False
    return is_cased(token.rstrip("\"'”’)]")) or (name.isupper() and len(name) > 1)


def _before_number(context: Context, token: str, stops: str) -> float:
    """Confidence for a number after the mark; `No.1`, `p.5` and `v2.10` are left alone.

    >>> _before_number(Context.between("after the meeting.", "2022 will be"), "meeting", ".") == WEAK_CUE
    True
    >>> _before_number(Context.between("in recent years.", "2. Messy rooms"), "years", ".") == CUE
    True
    >>> _before_number(Context.between("It was ranked No.", "1 in May"), "No", ".") == NO_DAMAGE
    True
    """
    word = token.casefold().lstrip("(" + _QUOTES)
    if context.marks:
        return CUE if context.marks[-1] not in ")]" and context.right[:1].isdecimal() else DOUBTFUL
    if stops == ".":
        is_long_word = len(word) > 3 and word.isalpha()
        if is_long_word and re.match(r"\d{1,2}\.(?:\s|\Z)", context.right):
            return CUE
        if not is_long_word or word in ABBREVIATIONS or word in FINAL_ABBREVIATIONS:
            return NO_DAMAGE
    return WEAK_CUE if re.match(r"\d+(?:,\d+)*\s", context.right) else EVEN


def _after_question(context: Context, token: str, stops: str) -> float:
    """Confidence for an exclamation or question mark; names that end in one are left to the user.

    >>> _after_question(Context.between("Who would pay?", "Nobody answered"), "pay", "?") == CLEAR_MARK
    True
    >>> _after_question(Context.between("She read the E!", "News today"), "E", "!") == DOUBTFUL
    True
    """
    is_name = token.casefold() in NAMES_WITH_MARK or (len(token) < 3 and token.isupper() and stops == "!")
    return DOUBTFUL if is_name and not context.right_has_strong_opener else CLEAR_MARK


def _after_ellipsis(context: Context) -> float:
    """Confidence for an ellipsis: where the same speaker continues, it is the writer's style as often as damage.

    >>> _after_ellipsis(Context.between("It was over…", "Both sides left")) == TWO_CUES
    True
    >>> _after_ellipsis(Context.between("It was over…", "We left")) == PROBABLE
    True
    """
    if before_apostrophe(context.next_word) in OPENERS_OF_SAME_SPEAKER:
        return PROBABLE
    if context.right_has_opener:
        return TWO_CUES
    return WEAK_CUE if len(context.next_word) > 2 else DOUBTFUL
