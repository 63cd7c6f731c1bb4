"""Lists of repairs and problems."""

from __future__ import annotations

import newsparse
from newsparse import ErrorRecord
from newsparse.reports.repair_list import repair_list


def test_repairs_and_problems_are_listed() -> None:
    (article,) = newsparse.parse("Title: Ferry\x1b\nText:\nIt is over.The rest went home.\n", name="a.txt")
    pieces = list(repair_list(article))
    lines = "".join(text for _, text in pieces).splitlines()
    assert lines[0] == "a.txt, article 1: Ferry\u241b"
    assert lines[1].startswith("  3:12  N301 glued-sentence: ")
    assert lines[2:4] == ["      - ⏎It is over.The rest went home.⏎", "      + ⏎It is over.⏎The rest went home.⏎"]
    assert lines[-1].startswith("  1 repair, ")
    assert {style for style, _ in pieces} == {"title", "position", "note", "removed", "added", ""}


def test_error_record_has_no_repairs_or_problems() -> None:
    assert list(repair_list(ErrorRecord("a.txt", "N001", "no such file", None))) == []
