"""Read tables of test cases: tab-separated files whose first line names the columns."""

from __future__ import annotations

import csv
from pathlib import Path


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
