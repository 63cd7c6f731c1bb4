"""Outputs put in their place, also where that was stopped."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from support.conversions import Here, bytes_below, ran

from newsparse.convert import planner as plans
from newsparse.convert import shards
from newsparse.convert.executors import Engine
from newsparse.convert.plan import Entry, Options
from newsparse.convert.run import Job, convert, finish_alone, prepare
from newsparse.convert.shards import run_shard
from newsparse.convert.sinks import Record
from newsparse.convert.targets import ConvertError
from newsparse.inputs.search import Search
from newsparse.storage import stores


class Stopped(BaseException):
    """As a signal stops a process: nothing of ours catches it."""


def stopped(monkeypatch: pytest.MonkeyPatch, job: Job, moved: int) -> None:
    """A run that is stopped when so many of its parts have taken their place."""
    left, move = iter(range(moved)), stores.move

    def stopping(path: str, target: str, follow: bool = True) -> None:
        if next(left, None) is None:
            raise Stopped
        move(path, target, follow)

    with monkeypatch.context() as patch:
        patch.setattr(stores, "move", stopping)
        with pytest.raises(Stopped):
            ran(Search(["in"]), job)


@pytest.fixture
def half(sixty: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """A run that was stopped when some of its parts had taken their place."""
    job = Job(("in",), "out/", Options("ndjson"))
    stopped(monkeypatch, job, 2)
    return job


def test_a_plan_made_where_a_run_was_stopped_while_parts_took_their_place(half: Job) -> None:
    Path("in/0/00.txt").unlink()
    plan = prepare(Search(["in"]), half)
    for index in range(len(plan.shards)):
        run_shard(plan.folder, index)
    finish_alone(plan)
    ran(Search(["in"]), half._replace(dest="good/"))
    assert bytes_below("out") == bytes_below("good")


def test_parts_of_an_earlier_run_go_also_where_one_was_taken_away(half: Job) -> None:
    """Of a run that was stopped while its parts took their place, by whom ever."""
    Path("out/part-000000.ndjson").unlink()
    for path in sorted(Path("in/1").iterdir())[5:]:
        path.unlink()
    done = convert(Search(["in"]), half, Engine(Here, 1))
    assert done.outputs < 6
    ran(Search(["in"]), half._replace(dest="good/"))
    assert bytes_below("out") == bytes_below("good")


def test_nobody_else_writes_after_an_earlier_run_has_been_ended(half: Job) -> None:
    def another(_: object) -> None:
        with pytest.raises(ConvertError, match="another run is writing to it"):
            prepare(Search(["in"]), half)

    Path("in/0/00.txt").unlink()
    assert convert(Search(["in"]), half, Engine(Here, 1), planned=another).files == 59
    assert os.listdir("out/.newsparse") == ["state"]


@pytest.mark.parametrize("reuse", [False, True])
@pytest.mark.parametrize("moved", [0, 3, 5])
def test_a_run_that_was_stopped_while_parts_took_their_place(
    sixty: Path, monkeypatch: pytest.MonkeyPatch, moved: int, reuse: bool
) -> None:
    """What an earlier run left, of more parts, is half replaced then; nothing is parsed again."""
    inputs, job = Search(["in"]), Job(("in",), "out/", Options("ndjson"), reuse)
    with monkeypatch.context() as patch:
        patch.setattr(plans, "_MOST_FILES", 5)
        ran(inputs, job._replace(options=Options("ndjson", errors="replace")))
    stopped(monkeypatch, job, moved)
    assert not Path("out/_manifest.json").exists()
    parsed = list[str]()
    records = shards._records

    def seen(entry: Entry, *args: Any) -> list[Record]:
        parsed.append(entry.path)
        return records(entry, *args)

    monkeypatch.setattr(shards, "_records", seen)
    done = convert(inputs, job, Engine(Here, 1))
    assert (done.articles, done.errors, parsed) == (60, 1, [])
    ran(inputs, job._replace(dest="good/"))
    assert bytes_below("out") == bytes_below("good")
    assert sorted(os.listdir("out/.newsparse")) == ["state"]
