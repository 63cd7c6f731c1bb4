"""Conversions killed before each change that they make to the file system, and called again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.conversions import Here

from newsparse.convert import planner
from newsparse.convert.commit import Summary
from newsparse.convert.executors import Engine
from newsparse.convert.plan import Form, Options, PlanError
from newsparse.convert.run import Job, convert
from newsparse.inputs.search import Search

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


def run(dest: str, form: Form, prune: bool = False, reuse: bool = True, root: str = "in") -> Summary:
    job = Job((root,), dest, Options(form), reuse=reuse, prune=prune)
    return convert(Search([root]), job, Engine(Here, 1))


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
    monkeypatch.setattr(planner, "_MOST_FILES", 2)
    stage = Stage(tmp_path)
    stage.now.mkdir()
    os.chdir(stage.now)
    yield stage
    os.chdir(tmp_path)


def is_killed(number: int, dest: str, form: Form, **options: Any) -> bool:
    """Whether a process that makes `number` changes, and is killed before the last, has that many to make."""
    child = os.fork()
    if child == 0:
        code = 1
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
            run(dest, form, **options)
            code = 0
        except PlanError:  # a plan that must not be made is none to be killed
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9)
    return code == 9


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


def changed(chance: Random, time: int) -> None:
    """Some of the inputs are others, or no more, or new."""
    for name in ("0/a", "0/b", "1/a", "1/c", "1/d/e", "f"):
        path, what = Path(f"in/{name}.txt"), chance.random()
        if what < 0.3:
            path.parent.mkdir(parents=True, exist_ok=True)
            titles = [chance.choice("abcdef") for _ in range(chance.choice((0, 1, 1, 2, 3)))]
            path.write_text("".join(map(TEXT.format, titles)), encoding="utf-8")
            os.utime(path, (time * 1e9, time * 1e9))
        elif what < 0.45:
            path.unlink(missing_ok=True)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("dest", "form"), KINDS)
def test_histories(stage: Stage, dest: str, form: Form, seed: int) -> None:
    """Some runs, killed or not, of inputs that change: then the outputs are those of a fresh run."""
    chance = Random(seed)  # noqa: S311
    for step in range(1, 6):
        changed(chance, step)
        Path("in/1").mkdir(parents=True, exist_ok=True)
        root = chance.choice(("in", "in", "in/1"))
        options = {"reuse": chance.random() < 0.8, "prune": chance.random() < 0.25, "root": root}
        if any(Search([root])):
            is_killed(chance.choice((9999, chance.randint(1, 60))), dest, form, **options)
    Path("in/0").mkdir(exist_ok=True)
    write(0, "last")
    run(dest, form, prune=True)
    made = {name: data for name, data in files().items() if not name.startswith("in/")}
    shutil.rmtree("out", ignore_errors=True)
    shutil.rmtree(f".{dest}.newsparse", ignore_errors=True)
    Path("out.ndjson").unlink(missing_ok=True)
    Path("out.parquet").unlink(missing_ok=True)
    run(dest, form)
    assert made == {name: data for name, data in files().items() if not name.startswith("in/")}
