"""Rewrite what the seeds are expected to give: run by `make seeds`, and the difference is reviewed.

seeds/valid/X.txt has its articles in X.json; seeds/invalid/X.txt has its articles or its error there,
and what `newsparse check` says of it in X.check.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from support.paths import ROOT

import newsparse

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


def checked(path: Path) -> str:
    """What `newsparse check` says of a seed: standard output, standard error and exit code."""
    command = ["check", "--isolated", "--today", "2024-06-01", path.relative_to(ROOT).as_posix()]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "FORCE_"))}
    done = subprocess.run(
        [sys.executable, "-m", "newsparse", *command], cwd=ROOT, env=env, capture_output=True, check=False
    )
    parts = {"standard output": done.stdout.decode(), "standard error": done.stderr.decode()}
    said = "".join(f"--- {name}\n{text}" for name, text in parts.items())
    return f"$ newsparse {' '.join(command)}\n{said}--- exit code {done.returncode}\n"


def main() -> None:
    """Write the expected outcome beside each seed."""
    for folder in ("valid", "invalid"):
        for path in seeds(folder):
            text = json.dumps(outcome(path), indent=2, ensure_ascii=False) + "\n"
            path.with_suffix(".json").write_text(text, encoding="utf-8")
    for path in seeds("invalid"):
        path.with_suffix(".check").write_text(checked(path), encoding="utf-8")


if __name__ == "__main__":
    main()
