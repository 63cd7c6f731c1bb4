"""One file that has been read: checked and fixed."""

from __future__ import annotations

import pytest

from newsparse import InputError, Settings
from newsparse.api import Level
from newsparse.checks.files import check_file, fix_file, refuse_compressed, unfixable
from newsparse.checks.linter import Repeats
from newsparse.checks.source_file import layout

DATA = b"Title: A\nText:\nIt left on Friday.The sea was calm.\n"


def test_findings_are_not_fixable_if_the_encoding_loses_characters() -> None:
    file = layout(DATA)
    checked = check_file("a.txt", file, Settings(), Repeats())
    lossy = check_file("a.txt", file._replace(exact=False), Settings(), Repeats())
    assert {finding.fix for finding in checked.findings} == {"safe", "no"}
    assert lossy == unfixable(checked)
    assert {finding.fix for finding in lossy.findings} == {"no"}


def test_a_repeated_article_is_a_finding_of_the_second_file() -> None:
    repeats = Repeats()
    first, second = (check_file(name, layout(DATA), Settings(), repeats) for name in ("a.txt", "b.txt"))
    assert [finding.code for checked in (first, second) for finding in checked.findings].count("N011") == 1


@pytest.mark.parametrize(
    ("repair", "unsafe", "is_fixed"),
    [(None, False, True), (None, True, True), ("safe", False, True), ("none", False, False)],
)
def test_fix_file_makes_the_requested_repairs(repair: Level | None, unsafe: bool, is_fixed: bool) -> None:
    fixed = fix_file("a.txt", layout(DATA), Settings(), repair, unsafe)
    assert (fixed.source, fixed.before, fixed.changed) == ("a.txt", DATA.decode(), is_fixed)
    assert fixed.data == (DATA.replace(b"Friday.The", b"Friday.\nThe") if is_fixed else DATA)
    assert [finding.code for finding in fixed.findings] == ["N301"] * is_fixed


def test_fix_file_refuses_a_file_that_cannot_be_written_back() -> None:
    with pytest.raises(InputError, match="cannot be written back"):
        fix_file("a.txt", layout(DATA)._replace(exact=False), Settings(), None, False)


def test_refuses_compressed_files() -> None:
    refuse_compressed("a.txt")
    for path in ("a.txt.gz", "a.txt.zst"):
        with pytest.raises(InputError, match="compressed"):
            refuse_compressed(path)
