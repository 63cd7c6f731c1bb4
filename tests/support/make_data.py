"""Make the data files of the package and check them: run by `make data`.

Without arguments it makes the word classes, which needs the package textblob, and the weights of the heading model,
which needs the corpus beside the checkout; then it checks all data files. With --check it only checks, which needs
neither network nor corpus.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from support import heading_training, lexicon
from support.paths import PACKAGE

MAKERS = {"word_classes": lexicon.make_word_classes, "heading_weights": heading_training.make_weights}


def data_files(folder: Path = PACKAGE) -> list[Path]:
    """Return the data files of the package. JSON schemas are interfaces, not data."""
    found = [path for suffix in ("txt", "tsv", "json") for path in folder.rglob(f"*.{suffix}")]
    return sorted(path for path in found if not path.name.endswith(".schema.json"))


def problems_of(path: Path) -> list[str]:
    """Return what is wrong with a data file: no origin or licence, duplicates, wrong order."""
    text = path.read_text(encoding="utf-8")
    return list(_problems_of_json(text) if path.suffix == ".json" else _problems_of_text(text))


def _problems_of_json(text: str) -> Iterator[str]:
    """JSON states origin and licence in members; the members of its other objects are sorted."""
    objects: list[list[str]] = []

    def keep(pairs: list[tuple[str, object]]) -> dict[str, object]:
        objects.append([name for name, _ in pairs])
        return dict(pairs)

    content = json.loads(text, object_pairs_hook=keep)
    for statement in ("origin", "licence"):
        if not content.get(statement):
            yield f"no {statement} is stated"
    for names in objects:
        yield from _duplicates(names)
        if names != list(content):
            yield from _disorder(names)


def _problems_of_text(text: str) -> Iterator[str]:
    """Text states origin, licence and order in comments at its beginning; it may have sections in brackets.

    The order is either `sorted`, by code point in each section, or a reason for another one.
    """
    for statement in ("Origin", "Licence", "Order"):
        if f"\n# {statement}: " not in text.partition("\n\n")[0]:
            yield f"no {statement.lower()} is stated"
    sections = sections_of(text)
    yield from _duplicates(name for name, _ in sections)
    for _, entries in sections:
        yield from _duplicates(entries)
        if "\n# Order: sorted" in text:
            yield from _disorder(entries)


def sections_of(text: str) -> list[tuple[str, list[str]]]:
    """Return the names of the sections of `text`, and of each the entries: lines, or words where lines are wrapped."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    is_wrapped = "\n# Entries: words" in text
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            sections.append((line, []))
        elif line and not line.startswith("# "):
            sections[-1][1].extend(line.split() if is_wrapped else [line])
    return sections


def _duplicates(entries: Iterable[str]) -> Iterator[str]:
    return (f"{entry!r} occurs {count} times" for entry, count in Counter(entries).items() if count > 1)


def _disorder(entries: list[str]) -> Iterator[str]:
    return (f"{second!r} stands after {first!r}" for first, second in pairwise(entries) if first > second)


def check() -> None:
    """Check all data files; exit with a list of problems if there are any."""
    problems = [f"{path.relative_to(PACKAGE)}: {problem}" for path in data_files() for problem in problems_of(path)]
    if problems:
        raise SystemExit("\n".join(problems))
    print(f"{len(data_files())} data files are sorted, without duplicates, and state their origin")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"files to make: {', '.join(MAKERS)} (default: all)")
    parser.add_argument("--check", action="store_true", help="only check the data files")
    parser.add_argument("--measure", action="store_true", help="only measure the heading model, on unseen halves")
    parser.add_argument("--errors", action="store_true", help="with --measure: print the errors, too")
    options = parser.parse_args()
    if unknown := set(options.names) - MAKERS.keys():
        parser.error(f"unknown data file: {', '.join(sorted(unknown))}")
    if options.measure:
        heading_training.measure(options.errors)
        return
    if not options.check:
        for name in options.names or MAKERS:
            MAKERS[name]()
    check()


if __name__ == "__main__":
    main()
