"""Inputs of commands: lists of files, devices, pipes, standard input, and limits."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from support.commands import BAD, HEADER, PROGRAM, output_of, records, run, run_limited, run_shell

from newsparse import ErrorRecord
from newsparse.cli.inputs import ReportedRecords, find_inputs, selection_code
from newsparse.cli.options import InputOptions

COMMANDS = ["parse", "check", "fix", "repair"]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


def test_directory_without_news_files_exits_with_2(folder: Path) -> None:
    done = run("parse", "none", "in")
    assert (done.returncode, len(records(done))) == (2, 2)
    (line,) = done.stderr.splitlines()
    assert b"none: no news files" in line


@pytest.mark.parametrize(("extra", "end"), [((), b"\n"), (("-0",), b"\0")])
def test_files_from_reads_a_list(folder: Path, extra: tuple[str, ...], end: bytes) -> None:
    names = [b"in/sub/a.txt", b"in/b.txt", b"in/b.txt"]
    done = run("parse", "--files-from", "-", *extra, stdin=end.join(names) + end)
    assert [record["source"] for record in records(done)] == ["in/b.txt", "in/sub/a.txt"]


def test_terminal_as_standard_input_prints_the_help() -> None:
    leader, follower = pty.openpty()
    done = subprocess.run([*PROGRAM, "parse"], stdin=follower, capture_output=True, check=False, timeout=20)
    os.close(leader)
    os.close(follower)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"Usage: newsparse parse")


@pytest.mark.parametrize("command", ["parse -", "check -", "fix -", "repair -", "parse --files-from -"])
def test_closed_standard_input_is_reported(command: str) -> None:
    done = run_shell(f"newsparse {command} <&-")
    assert done.returncode == (2 if "--files-from" in command else 1)
    assert b"closed; there is no input to read" in done.stdout + done.stderr
    assert b"internal" not in done.stderr


@pytest.mark.parametrize("command", [*(f"{command} -" for command in COMMANDS), "parse --files-from -"])
def test_failing_standard_input_is_reported(single: Path, command: str) -> None:
    with open("/proc/self/mem", "rb") as file:  # reading its beginning is an error
        done = subprocess.run([*PROGRAM, *command.split()], stdin=file, capture_output=True, check=False, timeout=60)
    assert "input/output error" in output_of(done)
    assert done.returncode in (1, 2)


def test_nonblocking_standard_input_is_read_to_its_end(single: Path) -> None:
    reader, writer = os.pipe()
    os.set_blocking(reader, False)

    def feed() -> None:
        for piece in (HEADER.format("a").encode(), b"The boats left.\n"):
            time.sleep(0.3)
            os.write(writer, piece)
        os.close(writer)

    thread = threading.Thread(target=feed)
    thread.start()
    done = subprocess.run([*PROGRAM, "parse"], stdin=reader, capture_output=True, check=False, timeout=60)
    thread.join()
    os.close(reader)
    assert json.loads(done.stdout)["body"] == [{"kind": "paragraph", "text": "The boats left."}]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("source", ["/dev/zero", "/dev/urandom"])
def test_endless_binary_data_on_standard_input_is_refused(single: Path, command: str, source: str) -> None:
    done = run_limited(f"newsparse {command} - < {source}")
    assert "not a text file" in output_of(done)
    assert done.returncode == 1


@pytest.mark.parametrize("arguments", ["--files-from -", "-0 --files-from -"])
def test_endless_nuls_are_no_list_of_files(single: Path, arguments: str) -> None:
    done = run_limited(f"newsparse parse {arguments} < /dev/zero")
    assert done.returncode == 2
    assert "not a list of paths" in output_of(done)


def test_invalid_paths_in_a_list_do_not_affect_others(single: Path) -> None:
    Path(os.fsdecode(b"caf\xe9.txt")).write_text(BAD.format("x"), encoding="utf-8")
    Path("dangling.txt").symlink_to("nowhere")
    Path("file").touch()
    names = [
        *(b"a.txt", b"a\0b.txt", b"\xff\xfe", b"caf\xe9.txt", b"dangling.txt", b"file/a.txt", b"x" * 5000),
        *(b"/proc/self/mem", b"s3:///", b"foo://a", b"\xf0\x9f\x98\x80"),
    ]
    for command in COMMANDS:
        done = run_limited(f"newsparse {command} --files-from -", input=b"\n".join(names) + b"\n")
        assert output_of(done).count("Thursday") >= 2
        assert done.returncode == 1
    parsed = records(run_limited("newsparse parse --files-from -", input=b"\n".join(names) + b"\n"))
    assert len(parsed) == len(names)
    assert sum("error" in record for record in parsed) == len(names) - 2


@pytest.mark.parametrize(
    "command",
    [
        "newsparse parse /dev/stdin < a.txt",
        "cat a.txt | newsparse parse /dev/stdin",
        "newsparse parse <(cat a.txt)",
        "newsparse parse --max-size 1 - < a.txt",
        "newsparse parse --max-size 1 <(cat a.txt)",
        "newsparse parse --files-from <(echo a.txt)",
        "echo a.txt | newsparse parse --files-from /dev/stdin",
        "newsparse check -f json --config <(echo 'strict = true') a.txt",
        "newsparse parse --max-size none a.txt",
    ],
)
def test_pipes_are_read(single: Path, command: str) -> None:
    done = run_limited(command)
    assert done.stderr == b""
    assert b"Thursday" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/urandom", "link.txt"])
def test_devices_are_refused_and_do_not_affect_others(single: Path, command: str, path: str) -> None:
    Path("link.txt").symlink_to("/dev/zero")
    done = run_limited(f"newsparse {command} {path} a.txt")
    assert f"{path}:" in output_of(done)
    assert "is a device, not a file" in output_of(done)
    assert "Thursday" in output_of(done)
    assert done.returncode == 1


@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="may not read the log of the kernel")
@pytest.mark.parametrize("command", COMMANDS)
def test_kernel_log_is_not_waited_for(single: Path, command: str) -> None:
    done = run_limited(f"newsparse {command} /proc/kmsg a.txt")
    assert "Thursday" in output_of(done)
    assert done.returncode in (0, 1)


@pytest.mark.parametrize("command", COMMANDS)
def test_huge_file_is_one_error(single: Path, command: str) -> None:
    with open("large.txt", "wb") as file:
        file.truncate(1 << 41)
    done = run_limited(f"newsparse {command} --max-size 1GB large.txt a.txt")
    assert "large.txt:" in output_of(done)
    assert "larger than " in output_of(done)
    assert "Thursday" in output_of(done)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("limit", "size"), [("300", 301), ("1KiB", 1025)])
def test_file_above_max_size_is_one_error(single: Path, command: str, limit: str, size: int) -> None:
    Path("large.txt").write_bytes(bytes(size))
    done = run(command, "--max-size", limit, "large.txt", "a.txt")
    assert "large.txt:" in output_of(done)
    assert "larger than " in output_of(done)
    assert "Thursday" in output_of(done)
    assert "not a text file" in output_of(run(command, "--max-size", str(size), "large.txt", "a.txt"))


def options(*paths: str, files_from: str | None = None) -> InputOptions:
    return InputOptions(paths, (), (), files_from, nul=False, hidden=False, no_ignore=False)


@pytest.mark.parametrize(
    ("paths", "code"),
    [(["in"], 0), (["in", "empty.txt"], 0), (["none"], 2), (["in", "none"], 2), (["in", "missing.txt"], 2)],
)
def test_selection_code_is_2_for_a_path_without_inputs(folder: Path, paths: list[str], code: int) -> None:
    given = options(*paths)
    assert selection_code(find_inputs(given), given) == code


def test_excluded_files_count_as_selected(folder: Path) -> None:
    given = options("in")
    found = find_inputs(given, lambda path: True)
    assert (found.paths, found.excluded_count, selection_code(found, given)) == ([], 2, 0)


def test_paths_and_the_list_of_files_add_up(folder: Path) -> None:
    Path("list").write_text("in/sub/a.txt\nin/b.txt\n", encoding="utf-8")
    found = find_inputs(options("empty.txt", files_from="list"))
    assert [path for path, _ in found.paths] == ["empty.txt", "in/b.txt", "in/sub/a.txt"]


@pytest.mark.parametrize(
    ("given", "default", "expected", "code"),
    [
        (options(), "-", ["-"], 0),
        (options(), "in", ["in/b.txt", "in/sub/a.txt"], 0),
        (options(), "none", [], 2),
        (options("-"), "in", ["-"], 0),
        (options("in/b.txt"), ".", ["in/b.txt"], 0),
        (options(files_from="empty.txt"), ".", [], 2),
    ],
)
def test_default_is_read_if_no_path_is_given(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: InputOptions,
    default: str,
    expected: list[str],
    code: int,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    found = find_inputs(given, default=default)
    assert [path for path, _ in found.paths] == expected
    assert selection_code(found, given) == code


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("im/b.txt", None),
        ("in/othr.news", "in/other.news"),
        ("In", "in/"),
        ("latn.txt", "latin.txt"),
        ("missing.txt", None),
        ("in/sub/x\0", None),
        ("s3://news/latn.txt", None),
    ],
)
def test_missing_path_suggests_a_similar_one(
    folder: Path, capsys: pytest.CaptureFixture[str], path: str, expected: str | None
) -> None:
    selection_code(find_inputs(options(path)), options(path))
    message = f"newsparse: {path}: did you mean {expected!r}?\n" if expected else ""
    assert capsys.readouterr().err == message


def test_verbose_reports_skipped_files_and_the_number_of_inputs(folder: Path) -> None:
    lines = run("parse", "in", "in/b.txt", "-v").stderr.decode().splitlines()
    assert sorted(lines[:2]) == [
        "newsparse: skipped in/b.txt: already listed",
        "newsparse: skipped in/other.news: does not match *.txt",
    ]
    assert lines[2].startswith("newsparse: found 2 inputs in ")
    assert "newsparse: found 1 input in " in output_of(run("parse", "in/b.txt", "-v"))
    assert "configuration file: none" in output_of(run("check", "in", "-v", "--isolated"))


def test_empty_list_of_files_exits_with_2(folder: Path) -> None:
    done = run("parse", "--files-from", "empty.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"newsparse: --files-from empty.txt: the list is empty; list at least one path\n"


@pytest.mark.parametrize(("codes", "exit_code"), [([], 0), (["N001"], 1), (["N013"], 2), (["N013", "N002"], 2)])
def test_reported_records_print_error_records_and_derive_the_exit_code(
    capsys: pytest.CaptureFixture[str], codes: list[str], exit_code: int
) -> None:
    failed = [ErrorRecord(f"{code}.txt", code, "failed", None) for code in codes]
    reported = ReportedRecords(["other", *failed])
    assert list(reported) == ["other", *failed]
    assert reported.exit_code == exit_code
    assert capsys.readouterr().err == "".join(f"newsparse: {code}.txt: failed\n" for code in codes)


@pytest.mark.parametrize("command", ["parse", "repair"])
def test_excluded_files_are_skipped(folder: Path, command: str) -> None:
    done = run(command, "in", "--exclude", "sub", "--exclude", "c.*", "--glob", "*.txt", "-v")
    assert done.returncode == 0
    assert "skipped in/sub: excluded" in done.stderr.decode()
    assert run(command, "in", "--exclude", "in", "-q").stdout == b""


@pytest.mark.parametrize("redirection", [">", ">>", "1<>"])
def test_an_input_that_is_standard_output_is_refused(folder: Path, redirection: str) -> None:
    done = run_shell(f"newsparse parse in/b.txt -f text {redirection} in/b.txt")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("Error: in/b.txt is both an input and standard output.")
