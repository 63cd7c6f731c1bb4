"""The real files, where they are at hand: beside the checkout, never in it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsparse

SHARED = Path(__file__).parents[2] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the corpus is not at {SHARED}")


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "newsparse", "parse", "corpus/articles"]
    done = subprocess.run(command, cwd=SHARED, capture_output=True, check=True, text=True, encoding="utf-8")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["source"].removeprefix("corpus/"): row for row in rows}


def test_headers(records: dict[str, dict[str, Any]]) -> None:
    rows = [json.loads(line) for line in (SHARED / "corpus/headers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len(records) == 494
    for row in rows:
        file = row.pop("file")
        assert {key: records[file][key] for key in row} == row, file


def test_gold(records: dict[str, dict[str, Any]]) -> None:
    lines = "".join(json.dumps({**row, "source": f"corpus/{file}"}) + "\n" for file, row in records.items())
    command = [sys.executable, "tools/score_body.py", "corpus/gold.jsonl", "--root", "corpus"]
    done = subprocess.run(
        command, cwd=SHARED, input=lines, capture_output=True, check=False, text=True, encoding="utf-8"
    )
    assert "55 bodies, 0 broken" in done.stdout + done.stderr
    scores = dict(re.findall(r"^(\w+) +P ([\d.]+  R [\d.]+)", done.stdout, re.MULTILINE))
    for kind, least in {"sentence": (0.99, 0.98), "camel": (0.95, 0.9)}.items():
        precision, recall = map(float, scores[kind].split("  R "))
        assert (precision >= least[0], recall >= least[1]) == (True, True), scores


def test_edited_news_is_left_alone() -> None:
    files = sorted((SHARED / "corpus/clean").glob("*.txt"))
    assert files
    assert sum(len(article.repairs) for file in files for article in newsparse.parse(file)) <= 5


def test_the_file_that_started_it() -> None:
    (file,) = (SHARED / "seeds").glob("*.txt")
    (article,) = newsparse.parse(file)
    assert (article.published_time, article.categories, article.byline) == (
        "2022-01-11",
        ("CHINA", "DIPLOMACY"),
        "Wang Qi",
    )
    assert article.author_description is not None
    assert "; a captive" in article.author_description
    starts = (
        "Prior to the meeting",
        "In two talks with Putin",
        "Russia has expressed",
        "On the same day",
        "Zhang said",
    )
    assert [start for start in starts if not any(block.text.startswith(start) for block in article.body)] == []
    assert newsparse.Block("heading", "Pressure and counterattack") in article.body
