"""Rewrite the expected output of the seeds: run by `make seeds`; a person reviews the difference.

The articles of seeds/valid/X.txt are in X.json. The articles or the error of seeds/invalid/X.txt are in X.json, the
output of `newsparse check` is in X.check.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from support.paths import ROOT, SEEDS

import newsparse


def seeds(folder: str) -> list[Path]:
    """Return the news files in seeds/`folder`; exit if there are none."""
    found = sorted((SEEDS / folder).glob("*.txt"))
    if not found:
        sys.exit(f"no seeds in {SEEDS / folder}")
    return found


def outcome(path: Path) -> Any:
    """Parse a seed; return its articles or its error as plain data."""
    name = path.relative_to(ROOT).as_posix()
    try:
        return [article.as_dict() for article in newsparse.parse(path, name=name)]
    except newsparse.InputError as error:
        return {"code": error.code, "message": error.message, "line": error.line, "column": error.column}


def checked(path: Path) -> str:
    """Run `newsparse check` on a seed; return its standard output, standard error and exit code as text."""
    command = ["check", "--isolated", "--today", "2024-06-01", path.relative_to(ROOT).as_posix()]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "FORCE_"))}
    done = subprocess.run(
        [sys.executable, "-m", "newsparse", *command], cwd=ROOT, env=env, capture_output=True, check=False
    )
    parts = {"standard output": done.stdout.decode(), "standard error": done.stderr.decode()}
    output = "".join(f"--- {name}\n{text}" for name, text in parts.items())
    return f"$ newsparse {' '.join(command)}\n{output}--- exit code {done.returncode}\n"


def main() -> None:
    """Write the expected output beside each seed."""
    for folder in ("valid", "invalid"):
        for path in seeds(folder):
            text = json.dumps(outcome(path), indent=2, ensure_ascii=False) + "\n"
            path.with_suffix(".json").write_text(text, encoding="utf-8")
    for path in seeds("invalid"):
        path.with_suffix(".check").write_text(checked(path), encoding="utf-8")


if __name__ == "__main__":
    main()
