"""Measure the speed of parsing and repair, and the growth of the time on hostile bodies.

Arguments are files or directories; default: the corpus beside the checkout, else the seeds, repeated. Sentence
splitters that `make bench` installs split the same texts in the same run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import newsparse
from newsparse.body import repair_body

SEEDS = Path(__file__).parents[2] / "seeds" / "valid"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "articles"
HOSTILE = {
    "dots": ".",
    "quotes": '"',
    "aA": "aA",
    "A.": "A.",
    '."A': '."A',
    "Word.": "Word.",
    "lines of Title:": "\nTitle: x",
    "wordsThe ": "wordsThe ",
    "quote a line": '\n"a',
    "credits": "Photo: VCG The boats are there ",
    "spaces": " ",
    "line feeds": "\n",
    "xx:Xx": "xx:Xx",
}


def seconds(body: str) -> float:
    """Return the seconds to repair one body."""
    start = time.perf_counter()
    repair_body(body)
    return time.perf_counter() - start


def splitters() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Yield the installed sentence splitters with their names."""
    try:
        import blingfire

        yield "blingfire, sentences", blingfire.text_to_sentences
    except ImportError:
        print("blingfire is not installed")
    try:
        import syntok.segmenter

        yield "syntok, sentences", lambda text: [list(paragraph) for paragraph in syntok.segmenter.process(text)]
    except ImportError:
        print("syntok is not installed")


def speed(texts: list[bytes], work: Callable[[str], object]) -> float:
    """Return megabytes per second, the best of three rounds over all texts."""
    best = 0.0
    decoded = [text.decode("utf-8", "replace") for text in texts]
    for _ in range(3):
        start = time.perf_counter()
        for text in decoded:
            work(text)
        best = max(best, sum(map(len, texts)) / (time.perf_counter() - start) / 1e6)
    return best


def main() -> None:
    """Print MB/s on news compared with sentence splitters, and seconds on hostile bodies of two lengths."""
    paths = [Path(x) for x in sys.argv[1:]] or [CORPUS if CORPUS.is_dir() else SEEDS]
    files = [y for x in paths for y in ([x] if x.is_file() else sorted(x.rglob("*.txt")))]
    texts = [x.read_bytes() for x in files] * (1 if len(files) > 100 else 20)
    ours = speed(texts, newsparse.parse)
    print(f"{'newsparse, parse and repair':28} {ours:6.1f} MB/s ({len(texts)} articles)")
    for name, work in splitters():
        theirs = speed(texts, work)
        print(f"{name:28} {theirs:6.1f} MB/s; newsparse is {ours / theirs:.1f} times as fast")
    print(f"{'hostile body':18} {'s for 0.1 MB':>14} {'s for 0.4 MB':>12} {'ratio':>7}")
    for name, unit in HOSTILE.items():
        short, long = (seconds(unit * (size // len(unit))) for size in (100_000, 400_000))
        print(f"{name:18} {short:14.2f} {long:12.2f} {long / short:7.1f}")


if __name__ == "__main__":
    main()
