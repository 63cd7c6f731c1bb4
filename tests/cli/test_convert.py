"""`newsparse convert`: options, limits, interruptions. What it writes is tested with `newsparse.conversion`."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest
from support.commands import BAD, PROGRAM, run, run_limited
from support.processes import wait_for


def test_changed_max_size_converts_all_inputs_again(single: Path) -> None:
    with open("large.txt", "wb") as file:
        file.write(BAD.format("b").encode() + b"They came back.\n" * 100)
    found = []
    for limit in ("1KB", "1KB", "1GB", "1KB"):
        done = run_limited(f"newsparse convert --incremental --max-size {limit} . /dev/zero -o out.ndjson")
        records = [json.loads(line) for line in Path("out.ndjson").read_text(encoding="utf-8").splitlines()]
        found.append([record["source"] for record in records if "error" in record])
        assert done.returncode in (1, 2)
    assert found == [["/dev/zero", "large.txt"], ["/dev/zero", "large.txt"], ["/dev/zero"], ["/dev/zero", "large.txt"]]


@pytest.mark.parametrize("dest", ["out.ndjson", "tree/"])
def test_terminated_conversion_leaves_no_temporary_file(single: Path, dest: str) -> None:
    Path("in").mkdir()
    for number in range(800):
        Path(f"in/{number:04}.txt").write_text(BAD.format(number) * 20, encoding="utf-8")
    output_format = ["--to", "json"] if dest == "tree/" else []
    command = [*PROGRAM, "convert", "in", "-o", dest, *output_format, "-j", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert process.stderr
    assert wait_for(lambda: list(single.rglob("*.part")), unless=lambda: process.poll() is not None)
    process.send_signal(signal.SIGTERM)
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), b"Traceback" in errors) == (143, False)
    assert list(single.rglob("*.part")) == []
    assert not Path("out.ndjson").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "option --output is missing. Pass -o with a file or a directory"),
        (["-o", "-"], "--output needs a file or a directory"),
        (["-o", ""], "--output needs a file or a directory"),
        (["-o", "out.ndjson", "--report-file", "out.ndjson"], "is the output or in its directory"),
        (["-o", "out", "--report-file", "out/report.json"], "is the output or in its directory"),
        (
            ["-o", "out", "--report-file", "r.json", "--plan-only"],
            "--report-file cannot be used together",
        ),
        (
            ["-o", "out", "--report-file", "none/r.json"],
            "none/r.json cannot be written: directory none does not exist",
        ),
        (["-o", "out", "--report-file", "."], "cannot be written"),
        (["-o", "out.xls"], "out.xls: unknown extension .xls. Use one of .ndjson, "),
    ],
)
def test_invalid_outputs_are_refused(single: Path, arguments: list[str], message: str) -> None:
    done = run("convert", ".", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()
    assert sorted(path.name for path in single.iterdir()) == ["a.txt"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [(["--exclude", "*"], 0, "all inputs are excluded"), (["--glob", "*.news"], 2, "no news files")],
)
def test_no_inputs_write_nothing(single: Path, arguments: list[str], code: int, message: str) -> None:
    done = run("convert", ".", "-o", "out.ndjson", *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert message in done.stderr.decode()
    assert sorted(path.name for path in single.iterdir()) == ["a.txt"]


def test_plan_only_prints_the_folder_of_the_plan(single: Path) -> None:
    done = run("convert", ".", "-o", "out/", "--plan-only")
    assert (done.returncode, done.stdout) == (0, f"{single}/out/.newsparse\n".encode())
    assert done.stderr == b"newsparse: 1 shard; run 'newsparse shard' with --index 0\n"
