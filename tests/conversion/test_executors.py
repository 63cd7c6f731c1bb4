"""Engines give the same bytes, also if any of their processes are killed at any time."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from support.processes import INPUTS, Result, Run, Workspace, kill, wait_for, write_inputs

from newsparse.conversion.executors import EngineError, open_engine

pytestmark = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="processes are found in /proc")

DEADLY_INPUT = "in/104.txt"
SHARDS = 6  # of some 1.3 MB
LOCAL, DASK, RAY = ("-j", "2"), ("-j", "2", "--engine", "dask"), ("-j", "2", "--engine", "ray")
# A cluster without workers, until a line on standard input sets their number.
CLUSTER = """
import distributed, sys
cluster = distributed.LocalCluster(n_workers=0, threads_per_worker=1, dashboard_address=":0")
print(cluster.scheduler_address, flush=True)
for line in sys.stdin:
    cluster.scale(int(line))
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the inputs."""
    base = tmp_path_factory.mktemp("engines")
    write_inputs(base)
    return base


@pytest.fixture(scope="module")
def expected_digest(base: Path) -> str:
    """The SHA-256 of the output of `newsparse parse` for the inputs."""
    program = [sys.executable, "-m", "newsparse", "parse", *INPUTS]
    printed = subprocess.run(program, cwd=base, capture_output=True, check=False).stdout
    rows = [json.loads(line) for line in printed.splitlines()]
    assert [row["error"]["code"] for row in rows if row["record"] is None] == ["N004", "N003", "N001"]
    assert len(rows) == 282
    return hashlib.sha256(printed).hexdigest()


@pytest.fixture
def workspace(base: Path, tmp_path: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory(prefix="n") as temporary:  # short, because the paths of sockets have a limit
        yield Workspace(base, tmp_path / "out.ndjson", temporary)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def assert_complete(result: Result, workspace: Workspace, expected_digest: str, code: int = 2) -> None:
    """Check that a run is complete: three inputs are error records, of which one was named and is missing."""
    assert result.code == code, result.stderr
    assert f"newsparse: wrote {workspace.out}: 281 files, 279 articles, " in result.stderr
    assert ", 3 failed inputs in " in result.stderr
    assert "Traceback" not in result.stderr
    assert digest(workspace.out) == expected_digest
    assert workspace.leftovers() == []


def assert_deadly_input_reported(result: Result, workspace: Workspace) -> None:
    """Check that a run is complete, with an error record for the deadly input."""
    assert result.code == 2
    assert f"newsparse: {DEADLY_INPUT}: two attempts to read the input crashed the process\n" in result.stderr
    assert "278 articles, " in result.stderr
    lines = workspace.out.read_bytes().splitlines()
    [index] = [at for at, line in enumerate(lines) if json.loads(line)["source"] == DEADLY_INPUT]
    assert json.loads(lines.pop(index))["error"]["code"] == "N012"
    usual = workspace.start("parse", *INPUTS).result().stdout.encode().splitlines()
    usual.pop(index)
    assert lines == usual


def wait_for_moment(run: Run, workspace: Workspace, chance: random.Random, shards: int = SHARDS - 2) -> bool:
    """Wait until a run has workers and a random number of shards is finished; False if it ends before."""
    moment = chance.randrange(-1, shards)
    wait_for(lambda: workspace.finished_shards() >= moment and run.workers(), unless=run.has_ended)
    time.sleep(chance.uniform(0, 0.2))
    return not run.has_ended()


def kill_workers(run: Run, workspace: Workspace, chance: random.Random) -> int:
    """Kill a worker at three random moments, and return the number of killed ones; a fourth loss would end the run."""
    killed = 0
    for _ in range(3):
        if wait_for_moment(run, workspace, chance) and (workers := run.workers()):
            kill(chance.choice(workers))
            killed += 1
    return killed


@pytest.mark.parametrize("arguments", [("-j", "1"), LOCAL])
def test_processes_give_the_output_of_parse(
    workspace: Workspace, expected_digest: str, arguments: tuple[str, ...]
) -> None:
    assert_complete(workspace.convert(*arguments).result(), workspace, expected_digest)


def test_shards_run_by_separate_commands_give_the_output_of_parse(workspace: Workspace, expected_digest: str) -> None:
    result = workspace.convert("--plan-only").result()
    plan = result.stdout.strip()
    assert (result.code, result.stderr) == (
        2,
        f"newsparse: {SHARDS} shards; run 'newsparse shard' with --index 0 to {SHARDS - 1}\n",
    )
    order = random.Random(6).sample(range(SHARDS), SHARDS)  # noqa: S311 - any order
    last = order.pop()
    elsewhere = workspace._replace(base=Path("/"))  # relative paths start from the folder of the planning run
    for index in order:
        assert elsewhere.start("shard", plan, "--index", str(index)).result().code == 0
    unfinished = f"not all shards are finished; first run 'newsparse shard' with --index {last}.\n"
    assert unfinished in elsewhere.start("shard", plan, "--finish").result().stderr
    assert (
        f"the plan has {SHARDS} shards, counted from 0"
        in elsewhere.start("shard", plan, "--index", "6").result().stderr
    )
    assert elsewhere.start("shard", plan, SLURM_ARRAY_TASK_ID=str(last)).result().code == 0
    assert elsewhere.start("shard", plan, "--index", str(last)).result().code == 0  # again
    assert_complete(elsewhere.start("shard", plan, "--finish").result(), workspace, expected_digest, 1)


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_workers_are_replaced(workspace: Workspace, expected_digest: str, seed: int) -> None:
    chance, run = random.Random(seed), workspace.convert(*LOCAL)  # noqa: S311
    killed = kill_workers(run, workspace, chance)
    assert_complete(run.result(), workspace, expected_digest)
    assert killed
    assert run.leaves_no_processes()


def test_killed_shard_commands_and_their_children_are_replaced(workspace: Workspace, expected_digest: str) -> None:
    """Kills the commands, or the child processes that run their shards."""
    chance = random.Random(3)  # noqa: S311
    plan = workspace.convert("--plan-only").result().stdout.strip()
    alone = [["shard", plan, "--index", str(index)] for index in range(SHARDS)]
    orphaned = workspace.start(*alone[0])
    wait_for(orphaned.shard_children)
    orphaned.driver.kill()
    runs = [workspace.start(*arguments) for arguments in alone]
    for run in runs:
        wait_for(run.shard_children, unless=run.has_ended)
        time.sleep(chance.uniform(0, 0.3))
        for pid in run.shard_children():
            kill(pid)
    assert [run.result().code for run in runs] == [0] * SHARDS
    assert orphaned.result().code == -signal.SIGKILL
    assert orphaned.leaves_no_processes()
    assert_complete(workspace.start("shard", plan, "--finish").result(), workspace, expected_digest, 1)


def test_a_killed_conversion_leaves_no_processes_and_is_resumed(workspace: Workspace, expected_digest: str) -> None:
    chance = random.Random(4)  # noqa: S311
    stopped = 0
    for _ in range(3):
        run = workspace.convert(*LOCAL)
        stopped += wait_for_moment(run, workspace, chance, 2)
        run.driver.kill()
        run.result()
        assert run.leaves_no_processes()
        assert not workspace.out.exists()
    assert stopped == 3
    assert_complete(workspace.convert(*LOCAL).result(), workspace, expected_digest)


@pytest.mark.parametrize("arguments", [("-j", "1"), LOCAL])
def test_a_deadly_input_is_an_error_record(workspace: Workspace, arguments: tuple[str, ...]) -> None:
    assert_deadly_input_reported(
        workspace.convert(*arguments, **workspace.deadly_input(DEADLY_INPUT)).result(), workspace
    )


def test_a_deadly_input_in_a_shard_command_is_an_error_record(workspace: Workspace) -> None:
    plan = workspace.convert("--plan-only").result().stdout.strip()
    result = workspace.start("shard", plan, "--index", "0", **workspace.deadly_input("in/003.txt")).result()
    assert (
        result.code,
        "newsparse: in/003.txt: two attempts to read the input crashed the process\n" in result.stderr,
    ) == (
        0,
        True,
    )


def assert_interrupted(run: Run, code: int = 130) -> None:
    """Send a signal to a run, and check that it prints one line after its error records and leaves no processes."""
    assert not run.has_ended()
    (run.interrupt if code == 130 else run.terminate)()
    result = run.result()
    lines = [x for x in result.stderr.splitlines() if not x.startswith(("newsparse: in/", "newsparse: resuming: "))]
    assert len(lines) == 1, result.stderr
    [line] = lines
    assert (result.code, line[:22]) == (code, "newsparse: interrupted")
    assert "run the same command again" in line
    assert run.leaves_no_processes()


@pytest.mark.parametrize("arguments", [LOCAL, DASK])
def test_an_interrupted_run_prints_one_line_and_leaves_no_processes(
    workspace: Workspace, expected_digest: str, arguments: tuple[str, ...]
) -> None:
    moments: list[Callable[[Run], object]] = [Run.workers, lambda run: workspace.finished_shards() >= 0]
    for moment in [Run.fork_servers, *moments] if arguments == LOCAL else moments:
        run = workspace.convert(*arguments)
        wait_for(partial(moment, run), unless=run.has_ended)
        assert_interrupted(run)
    assert_complete(workspace.convert(*LOCAL).result(), workspace, expected_digest)


@pytest.mark.parametrize("code", [130, 143])
def test_an_interrupted_run_reports_its_progress_and_is_resumed(
    workspace: Workspace, expected_digest: str, code: int
) -> None:
    report = workspace.base / f"report{code}.json"
    run = workspace.convert(*LOCAL, "--report-file", str(report))
    wait_for(lambda: workspace.finished_shards() >= 2, unless=run.has_ended)
    (run.interrupt if code == 130 else run.terminate)()
    result = run.result()
    work = f"{workspace.out.parent}/.out.ndjson.newsparse"
    *_, line = result.stderr.splitlines()
    match = re.fullmatch(
        rf"newsparse: interrupted: (\d) of {SHARDS} shards finished; to resume, run the same command again; "
        rf"work directory: {re.escape(work)} \((\d+\.\d) MB\)",
        line,
    )
    assert (result.code, bool(match)) == (code, True), result.stderr
    assert match
    assert 2 <= int(match[1]) < SHARDS
    assert float(match[2]) > 0
    about = json.loads(report.read_text(encoding="utf-8"))
    assert (about["status"], about["files"] < 281, about["outputs"]) == ("interrupted", True, 0)
    assert run.leaves_no_processes()
    again = workspace.convert(*LOCAL, "--report-file", str(report)).result()
    assert re.match(rf"newsparse: resuming: \d of {SHARDS} shards finished\n", again.stderr)
    assert_complete(again, workspace, expected_digest)
    about = json.loads(report.read_text(encoding="utf-8"))
    assert (about["status"], about["files"], about["codes"]) == ("finished", 281, {"N001": 1, "N003": 1, "N004": 1})


@pytest.mark.parametrize("pause", [0.0, 0.03])
def test_a_killed_fork_server_is_replaced(workspace: Workspace, expected_digest: str, pause: float) -> None:
    run = workspace.convert(*LOCAL, "--stall-limit", "60")
    wait_for(run.fork_servers, unless=run.has_ended)
    server = min(run.fork_servers())
    time.sleep(pause)
    kill(server)
    assert_complete(run.result(), workspace, expected_digest)
    assert run.leaves_no_processes()


def test_dask_replaces_killed_processes(workspace: Workspace, expected_digest: str) -> None:
    chance = random.Random(5)  # noqa: S311
    run = workspace.convert(*DASK)
    assert wait_for_moment(run, workspace, chance, 1)
    run.driver.kill()
    assert run.result().code == -signal.SIGKILL
    assert run.leaves_no_processes()
    run = workspace.convert(*DASK)
    killed = kill_workers(run, workspace, chance)
    assert_complete(run.result(), workspace, expected_digest)
    assert killed
    assert run.leaves_no_processes()


def test_dask_makes_a_deadly_input_an_error_record(workspace: Workspace) -> None:
    assert_deadly_input_reported(workspace.convert(*DASK, **workspace.deadly_input(DEADLY_INPUT)).result(), workspace)


def test_a_cluster_without_workers_is_reported(workspace: Workspace, expected_digest: str) -> None:
    cluster = Run(workspace.base, "-c", CLUSTER, TMPDIR=workspace.temporary)
    try:
        assert cluster.driver.stdin
        assert cluster.driver.stdout
        address = cluster.driver.stdout.readline().strip()
        there = ("--engine", "dask", "--scheduler", address)
        result = workspace.convert(*there, "--stall-limit", "1").result()
        message = "Error: no shard finished in 1 s; check the workers, or pass a larger --stall-limit; "
        message += f"0 of {SHARDS} shards finished; "
        assert (result.code, result.stderr.startswith(message), result.stderr.count("\n")) == (2, True, 1), (
            result.stderr
        )
        cluster.driver.stdin.write("2\n")
        cluster.driver.stdin.flush()
        assert_complete(workspace.convert(*there).result(), workspace, expected_digest)
    finally:
        cluster.driver.kill()
        cluster.result()
    assert cluster.leaves_no_processes()


def test_an_unreachable_scheduler_is_reported(workspace: Workspace) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # not listening
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        limit = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
        result = workspace.convert("--engine", "dask", "--scheduler", address, **limit).result()
    assert (result.code, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith(f"Error: {address}: no response from the Dask scheduler (")
    assert result.stderr.endswith("); check the address.\n")


def test_missing_engines_are_reported(workspace: Workspace) -> None:
    with (
        pytest.raises(EngineError, match=r"Pass --engine dask or --engine ray\.$"),
        open_engine("local", 1, "tcp://127.0.0.1:1"),
    ):
        pass
    hidden = "import sys; sys.modules.update(distributed=None, ray=None); from newsparse.cli import main; main()"
    for name, package in (("dask", "'distributed>=2026.1'"), ("ray", "ray")):
        result = Run(workspace.base, "-c", hidden, "convert", "in", "-o", str(workspace.out), "--engine", name).result()
        assert f"run: pip install {package}.\n" in result.stderr


# The behaviour of Ray at the address of another service: it writes to standard error, and retries.
FAKE_RAY = """
import os, time

def init(**options):
    os.write(2, b"rpc_client.h:153: Failed to connect to GCS\\n")
    time.sleep({0})
    raise SystemExit("the address is that of something else")
"""


def test_an_address_without_ray_is_reported(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", workspace.temporary)
    monkeypatch.setitem(sys.modules, "ray", ModuleType("ray"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{other.getsockname()[1]}"
        for url in (address, f"ray://{address}"):
            with pytest.raises(EngineError, match=r": no response \(connection refused\); check the address$"):
                open_engine("ray", 1, url, connect_limit=3.0).__enter__()
        other.listen()
        for seconds, why in ((0, "(the address is that of something else)"), (60, "within 3 s")):
            Path(workspace.temporary, "ray.py").write_text(FAKE_RAY.format(seconds), encoding="utf-8")
            with pytest.raises(
                EngineError, match=f"^{address}: no response from the Ray cluster {re.escape(why)}; check the address$"
            ):
                open_engine("ray", 1, address, connect_limit=3.0).__enter__()
    with pytest.raises(EngineError, match=r"^none\.invalid:1: no response \("):
        open_engine("ray", 1, "none.invalid:1").__enter__()
    assert capfd.readouterr().err == ""


@pytest.fixture
def ray(workspace: Workspace) -> Workspace:
    """A workspace, if Ray is installed; see `make ray`."""
    pytest.importorskip("ray")
    return workspace


def test_ray_gives_the_output_of_parse(ray: Workspace, expected_digest: str) -> None:
    assert_complete(ray.convert(*RAY).result(), ray, expected_digest)


def test_ray_makes_a_deadly_input_an_error_record(ray: Workspace) -> None:
    assert_deadly_input_reported(ray.convert(*RAY, **ray.deadly_input(DEADLY_INPUT)).result(), ray)


HANG_UP = """
import os, signal
from multiprocessing import resource_tracker
from newsparse.conversion.executors import open_engine

if __name__ == "__main__":
    with open_engine("local", 1) as engine, engine.start() as pool:
        tracker = resource_tracker._resource_tracker._pid
        os.kill(tracker, signal.SIGHUP)
        pool.submit(abs, -1).result()
        print(os.waitpid(tracker, os.WNOHANG))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="the system has no such signal")
def test_sighup_does_not_end_the_resource_tracker(tmp_path: Path) -> None:
    """It would print tracebacks."""
    (tmp_path / "hang_up.py").write_text(HANG_UP, encoding="utf-8")
    result = subprocess.run([sys.executable, "hang_up.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("(0, 0)\n", "")
