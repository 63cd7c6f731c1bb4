"""Outputs put in their place, also where that was stopped."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from conversions import bytes_below, ran

from newsparse import planning as plans
from newsparse import shards, stores
from newsparse.convert import Job, convert
from newsparse.engines import Engine
from newsparse.inputs import Search
from newsparse.plan import Entry, Options
from newsparse.sinks import Record


class Here(Executor):
    """Work that is done by this process when it is handed out."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = Future[Any]()
        future.set_result(fn(*args, **kwargs))
        return future


class Stopped(BaseException):
    """As a signal stops a process: nothing of ours catches it."""


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
    with monkeypatch.context() as patch:
        left, move = iter(range(moved)), stores.move

        def stopping(path: str, target: str) -> None:
            if next(left, None) is None:
                raise Stopped
            move(path, target)

        patch.setattr(stores, "move", stopping)
        with pytest.raises(Stopped):
            ran(inputs, job)
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
