"""Headings, captions and turns without a stop that are glued to the text after them.

Each public function takes the context of one shape of candidate and returns the confidence that a break is missing.
"""

from __future__ import annotations

import re

from .confidence import (
    ALMOST_CERTAIN,
    CLEAR_PATTERN,
    CUE,
    DOUBTFUL,
    GLUED_MODEL_MAXIMUM,
    NO_DAMAGE,
    POSSIBLE,
    PROBABLE,
    STRONG_CUE,
    TWO_CUES,
    WEAK_CUE,
)
from .context import Context, Usage, last_word
from .heading_model import heading_confidence
from .word_classes import class_of, is_word
from .words import AGENCIES, COUNTRIES, LOWER_CASE_NAMES, NAME_ENDS, NEVER_LAST, OPENERS

# What the missing space adds to the evidence, as the logarithm of odds; set by hand on labelled articles.
_EVIDENCE_OF_GLUE = 7.6
_MOST_WORDS = 10  # of a heading that the model decides
_LEAST_AFTER = 3  # words that must follow it
# Limits on lengths, set by hand: shorter words are as often parts of names.
_LEAST_HEADING = 3  # words of a heading that needs no strong opener after it
_LEAST_WORD = 3  # letters; fewer are mostly the beginning of a name: McCarthy
_LEAST_LAST = 4  # letters of a heading's capitalized last word
_COMMON = 5  # letters; shorter words also make up names: FaceBook, BlackRock, SpiceJet
_LEAST_NOUN = 6  # letters of a heading of one word: Negligence
_LEAST_AFTER_YEAR = 4  # letters of a name after a year
_MOST_IN_BRACKETS = 3  # letters that may be a part of a word: (Dis)Honesty
_LONGEST_DATELINE = 4  # words


def after_word(context: Context, usage: Usage) -> float:
    """The confidence for a capital directly after a lower-case letter: `counterweightIn two talks`.

    A heading or caption ends where a whole word stands on the left, and on the right a word that begins sentences, a
    speaker, or the name that the heading model expects. Names (`TikTok`, `McCarthy`, `iPhone`, `MakeMyTrip`) and
    labels (`DocumentURL: …`) are left alone.

    >>> usage = Usage("", [])
    >>> after_word(Context.between("Pressure and counterweight", "In two talks the port gave in."), usage)
    0.98
    >>> after_word(Context.between("Robin Mc", "Carthy won the prize."), usage)
    0.0
    """
    word = last_word(context.left)
    if context.right_is_turn and len(word) >= _LEAST_WORD:
        return NO_DAMAGE if _is_label(context, word) else ALMOST_CERTAIN
    if context.left_has_credit:
        return _after_credit(context, word)
    if context.next_word_is_inner or _is_camel_case_name(context, word):
        return NO_DAMAGE
    if confidence := _before_country(context, word):
        return confidence
    if word.islower():
        return (_after_lower_case if len(word) >= _LEAST_WORD else _after_short_word)(context, word)
    return max(_after_name(context, word, usage), _before_name(context, usage))


def _is_label(context: Context, word: str) -> bool:
    """Whether `word` begins a label of two words, not a turn: `DocumentURL: …`."""
    return context.left_word_count == 1 and is_word(word.casefold())


def _after_credit(context: Context, word: str) -> float:
    """The confidence after a photo credit, which a sentence follows; not: `Photo: GettyImages`."""
    following = context.right.split()[1:]
    is_sentence = len(following) > 1 and any(other[0].islower() for other in following)
    return TWO_CUES if word in AGENCIES or is_sentence else NO_DAMAGE


def _is_camel_case_name(context: Context, word: str) -> bool:
    """Whether `word` and the next word are one name: `easyJet`, `PhD`."""
    if len(context.next_word) == 1 and not context.right_has_opener:
        return True
    return (word + context.next_word).casefold() in LOWER_CASE_NAMES


def _before_country(context: Context, word: str) -> float:
    """The confidence before an abbreviated country, which follows a heading: `OutlookUS officials said`."""
    is_country = context.next_word in COUNTRIES and context.right[2:3] == " "
    if not is_country or len(word) < _COMMON or not context.left_is_heading:
        return NO_DAMAGE
    return TWO_CUES if context.left_word_count > 1 or class_of(word) == "N" else PROBABLE


def _after_lower_case(context: Context, word: str) -> float:
    """The confidence after a word in lower case, which may also be the beginning of a name."""
    if word in NEVER_LAST or not word.isalpha():
        return NO_DAMAGE
    if len(word) < _COMMON and not is_word(word):
        return POSSIBLE  # lncRNA
    if context.right_has_opener:
        return ALMOST_CERTAIN
    if context.left_is_heading and context.right[len(context.next_word) :]:
        return CLEAR_PATTERN if context.left_word_count > 1 else CUE
    return WEAK_CUE if context.left_word_count > 1 else POSSIBLE


def _after_short_word(context: Context, word: str) -> float:
    """The confidence after one or two letters in lower case, which are mostly the beginning of a name."""
    is_heading = context.left_is_heading and context.left_word_count >= _LEAST_HEADING
    return CUE if is_heading and context.right_has_strong_opener and word not in NEVER_LAST else NO_DAMAGE


def _after_name(context: Context, word: str, usage: Usage) -> float:
    """The confidence after a name or the capitalized last word of a heading, which needs more evidence."""
    after = context.right[len(context.next_word) :]
    if len(word) < _LEAST_WORD or after[:1] not in ("", " ", ",", "-"):
        return NO_DAMAGE
    if context.right_has_strong_opener and (len(context.next_word) > 1 or word in AGENCIES):
        return _name_before_opener(context, word, after)
    if (
        context.left_word_count >= _LEAST_HEADING
        and context.left_is_heading
        and (context.right_has_opener or _continues_name(after))
    ):
        return CUE if usage.is_word(word) else POSSIBLE
    return NO_DAMAGE


def _name_before_opener(context: Context, word: str, after: str) -> float:
    """The confidence between a capitalized word and one that begins sentences; `after` is the text behind both."""
    if word in AGENCIES:
        return TWO_CUES
    if not context.left_is_heading:
        return PROBABLE
    if context.left_word_count > 1:
        return TWO_CUES
    return STRONG_CUE if len(word) >= _LEAST_NOUN and (after[:1] == "," or class_of(word) == "N") else PROBABLE


def _continues_name(after: str) -> bool:
    """Whether another capitalized word follows, as in a name that begins a sentence."""
    return after[:1] == " " and after[1:2].isupper() and after[2:3].islower()


def after_acronym(context: Context, usage: Usage) -> float:
    """The confidence for a capitalized word directly after a capital: `AFPHarder days came`.

    A break is missing after a credit, before a speaker, and before a word that begins sentences; before other names
    only after an abbreviated country. Plurals and names (`NGOs`, `JPMorgan`) are left alone.

    >>> usage = Usage("", [])
    >>> after_acronym(Context.between("Photo: NPA", "Harder days came for the port."), usage)
    0.96
    >>> after_acronym(Context.between("JP", "Morgan lent it."), usage)
    0.0
    """
    if context.left_has_credit:
        return CLEAR_PATTERN
    if _ends_acronym(context):
        return NO_DAMAGE
    if context.right_is_turn:
        return CLEAR_PATTERN
    if context.next_word_is_inner:
        return NO_DAMAGE
    if context.right_has_strong_opener:
        return STRONG_CUE if context.next_word not in NAME_ENDS and context.left_is_heading else POSSIBLE
    if context.left_word_count >= _LEAST_HEADING and context.right_has_opener and context.left_is_heading:
        return POSSIBLE
    return _before_name(context, usage) if last_word(context.left) in COUNTRIES else NO_DAMAGE


def _ends_acronym(context: Context) -> bool:
    """Whether the next word is rather the end of the acronym than a word: the `Os` of `NGOs`."""
    return len(context.next_word) == 2 and (not context.right_has_opener or context.next_word in ("As", "Is", "Us"))


def _before_name(context: Context, usage: Usage) -> float:
    """The confidence of the heading model before a name: `Gloomy FutureXu said that`, `of the UKBritish media are`.

    0.0 where the left-hand piece does not have the shape of a heading, or where both pieces may be one name.
    """
    words, following = context.left.split(), context.right.split()
    if not 1 < len(words) <= _MOST_WORDS or len(following) < _LEAST_AFTER or not context.left_is_heading:
        return NO_DAMAGE
    if words[-1].casefold() in NEVER_LAST or not _begins_with_name(context) or not _ends_heading(context, words, usage):
        return NO_DAMAGE
    return min(GLUED_MODEL_MAXIMUM, round(heading_confidence(words + following, len(words), _EVIDENCE_OF_GLUE), 2))


def _begins_with_name(context: Context) -> bool:
    """Whether the piece on the right begins with a name as sentences do; not `SpiceJet`, `LinkedIn`, `RailFreight.eu`.

    A short English word is rather the second part of a name.
    """
    if context.right_has_opener or context.right[len(context.next_word) :][:1] not in (" ", ",", "'", "’"):
        return False
    return len(context.next_word) >= _COMMON or not is_word(context.next_word.casefold())


def _ends_heading(context: Context, words: list[str], usage: Usage) -> bool:
    """Whether `words` may be a heading by their last one; not `BlackRock`, `McCartney`.

    It is an abbreviated country, a name that occurs elsewhere too, or the noun of a title in capitals.
    """
    last = last_word(context.left)
    if last in COUNTRIES:
        return True
    if len(last) < _LEAST_LAST:
        return False
    if usage.is_word(last) and (class_of(last) == "n" or len(last) >= _COMMON):
        return True
    if words[0] in OPENERS or not is_word(last.casefold()) or not all(word[0].isupper() for word in words):
        return False
    following = context.next_word.casefold()
    return not is_word(following) or class_of(following) in "IC"


def after_digit(context: Context, usage: Usage) -> float:
    """The confidence for a capital directly after a digit: `the G7As the`, `in June 2016President Reed`.

    A break is missing before a speaker, before a word that begins sentences, and after a year. Units and names
    (`10MW`, `3D`) and a number at the beginning, such as a counter that has lost its space, are left alone.

    >>> usage = Usage("", [])
    >>> after_digit(Context.between("Dov Ames visits the yard in June 2016", "President Reed came later."), usage)
    0.92
    >>> after_digit(Context.between("It yields 10", "MW."), usage), after_digit(Context.between("7", "The end"), usage)
    (0.0, 0.0)
    """
    word = context.next_word
    if len(word) < 2 or (context.left_is_whole and context.left.strip().isdecimal()):
        return NO_DAMAGE
    if context.right_is_turn:
        return TWO_CUES
    if context.right_has_strong_opener:
        return STRONG_CUE
    if context.right_has_opener:
        return DOUBTFUL
    if len(word) < _LEAST_AFTER_YEAR or not word[1:].islower() or not context.right[len(word) :]:
        return NO_DAMAGE
    return CUE if re.search(r"(?:^|\s)(?:19|20)\d\d\Z", context.left) else NO_DAMAGE


def after_bracket(context: Context, usage: Usage) -> float:
    """The confidence for a capital directly after a closing bracket: `($1.2 billion)Its founder`.

    Letters in brackets inside a word (`[S]ome`, `(M)Otherhood`, `(Dis)Honesty`) are left alone. After a few words at
    the beginning, only a space may be missing: `VELSEN (NPA)The`.

    >>> usage = Usage("", [])
    >>> after_bracket(Context.between("The port and its club lost ($1.2 billion)", "Its founder had left."), usage)
    0.95
    >>> after_bracket(Context.between("Her book (M)", "Otherhood is out."), usage)
    0.0
    """
    if not context.right_has_opener and (len(context.next_word) == 1 or context.left[-1] == "]"):
        return NO_DAMAGE
    inside = context.left[context.left.rfind("(") :].strip("()")
    if inside.isalpha() and len(inside) <= _MOST_IN_BRACKETS and (len(inside) == 1 or not inside.isupper()):
        return NO_DAMAGE
    return DOUBTFUL if context.left_word_count <= _LONGEST_DATELINE and not context.left_has_credit else TWO_CUES


def after_quote(context: Context) -> tuple[float, int]:
    """The confidence for a capital after a quote that touches both pieces, and how many quotes open there.

    A break is missing where the piece on the left is a heading or a caption: `'First try'Xu`, `Photo: VCG"Throughout`.
    After other text it is doubtful. Apostrophes (`O'Rourke`) are left alone.

    >>> after_quote(Context.between("'First try", "Xu was glad.", "'"))
    (0.92, 0)
    >>> after_quote(Context.between("Photo: VCG", "Throughout the year", '"'))
    (0.92, 1)
    >>> after_quote(Context.between("Dov O", "Rourke left.", "'"))
    (0.0, 0)
    """
    mark = context.marks[-1:]
    if not mark or (len(context.next_word) == 1 and not context.right_has_opener):
        return NO_DAMAGE, 0
    if mark in "'’":
        return _after_single_quote(context), 0
    is_end = context.left_is_heading or context.left_has_credit
    if mark == "“" or (mark == '"' and context.left.count('"') % 2 == 0):
        return (CUE if is_end else DOUBTFUL), 1
    return (STRONG_CUE if is_end else DOUBTFUL), 0


def _after_single_quote(context: Context) -> float:
    """The confidence after a single quote, which ends a heading only if another one opens a quotation in it."""
    word = last_word(context.left)
    if len(word) < _LEAST_WORD or word.casefold() in NEVER_LAST or not context.left_is_heading:
        return NO_DAMAGE
    opened = re.search(r"(?:^|\s)['‘](?=\S)(?!.*\S['’](?:\W|\Z))", context.left)
    return CUE if opened else NO_DAMAGE


HEADING_RULES = {"camel": after_word, "acronym": after_acronym, "digit": after_digit, "bracket": after_bracket}
