"""Measure the repair of edited articles of another publisher that are damaged here at known positions.

Needs the corpus beside the checkout. The rules were never tuned to these positions: the edited articles were only used
to count false repairs. The articles are not the project's, so nothing of them is stored.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from newsparse.body import repair_body

CLEAN = Path(__file__).parents[3] / "shared" / "corpus" / "clean"
_SENTENCE = re.compile(r"(?<=[a-z0-9)]{2}[.?!]) (?=[A-Z\"])|(?<=[a-z]{2}[.?!]\") (?=[A-Z\"])")


def visible(text: str) -> str:
    """Return `text` without white space."""
    return "".join(text.split())


def starts(lines: Iterable[str]) -> set[int]:
    """Return where lines begin, in visible characters."""
    at, found = 0, set()
    for line in lines:
        found.add(at)
        at += len(visible(line))
    return found


def by_sentence(body: str) -> list[str]:
    """Return the sentences of a body, one per line, as sentence splitters print them."""
    return [sentence for line in body.split("\n") for sentence in _SENTENCE.split(line)]


def slipped(lines: list[str]) -> list[str]:
    """Move seven of ten closing quotes at line ends to the beginning of the next line."""
    generator = random.Random(len(lines))  # noqa: S311 - repeatable, not secret
    lines = list(lines)
    for index in range(len(lines) - 1):
        if re.search(r"[a-z][.?!]\"$", lines[index]) and generator.random() < 0.7:
            lines[index], lines[index + 1] = lines[index][:-1], '"' + lines[index + 1]
    return lines


def measure(name: str, bodies: list[str], damage: Callable[[str], tuple[list[str], str]]) -> None:
    """Print precision and recall of the breaks that `damage` removes; it returns the correct lines and the text."""
    right = wrong = missed = 0
    for body in bodies:
        lines, text = damage(body)
        expected, before = starts(lines), starts(text.split("\n"))
        found = starts(block for _, block in repair_body(text).blocks)
        right += len((expected - before) & found)
        missed += len(expected - before - found)
        wrong += len(found - expected - before)
    print(f"{name:34} {right:6} right {wrong:4} wrong {missed:4} missed; ", end="")
    print(f"precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}")


def main() -> None:
    """Print a line for each kind of damage."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CLEAN.glob("*.txt"))]
    bodies = [re.split(r"^Text:[ \t]*\n?", text, maxsplit=1, flags=re.MULTILINE)[-1] for text in texts]
    bodies = ["\n".join(line.strip() for line in body.split("\n") if line.strip()) for body in bodies]
    measure("paragraphs glued", bodies, lambda body: (body.split("\n"), body.replace("\n", "")))
    measure("sentences glued", bodies, lambda body: (by_sentence(body), "".join(by_sentence(body))))
    measure("closing quotes slipped a line", bodies, lambda b: (by_sentence(b), "\n".join(slipped(by_sentence(b)))))
    false = sum(found.applied for body in bodies for found in repair_body("\n".join(by_sentence(body))).damage)
    print(f"undamaged, one sentence a line: {false} repairs in {sum(map(len, bodies)) / 1e6:.1f} million characters")


if __name__ == "__main__":
    main()
