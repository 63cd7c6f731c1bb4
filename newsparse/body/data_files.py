"""Readers of the data files in this folder.

`words.txt` holds word lists, `word_classes.txt` the classes of English words, `heading_weights.json` the weights
of the heading model. Each file states its origin and its licence; `make data` makes the last two.
"""

from __future__ import annotations

import os


def read_data(name: str) -> str:
    """Return the text of the data file `name`.

    >>> read_data("words.txt").startswith("# Word lists")
    True
    """
    # pathlib would add several milliseconds to the start of every command.
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def parse_sections(text: str) -> dict[str, frozenset[str]]:
    r"""Return the word lists of `text` by name.

    A section begins with a line that holds its name in brackets and with lines of comments that begin with `#`; all
    other words belong to it.

    >>> sections = parse_sections("# Origin: ours.\n\n[colours]\n# Of boats.\nblue red\n")
    >>> sorted(sections["colours"])
    ['blue', 'red']
    """
    sections = {}
    for section in text.split("\n[")[1:]:
        name, _, content = section.partition("]\n")
        while content.startswith("#"):
            content = content.partition("\n")[2]
        sections[name] = frozenset(content.split())
    return sections
