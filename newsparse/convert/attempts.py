"""A shard attempted: what engines are given to do, and the same by a process that is watched.

What a shard is expected to fail with is given back as a value, so that an exception of an engine means its own fault.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import suppress

from ..problems import reason
from ..storage import stores
from .plan import PlanError
from .shards import Receipt, ShardError, run_shard

_MOST_DEATHS = 2  # of the process that reads one input
_SIGNALLED = (129, 143)  # the exit codes of a process that has cleaned up after SIGHUP or SIGTERM
_MOST_ENDED = 3  # times that a process ends at an input that nobody knows


def attempt(folder: str, plan: str, index: int) -> Receipt | str:
    """A shard of the plan with this id done, or why it cannot be: this is what engines are given."""
    try:
        receipt = run_shard(folder, index)
    except (PlanError, ShardError) as error:
        return str(error)
    except OSError as error:
        return f"{error.filename or folder}: {reason(error)}"
    return receipt if receipt.plan == plan else f"{folder}: another run has made another plan there"


def attempt_watched(folder: str, plan: str, index: int) -> Receipt | str:
    """The same, by processes of their own: whatever ends one, this one goes on."""
    deaths, poison = Counter[str](), set[str]()
    while True:
        # In the plan's folder, which goes: whoever makes it may be ended himself.
        with tempfile.TemporaryDirectory(prefix="watch-", dir=None if stores.is_remote(folder) else folder) as watch:
            with open(os.path.join(watch, "poison"), "w", encoding="ascii") as file:
                json.dump(sorted(poison), file)
            code, said = _watched(folder, "--index", str(index), "--watch", watch)
            if code >= 0 and code not in _SIGNALLED:
                return attempt(folder, plan, index) if code == 0 else said.removeprefix("Error: ")
            path = _read(os.path.join(watch, "at"))
        deaths[path] += 1
        if path in poison or deaths[path] == _MOST_ENDED:  # not because of what it read
            return f"{folder}: the process for shard {index} was ended from outside"
        if path and deaths[path] == _MOST_DEATHS:
            poison.add(path)


def _watched(*arguments: str) -> tuple[int, str]:
    """How a process ends that does a shard, and what it says. It ends with this one, which holds its standard input."""
    command = [sys.executable, "-P", "-m", "newsparse", "shard", *arguments]
    theirs, ours = os.pipe()
    try:
        done = subprocess.run(command, stdin=theirs, capture_output=True, check=False)  # noqa: S603 - our own command
    finally:
        os.close(theirs)
        os.close(ours)
    return done.returncode, done.stderr.decode(errors="replace").strip()


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)


def run_watched(folder: str, index: int, watch: str) -> Receipt:
    """Do a shard for `attempt_watched`, and tell in the folder `watch` at which input it is."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    poison = json.loads(_read(os.path.join(watch, "poison")))
    with open(os.path.join(watch, "at"), "wb", buffering=0) as file:

        def heard(path: str) -> None:
            file.seek(0)
            file.truncate()
            file.write(path.encode("utf-8", "surrogateescape"))

        return run_shard(folder, index, poison=frozenset(poison), heard=heard)


def _read(path: str) -> str:
    with suppress(FileNotFoundError), open(path, encoding="utf-8", errors="surrogateescape") as file:
        return file.read()
    return ""
