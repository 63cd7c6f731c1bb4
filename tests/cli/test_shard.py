"""`newsparse shard`: a plan converted shard by shard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.commands import run


def test_shards_and_finish_write_the_outputs(single: Path) -> None:
    assert run("convert", ".", "-o", "out/", "--plan-only").returncode == 0
    assert run("shard", "out", "--index", "0").returncode == 0
    done = run("shard", "out", "--finish")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.startswith(b"newsparse: wrote out: 1 file, 1 article, 1 repair")
    (part,) = Path("out").glob("*.ndjson")
    assert json.loads(part.read_bytes())["source"] == "a.txt"
    done = run("shard", "out", "--finish")
    assert (done.returncode, done.stderr) == (0, b"newsparse: out: the plan is already finished\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none"], "none: no plan found"),
        (["out"], "no shard is selected. Pass --index N or --finish"),
        (["out", "--index", "1"], "the plan has 1 shard, counted from 0"),
        (["out", "--index", "0", "--finish"], "--index and --finish cannot be used together"),
        (["out", "--finish"], "not all shards are finished; first run"),
    ],
)
def test_invalid_shards_are_refused(single: Path, arguments: list[str], message: str) -> None:
    run("convert", ".", "-o", "out/", "--plan-only")
    done = run("shard", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()


def test_index_comes_from_the_scheduler(single: Path) -> None:
    run("convert", ".", "-o", "out/", "--plan-only")
    assert b"the plan has 1 shard" in run("shard", "out", SLURM_ARRAY_TASK_ID="7").stderr
    assert b"the plan has 1 shard" in run("shard", "out", JOB_COMPLETION_INDEX="7").stderr
