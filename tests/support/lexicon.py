"""Make newsparse/body/word_classes.txt: English words and the class of each.

The source is the lexicon of Eric Brill's tagger (MIT licence, 1993 Massachusetts Institute of Technology and
University of Pennsylvania) as the package textblob (MIT licence) carries it. Each lower-case word keeps its most
frequent class only, as one letter. Capitalized words that are missing are mostly names.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from support.paths import PACKAGE

TARGET = PACKAGE / "body" / "word_classes.txt"
# Our letter -> tags of the Penn Treebank.
CLASSES = {
    "J": "JJ JJR JJS",  # adjective
    "V": "VB VBP",  # verb, base form or present
    "D": "VBD",  # verb, past tense
    "Z": "VBZ",  # verb, third person
    "G": "VBG",  # -ing form
    "P": "VBN",  # participle
    "R": "RB RBR RBS RP",  # adverb
    "I": "IN TO",  # preposition
    "T": "DT PDT PRP$",  # determiner
    "M": "MD",  # modal verb
    "C": "CC",  # conjunction
    "O": "PRP EX",  # pronoun
    "Q": "WP WRB WDT",  # question word
    "#": "CD",  # number
    "N": "NN NNS",  # noun
}
LETTERS = {tag: letter for letter, tags in CLASSES.items() for tag in tags.split()}


def parse_lexicon(lexicon: str) -> dict[str, str]:
    """Return the class of each lower-case word of a lexicon, whose lines hold a word and its tags, by frequency."""
    classes = {}
    for line in lexicon.splitlines():
        fields = line.split()
        if len(fields) < 2 or line.startswith(";;;"):
            continue
        word, tag = fields[:2]
        if word.isascii() and word.isalpha() and word.islower() and tag in LETTERS:
            classes[word] = LETTERS[tag]
    return classes


def make_word_classes() -> None:
    """Write the words in sorted order below the header of the file, which is kept."""
    found = find_spec("textblob")
    if found is None or found.origin is None:
        raise SystemExit("textblob is not installed: pip install textblob==0.20.1")
    classes = parse_lexicon((Path(found.origin).parent / "en" / "en-lexicon.txt").read_text(encoding="utf-8"))
    header = TARGET.read_text(encoding="ascii").partition("\n\n")[0]
    lines = "".join(f"{word} {classes[word]}\n" for word in sorted(classes))
    TARGET.write_text(f"{header}\n\n{lines}", encoding="ascii")
    print(f"{TARGET.name}: {len(classes)} words, {TARGET.stat().st_size} bytes")
