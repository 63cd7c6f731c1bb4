"""The same bytes from all engines, whichever of their processes die, and when."""

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
from support.processes import INPUTS, Done, Place, Run, kill, wait_for, write_inputs

from newsparse.convert.executors import EngineError, engine

pytestmark = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="processes are found in /proc")

POISON = "in/104.txt"
SHARDS = 6  # of some 1.3 MB
LOCAL, DASK, RAY = ("-j", "2"), ("-j", "2", "--engine", "dask"), ("-j", "2", "--engine", "ray")
# A cluster that has no workers until it is told to.
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
def good(base: Path) -> str:
    """What `newsparse parse` prints of the inputs, as a digest."""
    program = [sys.executable, "-m", "newsparse", "parse", *INPUTS]
    printed = subprocess.run(program, cwd=base, capture_output=True, check=False).stdout
    rows = [json.loads(line) for line in printed.splitlines()]
    assert [row["error"]["code"] for row in rows if row["record"] is None] == ["N004", "N003", "N001"]
    assert len(rows) == 282
    return hashlib.sha256(printed).hexdigest()


@pytest.fixture
def place(base: Path, tmp_path: Path) -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="n") as temporary:  # short, for it holds the names of sockets
        yield Place(base, tmp_path / "out.ndjson", temporary)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def assert_whole(done: Done, place: Place, good: str, code: int = 2) -> None:
    """A run finished as if nothing had happened; three inputs give error records, one of which is named and missing."""
    assert done.code == code, done.said
    assert "newsparse: 281 files, 279 articles, " in done.said
    assert ", 3 errors in " in done.said
    assert "Traceback" not in done.said
    assert digest(place.out) == good
    assert place.left() == []


def assert_poisoned(done: Done, place: Place) -> None:
    """All is as it would be, but for one error record of an internal error."""
    assert done.code == 2
    assert f"newsparse: {POISON}: it ended the process that read it, twice\n" in done.said
    assert "278 articles, " in done.said
    lines = place.out.read_bytes().splitlines()
    [index] = [at for at, line in enumerate(lines) if json.loads(line)["source"] == POISON]
    assert json.loads(lines.pop(index))["error"]["code"] == "N012"
    usual = place.start("parse", *INPUTS).ended().out.encode().splitlines()
    usual.pop(index)
    assert lines == usual


def is_met(run: Run, place: Place, chance: random.Random, shards: int = SHARDS - 2) -> bool:
    """Wait for a random moment at which a run has workers; False if it has ended before."""
    moment = chance.randrange(-1, shards)
    wait_for(lambda: place.done() >= moment and run.workers(), unless=run.has_ended)
    time.sleep(chance.uniform(0, 0.2))
    return not run.has_ended()


def kill_workers(run: Run, place: Place, chance: random.Random) -> int:
    """Kill a worker at each of three random moments, for a shard that is lost once more ends the run; how many were."""
    killed = 0
    for _ in range(3):
        if is_met(run, place, chance) and (workers := run.workers()):
            kill(chance.choice(workers))
            killed += 1
    return killed


@pytest.mark.parametrize("arguments", [("-j", "1"), LOCAL])
def test_processes_give_the_same(place: Place, good: str, arguments: tuple[str, ...]) -> None:
    assert_whole(place.convert(*arguments).ended(), place, good)


def test_shards_that_others_do_give_the_same(place: Place, good: str) -> None:
    done = place.convert("--plan-only").ended()
    plan = done.out.strip()
    assert (done.code, done.said) == (2, f"newsparse: {SHARDS} shards, from 0 to {SHARDS - 1}\n")
    order = random.Random(6).sample(range(SHARDS), SHARDS)  # noqa: S311 - any order
    last = order.pop()
    away = place._replace(base=Path("/"))  # inputs are told from where the plan was made
    for index in order:
        assert away.start("shard", plan, "--index", str(index)).ended().code == 0
    assert f"not done yet: {last}\n" in away.start("shard", plan, "--finish").ended().said
    assert f"it has {SHARDS} shards, counted from 0" in away.start("shard", plan, "--index", "6").ended().said
    assert away.start("shard", plan, SLURM_ARRAY_TASK_ID=str(last)).ended().code == 0
    assert away.start("shard", plan, "--index", str(last)).ended().code == 0  # once more
    assert_whole(away.start("shard", plan, "--finish").ended(), place, good, 1)


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_workers(place: Place, good: str, seed: int) -> None:
    chance, run = random.Random(seed), place.convert(*LOCAL)  # noqa: S311
    killed = kill_workers(run, place, chance)
    assert_whole(run.ended(), place, good)
    assert killed
    assert run.leaves_nobody()


def test_killed_shards(place: Place, good: str) -> None:
    """Both the process that does a shard, and the one that watches it."""
    chance = random.Random(3)  # noqa: S311
    plan = place.convert("--plan-only").ended().out.strip()
    alone = [["shard", plan, "--index", str(index)] for index in range(SHARDS)]
    orphaned = place.start(*alone[0])
    wait_for(orphaned.watched)
    orphaned.driver.kill()
    runs = [place.start(*arguments) for arguments in alone]
    for run in runs:
        wait_for(run.watched, unless=run.has_ended)
        time.sleep(chance.uniform(0, 0.3))
        for pid in run.watched():
            kill(pid)
    assert [run.ended().code for run in runs] == [0] * SHARDS
    assert orphaned.ended().code == -signal.SIGKILL
    assert orphaned.leaves_nobody()
    assert_whole(place.start("shard", plan, "--finish").ended(), place, good, 1)


def test_a_killed_driver(place: Place, good: str) -> None:
    chance = random.Random(4)  # noqa: S311
    stopped = 0
    for _ in range(3):
        run = place.convert(*LOCAL)
        stopped += is_met(run, place, chance, 2)
        run.driver.kill()
        run.ended()
        assert run.leaves_nobody()
        assert not place.out.exists()
    assert stopped == 3
    assert_whole(place.convert(*LOCAL).ended(), place, good)


@pytest.mark.parametrize("arguments", [("-j", "1"), LOCAL])
def test_a_poison_file(place: Place, arguments: tuple[str, ...]) -> None:
    assert_poisoned(place.convert(*arguments, **place.deadly(POISON)).ended(), place)


def test_a_poison_file_in_a_shard_alone(place: Place) -> None:
    plan = place.convert("--plan-only").ended().out.strip()
    done = place.start("shard", plan, "--index", "0", **place.deadly("in/003.txt")).ended()
    assert (done.code, "newsparse: in/003.txt: it ended the process that read it, twice\n" in done.said) == (0, True)


def assert_interrupted(run: Run, code: int = 130) -> None:
    """A signal ends a run and all of its processes; apart from error records, the run prints one line."""
    assert not run.has_ended()
    (run.interrupt if code == 130 else run.terminate)()
    done = run.ended()
    lines = [x for x in done.said.splitlines() if not x.startswith(("newsparse: in/", "newsparse: resuming: "))]
    assert len(lines) == 1, done.said
    [line] = lines
    assert (done.code, line[:22]) == (code, "newsparse: interrupted")
    assert "run the same command again" in line
    assert run.leaves_nobody()


@pytest.mark.parametrize("arguments", [LOCAL, DASK])
def test_interrupted_runs(place: Place, good: str, arguments: tuple[str, ...]) -> None:
    moments: list[Callable[[Run], object]] = [Run.workers, lambda run: place.done() >= 0]
    for moment in [Run.servers, *moments] if arguments == LOCAL else moments:
        run = place.convert(*arguments)
        wait_for(partial(moment, run), unless=run.has_ended)
        assert_interrupted(run)
    assert_whole(place.convert(*LOCAL).ended(), place, good)


@pytest.mark.parametrize("code", [130, 143])
def test_an_interrupted_run_says_what_is_done_and_is_resumed(place: Place, good: str, code: int) -> None:
    report = place.base / f"report{code}.json"
    run = place.convert(*LOCAL, "--report-file", str(report))
    wait_for(lambda: place.done() >= 2, unless=run.has_ended)
    (run.interrupt if code == 130 else run.terminate)()
    done = run.ended()
    work = f"{place.out.parent}/.out.ndjson.newsparse"
    *_, line = done.said.splitlines()
    said = re.fullmatch(
        rf"newsparse: interrupted: (\d) of {SHARDS} shards done; run the same command again to resume; "
        rf"work folder: {re.escape(work)} \((\d+\.\d) MB\)", line)  # fmt: skip
    assert (done.code, bool(said)) == (code, True), done.said
    assert said
    assert 2 <= int(said[1]) < SHARDS
    assert float(said[2]) > 0
    about = json.loads(report.read_text(encoding="utf-8"))
    assert (about["status"], about["files"] < 281, about["outputs"]) == ("interrupted", True, 0)
    assert run.leaves_nobody()
    again = place.convert(*LOCAL, "--report-file", str(report)).ended()
    assert re.match(rf"newsparse: resuming: \d of {SHARDS} shards done\n", again.said)
    assert_whole(again, place, good)
    about = json.loads(report.read_text(encoding="utf-8"))
    assert (about["status"], about["files"], about["codes"]) == ("finished", 281, {"N001": 1, "N003": 1, "N004": 1})


@pytest.mark.parametrize("pause", [0.0, 0.03])
def test_a_fork_server_that_is_killed_is_started_again(place: Place, good: str, pause: float) -> None:
    run = place.convert(*LOCAL, "--stall-limit", "60")
    wait_for(run.servers, unless=run.has_ended)
    server = min(run.servers())
    time.sleep(pause)
    kill(server)
    assert_whole(run.ended(), place, good)
    assert run.leaves_nobody()


def test_dask_when_its_processes_are_killed(place: Place, good: str) -> None:
    chance = random.Random(5)  # noqa: S311
    run = place.convert(*DASK)
    assert is_met(run, place, chance, 1)
    run.driver.kill()
    assert run.ended().code == -signal.SIGKILL
    assert run.leaves_nobody()
    run = place.convert(*DASK)
    killed = kill_workers(run, place, chance)
    assert_whole(run.ended(), place, good)
    assert killed
    assert run.leaves_nobody()


def test_dask_with_a_poison_file(place: Place) -> None:
    assert_poisoned(place.convert(*DASK, **place.deadly(POISON)).ended(), place)


def test_a_cluster_without_workers_ends_the_run_until_it_has_some(place: Place, good: str) -> None:
    cluster = Run(place.base, "-c", CLUSTER, TMPDIR=place.temporary)
    try:
        assert cluster.driver.stdin
        assert cluster.driver.stdout
        address = cluster.driver.stdout.readline().strip()
        there = ("--engine", "dask", "--scheduler", address)
        done = place.convert(*there, "--stall-limit", "1").ended()
        told = f"Error: no shard was done in 1 s (on a cluster: check that it has workers); 0 of {SHARDS} shards done; "
        assert (done.code, done.said.startswith(told), done.said.count("\n")) == (2, True, 1), done.said
        cluster.driver.stdin.write("2\n")
        cluster.driver.stdin.flush()
        assert_whole(place.convert(*there).ended(), place, good)
    finally:
        cluster.driver.kill()
        cluster.ended()
    assert cluster.leaves_nobody()


def test_a_scheduler_that_is_not_there(place: Place) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        limit = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
        done = place.convert("--engine", "dask", "--scheduler", address, **limit).ended()
    assert (done.code, done.said.count("\n")) == (2, 1)
    assert done.said.startswith(f"Error: {address}: no scheduler answers there (")


def test_engines_that_are_not_there(place: Place) -> None:
    with pytest.raises(EngineError, match="for the engines dask and ray"), engine("local", 1, "tcp://127.0.0.1:1"):
        pass
    hidden = "import sys; sys.modules.update(distributed=None, ray=None); from newsparse.cli import main; main()"
    for name in ("dask", "ray"):
        done = Run(place.base, "-c", hidden, "convert", "in", "-o", str(place.out), "--engine", name).ended()
        assert f'pip install "newsparse[{name}]"' in done.said


# What Ray does at an address where something else listens: its libraries write to standard error, and it tries on.
FAKE_RAY = """
import os, time

def init(**options):
    os.write(2, b"rpc_client.h:153: Failed to connect to GCS\\n")
    time.sleep({0})
    raise SystemExit("the address is that of something else")
"""


def test_an_address_where_ray_does_not_listen(
    place: Place, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("newsparse.convert.executors._CONNECT", 3.0)
    monkeypatch.setenv("PYTHONPATH", place.temporary)
    monkeypatch.setitem(sys.modules, "ray", ModuleType("ray"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{other.getsockname()[1]}"
        for form in (address, f"ray://{address}"):
            with pytest.raises(EngineError, match=r": no cluster answers there \(connection refused\)$"):
                engine("ray", 1, form).__enter__()
        other.listen()
        for seconds, why in ((0, "there (the address is that of something else)"), (60, "there within 3 s")):
            Path(place.temporary, "ray.py").write_text(FAKE_RAY.format(seconds), encoding="utf-8")
            with pytest.raises(EngineError, match=f"^{address}: no cluster of Ray answers {re.escape(why)}$"):
                engine("ray", 1, address).__enter__()
    with pytest.raises(EngineError, match=r"^none\.invalid:1: no cluster answers there \("):
        engine("ray", 1, "none.invalid:1").__enter__()
    assert capfd.readouterr().err == ""


@pytest.fixture
def ray(place: Place) -> Place:
    """A place for Ray, where that is installed; see `make ray`."""
    pytest.importorskip("ray")
    return place


def test_ray_gives_the_same(ray: Place, good: str) -> None:
    assert_whole(ray.convert(*RAY).ended(), ray, good)


def test_ray_with_a_poison_file(ray: Place) -> None:
    assert_poisoned(ray.convert(*RAY, **ray.deadly(POISON)).ended(), ray)


HANG_UP = """
import os, signal
from multiprocessing import resource_tracker
from newsparse.convert.executors import engine

if __name__ == "__main__":
    with engine("local", 1) as workers, workers.start() as pool:
        tracker = resource_tracker._resource_tracker._pid
        os.kill(tracker, signal.SIGHUP)
        pool.submit(abs, -1).result()
        print(os.waitpid(tracker, os.WNOHANG))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="the system has no such signal")
def test_a_terminal_that_closes_does_not_end_the_helper_of_processes(tmp_path: Path) -> None:
    """It would print tracebacks, as it does when it is started."""
    (tmp_path / "hang_up.py").write_text(HANG_UP, encoding="utf-8")
    done = subprocess.run([sys.executable, "hang_up.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("(0, 0)\n", "")
