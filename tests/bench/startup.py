"""Measure the start-up time: `newsparse parse FILE` compared with `python -c "import click"`, in turn, in one run.

Compare ratios between machines and runs, not milliseconds, which vary with the load.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 40
ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "valid" / "glued-sentences.txt"
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "python -c 'import click'": [sys.executable, "-c", "import click"],
    "newsparse parse FILE": [str(Path(sys.executable).with_name("newsparse")), "parse", str(SEED)],
}


def wall(command: list[str]) -> float:
    """Return the seconds from start to exit of one process."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians in milliseconds and the median of the ratios to `import click`."""
    compileall.compile_dir(ROOT / "newsparse", quiet=1)  # as an installer does
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            times[name].append(wall(command))
    base = times["python -c 'import click'"]
    for name, row in times.items():
        ratio = statistics.median(a / b for a, b in zip(row, base, strict=True))
        print(f"{name:28} {statistics.median(row) * 1000:6.1f} ms  {ratio:5.2f}")


if __name__ == "__main__":
    main()
