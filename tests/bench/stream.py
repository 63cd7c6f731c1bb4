"""Measure `newsparse parse -` on a stream: its speed, its peak memory and the delay of the first article.

The argument is the number of megabytes to send (default: 100): the articles of the corpus beside the checkout, else the
seeds, concatenated as by `cat`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "valid"
CORPUS = ROOT.parent / "shared" / "corpus" / "articles"
COMMAND = [str(Path(sys.executable).with_name("newsparse")), "parse", "-"]


def send(pipe: IO[bytes], megabytes: int) -> None:
    """Write articles to `pipe`, repeating them up to `megabytes`, and close it."""
    articles = b"".join(path.read_bytes() for path in sorted((CORPUS if CORPUS.is_dir() else SEEDS).rglob("*.txt")))
    with pipe:
        for _ in range(megabytes * 1_000_000 // len(articles) + 1):
            pipe.write(articles)


def first_article() -> float:
    """Return the seconds from the header of the second article, which ends the first, to the record of the first."""
    article = b"Title: The quay\nAuthor: Lena Maur\nText:\nThe boats left.\n"
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        time.sleep(1.0)  # startup.py measures the start
        start = time.perf_counter()
        process.stdin.write(article * 2)
        process.stdin.flush()
        process.stdout.readline()
        taken = time.perf_counter() - start
        process.stdin.close()
    return taken


def main() -> None:
    """Print the figures for one stream."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(f"first article after {first_article():.3f} s")
    start = time.perf_counter()
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        sender = threading.Thread(target=send, args=(process.stdin, megabytes))
        sender.start()
        records = sum(1 for _ in process.stdout)
        sender.join()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    speed, peak = megabytes / seconds, usage.ru_maxrss / 1000
    print(f"{megabytes} MB, {records} articles: {seconds:.0f} s, {speed:.1f} MB/s, peak {peak:.1f} MB")
    print(f"exit code {process.returncode}")


if __name__ == "__main__":
    main()
