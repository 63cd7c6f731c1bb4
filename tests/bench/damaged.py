"""How repair does on edited articles of another publisher, damaged here at known places.

Needs the corpus beside the checkout. The rules were never tuned to these places: the edited articles served only to
count false repairs. Sentences of the articles are not the project's; nothing of them is kept.
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
    """`text` without white space."""
    return "".join(text.split())


def starts(lines: Iterable[str]) -> set[int]:
    """Where lines begin, in visible characters."""
    at, found = 0, set()
    for line in lines:
        found.add(at)
        at += len(visible(line))
    return found


def by_sentence(body: str) -> list[str]:
    """One sentence a line, as a splitter prints them."""
    return [sentence for line in body.split("\n") for sentence in _SENTENCE.split(line)]


def slipped(lines: list[str]) -> list[str]:
    """Seven of ten closing quotes at line ends moved to the next line's beginning."""
    chance = random.Random(len(lines))  # noqa: S311 - repeatable, not secret
    lines = list(lines)
    for index in range(len(lines) - 1):
        if re.search(r"[a-z][.?!]\"$", lines[index]) and chance.random() < 0.7:
            lines[index], lines[index + 1] = lines[index][:-1], '"' + lines[index + 1]
    return lines


def measure(name: str, bodies: list[str], damage: Callable[[str], tuple[list[str], str]]) -> None:
    """Print precision and recall of the breaks that `damage` takes away; it gives the right lines, and the text."""
    right = wrong = missed = 0
    for body in bodies:
        lines, text = damage(body)
        want, before = starts(lines), starts(text.split("\n"))
        got = starts(block for _, block in repair_body(text).blocks)
        right += len((want - before) & got)
        missed += len(want - before - got)
        wrong += len(got - want - before)
    print(f"{name:34} {right:6} right {wrong:4} wrong {missed:4} missed; ", end="")
    print(f"precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}")


def main() -> None:
    """Print a row for each kind of damage."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CLEAN.glob("*.txt"))]
    bodies = [re.split(r"^Text:[ \t]*\n?", text, maxsplit=1, flags=re.MULTILINE)[-1] for text in texts]
    bodies = ["\n".join(line.strip() for line in body.split("\n") if line.strip()) for body in bodies]
    measure("paragraphs glued", bodies, lambda body: (body.split("\n"), body.replace("\n", "")))
    measure("sentences glued", bodies, lambda body: (by_sentence(body), "".join(by_sentence(body))))
    measure("closing quotes slipped a line", bodies, lambda b: (by_sentence(b), "\n".join(slipped(by_sentence(b)))))
    false = sum(found.applied for body in bodies for found in repair_body("\n".join(by_sentence(body))).found)
    print(f"undamaged, one sentence a line: {false} repairs in {sum(map(len, bodies)) / 1e6:.1f} million characters")


if __name__ == "__main__":
    main()
