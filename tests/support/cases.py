"""Read tables of test cases: tab-separated files whose first line names the columns."""

from __future__ import annotations

import csv
from pathlib import Path

from support.paths import SHARED


def read_cases(path: Path, *columns: str) -> list[tuple[str, ...]]:
    """Return the given columns of every row of a table; missing values are empty."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))
    if not rows:
        raise ValueError(f"{path} contains no cases")
    return [tuple(row.get(column, "") for column in columns) for row in rows]


def read_all_cases(folder: Path, *columns: str) -> list[tuple[str, ...]]:
    """Return the given columns of the rows of all tables in a folder."""
    tables = sorted(folder.glob("*.tsv"))
    if not tables:
        raise ValueError(f"{folder} contains no tables")
    return [row for path in tables for row in read_cases(path, *columns)]


def read_corpus_table(name: str) -> list[list[str]]:
    """Return the rows of a table of the corpus, without its header line."""
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
