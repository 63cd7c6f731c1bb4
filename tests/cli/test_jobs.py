"""`parse` and `check` print the same with any number of processes, and leave none behind."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from support.commands import ARTICLE, BAD, ENVIRONMENT, PROGRAM, records
from support.processes import Workspace, wait_for

NUMBER = 60  # of inputs
MANY = 1_000  # articles of a large input, whose output is more than a pipe holds


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A folder with some inputs, of which some fail, and two are equal."""
    base, temporary = tmp_path / "base", tmp_path / "temporary"
    (base / "in").mkdir(parents=True)
    temporary.mkdir()
    for number in range(NUMBER):
        (base / f"in/{number:02}.txt").write_text(BAD.format(number), encoding="utf-8")
    (base / "in/10.txt").write_bytes(b"")
    (base / "in/20.txt").write_bytes("Title: Café\n".encode("latin-1"))
    (base / "in/30.txt").write_text(ARTICLE.format("x") * 200, encoding="utf-8")
    (base / "in/40.txt").write_bytes((base / "in/01.txt").read_bytes())
    (base / "in/90.txt").symlink_to("/dev/stdin")
    (base / "in/gone.txt").symlink_to("nowhere.txt")
    return Workspace(base, base / "out", str(temporary))


def write_large_inputs(base: Path) -> None:
    for number in range(8):
        (base / f"in/00-{number}.txt").write_text(ARTICLE.format(number) * MANY, encoding="utf-8")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run newsparse with an article on standard input and return its output; it must leave no process."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        input=ARTICLE.format("y").encode(),
        capture_output=True,
        check=False,
        cwd=folder,
        env=ENVIRONMENT,
    )


@pytest.mark.parametrize(
    "options",
    [
        ["parse"],
        ["parse", "-f", "json", "--pretty"],
        ["parse", "-f", "yaml", "--repair", "none"],
        ["parse", "--explain"],
        ["check"],
        ["check", "-f", "json", "--ignore", "N3", "--per-file-ignores", "40.txt:N011"],
        ["check", "--statistics"],
    ],
    ids=" ".join,
)
def test_output_messages_and_exit_code_do_not_depend_on_the_jobs(workspace: Workspace, options: list[str]) -> None:
    os.mkfifo(workspace.base / "in/95.txt")
    inputs = ["in", "-", "in/gone.txt", "in/95.txt", "/dev/stdin"]
    pipe = f"cat in/02.txt > in/95.txt & {' '.join(PROGRAM)} "
    found = []
    for jobs in ("1", "2", "5"):
        line = pipe + " ".join([*options, "-j", jobs, *inputs])
        done = subprocess.run(
            ["bash", "-c", line],
            input=ARTICLE.format("y").encode(),
            capture_output=True,
            check=False,
            cwd=workspace.base,
            env=ENVIRONMENT,
        )
        found.append((done.returncode, done.stdout, done.stderr))
    assert found[1] == found[0]
    assert found[2] == found[0]
    assert found[0][1].count(b"\n") > 5


def test_repeated_articles_are_found_whichever_processes_check_them(workspace: Workspace) -> None:
    done = run(workspace.base, "check", "-f", "ndjson", "--select", "N011", "-j", "3", "in")
    found = {(x["source"], x["code"], x["message"]) for x in records(done) if x["source"] == "in/40.txt"}
    assert found == {("in/40.txt", "N011", "same body as article 1 of in/01.txt")}


@pytest.mark.parametrize("command", ["parse", "check"])
def test_input_that_ends_its_process_fails_alone(workspace: Workspace, command: str) -> None:
    deadly = workspace.deadly_input("in/17.txt")
    done = workspace.start(command, "in", "-j", "2", "-f", "ndjson", **deadly)
    code, out, err = done.result()
    expected = run(workspace.base, command, "in", "-j", "1", "-f", "ndjson").stdout.decode()
    assert code == 2
    assert "newsparse: in/17.txt: two attempts to read the input crashed the process\n" in err or command == "check"
    assert "Traceback" not in err
    lines = [line for line in out.splitlines() if "in/17.txt" not in line]
    assert lines == [line for line in expected.splitlines() if "in/17.txt" not in line]
    assert [line for line in out.splitlines() if "N012" in line and "in/17.txt" in line]
    assert done.leaves_no_processes()


@pytest.mark.parametrize("command", ["parse", "check"])
@pytest.mark.parametrize(("end", "code"), [("interrupt", 130), ("terminate", 143)])
def test_interrupt_leaves_no_process_and_no_traceback(workspace: Workspace, command: str, end: str, code: int) -> None:
    write_large_inputs(workspace.base)
    run = workspace.start(command, "in", "-j", "2")
    assert wait_for(lambda: len(run.processes()) == 3)
    getattr(run, end)()
    result = run.result()
    assert result.code == code
    assert [line for line in result.stderr.splitlines() if not line.startswith("newsparse: in/")] == []
    assert run.leaves_no_processes()


@pytest.mark.parametrize("command", ["parse", "check"])
def test_closed_output_ends_the_workers(workspace: Workspace, command: str) -> None:
    write_large_inputs(workspace.base)
    run = workspace.start(command, "in", "-j", "2")
    with run.driver as driver:
        assert driver.stdout
        assert driver.stderr
        driver.stdout.readline()
        driver.stdout.close()
        assert driver.wait(60) == 141
        assert "Traceback" not in driver.stderr.read()
    assert run.leaves_no_processes()


def test_killed_program_leaves_no_process(workspace: Workspace) -> None:
    write_large_inputs(workspace.base)
    run = workspace.start("parse", "in", "-j", "2")
    assert wait_for(lambda: len(run.processes()) == 3)
    run.driver.kill()
    assert run.result().stderr == ""
    assert run.leaves_no_processes()


@pytest.mark.parametrize("jobs", ["0", "-1", "x"])
def test_number_of_jobs_is_checked(jobs: str, tmp_path: Path) -> None:
    done = run(tmp_path, "parse", "-j", jobs)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--jobs" in done.stderr
