"""Whether a confidence means what it says: of the repairs that are said to be 0.9 sure, how many are right.

Needs the corpus beside the checkout: each repair of the labelled articles is looked up in their labels. An unsure
repair that is not made changes what others see, so all are made here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from newsparse.body import repair_body

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
LABEL = {"break": "B", "space": "S", "move-quote": "M", "join": "J"}
BOUNDS = (0.5, 0.7, 0.85, 0.9, 0.95, 0.97, 1.01)


def main() -> None:
    """Print the table, one row a range of confidence, and by code."""
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    read = ROOT / "tests" / "labels"
    for path in (SHARED / "gold.jsonl", read / "articles.jsonl", read / "read.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = (SHARED / row["file"]).read_text(encoding="utf-8")
            body = re.split(r"^Text:[ \t]*\n?", text, maxsplit=1, flags=re.MULTILINE)[1]
            labels = {at: label for at, label, _ in row["labels"] if label != "H"}
            starts = [0, *(match.end() for match in re.finditer("\n", body))]
            for found in repair_body(body, "all").found:
                at = starts[found.line - 1] + found.column - 1
                label = labels.get(len("".join(body[:at].split())))
                if label == "?":
                    continue
                low = max(bound for bound in BOUNDS if bound <= found.confidence)
                for key in (f"{low:.2f}", found.code):
                    total[key] += 1
                    right[key] += label == LABEL[found.action]
                said[f"{low:.2f}"] += round(found.confidence * 100)
    print(f"{'confidence from':16} {'repairs':>8} {'said':>6} {'right':>6}")
    for key in sorted(total):
        mean = f"{said[key] / total[key] / 100:6.3f}" if key in said else " " * 6
        print(f"{key:16} {total[key]:8} {mean} {right[key] / total[key]:6.3f}")


if __name__ == "__main__":
    main()
