"""Articles of the corpus, which is beside the checkout and not part of it; skipped if it is missing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.paths import SHARED, TESTS

import newsparse
from newsparse.formats import detect
from newsparse.text.decoding import decode

LABELS = TESTS / "body/labels"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the corpus is not at {SHARED}")


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "newsparse", "parse", "corpus/articles"]
    done = subprocess.run(command, cwd=SHARED, capture_output=True, check=True, text=True, encoding="utf-8")
    articles = [json.loads(line) for line in done.stdout.splitlines()]
    return {article["source"].removeprefix("corpus/"): article for article in articles}


def test_headers_have_the_expected_values(records: dict[str, dict[str, Any]]) -> None:
    lines = (SHARED / "corpus/headers.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(records) == 494
    for expected in map(json.loads, lines):
        file = expected.pop("file")
        assert {key: records[file][key] for key in expected} == expected, file


# Minimum precision and recall on the labelled articles, slightly below the measured values.
MINIMUM = {
    "sentence": (0.998, 0.99),
    "camel": (0.99, 0.8),
    "other": (0.99, 0.97),
    "space": (0.95, 0.75),
    "moved quote": (0.97, 0.93),
    "word space": (0.98, 0.8),
    "wrong line break": (0.9, 0.8),
    "heading kind": (0.9, 0.85),
}
# A third of the other breaks in read.jsonl are in one report with a table of contents.
MINIMUM_OF = {"read": MINIMUM | {"other": (0.99, 0.7)}}
GOLD = [SHARED / "corpus/gold.jsonl", LABELS / "articles.jsonl", LABELS / "read.jsonl"]


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_repairs_of_labelled_articles_reach_the_minimum_precision_and_recall(
    records: dict[str, dict[str, Any]], gold: Path
) -> None:
    lines = "".join(json.dumps({**row, "source": f"corpus/{file}"}) + "\n" for file, row in records.items())
    command = [sys.executable, "tools/score_body.py", str(gold), "--root", "corpus"]
    done = subprocess.run(
        command, cwd=SHARED, input=lines, capture_output=True, check=False, text=True, encoding="utf-8"
    )
    assert " bodies, 0 broken" in done.stdout + done.stderr
    found = re.findall(r"^(\w[\w ]+?) +P ([\d.]+)  R ([\d.]+)", done.stdout, re.MULTILINE)
    scores = {damage: (float(precision), float(recall)) for damage, precision, recall in found}
    minimum = MINIMUM_OF.get(gold.stem, MINIMUM)
    assert scores.keys() == minimum.keys()
    for damage, (precision, recall) in minimum.items():
        assert scores[damage][0] >= precision, damage
        assert scores[damage][1] >= recall, damage


def test_edited_news_is_hardly_changed() -> None:
    files = sorted((SHARED / "corpus/clean").glob("*.txt"))
    assert files
    assert sum(len(article.repairs) for file in files for article in newsparse.parse(file)) <= 7  # reviewed: correct


def native_texts() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every article of the corpus that is not in another format."""
    for path in [*(SHARED / "corpus/articles").rglob("*.txt"), *(SHARED / "corpus/clean").glob("*.txt")]:
        yield path.name, decode(path.read_bytes())
    for path in (SHARED / "corpus/publishers").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if text := json.loads(line).get("text"):
                yield json.loads(line)["id"], text


def test_articles_are_not_detected_as_another_format() -> None:
    texts = list(native_texts())
    assert len(texts) >= 494 + 896 + 2335
    header = "Published Time: 2022-01-11\nTitle: Ferry returns\nAuthor: Lena Maur\n"
    for above in ("", header + "Text:\n", header + "\n"):
        assert [name for name, text in texts if detect(above + text)] == []


def test_first_reported_file_is_parsed_and_repaired_completely() -> None:
    (file,) = (SHARED / "seeds").glob("*.txt")
    (article,) = newsparse.parse(file)
    assert (article.published_time, article.categories, article.byline) == (
        "2022-01-11",
        ("CHINA", "DIPLOMACY"),
        "Wang Qi",
    )
    assert article.author_description is not None
    assert "; a captive" in article.author_description
    for start in (
        "Prior to the meeting",
        "In two talks with Putin",
        "Russia has expressed",
        "On the same day",
        "Zhang said",
    ):
        assert any(block.text.startswith(start) for block in article.body), start
    headings = [block.text for block in article.body if block.kind == "heading"]
    assert headings == ["Pressure and counterattack", "Stabilizer & destructor"]
    text = "\n".join(block.text for block in article.body)
    assert "an expert from the Institute" in text
    assert "other countries' systems\nSome experts said" in text
