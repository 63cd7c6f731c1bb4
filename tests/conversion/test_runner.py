"""Conversions from beginning to end: complete, reproducible, and resumed after an interruption."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path
from unittest import mock

import pyarrow.parquet
import pytest
from support.commands import PROGRAM, run
from support.conversions import convert_folder, files_below, make_request, run_conversion

import newsparse
from newsparse.conversion.options import Options, OutputFormat
from newsparse.conversion.output_paths import ConvertError
from newsparse.inputs.search import Search
from newsparse.inputs.walk import FoundFile


def convert_command(*arguments: str) -> list[str]:
    """A command line for a new process."""
    return [*PROGRAM, "convert", "in", *arguments]


def parse_output() -> bytes:
    return run("parse", "in").stdout


@pytest.mark.parametrize("workers", [1, 2])
def test_one_output_is_the_output_of_parse(sixty_inputs: Path, workers: int) -> None:
    summary = convert_folder("out.ndjson", workers=workers)
    assert Path("out.ndjson").read_bytes() == parse_output()
    assert (summary.files, summary.articles, summary.errors, summary.outputs) == (60, 60, 1, 1)
    assert (summary.repairs, summary.problems) == ({"N301": 60}, {"N209": 120})
    assert sorted(os.listdir()) == ["in", "out.ndjson"]


@pytest.mark.parametrize("output_format", ["ndjson", "json", "yaml"])
def test_outputs_do_not_depend_on_the_number_of_workers(sixty_inputs: Path, output_format: OutputFormat) -> None:
    for workers in (1, 2, 3):
        convert_folder(f"out{workers}/", output_format, workers)
    assert files_below("out1") == files_below("out2") == files_below("out3")


def test_the_manifest_lists_all_parts(sixty_inputs: Path) -> None:
    Path("out").mkdir()
    Path("out/part-000099.ndjson").write_text("of a previous run", encoding="utf-8")
    Path("out/part-000098.ndjson").write_text("unrecorded", encoding="utf-8")
    Path("out/_manifest.json").write_text(
        '{"newsparse": "0", "parts": [{"name": "part-000099.ndjson"}]}', encoding="utf-8"
    )
    convert_folder("out")
    files = files_below("out")
    assert files.pop("part-000098.ndjson") == b"unrecorded"
    manifest = json.loads(files.pop("_manifest.json"))
    assert [part["name"] for part in manifest["parts"]] == sorted(files)
    assert len(files) == 6
    assert b"".join(files[name] for name in sorted(files)) == parse_output()
    assert (manifest["articles"], manifest["errors"]) == (60, 1)


def test_parquet_parts_are_read_as_one_table(sixty_inputs: Path) -> None:
    convert_folder("out/", "parquet")
    assert len(pyarrow.parquet.read_table("out")) == 61


def test_a_tree_mirrors_the_inputs(sixty_inputs: Path) -> None:
    convert_folder("out", "json")
    names = set(files_below("out"))
    assert {"0/00.json", "1/11.json", "1/11#2.json", "0/10.json", "_manifest.json"} <= names
    assert len(names) == 62
    (article,) = newsparse.parse(Path("in/0/00.txt"))
    assert json.loads(Path("out/0/00.json").read_text(encoding="utf-8")) == article.as_dict()
    assert json.loads(Path("out/0/10.json").read_text(encoding="utf-8"))["error"]["code"] == "N004"


def test_a_second_run_with_the_same_output_fails(sixty_inputs: Path) -> None:
    Path(".out.ndjson.newsparse").mkdir()
    with Path(".out.ndjson.newsparse/lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(ConvertError, match="another run is writing to this output"):
            convert_folder("out.ndjson")
    convert_folder("out.ndjson")


def test_a_replaced_file_keeps_its_mode(sixty_inputs: Path) -> None:
    Path("out.ndjson").write_text("old", encoding="utf-8")
    Path("out.ndjson").chmod(0o600)
    convert_folder("out.ndjson")
    assert stat.S_IMODE(Path("out.ndjson").stat().st_mode) == 0o600
    os.mkfifo("pipe.ndjson")
    with pytest.raises(ConvertError, match="is not a writable file"):
        convert_folder("pipe.ndjson")


def test_an_empty_input_folder_keeps_the_output(sixty_inputs: Path) -> None:
    Path("none").mkdir()
    Path("out.ndjson").write_text("old", encoding="utf-8")
    result = run("convert", "none", "-o", "out.ndjson")
    assert result.returncode == 2
    assert b"no file name matches *.txt" in result.stderr
    assert Path("out.ndjson").read_text(encoding="utf-8") == "old"


def test_a_dangling_link_is_one_error_record(sixty_inputs: Path) -> None:
    Path("in/0/05.txt").symlink_to("nowhere.txt")
    summary = run_conversion(Search(["in"]), make_request(("in",), "out.ndjson", Options("ndjson")), 2)
    rows = [json.loads(row) for row in Path("out.ndjson").read_text(encoding="utf-8").splitlines()]
    assert [row["source"] for row in rows if row["record"] is None] == ["in/0/05.txt", "in/0/10.txt"]
    assert (summary.articles, summary.errors) == (60, 2)


def test_an_output_folder_below_the_inputs_is_excluded(sixty_inputs: Path) -> None:
    for _ in range(2):
        result = run("convert", "in", "-o", "in/out/", "--glob", "*")
        assert b"newsparse: wrote in/out/: 60 files, 60 articles, " in result.stderr
    assert run("convert", "in", "-o", "t.parquet/").returncode == 1
    assert Path("t.parquet/part-000000.parquet").exists()


def test_pipes_and_devices_are_error_records(sixty_inputs: Path) -> None:
    os.mkfifo("pipe")
    summary = run_conversion(
        [FoundFile("/dev/zero"), FoundFile("in/0/00.txt"), FoundFile("pipe")],
        make_request((), "out.ndjson", Options("ndjson")),
    )
    rows = [json.loads(row) for row in Path("out.ndjson").read_text(encoding="utf-8").splitlines()]
    assert (summary.articles, summary.errors) == (1, 2)
    assert {row["error"]["message"] for row in rows if row["record"] is None} == {
        "cannot be read: is a pipe or device, not a file"
    }


def test_errors_beyond_the_limit_are_counted(sixty_inputs: Path) -> None:
    for number in range(150):
        Path(f"in/0/x{number:03}.txt").touch()
    result = run("convert", "in", "-o", "out.ndjson")
    assert result.stderr.count(b": the input is empty. Exclude the file, or fetch the article again.\n") == 100
    assert b"newsparse: ... and 51 more failed inputs in the same shard\n" in result.stderr


def test_a_closed_standard_error_does_not_stop_a_conversion(sixty_inputs: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(convert_command("-o", "out.ndjson", "--progress", "always"), stderr=writing, check=False)
    os.close(writing)
    assert result.returncode == 1
    assert Path("out.ndjson").exists()


def test_a_removed_working_directory_is_reported(sixty_inputs: Path) -> None:
    script = (
        "mkdir gone; cd gone; rmdir ../gone; "
        f"{sys.executable} -m newsparse convert {sixty_inputs}/in -o {sixty_inputs}/out.ndjson"
    )
    result = subprocess.run(["sh", "-c", script], capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (
        2,
        b"Error: the current directory no longer exists; change to another one.\n",
    )


def test_a_file_url_is_a_path(sixty_inputs: Path) -> None:
    run_conversion(Search(["in"]), make_request(("in",), f"file://{sixty_inputs}/a/tree/", Options("json")))
    run_conversion(Search(["in"]), make_request(("in",), "good/", Options("json")))
    assert files_below("a/tree") == files_below("good")


def test_fail_fast_stops_at_the_first_error(sixty_inputs: Path) -> None:
    result = run("convert", "in", "-o", "out.ndjson", "--fail-fast")
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"in/0/10.txt: the input is empty; stopped because of --fail-fast; 1 of 1 shard finished; " in result.stderr
    assert b" finished; to resume, run it again without --fail-fast; work directory: " in result.stderr
    assert sorted(os.listdir()) == [".out.ndjson.newsparse", "in"]  # to resume from
    result = run("convert", "in", "-o", "out.ndjson", "--fail-fast", "--exclude", "in/0/10.txt")
    assert result.returncode == 0
    assert sorted(os.listdir()) == ["in", "out.ndjson"]


EARLY_FAILURES = [
    (["none.txt", "-o", "x.ndjson"], "none.txt: no such file or directory"),
    (["in", "-o", "x.xls"], "x.xls: unknown extension .xls. Use one of .ndjson, "),
    (["in", "-o", "/proc/x.ndjson"], "/proc/x.ndjson: cannot be written: creating /proc/.x.ndjson.newsparse failed"),
    (["in", "-o", "mine/", "--to", "json"], "0/00.json would be replaced"),
    (["empty", "-o", "x.ndjson"], "no inputs found"),
    (["--files-from", "none", "-o", "x.ndjson"], "--files-from none: no such file or directory"),
]


@pytest.mark.parametrize(("arguments", "message"), EARLY_FAILURES)
def test_an_early_failure_writes_a_report(sixty_inputs: Path, arguments: list[str], message: str) -> None:
    Path("mine/0").mkdir(parents=True)
    Path("mine/0/00.json").touch()
    Path("empty").mkdir()
    for path in ("r.json", "r.json", "-"):  # an earlier report is replaced
        result = run("convert", *arguments, "--report-file", path)
        assert result.returncode == 2
        report = json.loads(Path(path).read_bytes() if path == "r.json" else result.stdout)
        assert (report["status"], report["files"]) == ("failed", 0)
        assert message in report["message"]
        assert b"another run" not in result.stderr


@pytest.mark.parametrize("text", ["Title: Boats\nText:\nThey left.\n", "", '{"title": "Boats"}', "[1]", "[" * 100_000])
def test_the_report_of_an_early_failure_replaces_only_reports(sixty_inputs: Path, text: str) -> None:
    for path in ("mine.json", "in/0/00.txt"):
        Path(path).write_text(text, encoding="utf-8")
        result = run("convert", "in", "-o", "x.xls", "--report-file", path)
        assert result.returncode == 2
        assert f"the report was not written: {path}: the file is not an earlier report".encode() in result.stderr
        assert Path(path).read_text(encoding="utf-8") == text


def test_a_file_system_without_locks_is_supported(sixty_inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", mock.Mock(side_effect=OSError(errno.ENOLCK, "No locks available")))
    assert convert_folder("out.ndjson").files == 60


def test_an_unreadable_plan_is_reported(sixty_inputs: Path) -> None:
    convert_folder("out/")
    assert run("convert", "in", "-o", "out/", "--repair", "all", "--plan-only").returncode == 0
    Path("out/.newsparse/plan.json").write_text('{"of": "another version"}', encoding="utf-8")
    for arguments in (["--index", "0"], ["--finish"]):
        result = run("shard", "out", *arguments)
        why = b"Error: out/.newsparse/plan.json: invalid plan (not a Plan of this version); "
        assert (result.returncode, result.stderr) == (2, why + b"delete it, and run the conversion again.\n")


def test_shards_of_a_finished_plan_succeed(sixty_inputs: Path) -> None:
    def shard(*arguments: str) -> tuple[int, bytes]:
        result = run("shard", *arguments)
        return result.returncode, result.stderr.splitlines()[-1] if result.stderr else b""

    assert shard("out", "--index", "0") == (
        2,
        b"Error: out: no plan found. Pass the directory that 'newsparse convert --plan-only' printed.",
    )
    run("convert", "in", "-o", "out/", "--plan-only")
    assert shard("out", "--index", "0")[0] == 0  # also with the output folder as argument
    code, message = shard("out", "--finish", "--index", "0")
    assert (code, message.startswith(b"Error: --index and --finish cannot be used together. Pass one of them. ")) == (
        2,
        True,
    )
    (part,) = (path for path in Path("out/.newsparse").glob("part-*-000000-*") if not path.suffix)
    content = part.read_bytes()
    part.write_bytes(content.replace(b"boats", b"goats"))
    assert b"not all shards are finished; first run 'newsparse shard' with --index 0" in shard("out", "--finish")[1]
    assert shard("out", "--index", "0")[0] == 0
    part.unlink()
    assert shard("out", "--finish")[0] == 1
    for arguments in (("--index", "0"), ("--finish",)):
        for plan in ("out/.newsparse", "out"):
            assert shard(plan, *arguments) == (0, f"newsparse: {plan}: the plan is already finished".encode())
    Path(".one.ndjson.newsparse").mkdir()
    assert b"no plan found" in shard(".one.ndjson.newsparse", "--finish")[1]
    Path("one.ndjson").touch()
    assert shard(".one.ndjson.newsparse", "--finish")[0] == 0


def test_convert_prints_a_summary_and_writes_a_report(sixty_inputs: Path) -> None:
    result = subprocess.run(
        convert_command("-o", "out.ndjson", "--report-file", "r.json"), capture_output=True, check=False
    )
    assert (result.returncode, result.stdout) == (1, b"")  # one input is empty
    assert result.stderr.startswith(
        b"newsparse: in/0/10.txt: the input is empty. Exclude the file, or fetch the article again.\n"
        b"newsparse: wrote out.ndjson: 60 files, 60 articles, 60 rep"
    )
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert Counter(report["repairs"]) == {"N301": 60}
    assert (report["files"], report["errors"]) == (60, 1)
    assert report["faults"] == [{"source": "in/0/10.txt", "message": "the input is empty"}]


def test_a_report_to_standard_output_appends_to_a_log(sixty_inputs: Path) -> None:
    """A file that the shell has opened must not be replaced."""
    command = " ".join(convert_command("-o", "out.ndjson", "--report-file", "/dev/stdout"))
    subprocess.run(["bash", "-c", f"(echo first; {command}; echo last) > log"], capture_output=True, check=True)
    assert Path("log").read_text(encoding="utf-8").startswith("first\n{\n")
    assert Path("log").read_text(encoding="utf-8").endswith("}\nlast\n")


def test_modules_in_the_working_directory_are_not_imported(sixty_inputs: Path) -> None:
    """Python imports modules from there in the processes that it starts."""
    for name in ("random", "socket", "selectors", "signal"):
        Path(f"{name}.py").write_text("raise SystemExit('it was run')", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("newsparse")), "convert", "in", "-o", "out.ndjson", "-j", "2"]
    result = subprocess.run(command, capture_output=True, check=False)
    assert (result.returncode, b"60 articles" in result.stderr, b"it was run" in result.stderr) == (1, True, False)


def test_excluded_files_in_the_output_folder_are_reported(sixty_inputs: Path) -> None:
    result = run("convert", "in", "-o", "in/0/")
    assert result.returncode == 0
    assert b"newsparse: in/0/: skipped 30 files, because this directory holds the outputs" in result.stderr
    result = run("convert", "in", "-o", "a", "--exclude", "in")
    assert (result.returncode, result.stderr) == (0, b"newsparse: all inputs are excluded; nothing was converted\n")


def test_a_relative_output_in_a_removed_working_directory_is_reported(sixty_inputs: Path) -> None:
    code = f"mkdir gone; cd gone; rmdir ../gone; {sys.executable} -P -m newsparse convert {sixty_inputs}/in -o a.ndjson"
    result = subprocess.run(["bash", "-c", code], capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (
        2,
        b"Error: the current directory no longer exists; change to another one.\n",
    )


@pytest.mark.parametrize("path", ["-", "/dev/stdout"])
def test_a_report_is_written_to_a_pipe(sixty_inputs: Path, path: str) -> None:
    result = subprocess.run(
        convert_command("-o", "out.ndjson", "--report-file", path), capture_output=True, check=False
    )
    assert result.returncode == 1
    assert json.loads(result.stdout)["files"] == 60
    assert not Path("-").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], b"standard input cannot be converted. Pass files or directories, or use 'newsparse parse -'."),
        (["none", "-o", "out/"], b""),
        (["in", "-o", "-"], b"--output needs a file or a directory"),
        (["in", "-o", "a.bz2"], b"a.bz2: .bz2 compression is not supported. Use .gz or .zst."),
        (["in", "-o", "a.parquet", "--to", "json"], b"the extension .parquet and --to json contradict each other"),
        (["in", "-o", "a.parquet.gz"], b"Parquet files are compressed internally"),
        (["in", "-o", "a", "--scheduler", ""], b"--scheduler is empty; pass an address"),
        (["in", "-o", "a", "--encoding", "idna"], b"Unknown encoding 'idna'"),
        (["in", "-o", "a", "--report-file", "in/0/00.txt"], b"in/0/00.txt: the report would replace this input"),
        (["in", "-o", "link/"], b"link: is a symbolic link to a missing file"),
        (["in", "-o", "a", "--report-file", "./a"], b"--report-file ./a is the output or in its directory"),
        (
            ["in", "-o", "out/", "--report-file", "out/_manifest.json"],
            b"is the output or in its directory",
        ),
        (
            ["in", "-o", "a", "--report-file", "none/a"],
            b"none/a cannot be written: directory none does not",
        ),
        (["in", "-o", "a", "--report-file", "in"], b"--report-file in cannot be written: it is a directory"),
        (
            ["in", "-o", "a", "--report-file", "r", "--plan-only"],
            b"--report-file cannot be used together",
        ),
    ],
)
def test_usage_errors_exit_with_2(sixty_inputs: Path, arguments: list[str], message: bytes) -> None:
    output = [] if "-o" in arguments else ["-o", "out.ndjson"]
    Path("link").symlink_to("nowhere")
    result = run("convert", *arguments, *output)
    assert result.returncode == 2
    assert message in result.stderr


@pytest.mark.parametrize("dest", ["x.xls", "x.html", "x.news", "notes.tar.gz", "x.gz"])
def test_a_file_with_another_extension_is_not_replaced(sixty_inputs: Path, dest: str) -> None:
    Path(dest).write_text("mine", encoding="utf-8")
    result = run("convert", "in", "-o", dest)
    assert (result.returncode, result.stderr.count(b"\n"), Path(dest).read_bytes()) == (2, 1, b"mine")
    assert sorted(os.listdir()) == ["in", dest]


def test_an_output_without_an_extension_is_a_folder(sixty_inputs: Path) -> None:
    assert run("convert", "in", "-o", "out").returncode == 1
    assert Path("out/part-000000.ndjson").exists()


def test_overwrite_replaces_unrecorded_files(sixty_inputs: Path) -> None:
    Path("out/0").mkdir(parents=True)
    Path("out/0/00.json").write_text("mine", encoding="utf-8")
    result = run("convert", "in", "-o", "out", "--to", "json")
    assert (result.returncode, b"0/00.json would be replaced" in result.stderr) == (2, True)
    assert run("convert", "in", "-o", "out", "--to", "json", "--overwrite").returncode == 1
    assert Path("out/0/00.json").read_bytes() != b"mine"


@pytest.mark.parametrize(
    ("paths", "code", "has_output"),
    [
        (["in/0/00.txt"], 0, True),
        (["in"], 1, True),  # one input is empty
        (["in/0/00.txt", "in/binary.txt"], 1, True),
        (["in/0/00.txt", "in/dangling.txt"], 2, True),  # a dangling link
        (["in/0/00.txt", "gone.txt"], 2, True),  # named and missing
        (["in/0/00.txt", "in/0/00.txt/a.txt"], 2, True),
        (["gone.txt"], 2, False),
        (["in", "--glob", "*.none"], 2, False),
        (["in", "--exclude", "in"], 0, False),
        (["in", "none"], 2, True),  # a folder without news files
    ],
)
def test_exit_codes(sixty_inputs: Path, paths: list[str], code: int, has_output: bool) -> None:
    Path("in/binary.txt").write_bytes(bytes(range(256)) * 8)
    Path("in/dangling.txt").symlink_to("nowhere.txt")
    Path("none").mkdir()
    result = run("convert", *paths, "-o", "out.ndjson")
    assert (result.returncode, Path("out.ndjson").exists()) == (code, has_output)
    plan = run("convert", *paths, "-o", "parts", "--plan-only")
    assert (plan.returncode, bool(plan.stdout)) == (2 if code == 2 else 0, has_output)


def test_a_tree_without_any_written_output_exits_with_2(sixty_inputs: Path) -> None:
    Path("out/a.json/b").mkdir(parents=True)
    Path("a.txt").write_text("Title: a\nText:\nA boat.\n", encoding="utf-8")
    command = ["convert", "a.txt", "-o", "out", "--to", "json"]
    assert run(*command).returncode == 2
    assert run(*command, "in/0").returncode == 1


@pytest.mark.parametrize("dest", ["out.ndjson", "out/"])
def test_missing_required_fields_are_counted(sixty_inputs: Path, dest: str) -> None:
    """Includes unchanged inputs, but not inputs that no longer exist."""
    for name, header in (("a", "Title: A\nAuthor: Li Mei\n"), ("b", "Title: not found\nCategory: X\n"), ("c", "")):
        Path(f"in/0/{name}.txt").write_text(f"{header}Published Time: yesterday\nText:\nA boat.\n", encoding="utf-8")
    expected = {"authors": 62, "categories": 62, "published_time": 3, "title": 2}
    line = "newsparse: 3 articles have no published time, 2 have no title, 62 have no category, 62 have no author"
    command = ["convert", "in", "-o", dest, "--report-file", "r.json", "--incremental"]
    for _ in range(2):
        result = run(*command)
        assert result.stderr.decode().splitlines()[-1] == line
        report = json.loads(Path("r.json").read_text(encoding="utf-8"))
        assert (report["missing"], report["status"], report["codes"]) == (expected, "finished", {"N004": 1})
    Path("in/0/c.txt").unlink()
    result = run(*command)
    assert (
        result.stderr.decode()
        .splitlines()[-1]
        .startswith("newsparse: 2 articles have no published time, 1 has no title, 61 have no")
    )


FULL = """
import errno, multiprocessing, os

def fsync(file):
    if multiprocessing.parent_process() or {everywhere}:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

os.fsync = fsync
"""


@pytest.mark.parametrize("dest", ["out.ndjson", "out/"])
def test_a_full_disk_is_reported_with_the_work_folder(sixty_inputs: Path, dest: str) -> None:
    """The work folder is removed if there is nothing to resume."""
    Path("hook").mkdir()
    command = convert_command("-o", dest, "--report-file", "r.json")

    def run_on_full_disk(everywhere: bool) -> str:
        Path("hook/sitecustomize.py").write_text(FULL.format(everywhere=everywhere), encoding="utf-8")
        env = {**os.environ, "PYTHONPATH": "hook"}
        result = subprocess.run(command, capture_output=True, check=False, env=env)
        assert (result.returncode, result.stderr.count(b"\n")) == (2, 2 if everywhere else 1), result.stderr
        return result.stderr.decode().splitlines(keepends=True)[-1]

    assert run_on_full_disk(everywhere=True).endswith(": no space left on device.\n")
    assert sorted(os.listdir()) == ["hook", "in"]
    work = str(sixty_inputs / (".out.ndjson.newsparse" if dest == "out.ndjson" else "out/.newsparse"))
    message = run_on_full_disk(everywhere=False)
    assert "no space left on device; 0 of 1 shard finished; to resume, run the same command again; " in message
    assert re.search(rf"; work directory: {re.escape(work)} \(\d+\.\d MB\)\.\n$", message)
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert (report["status"], report["files"], report["outputs"]) == ("failed", 0, 0)
    assert "no space left on device" in report["message"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
