"""Rewrite the snapshot of all texts: run by `make texts`; a person reviews the difference."""

from __future__ import annotations

from support.texts import SNAPSHOT, render
from support.wording import KNOWN, known_problems, problems


def main() -> None:
    """Write the snapshot, remove solved problems from the known ones, and print the new ones."""
    SNAPSHOT.write_text(render(), encoding="utf-8")
    known, found = known_problems(), problems()
    remaining = sorted(known.intersection(found))
    if remaining:
        KNOWN.write_text("".join(f"{problem}\n" for problem in remaining), encoding="utf-8")
    else:
        KNOWN.unlink(missing_ok=True)
    for problem in found:
        if problem not in known:
            print(problem)


if __name__ == "__main__":
    main()
