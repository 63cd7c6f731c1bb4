"""Files in an output folder that no run has recorded are not replaced."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.conversions import TEXT, files_below, make_request, run_conversion, run_inline

from newsparse.conversion.options import Options, OutputFormat
from newsparse.conversion.plan import PlanError
from newsparse.conversion.runner import ConversionRequest, prepare_plan
from newsparse.conversion.shards import run_shard
from newsparse.conversion.state import PART_NAME
from newsparse.inputs.search import Search
from newsparse.storage import stores
from newsparse.storage.object_store import ObjectStore


def request_of(output_format: OutputFormat, dest: str = "out/", **more: Any) -> ConversionRequest:
    return make_request(["in"], dest, Options(output_format), **more)


@pytest.mark.parametrize(
    ("output_format", "name"),
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
def test_unrecorded_files_are_not_replaced(sixty_inputs: Path, output_format: OutputFormat, name: str) -> None:
    path = Path("out", name)
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    for reuse in (False, True):
        with pytest.raises(PlanError, match=f"{name} would be replaced.*; pass --overwrite, or"):
            run_conversion(Search(["in"]), request_of(output_format, reuse=reuse))
        assert files_below("out") == {name: b"mine"}
        assert not Path("out/.newsparse").exists()
    run_conversion(Search(["in"]), request_of(output_format, overwrite=True))
    if name == "1/13#2.json":  # no article went there, so it is not recorded
        assert path.read_bytes() == b"mine"
        path.unlink()
    else:
        assert path.read_bytes() != b"mine"
    run_conversion(Search(["in"]), request_of(output_format))


@pytest.mark.parametrize(
    ("output_format", "name"),
    [
        ("json", "0/00.yaml"),
        ("json", "part-000000.ndjson"),
        ("json", "other/00.json"),
        ("ndjson", "part-000006.ndjson"),
        ("ndjson", "part-000000.parquet"),
        ("ndjson", "part-1.ndjson"),
        ("ndjson", "0/part-000000.ndjson"),
    ],
)
def test_files_that_are_not_outputs_are_kept(sixty_inputs: Path, output_format: OutputFormat, name: str) -> None:
    Path("out", name).parent.mkdir(parents=True)
    Path("out", name).write_text("mine", encoding="utf-8")
    for _ in range(2):
        run_conversion(Search(["in"]), request_of(output_format))
        assert Path("out", name).read_bytes() == b"mine"


@pytest.mark.parametrize("output_format", ["json", "ndjson"])
def test_outputs_of_an_interrupted_run_are_replaced(sixty_inputs: Path, output_format: OutputFormat) -> None:
    """By the same plan, and by another plan."""
    plan = prepare_plan(Search(["in"]), request_of(output_format))
    run_shard(plan.folder, 0)
    Path("in/0/00.txt").write_text(TEXT.format("changed"), encoding="utf-8")
    plan = prepare_plan(Search(["in"]), request_of(output_format))
    run_shard(plan.folder, 1)
    run_inline(Search(["in"]), request_of(output_format))
    run_conversion(Search(["in"]), request_of(output_format, "good/"))
    assert files_below("out").keys() == files_below("good").keys()


def test_a_single_output_is_replaced(sixty_inputs: Path) -> None:
    Path("out.ndjson").write_text("old", encoding="utf-8")
    run_conversion(Search(["in"]), request_of("ndjson", "out.ndjson"))
    assert json.loads(Path("out.ndjson").read_text(encoding="utf-8").splitlines()[0])["title"] == "0"


def test_an_object_store_is_listed_without_a_request_for_each_file(
    sixty_inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores.write("memory://tree/0/00.json", b"mine")
    requested: list[str] = []
    file_info = ObjectStore.file_info

    def count_request(store: ObjectStore, path: str) -> stores.FileInfo:
        requested.append(path)
        return file_info(store, path)

    monkeypatch.setattr(ObjectStore, "file_info", count_request)
    with pytest.raises(PlanError, match=r"memory://tree: 0/00\.json would be replaced"):
        run_inline(Search(["in"]), request_of("json", "memory://tree/"))
    assert len(requested) < 10  # there are more than sixty outputs
    assert stores.read("memory://tree/0/00.json") == b"mine"
    run_inline(Search(["in"]), request_of("json", "memory://tree/", overwrite=True))
    run_inline(Search(["in"]), request_of("json", "memory://tree/"))
    assert stores.read("memory://tree/0/00.json") != b"mine"


@pytest.mark.parametrize(
    "name", ["part-1.ndjson", "part-000001.json", "part-000001.ndjson.bz2", "a/part-000001.ndjson"]
)
def test_part_names(name: str) -> None:
    assert PART_NAME.fullmatch("part-000001.ndjson.gz")
    assert not PART_NAME.fullmatch(name)
