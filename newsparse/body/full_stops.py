"""Glued sentences with one full stop between them: an abbreviation, a number, an address, or the end of a sentence.

Each rule returns a confidence, and leaves text alone by returning `NO_DAMAGE`. `token` is what stands before the
stop, back to white space.
"""

from __future__ import annotations

import re

from .confidence import (
    ALMOST_CERTAIN,
    CERTAIN,
    CLEAR_PATTERN,
    CUE,
    NO_DAMAGE,
    NUMBER_CUE,
    POSSIBLE,
    STRONG_CUE,
    TWO_CUES,
    UNLIKELY,
    WEAK_CUE,
)
from .context import Context, is_cased, is_initials, last_word, previous_token
from .words import (
    ABBREVIATIONS,
    ABBREVIATIONS_THAT_ARE_WORDS,
    ADDRESS_SUFFIXES,
    COUNTRIES,
    DAYS_AND_MONTHS,
    FINAL_ABBREVIATIONS,
    NOUNS_BEFORE_LETTERS,
    WEEKDAY_ABBREVIATIONS,
    WORDS_AFTER_NAMES,
)

_ENDS_OF_HOSTS = ("US", "UK", "EU", "AI", "TV")  # endings of addresses that also begin sentences
_YOUNGEST = 13  # years; a smaller number after a comma rather counts
_OPENING = "(\"'“‘["
_CLOSING = "\"'”’)]"
_NUMBER = r"[\"'“‘(\[]*[A-Z]{0,3}[$£€¥]?\d[\d,.:;$£€¥]*(?:%|[a-zA-Z]{1,3})?[\"'”’)\]]*"


def after_full_stop(context: Context, token: str) -> float:
    """Confidence for one full stop after `token`, by the kind of the token.

    >>> after_full_stop(Context.between("Oil gained $1.32 to $44.45.", "The port"), "$44.45") == NUMBER_CUE
    True
    >>> after_full_stop(Context.between("It is version 2.0.", "B of it"), "2.0") == NO_DAMAGE
    True
    """
    if _is_lone_letter(context):
        return _before_letter(context, token)
    if is_initials(token):
        return _after_initials(context, token)
    if "." in token and re.fullmatch(_NUMBER, token):
        return NUMBER_CUE if starts_sentence(context) else NO_DAMAGE
    word = token.lstrip(_OPENING).casefold()
    if word in ABBREVIATIONS or _is_suffix(context, token):
        return _after_title(context, word, token)
    if word in FINAL_ABBREVIATIONS:
        return TWO_CUES if context.right_has_opener else NO_DAMAGE
    if "." in token.strip(".") and not is_cased(token.rpartition(".")[2]):
        return _after_dotted(context, token)
    return _after_word(context, token)


def starts_sentence(context: Context) -> bool:
    """Whether the right-hand piece begins with a word as sentences do.

    >>> [starts_sentence(Context.between("It is.", right)) for right in ("Reed left", "B of it", "COM/a")]
    [True, False, False]
    """
    after = context.right[len(context.next_word) :][:1]
    return after in (" ", ",", "'", "’") and (context.right_has_opener or context.next_word[1:2].islower())


def _is_lone_letter(context: Context) -> bool:
    """Whether the right-hand piece begins with a single letter that is no word: `D met`, and not `A boat`."""
    return len(context.next_word) == 1 and not (context.right_has_opener and context.right[1:2] == " ")


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
    if len(token) == 1 and previous_token(context.left) in NOUNS_BEFORE_LETTERS:
        return STRONG_CUE
    return STRONG_CUE if context.right_has_strong_opener and context.right[len(context.next_word) :] else NO_DAMAGE


def _after_dotted(context: Context, token: str) -> float:
    """Confidence for a token with inner stops, nearly always a part of an abbreviation, which is left alone.

    >>> _after_dotted(Context.between("He is head of Deep.AI.", "Reed said"), "Deep.AI") == STRONG_CUE
    True
    >>> _after_dotted(Context.between("They met the M.A.S.", "Kay team"), "M.A.S") == NO_DAMAGE
    True
    """
    is_host = token.rpartition(".")[2] in _ENDS_OF_HOSTS
    return STRONG_CUE if is_host and starts_sentence(context) else NO_DAMAGE


def _after_title(context: Context, word: str, token: str) -> float:
    """Confidence for a title or an abbreviation before the stop; `Mr.Smith` and `Fig.One` are left alone.

    >>> _after_title(Context.between("It opened on Oct.", "The boats left"), "oct", "Oct") == STRONG_CUE
    True
    >>> _after_title(Context.between("It was a photo op.", "To begin with"), "op", "op") == CUE
    True
    >>> _after_title(Context.between("They met Mr.", "Reed there"), "mr", "Mr") == NO_DAMAGE
    True
    """
    if (word in DAYS_AND_MONTHS or (token.isupper() and len(token) > 2)) and context.right_has_strong_opener:
        return STRONG_CUE
    after = context.right[len(context.next_word) :][:2]
    if word in ABBREVIATIONS_THAT_ARE_WORDS and context.right_has_opener and context.next_word != "One":
        return CUE if after[:1] == " " and after[1:].islower() else NO_DAMAGE
    return _after_weekday(context) if word in WEEKDAY_ABBREVIATIONS and after[:1] == " " else NO_DAMAGE


def _after_weekday(context: Context) -> float:
    """Confidence for the short name of a weekday at the end of a clause; `The Sun.Malmo` is left alone.

    >>> _after_weekday(Context.between("It opens again, they said Sun.", "Malmo had waited")) == WEAK_CUE
    True
    >>> _after_weekday(Context.between("It was in The Sun.", "Malmo had waited")) == NO_DAMAGE
    True
    """
    return WEAK_CUE if previous_token(context.left).islower() and is_cased(context.next_word) else NO_DAMAGE


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
    if _is_code(token) and not context.right_has_opener:
        return POSSIBLE
    return ALMOST_CERTAIN if context.right_has_opener or len(bare) > 2 else STRONG_CUE


def _is_code(token: str) -> bool:
    """Whether `token` is two capitals that may belong to a name: `ID.Buzz`; states and unions are none."""
    return len(token) == 2 and token.isupper() and token.isalpha() and token not in COUNTRIES


def _is_list_number(context: Context, token: str) -> bool:
    """Whether a number before the stop counts the items of a list, and is no day or age.

    >>> _is_list_number(Context.between("Top three: 1.", "Reed, 2."), "1")
    True
    >>> _is_list_number(Context.between("It ended on May 24.", "Reed left"), "24")
    False
    >>> _is_list_number(Context.between("They told Dov Ames, 36.", "Mr Ames left"), "36")
    False
    """
    if not token.isdecimal() or len(token) > 2 or context.right_has_strong_opener:
        return False
    before = previous_token(context.left)
    if before[-1:].isalnum():
        return False
    is_age = before[-1:] == "," and "." not in before and int(token) >= _YOUNGEST and starts_sentence(context)
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
    return "." in token and not context.right_has_opener and token.rpartition(".")[2] not in ADDRESS_SUFFIXES


def _is_suffix(context: Context, token: str) -> bool:
    """Whether the word after the stop ends an address, a file or a name: `Yahoo.Com`, `ASP.NET`.

    >>> _is_suffix(Context.between("It runs on ASP.", "NET today"), "ASP")
    True
    >>> _is_suffix(Context.between("There were tensions.", "US President Reed"), "tensions")
    False
    """
    word, token = context.next_word, token.rstrip(_CLOSING)
    if word.casefold() not in ADDRESS_SUFFIXES or context.right_has_opener:
        return False
    if word in COUNTRIES and (token in COUNTRIES or token.isdecimal()):
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
    return word not in ("US", "EU") and (not following or following[0] in WORDS_AFTER_NAMES)
