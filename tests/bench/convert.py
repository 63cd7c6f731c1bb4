"""Benchmark of conversions: the gain of a second worker and of orjson, the time of each stage, and memory.

Arguments: the number of files of 5 KB to convert (default 20,000), and the number of tiny files for the memory of the
parent process (default 200,000). The kinds of runs alternate: ratios are reliable on a busy machine, seconds are not.
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
from pathlib import Path
from typing import Any

from newsparse.api import parse_data
from newsparse.conversion import shards
from newsparse.conversion.executors import Engine
from newsparse.conversion.options import Options
from newsparse.conversion.runner import ConversionRequest, convert
from newsparse.inputs.search import Search
from newsparse.storage import stores

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from support.conversions import InlineExecutor  # noqa: E402 - tests are not a package

CORPUS = ROOT.parent / "shared" / "corpus" / "articles"
SEEDS = ROOT / "seeds" / "valid"
PROGRAM = str(Path(sys.executable).with_name("newsparse"))
SIZE, ROUNDS = 5_000, 5


def make_files(folder: Path, count: int, size: int = SIZE) -> None:
    """Write articles of the corpus, or the seeds if it is missing, cut or extended by their bodies to `size` bytes."""
    texts = [path.read_bytes() for path in sorted((CORPUS if CORPUS.is_dir() else SEEDS).rglob("*.txt"))]
    texts = [text + text.partition(b"Text:")[2] * (size // (len(text) // 2) + 1) for text in texts if b"Text:" in text]
    for number in range(count):
        subfolder = folder / f"{number // 1000:03}"
        subfolder.mkdir(parents=True, exist_ok=True)
        cut = texts[number % len(texts)][:size].decode("utf-8", "ignore")
        (subfolder / f"{number:06}.txt").write_text(cut, encoding="utf-8")


def run(*commands: list[str]) -> float:
    """Run conversions at the same time, and return their duration in seconds."""
    start = time.perf_counter()
    running = [subprocess.Popen([*command, "--progress", "never"], stderr=subprocess.DEVNULL) for command in commands]
    for process in running:
        process.wait()
    return time.perf_counter() - start


def workers(folder: str) -> None:
    """Print the gain of two workers and of orjson over one worker.

    Also prints the gain of two independent conversions of half of the files each, which is the limit of the machine: a
    shared machine does not have two complete processors.
    """
    files = sorted(str(path) for path in Path(folder).rglob("*.txt"))
    for half in (0, 1):
        Path(f"list{half}").write_text("\n".join(files[half::2]), encoding="utf-8")
    convert, one = [PROGRAM, "convert"], ["-o", "out.ndjson", "-j", "1"]
    # Hide orjson by the environment, which workers inherit.
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
        seconds, ratio = statistics.median(row), statistics.median(ratios)
        spread = f"({ratios[0]:.2f} to {ratios[-1]:.2f})"
        print(f"{name:26} {seconds:6.1f} s, {ratio:.2f} times as fast as one worker {spread}")
    print(f"the bytes are {'the same' if len(digests) == 1 else 'NOT the same'}")


def profile(folder: str) -> None:
    """Print the share of each stage in the time of a conversion by one process."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def within(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                spent[name] += time.perf_counter() - start

        return within

    read_many, open_writer = stores.read_many, shards.open_writer

    def read_timed(*args: Any) -> Iterator[Any]:
        contents = read_many(*args)
        step = timed("reading", lambda: next(contents, end))
        while (content := step()) is not end:
            yield content

    def open_timed(plan: Any, index: int) -> Any:
        writer = open_writer(plan, index)
        vars(writer).update(add=timed("writing", writer.add), publish=timed("writing", writer.publish))
        return writer

    end = object()
    parse = timed("parsing and repairing", lambda *args: list(parse_data(*args)))
    vars(stores).update(read_many=read_timed)
    vars(shards).update(open_writer=open_timed, articles_in=parse)
    start = time.perf_counter()
    convert(Search([folder]), ConversionRequest((folder,), "out.ndjson", Options("ndjson")), Engine(InlineExecutor, 1))
    total = time.perf_counter() - start
    spent["all else"] = total - sum(spent.values())
    print("one process:", ", ".join(f"{name} {100 * part / total:.1f} %" for name, part in spent.items()))


def measure(*arguments: str) -> tuple[float, float, float]:
    """The duration of a conversion in seconds, and the peak memory of the parent and of the largest worker in MB.

    Reads the memory while the processes run: after their end the system includes the memory of the process that
    started them.
    """
    start, peaks = time.perf_counter(), Counter[bool]()
    command = [PROGRAM, "convert", *arguments, "-j", "2", "--progress", "never"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        for status in Path("/proc").glob("[0-9]*/status"):
            with contextlib.suppress(OSError):  # the process has ended
                about = status.read_text(encoding="utf-8").partition("VmHWM:")[2].split()
                is_parent = status.parent.name == str(process.pid)
                if about and (is_parent or b"multiprocessing.forkserver" in status.with_name("cmdline").read_bytes()):
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
            seconds, parent, worker = measure(name, "-o", "out.ndjson")
            files = sum(1 for _ in Search([name]))
            print(f"{files} files: {seconds:.1f} s, parent {parent:.0f} MB, worker {worker:.0f} MB at the most")
        stores.remove_folder("all")
        make_files(Path("tiny"), many, 300)
        for form, dest in (("ndjson", "out.ndjson"), ("json", "tree/")):
            seconds, parent, worker = measure("tiny", "-o", dest, "--to", form)
            print(f"{many} files of 300 bytes, {form}: {seconds:.1f} s, parent {parent:.0f} MB, worker {worker:.0f} MB")


if __name__ == "__main__":
    main()
