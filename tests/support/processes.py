"""Run newsparse as a program, and find and kill its processes, which a variable in their environment marks."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

# A dangling link found in a folder is skipped; one that is named yields an error record.
INPUTS = ("in", "in/gone.txt")
HEADER = "Published Time: 2022-01-11\nTitle: Boat {0} of the harbour\nCategory 1: PORTS\nText:\n"
SENTENCES = [
    "The boats left on Thursday.Prior to that, they had waited for the tide.",
    "Nobody on the quay could say how long the repairs would take.",
    "“We have seen worse winters,” the keeper of the lighthouse said.The council meets again in March.",
    "A crane was moved to the northern pier, where the ferries had landed until last year.",
    "Three of the crews have asked for another berth, and two of them were given one.",
    "The price of rope went up by a tenth; that of nets did not change.",
]
# Python imports a module of this name when it starts, in every process that has its folder in PYTHONPATH.
_HOOK = """
import os, signal, sys

def end(event, arguments):
    if event == "open" and str(arguments[0]).endswith({path!r}):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(end)
"""
_MARK = "NEWSPARSE_TEST_RUN"
_TIMEOUT = 120  # seconds after which a test fails


class Result(NamedTuple):
    """The exit code and the output of a run."""

    code: int
    stdout: str
    stderr: str


class Process(NamedTuple):
    """A process of a run."""

    pid: int
    parent: int
    command: str


class Run:
    """A program that was started in the folder `base`, in a process group of its own, as shells do it."""

    def __init__(self, base: Path, *command: str, **variables: str) -> None:
        self.mark = f"{os.getpid()}-{random.randrange(1 << 40)}"  # noqa: S311 - a name
        self.driver = subprocess.Popen(
            [sys.executable, *command],
            cwd=base,
            env={**os.environ, _MARK: self.mark, **variables},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def result(self) -> Result:
        """Wait for the end of the program."""
        stdout, stderr = self.driver.communicate(timeout=_TIMEOUT)
        return Result(self.driver.returncode, stdout, stderr)

    def has_ended(self) -> bool:
        """Whether the program has ended; its child processes may be running."""
        return self.driver.poll() is not None

    def processes(self) -> list[Process]:
        """The running processes of this run, orphans included."""
        return [process for process in map(_process, _marked_processes(self.mark)) if process]

    def fork_servers(self) -> list[int]:
        """Python's fork server and its children, also those that have not started to be workers."""
        return [x.pid for x in self.processes() if "forkserver" in x.command]

    def workers(self) -> list[int]:
        """The processes that Python's fork server, or Dask without it, has started for shards."""
        processes, servers = self.processes(), self.fork_servers()
        return [x.pid for x in processes if x.parent in servers or "spawn_main" in x.command]

    def shard_children(self) -> list[int]:
        """The child processes that run a shard for another process."""
        return [x.pid for x in self.processes() if "--watch" in x.command]

    def interrupt(self) -> None:
        """Send SIGINT to the process group, as a terminal does on Ctrl-C."""
        with suppress(ProcessLookupError):
            os.killpg(self.driver.pid, signal.SIGINT)

    def terminate(self) -> None:
        """Send SIGTERM to the program."""
        self.driver.send_signal(signal.SIGTERM)

    def leaves_no_processes(self) -> bool:
        """Wait until all processes have ended; fails after the limit for a test."""
        return wait_for(lambda: not self.processes())


class Workspace(NamedTuple):
    """The folder of the inputs of a test, the path of the output, and the folder for temporary files."""

    base: Path
    out: Path
    temporary: str

    def start(self, *arguments: str, **variables: str) -> Run:
        """Start `newsparse` with these arguments."""
        return Run(self.base, "-m", "newsparse", *arguments, TMPDIR=self.temporary, **variables)

    def convert(self, *arguments: str, **variables: str) -> Run:
        """Start `newsparse convert` with the inputs and the output."""
        return self.start("convert", *INPUTS, "-o", str(self.out), *arguments, **variables)

    def deadly_input(self, path: str) -> dict[str, str]:
        """Environment variables that make a process kill itself when it opens an input that ends with `path`."""
        folder = Path(self.temporary) / "hook"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(_HOOK.format(path=path), encoding="utf-8")
        return {"PYTHONPATH": str(folder)}

    def finished_shards(self) -> int:
        """The number of finished shards of a run that has not ended; -1 before the first one has started."""
        work = self.out.parent / f".{self.out.name}.newsparse"
        return len(list(work.glob("part-*.json"))) if list(work.glob("part-*")) else -1

    def leftovers(self) -> list[str]:
        """The files beside the output, and the temporary files of newsparse."""
        siblings = [x.name for x in self.out.parent.iterdir() if x != self.out]
        return siblings + [x for x in os.listdir(self.temporary) if x.startswith("newsparse-")]


def write_inputs(base: Path) -> None:
    """Write some 280 files, of which one is empty, one has two articles, one is binary, and a dangling link."""
    (base / "in").mkdir()
    chance = random.Random(1)  # noqa: S311 - for the content of files
    for number in range(280):
        text = HEADER.format(number) + "\n".join(chance.choices(SENTENCES, k=64)) + "\n"
        (base / f"in/{number:03}.txt").write_text(text, encoding="utf-8")
    (base / "in/030.txt").write_bytes(b"")
    (base / "in/070.txt").write_text((HEADER.format("a") + SENTENCES[0] + "\n") * 2, encoding="utf-8")
    (base / "in/150.txt").write_bytes(bytes(range(256)) * 8)
    (base / "in/gone.txt").symlink_to("nowhere.txt")


def kill(pid: int) -> None:
    """Send SIGKILL to a process, which may have ended."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def wait_for(condition: Callable[[], object], unless: Callable[[], object] = lambda: False) -> bool:
    """Wait until `condition` is true and return True, or until `unless` is true and return False."""
    deadline = time.monotonic() + _TIMEOUT
    while not condition():
        if unless():
            return False
        assert time.monotonic() < deadline, "the condition did not become true"
        time.sleep(0.01)
    return True


def _marked_processes(mark: str) -> Iterator[int]:
    wanted = f"{_MARK}={mark}".encode()
    for entry in os.listdir("/proc"):
        with suppress(OSError):
            if entry.isdigit() and wanted in Path(f"/proc/{entry}/environ").read_bytes().split(b"\0"):
                yield int(entry)


def _process(pid: int) -> Process | None:
    with suppress(OSError):
        state, parent = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[:2]
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return None if state in b"ZX" else Process(pid, int(parent), command)
    return None
