"""Conversions: whole, the same whoever does them, and gone on with."""

from __future__ import annotations

import fcntl
import json
import os
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

import newsparse
from newsparse import plan as plans
from newsparse import shards, stores
from newsparse.commit import Summary
from newsparse.convert import Job, convert
from newsparse.engines import Engine, engine
from newsparse.inputs import Search
from newsparse.plan import Asked, Entry, Form, Options, make_plan, read_plan
from newsparse.shards import ShardError, receipt_of, run_shard
from newsparse.sinks import Record
from newsparse.targets import ConvertError, targets
from newsparse.walk import Found

TEXT = "Published Time: 2022-01-11\nTitle: {0}\nText:\nThe boats left on Thursday.Prior to that, they had waited.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixty files in two folders, one of them empty, one of two articles; ten files a shard."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plans, "_MOST_FILES", 10)
    for number in range(60):
        path = Path(f"in/{number % 2}/{number:02}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(number), encoding="utf-8")
    Path("in/0/10.txt").write_bytes(b"")
    Path("in/1/11.txt").write_text(TEXT.format("a") + TEXT.format("b"), encoding="utf-8")
    return tmp_path


def converted(dest: str, form: Form = "ndjson", workers: int = 1, packed: str = "", **asked: bool) -> Summary:
    return ran(Search(["in"]), Job(("in",), dest, Options(form, packed=packed), **asked), workers)


def ran(inputs: Iterable[Found], job: Job, workers: int = 1) -> Summary:
    with engine("local", workers) as found:
        return convert(inputs, job, found)


def asked(options: Options = Options("ndjson")) -> Asked:  # noqa: B008 - it is frozen
    return Asked(options, os.path.abspath("out"))


def parsed() -> bytes:
    command = [sys.executable, "-m", "newsparse", "parse", "in"]
    return subprocess.run(command, capture_output=True, check=False).stdout


def bytes_below(dest: str) -> dict[str, bytes]:
    """What is below a folder, without what is kept there for the next run."""
    found = (path for path in sorted(Path(dest).rglob("*")) if path.is_file() and ".newsparse" not in path.parts)
    return {str(path.relative_to(dest)): path.read_bytes() for path in found}


@pytest.mark.parametrize("workers", [1, 2])
def test_one_file_holds_what_parse_prints(folder: Path, workers: int) -> None:
    summary = converted("out.ndjson", workers=workers)
    assert Path("out.ndjson").read_bytes() == parsed()
    assert (summary.files, summary.articles, summary.errors, summary.outputs) == (60, 60, 1, 1)
    assert (summary.repairs, summary.problems) == ({"N301": 60}, {})
    assert sorted(os.listdir()) == ["in", "out.ndjson"]


@pytest.mark.parametrize("form", ["ndjson", "json", "yaml"])
def test_the_same_bytes_from_any_number_of_workers(folder: Path, form: Form) -> None:
    for workers in (1, 2, 3):
        converted(f"out{workers}/", form, workers)
    assert bytes_below("out1") == bytes_below("out2") == bytes_below("out3")


def test_parts_and_their_manifest(folder: Path) -> None:
    Path("out").mkdir()
    Path("out/part-000099.ndjson").write_text("of an older run", encoding="utf-8")
    Path("out/part-000098.ndjson").write_text("of nobody", encoding="utf-8")
    Path("out/manifest.json").write_text('{"parts": [{"name": "part-000099.ndjson"}]}', encoding="utf-8")
    converted("out")
    files = bytes_below("out")
    assert files.pop("part-000098.ndjson") == b"of nobody"
    manifest = json.loads(files.pop("manifest.json"))
    assert [part["name"] for part in manifest["parts"]] == sorted(files)
    assert len(files) == 6
    assert b"".join(files[name] for name in sorted(files)) == parsed()
    assert (manifest["articles"], manifest["errors"]) == (60, 1)


def test_a_tree_mirrors_the_inputs(folder: Path) -> None:
    converted("out", "json")
    names = set(bytes_below("out"))
    assert {"0/00.json", "1/11.json", "1/11#2.json", "0/10.json", "manifest.json"} <= names
    assert len(names) == 62
    (article,) = newsparse.parse(Path("in/0/00.txt"))
    assert json.loads(Path("out/0/00.json").read_text(encoding="utf-8")) == article.as_dict()
    assert json.loads(Path("out/0/10.json").read_text(encoding="utf-8"))["error"]["code"] == "N004"


def test_equal_names_are_told_before_anything_is_written(folder: Path) -> None:
    """A batch that goes on writes over the one what the other gave."""
    Path("in/0/00.news").write_text(TEXT, encoding="utf-8")
    inputs = Search(["in"], ["*"])
    with pytest.raises(ConvertError, match=r"^in/0/00.news and in/0/00.txt would both be written to 0/00.json$"):
        ran(inputs, Job(("in",), "out", Options("json")))
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [("in/1/11#2.txt", "could both be written to 1/11#2.json"), ("in/manifest.txt", "which tells what is there")],
)
def test_names_that_outputs_may_have_are_told(folder: Path, name: str, message: str) -> None:
    Path(name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(ConvertError, match=message):
        converted("out", "json")


def test_an_input_is_not_the_output(folder: Path) -> None:
    with pytest.raises(ConvertError, match="would be written over by its own output"):
        ran([Found("in/0/00.txt")], Job((), "in/0/00.txt", Options("ndjson")))
    assert Path("in/0/00.txt").read_text(encoding="utf-8") == TEXT.format("0")


def test_one_run_at_a_time(folder: Path) -> None:
    Path(".out.ndjson.newsparse").mkdir()
    with Path(".out.ndjson.newsparse/lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(ConvertError, match="another run is writing to it"):
            converted("out.ndjson")
    converted("out.ndjson")


def test_what_is_there_keeps_its_mode(folder: Path) -> None:
    Path("out.ndjson").write_text("old", encoding="utf-8")
    Path("out.ndjson").chmod(0o600)
    converted("out.ndjson")
    assert stat.S_IMODE(Path("out.ndjson").stat().st_mode) == 0o600
    os.mkfifo("pipe")
    with pytest.raises(ConvertError, match="not a file that may be written over"):
        converted("pipe")


def test_an_empty_folder_leaves_what_is_there(folder: Path) -> None:
    Path("none").mkdir()
    Path("out.ndjson").write_text("old", encoding="utf-8")
    command = [sys.executable, "-m", "newsparse", "convert", "none", "-o", "out.ndjson"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"looked for *.txt" in done.stderr
    assert Path("out.ndjson").read_text(encoding="utf-8") == "old"


def test_outputs_do_not_replace_inputs(folder: Path) -> None:
    Path("in/a.json").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ConvertError, match="would be written over by its own output"):
        ran(Search(["in"], ["*"]), Job(("in",), "in", Options("json")))


def test_a_dangling_link_loses_nothing_else(folder: Path) -> None:
    """A batch that stops there drops the rest of its chunk."""
    Path("in/0/05.txt").symlink_to("nowhere.txt")
    inputs = sorted([*Search(["in"]), Found("in/0/05.txt")])
    summary = ran(inputs, Job(("in",), "out.ndjson", Options("ndjson")), 2)
    rows = [json.loads(row) for row in Path("out.ndjson").read_text(encoding="utf-8").splitlines()]
    assert [row["source"] for row in rows if row["record"] is None] == ["in/0/05.txt", "in/0/10.txt"]
    assert (summary.articles, summary.errors) == (60, 2)


def test_targets(folder: Path) -> None:
    inputs = [Found(path) for path in ("in/0/00.txt", "in/1/01.a.txt.gz", "d.txt", "/e/f")]
    assert [target for _, target in targets(inputs, ["in", "in/1/", "d.txt"], "out", Options("json"))] == [
        "0/00", "01.a", "d", "f",
    ]  # fmt: skip


def test_what_was_done_is_not_done_again(folder: Path) -> None:
    inputs = [(item, item.path) for item in Search(["in"])]
    plan = make_plan("work", inputs, asked())
    first = run_shard("work", 2)
    assert receipt_of(plan, 2) == first == run_shard("work", 2)
    changed = plan.part(2) + ".json"
    os.utime(changed, (1, 1))
    run_shard("work", 2)
    assert os.stat(changed).st_mtime == 1
    Path(plan.part(2)).write_bytes(b"cut")
    assert receipt_of(plan, 2) is None
    assert run_shard("work", 2) == first
    assert read_plan("work") == plan


def test_outputs_of_a_tree_that_are_gone_are_made_again(folder: Path) -> None:
    inputs = list(targets(Search(["in"]), ["in"], "out", Options("json")))
    make_plan("work", inputs, asked(Options("json")))
    first = run_shard("work", 0)
    Path("out/0/00.json").unlink()
    assert run_shard("work", 0) == first
    assert Path("out/0/00.json").exists()


def test_another_version_refuses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_plan("work", [(item, item.path) for item in Search(["in"])], asked())
    monkeypatch.setattr("newsparse.plan.__version__", "9.9.9")
    with pytest.raises(ShardError, match=r"the plan was made with newsparse .*, here is newsparse 9\.9\.9"):
        run_shard("work", 0)


@pytest.mark.parametrize(
    ("options", "library"),
    [
        (Options("parquet"), "pyarrow.__version__"),
        (Options("ndjson", packed=".gz"), "zlib.ZLIB_RUNTIME_VERSION"),
        (Options("ndjson", packed=".zst"), "zstandard.__version__"),
    ],
)
def test_another_version_of_what_writes_refuses(
    folder: Path, monkeypatch: pytest.MonkeyPatch, options: Options, library: str
) -> None:
    make_plan("work", [(item, item.path) for item in Search(["in"])], asked(options))
    monkeypatch.setattr(library, "0.0.9")
    with pytest.raises(ShardError, match=r"the plan was made with newsparse .*, here is newsparse .* 0\.0\.9"):
        run_shard("work", 0)


def test_an_object_that_cannot_be_written_is_one_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = stores.write

    def refusing(path: str, data: bytes) -> None:
        if path.endswith("/05.json"):
            raise PermissionError(13, "Permission denied", path)
        put(path, data)

    monkeypatch.setattr(stores, "write", refusing)
    wanted = Asked(Options("json"), "memory://out")
    make_plan("memory://out/work", targets(Search(["in/1"]), ["in/1"], "memory://out", wanted.options), wanted)
    receipt = run_shard("memory://out/work", 0)
    assert (receipt.articles, receipt.errors) == (10, 1)  # an input has two articles
    assert receipt.faults == [["in/1/05.txt", "its output cannot be written: Permission denied"]]
    assert [stores.exists(f"memory://out/{name}.json") for name in ("05", "07", "11#2")] == [False, True, True]


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
    folder: Path, monkeypatch: pytest.MonkeyPatch, moved: int, reuse: bool
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
    assert not Path("out/manifest.json").exists()
    parsed = list[str]()
    records = shards._records

    def seen(entry: Entry, *args: Any) -> list[Record]:
        parsed.append(entry.path)
        return records(entry, *args)

    monkeypatch.setattr(shards, "_records", seen)
    done = convert(inputs, job, Engine(Here, 1))
    assert (done.articles, done.errors, parsed) == (60, 1, ["in/0/10.txt"] * reuse)  # what is wrong is tried again
    ran(inputs, job._replace(dest="good/"))
    found, good = bytes_below("out"), bytes_below("good")
    told = [json.loads(data.pop("manifest.json"))["parts"] for data in (found, good)]
    assert (found, told[0]) == (good, told[1])
    assert sorted(os.listdir("out/.newsparse")) == ["state"]


def test_what_the_listing_told_is_not_asked_again(folder: Path) -> None:
    found = [Found("s3://none/a.txt", None, 5, "tag"), Found("s4://none/a.txt")]
    plan = make_plan("work", [(item, item.path) for item in found], asked())
    assert [(entry.size, entry.stamp) for entry in plan.entries(0)] == [(5, "tag"), (0, "")]


def test_plans_differ_where_outputs_may(folder: Path) -> None:
    inputs = [(item, item.path) for item in Search(["in"])]
    ids = {make_plan("work", inputs, asked(options)).id for options in (Options("ndjson"), Options("ndjson", "all"))}
    os.utime("in/0/00.txt", (1, 1))
    ids.add(make_plan("work", inputs, asked()).id)
    assert len(ids) == 3


def program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "newsparse", "convert", "in", *arguments]


def test_the_first_error_may_end_it(folder: Path) -> None:
    done = subprocess.run(program("-o", "out.ndjson", "--fail-fast"), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"in/0/10.txt: the input is empty; stopped there" in done.stderr
    assert os.listdir() == ["in"]
    done = subprocess.run(
        program("-o", "out.ndjson", "--fail-fast", "--exclude", "in/0/10.txt"), capture_output=True, check=False
    )
    assert done.returncode == 0


def test_the_command(folder: Path) -> None:
    done = subprocess.run(program("-o", "out.ndjson", "--report-file", "r.json"), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")  # one input is empty
    assert done.stderr.startswith(
        b"newsparse: in/0/10.txt: the input is empty\nnewsparse: 60 files, 60 articles, 60 rep"
    )
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert Counter(report["repairs"]) == {"N301": 60}
    assert (report["files"], report["errors"]) == (60, 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], b"standard input cannot be converted; parse it"),
        (["none", "-o", "out/"], b""),
        (["in", "-o", "-"], b"-o needs a file or a folder"),
        (["in", "-o", "a", "--report-file", "./a"], b"are the same file"),
        (["in", "-o", "a", "--report-file", "none/a"], b"none/a: cannot be written"),
    ],
)
def test_wrong_use(folder: Path, arguments: list[str], message: bytes) -> None:
    command = [sys.executable, "-m", "newsparse", "convert", *arguments]
    command += [] if "-o" in arguments else ["-o", "out.ndjson"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert message in done.stderr
    assert b"Traceback" not in done.stderr
