"""Findings that tests of several formats report."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reports import ODD

from newsparse.batch import check_paths
from newsparse.checks.linter import CheckResult
from newsparse.checks.settings import Settings


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[CheckResult]:
    """Return the results for a file without findings, two with findings (one is called ODD), and a missing file."""
    monkeypatch.chdir(tmp_path)
    head = "Published Time: 2022-01-11\nTitle: Ferry\nCategory: A\nAuthor: Lena Maur\nText:\n"
    rest = "The harbour office counted forty passengers on the last boat, and nobody was left on the old quay of it.\n"
    Path("good.txt").write_text(head.replace("Ferry", "Bread") + rest, encoding="utf-8")
    Path(ODD).write_text(head + "It is over.The <rest> & 100% [x](y) follows.\n" + rest * 2, encoding="utf-8")
    Path("odd.txt").write_text(
        head.replace("Ferry", "Tea") + "It is over.The rest.\x0b\x01\nIt is over.The rest.\x0b\x01\n" + rest[:-1],
        encoding="utf-8",
    )
    return list(check_paths([(name, None) for name in (ODD, "good.txt", "none.txt", "odd.txt")], Settings()))
