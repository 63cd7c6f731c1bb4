"""Plans and their shards: done once, by those who have the same versions."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.conversions import TEXT, bytes_below, ran

from newsparse.convert.attempts import attempt
from newsparse.convert.plan import Asked, Form, Options, Plan, PlanError, read_plan
from newsparse.convert.planner import make_plan
from newsparse.convert.run import Job, finish_alone, prepare
from newsparse.convert.shards import ShardError, part_of, receipt_of, run_shard
from newsparse.convert.targets import targets
from newsparse.inputs.search import Search
from newsparse.inputs.walk import Found
from newsparse.storage import stores

WORK = "out/.newsparse"


def asked(options: Options = Options("ndjson")) -> Asked:  # noqa: B008 - it is frozen
    return Asked(options, os.path.abspath("out"))


def test_what_was_done_is_not_done_again(sixty: Path) -> None:
    inputs = [(item, item.path) for item in Search(["in"])]
    plan = make_plan(WORK, inputs, asked())
    first = run_shard(WORK, 2)
    assert receipt_of(plan, 2) == first == run_shard(WORK, 2)
    changed = plan.part(2) + ".json"
    os.utime(changed, (1, 1))
    run_shard(WORK, 2)
    assert os.stat(changed).st_mtime == 1
    Path(part_of(plan, first)).write_bytes(b"cut")
    assert receipt_of(plan, 2) is None
    assert run_shard(WORK, 2)._replace(part=first.part) == first
    assert read_plan(WORK) == plan


def test_what_another_plan_has_done_is_done_again(sixty: Path) -> None:
    """Its outputs of a tree may have been written over."""
    first, other = asked(Options("json")), asked(Options("json", "none"))
    for wanted in (first, other, first):
        make_plan(WORK, list(targets(Search(["in"]), ["in"], "out", wanted.options)), wanted)
        run_shard(WORK, 0)
    assert json.loads(Path("out/0/00.json").read_text(encoding="utf-8"))["repairs"]


def test_a_list_that_is_not_that_of_the_plan_is_refused(sixty: Path) -> None:
    """Cut by a full disk, it would lose inputs without a word."""
    plan = make_plan(WORK, [(item, item.path) for item in Search(["in"])], asked())
    data = Path(WORK, "inputs.list").read_bytes()
    for wrong in (b"", data[:100], data.replace(b"in/0/00.txt", b"in/0/02.txt")):
        Path(WORK, "inputs.list").write_bytes(wrong)
        with pytest.raises(PlanError, match=r"out/\.newsparse: inputs\.list is damaged; make the plan again"):
            run_shard(WORK, 0)
        assert attempt(WORK, plan.id, 0) == "out/.newsparse: inputs.list is damaged; make the plan again"


def test_a_worker_that_does_not_see_the_inputs_refuses(sixty: Path) -> None:
    """Else it would make an error record of each."""
    make_plan(WORK, [(item, item.path) for item in Search(["in"])], asked())
    shutil.rmtree("in/0")
    with pytest.raises(ShardError, match=r"^nothing that shard 0 reads is here, .* see the same files$"):
        run_shard(WORK, 0)
    Path("in/1/13.txt").unlink()
    assert run_shard(WORK, 3).errors == 1


def test_a_worker_that_does_not_see_the_inputs_refuses_where_others_are_no_more(sixty: Path) -> None:
    ran(Search(["in"]), Job(("in",), "out", Options("json")))
    for number in (0, 2):
        Path(f"in/0/0{number}.txt").unlink()
    for number in (4, 6):
        os.utime(f"in/0/0{number}.txt", (1, 1))
    plan = prepare(Search(["in"]), Job(("in",), "out", Options("json")))
    shutil.move("in", "elsewhere")
    with pytest.raises(ShardError, match="must see the same files"):
        run_shard(plan.folder, 0)


def test_outputs_of_a_tree_that_are_gone_are_made_again(sixty: Path) -> None:
    inputs = list(targets(Search(["in"]), ["in"], "out", Options("json")))
    make_plan(WORK, inputs, asked(Options("json")))
    first = run_shard(WORK, 0)
    Path("out/0/00.json").unlink()
    assert run_shard(WORK, 0)._replace(part=first.part) == first
    assert Path("out/0/00.json").exists()


def test_another_version_refuses(sixty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_plan(WORK, [(item, item.path) for item in Search(["in"])], asked())
    monkeypatch.setattr("newsparse.convert.plan.__version__", "9.9.9")
    with pytest.raises(ShardError, match=r"the plan was made with newsparse .*, here is newsparse 9\.9\.9"):
        run_shard(WORK, 0)


@pytest.mark.parametrize(
    ("options", "library"),
    [
        (Options("parquet"), "pyarrow.__version__"),
        (Options("ndjson", packed=".gz"), "zlib.ZLIB_RUNTIME_VERSION"),
        (Options("ndjson", packed=".zst"), "zstandard.__version__"),
    ],
)
def test_another_version_of_what_writes_refuses(
    sixty: Path, monkeypatch: pytest.MonkeyPatch, options: Options, library: str
) -> None:
    make_plan(WORK, [(item, item.path) for item in Search(["in"])], asked(options))
    monkeypatch.setattr(library, "0.0.9")
    with pytest.raises(ShardError, match=r"the plan was made with newsparse .*, here is newsparse .* 0\.0\.9"):
        run_shard(WORK, 0)


def test_an_object_that_cannot_be_written_is_one_error(sixty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = stores.write

    def refusing(path: str, data: bytes, follow: bool = True) -> None:
        if path.endswith("/05.json"):
            raise PermissionError(13, "Permission denied", path)
        put(path, data, follow)

    monkeypatch.setattr(stores, "write", refusing)
    wanted = Asked(Options("json"), "memory://out")
    make_plan("memory://out/.newsparse", targets(Search(["in/1"]), ["in/1"], "memory://out", wanted.options), wanted)
    receipt = run_shard("memory://out/.newsparse", 0)
    assert (receipt.articles, receipt.errors) == (10, 1)  # an input has two articles
    assert receipt.faults == [("in/1/05.txt", "its output cannot be written: Permission denied")]
    assert [stores.exists(f"memory://out/{name}.json") for name in ("05", "07", "11#2")] == [False, True, True]


def test_a_tree_with_an_output_that_cannot_be_written_is_finished(sixty: Path) -> None:
    Path("out/0/00.json/in.the.way").mkdir(parents=True)
    plan = prepare(Search(["in"]), Job(("in",), "out", Options("json")))
    found = [run_shard(plan.folder, index) for index in range(len(plan.shards))]
    assert [run_shard(plan.folder, index) for index in range(len(plan.shards))] == found
    assert finish_alone(plan).errors == 2


def later(plan: Plan, index: int, then: Callable[[], object]) -> str:
    """A shard whose worker stands still after it has read its first input, until `then` was done."""
    rest = iter([then])

    def heard(path: str) -> None:
        if path != first and (now := next(rest, None)):
            now()

    first = next(plan.entries(index)).path
    with pytest.raises((OSError, PlanError)) as raised:
        run_shard(plan.folder, index, heard=heard)
    return str(raised.value)


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_a_worker_that_comes_late_writes_nothing(sixty: Path, form: Form) -> None:
    job = Job(("in",), "out/", Options(form))
    plan = prepare(Search(["in"]), job)

    def meanwhile() -> None:
        ran(Search(["in"]), job)
        Path("in/0/00.txt").write_text(TEXT.format("a newer one"), encoding="utf-8")
        ran(Search(["in"]), job)

    assert "another run has ended or replaced the plan" in later(plan, 0, meanwhile)
    ran(Search(["in"]), job._replace(dest="good/"))
    assert bytes_below("out") == bytes_below("good")
    assert os.listdir("out/.newsparse") == ["state"]


@pytest.mark.parametrize("form", ["ndjson", "parquet"])
def test_a_worker_whose_old_outputs_are_replaced_takes_nothing_from_them(sixty: Path, form: Form) -> None:
    job = Job(("in",), "out/", Options(form), reuse=True)
    ran(Search(["in"]), job)
    os.utime("in/0/00.txt", (1, 1))
    plan = prepare(Search(["in"]), job)
    part = next(Path("out").glob("part-000000*"))
    assert "was changed meanwhile" in later(plan, 0, lambda: part.write_bytes(b"\n" + part.read_bytes()))


def test_of_two_that_do_a_shard_each_has_its_own_part(sixty: Path) -> None:
    """Where one cannot read what the other can, the receipt tells of the part that it came with."""
    job = Job(("in",), "out/", Options("ndjson"))
    plan = prepare(Search(["in"]), job)
    data = Path("in/0/00.txt").read_bytes()
    Path("in/0/00.txt").write_bytes(b"")
    first = run_shard(plan.folder, 0)
    Path(plan.part(0) + ".json").rename("receipt")
    Path("in/0/00.txt").write_bytes(data)
    second = run_shard(plan.folder, 0)
    assert (first.errors, second.errors) == (1, 0) or (first.articles, second.articles) == (8, 9)
    Path("receipt").rename(plan.part(0) + ".json")
    found = [run_shard(plan.folder, index) for index in range(len(plan.shards))]
    assert found[0] == first
    assert finish_alone(plan).errors == sum(x.errors for x in found)
    manifest = json.loads(Path("out/_manifest.json").read_text(encoding="utf-8"))
    assert manifest["parts"][0]["sha256"] == hashlib.sha256(Path("out/part-000000.ndjson").read_bytes()).hexdigest()


def test_a_tree_that_is_being_written_has_no_manifest(sixty: Path) -> None:
    job = Job(("in",), "out", Options("json"))
    ran(Search(["in"]), job)
    Path("in/0/00.txt").write_text(TEXT.format("new"), encoding="utf-8")
    plan = prepare(Search(["in"]), job)
    assert Path("out/_manifest.json").exists()
    run_shard(plan.folder, 0)
    assert not Path("out/_manifest.json").exists()


def test_a_plan_that_is_made_again_knows_when_its_shards_were_first_done(sixty: Path) -> None:
    job = Job(("in",), "out", Options("json"))
    first = prepare(Search(["in"]), job)
    assert prepare(Search(["in"]), job).began == first.began
    assert prepare(Search(["in/0"]), job).began > first.began


def test_a_watched_process_ends_with_the_one_that_watches(sixty: Path) -> None:
    code = (
        "import threading, time, newsparse.convert.attempts as a; threading.Thread(target=a._end_with_parent).start(); "
    )
    with subprocess.Popen([sys.executable, "-c", code + "time.sleep(60)"], stdin=subprocess.PIPE) as process:
        began = time.monotonic()
    assert process.returncode == 1
    assert time.monotonic() - began < 50


def test_what_the_listing_told_is_not_asked_again(sixty: Path) -> None:
    found = [Found("s3://none/a.txt", None, 5, "tag"), Found("s4://none/a.txt")]
    plan = make_plan(WORK, [(item, f"{number}") for number, item in enumerate(found)], asked())
    assert [(entry.size, entry.stamp) for entry in plan.entries(0)] == [(5, "tag"), (0, "")]


def test_plans_differ_where_outputs_may(sixty: Path) -> None:
    inputs = [(item, item.path) for item in Search(["in"])]
    ids = {make_plan(WORK, inputs, asked(options)).id for options in (Options("ndjson"), Options("ndjson", "all"))}
    os.utime("in/0/00.txt", (1, 1))
    ids.add(make_plan(WORK, inputs, asked()).id)
    assert len(ids) == 3
