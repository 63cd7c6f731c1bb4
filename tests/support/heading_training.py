"""Train the model of headings that a space joins to the text after them: newsparse/body/heading_weights.json.

The positive samples are the labelled positions (tests/body/labels, and the corpus's gold.jsonl and
joined_by_space.jsonl) and headings found without the model, put before beginnings of other paragraphs. The negative
ones are all other capitals near the beginning of a block or sentence of the corpus. The file holds only weights of
words and shapes, no text. The training is deterministic and needs no library.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import exp
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from support.paths import PACKAGE, SHARED, TESTS

from newsparse.body import heading_model, joined_headings, repair_body
from newsparse.body.words import ends_in_credit

CORPUS = SHARED / "corpus"
LABELS = TESTS / "body" / "labels"
TARGET = PACKAGE / "body" / "heading_weights.json"
ORIGIN = "trained by tests/support/make_data.py on labelled news articles; weights of words and shapes, no text"
ROUNDS, RATE, DECAY, SEED = 30, 0.1, 1e-5, 7
PARAGRAPHS_PER_HEADING = 10  # before which each heading is put to make samples
LEAST_WEIGHT = 0.05
LEAST_FILES = 6  # in which a feature must occur, so that the model does not learn single articles
LABELLED_WEIGHT = 10.0  # of a labelled position; a made one has the weight 1


class Sample(NamedTuple):
    """A gap between two words and whether a heading ends there."""

    features: list[str]
    is_break: bool
    weight: float
    file: str  # "+" is added for made samples
    words: list[str]
    gap: int  # index of the word after it
    evidence: float  # from the block before, as the logarithm of odds


def visible(text: str) -> int:
    """Return the number of characters of `text` that are not white space."""
    return len("".join(text.split()).replace("\u200b", "").replace("\ufeff", ""))


def labelled_breaks() -> dict[str, set[int]]:
    """Return the offsets in visible characters at which a block begins after a space, by file."""
    breaks: dict[str, set[int]] = defaultdict(set)
    for path in (CORPUS / "gold.jsonl", LABELS / "articles.jsonl", LABELS / "read.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            breaks[row["file"]].update(at for at, label, kind in row["labels"] if label in "B?" and kind == "space")
    for line in (CORPUS / "joined_by_space.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        breaks[row["file"]].add(row["position"])
    return breaks


def body_of(path: Path) -> str:
    """Return the text of a file below its header."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return re.split(r"^Text:[ \t]*\n?", text, maxsplit=1, flags=re.MULTILINE)[-1]


def samples_of(block: str, file: str, breaks: Iterable[int], weight: float, evidence: float = 0.0) -> Iterator[Sample]:
    """Yield the samples of one block.

    `breaks` are offsets in its visible characters, `weight` is that of a positive sample.
    """
    words = joined_headings.first_words(block, 0, len(block))
    for index in joined_headings.heading_ends(words):
        is_break = visible("".join(words[:index])) in breaks
        names = heading_model.features(words, index)
        yield Sample(names, is_break, weight if is_break else 1.0, file, words, index, evidence)
        if is_break:
            return


class Data:
    """The samples, and the headings and beginnings of paragraphs from which more are made, each with its file."""

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self.headings: list[tuple[str, str]] = []
        self.openings: list[tuple[str, str]] = []

    def add_article(self, file: str, body: str, breaks: set[int]) -> None:
        """Add an article of the corpus, in which blocks begin at `breaks` after a space."""
        at, previous = 0, ""
        blocks = repair_body(body).blocks
        for (kind, block), following in zip(blocks, [*blocks[1:], ("", "")], strict=True):
            inside = {offset - at for offset in breaks}
            self.samples += samples_of(block, file, inside, LABELLED_WEIGHT, joined_headings.evidence_before(previous))
            previous = block
            if kind == "heading" and len(following[1]) > 60 and not block.endswith("?"):
                self.headings.append((file, block))
            words = joined_headings.first_words(block, 0, len(block))
            for cut in range(1, len(words)):
                heading = " ".join(words[:cut])
                if visible(heading) in inside and not ends_in_credit(heading):
                    self.headings.append((file, heading))
            self.add_opening(file, block)
            at += visible(block)

    def add_opening(self, file: str, block: str) -> None:
        """Add the beginning of a block that is long enough to be a paragraph."""
        if len(block) > 90 and block[0].isupper():
            self.openings.append((file, block))

    def add_edited(self, file: str, body: str) -> None:
        """Add an edited article, in which no sentence holds a heading."""
        for line in body.split("\n"):
            for sentence in re.split(r"(?<=[a-z]{2}[.!?]) (?=[A-Z\"])", line):
                self.samples += samples_of(sentence, file, (), 1.0)
                self.add_opening(file, sentence)

    def mix(self) -> None:
        """Add made samples: each heading, before beginnings of paragraphs of the same half of the files."""
        generator = random.Random(SEED)  # noqa: S311 - repeatable, not secret
        halves = [[x for x in self.openings if is_first(x[0]) == half] for half in (False, True)]
        for file, heading in sorted(set(self.headings)):
            for _ in range(PARAGRAPHS_PER_HEADING):
                _, opening = generator.choice(halves[is_first(file)])
                self.samples += samples_of(f"{heading} {opening}", file + "+", {visible(heading)}, 1.0)


def all_samples() -> list[Sample]:
    """Return the samples for training and measurement. The blocks are read without the model."""
    data, breaks = Data(), labelled_breaks()
    with patch.object(heading_model, "load_weights", lambda: {"bias": -30.0}):
        for path in sorted((CORPUS / "articles").rglob("*.txt")):
            file = path.relative_to(CORPUS).as_posix()
            data.add_article(file, body_of(path), breaks[file])
        for path in sorted((CORPUS / "clean").glob("*.txt")):
            data.add_edited(path.relative_to(CORPUS).as_posix(), body_of(path))
    data.mix()
    return data.samples


def is_first(file: str) -> bool:
    """Whether a file belongs to the first half of the data."""
    return zlib.crc32(file.rstrip("+").encode()) % 2 == 0


def train(samples: list[Sample]) -> dict[str, float]:
    """Return weights by logistic regression: stochastic gradient descent with decay of the weights."""
    counts = Counter(name for name, _ in {(name, x.file) for x in samples for name in x.features})
    rows = [([name for name in x.features if counts[name] >= LEAST_FILES], x.is_break, x.weight) for x in samples]
    weights: dict[str, float] = defaultdict(float)
    generator = random.Random(SEED)  # noqa: S311
    for turn in range(ROUNDS):
        generator.shuffle(rows)
        rate = RATE / (1 + turn * 0.2)
        for names, is_break, weight in rows:
            score = sum(weights[name] for name in names)
            step = rate * weight * (is_break - 1 / (1 + exp(-max(-30.0, min(30.0, score)))))
            if abs(step) > 1e-4:
                for name in names:
                    weights[name] += step - DECAY * weights[name]
    return {name: round(value, 2) for name, value in sorted(weights.items()) if abs(value) >= LEAST_WEIGHT}


def scored(samples: list[Sample], weights: dict[str, float]) -> list[tuple[float, Sample]]:
    """Return each sample with its confidence by the model with these `weights`."""
    with patch.object(heading_model, "load_weights", lambda: weights):
        return [(heading_model.heading_confidence(x.words, x.gap, x.evidence), x) for x in samples]


def report(samples: list[Sample], weights: dict[str, float]) -> None:
    """Print the number of right, wrong and missed breaks at each level of confidence."""
    rows = scored(samples, weights)
    groups = {
        "labelled": [row for row in rows if row[1].file.startswith("a") and not row[1].file.endswith("+")],
        "made": [row for row in rows if row[1].file.endswith("+")],
        "clean": [row for row in rows if row[1].file.startswith("clean")],
    }
    for name, group in groups.items():
        for level in (0.5, 0.7, 0.9, 0.95):
            right = sum(x.is_break for confidence, x in group if confidence >= level)
            wrong = sum(not x.is_break for confidence, x in group if confidence >= level)
            missed = sum(x.is_break for confidence, x in group if confidence < level)
            print(f"{name:9} at {level}: right {right:5} wrong {wrong:4} missed {missed:4} of {len(group)}")


def report_errors(samples: list[Sample], weights: dict[str, float]) -> None:
    """Print the wrong and the missed breaks, by confidence."""
    for confidence, x in sorted(scored(samples, weights), reverse=True):
        wrong, missed = confidence >= 0.5 and not x.is_break, confidence < 0.9 and x.is_break
        if wrong or (missed and not x.file.endswith("+")):
            shown = " ".join(x.words[: x.gap]) + " | " + " ".join(x.words[x.gap : x.gap + 5])
            print(f"{confidence:.2f} {'missed' if missed else 'wrong '} {x.file[-40:]:40} {shown}")


def measure(show_errors: bool) -> None:
    """Train on each half of the files and report on the other one; nothing is written."""
    samples = all_samples()
    for half in (True, False):
        weights = train([x for x in samples if is_first(x.file) == half])
        others = [x for x in samples if is_first(x.file) != half]
        report(others, weights)
        if show_errors:
            report_errors(others, weights)


def make_weights() -> None:
    """Train on all files and write the weights, in sorted order, with their origin."""
    if not CORPUS.is_dir():
        raise SystemExit(f"no corpus at {CORPUS}")
    weights = train(all_samples())
    content = {"origin": ORIGIN, "licence": "MIT, as newsparse", "weights": weights}
    TARGET.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(weights)} weights, {TARGET.stat().st_size} bytes")
