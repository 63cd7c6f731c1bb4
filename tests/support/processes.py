"""The program as people run it, and what can happen to its processes, which a mark in their environment tells."""

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

INPUTS = ("in", "in/gone.txt")  # a directory's dangling links are passed over, one that is named is an error record
HEADER = "Published Time: 2022-01-11\nTitle: Boat {0} of the harbour\nCategory 1: PORTS\nText:\n"
SENTENCES = [
    "The boats left on Thursday.Prior to that, they had waited for the tide.",
    "Nobody on the quay could say how long the repairs would take.",
    "“We have seen worse winters,” the keeper of the lighthouse said.The council meets again in March.",
    "A crane was moved to the northern pier, where the ferries had landed until last year.",
    "Three of the crews have asked for another berth, and two of them were given one.",
    "The price of rope went up by a tenth; that of nets did not change.",
]
# Python runs a module of this name when it starts, in every process that has its folder in PYTHONPATH.
_HOOK = """
import os, signal, sys

def end(event, arguments):
    if event == "open" and str(arguments[0]).endswith({path!r}):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(end)
"""
_MARK = "NEWSPARSE_TEST_RUN"
_GUARD = 120  # seconds after which a test hangs


class Done(NamedTuple):
    """How a run has ended."""

    code: int
    out: str
    said: str


class Process(NamedTuple):
    """One process of a run."""

    pid: int
    parent: int
    command: str


class Run:
    """A program that has been started in the folder `base`, in a process group of its own as shells do it."""

    def __init__(self, base: Path, *command: str, **more: str) -> None:
        self.mark = f"{os.getpid()}-{random.randrange(1 << 40)}"  # noqa: S311 - it is a name
        self.driver = subprocess.Popen(
            [sys.executable, *command], cwd=base, env={**os.environ, _MARK: self.mark, **more}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def ended(self) -> Done:
        """The run at its end."""
        out, said = self.driver.communicate(timeout=_GUARD)
        return Done(self.driver.returncode, out, said)

    def has_ended(self) -> bool:
        """Whether the process that was started has ended."""
        return self.driver.poll() is not None

    def processes(self) -> list[Process]:
        """Those of this run that have not ended, orphans included."""
        return [process for process in map(_process, _marked(self.mark)) if process]

    def servers(self) -> list[int]:
        """Python's fork server and its children, those that do not know yet that they are to be workers included."""
        return [x.pid for x in self.processes() if "forkserver" in x.command]

    def workers(self) -> list[int]:
        """Those that Python's fork server, or Dask without it, have started for shards."""
        found, servers = self.processes(), self.servers()
        return [x.pid for x in found if x.parent in servers or "spawn_main" in x.command]

    def watched(self) -> list[int]:
        """Those that do a shard while another process watches them."""
        return [x.pid for x in self.processes() if "--watch" in x.command]

    def interrupt(self) -> None:
        """What a terminal does on Ctrl-C."""
        with suppress(ProcessLookupError):
            os.killpg(self.driver.pid, signal.SIGINT)

    def terminate(self) -> None:
        """What `kill` does."""
        self.driver.send_signal(signal.SIGTERM)

    def leaves_nobody(self) -> bool:
        """Whether its processes end, soon enough not to meet the limit for a test that hangs."""
        return wait_for(lambda: not self.processes())


class Place(NamedTuple):
    """Where the inputs of a test are, where its outputs go, and its temporary files."""

    base: Path
    out: Path
    temporary: str

    def start(self, *arguments: str, **more: str) -> Run:
        """`newsparse` with these arguments."""
        return Run(self.base, "-m", "newsparse", *arguments, TMPDIR=self.temporary, **more)

    def convert(self, *arguments: str, **more: str) -> Run:
        """`newsparse convert`, of the inputs to the output."""
        return self.start("convert", *INPUTS, "-o", str(self.out), *arguments, **more)

    def deadly(self, path: str) -> dict[str, str]:
        """The environment in which a process is killed when it opens the input that ends with `path`."""
        folder = Path(self.temporary) / "hook"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(_HOOK.format(path=path), encoding="utf-8")
        return {"PYTHONPATH": str(folder)}

    def done(self) -> int:
        """How many shards are done of a run that has not ended; -1 before they are begun."""
        work = self.out.parent / f".{self.out.name}.newsparse"
        return len(list(work.glob("part-*.json"))) if list(work.glob("part-*")) else -1

    def left(self) -> list[str]:
        """What a run has left besides the output: beside it, and of our temporary files."""
        beside = [x.name for x in self.out.parent.iterdir() if x != self.out]
        return beside + [x for x in os.listdir(self.temporary) if x.startswith("newsparse-")]


def write_inputs(base: Path) -> None:
    """Some 280 files, of which one is empty, one has two articles, one is no text, and a link leads nowhere."""
    (base / "in").mkdir()
    chance = random.Random(1)  # noqa: S311 - it tells what is in a file
    for number in range(280):
        text = HEADER.format(number) + "\n".join(chance.choices(SENTENCES, k=64)) + "\n"
        (base / f"in/{number:03}.txt").write_text(text, encoding="utf-8")
    (base / "in/030.txt").write_bytes(b"")
    (base / "in/070.txt").write_text((HEADER.format("a") + SENTENCES[0] + "\n") * 2, encoding="utf-8")
    (base / "in/150.txt").write_bytes(bytes(range(256)) * 8)
    (base / "in/gone.txt").symlink_to("nowhere.txt")


def kill(pid: int) -> None:
    """kill -9, of what may have ended by now."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def wait_for(happened: Callable[[], object], unless: Callable[[], object] = lambda: False) -> bool:
    """Wait until something has happened, which gives True, or `unless` has."""
    until = time.monotonic() + _GUARD
    while not happened():
        if unless():
            return False
        assert time.monotonic() < until, "what was waited for does not happen"
        time.sleep(0.01)
    return True


def _marked(mark: str) -> Iterator[int]:
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
