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
    CLEAR_PATTERN,
    CUE,
    DOUBTFUL,
    EVEN,
    NO_DAMAGE,
    NUMBER_CUE,
    POSSIBLE,
    PROBABLE,
    STRONG_CUE,
    TWO_CUES,
    UNLIKELY,
    WEAK_CUE,
)
from .context import LEFT, RIGHT, Context, is_cased, is_initials, last_token, last_word, previous_token
from .words import DAYS, LETTERED, MARKED_NAMES, MAY_END, REGIONS, SUFFIXES, TITLES, WEEKDAYS, WORDS_TOO

_SAME_SPEAKER = frozenset("I We You They He She It But And So".split())
_ENDS_OF_HOSTS = ("US", "UK", "EU", "AI", "TV")  # endings of addresses that also begin sentences
_AFTER_NAME = frozenset("to and or on said says is was has had did of for from with at by that which who but".split())
_YOUNGEST = 13  # years; a smaller number after a comma rather counts
_OPENING = "(\"'“‘["
_QUOTES = "\"'“‘"
_CLOSING = "\"'”’)]"

# Not compiled at import: few bodies need them, `re` caches them, and start-up time counts.
_ADDRESS = r"(?i)@|://|\bwww\.|\w/\w+\.|\w\.\w+/|[#=]\w|(?-i:&[a-z])"
_PAIR = r"\d{1,4}/\d{1,4}|[A-Za-z-]+/[A-Za-z-]+"
_NUMBER = r"[\"'“‘(\[]*[A-Z]{0,3}[$£€¥]?\d[\d,.:;$£€¥]*(?:%|[a-zA-Z]{1,3})?[\"'”’)\]]*"


def plain_sentence_end(text: str, start: int, candidate: Candidate) -> float:
    """Return what `sentence_end` returns for the plainest damage: a full stop between two whole words.

    Three of four candidates are plain, and this check takes a fraction of the time. Returns `NO_DAMAGE`, which means
    undecided, for abbreviations, for short words, and where a colon follows, since a speaker may stand before it.
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
    if low in TITLES or low in MAY_END or after.casefold() in SUFFIXES:
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
    if context.turn and _may_be_speaker(context.next_word, token):
        return ALMOST_CERTAIN
    if context.next_word[:1].isdecimal():
        return _before_number(context, token, stops)
    if stops[0] in "。！？" and not body[-1].isascii():
        return NO_DAMAGE  # Chinese and Japanese have no spaces between sentences
    if context.marks:
        return CLEAR_MARK if len(context.next_word) > 1 or context.right[1:2] == " " else DOUBTFUL
    if stops == ".":
        return _after_full_stop(context, token)
    if set(stops) <= set("!?！？。"):
        return _after_question(context, token, stops)
    return _after_ellipsis(context)


def _by_token(context: Context, body: str, token: str, stops: str) -> float | None:
    """Decide by the token before the mark alone, or return None.

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
    if re.fullmatch(_PAIR, token) and stops == "." and _starts_sentence(context):
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
    if stops != "." or word.casefold() in SUFFIXES or not is_cased(word) or not word[0].isupper():
        return NO_DAMAGE
    return CUE if context.right[len(word) :] else NO_DAMAGE


def _may_be_speaker(name: str, token: str) -> bool:
    """Whether `name`, with a colon after it, may begin a turn after `token`.

    >>> _may_be_speaker("Anna", "it"), _may_be_speaker("NP", "Jr"), _may_be_speaker("Net", "ASP")
    (True, True, False)
    """
    if not name[:1].isupper():
        return False
    return is_cased(token.rstrip("\"'”’)")) or (name.isupper() and len(name) > 1)


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
        if not is_long_word or word in TITLES or word in MAY_END:
            return NO_DAMAGE
    return WEAK_CUE if re.match(r"\d+(?:,\d+)*\s", context.right) else EVEN


def _after_question(context: Context, token: str, stops: str) -> float:
    """Confidence for an exclamation or question mark; names that end in one are left to the user.

    >>> _after_question(Context.between("Who would pay?", "Nobody answered"), "pay", "?") == CLEAR_MARK
    True
    >>> _after_question(Context.between("She read the E!", "News today"), "E", "!") == DOUBTFUL
    True
    """
    is_name = token.casefold() in MARKED_NAMES or (len(token) < 3 and token.isupper() and stops == "!")
    return DOUBTFUL if is_name and not context.strong_opener else CLEAR_MARK


def _after_ellipsis(context: Context) -> float:
    """Confidence for an ellipsis: where the same speaker continues, it is the writer's style as often as damage.

    >>> _after_ellipsis(Context.between("It was over…", "Both sides left")) == TWO_CUES
    True
    >>> _after_ellipsis(Context.between("It was over…", "We left")) == PROBABLE
    True
    """
    if re.split(r"['’]", context.next_word)[0] in _SAME_SPEAKER:
        return PROBABLE
    if context.opener:
        return TWO_CUES
    return WEAK_CUE if len(context.next_word) > 2 else DOUBTFUL


def _after_full_stop(context: Context, token: str) -> float:
    """Confidence for one full stop after `token`, by the kind of the token.

    >>> _after_full_stop(Context.between("Oil gained $1.32 to $44.45.", "The port"), "$44.45") == NUMBER_CUE
    True
    >>> _after_full_stop(Context.between("It is version 2.0.", "B of it"), "2.0") == NO_DAMAGE
    True
    """
    if len(context.next_word) == 1 and not (context.opener and context.right[1:2] == " "):
        return _before_letter(context, token)
    if is_initials(token):
        return _after_initials(context, token)
    if "." in token and re.fullmatch(_NUMBER, token):
        return NUMBER_CUE if _starts_sentence(context) else NO_DAMAGE
    word = token.lstrip(_OPENING).casefold()
    if word in TITLES or _is_suffix(context, token):
        return _after_title(context, word, token)
    if word in MAY_END:
        return TWO_CUES if context.opener else NO_DAMAGE
    ending = token.rpartition(".")[2]
    if "." in token.strip(".") and not is_cased(ending):
        # A part of an abbreviation, except for: head of Deep.AI.Reed said
        return STRONG_CUE if ending in _ENDS_OF_HOSTS and _starts_sentence(context) else NO_DAMAGE
    return _after_word(context, token)


def _starts_sentence(context: Context) -> bool:
    """Whether the right-hand piece begins with a word as sentences do.

    >>> [_starts_sentence(Context.between("It is.", right)) for right in ("Reed left", "B of it", "COM/a")]
    [True, False, False]
    """
    after = context.right[len(context.next_word) :][:1]
    return after in (" ", ",", "'", "’") and (context.opener or context.next_word[1:2].islower())


def _before_letter(context: Context, token: str) -> float:
    """Confidence for a single capital after the stop; `M.A.S.K.` and `Zafi.D` are left alone.

    >>> _before_letter(Context.between("They rule the market.", "S&P had held back"), "market") == STRONG_CUE
    True
    >>> _before_letter(Context.between("The worm Zafi.", "D met the team"), "Zafi") == NO_DAMAGE
    True
    """
    is_word = token.islower() and token.isalpha() and len(token) > 3
    return STRONG_CUE if is_word and re.match(r"[A-Z](?:&[A-Z])? \w", context.right) else NO_DAMAGE


def _after_initials(context: Context, token: str) -> float:
    """Confidence for initials before the stop; `U.S.Congress` and `J.K.Rowling` are left alone.

    >>> _after_initials(Context.between("He told the U.S.", "The answer was no"), "U.S") == STRONG_CUE
    True
    >>> _after_initials(Context.between("They are level in Group H.", "Reed won"), "H") == STRONG_CUE
    True
    >>> _after_initials(Context.between("He told J.K.", "Rowling of it"), "J.K") == NO_DAMAGE
    True
    """
    if len(context.next_word) < 2:
        return NO_DAMAGE
    if len(token) == 1 and previous_token(context.left) in LETTERED:
        return STRONG_CUE
    return STRONG_CUE if context.strong_opener and context.right[len(context.next_word) :] else NO_DAMAGE


def _after_title(context: Context, word: str, token: str) -> float:
    """Confidence for a title or an abbreviation before the stop; `Mr.Smith` and `Fig.One` are left alone.

    >>> _after_title(Context.between("It opened on Oct.", "The boats left"), "oct", "Oct") == STRONG_CUE
    True
    >>> _after_title(Context.between("It was a photo op.", "To begin with"), "op", "op") == CUE
    True
    >>> _after_title(Context.between("They met Mr.", "Reed there"), "mr", "Mr") == NO_DAMAGE
    True
    """
    if (word in DAYS or (token.isupper() and len(token) > 2)) and context.strong_opener:
        return STRONG_CUE
    after = context.right[len(context.next_word) :][:2]
    if word in WORDS_TOO and context.opener and context.next_word != "One":
        return CUE if after[:1] == " " and after[1:].islower() else NO_DAMAGE
    if word not in WEEKDAYS or not previous_token(context.left).islower() or not is_cased(context.next_word):
        return NO_DAMAGE
    return WEAK_CUE if after[:1] == " " else NO_DAMAGE  # they said Sun.Malmo had


def _after_word(context: Context, token: str) -> float:
    """Confidence for a token that is no abbreviation before the stop; numbers of a list are left alone.

    >>> _after_word(Context.between("His wage is soaring.", "Net income"), "soaring") == CERTAIN
    True
    >>> _after_word(Context.between("It cost 5%.", "The rest"), "5%") == CLEAR_PATTERN
    True
    >>> _after_word(Context.between("Top three: 1.", "Reed"), "1") == NO_DAMAGE
    True
    """
    if _is_address(context, token):
        return UNLIKELY
    if _is_list_number(context, token):
        return NO_DAMAGE
    bare = last_word(token)
    if not bare or bare.isdecimal():
        return CLEAR_PATTERN  # also (OSCE).The, COVID-19.The
    if bare[0].islower() and len(bare) > 1:
        return CERTAIN
    if _is_code(token) and not context.opener:
        return POSSIBLE
    return ALMOST_CERTAIN if context.opener or len(bare) > 2 else STRONG_CUE


def _is_code(token: str) -> bool:
    """Whether `token` is two capitals that may belong to a name: `ID.Buzz`; states and unions are none."""
    return len(token) == 2 and token.isupper() and token.isalpha() and token not in REGIONS


def _is_list_number(context: Context, token: str) -> bool:
    """Whether a number before the stop counts the items of a list, and is no day or age.

    >>> _is_list_number(Context.between("Top three: 1.", "Reed, 2."), "1")
    True
    >>> _is_list_number(Context.between("It ended on May 24.", "Reed left"), "24")
    False
    >>> _is_list_number(Context.between("They told Dov Ames, 36.", "Mr Ames left"), "36")
    False
    """
    if not token.isdecimal() or len(token) > 2 or context.strong_opener:
        return False
    before = previous_token(context.left)
    if before[-1:].isalnum():
        return False
    is_age = before[-1:] == "," and "." not in before and int(token) >= _YOUNGEST and _starts_sentence(context)
    return not is_age


def _is_address(context: Context, token: str) -> bool:
    """Whether a word between two dots is rather a part of an address or a name of a program than a sentence.

    >>> _is_address(Context.between("See Halo.", "Bungie.Org"), "Halo")
    True
    >>> _is_address(Context.between("It is the best.", "Malmo-U.S. trade"), "best")
    False
    """
    if re.fullmatch(r"[\w-]+\.[\w.-]*", context.right):
        return not re.search(r"[a-z]-[A-Z]\.", context.right)
    return "." in token and not context.opener and token.rpartition(".")[2] not in SUFFIXES


def _is_suffix(context: Context, token: str) -> bool:
    """Whether the word after the stop ends an address, a file or a name: `Yahoo.Com`, `ASP.NET`.

    >>> _is_suffix(Context.between("It runs on ASP.", "NET today"), "ASP")
    True
    >>> _is_suffix(Context.between("There were tensions.", "US President Reed"), "tensions")
    False
    """
    word, token = context.next_word, token.rstrip(_CLOSING)
    if word.casefold() not in SUFFIXES or context.opener:
        return False
    if word in REGIONS and (token in REGIONS or token.isdecimal()):
        return False
    after = context.right[len(word) :]
    return _is_capital_suffix(word, token, after) if word.isupper() else _is_word_suffix(word, token, after)


def _is_word_suffix(word: str, token: str, after: str) -> bool:
    """Whether `word`, with lower-case letters, is a suffix of `token`; `in the office.De Niro` begins a sentence."""
    if word in ("De", "Di") and re.match(" [A-Z][a-z]", after):
        return False
    return not (token.islower() and "." not in token and after[:1] == " " and after[1:2].islower())


def _is_capital_suffix(word: str, token: str, after: str) -> bool:
    """Whether `word`, in capitals, is a suffix of `token`; after a word in lower case it begins a sentence."""
    if "." in token or not token[-1:].islower():
        return True
    if not token[:1].isupper():
        return False
    return word not in _ENDS_OF_HOSTS or after[:1] == "," or _is_brand(word, after)


def _is_brand(word: str, after: str) -> bool:
    """Whether `AI`, `TV` or `UK` ends a name, judged by the text after it.

    >>> _is_brand("AI", " to sell"), _is_brand("UK", " officials met")
    (True, False)
    """
    following = after.split(None, 1)[:1]
    return word not in ("US", "EU") and (not following or following[0] in _AFTER_NAME)
