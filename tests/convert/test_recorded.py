"""Files in a folder of outputs that no run has recorded are not replaced."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.conversions import TEXT, Here, bytes_below, ran

from newsparse.convert.commit import Summary
from newsparse.convert.executors import Engine
from newsparse.convert.plan import Form, Options, PlanError
from newsparse.convert.recorded import PART
from newsparse.convert.run import Job, convert, prepare
from newsparse.convert.shards import run_shard
from newsparse.inputs.search import Search
from newsparse.storage import stores
from newsparse.storage.object_store import ObjectStore


def job(form: Form, dest: str = "out/", **more: Any) -> Job:
    return Job(("in",), dest, Options(form), **more)


def here(wanted: Job) -> Summary:
    """A conversion by this process, the only one that sees what it keeps in memory."""
    return convert(Search(["in"]), wanted, Engine(Here, 1))


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("json", "0/00.json"),
        ("json", "1/11#2.json"),  # a second article of an input
        ("json", "1/13#2.json"),  # an input has one article, but may have another one later
        ("yaml", "1/59.yaml"),
        ("json", "_manifest.json"),
        ("ndjson", "part-000000.ndjson"),
        ("ndjson", "part-000005.ndjson"),
        ("ndjson", "_manifest.json"),
        ("parquet", "part-000001.parquet"),
    ],
)
def test_files_that_no_run_has_recorded_are_not_replaced(sixty: Path, form: Form, name: str) -> None:
    path = Path("out", name)
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    for reuse in (False, True):
        with pytest.raises(PlanError, match=f"{name} would be replaced.*; pass --overwrite to replace it"):
            ran(Search(["in"]), job(form, reuse=reuse))
        assert bytes_below("out") == {name: b"mine"}
        assert not Path("out/.newsparse").exists()
    ran(Search(["in"]), job(form, overwrite=True))
    if name == "1/13#2.json":  # no article went there, so it is not recorded
        assert path.read_bytes() == b"mine"
        path.unlink()
    else:
        assert path.read_bytes() != b"mine"
    ran(Search(["in"]), job(form))


@pytest.mark.parametrize(
    ("form", "name"),
    [("json", "0/00.yaml"), ("json", "part-000000.ndjson"), ("json", "other/00.json"), ("ndjson", "part-000006.ndjson"),
     ("ndjson", "part-000000.parquet"), ("ndjson", "part-1.ndjson"), ("ndjson", "0/part-000000.ndjson")],
)  # fmt: skip
def test_other_files_do_not_matter(sixty: Path, form: Form, name: str) -> None:
    Path("out", name).parent.mkdir(parents=True)
    Path("out", name).write_text("mine", encoding="utf-8")
    for _ in range(2):
        ran(Search(["in"]), job(form))
        assert Path("out", name).read_bytes() == b"mine"


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_what_an_interrupted_run_has_left_is_replaced(sixty: Path, form: Form) -> None:
    """By the same plan, and by another one."""
    plan = prepare(Search(["in"]), job(form))
    run_shard(plan.folder, 0)
    Path("in/0/00.txt").write_text(TEXT.format("changed"), encoding="utf-8")
    plan = prepare(Search(["in"]), job(form))
    run_shard(plan.folder, 1)
    here(job(form))
    ran(Search(["in"]), job(form, "good/"))
    assert bytes_below("out").keys() == bytes_below("good").keys()


def test_one_file_is_replaced(sixty: Path) -> None:
    Path("out.ndjson").write_text("old", encoding="utf-8")
    ran(Search(["in"]), job("ndjson", "out.ndjson"))
    assert json.loads(Path("out.ndjson").read_text(encoding="utf-8").splitlines()[0])["title"] == "0"


def test_a_store_is_listed_and_not_asked_for_each_file(sixty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stores.write("memory://tree/0/00.json", b"mine")
    asked: list[str] = []
    file_info = ObjectStore.file_info

    def counted(store: ObjectStore, path: str) -> stores.About:
        asked.append(path)
        return file_info(store, path)

    monkeypatch.setattr(ObjectStore, "file_info", counted)
    with pytest.raises(PlanError, match=r"memory://tree: 0/00\.json would be replaced"):
        here(job("json", "memory://tree/"))
    assert len(asked) < 10  # of sixty
    assert stores.read("memory://tree/0/00.json") == b"mine"
    here(job("json", "memory://tree/", overwrite=True))
    here(job("json", "memory://tree/"))
    assert stores.read("memory://tree/0/00.json") != b"mine"


@pytest.mark.parametrize(
    "name", ["part-1.ndjson", "part-000001.json", "part-000001.ndjson.bz2", "a/part-000001.ndjson"]
)
def test_names_that_are_not_those_of_parts(name: str) -> None:
    assert PART.fullmatch("part-000001.ndjson.gz")
    assert not PART.fullmatch(name)
