"""Word lists of the body repair, read from words.txt, which describes each of them; and the shape of photo credits."""

from __future__ import annotations

from .data_files import parse_sections, read_data

_SECTIONS = parse_sections(read_data("words.txt"))

STRONG_OPENERS = _SECTIONS["sentence openers"]
OPENERS = STRONG_OPENERS | _SECTIONS["openers in names"]
NEVER_LAST = _SECTIONS["never last"]
SPEECH_VERBS = _SECTIONS["speech verbs"]
NEVER_LAST_IN_HEADINGS = NEVER_LAST | SPEECH_VERBS | _SECTIONS["never last in headings"]
NOUNS_BEFORE_NAMES = _SECTIONS["nouns before names"]
NOUNS_BEFORE_LETTERS = _SECTIONS["nouns before letters"]
WORDS_BEFORE_VERBS = _SECTIONS["words before verbs"]
TITLE_WORDS = _SECTIONS["title words"]
QUESTION_WORDS = _SECTIONS["question words"]
WEEKDAY_ABBREVIATIONS = _SECTIONS["abbreviated weekdays"]
MONTHS = _SECTIONS["months"]
DAYS_AND_MONTHS = WEEKDAY_ABBREVIATIONS | _SECTIONS["abbreviated months"]
ABBREVIATIONS = DAYS_AND_MONTHS | _SECTIONS["abbreviations before names"]
ABBREVIATIONS_THAT_ARE_WORDS = _SECTIONS["abbreviations that are words"]
FINAL_ABBREVIATIONS = _SECTIONS["abbreviations at sentence ends"]
ADDRESS_SUFFIXES = _SECTIONS["address suffixes"]
NAMES_WITH_MARK = _SECTIONS["names with a mark"]
LOWER_CASE_NAMES = _SECTIONS["names with a small first letter"]
CREDIT_LABELS = _SECTIONS["credit labels"]
LABELS_BEFORE_COLON = CREDIT_LABELS | _SECTIONS["labels before a colon"]
COUNTRIES = _SECTIONS["country abbreviations"]
NAME_ENDS = _SECTIONS["name ends"]
AGENCIES = _SECTIONS["agencies"]
WORDS_BEFORE_GLUED_TAIL = _SECTIONS["words before a glued tail"]
WORDS_AFTER_NUMBERS = _SECTIONS["words after numbers"]
WORDS_BEFORE_NUMBERS = _SECTIONS["words before numbers"]
ABBREVIATIONS_BEFORE_NUMBERS = _SECTIONS["abbreviations before numbers"]
ABBREVIATIONS_BEFORE_NAMES = _SECTIONS["abbreviated titles"]
ABBREVIATIONS_INSIDE_SENTENCES = _SECTIONS["abbreviations inside sentences"]
WORDS_AFTER_SPEECH_VERBS = _SECTIONS["words after speech verbs"]
SPEECH_VERBS_WITH_OBJECT = _SECTIONS["speech verbs with an object"]
WORDS_AFTER_PREPOSITIONS = _SECTIONS["words after prepositions"]
WORDS_AFTER_NAMES = _SECTIONS["words after names"]
HOST_SUFFIXES = _SECTIONS["host suffixes"]
OPENERS_OF_SAME_SPEAKER = _SECTIONS["openers of the same speaker"]
UNFINISHED_ABBREVIATIONS = ABBREVIATIONS_BEFORE_NUMBERS | ABBREVIATIONS_BEFORE_NAMES | ABBREVIATIONS_INSIDE_SENTENCES

_CREDIT_LINKS = (":", "：", "by", "courtesy")  # words between the label of a credit and a name
_CREDIT_MARKS = (":", " by", "：", " courtesy", " Courtesy")  # the same, as they follow the label in a text
_AGENCY_MARKS = ("©", "REUTERS/", "AP Photo/", "/Getty Images", "Image source,", "Image credit,")
CREDIT_ENDS = tuple(CREDIT_LABELS)  # for `str.endswith`, the fastest test of all labels
_LONGEST_CREDIT = 12  # words
_LONGEST_WORD = 16  # characters, on average in a credit


def ends_in_credit(text: str) -> bool:
    """Whether `text` ends with a photo credit, as most captions do.

    A credit is a label such as `Photo`, a colon or `by`, and names up to the end of the text; or the mark of an
    agency and names. A text that continues with a sentence after the credit is not a caption.

    >>> ends_in_credit("Boats wait at the lock. Photo: Anna Bell/NPA"), ends_in_credit("a photo of him")
    (True, False)
    >>> ends_in_credit("The wall. © Dov Ames/NPA"), ends_in_credit("Photo: NPA. The boats left.")
    (True, False)
    """
    tail = text[-_LONGEST_CREDIT * _LONGEST_WORD :]
    if any(mark in tail and _is_agency_credit(mark, tail) for mark in _AGENCY_MARKS):
        return True
    if not any(mark in tail and _has_label_before(mark, tail) for mark in _CREDIT_MARKS):
        return False  # a cheap test excludes most texts
    return _has_labelled_credit(tail.split()[-_LONGEST_CREDIT:])


def _has_labelled_credit(words: list[str]) -> bool:
    """Whether the last sentence in `words` contains the label of a credit."""
    for index in range(len(words) - 1, -1, -1):
        word = words[index].lstrip("([{-—")
        if _is_credit_label(word, words[index + 1].lower() if index + 1 < len(words) else ""):
            return True
        if index < len(words) - 1 and len(word) > 3 and word.endswith((".", "!", "?", "…", "。")):
            return False
    return False


def _is_credit_label(word: str, following: str) -> bool:
    """Whether a photo credit begins with `word`, before the word `following`.

    A sentence may end in the same word: `Geneva.Photo: Agency`.
    """
    label, colon, _ = word.replace("：", ":").partition(":")
    return _last_letters(label).casefold() in CREDIT_LABELS and (colon != "" or following in _CREDIT_LINKS)


def _is_agency_credit(mark: str, tail: str) -> bool:
    """Whether only names follow the last agency mark: `© Dov Ames/NPA`, `Image source, Getty Images`."""
    names = tail.rpartition(mark)[2].replace("/", " ").split()
    return len(names) < _LONGEST_CREDIT // 2 and all(not name[0].islower() and name[-1] not in ".!?" for name in names)


def _has_label_before(mark: str, tail: str) -> bool:
    """Whether the label of a credit stands directly before any `mark`."""
    pieces = tail.casefold().split(mark)
    pieces.pop()
    return any(piece.rstrip(" \xa0").endswith(CREDIT_ENDS) for piece in pieces)


def _last_letters(word: str) -> str:
    """The letters that `word` ends with."""
    start = len(word)
    while start and word[start - 1].isalpha():
        start -= 1
    return word[start:]
