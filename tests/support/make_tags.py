"""Make newsparse/body/tags.txt, the words of English and their classes: run by `make words`.

The source is the lexicon of Eric Brill's tagger (MIT licence, 1993 Massachusetts Institute of Technology and
University of Pennsylvania) as the package textblob (MIT licence) carries it. Of each lower-case word only its most
frequent class is kept, one letter. Capitalized words that are not there are names, mostly.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from support.paths import PACKAGE

TARGET = PACKAGE / "body" / "tags.txt"
# Penn Treebank tag -> our letter. V base or present, D past, Z third person, G -ing, P participle.
LETTERS = {
    "JJ": "J", "JJR": "J", "JJS": "J", "VB": "V", "VBP": "V", "VBD": "D", "VBZ": "Z", "VBG": "G", "VBN": "P",
    "RB": "R", "RBR": "R", "RBS": "R", "RP": "R", "IN": "I", "TO": "I", "DT": "T", "PDT": "T", "PRP$": "T",
    "MD": "M", "CC": "C", "PRP": "O", "WP": "Q", "WRB": "Q", "WDT": "Q", "EX": "O", "CD": "#", "NN": "N", "NNS": "N",
}  # fmt: skip


def main() -> None:
    """Write the word list, sorted as its reader needs it."""
    found = find_spec("textblob")
    if found is None or found.origin is None:
        raise SystemExit("textblob is not installed: run `make words`")
    lexicon = (Path(found.origin).parent / "en" / "en-lexicon.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in lexicon.splitlines() if not line.startswith(";;;"))
    words = {row[0]: LETTERS[row[1]] for row in rows if len(row) > 1 and row[0].isascii() and row[0].isalpha()
             and row[0].islower() and row[1] in LETTERS}  # fmt: skip
    TARGET.write_text("".join(f"{word} {words[word]}\n" for word in sorted(words)), encoding="ascii")
    print(f"{len(words)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
