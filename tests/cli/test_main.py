"""The command line, as a user meets it: real processes, their output, their exit codes."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from jsonschema import Draft202012Validator
from support.paths import SEEDS, TESTS

import newsparse
from newsparse.cli import main

PROGRAM = [sys.executable, "-m", "newsparse"]
ARTICLE = "Title: {0}\nText:\nThe boats left on Thursday.Prior to that, they had waited.\n"


def run(
    *arguments: str, stdin: bytes | None = None, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    source: dict[str, Any] = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, check=False, cwd=cwd, env={**os.environ, **env}, **source
    )


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files, one below a folder, and one of each kind of bad ones."""
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "none").mkdir()
    for name in ("in/b.txt", "in/sub/a.txt", "in/other.news"):
        (tmp_path / name).write_text(ARTICLE.format(name), encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "latin.txt").write_bytes("Title: Café\nText:\nx\n".encode("cp1252"))
    return tmp_path


def test_directory_is_searched_and_sorted(folder: Path) -> None:
    done = run("parse", "in", cwd=folder)
    assert [row["source"] for row in rows(done)] == ["in/b.txt", "in/sub/a.txt"]
    assert (done.returncode, done.stderr) == (0, b"")


def test_glob_chooses(folder: Path) -> None:
    done = run("parse", "in", "--glob", "*.news", "--glob", "sub/*", cwd=folder)
    assert [row["source"] for row in rows(done)] == ["in/other.news", "in/sub/a.txt"]


@pytest.mark.parametrize("arguments", [("parse",), ("parse", "-")])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, stdin=ARTICLE.format("x").encode())
    (row,) = rows(done)
    assert (row["source"], row["title"], len(row["body"])) == ("-", "x", 2)


@pytest.mark.parametrize("path", ["empty.txt", "binary.txt", "latin.txt", "missing.txt"])
def test_bad_input_has_one_line_and_one_record_and_loses_nothing_else(folder: Path, path: str) -> None:
    done = run("parse", "in/b.txt", path, "in/sub/a.txt", cwd=folder)
    by_source = {row["source"]: row for row in rows(done)}
    assert list(by_source) == sorted(["in/b.txt", path, "in/sub/a.txt"])
    assert by_source[path]["record"] is None
    assert done.returncode == (2 if path == "missing.txt" else 1)
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"newsparse: {path}: ")
    assert by_source[path]["error"]["message"] in line


def test_encoding_is_advised_and_works(folder: Path) -> None:
    assert b"--encoding windows-1252" in run("parse", "latin.txt", cwd=folder).stderr
    (row,) = rows(run("parse", "latin.txt", "--encoding", "windows-1252", cwd=folder))
    assert row["title"] == "Café"


def test_directory_without_news_files(folder: Path) -> None:
    done = run("parse", "none", "in", cwd=folder)
    assert (done.returncode, len(rows(done))) == (2, 2)
    (line,) = done.stderr.splitlines()
    assert b"none: no news files" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ("parse", "--encoding", "foo", "x"), ("parse", "--nope"), ("parse", "-0", "x"), ("nope",),
        ("parse", "--files-from", "missing"), ("parse", "-f", "xml"), (),
    ],
)  # fmt: skip
def test_usage_errors_are_two(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert done.stderr


@pytest.mark.parametrize(("extra", "end"), [((), b"\n"), (("-0",), b"\0")])
def test_files_from(folder: Path, extra: tuple[str, ...], end: bytes) -> None:
    names = [b"in/sub/a.txt", b"in/b.txt", b"in/b.txt"]
    done = run("parse", "--files-from", "-", *extra, stdin=end.join(names) + end, cwd=folder)
    assert [row["source"] for row in rows(done)] == ["in/b.txt", "in/sub/a.txt"]


def test_formats_hold_the_same_data() -> None:
    path = str(SEEDS / "valid")
    ndjson = rows(run("parse", path))
    assert json.loads(run("parse", path, "-f", "json").stdout) == ndjson
    assert json.loads(run("parse", path, "-f", "json", "--pretty").stdout) == ndjson
    documents = run("parse", path, "-f", "yaml").stdout.decode()
    assert list(yaml.safe_load_all(documents)) == ndjson
    assert "Café owners" in documents
    assert documents.count("\n---\n") + 1 == len(ndjson)


def test_empty_array_is_an_array() -> None:
    assert json.loads(run("parse", "-f", "json", str(TESTS / "bench")).stdout) == []


def test_command_and_library_agree() -> None:
    path = SEEDS / "valid" / "interview.txt"
    assert rows(run("parse", str(path))) == [article.as_dict() for article in newsparse.parse(path)]


def test_closed_pipe_is_silent() -> None:
    script = (
        f"{' '.join(PROGRAM)} parse {SEEDS}/valid {SEEDS}/valid/../valid | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    )
    many = f"for i in $(seq 200); do echo {SEEDS}/valid/./../valid/clean.txt; done > /dev/null; "
    done = subprocess.run(["bash", "-c", many + script], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.returncode in (0, 141)  # 0 where all fits into the pipe before `head` ends


def test_closed_output_is_141() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "parse", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    process.stdin.write(ARTICLE.format("x").encode())
    process.stdin.close()
    assert (process.wait(20), process.stderr.read()) == (141, b"")
    process.stderr.close()


def test_interrupt_is_130_without_a_traceback() -> None:
    process = subprocess.Popen([*PROGRAM, "parse", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    assert process.stderr
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert process.stdin
    process.stdin.close()


def test_terminal_on_standard_input_gets_help() -> None:
    leader, follower = pty.openpty()
    done = subprocess.run([*PROGRAM, "parse"], stdin=follower, capture_output=True, check=False, timeout=20)
    os.close(leader)
    os.close(follower)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"Usage: newsparse parse")


def test_file_name_that_is_not_unicode(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(ARTICLE.format("x"), encoding="utf-8")
    (row,) = rows(run("parse", ".", cwd=tmp_path))
    assert row["source"] == r"caf\xe9.txt"


def test_colour_is_for_who_wants_it() -> None:
    path = str(SEEDS / "valid" / "clean.txt")
    assert b"\x1b[" not in run("parse", path, "--pretty").stdout
    assert b"\x1b[" in run("parse", path, "--pretty", FORCE_COLOR="1").stdout
    assert b"\x1b[" not in run("parse", path, "--pretty", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert b"\x1b[" in run("parse", path, "--pretty", "--color", "always", NO_COLOR="1").stdout


def test_too_little_memory_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("newsparse.cli._invoke", mock.Mock(side_effect=MemoryError))
    assert (main(["parse"]), capsys.readouterr().err) == (2, "newsparse: the memory is not enough\n")


def test_help_and_version() -> None:
    for arguments in (("--help",), ("parse", "--help"), ("schema", "-h"), ("completion", "-h")):
        done = run(*arguments)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"Usage: newsparse" in done.stdout
    assert run("--version").stdout.decode() == f"newsparse {newsparse.__version__}\n"


DAMAGED = "Title: x\nText:\nThe boats left on Thursday.Prior to that, they had waited.\n"


def test_fix_shows_a_diff_and_why(folder: Path) -> None:
    done = run("fix", "--diff", "in/b.txt", "in/sub/a.txt", cwd=folder)
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (1, b"")
    assert "in/b.txt:3:28  N301 glued-sentence" in text
    assert (
        "\n-The boats left on Thursday.Prior to that, they had waited.\n+The boats left on Thursday.\n+Prior to" in text
    )
    assert (folder / "in/b.txt").read_text(encoding="utf-8") == ARTICLE.format("in/b.txt")


def test_diff_is_one_that_patch_takes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (("a.txt", DAMAGED), ("b.txt", DAMAGED.rstrip("\n"))):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    diff = run("fix", "in", cwd=tmp_path).stdout
    done = subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=diff, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    again = run("fix", "in", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (0, b"")


@pytest.mark.parametrize("command", ["fix", "repair"])
def test_bad_input_loses_nothing_else(folder: Path, command: str) -> None:
    done = run(command, "binary.txt", "in/b.txt", "missing.txt", cwd=folder)
    assert done.returncode == 2
    assert b"Prior to that" in done.stdout
    assert [line.split(b":")[1].strip() for line in done.stderr.splitlines()] == [b"binary.txt", b"missing.txt"]


def test_repair_is_a_filter() -> None:
    text = b"The boats left on Thursday.Prior to that, they had waited.\n\nAn expert fromthe harbour spoke.\n"
    done = run("repair", stdin=text)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (
        b"The boats left on Thursday.\n\nPrior to that, they had waited.\n\nAn expert from the harbour spoke.\n"
    )
    assert run("repair", "-", stdin=done.stdout).stdout == done.stdout
    assert run("repair", "--repair", "none", stdin=text).stdout == text


@pytest.mark.parametrize("text", [b"", b"\n", b" \n\n", "\ufeff".encode()])
def test_repair_of_nothing_prints_no_letter(text: bytes) -> None:
    done = run("repair", stdin=text)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, b"", b"")


def test_texts_of_two_files_do_not_run_together(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The boats left.", encoding="utf-8")
    assert run("repair", "a.txt", "b.txt", cwd=tmp_path).stdout == b"The boats left.\nThe boats left."


def test_what_a_terminal_would_obey_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title: \x1b]0;x\x07\nText:\nThe boats left.\n", encoding="utf-8")
    done = run("parse", "--explain", "a.txt", cwd=tmp_path)
    assert b"\x1b" not in done.stdout
    assert done.returncode == 0


def test_explain_is_for_people(folder: Path) -> None:
    done = run("parse", "--explain", "in/b.txt", "empty.txt", cwd=folder)
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "in/b.txt, article 1: in/b.txt"
    assert lines[1].startswith("  3:28  N301 glued-sentence")
    assert lines[2:] == [
        "      - …ts left on Thursday.Prior to that, they …",
        "      + …ts left on Thursday.⏎Prior to that, they …",
        *(f"  1:1  N209 missing-field: there is no '{label}'" for label in ("Published Time", "Category", "Author")),
        "  1 repair, 3 problems",
    ]
    assert done.returncode == 1
    assert b"\x1b[" in run("parse", "--explain", "in/b.txt", "--color", "always", cwd=folder).stdout


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(run("schema").stdout))


@pytest.mark.parametrize("command", ["check", "fix .", "parse .", "convert . -o x/"])
def test_a_working_directory_that_no_longer_exists_is_one_line(tmp_path: Path, command: str) -> None:
    line = f"mkdir gone && cd gone && rmdir ../gone && {' '.join(PROGRAM)} {command}"
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"the working directory" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert b"_NEWSPARSE_COMPLETE" in run("completion", shell).stdout


def test_completion_completes() -> None:
    done = run(_NEWSPARSE_COMPLETE="bash_complete", COMP_WORDS="newsparse parse --pre", COMP_CWORD="2")
    assert done.stdout == b"plain,--pretty\n"


@pytest.mark.parametrize(
    "env",
    [
        {"_NEWSPARSE_COMPLETE": "nonsense"},
        {"_NEWSPARSE_COMPLETE": "bash"},
        {"_NEWSPARSE_COMPLETE": "bash_\x1b[2J"},
        {"_NEWSPARSE_COMPLETE": "bash_complete"},
        {"_NEWSPARSE_COMPLETE": "zsh_complete", "COMP_WORDS": "newsparse"},
        {"_NEWSPARSE_COMPLETE": "fish_complete", "COMP_CWORD": ""},
        {"_NEWSPARSE_COMPLETE": "bash_complete", "COMP_WORDS": "newsparse", "COMP_CWORD": "x"},
    ],
)
def test_a_wrong_request_for_completion_is_one_line(env: dict[str, Any]) -> None:
    done = run(**env)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert done.stderr.startswith(b"Error: _NEWSPARSE_COMPLETE")
    assert b"\x1b" not in done.stderr


def test_standard_input_is_printed_as_it_comes() -> None:
    article = ARTICLE.format("x").encode()
    with subprocess.Popen([*PROGRAM, "parse", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for record in (1, 2, 3):
            process.stdin.write(article * (2 if record == 1 else 1))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["record"] == record
        process.stdin.close()
        assert [json.loads(line)["record"] for line in process.stdout] == [4]


def test_errors_replace_goes_on_and_tells_where() -> None:
    data = b"Title: Old caf\xe9\nText:\nThe quay is the caf\xe9's.\n"
    assert run("parse", stdin=data).returncode == 1
    record = json.loads(run("parse", "--errors", "replace", stdin=data).stdout)
    assert record["title"] == "Old caf\ufffd"
    found = [(x["code"], x["line"], x["column"]) for x in record["problems"] if x["code"] != "N209"]
    assert found == [("N005", 1, 15)]


def shell(folder: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    line = f"{' '.join(PROGRAM)} {command}"
    return subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, check=False, timeout=20)


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", "2> >(:)"])
@pytest.mark.parametrize("paths", ["in/b.txt in/sub/a.txt", "in/b.txt missing in/sub/a.txt"])
def test_messages_that_cannot_be_written_lose_no_article(folder: Path, redirection: str, paths: str) -> None:
    done = shell(folder, f"parse {paths} {redirection}")
    assert [row["source"] for row in rows(done)] == sorted(paths.split())
    assert done.returncode == (2 if "missing" in paths else 0)
    assert done.stderr == b""


def test_a_note_that_cannot_be_written_is_told_by_the_exit_code(folder: Path) -> None:
    assert shell(folder, "fix --write in/b.txt 2>/dev/full").returncode == 2
    assert b"Thursday.\nPrior" in (folder / "in/b.txt").read_bytes()
    assert shell(folder, "parse --nope 2>/dev/full").returncode == 2


@pytest.mark.parametrize("command", ["parse -", "check -", "fix -", "repair -", "parse --files-from -"])
def test_closed_standard_input_is_told(folder: Path, command: str) -> None:
    done = shell(folder, f"{command} <&-")
    assert done.returncode == (2 if "--files-from" in command else 1)
    assert b"closed, so there is nothing to read" in done.stdout + done.stderr
    assert b"internal" not in done.stderr


def test_a_glued_label_is_found_however_the_stream_comes(folder: Path) -> None:
    first, second = b"Title: A\nText:\nThe end.Category 1: X\nTitle: B\n", b"Category 2: Y\nAuthor: C\nText:\nb\n"
    with subprocess.Popen([*PROGRAM, "parse"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(first)
        process.stdin.flush()
        time.sleep(0.5)
        process.stdin.write(second)
        process.stdin.close()
        slow = [json.loads(line) for line in process.stdout]
    assert slow == rows(run("parse", stdin=first + second))
    assert [row["categories"] for row in slow] == [[], ["X", "Y"]]
