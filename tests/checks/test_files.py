"""Checking and fixing one file that has been read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.findings import BODY, news_text

from newsparse import fix
from newsparse.checks.files import check_file, fix_file, refuse_compressed
from newsparse.checks.linter import add_repeats
from newsparse.checks.repeats import RepeatDetector
from newsparse.checks.settings import Settings
from newsparse.checks.source_file import text_source_file
from newsparse.problems import InputError
from newsparse.storage.stores import FileChangedError

DAMAGED = news_text(body="The har\u00adbour.\nIt is over.The rest.\n" + BODY)


def test_nothing_is_fixable_in_a_file_whose_encoding_loses_characters() -> None:
    file = text_source_file(DAMAGED)
    fixes = [
        {x.code: x.fix for x in check_file("a.txt", one, Settings()).findings}
        for one in (file, file._replace(exact=False))
    ]
    assert fixes == [{"N006": "unsafe", "N301": "safe"}, {"N006": "no", "N301": "no"}]


@pytest.mark.parametrize(("unsafe", "codes"), [(False, ["N301"]), (True, ["N006", "N301"])])
def test_a_fixed_file_has_the_findings_that_were_fixed(unsafe: bool, codes: list[str]) -> None:
    fixed = fix_file("a.txt", text_source_file(DAMAGED), Settings(), None, unsafe)
    expected = DAMAGED.replace("over.The", "over.\nThe").replace("\u00ad", "" if unsafe else "\u00ad")
    assert (fixed.changed, fixed.before, fixed.after) == (True, DAMAGED, expected)
    assert fixed.data == expected.encode()
    assert [finding.code for finding in fixed.findings] == codes


def test_the_repair_level_limits_the_fixes_of_bodies() -> None:
    fixed = fix_file("a.txt", text_source_file(DAMAGED), Settings(), "none", False)
    assert (fixed.changed, fixed.findings) == (False, ())


def test_a_compressed_file_is_refused() -> None:
    refuse_compressed("a.txt")
    with pytest.raises(InputError, match="compressed"):
        refuse_compressed("a.txt.gz")


def test_a_repeated_article_is_a_finding_of_the_second_file() -> None:
    repeats = RepeatDetector()
    checked = [check_file(name, text_source_file(DAMAGED), Settings()) for name in ("a.txt", "b.txt")]
    results = [add_repeats(result, repeats, Settings()) for result in checked]
    assert ["N011" in {finding.code for finding in result.findings} for result in results] == [False, True]


def test_a_file_that_cannot_be_written_back_is_refused() -> None:
    with pytest.raises(InputError, match="would change bytes outside the fixes"):
        fix_file("a.txt", text_source_file(DAMAGED)._replace(exact=False), Settings(), None, False)


def test_write_replaces_a_fixed_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    fix(path).write()
    assert path.read_text(encoding="utf-8") == DAMAGED.replace("over.The", "over.\nThe")
    stamp = path.stat().st_ino
    fix(path).write()  # nothing to fix
    assert path.stat().st_ino == stamp


def test_write_keeps_a_file_that_changed_since_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    fixed = fix(path)
    path.write_text("an edit", encoding="utf-8")
    with pytest.raises(FileChangedError):
        fixed.write()
    assert path.read_text(encoding="utf-8") == "an edit"
    path.unlink()
    with pytest.raises(FileNotFoundError):
        fixed.write()
    assert list(tmp_path.iterdir()) == []
