"""Plans and their options in the work folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from support.conversions import make_request

from newsparse import __version__
from newsparse.conversion.options import Options
from newsparse.conversion.plan import PlanError, load_plan, load_plan_or_none, work_folder
from newsparse.conversion.runner import prepare_plan
from newsparse.inputs.search import Search


def test_the_stored_format_of_a_plan_does_not_change(sixty_inputs: Path) -> None:
    plan = prepare_plan(Search(["in"]), make_request(["in"], "out/", Options("ndjson", compression=".gz")))
    stored = json.loads(Path("out/.newsparse/plan.json").read_text(encoding="utf-8"))
    names = "folder id makers options base dest single home keeps began gone pruned torn dropped_checksum old shards"
    assert list(stored) == names.split()
    assert stored["options"] == ["ndjson", "safe", None, "strict", None, ".gz", plan.options.max_size, "", False, False]
    entry = json.loads(Path("out/.newsparse/inputs.list").read_bytes().splitlines()[0])
    stamp = str(os.stat("in/0/00.txt").st_mtime_ns)
    assert entry == ["in/0/00.txt", "00", None, os.path.getsize("in/0/00.txt"), stamp, "new", None] or entry[5] == "new"
    assert load_plan(plan.folder) == plan


def test_a_missing_plan_is_none(tmp_path: Path) -> None:
    assert load_plan_or_none(str(tmp_path)) is None
    with pytest.raises(FileNotFoundError):
        load_plan(str(tmp_path))


def test_a_replaced_plan_is_refused(sixty_inputs: Path) -> None:
    plan = prepare_plan(Search(["in"]), make_request(["in"], "out/", Options("ndjson")))
    plan.refuse_if_replaced()
    prepare_plan(Search(["in"]), make_request(["in"], "out/", Options("ndjson", "none")))
    with pytest.raises(PlanError, match="another run has finished or replaced the plan"):
        plan.refuse_if_replaced()


@pytest.mark.parametrize(
    ("options", "ending", "libraries"),
    [
        (Options("ndjson"), ".ndjson", []),
        (Options("json", compression=".gz"), ".json.gz", ["zlib"]),
        (Options("parquet"), ".parquet", ["pyarrow"]),
        (Options("text"), ".txt", []),
        (Options("markdown", compression=".gz"), ".md.gz", ["zlib"]),
    ],
)
def test_options_determine_ending_and_versions(options: Options, ending: str, libraries: list[str]) -> None:
    first, *others = options.versions.split(", ")
    assert options.ending == ending
    assert first.startswith(f"newsparse {__version__} ")
    assert [other.split()[0] for other in others] == libraries


@pytest.mark.parametrize(
    ("dest", "is_single_file", "folder"),
    [
        ("/news/out", False, "/news/out/.newsparse"),
        ("/news/out.ndjson", True, "/news/.out.ndjson.newsparse"),
        ("s3://news/out.ndjson", True, "s3://news/.out.ndjson.newsparse"),
    ],
)
def test_the_work_folder_is_in_or_beside_the_output(dest: str, is_single_file: bool, folder: str) -> None:
    assert work_folder(dest, is_single_file) == folder
