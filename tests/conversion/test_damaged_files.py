"""Hostile and damaged files beside the outputs: no file outside DEST changes, and there are expected errors only."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support import conversions
from support.conversions import INLINE, TEXT, files_below

from newsparse.conversion.commit import Summary
from newsparse.conversion.options import Options, OutputFormat
from newsparse.conversion.output_paths import ConvertError
from newsparse.conversion.plan import Plan, PlanError, ShardLimits, load_plan, load_plan_or_none
from newsparse.conversion.receipts import finished_receipt
from newsparse.conversion.runner import ConversionRequest, convert, finish_plan, prepare_plan
from newsparse.conversion.shards import ShardError, run_shard
from newsparse.conversion.state import InputState
from newsparse.inputs.search import Search
from newsparse.storage import stores

WORK = Path("out/.newsparse")
OUTSIDE = ("../victim", "sub/../../victim", "sub//victim", "", "./victim")
Change = Callable[[Any], object]
# The indexes of the values of an input state: in the state it is a list.
TARGET, SEGMENT, OFFSET, LENGTH, ARTICLES = map(
    InputState._fields.index, ("target", "segment", "offset", "length", "articles")
)
TWO_FILES = ShardLimits(max_files=2)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Change to a folder with inputs in two folders, and files beside the outputs that must not change."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for name in ("0", "1", "sub/2", "sub/3", "sub/4"):
        Path(f"in/{name}.txt").parent.mkdir(parents=True, exist_ok=True)
        Path(f"in/{name}.txt").write_text(TEXT.format(name), encoding="utf-8")
        os.utime(f"in/{name}.txt", (1e9, 1e9))
    Path("outside").mkdir()
    for name in ("victim", "victim.json", "victim.ndjson", "outside/2.json", "outside/victim"):
        Path(name).write_text("valuable", encoding="utf-8")
    yield here
    for name in ("victim", "victim.json", "victim.ndjson", "outside/2.json", "outside/victim"):
        assert Path(name).read_text(encoding="utf-8") == "valuable"
    assert {path.name for path in here.parent.iterdir()} == {"here"}
    assert sorted(os.listdir("outside")) == ["2.json", "victim"]


def make_request(dest: str, options: Options, reuse: bool = True, **more: Any) -> ConversionRequest:
    return conversions.make_request(["in"], dest, options, reuse, shard_limits=TWO_FILES, **more)


def run(output_format: OutputFormat = "json", prune: bool = False, overwrite: bool = False) -> Summary:
    request = make_request("out/", Options(output_format), prune=prune, overwrite=overwrite)
    return convert(Search(["in"]), request, INLINE)


def change_json(path: Path, change: Change) -> None:
    data = json.loads(path.read_bytes())
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def change_state(change: Callable[[Any, list[Any]], object], work: Path = WORK) -> None:
    """Call `change` with the header and the input states of the state, write the result with a new checksum."""
    lines = (work / "state").read_bytes().splitlines()
    header, rows = json.loads(lines[0]), [json.loads(line) for line in lines[1:-1]]
    change(header, rows)
    body = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    checksum = json.dumps({"checksum": zlib.crc32(body)}).encode()
    (work / "state").write_bytes(json.dumps(header).encode() + b"\n" + body + checksum + b"\n")


def set_value(row: int, index: int, value: object) -> Change:
    """A change that sets one value of an input state."""
    return lambda rows: rows[row].__setitem__(index, value)


def make_plan(output_format: OutputFormat = "json") -> Plan:
    return prepare_plan(Search(["in"]), make_request("out/", Options(output_format)))


def make_plan_and_run_shards(output_format: OutputFormat = "json") -> Plan:
    plan = make_plan(output_format)
    for index in range(len(plan.shards)):
        run_shard(plan.folder, index)
    return plan


@pytest.mark.parametrize("prune", [False, True])
@pytest.mark.parametrize("target", [*OUTSIDE, "{here}/victim", "sub/\ud800/../../../victim"])
def test_a_state_with_targets_outside_the_output_folder_is_refused(folder: Path, target: str, prune: bool) -> None:
    if not target:
        target = "/"
    run()
    before = files_below("out")

    def change(_: Any, rows: list[Any]) -> None:
        rows[0][TARGET] = target.format(here=folder)

    change_state(change)
    Path("in/0.txt").unlink()
    with pytest.raises(
        PlanError, match=r"out/\.newsparse/state: invalid state \(target '.*' is not valid\); delete it"
    ):
        run(prune=prune)
    assert files_below("out") == before


@pytest.mark.parametrize("name", [*OUTSIDE, "{here}/victim.ndjson", "../victim.ndjson"])
def test_a_state_with_parts_outside_the_output_folder_is_refused(folder: Path, name: str) -> None:
    run("ndjson")

    def change(header: Any, _: list[Any]) -> None:
        header["segments"][0][0] = name.format(here=folder)

    change_state(change)
    output_formats: list[OutputFormat] = ["ndjson", "json"]
    for output_format in output_formats:
        with pytest.raises(PlanError, match="invalid state"):
            run(output_format, prune=True)


def test_a_state_with_other_files_as_parts_is_refused(folder: Path) -> None:
    """With --prune, a tree replaces the parts of the previous run, which are removed."""
    run("ndjson")
    Path("out/mine.txt").write_text("valuable", encoding="utf-8")
    change_state(lambda header, _: header["segments"].append(["mine.txt", 0, 1, 8, "1"]))
    output_formats: list[OutputFormat] = ["json", "ndjson"]
    for output_format in output_formats:
        with pytest.raises(PlanError, match=r"name 'mine\.txt' is not valid"):
            run(output_format, prune=True)
        assert Path("out/mine.txt").exists()


ONE_FILE_WORK = Path(".one.ndjson.newsparse")
USER_FILES = ("mine.yaml", "proj/mine.json.gz", ".secret/k.yaml", "part-000001.ndjson", "in/mine.json", "mine.txt")


def convert_to_one_file(prune: bool = False) -> Summary:
    """Convert to one file, in a folder with files of the user."""
    for name in USER_FILES:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("valuable", encoding="utf-8")
    return conversions.convert_folder("one.ndjson", reuse=True, prune=prune, shard_limits=TWO_FILES)


@pytest.mark.parametrize(
    ("output_format", "compression"), [("yaml", ""), ("json", ".gz"), ("ndjson", ""), ("parquet", "")]
)
def test_the_state_of_one_output_removes_no_other_file(folder: Path, output_format: str, compression: str) -> None:
    convert_to_one_file()

    def change(header: Any, rows: list[Any]) -> None:
        header["options"][0], header["options"][5] = output_format, compression
        last = rows[-1]
        for number, name in enumerate(USER_FILES):
            target = name.partition(".json")[0].removesuffix(".yaml")
            rows.append(
                [f"in/z{number}.txt", target, *last[2:OFFSET], last[OFFSET] + last[LENGTH], 0, *last[ARTICLES:]]
            )

    change_state(change, ONE_FILE_WORK)
    convert_to_one_file(prune=True)
    assert {Path(name).read_text(encoding="utf-8") for name in USER_FILES} == {"valuable"}


@pytest.mark.parametrize("name", USER_FILES)
@pytest.mark.parametrize("is_commit_begun", [False, True])
def test_the_plan_of_one_output_removes_no_other_file(folder: Path, name: str, is_commit_begun: bool) -> None:
    convert_to_one_file()
    plan = prepare_plan(Search(["in"]), make_request("one.ndjson", Options("ndjson"), reuse=False))
    for index in range(len(plan.shards)):
        run_shard(plan.folder, index)
    data = json.dumps([name, False]).encode() + b"\n"
    (ONE_FILE_WORK / "pruned.list").write_bytes(data)
    change_json(ONE_FILE_WORK / "plan.json", lambda plan: plan.update(dropped_checksum=zlib.crc32(data)))
    if is_commit_begun:
        (ONE_FILE_WORK / "commit.json").write_text(json.dumps({"plan": plan.id, "old": []}), encoding="utf-8")
    with pytest.raises(PlanError, match=r"pruned\.list: "):
        convert_to_one_file() if is_commit_begun else finish_plan(load_plan(str(ONE_FILE_WORK)))
    assert Path(name).read_text(encoding="utf-8") == "valuable"


@pytest.mark.parametrize(
    "name", ["mine.txt", "sub/mine.ndjson", "sub/part-000001.ndjson", ".newsparse/state.json", "README"]
)
def test_a_plan_removes_only_names_of_outputs(folder: Path, name: str) -> None:
    plan = make_plan_and_run_shards()
    data = json.dumps([name, False]).encode() + b"\n"
    (WORK / "pruned.list").write_bytes(data)
    change_json(WORK / "plan.json", lambda plan: plan.update(dropped_checksum=zlib.crc32(data)))
    with pytest.raises(PlanError, match=r"pruned\.list: name '.*' is not valid"):
        finish_plan(load_plan(plan.folder))


def test_a_replaced_removal_list_is_refused(folder: Path) -> None:
    plan = make_plan_and_run_shards()
    Path("out/mine.json").write_text("valuable", encoding="utf-8")
    (WORK / "pruned.list").write_text('["mine.json", false]\n', encoding="utf-8")
    with pytest.raises(PlanError, match=r"pruned\.list: the list belongs to another plan"):
        finish_plan(plan)
    assert Path("out/mine.json").exists()


@pytest.mark.parametrize("output_format", ["json", "ndjson"])
def test_lists_newer_than_the_plan_are_made_again(
    folder: Path, output_format: OutputFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is killed before it writes the plan leaves newer lists."""
    run("yaml")
    make_plan_and_run_shards(output_format)
    write = stores.write

    def write_or_interrupt(path: str, *args: Any, **more: Any) -> None:
        if path.endswith("plan.json"):
            raise KeyboardInterrupt
        write(path, *args, **more)

    Path("in/0.txt").unlink()
    request = make_request("out/", Options(output_format), prune=True)
    monkeypatch.setattr(stores, "write", write_or_interrupt)
    with pytest.raises(KeyboardInterrupt):
        convert(Search(["in"]), request, INLINE)
    monkeypatch.setattr(stores, "write", write)
    with pytest.raises(PlanError):
        finish_plan(load_plan(str(WORK)))
    convert(Search(["in"]), request, INLINE)
    convert(Search(["in"]), request._replace(dest="good/"), INLINE)
    assert files_below("out") == files_below("good")


@pytest.mark.parametrize("name", ["mine.json", "sub/mine.yaml.gz", "part-000007.ndjson"])
def test_an_output_is_refused_as_an_input(folder: Path, name: str) -> None:
    """A conversion may remove recorded outputs, so they must not be inputs."""
    run("ndjson")
    Path("out/sub").mkdir()
    Path("out", name).write_text(TEXT.format("mine"), encoding="utf-8")
    Path("link.txt").symlink_to(Path("out", name))
    output_formats: list[OutputFormat] = ["json", "ndjson"]
    for output_format in output_formats:
        for path in (f"out/{name}", "link.txt"):
            with pytest.raises(ConvertError, match=rf"^{path}: (the output would|inputs in .* must not)"):
                convert(Search([path]), conversions.make_request([path], "out/", Options(output_format)), INLINE)


@pytest.mark.parametrize("compression", ["", ".gz"])
@pytest.mark.parametrize("name", ["part-000009.ndjson", "lk/part-000009.ndjson"])
def test_linked_parts_are_not_read(folder: Path, name: str, compression: str) -> None:
    request = make_request("out/", Options("ndjson", compression=compression))
    convert(Search(["in"]), request, INLINE)
    expected, name = files_below("out"), name + compression
    secret = Path("part-000009.ndjson" + compression)
    shutil.copy(f"out/part-000001.ndjson{compression}", secret)
    if "/" in name:
        Path("out/lk").symlink_to(folder)
    else:
        Path("out", name).symlink_to(secret.absolute())

    def change(header: Any, rows: list[Any]) -> None:
        info = secret.stat()
        if "/" in name:  # not the name of a part
            header["segments"][1][0] = name
        else:
            header["segments"][1] = [name, 0, info.st_size, info.st_size, str(info.st_mtime_ns)]

    change_state(change)
    with pytest.raises(PlanError) if "/" in name else nullcontext():
        assert convert(Search(["in"]), request, INLINE).unchanged == 0
        secret.unlink()
        Path("out", name).unlink(missing_ok=True)
        assert files_below("out") == expected


def test_linked_outputs_in_a_tree_are_replaced_by_files(folder: Path) -> None:
    run()
    expected = files_below("out")
    shutil.move("out/0.json", "elsewhere.json")
    Path("out/0.json").symlink_to(folder / "elsewhere.json")
    run()
    assert files_below("out") == expected
    assert not Path("out/0.json").is_symlink()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (set_value(0, SEGMENT, 7), "segment 7 of 'in/0.txt' is not valid"),
        (set_value(-1, SEGMENT, 0), "segment 0 of 'in/sub/4.txt' is not valid"),
        (set_value(1, OFFSET, 0), "segment 0 of 'in/1.txt' is not valid"),
        (lambda rows: rows.reverse(), "path 'in/sub/3.txt' is not sorted"),
        (lambda rows: rows.append(rows[-1]), "path 'in/sub/4.txt' is not sorted"),
        (set_value(0, LENGTH, -1), "length -1 is not valid"),
        (set_value(0, TARGET, "a\0b"), "target 'a.x00b' is not valid"),
        (set_value(0, TARGET, "a\ud800"), "target 'a.ud800' is not valid"),
    ],
)
@pytest.mark.parametrize("output_format", ["ndjson", "parquet"])
def test_input_states_outside_their_segments_are_refused(
    folder: Path, output_format: OutputFormat, change: Change, why: str
) -> None:
    run(output_format)
    change_state(lambda _, rows: change(rows))
    with pytest.raises(PlanError, match=f"state: invalid state .{why}.; delete it"):
        run(output_format)


@pytest.mark.parametrize(("start", "size"), [(2, 9**9), (0, 1 << 50), (0, 9**9)])
def test_segments_outside_their_files_are_refused(folder: Path, start: int, size: int) -> None:
    run("ndjson")
    change_state(lambda header, _: header["segments"][0].__setitem__(slice(1, 3), [start, size]))
    with pytest.raises(PlanError, match=r"size \d+ of 'part-000000.ndjson' is not valid"):
        run("ndjson")


@pytest.mark.parametrize("compression", ["", ".zst"])
@pytest.mark.parametrize(("index", "value"), [(OFFSET, 3), (LENGTH, 5), (LENGTH, 1 << 40), (ARTICLES, 4)])
def test_spans_that_are_not_complete_lines_are_read_again(
    folder: Path, compression: str, index: int, value: int
) -> None:
    request = make_request("out/", Options("ndjson", compression=compression))
    convert(Search(["in"]), request, INLINE)
    expected = files_below("out")
    change_state(lambda _, rows: set_value(-1, index, value)(rows))
    convert(Search(["in"]), request, INLINE)
    assert files_below("out") == expected


@pytest.mark.parametrize("name", [*OUTSIDE, "{here}/victim.json", "../victim.json"])
def test_a_plan_removes_nothing_outside_the_output_folder(folder: Path, name: str) -> None:
    plan = make_plan_and_run_shards()
    (WORK / "pruned.list").write_text(json.dumps([name.format(here=folder), False]) + "\n", encoding="utf-8")
    with pytest.raises(PlanError, match=r"pruned\.list: name '.*' is not valid; delete .* to start again"):
        finish_plan(plan)


@pytest.mark.parametrize("target", [*OUTSIDE[:3], "{here}/victim"])
def test_an_input_list_with_targets_outside_the_output_folder_is_refused(folder: Path, target: str) -> None:
    plan = make_plan()
    path = WORK / "inputs.list"
    lines = path.read_bytes().splitlines(keepends=True)
    entry = json.loads(lines[0])
    entry[1] = target.format(here=folder)
    lines[0] = json.dumps(entry).encode() + b"\n"
    path.write_bytes(b"".join(lines))
    data = b"".join(lines[:2])

    def change(value: Any) -> None:
        value["shards"][0] = [0, len(data), 2, zlib.crc32(data)]

    change_json(WORK / "plan.json", change)
    with pytest.raises(PlanError, match=r"^inputs\.list: target '.*' is not valid"):
        run_shard(plan.folder, 0)


@pytest.mark.parametrize(
    "values",
    [
        {"dest": "{here}/outside"},
        {"home": "{here}/outside"},
        {"dest": "{here}/outside", "home": "{here}/outside"},
        {"dest": "{here}/outside/victim", "home": "{here}/outside", "single": True},
        {"dest": "out", "home": "out"},
        {"dest": "s3://news/out", "home": "s3://news/out"},
        {"id": "../../../../outside/x"},
        {"id": "0" * 17},
        {"old": [["../victim.ndjson", 0, 1, 8, "1"]]},
        {"options": ["json", "safe", "idna", "strict", None, "", 0, "", False]},
        {"options": ["json", "safe", None, "strict", None, "/../../x", 0, "", False]},
        {"options": ["csv", "safe", None, "strict", None, "", 0, "titles", False]},
        {"options": ["csv", "safe", None, "strict", None, "", 0, "", "yes"]},
        {"shards": [[0, 10**5000, 1, 1]]},
        {"began": 1e400},
        {"dest": "{here}/out\0"},
        {"dest": "{here}/out\0", "home": "{here}/out\0"},
        {"base": "/\ud800"},
        {"dropped_checksum": -1},
        {"old": [["mine.ndjson", 0, 1, 8, "1"]]},
    ],
)
def test_a_plan_with_invalid_values_is_refused(folder: Path, values: dict[str, Any]) -> None:
    make_plan("ndjson")
    changes = {key: value.format(here=folder) if isinstance(value, str) else value for key, value in values.items()}
    if "shards" in changes:  # json.dumps refuses integers of so many digits
        text = (WORK / "plan.json").read_text(encoding="utf-8")
        (WORK / "plan.json").write_text(text.replace('"shards": [[', '"shards": [[1' + "0" * 9999 + ", "))
    else:
        change_json(WORK / "plan.json", lambda data: data.update(changes))
    with pytest.raises(PlanError, match=r"out/\.newsparse/plan\.json: (invalid plan \(|the plan belongs to)"):
        load_plan("out/.newsparse")
    with pytest.raises(PlanError):
        run_shard("out/.newsparse", 0)
    assert run("ndjson").files == 5


def test_a_moved_plan_is_refused(folder: Path) -> None:
    make_plan("ndjson")
    shutil.copytree("out/.newsparse", "other/.newsparse")
    assert load_plan_or_none("out/.newsparse")
    with pytest.raises(PlanError, match=r"the plan belongs to another output \(.*/out\)"):
        load_plan("other/.newsparse")
    Path("again").symlink_to("out")
    assert load_plan("again/.newsparse").dest == str(folder / "out")


@pytest.mark.parametrize(
    "values",
    [
        {"part": "../../victim"},
        {"part": "state"},
        {"shard": 1},
        {"errors": True},
        {"size": "1"},
        {"x": 1},
        {"faults": [["a"]]},
    ],
)
def test_an_invalid_receipt_is_ignored(folder: Path, values: dict[str, Any]) -> None:
    plan = make_plan_and_run_shards("ndjson")
    change_json(Path(f"{plan.part_prefix(0)}.json"), lambda data: data.update(values))
    assert finished_receipt(plan, 0) is None
    with pytest.raises(ConvertError, match=r"not all shards are finished; first run .* --index 0"):
        finish_plan(plan)


def test_a_linked_part_is_not_finished(folder: Path) -> None:
    plan = make_plan_and_run_shards("ndjson")
    receipt = finished_receipt(plan, 0)
    assert receipt
    part = WORK / receipt.part
    shutil.move(part, "elsewhere")
    part.symlink_to(folder / "elsewhere")
    assert finished_receipt(plan, 0) is None


def test_input_states_with_targets_outside_the_output_folder_are_refused(folder: Path) -> None:
    plan = make_plan_and_run_shards()
    [rows] = WORK.glob("part-*-000000-*.rows")
    row = json.loads(rows.read_bytes().splitlines()[0])
    row[TARGET] = "../victim"
    rows.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(ConvertError, match=r"not all shards are finished; first run .* --index 0"):
        finish_plan(plan)


def test_a_commit_removes_only_parts(folder: Path) -> None:
    plan = make_plan_and_run_shards("ndjson")
    Path("out/mine.txt").write_text("valuable", encoding="utf-8")
    for old in (["../victim.ndjson"], ["mine.txt"], [str(folder / "victim")], [1], "mine.txt"):
        (WORK / "commit.json").write_text(json.dumps({"plan": plan.id, "old": old}), encoding="utf-8")
        assert run("ndjson").files == 5
        assert Path("out/mine.txt").exists()
        plan = make_plan_and_run_shards("ndjson")


@pytest.mark.parametrize("name", ["../victim.ndjson", "mine.txt", 1, "part-000009.ndjson/../../victim"])
def test_a_manifest_with_other_names_is_not_replaced(folder: Path, name: object) -> None:
    run("ndjson")
    Path("out/mine.txt").write_text("valuable", encoding="utf-8")
    change_json(Path("out/_manifest.json"), lambda data: data["parts"].append({"name": name}))
    with pytest.raises(PlanError, match=r"_manifest\.json would be replaced"):
        run("ndjson")
    assert run("ndjson", overwrite=True).files == 5
    assert Path("out/mine.txt").exists()


@pytest.mark.parametrize("name", ["state", "plan.json", "lock", "inputs.list", "pruned.list", "commit.json", ""])
def test_links_in_the_work_folder_are_refused(folder: Path, name: str) -> None:
    plan = make_plan_and_run_shards()
    path = WORK / name if name else WORK
    if path.exists():
        shutil.move(path, "elsewhere")
        path.symlink_to(folder / "elsewhere")
    else:
        path.symlink_to(folder / "victim")
    for call in (run, make_plan, lambda: finish_plan(plan), lambda: run_shard(plan.folder, 0)):
        with pytest.raises(PlanError, match=r"is a symbolic link; delete it"):
            call()


def test_a_linked_work_folder_of_one_output_is_refused(folder: Path) -> None:
    Path(".out.ndjson.newsparse").symlink_to("outside")
    with pytest.raises(PlanError, match=r"\.out\.ndjson\.newsparse: is a symbolic link; delete it"):
        conversions.convert_folder("out.ndjson", shard_limits=TWO_FILES)


@pytest.mark.parametrize("output_format", ["ndjson", "json"])
def test_overwrite_replaces_links_not_their_targets(folder: Path, output_format: OutputFormat) -> None:
    run(output_format)
    expected = files_below("out")
    for name in expected:
        Path("out", name).unlink()
        Path("out", name).symlink_to(folder / "victim.json")
    with (
        pytest.raises(PlanError, match=r"_manifest\.json would be replaced")
        if output_format == "ndjson"
        else pytest.raises(PlanError)
    ):
        run(output_format)
    run(output_format, overwrite=True)
    assert files_below("out").keys() == expected.keys()
    assert not any(Path("out", name).is_symlink() for name in expected)


@pytest.mark.parametrize("prune", [False, True])
def test_linked_folders_of_outputs_are_refused(folder: Path, prune: bool) -> None:
    run()
    shutil.rmtree("out/sub")
    Path("out/sub").symlink_to(folder / "outside")
    with pytest.raises(PlanError, match=r"out/sub: is a symbolic link or below one; use a directory"):
        run(prune=prune, overwrite=True)
    shutil.rmtree("in/sub")
    if prune:
        with pytest.raises(PlanError, match=r"out/sub: is a symbolic link"):
            run(prune=True)


def test_a_folder_linked_after_planning_fails_its_outputs_only(folder: Path) -> None:
    plan = make_plan()
    Path("out/sub").symlink_to(folder / "outside")
    receipts = [run_shard(plan.folder, index) for index in range(len(plan.shards))]
    assert [receipt.unwritten_inputs for receipt in receipts] == [0, 2, 1]
    assert receipts[1].first_errors[0] == (
        "in/sub/2.txt",
        "its output cannot be written: its directory is a symbolic link",
    )


def test_a_named_pipe_is_not_written_to(folder: Path) -> None:
    Path("out").mkdir()
    os.mkfifo("out/part-000000.ndjson")
    with pytest.raises(OSError, match="a pipe or device, not a file"):
        run("ndjson")


UNEXPECTED_VALUES = [
    '""',
    "null",
    "true",
    "-1",
    "1e400",
    "NaN",
    "1" + "0" * 10_000,
    "[" * 50_000,
    "{}",
    "[]",
    '"../victim"',
    '"/victim"',
    '"\\ud800"',
    "9999999999999999999",
    "[[[]]]",
    '"x"',
    "0.5",
    '{"a": 1}',
]


def mutate(text: str, chance: Random) -> str:
    """Replace a value of a JSON text, or remove or repeat some of its characters."""
    spans = [*value_spans(text)] or [(0, 0)]
    start, stop = chance.choice(spans)
    if chance.random() < 0.2:
        stop = min(len(text), start + chance.randrange(30))
        return text[:start] + text[stop:] * chance.choice((1, 2))
    return text[:start] + chance.choice(UNEXPECTED_VALUES) + text[stop:]


def value_spans(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each value in a JSON text."""
    decoder = json.JSONDecoder()
    for start, character in enumerate(text):
        if character in '[{"-0123456789tfn':
            try:
                yield start, decoder.raw_decode(text, start)[1]
            except ValueError:
                continue


EXAMPLES = int(os.environ.get("NEWSPARSE_FUZZ", "40"))


@pytest.mark.parametrize("output_format", ["json", "ndjson", "parquet"])
def test_damaged_files_give_expected_errors_only(folder: Path, output_format: OutputFormat) -> None:
    chance = Random(f"{output_format}{EXAMPLES}")  # noqa: S311
    run(output_format)
    Path("in/0.txt").write_text(TEXT.format("changed"), encoding="utf-8")
    plan = make_plan_and_run_shards(output_format)
    (WORK / "commit.json").write_text(json.dumps({"plan": plan.id, "old": ["part-000009.ndjson"]}), encoding="utf-8")
    shutil.copytree("out", "good")
    names = sorted(str(path.relative_to("good")) for path in Path("good").rglob("*") if path.is_file())
    names = [name for name in names if ".newsparse" in name or name == "_manifest.json"]
    for _ in range(EXAMPLES):
        shutil.rmtree("out")
        shutil.copytree("good", "out")
        if chance.random() < 0.5:
            (WORK / "commit.json").unlink()
        path = Path("out") / chance.choice(names)
        if path.exists():
            damage(path, chance)
        calls: list[Callable[[], object]] = [
            lambda: run_shard(plan.folder, 0),
            lambda: finish_plan(load_plan(str(WORK))),
            lambda: run(output_format),
            lambda: run(output_format, prune=True, overwrite=True),
        ]
        for call in calls:
            try:
                call()
            except (ConvertError, PlanError, ShardError, OSError) as error:
                assert len(str(error)) < 500


def damage(path: Path, chance: Random) -> None:
    text = path.read_text(encoding="latin-1")  # parts may be binary
    if path.name == "state":
        lines = text.splitlines(keepends=True)
        at = chance.randrange(len(lines) - 1)
        lines[at] = mutate(lines[at].rstrip("\n"), chance) + "\n"
        body = "".join(lines[1:-1]).encode()
        lines[-1] = json.dumps({"checksum": zlib.crc32(body)}) + "\n"
        text = "".join(lines)
    elif path.name == "inputs.list":
        lines = text.splitlines(keepends=True)
        lines[0] = mutate(lines[0].rstrip("\n"), chance) + "\n"
        text = "".join(lines)
        data = "".join(lines[:2]).encode()
        change_json(WORK / "plan.json", lambda plan: plan["shards"].__setitem__(0, [0, len(data), 2, zlib.crc32(data)]))
    else:
        text = mutate(text, chance)
    path.write_text(text, encoding="latin-1")
