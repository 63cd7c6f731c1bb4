"""What a conversion does again and what it keeps; whose outputs they are; shards that others do."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support import conversions

from newsparse.convert import planner as plans
from newsparse.convert.commit import Summary
from newsparse.convert.executors import engine
from newsparse.convert.plan import Form, Options, PlanError
from newsparse.convert.run import Job, convert, prepare
from newsparse.convert.shards import ShardError, run_shard
from newsparse.convert.state import Segment, State
from newsparse.inputs.search import Search
from newsparse.storage import stores
from newsparse.text.compression import unpack

TEXT = "Published Time: 2022-01-11\nTitle: {0}\nText:\nThe mill was sold on Friday.Nobody had asked for it.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Thirty inputs, ten a shard, that have not been touched for long."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plans, "_MOST_FILES", 10)
    for number in range(30):
        write(f"in/{number:02}.txt", TEXT.format(number))
    return tmp_path


def write(name: str, text: str, old: bool = True) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if old:
        os.utime(path, (1e9, 1e9))


def converted(dest: str, form: Form = "ndjson", packed: str = "", reuse: bool = True, prune: bool = False) -> Summary:
    return conversions.converted(dest, form, packed=packed, reuse=reuse, prune=prune)


def outputs(dest: str) -> dict[str, bytes]:
    """One output, or those in a folder; without the manifest, which names the plan."""
    if Path(dest).is_file():
        return {"": Path(dest).read_bytes()}
    return {name: data for name, data in conversions.bytes_below(dest).items() if name != "_manifest.json"}


KINDS: list[tuple[str, Form, str]] = [
    ("out.ndjson", "ndjson", ""), ("out.ndjson.gz", "ndjson", ".gz"), ("out/", "ndjson", ""),
    ("out/", "ndjson", ".zst"),
    ("out.parquet", "parquet", ""), ("out/", "parquet", ""), ("out/", "json", ""), ("out/", "yaml", ".gz"),
]  # fmt: skip


@pytest.mark.parametrize(("dest", "form", "packed"), KINDS)
def test_what_is_kept_gives_the_bytes_of_a_fresh_run(folder: Path, dest: str, form: Form, packed: str) -> None:
    converted(dest, form, packed)
    write("in/05.txt", TEXT.format("changed"))  # another size
    write("in/15.txt", TEXT.format("51"))  # the same size and time: that cannot be told
    write("in/16.txt", TEXT.format("61"), old=False)  # another time
    os.utime("in/17.txt", (2e9, 2e9))  # another time, the same bytes
    write("in/07a.txt", TEXT.format("new"))
    write("in/00.txt", TEXT.format("a") + TEXT.format("b"))  # two articles
    Path("in/25.txt").unlink()
    summary = converted(dest, form, packed, prune=True)
    assert (summary.files, summary.kept, summary.gone, summary.pruned, summary.articles) == (30, 26, 1, 1, 31)
    write("in/15.txt", TEXT.format("15"))
    fresh = f"fresh{dest.removeprefix('out')}"
    converted(fresh, form, packed, reuse=False)
    assert outputs(dest) == outputs(fresh)


@pytest.mark.parametrize(("dest", "form", "packed"), KINDS)
def test_what_is_no_more_stays_until_it_is_pruned(folder: Path, dest: str, form: Form, packed: str) -> None:
    converted(dest, form, packed)
    before = outputs(dest)
    Path("in/12.txt").unlink()
    for _ in range(2):
        summary = converted(dest, form, packed)
        assert (summary.files, summary.kept, summary.gone, summary.pruned, summary.articles) == (29, 29, 1, 0, 29)
        assert outputs(dest) == before
    assert converted(dest, form, packed, prune=True).pruned == 1
    assert outputs(dest) != before
    assert converted(dest, form, packed).gone == 0


@pytest.mark.parametrize(
    ("options", "roots", "left"),
    [
        (Options("json"), ("in/1",), {"20.json"}),  # the output of an input is in one place
        (Options("yaml"), ("in",), {"1/20.yaml"}),
        (Options("json", packed=".gz"), ("in",), {"1/20.json.gz"}),
        (Options("ndjson"), ("in",), {"part-000000.ndjson"}),
    ],
)
def test_prune_leaves_what_a_fresh_run_makes(
    folder: Path, options: Options, roots: tuple[str, ...], left: set[str]
) -> None:
    for path in Path("in").glob("*.txt"):
        path.unlink()
    for name in ("in/0/a/10.txt", "in/1/20.txt", "in/1/30.txt"):
        write(name, TEXT)
    converted("out/", "json")
    Path("in/1/30.txt").unlink()
    shutil.rmtree("in/0")
    Path("out/mine").mkdir()
    job = Job(roots, "out/", options, reuse=True, prune=True)
    conversions.ran(Search(roots), job)
    assert set(outputs("out")) == left
    assert {path.name for path in Path("out").iterdir() if path.is_dir()} <= {".newsparse", "mine", "1"}


def test_prune_leaves_no_parts_beside_a_tree(folder: Path) -> None:
    converted("out/")
    converted("out/", "json", prune=True)
    assert {name[-5:] for name in outputs("out")} == {".json"}


def test_outputs_that_change_places_are_not_removed(folder: Path) -> None:
    for path in Path("in").glob("*.txt"):
        path.unlink()
    write("in/a/a/x.txt", TEXT.format("inner"))
    write("in/a/x.txt", TEXT.format("outer"))
    converted("out/", "json")
    conversions.ran(Search(["in/a"]), Job(("in/a",), "out/", Options("json"), reuse=True, prune=True))
    found = {name: json.loads(data)["title"] for name, data in outputs("out").items()}
    assert found == {"a/x.json": "inner", "x.json": "outer"}


def test_prune_wants_files_in_all_folders_that_are_named(folder: Path) -> None:
    arguments = ("in", "mount", "-o", "out/", "--to", "json", "--incremental")
    write("mount/a.txt", TEXT)
    assert command("convert", *arguments).returncode == 0
    Path("mount/a.txt").unlink()
    done = command("convert", *arguments, "--prune")
    assert (done.returncode, b"Error: mount: holds no news files; --prune removes nothing" in done.stderr) == (2, True)
    assert Path("out/a.json").exists()


def test_prune_wants_folders_that_can_be_searched(folder: Path) -> None:
    write("in/2/a.txt", TEXT)
    converted("out/", "json")
    before = outputs("out")

    def closed(place: str) -> Iterator[stores.Item]:
        if place == "in/2":
            raise PermissionError(13, "Permission denied", place)
        return stores.scan(place)

    with pytest.raises(PlanError, match=r"^in/2: cannot be read: permission denied; nothing was removed$"):
        conversions.ran(Search(["in"], scan=closed), Job(("in",), "out/", Options("json"), reuse=True, prune=True))
    assert outputs("out") == before


@pytest.mark.parametrize(
    ("paths", "why"),
    [
        (["a" * 300, "b" * 300], "cannot be read: file name too long"),
        (["s9://none/a"], ""),
        (["in/2"], "cannot be read"),
    ],
)
def test_nothing_is_written_where_nothing_can_be_read(folder: Path, paths: list[str], why: str) -> None:
    """As where an article is given for a list, or a store is out of reach."""
    converted("out.ndjson")
    before = Path("out.ndjson").read_bytes()

    def closed(place: str) -> Iterator[stores.Item]:
        raise PermissionError(13, "Permission denied", place)

    Path("in/2").mkdir()
    with pytest.raises(PlanError, match=f"^{paths[0]}: {why}.*; nothing was written$"):
        conversions.ran(Search(paths, scan=closed), Job(tuple(paths), "out.ndjson", Options("ndjson")))
    assert Path("out.ndjson").read_bytes() == before


@pytest.mark.parametrize("dest", ["out.ndjson", "out/", "out.parquet"])
def test_what_is_no_more_is_not_taken_from_an_output_that_is_another_now(folder: Path, dest: str) -> None:
    form: Form = "parquet" if dest.endswith("parquet") else "ndjson"
    converted(dest, form)
    Path("in/01.txt").unlink()
    path = Path(dest) / "part-000000.ndjson" if dest.endswith("/") else Path(dest)
    path.write_bytes(b"{}\n" + path.read_bytes())
    with pytest.raises(PlanError, match=r"^in/01.txt is no more, and .* is not what was left; --prune leaves it out$"):
        converted(dest, form)
    assert converted(dest, form, prune=True).articles == 29


def test_a_tree_of_a_folder_that_has_another_name_now(folder: Path) -> None:
    converted("out/", "json")
    shutil.move("in", "incoming")
    write("incoming/03.txt", TEXT.format("as long as it is, it is another"), old=False)
    for _ in range(2):
        summary = conversions.ran(Search(["incoming"]), Job(("incoming",), "out/", Options("json"), reuse=True))
        assert (summary.files, summary.articles, summary.outputs, summary.gone) == (30, 30, 30, 0)
    Path("incoming/03.txt").unlink()
    assert conversions.ran(Search(["incoming"]), Job(("incoming",), "out/", Options("json"))).gone == 1
    Path("out/03.json").unlink()  # by hand
    assert conversions.ran(Search(["incoming"]), Job(("incoming",), "out/", Options("json"))).outputs == 29


@pytest.mark.parametrize("form", ["ndjson", "json"])
def test_what_a_plan_that_was_given_up_would_have_removed_stays(folder: Path, form: Form) -> None:
    converted("out/", form)
    before = outputs("out")
    prepare(Search(["in"]), Job(("in",), "out/", Options("yaml"), reuse=True, prune=True))
    converted("out/", form)
    assert outputs("out") == before
    prepare(Search(["in"]), Job(("in",), "out/", Options("yaml"), reuse=True, prune=True))
    if form == "json":
        converted("out/", "yaml")
        assert before.items() < outputs("out").items()


def test_parts_of_an_earlier_run_go_also_where_a_tree_was_begun(folder: Path) -> None:
    converted("out/")
    plan = prepare(Search(["in"]), Job(("in",), "out/", Options("json")))
    run_shard(plan.folder, 0)
    for number in range(5, 30):
        Path(f"in/{number:02}.txt").unlink()
    assert converted("out/", prune=True).outputs == 1
    assert set(outputs("out")) == {"part-000000.ndjson"}


@pytest.mark.parametrize(("dest", "form", "packed"), KINDS)
def test_what_comes_again_is_read_if_options_have_changed_since(
    folder: Path, dest: str, form: Form, packed: str
) -> None:
    none = Job(("in",), dest, Options(form, "none", packed=packed), reuse=True)
    converted(dest, form, packed)
    shutil.move("in/07.txt", "07.txt")
    conversions.ran(Search(["in"]), none)
    shutil.move("07.txt", "in/07.txt")
    assert conversions.ran(Search(["in"]), none).kept == 29
    fresh = f"fresh{dest.removeprefix('out')}"
    conversions.ran(Search(["in"]), none._replace(dest=fresh))
    assert outputs(dest) == outputs(fresh)


def test_an_input_that_is_empty_now_is_small(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the list would be cut at other places than by a fresh run."""
    monkeypatch.setattr(plans, "_LEAST_BYTES", 500)
    converted("out/")
    write("in/01.txt", "")
    converted("out/", prune=True)
    converted("fresh/")
    assert outputs("out") == outputs("fresh")


def test_further_outputs_of_a_folder_that_has_another_name_now(folder: Path) -> None:
    write("in/01.txt", TEXT.format("a") + TEXT.format("b"))
    converted("out/", "json")
    assert Path("out/01#2.json").exists()
    shutil.move("in", "incoming")
    write("incoming/01.txt", TEXT.format("a"))
    conversions.ran(Search(["incoming"]), Job(("incoming",), "out/", Options("json"), reuse=True))
    assert not Path("out/01#2.json").exists()


def test_a_prune_that_is_refused_is_not_made_up_for(folder: Path) -> None:
    arguments = ("in", "mount", "-o", "out/", "--incremental")
    write("mount/a.txt", TEXT)
    assert command("convert", *arguments, "--to", "json").returncode == 0
    Path("mount/a.txt").unlink()
    assert command("convert", *arguments, "--to", "json", "--prune").returncode == 2
    assert command("convert", "in", *arguments[2:], "--to", "yaml").returncode == 0
    assert Path("out/a.json").exists()


def test_an_output_that_was_changed_goes_with_its_input(folder: Path) -> None:
    converted("out/", "json")
    Path("out/01.json").write_text("mine", encoding="utf-8")
    Path("in/01.txt").unlink()
    assert converted("out/", "json").gone == 1
    assert converted("out/", "json", prune=True).pruned == 1
    assert not Path("out/01.json").exists()


def test_prune_wants_all_that_is_named(folder: Path) -> None:
    converted("out/", "json")
    before = outputs("out")
    for paths in (["in/", "gone"], ["gone"]):
        with pytest.raises(PlanError, match=r"^gone: no such file or directory; nothing was removed$"):
            conversions.ran(Search(paths), Job(("in",), "out/", Options("json"), reuse=True, prune=True))
    with pytest.raises(PlanError, match=r"^gone: no such file or directory; nothing was written$"):
        conversions.ran(Search(["gone"]), Job((), "out/", Options("json"), reuse=True))
    assert outputs("out") == before


def test_a_tree_loses_what_an_input_no_more_gives(folder: Path) -> None:
    write("in/03.txt", TEXT.format("a") + TEXT.format("b"))
    converted("out", "json", reuse=False)
    assert Path("out/03#2.json").exists()
    write("in/03.txt", TEXT.format("a"))
    converted("out", "json", reuse=False)
    assert not Path("out/03#2.json").exists()


@pytest.mark.parametrize("change", ["options", "output", "state", "none"])
def test_when_all_is_done_again(folder: Path, change: str) -> None:
    converted("out/")
    if change == "output":
        Path("out/part-000001.ndjson").write_bytes(b"cut")
    if change == "state":
        Path("out/.newsparse/state").write_bytes(b"{")
    assert converted("out/", packed=".gz" if change == "options" else "").kept == (30 if change == "none" else 0)


@pytest.mark.parametrize("damage", [lambda data: data[:40], lambda data: data + b"more"])
def test_an_output_of_a_tree_that_is_damaged_is_made_again(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    converted("out/", "json")
    path = Path("out/07.json")
    good = path.read_bytes()
    path.write_bytes(damage(good))
    converted("out/", "json")
    assert path.read_bytes() == good


@pytest.mark.parametrize("form", ["ndjson", "json"])
@pytest.mark.parametrize("damage", [lambda data: data[:-40], lambda data: data.replace(b"in/03.txt", b'in/0"txt')])
def test_a_state_that_is_damaged_is_none(folder: Path, form: Form, damage: Callable[[bytes], bytes]) -> None:
    converted("out/", form)
    state = Path("out/.newsparse/state")
    state.write_bytes(damage(state.read_bytes()))
    if form == "json":  # nothing else tells whose outputs these are
        with pytest.raises(PlanError, match=r"00\.json, 01\.json, 02\.json and others would be replaced"):
            converted("out/", form)
    job = Job(("in",), "out/", Options(form), reuse=True, overwrite=True)
    assert conversions.ran(Search(["in"]), job).kept == 0
    assert converted("out/", form).kept == 30


def test_errors_are_tried_again(folder: Path) -> None:
    write("in/04.txt", "")
    assert converted("out.ndjson").errors == 1
    assert (converted("out.ndjson").kept, converted("out.ndjson").errors) == (29, 1)


def test_what_is_known_stays_where_a_run_fails_fast(folder: Path) -> None:
    converted("out.ndjson")
    write("in/10.txt", "")
    before = Path("out.ndjson").read_bytes()
    with pytest.raises(ShardError, match="the input is empty; stopped by --fail-fast"), engine("local", 1) as workers:
        convert(Search(["in"]), Job(("in",), "out.ndjson", Options("ndjson"), reuse=True), workers, fail_fast=True)
    assert Path("out.ndjson").read_bytes() == before
    assert converted("out.ndjson").kept == 29


def test_what_was_changed_just_before_is_looked_at() -> None:
    state = State("", "", [], time.time_ns(), [Segment("a", 0, 0, 0, "")])
    assert state.is_settled(str(time.time_ns() - 10**10))
    assert not state.is_settled(str(time.time_ns() - 10**9))
    assert state.is_settled('"0f343b0931126a20f133d67c2b018a3b"')


@pytest.mark.parametrize("packed", [".gz", ".zst"])
def test_packed_outputs(folder: Path, packed: str) -> None:
    converted("out.ndjson")
    converted(f"out.ndjson{packed}", packed=packed)
    assert unpack(packed, Path(f"out.ndjson{packed}").read_bytes()) == Path("out.ndjson").read_bytes()


def test_a_table_has_the_rows_of_the_lines(folder: Path) -> None:
    import duckdb

    write("in/04.txt", "")
    converted("out.ndjson")
    converted("out.parquet", "parquet")
    lines = [json.loads(line) for line in Path("out.ndjson").read_text(encoding="utf-8").splitlines()]
    found = duckdb.execute("select source, title, body[1].text, error.code from 'out.parquet'").fetchall()
    assert found == [
        (x["source"], x.get("title"), x["body"][0]["text"] if "body" in x else None, x.get("error", {}).get("code"))
        for x in lines
    ]
    assert duckdb.execute("select count(*) from (select unnest(body) from 'out.parquet')").fetchall() == [(58,)]


def test_an_output_that_cannot_be_written_is_one_error(folder: Path) -> None:
    Path("out/07.json/in.the.way").mkdir(parents=True)
    summary = converted("out", "json", reuse=False)
    assert (summary.articles, summary.errors) == (29, 1)


def command(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-m", "newsparse", *arguments]
    return subprocess.run(program, capture_output=True, check=False, env={**os.environ, **more})


def test_what_was_to_be_kept_and_is_gone_is_made_again_from_anywhere(folder: Path) -> None:
    assert command("convert", "in", "-o", "out", "--to", "json").returncode == 0
    Path("out/07.json").unlink()
    plan = command("convert", "in", "-o", "out", "--to", "json", "--incremental", "--plan-only").stdout.decode().strip()
    os.chdir("/")
    assert command("shard", plan, "--index", "0").returncode == 0
    assert json.loads((folder / "out/07.json").read_text(encoding="utf-8"))["title"] == "7"


def test_inputs_and_outputs_in_a_store(folder: Path, s3: str) -> None:
    assert s3
    for number in range(8):
        stores.write(f"s3://news/in/{number % 2}/{number}.txt", TEXT.format(number).encode())
    done = command("convert", "s3://news/in", "-o", "out.ndjson")
    assert (done.returncode, done.stderr[:31]) == (0, b"newsparse: 8 files, 8 articles,")
    for dest in ("s3://news/out.ndjson", "s3://news/out/", "s3://news/tree/"):
        form = "json" if "tree" in dest else "ndjson"
        arguments = ("convert", "s3://news/in/", "-o", dest, "--to", form, "--incremental", "-j", "1")
        assert command(*arguments).returncode == 0
        assert b", 8 unchanged" in command(*arguments).stderr
    good = Path("out.ndjson").read_bytes()
    assert good == stores.read("s3://news/out.ndjson") == stores.read("s3://news/out/part-000000.ndjson")
    assert stores.exists("s3://news/tree/1/7.json")
    Path("list").write_text("s3://news/in/0/0.txt\ns3://news/in/0/none.txt\n", encoding="utf-8")
    done = command("convert", "--files-from", "list", "-o", "out.ndjson")
    assert (done.returncode, b"s3://news/in/0/none.txt: no such file" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "a.parquet.gz", "--to", "parquet"], b"Parquet files are compressed internally"),
        (["-o", "a.ndjson", "--compress", "gz"], b"should end in .gz"),
    ],
)
def test_wrong_use(folder: Path, arguments: list[str], message: bytes) -> None:
    done = command("convert", "in", *arguments)
    assert (done.returncode, message in done.stderr) == (2, True)


def test_the_ending_tells_how_it_is_packed(folder: Path) -> None:
    assert command("convert", "in", "-o", "out.ndjson.gz").returncode == 0
    assert gzip.decompress(Path("out.ndjson.gz").read_bytes()).count(b"\n") == 30
