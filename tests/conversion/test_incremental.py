"""Incremental conversions: which inputs are converted again, and which outputs are kept or removed."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support import conversions
from support.commands import run, run_process
from support.conversions import SMALL_SHARDS, files_below, make_request, run_conversion

from newsparse.conversion.commit import Summary
from newsparse.conversion.executors import open_engine
from newsparse.conversion.options import Options, OutputFormat
from newsparse.conversion.plan import PlanError, ShardLimits
from newsparse.conversion.runner import convert, prepare_plan
from newsparse.conversion.shards import ShardError, run_shard
from newsparse.inputs.search import Search
from newsparse.storage import stores
from newsparse.text.compression import decompress

TEXT = "Published Time: 2022-01-11\nTitle: {0}\nText:\nThe mill was sold on Friday.Nobody had asked for it.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a folder with thirty inputs that were modified long ago."""
    monkeypatch.chdir(tmp_path)
    for number in range(30):
        write(f"in/{number:02}.txt", TEXT.format(number))
    return tmp_path


def write(name: str, text: str, old: bool = True) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if old:
        os.utime(path, (1e9, 1e9))


def convert_folder(
    dest: str,
    output_format: OutputFormat = "ndjson",
    compression: str = "",
    reuse: bool = True,
    prune: bool = False,
    shard_limits: ShardLimits = SMALL_SHARDS,
) -> Summary:
    return conversions.convert_folder(
        dest, output_format, compression=compression, reuse=reuse, prune=prune, shard_limits=shard_limits
    )


def outputs(dest: str) -> dict[str, bytes]:
    """The content of the outputs by name, without the manifest, which has the id of the plan."""
    if Path(dest).is_file():
        return {"": Path(dest).read_bytes()}
    return {name: data for name, data in files_below(dest).items() if name != "_manifest.json"}


KINDS: list[tuple[str, OutputFormat, str]] = [
    ("out.ndjson", "ndjson", ""),
    ("out.ndjson.gz", "ndjson", ".gz"),
    ("out/", "ndjson", ""),
    ("out/", "ndjson", ".zst"),
    ("out.parquet", "parquet", ""),
    ("out/", "parquet", ""),
    ("out/", "json", ""),
    ("out/", "yaml", ".gz"),
    ("out.csv", "csv", ""),
    ("out/", "tsv", ".gz"),
    ("out.json.gz", "json", ".gz"),
    ("out.txt", "text", ""),
    ("out/", "markdown", ""),
]


@pytest.mark.parametrize(("dest", "output_format", "compression"), KINDS)
def test_an_incremental_run_gives_the_outputs_of_a_full_run(
    folder: Path, dest: str, output_format: OutputFormat, compression: str
) -> None:
    convert_folder(dest, output_format, compression)
    write("in/05.txt", TEXT.format("changed"))  # a new size
    write("in/15.txt", TEXT.format("51"))  # same size and time: the change cannot be detected
    write("in/16.txt", TEXT.format("61"), old=False)  # a new time
    os.utime("in/17.txt", (2e9, 2e9))  # a new time, the same bytes
    write("in/07a.txt", TEXT.format("new"))
    write("in/00.txt", TEXT.format("a") + TEXT.format("b"))  # two articles
    Path("in/25.txt").unlink()
    summary = convert_folder(dest, output_format, compression, prune=True)
    assert (summary.files, summary.unchanged, summary.missing_inputs, summary.pruned_inputs, summary.articles) == (
        30,
        26,
        1,
        1,
        31,
    )
    write("in/15.txt", TEXT.format("15"))
    fresh = f"fresh{dest.removeprefix('out')}"
    convert_folder(fresh, output_format, compression, reuse=False)
    assert outputs(dest) == outputs(fresh)


@pytest.mark.parametrize(("dest", "output_format", "compression"), KINDS)
def test_records_of_missing_inputs_are_kept_until_prune(
    folder: Path, dest: str, output_format: OutputFormat, compression: str
) -> None:
    convert_folder(dest, output_format, compression)
    before = outputs(dest)
    Path("in/12.txt").unlink()
    for _ in range(2):
        summary = convert_folder(dest, output_format, compression)
        assert (summary.files, summary.unchanged, summary.missing_inputs, summary.pruned_inputs, summary.articles) == (
            29,
            29,
            1,
            0,
            29,
        )
        assert outputs(dest) == before
    assert convert_folder(dest, output_format, compression, prune=True).pruned_inputs == 1
    assert outputs(dest) != before
    assert convert_folder(dest, output_format, compression).missing_inputs == 0


@pytest.mark.parametrize(
    ("options", "roots", "expected_names"),
    [
        (Options("json"), ("in/1",), {"20.json"}),  # an input has one target
        (Options("yaml"), ("in",), {"1/20.yaml"}),
        (Options("json", compression=".gz"), ("in",), {"1/20.json.gz"}),
        (Options("ndjson"), ("in",), {"part-000000.ndjson"}),
    ],
)
def test_prune_keeps_only_the_outputs_of_a_full_run(
    folder: Path, options: Options, roots: tuple[str, ...], expected_names: set[str]
) -> None:
    for path in Path("in").glob("*.txt"):
        path.unlink()
    for name in ("in/0/a/10.txt", "in/1/20.txt", "in/1/30.txt"):
        write(name, TEXT)
    convert_folder("out/", "json")
    Path("in/1/30.txt").unlink()
    shutil.rmtree("in/0")
    Path("out/mine").mkdir()
    request = make_request(roots, "out/", options, reuse=True, prune=True)
    run_conversion(Search(roots), request)
    assert set(outputs("out")) == expected_names
    assert {path.name for path in Path("out").iterdir() if path.is_dir()} <= {".newsparse", "mine", "1"}


def test_prune_removes_parts_when_a_tree_replaces_them(folder: Path) -> None:
    convert_folder("out/")
    convert_folder("out/", "json", prune=True)
    assert {name[-5:] for name in outputs("out")} == {".json"}


def test_prune_keeps_outputs_whose_names_were_swapped(folder: Path) -> None:
    for path in Path("in").glob("*.txt"):
        path.unlink()
    write("in/a/a/x.txt", TEXT.format("inner"))
    write("in/a/x.txt", TEXT.format("outer"))
    convert_folder("out/", "json")
    run_conversion(Search(["in/a"]), make_request(("in/a",), "out/", Options("json"), reuse=True, prune=True))
    found = {name: json.loads(data)["title"] for name, data in outputs("out").items()}
    assert found == {"a/x.json": "inner", "x.json": "outer"}


def test_prune_removes_nothing_if_a_named_folder_is_empty(folder: Path) -> None:
    arguments = ("in", "mount", "-o", "out/", "--to", "json", "--incremental")
    write("mount/a.txt", TEXT)
    assert run("convert", *arguments).returncode == 0
    Path("mount/a.txt").unlink()
    result = run("convert", *arguments, "--prune")
    assert (result.returncode, b"Error: mount: no news files; --prune deletes nothing" in result.stderr) == (
        2,
        True,
    )
    assert Path("out/a.json").exists()


def test_prune_removes_nothing_if_a_folder_is_unreadable(folder: Path) -> None:
    write("in/2/a.txt", TEXT)
    convert_folder("out/", "json")
    before = outputs("out")

    def scan_unreadable(path: str) -> Iterator[stores.FolderItem]:
        if path == "in/2":
            raise PermissionError(13, "Permission denied", path)
        return stores.scan(path)

    with pytest.raises(PlanError, match=r"^in/2: cannot be read: permission denied; nothing was deleted$"):
        run_conversion(
            Search(["in"], scan=scan_unreadable), make_request(("in",), "out/", Options("json"), reuse=True, prune=True)
        )
    assert outputs("out") == before


@pytest.mark.parametrize(
    ("paths", "why"),
    [
        (["a" * 300, "b" * 300], "cannot be read: file name too long"),
        (["s9://none/a"], ""),
        (["in/2"], "cannot be read"),
    ],
)
def test_outputs_are_kept_if_no_input_is_readable(folder: Path, paths: list[str], why: str) -> None:
    """As when an article is passed as a list of inputs, or a store is unreachable."""
    convert_folder("out.ndjson")
    before = Path("out.ndjson").read_bytes()

    def scan_unreadable(path: str) -> Iterator[stores.FolderItem]:
        raise PermissionError(13, "Permission denied", path)

    Path("in/2").mkdir()
    with pytest.raises(PlanError, match=f"^{paths[0]}: {why}.*; nothing was written$"):
        run_conversion(Search(paths, scan=scan_unreadable), make_request(tuple(paths), "out.ndjson", Options("ndjson")))
    assert Path("out.ndjson").read_bytes() == before


@pytest.mark.parametrize("dest", ["out.ndjson", "out/", "out.parquet"])
def test_records_of_missing_inputs_are_not_copied_from_a_changed_output(folder: Path, dest: str) -> None:
    output_format: OutputFormat = "parquet" if dest.endswith("parquet") else "ndjson"
    convert_folder(dest, output_format)
    Path("in/01.txt").unlink()
    path = Path(dest) / "part-000000.ndjson" if dest.endswith("/") else Path(dest)
    path.write_bytes(b"{}\n" + path.read_bytes())
    with pytest.raises(
        PlanError, match=r"^in/01.txt no longer exists, and .* has changed; pass --prune to drop its articles$"
    ):
        convert_folder(dest, output_format)
    assert convert_folder(dest, output_format, prune=True).articles == 29


def test_a_tree_of_a_renamed_folder_is_replaced(folder: Path) -> None:
    convert_folder("out/", "json")
    shutil.move("in", "incoming")
    write("incoming/03.txt", TEXT.format("as long as it is, it is another"), old=False)
    for _ in range(2):
        summary = run_conversion(Search(["incoming"]), make_request(("incoming",), "out/", Options("json"), reuse=True))
        assert (summary.files, summary.articles, summary.outputs, summary.missing_inputs) == (30, 30, 30, 0)
    Path("incoming/03.txt").unlink()
    assert (
        run_conversion(Search(["incoming"]), make_request(("incoming",), "out/", Options("json"))).missing_inputs == 1
    )
    Path("out/03.json").unlink()  # by the user
    assert run_conversion(Search(["incoming"]), make_request(("incoming",), "out/", Options("json"))).outputs == 29


@pytest.mark.parametrize("output_format", ["ndjson", "json"])
def test_an_abandoned_plan_removes_nothing(folder: Path, output_format: OutputFormat) -> None:
    convert_folder("out/", output_format)
    before = outputs("out")
    prepare_plan(Search(["in"]), make_request(("in",), "out/", Options("yaml"), reuse=True, prune=True))
    convert_folder("out/", output_format)
    assert outputs("out") == before
    prepare_plan(Search(["in"]), make_request(("in",), "out/", Options("yaml"), reuse=True, prune=True))
    if output_format == "json":
        convert_folder("out/", "yaml")
        assert before.items() < outputs("out").items()


def test_prune_removes_old_parts_after_an_abandoned_tree(folder: Path) -> None:
    convert_folder("out/")
    plan = prepare_plan(Search(["in"]), make_request(("in",), "out/", Options("json")))
    run_shard(plan.folder, 0)
    for number in range(5, 30):
        Path(f"in/{number:02}.txt").unlink()
    assert convert_folder("out/", prune=True).outputs == 1
    assert set(outputs("out")) == {"part-000000.ndjson"}


@pytest.mark.parametrize(("dest", "output_format", "compression"), KINDS)
def test_a_restored_input_is_read_if_options_have_changed(
    folder: Path, dest: str, output_format: OutputFormat, compression: str
) -> None:
    none = make_request(("in",), dest, Options(output_format, "none", compression=compression), reuse=True)
    convert_folder(dest, output_format, compression)
    shutil.move("in/07.txt", "07.txt")
    run_conversion(Search(["in"]), none)
    shutil.move("07.txt", "in/07.txt")
    assert run_conversion(Search(["in"]), none).unchanged == 29
    fresh = f"fresh{dest.removeprefix('out')}"
    run_conversion(Search(["in"]), none._replace(dest=fresh))
    assert outputs(dest) == outputs(fresh)


def test_the_new_size_of_an_input_determines_its_shard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the shards would differ from those of a full run."""
    limits = ShardLimits(min_bytes=500, max_files=10)
    convert_folder("out/", shard_limits=limits)
    write("in/01.txt", "")
    convert_folder("out/", prune=True, shard_limits=limits)
    convert_folder("fresh/", shard_limits=limits)
    assert outputs("out") == outputs("fresh")


def test_surplus_outputs_of_a_renamed_folder_are_removed(folder: Path) -> None:
    write("in/01.txt", TEXT.format("a") + TEXT.format("b"))
    convert_folder("out/", "json")
    assert Path("out/01#2.json").exists()
    shutil.move("in", "incoming")
    write("incoming/01.txt", TEXT.format("a"))
    run_conversion(Search(["incoming"]), make_request(("incoming",), "out/", Options("json"), reuse=True))
    assert not Path("out/01#2.json").exists()


def test_a_refused_prune_has_no_later_effect(folder: Path) -> None:
    arguments = ("in", "mount", "-o", "out/", "--incremental")
    write("mount/a.txt", TEXT)
    assert run("convert", *arguments, "--to", "json").returncode == 0
    Path("mount/a.txt").unlink()
    assert run("convert", *arguments, "--to", "json", "--prune").returncode == 2
    assert run("convert", "in", *arguments[2:], "--to", "yaml").returncode == 0
    assert Path("out/a.json").exists()


def test_prune_removes_a_changed_output_of_a_missing_input(folder: Path) -> None:
    convert_folder("out/", "json")
    Path("out/01.json").write_text("mine", encoding="utf-8")
    Path("in/01.txt").unlink()
    assert convert_folder("out/", "json").missing_inputs == 1
    assert convert_folder("out/", "json", prune=True).pruned_inputs == 1
    assert not Path("out/01.json").exists()


def test_prune_removes_nothing_if_a_named_path_is_missing(folder: Path) -> None:
    convert_folder("out/", "json")
    before = outputs("out")
    for paths in (["in/", "gone"], ["gone"]):
        with pytest.raises(PlanError, match=r"^gone: no such file or directory; nothing was deleted$"):
            run_conversion(Search(paths), make_request(("in",), "out/", Options("json"), reuse=True, prune=True))
    with pytest.raises(PlanError, match=r"^gone: no such file or directory; nothing was written$"):
        run_conversion(Search(["gone"]), make_request((), "out/", Options("json"), reuse=True))
    assert outputs("out") == before


@pytest.mark.parametrize("change", ["options", "output", "state", "none"])
def test_changed_options_outputs_or_state_cause_a_full_run(folder: Path, change: str) -> None:
    convert_folder("out/")
    if change == "output":
        Path("out/part-000001.ndjson").write_bytes(b"cut")
    if change == "state":
        Path("out/.newsparse/state").write_bytes(b"{")
    assert convert_folder("out/", compression=".gz" if change == "options" else "").unchanged == (
        30 if change == "none" else 0
    )


@pytest.mark.parametrize("output_format", ["ndjson", "json"])
@pytest.mark.parametrize("damage", [lambda data: data[:-40], lambda data: data.replace(b"in/03.txt", b'in/0"txt')])
def test_a_damaged_state_is_ignored(
    folder: Path, output_format: OutputFormat, damage: Callable[[bytes], bytes]
) -> None:
    convert_folder("out/", output_format)
    state = Path("out/.newsparse/state")
    state.write_bytes(damage(state.read_bytes()))
    if output_format == "json":  # without a state the outputs are unrecorded
        with pytest.raises(PlanError, match=r"00\.json, 01\.json, 02\.json and others would be replaced"):
            convert_folder("out/", output_format)
    request = make_request(("in",), "out/", Options(output_format), reuse=True, overwrite=True)
    assert run_conversion(Search(["in"]), request).unchanged == 0
    assert convert_folder("out/", output_format).unchanged == 30


def test_inputs_with_errors_are_read_again(folder: Path) -> None:
    write("in/04.txt", "")
    assert convert_folder("out.ndjson").errors == 1
    assert (convert_folder("out.ndjson").unchanged, convert_folder("out.ndjson").errors) == (29, 1)


def test_fail_fast_keeps_the_previous_output(folder: Path) -> None:
    convert_folder("out.ndjson")
    write("in/10.txt", "")
    before = Path("out.ndjson").read_bytes()
    with (
        pytest.raises(ShardError, match="the input is empty; stopped because of --fail-fast"),
        open_engine("local", 1) as workers,
    ):
        convert(
            Search(["in"]), make_request(("in",), "out.ndjson", Options("ndjson"), reuse=True), workers, fail_fast=True
        )
    assert Path("out.ndjson").read_bytes() == before
    assert convert_folder("out.ndjson").unchanged == 29


@pytest.mark.parametrize("compression", [".gz", ".zst"])
def test_compressed_outputs_have_the_same_content(folder: Path, compression: str) -> None:
    convert_folder("out.ndjson")
    convert_folder(f"out.ndjson{compression}", compression=compression)
    assert decompress(compression, Path(f"out.ndjson{compression}").read_bytes()) == Path("out.ndjson").read_bytes()


def test_parquet_has_the_content_of_ndjson(folder: Path) -> None:
    import duckdb

    write("in/04.txt", "")
    convert_folder("out.ndjson")
    convert_folder("out.parquet", "parquet")
    lines = [json.loads(line) for line in Path("out.ndjson").read_text(encoding="utf-8").splitlines()]
    found = duckdb.execute("select source, title, body[1].text, error.code from 'out.parquet'").fetchall()
    assert found == [
        (x["source"], x.get("title"), x["body"][0]["text"] if "body" in x else None, x.get("error", {}).get("code"))
        for x in lines
    ]
    assert duckdb.execute("select count(*) from (select unnest(body) from 'out.parquet')").fetchall() == [(58,)]


def test_an_unwritable_output_is_one_error(folder: Path) -> None:
    Path("out/07.json/in.the.way").mkdir(parents=True)
    summary = convert_folder("out", "json", reuse=False)
    assert (summary.articles, summary.errors) == (29, 1)


def test_a_missing_output_is_made_again_from_another_working_directory(folder: Path) -> None:
    assert run("convert", "in", "-o", "out", "--to", "json").returncode == 0
    Path("out/07.json").unlink()
    plan = run("convert", "in", "-o", "out", "--to", "json", "--incremental", "--plan-only").stdout.decode().strip()
    os.chdir("/")
    assert run("shard", plan, "--index", "0").returncode == 0
    assert json.loads((folder / "out/07.json").read_text(encoding="utf-8"))["title"] == "7"


def test_inputs_and_outputs_in_an_object_store(folder: Path, s3: str) -> None:
    """In processes of their own, because the fork server of this one may not have the address of the store."""
    variables: dict[str, Any] = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    run_newsparse = partial(run_process, **variables)
    assert os.environ["AWS_ENDPOINT_URL"] == s3
    for number in range(8):
        stores.write(f"s3://news/in/{number % 2}/{number}.txt", TEXT.format(number).encode())
    result = run_newsparse("convert", "s3://news/in", "-o", "out.ndjson")
    assert (result.returncode, result.stderr[:49]) == (0, b"newsparse: wrote out.ndjson: 8 files, 8 articles,")
    for dest in ("s3://news/out.ndjson", "s3://news/out/", "s3://news/tree/"):
        output_format = "json" if "tree" in dest else "ndjson"
        arguments = ("convert", "s3://news/in/", "-o", dest, "--to", output_format, "--incremental", "-j", "1")
        assert run_newsparse(*arguments).returncode == 0
        assert b", 8 unchanged" in run_newsparse(*arguments).stderr
    expected = Path("out.ndjson").read_bytes()
    assert expected == stores.read("s3://news/out.ndjson") == stores.read("s3://news/out/part-000000.ndjson")
    assert stores.exists("s3://news/tree/1/7.json")
    Path("list").write_text("s3://news/in/0/0.txt\ns3://news/in/0/none.txt\n", encoding="utf-8")
    result = run_newsparse("convert", "--files-from", "list", "-o", "out.ndjson")
    assert (result.returncode, b"s3://news/in/0/none.txt: no such file" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "a.parquet.gz", "--to", "parquet"], b"Parquet files are compressed internally"),
        (["-o", "a.ndjson", "--compress", "gz"], b"does not end in .gz"),
    ],
)
def test_usage_errors_exit_with_2(folder: Path, arguments: list[str], message: bytes) -> None:
    result = run("convert", "in", *arguments)
    assert (result.returncode, message in result.stderr) == (2, True)


def test_the_extension_determines_the_compression(folder: Path) -> None:
    assert run("convert", "in", "-o", "out.ndjson.gz").returncode == 0
    assert gzip.decompress(Path("out.ndjson.gz").read_bytes()).count(b"\n") == 30
