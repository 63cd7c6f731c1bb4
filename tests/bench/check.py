"""Measure the time of `check` and `fix` compared with `parse` on the corpus beside the checkout, in turn, in one run.

Compare ratios between machines and runs, not seconds, which vary with the load.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 7
ARTICLES = Path(__file__).parents[3] / "shared" / "corpus" / "articles"
PROGRAM = str(Path(sys.executable).with_name("newsparse"))
COMMANDS = ("parse", "check", "check --format ndjson", "check --statistics", "fix --check")


def run(command: str) -> tuple[float, str]:
    """Return the seconds from start to exit of one process, and its output."""
    start = time.perf_counter()
    done = subprocess.run([PROGRAM, *command.split(), str(ARTICLES)], capture_output=True, text=True, check=False)
    return time.perf_counter() - start, done.stdout


def main() -> None:
    """Print the medians in seconds, the median of the ratios to `parse`, and the number of findings by rule."""
    if not ARTICLES.is_dir():
        sys.exit(f"no corpus at {ARTICLES}")
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name in COMMANDS:
            times[name].append(run(name)[0])
    for name, row in times.items():
        ratio = statistics.median(a / b for a, b in zip(row, times["parse"], strict=True))
        print(f"{name:24} {statistics.median(row):6.2f} s  {ratio:5.2f}")
    print(run("check --statistics")[1], end="")


if __name__ == "__main__":
    main()
