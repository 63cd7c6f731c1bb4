"""How fast bodies are parsed and repaired, and that the time grows linearly on hostile ones.

Give files or directories to measure on; without any, the seeds, repeated.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import newsparse
from newsparse.body import repair_body

SEEDS = Path(__file__).parents[2] / "seeds" / "valid"
HOSTILE = {
    "dots": ".",
    "quotes": '"',
    "aA": "aA",
    "A.": "A.",
    '."A': '."A',
    "Word.": "Word.",
    "lines of Title:": "\nTitle: x",
    "wordsThe ": "wordsThe ",
}


def seconds(body: str) -> float:
    """Seconds to repair one body."""
    start = time.perf_counter()
    repair_body(body)
    return time.perf_counter() - start


def main() -> None:
    """Print MB/s on news, and seconds a megabyte on hostile bodies of two lengths."""
    paths = [Path(x) for x in sys.argv[1:]] or [SEEDS]
    files = [y for x in paths for y in ([x] if x.is_file() else sorted(x.rglob("*.txt")))]
    texts = [x.read_bytes() for x in files] * (1 if sys.argv[1:] else 100)
    start = time.perf_counter()
    for text in texts:
        newsparse.parse(text)
    taken = time.perf_counter() - start
    print(f"news: {sum(map(len, texts)) / taken / 1e6:.1f} MB/s ({len(texts)} articles)")
    print(f"{'hostile body':18} {'s for 0.5 MB':>14} {'s for 2 MB':>12} {'ratio':>7}")
    for name, unit in HOSTILE.items():
        short, long = (seconds(unit * (size // len(unit))) for size in (500_000, 2_000_000))
        print(f"{name:18} {short:14.2f} {long:12.2f} {long / short:7.1f}")


if __name__ == "__main__":
    main()
