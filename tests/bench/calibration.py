"""Measure how often the repairs of each band of confidence are correct.

Compares every repair of the labelled articles with their labels; needs the corpus beside the checkout. Applies all
repairs, because a repair that is not applied changes what the following ones see.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsparse.body import confidence, repair_body

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
LABELS = ROOT / "tests" / "body" / "labels"
LABEL_FILES = (SHARED / "gold.jsonl", LABELS / "articles.jsonl", LABELS / "read.jsonl")
LABEL_OF = {"break": "B", "space": "S", "move-quote": "M", "join": "J"}
NO_BANDS = ("SAFE_THRESHOLD", "REPORT_THRESHOLD", "JOINED_MODEL_MAXIMUM", "GLUED_MODEL_MAXIMUM")
BANDS = {value: name for name, value in vars(confidence).items() if name.isupper() and name not in NO_BANDS}
MODEL = "heading model"


def labelled_bodies() -> Iterator[tuple[str, dict[int, str]]]:
    """Each labelled body, and its labels by the number of characters other than white space before them."""
    for path in LABEL_FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = (SHARED / row["file"]).read_text(encoding="utf-8")
            body = re.split(r"^Text:[ \t]*\n?", text, maxsplit=1, flags=re.MULTILINE)[1]
            yield body, {at: label for at, label, _ in row["labels"] if label != "H"}


def main() -> None:
    """Print how many repairs each band and each code has, and the share of correct ones."""
    total: Counter[str] = Counter()
    correct: Counter[str] = Counter()
    for body, labels in labelled_bodies():
        starts = [0, *(match.end() for match in re.finditer("\n", body))]
        for found in repair_body(body, "all").damage:
            offset = starts[found.line - 1] + found.column - 1
            label = labels.get(len("".join(body[:offset].split())))
            if label == "?":
                continue  # the annotators could not decide
            band = MODEL if found.code == "N305" else BANDS.get(found.confidence, MODEL)
            for key in (band, found.code):
                total[key] += 1
                correct[key] += label == LABEL_OF[found.action]
    print(f"{'band or code':16} {'value':>5} {'repairs':>8} {'correct':>8}")
    values = {name: value for value, name in BANDS.items()}
    for key in sorted(total, key=lambda key: (-values.get(key, 0), key)):
        value = f"{values[key]:.2f}" if key in values else ""
        print(f"{key:16} {value:>5} {total[key]:8} {correct[key] / total[key]:8.3f}")


if __name__ == "__main__":
    main()
