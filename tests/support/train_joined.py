"""Train the model of headings that a space joins to the text after them: run by `make train`.

The data are the labelled places (tests/labels, and the corpus's gold.jsonl and joined_by_space.jsonl), headings
that are found without the model, put before beginnings of other paragraphs, and, as places where nothing is to be
done, all other capitals near the beginning of a block or sentence of the corpus. Only weights of words and shapes
are kept, no text. Deterministic, pure Python. With --check half of the files is trained on and the other measured.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import exp
from pathlib import Path

from support.paths import ROOT

from newsparse.body import heading_model, joined_headings, repair_body
from newsparse.body.words import ends_in_credit

SHARED = ROOT.parent / "shared" / "corpus"
LABELS = ROOT / "tests" / "labels"
TARGET = ROOT / "newsparse" / "body" / "joined.json"
ROUNDS, RATE, DECAY, SEED = 30, 0.1, 1e-5, 7
MIXED = 10  # how many paragraphs each heading is put before
LEAST_WEIGHT = 0.05
LEAST_FILES = 6  # a feature of fewer files would be learned by heart
REAL = 10.0  # what a labelled place counts, beside one that is made

Sample = tuple[
    list[str], bool, float, str, list[str], int, float
]  # features, is a break, weight, file, words, index, before


def visible(text: str) -> int:
    """How many characters of `text` are not white space."""
    return len("".join(text.split()).replace("\u200b", "").replace("\ufeff", ""))


def labelled() -> dict[str, set[int]]:
    """The positions at which a block begins after a space, by file."""
    places: dict[str, set[int]] = defaultdict(set)
    for path in (SHARED / "gold.jsonl", LABELS / "articles.jsonl", LABELS / "read.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            places[row["file"]].update(at for at, label, kind in row["labels"] if label in "B?" and kind == "space")
    for line in (SHARED / "joined_by_space.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places[row["file"]].add(row["position"])
    return places


def body_of(path: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="replace")
    return re.split(r"^Text:[ \t]*\n?", text, maxsplit=1, flags=re.MULTILINE)[-1]


def samples_of(block: str, file: str, breaks: Iterable[int], weight: float, before: float = 0.0) -> Iterator[Sample]:
    """The candidates of one block; `breaks` are offsets in its visible characters, `before` what stands before says."""
    words = joined_headings.first_words(block, 0, len(block))
    for index in joined_headings.ends_of(words):
        is_break = visible("".join(words[:index])) in breaks
        yield heading_model.features(words, index), is_break, (weight if is_break else 1.0), file, words, index, before
        if is_break:
            return


class Data:
    """The samples, and the headings and beginnings of paragraphs that more are made from, each with its file."""

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self.headings: list[tuple[str, str]] = []
        self.openings: list[tuple[str, str]] = []

    def add_article(self, file: str, body: str, places: set[int]) -> None:
        """An article of the corpus; blocks begin at `places` after a space."""
        at, previous = 0, ""
        blocks = repair_body(body).blocks
        for (kind, block), following in zip(blocks, [*blocks[1:], ("", "")], strict=True):
            breaks = {place - at for place in places}
            self.samples += samples_of(block, file, breaks, REAL, joined_headings.likelihood(previous))
            previous = block
            if kind == "heading" and len(following[1]) > 60 and not block.endswith("?"):
                self.headings.append((file, block))
            words = joined_headings.first_words(block, 0, len(block))
            for cut in range(1, len(words)):
                heading = " ".join(words[:cut])
                if visible(heading) in breaks and not ends_in_credit(heading):
                    self.headings.append((file, heading))
            self.add_opening(file, block)
            at += visible(block)

    def add_opening(self, file: str, block: str) -> None:
        """A block that is long enough to be a paragraph."""
        if len(block) > 90 and block[0].isupper():
            self.openings.append((file, block))

    def add_edited(self, file: str, body: str) -> None:
        """An edited article: no sentence of it holds a heading."""
        for line in body.split("\n"):
            for sentence in re.split(r"(?<=[a-z]{2}[.!?]) (?=[A-Z\"])", line):
                self.samples += samples_of(sentence, file, (), 1.0)
                self.add_opening(file, sentence)

    def mix(self) -> None:
        """Put each heading before beginnings of paragraphs of the same half of the files."""
        chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
        halves = [[x for x in self.openings if is_first(x[0]) == half] for half in (False, True)]
        for file, heading in sorted(set(self.headings)):
            for _ in range(MIXED):
                _, opening = chance.choice(halves[is_first(file)])
                self.samples += samples_of(f"{heading} {opening}", file + "+", {visible(heading)}, 1.0)


def all_samples() -> list[Sample]:
    """What is trained on and measured."""
    data, places = Data(), labelled()
    for path in sorted((SHARED / "articles").rglob("*.txt")):
        file = path.relative_to(SHARED).as_posix()
        data.add_article(file, body_of(path), places[file])
    for path in sorted((SHARED / "clean").glob("*.txt")):
        data.add_edited(path.relative_to(SHARED).as_posix(), body_of(path))
    data.mix()
    return data.samples


def is_first(file: str) -> bool:
    """Which half of the data a file belongs to."""
    return zlib.crc32(file.rstrip("+").encode()) % 2 == 0


def train(samples: list[Sample]) -> dict[str, float]:
    """Weights by logistic regression: stochastic gradient descent, weights decay."""
    counts = Counter(name for name, _ in {(name, file) for names, _, _, file, *_ in samples for name in names})
    rows = [([n for n in names if counts[n] >= LEAST_FILES], y, w) for names, y, w, *_ in samples]
    weights: dict[str, float] = defaultdict(float)
    chance = random.Random(SEED)  # noqa: S311
    for turn in range(ROUNDS):
        chance.shuffle(rows)
        rate = RATE / (1 + turn * 0.2)
        for names, y, w in rows:
            score = sum(weights[name] for name in names)
            step = rate * w * (y - 1 / (1 + exp(-max(-30.0, min(30.0, score)))))
            if abs(step) > 1e-4:
                for name in names:
                    weights[name] += step - DECAY * weights[name]
    return {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT}


def report(samples: list[Sample], weights: dict[str, float], show: bool) -> None:
    """Print precision and recall at each level of confidence, and the worst errors."""
    scored = []
    vars(heading_model)["_weights"] = lambda: weights
    for _, y, _, file, words, index, before in samples:
        shown = " ".join(words[:index]) + " | " + " ".join(words[index : index + 5])
        scored.append((heading_model.certainty(words, index, before), y, file, shown))
    for name, rows in (
        ("labelled", [x for x in scored if not x[2].endswith("+") and x[2].startswith("a")]),
        ("made", [x for x in scored if x[2].endswith("+")]),
        ("clean", [x for x in scored if x[2].startswith("clean")]),
    ):
        for level in (0.5, 0.7, 0.9, 0.95):
            good = sum(y for p, y, *_ in rows if p >= level)
            bad = sum(not y for p, y, *_ in rows if p >= level)
            missed = sum(y for p, y, *_ in rows if p < level)
            print(f"{name:9} at {level}: right {good:5} wrong {bad:4} missed {missed:4} of {len(rows)}")
    if show:
        for p, y, file, shown in sorted(scored, reverse=True):
            if (p >= 0.5 and not y) or (p < 0.9 and y and not file.endswith("+")):
                print(f"{p:.2f} {'missed' if y else 'wrong '} {file[-40:]:40} {shown}")


def main() -> None:
    """Train on all data and write the weights; or on half, and say how it does on the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="train on half, measure on the other, write nothing")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    vars(heading_model)["_weights"] = lambda: {"bias": -30.0}  # the blocks are read without the model
    samples = all_samples()
    if options.check:
        for half in (True, False):
            weights = train([x for x in samples if is_first(x[3]) == half])
            report([x for x in samples if is_first(x[3]) != half], weights, options.show)
        return
    weights = train(samples)
    report(samples, weights, options.show)
    TARGET.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
