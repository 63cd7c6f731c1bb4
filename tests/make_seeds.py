"""Rewrite what the seeds are expected to give: run by `make seeds`, and the difference is reviewed.

seeds/valid/X.txt has its articles in X.json; seeds/invalid/X.txt has its error there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import newsparse

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


def seeds(folder: str) -> list[Path]:
    """The news files below seeds/`folder`; it is an error if there are none."""
    found = sorted((SEEDS / folder).glob("*.txt"))
    if not found:
        sys.exit(f"no seeds in {SEEDS / folder}")
    return found


def outcome(path: Path) -> Any:
    """What newsparse makes of a seed, as plain data: its articles, or its error."""
    name = path.relative_to(ROOT).as_posix()
    try:
        return [article.as_dict() for article in newsparse.parse(path, name=name)]
    except newsparse.InputError as error:
        return {"code": error.code, "message": error.message, "line": error.line}


def main() -> None:
    """Write the expected outcome beside each seed."""
    for folder in ("valid", "invalid"):
        for path in seeds(folder):
            text = json.dumps(outcome(path), indent=2, ensure_ascii=False) + "\n"
            path.with_suffix(".json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
