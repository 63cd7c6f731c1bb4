"""Conversions that are killed before each of their changes to the file system, and run again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.conversions import make_request, run_inline

from newsparse.conversion.commit import Summary
from newsparse.conversion.options import Options, OutputFormat
from newsparse.conversion.plan import PlanError, ShardLimits
from newsparse.inputs.search import Search

TEXT = "Published Time: 2022-01-11\nTitle: {0}\nText:\nThe ferry remaining on Friday.Nobody had waited for it.\n"
CHANGES = ("open", "replace", "unlink", "rmdir", "mkdir", "chmod")
KINDS: list[tuple[str, OutputFormat]] = [
    ("out/", "ndjson"),
    ("out.ndjson", "ndjson"),
    ("out/", "parquet"),
    ("out.parquet", "parquet"),
    ("out/", "json"),
    ("out.csv", "csv"),
]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")


def write(number: int, *titles: str, time: int = 1) -> None:
    path = Path(f"in/{number:02}.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(map(TEXT.format, titles)), encoding="utf-8")
    os.utime(path, (time * 1e9, time * 1e9))


def run(dest: str, output_format: OutputFormat, prune: bool = False, reuse: bool = True, root: str = "in") -> Summary:
    two_files = ShardLimits(max_files=2)
    request = make_request([root], dest, Options(output_format), reuse=reuse, prune=prune, shard_limits=two_files)
    return run_inline(Search([root]), request)


def reproducible_files() -> dict[str, bytes]:
    """The content of all files by path, without those that contain the id of a plan or times."""
    found = (
        path for path in sorted(Path().rglob("*")) if path.is_file() and path.name not in ("_manifest.json", "state")
    )
    return {str(path): path.read_bytes() for path in found}


class RestorableFolder:
    """A folder that can be restored from a copy with the same time stamps."""

    def __init__(self, folder: Path) -> None:
        self.path, self.copy = folder / "now", folder / "copy"

    def save(self) -> None:
        shutil.copytree(self.path, self.copy)

    def restore(self) -> None:
        os.chdir(self.path.parent)
        shutil.rmtree(self.path, ignore_errors=True)
        shutil.copytree(self.copy, self.path)
        os.chdir(self.path)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RestorableFolder]:
    monkeypatch.chdir(tmp_path)
    folder = RestorableFolder(tmp_path)
    folder.path.mkdir()
    os.chdir(folder.path)
    yield folder
    os.chdir(tmp_path)


def kill_before_change(number: int, dest: str, output_format: OutputFormat, **options: Any) -> bool:
    """Run a conversion and kill it before its change `number`. Returns whether it was killed: False if it makes fewer
    changes."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            remaining = iter(range(number - 1))

            def count_change(change: Any) -> Any:
                def counted_change(*args: Any, **kwargs: Any) -> Any:
                    if next(remaining, None) is None:
                        os._exit(9)
                    return change(*args, **kwargs)

                return counted_change

            for name in CHANGES:
                setattr(os, name, count_change(getattr(os, name)))
            run(dest, output_format, **options)
            code = 0
        except PlanError:  # the request is refused before any change
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9)
    return code == 9


def change_inputs() -> None:
    """Change the inputs: one has more records, one is removed, one has other text."""
    Path("in/01.txt").unlink(missing_ok=True)  # its records are kept
    write(0, "another title")
    write(5, "a", "b")


@pytest.mark.parametrize(("dest", "output_format"), KINDS)
def test_a_run_killed_at_any_change_is_resumed(
    folder: RestorableFolder, dest: str, output_format: OutputFormat
) -> None:
    for number in range(6):
        write(number, str(number))
    run(dest, output_format)
    change_inputs()
    run(dest, output_format)
    write(2, "another title as well", time=2)
    Path("in/04.txt").unlink()
    folder.save()
    run(dest, output_format)
    expected = reproducible_files()
    run(dest, output_format, prune=True)
    pruned = reproducible_files()
    for number in count(1):
        folder.restore()
        if not kill_before_change(number, dest, output_format):
            assert number > 20
            break
        run(dest, output_format)
        assert reproducible_files() == expected, number
        run(dest, output_format, prune=True)
        assert reproducible_files() == pruned, number


@pytest.mark.parametrize(("dest", "output_format"), KINDS)
def test_prune_removes_the_outputs_of_a_killed_run(
    folder: RestorableFolder, dest: str, output_format: OutputFormat
) -> None:
    for number in range(6):
        write(number, str(number))
    run(dest, output_format)
    folder.save()
    Path("in/00.txt").unlink()
    write(4, "4")
    run(dest, output_format, prune=True)
    expected = reproducible_files()
    for number in count(1):
        folder.restore()
        change_inputs()
        write(4, "7", time=2)  # the same size
        write(6, "6", "6b")
        if not kill_before_change(number, dest, output_format):
            assert number > 20
            break
        Path("in/06.txt").unlink()
        Path("in/00.txt").unlink()
        for input_number in (1, 4, 5):
            write(input_number, str(input_number))
        kill_before_change(number, dest, output_format)
        run(dest, output_format, prune=True)
        assert reproducible_files() == expected, number


def change_some(chance: Random, time: int) -> None:
    """Change, remove and create some of the inputs."""
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
@pytest.mark.parametrize(("dest", "output_format"), KINDS)
def test_any_history_of_runs_gives_the_outputs_of_a_full_run(
    folder: RestorableFolder, dest: str, output_format: OutputFormat, seed: int
) -> None:
    """The inputs change between the runs, some of which are killed."""
    chance = Random(seed)  # noqa: S311
    for step in range(1, 6):
        change_some(chance, step)
        Path("in/1").mkdir(parents=True, exist_ok=True)
        root = chance.choice(("in", "in", "in/1"))
        options = {"reuse": chance.random() < 0.8, "prune": chance.random() < 0.25, "root": root}
        if any(Search([root])):
            kill_before_change(chance.choice((9999, chance.randint(1, 60))), dest, output_format, **options)
    Path("in/0").mkdir(exist_ok=True)
    write(0, "last")
    run(dest, output_format, prune=True)
    outputs = {name: data for name, data in reproducible_files().items() if not name.startswith("in/")}
    shutil.rmtree("out", ignore_errors=True)
    shutil.rmtree(f".{dest}.newsparse", ignore_errors=True)
    Path("out.ndjson").unlink(missing_ok=True)
    Path("out.parquet").unlink(missing_ok=True)
    run(dest, output_format)
    assert outputs == {name: data for name, data in reproducible_files().items() if not name.startswith("in/")}
