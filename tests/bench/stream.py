"""A stream of articles through `newsparse parse -`: its speed, its peak memory, and when the first article is out.

Give the megabytes to send (100 unless told): the articles of the corpus where it is beside the checkout, else the
seeds, one after another, as `cat` puts files together.
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
    """Write articles to `pipe`, the same ones again and again, until there are so many megabytes; close it."""
    articles = b"".join(path.read_bytes() for path in sorted((CORPUS if CORPUS.is_dir() else SEEDS).rglob("*.txt")))
    with pipe:
        for _ in range(megabytes * 1_000_000 // len(articles) + 1):
            pipe.write(articles)


def first_article() -> float:
    """Seconds from the beginning of the second article, before which the first may go on, to the first's record."""
    article = b"Title: The quay\nAuthor: Lena Maur\nText:\nThe boats left.\n"
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        time.sleep(1.0)  # the start is measured elsewhere
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
    print(f"the first article is out after {first_article():.3f} s")
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
    print(f"{megabytes} MB, {records} articles: {seconds:.0f} s, {megabytes / seconds:.1f} MB/s, "
          f"peak {usage.ru_maxrss / 1000:.1f} MB, exit code {process.returncode}")  # fmt: skip


if __name__ == "__main__":
    main()
