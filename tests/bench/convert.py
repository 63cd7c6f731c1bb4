"""Conversions: what a second worker gives, where one worker's time goes, memory, the gain by orjson; on our own files.

Give how many files of 5 KB to convert (20,000 unless told), and how many tiny ones for the memory of the parent
(200,000). Runs are in turn, so ratios hold on a noisy machine; seconds do not.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from newsparse.convert import shards
from newsparse.convert.executors import Engine
from newsparse.convert.plan import Options
from newsparse.convert.run import Job, convert
from newsparse.inputs.search import Search
from newsparse.storage import stores

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "articles"
SEEDS = ROOT / "seeds" / "valid"
PROGRAM = str(Path(sys.executable).with_name("newsparse"))
SIZE, ROUNDS = 5_000, 5


def make_files(folder: Path, count: int, size: int = SIZE) -> None:
    """Articles of the corpus, or the seeds where there is none, each cut or lengthened by its own body to `size`."""
    texts = [path.read_bytes() for path in sorted((CORPUS if CORPUS.is_dir() else SEEDS).rglob("*.txt"))]
    texts = [text + text.partition(b"Text:")[2] * (size // (len(text) // 2) + 1) for text in texts if b"Text:" in text]
    for number in range(count):
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        cut = texts[number % len(texts)][:size].decode("utf-8", "ignore")
        (place / f"{number:06}.txt").write_text(cut, encoding="utf-8")


def run(*commands: list[str]) -> float:
    """Seconds of conversions that run at the same time."""
    start = time.perf_counter()
    running = [subprocess.Popen([*command, "--progress", "never"], stderr=subprocess.DEVNULL) for command in commands]
    for process in running:
        process.wait()
    return time.perf_counter() - start


def workers(folder: str) -> None:
    """What two workers and orjson give, each in turn with one worker; and what the machine itself gives two processes
    that know nothing of each other, each with half of the files: shared machines have no two whole processors."""
    files = sorted(str(path) for path in Path(folder).rglob("*.txt"))
    for half in (0, 1):
        Path(f"list{half}").write_text("\n".join(files[half::2]), encoding="utf-8")
    convert, one = [PROGRAM, "convert"], ["-o", "out.ndjson", "-j", "1"]
    # Without orjson, as those have it who did not ask for it: the workers too, which know the environment only.
    Path("without").mkdir()
    Path("without", "orjson.py").write_text("raise ImportError", encoding="ascii")
    plain = ["env", f"PYTHONPATH={Path('without').absolute()}", *convert]
    kinds: dict[str, list[list[str]]] = {
        "one worker": [[*convert, folder, *one]],
        "two workers": [[*convert, folder, "-o", "out.ndjson", "-j", "2"]],
        "two conversions of halves": [
            [*convert, "--files-from", f"list{half}", "-o", f"half{half}.ndjson", "-j", "1"] for half in (0, 1)
        ],
        "one worker, no orjson": [[*plain, folder, *one]],
    }
    times: dict[str, list[float]] = {name: [] for name in kinds}
    digests = set()
    for _ in range(ROUNDS):
        for name, commands in kinds.items():
            times[name].append(run(*commands))
            with open("out.ndjson", "rb") as file:
                digests.add(hashlib.file_digest(file, "sha256").hexdigest())
    for name, row in times.items():
        ratios = sorted(one / this for one, this in zip(times["one worker"], row, strict=True))
        print(f"{name:26} {statistics.median(row):6.1f} s, {statistics.median(ratios):.2f} times as fast as one worker "
              f"({ratios[0]:.2f} to {ratios[-1]:.2f})")  # fmt: skip
    print(f"the bytes are {'the same' if len(digests) == 1 else 'NOT the same'}")


class _Here(Executor):
    """Work done by this process when it is handed out."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = Future[Any]()
        future.set_result(fn(*args, **kwargs))
        return future


def profile(folder: str) -> None:
    """Where the time of one process goes that does it all: finding, planning, shards, one file out of the parts."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def within(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                spent[name] += time.perf_counter() - start

        return within

    together = shards._together

    def reading(*args: Any) -> Iterator[Any]:
        found = together(*args)
        step = timed("reading", lambda: next(found, None))
        while item := step():
            yield item

    begun = shards.sink

    def sink(plan: Any, index: int) -> Any:
        target = begun(plan, index)
        vars(target).update(add=timed("writing", target.add), put=timed("writing", target.put))
        return target

    vars(shards).update(_together=reading, sink=sink, _records=timed("parsing and repairing", shards._records))
    start = time.perf_counter()
    convert(Search([folder]), Job((folder,), "out.ndjson", Options("ndjson")), Engine(_Here, 1))
    total = time.perf_counter() - start
    spent["all else"] = total - sum(spent.values())
    print("one process:", ", ".join(f"{name} {100 * part / total:.1f} %" for name, part in spent.items()))


def watched(*arguments: str) -> tuple[float, float, float]:
    """Seconds of a conversion, the peak memory of the parent and that of the largest of its workers, in MB.

    They are looked at while they run: what the system tells of a process that has ended includes what that which
    started it had in memory.
    """
    start, peaks = time.perf_counter(), Counter[bool]()
    process = subprocess.Popen([PROGRAM, "convert", *arguments, "-j", "2", "--progress", "never"],
                               stderr=subprocess.DEVNULL)  # fmt: skip
    while process.poll() is None:
        for place in Path("/proc").glob("[0-9]*/status"):
            with contextlib.suppress(OSError):  # it has ended
                about = place.read_text(encoding="utf-8").partition("VmHWM:")[2].split()
                is_parent = place.parent.name == str(process.pid)
                if about and (is_parent or b"multiprocessing.forkserver" in place.with_name("cmdline").read_bytes()):
                    peaks[is_parent] = max(peaks[is_parent], int(about[0]))
        time.sleep(0.1)
    return time.perf_counter() - start, peaks[True] / 1000, peaks[False] / 1000


def main() -> None:
    """Print all figures."""
    count, many = (int(x) for x in [*sys.argv[1:3], *("20000", "200000")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        make_files(Path("few"), count // 10)
        make_files(Path("all"), count)
        workers("all")
        profile("all")
        for name in ("few", "all"):
            seconds, parent, worker = watched(name, "-o", "out.ndjson")
            files = sum(1 for _ in Search([name]))
            print(f"{files} files: {seconds:.1f} s, parent {parent:.0f} MB, worker {worker:.0f} MB at the most")
        stores.remove_folder("all")
        make_files(Path("tiny"), many, 300)
        for form, dest in (("ndjson", "out.ndjson"), ("json", "tree/")):
            seconds, parent, worker = watched("tiny", "-o", dest, "--to", form)
            print(f"{many} files of 300 bytes, {form}: {seconds:.1f} s, parent {parent:.0f} MB, worker {worker:.0f} MB")


if __name__ == "__main__":
    main()
