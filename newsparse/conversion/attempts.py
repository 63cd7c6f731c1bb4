"""Attempts at a shard: the tasks that engines run, in this process or in a child process that may be killed.

Expected failures of a shard are returned as values, so an exception of a task is a failure of the engine.
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

from ..problems import os_error_message
from ..storage import stores
from .plan import PlanError
from .receipts import Receipt
from .shards import ShardError, run_shard

_MAX_DEATHS_AT_INPUT = 2  # of child processes at one input, which then yields an error record
_MAX_DEATHS = 3  # of child processes while the same input, or none, is read
_SIGNAL_EXIT_CODES = (129, 143)  # of a child process that has cleaned up after SIGHUP or SIGTERM


def attempt_shard(folder: str, plan_id: str, index: int) -> Receipt | str:
    """Run a shard of the plan with this id, and return its receipt, or a message with the reason of its failure."""
    try:
        receipt = run_shard(folder, index)
    except (PlanError, ShardError) as error:
        return str(error)
    except OSError as error:
        return f"{error.filename or folder}: {os_error_message(error)}"
    return receipt if receipt.plan_id == plan_id else f"{folder}: another run has replaced the plan"


def attempt_shard_in_child(folder: str, plan_id: str, index: int) -> Receipt | str:
    """Run a shard in child processes, and return its receipt, or a message with the reason of its failure.

    An input that ends two child processes yields an error record.
    """
    deaths, deadly_inputs = Counter[str](), set[str]()
    while True:
        # In the plan's folder, which the commit removes: this process may be killed before it removes the directory.
        parent = None if stores.is_remote(folder) else folder
        with tempfile.TemporaryDirectory(prefix="watch-", dir=parent) as watch:
            with open(os.path.join(watch, "deadly_inputs"), "w", encoding="ascii") as file:
                json.dump(sorted(deadly_inputs), file)
            code, message = _run_child(folder, "--index", str(index), "--watch", watch)
            if code >= 0 and code not in _SIGNAL_EXIT_CODES:
                return attempt_shard(folder, plan_id, index) if code == 0 else message
            path = _read_text(os.path.join(watch, "current_input"))
        deaths[path] += 1
        if path in deadly_inputs or deaths[path] == _MAX_DEATHS:  # the input was not read, or no input was being read
            return f"{folder}: the process for shard {index} was killed"
        if path and deaths[path] == _MAX_DEATHS_AT_INPUT:
            deadly_inputs.add(path)


def _run_child(*arguments: str) -> tuple[int, str]:
    """Run `newsparse shard` and return its exit code and message. It exits when this process ends: its standard input
    is a pipe that this process holds open."""
    command = [sys.executable, "-P", "-m", "newsparse", "shard", *arguments]
    read_end, write_end = os.pipe()
    try:
        child = subprocess.run(command, stdin=read_end, capture_output=True, check=False)  # noqa: S603 - our command
    finally:
        os.close(read_end)
        os.close(write_end)
    return child.returncode, child.stderr.decode(errors="replace").strip().removeprefix("Error: ").removesuffix(".")


def exit_when_stdin_closes() -> None:
    """Wait until standard input is closed, then end this process with exit code 1."""
    os.read(0, 1)
    os._exit(1)


def run_shard_as_child(folder: str, index: int, watch: str) -> Receipt:
    """Run a shard in the child process of `attempt_shard_in_child`.

    Writes the path of the current input to a file in the folder `watch`, and exits when the parent process ends.
    """
    threading.Thread(target=exit_when_stdin_closes, daemon=True).start()
    deadly_inputs = json.loads(_read_text(os.path.join(watch, "deadly_inputs")))
    with open(os.path.join(watch, "current_input"), "wb", buffering=0) as file:

        def write_path(path: str) -> None:
            file.seek(0)
            file.truncate()
            file.write(path.encode("utf-8", "surrogateescape"))

        return run_shard(folder, index, deadly_inputs=frozenset(deadly_inputs), on_input=write_path)


def _read_text(path: str) -> str:
    with suppress(FileNotFoundError), open(path, encoding="utf-8", errors="surrogateescape") as file:
        return file.read()
    return ""
