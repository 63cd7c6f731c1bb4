"""Repair plain text without a header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..article import Block, Repair, repairs_of
from ..body import LEVELS, Level, repair_body
from ..formats import detect
from ..text.decoding import decode, decode_keeping_newlines
from ..text.newlines import normalize_newlines
from .options import ReadOptions, check_choice


class RepairedText(NamedTuple):
    """Repaired plain text: the text, its blocks, and the repairs, whose lines count from 1 in the input."""

    text: str
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]


def repair(text: str, *, level: Level = "safe") -> RepairedText:
    """Repair plain text without a header, such as the output of an extractor with one paragraph or sentence per line.

    Only white space and the position of misplaced quotation marks change. Blank lines are kept; if blank lines separate
    all paragraphs, they also separate new ones. Every line end becomes a line feed, and byte-order marks at the
    beginning of lines are dropped.

    Args:
        text: The text to repair.
        level: The repairs to make: those that are certain ("safe"), "all" or "none".

    Raises:
        ValueError: The level is unknown.
        TypeError: The text is not a str.

    >>> repair("It left on Friday.The sea was calm.").text
    'It left on Friday.\\nThe sea was calm.'
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    check_choice("level", level, LEVELS)
    body = normalize_newlines(text)
    repaired = repair_body(body, level)
    blocks = tuple(Block(kind, line) for kind, line in repaired.blocks)
    return RepairedText(_restore_blank_lines(body, repaired.edited), blocks, repairs_of(repaired.damage, 1, 1))


def repair_data(data: bytes, options: ReadOptions) -> Iterator[RepairedText]:
    """Repair the plain text in `data`.

    A text in another format is yielded unchanged, because its line breaks do not separate sentences; then InputError
    N014 is raised.
    """
    text = decode(data, options.encoding, allow_empty=True)
    if found := detect(text):
        raw, _, mark = decode_keeping_newlines(data, options.encoding, "strict")
        yield RepairedText("\ufeff" * bool(mark) + raw, (), ())
        raise found.error()
    yield repair(text, level=options.repair)


def _restore_blank_lines(body: str, repaired: str) -> str:
    """Return `repaired` with blank lines between all paragraphs if `body` has them between all of its own."""
    if "\n\n" not in body or re.search(r"[^\n]\n[^\n]", body):
        return repaired
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "\n\n", repaired)
