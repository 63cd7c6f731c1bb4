"""Conversions killed before each change that they make to the file system, and called again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from conversions import Here

from newsparse import planning
from newsparse.commit import Summary
from newsparse.convert import Job, convert
from newsparse.engines import Engine
from newsparse.inputs import Search
from newsparse.plan import Form, Options

TEXT = "Published Time: 2022-01-11\nTitle: {0}\nText:\nThe ferry left on Friday.Nobody had waited for it.\n"
CHANGES = ("open", "replace", "unlink", "rmdir", "mkdir", "chmod")
KINDS: list[tuple[str, Form]] = [
    ("out/", "ndjson"), ("out.ndjson", "ndjson"), ("out/", "parquet"), ("out.parquet", "parquet"), ("out/", "json"),
]  # fmt: skip

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is killed here")


def write(number: int, *titles: str, time: int = 1) -> None:
    path = Path(f"in/{number:02}.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(map(TEXT.format, titles)), encoding="utf-8")
    os.utime(path, (time * 1e9, time * 1e9))


def run(dest: str, form: Form, prune: bool = False) -> Summary:
    job = Job(("in",), dest, Options(form), reuse=True, prune=prune)
    return convert(Search(["in"]), job, Engine(Here, 1))


def files() -> dict[str, bytes]:
    """All that is there, but for what differs from run to run: the plan's id, and times."""
    found = (
        path for path in sorted(Path().rglob("*")) if path.is_file() and path.name not in ("_manifest.json", "state")
    )
    return {str(path): path.read_bytes() for path in found}


class Stage:
    """A folder that can be had again as it was once: links would be torn, and stamps must be the same."""

    def __init__(self, place: Path) -> None:
        self.now, self.then = place / "now", place / "then"

    def keep(self) -> None:
        shutil.copytree(self.now, self.then)

    def restore(self) -> None:
        os.chdir(self.now.parent)
        shutil.rmtree(self.now, ignore_errors=True)
        shutil.copytree(self.then, self.now)
        os.chdir(self.now)


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(planning, "_MOST_FILES", 2)
    stage = Stage(tmp_path)
    stage.now.mkdir()
    os.chdir(stage.now)
    yield stage
    os.chdir(tmp_path)


def is_killed(number: int, dest: str, form: Form) -> bool:
    """Whether a process that makes `number` changes, and is killed before the last, has that many to make."""
    child = os.fork()
    if child == 0:
        try:
            left = iter(range(number - 1))

            def counted(change: Any) -> Any:
                def made(*args: Any, **kwargs: Any) -> Any:
                    if next(left, None) is None:
                        os._exit(9)
                    return change(*args, **kwargs)

                return made

            for name in CHANGES:
                setattr(os, name, counted(getattr(os, name)))
            run(dest, form)
        finally:
            os._exit(0)
    return bool(os.waitpid(child, 0)[1])


def change() -> None:
    """What a first run has read is another by now: more records of one input, none of another, other text."""
    Path("in/01.txt").unlink(missing_ok=True)  # its records stay
    write(0, "another title")
    write(5, "a", "b")


@pytest.mark.parametrize(("dest", "form"), KINDS)
def test_a_run_that_is_killed_at_any_change_is_gone_on_with(stage: Stage, dest: str, form: Form) -> None:
    for number in range(6):
        write(number, str(number))
    run(dest, form)
    change()
    run(dest, form)
    write(2, "another title as well", time=2)
    Path("in/04.txt").unlink()
    stage.keep()
    run(dest, form)
    good = files()
    run(dest, form, prune=True)
    pruned = files()
    for number in count(1):
        stage.restore()
        if not is_killed(number, dest, form):
            assert number > 20
            break
        run(dest, form)
        assert files() == good, number
        run(dest, form, prune=True)
        assert files() == pruned, number


@pytest.mark.parametrize(("dest", "form"), KINDS)
def test_what_a_run_that_is_killed_has_made_goes_where_its_inputs_do(stage: Stage, dest: str, form: Form) -> None:
    for number in range(6):
        write(number, str(number))
    run(dest, form)
    stage.keep()
    Path("in/00.txt").unlink()
    write(4, "4")
    run(dest, form, prune=True)
    good = files()
    for number in count(1):
        stage.restore()
        change()
        write(4, "7", time=2)  # as long as before
        write(6, "6", "6b")
        if not is_killed(number, dest, form):
            assert number > 20
            break
        Path("in/06.txt").unlink()
        Path("in/00.txt").unlink()
        for old in (1, 4, 5):
            write(old, str(old))
        is_killed(number, dest, form)
        run(dest, form, prune=True)
        assert files() == good, number
