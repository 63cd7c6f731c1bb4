"""`newsparse parse`: formats, colors, streams, and inputs that fail."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from support.commands import ARTICLE, PROGRAM, records, run
from support.paths import SEEDS, TESTS
from support.processes import wait_for
from support.rows import rows_of

import newsparse
from newsparse.output.formats import FORMATS
from newsparse.text.compression import decompress


def test_directories_are_searched_and_inputs_sorted(folder: Path) -> None:
    done = run("parse", "in")
    assert [record["source"] for record in records(done)] == ["in/b.txt", "in/sub/a.txt"]
    assert (done.returncode, done.stderr) == (0, b"")


def test_glob_selects_files(folder: Path) -> None:
    done = run("parse", "in", "--glob", "*.news", "--glob", "sub/*")
    assert [record["source"] for record in records(done)] == ["in/other.news", "in/sub/a.txt"]


@pytest.mark.parametrize("arguments", [("parse",), ("parse", "-")])
def test_standard_input_is_the_default(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, stdin=ARTICLE.format("x").encode())
    (record,) = records(done)
    assert (record["source"], record["title"], len(record["body"])) == ("-", "x", 2)


@pytest.mark.parametrize("path", ["empty.txt", "binary.txt", "latin.txt", "missing.txt"])
def test_failed_input_is_one_message_and_one_record(folder: Path, path: str) -> None:
    done = run("parse", "in/b.txt", path, "in/sub/a.txt")
    by_source = {record["source"]: record for record in records(done)}
    assert list(by_source) == sorted(["in/b.txt", path, "in/sub/a.txt"])
    assert by_source[path]["record"] is None
    assert done.returncode == (2 if path == "missing.txt" else 1)
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"newsparse: {path}: ")
    assert by_source[path]["error"]["message"] in line


def test_encoding_is_suggested_and_accepted(folder: Path) -> None:
    assert b"possibly Windows-1252" in run("parse", "latin.txt").stderr
    (record,) = records(run("parse", "latin.txt", "--encoding", "windows-1252"))
    assert record["title"] == "Café"


def test_formats_contain_the_same_data() -> None:
    path = str(SEEDS / "valid")
    ndjson = records(run("parse", path))
    assert json.loads(run("parse", path, "-f", "json").stdout) == ndjson
    assert json.loads(run("parse", path, "-f", "json", "--pretty").stdout) == ndjson
    documents = run("parse", path, "-f", "yaml").stdout.decode()
    assert list(yaml.safe_load_all(documents)) == ndjson
    assert "Café owners" in documents
    assert documents.count("\n---\n") + 1 == len(ndjson)


def test_no_article_is_an_empty_array() -> None:
    assert json.loads(run("parse", "-f", "json", str(TESTS / "bench")).stdout) == []


def test_command_and_library_agree() -> None:
    path = SEEDS / "valid" / "interview.txt"
    assert records(run("parse", str(path))) == [article.as_dict() for article in newsparse.parse(path)]


def test_file_name_that_is_not_unicode_is_escaped(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(ARTICLE.format("x"), encoding="utf-8")
    (record,) = records(run("parse", ".", cwd=tmp_path))
    assert record["source"] == r"caf\xe9.txt"


def test_color_follows_the_option_then_the_environment() -> None:
    path = str(SEEDS / "valid" / "clean.txt")
    assert b"\x1b[" not in run("parse", path, "--pretty").stdout
    assert b"\x1b[" in run("parse", path, "--pretty", FORCE_COLOR="1").stdout
    assert b"\x1b[" not in run("parse", path, "--pretty", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert b"\x1b[" in run("parse", path, "--pretty", "--color", "always", NO_COLOR="1").stdout


def test_explain_escapes_control_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title: \x1b]0;x\x07\nText:\nThe boats left.\n", encoding="utf-8")
    done = run("parse", "--explain", "a.txt", cwd=tmp_path)
    assert b"\x1b" not in done.stdout
    assert done.returncode == 0


def test_explain_lists_repairs_and_problems(folder: Path) -> None:
    done = run("parse", "--explain", "in/b.txt", "empty.txt")
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "in/b.txt, article 1: in/b.txt"
    assert lines[1].startswith("  3:28  N301 glued-sentence")
    assert lines[2:] == [
        "      - …ts left on Thursday.Prior to that, they …",
        "      + …ts left on Thursday.⏎Prior to that, they …",
        *(f"  1:1  N209 missing-field: '{label}' is missing" for label in ("Published Time", "Category", "Author")),
        "  1 repair, 3 problems",
    ]
    assert done.returncode == 1
    assert b"\x1b[" in run("parse", "--explain", "in/b.txt", "--color", "always").stdout


def test_errors_replace_reports_the_position() -> None:
    data = b"Title: Old caf\xe9\nText:\nThe quay is the caf\xe9's.\n"
    assert run("parse", stdin=data).returncode == 1
    record = json.loads(run("parse", "--errors", "replace", stdin=data).stdout)
    assert record["title"] == "Old caf\ufffd"
    found = [(x["code"], x["line"], x["column"]) for x in record["problems"] if x["code"] != "N209"]
    assert found == [("N005", 1, 15)]


def test_articles_of_standard_input_are_printed_as_they_arrive() -> None:
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


def test_glued_label_is_found_across_pieces_of_a_stream(folder: Path) -> None:
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
    assert slow == records(run("parse", stdin=first + second))
    assert [record["categories"] for record in slow] == [[], ["X", "Y"]]


def test_every_format_is_chosen_by_its_name_or_the_extension(folder: Path) -> None:
    for known in FORMATS.values():
        printed = run("parse", "in", "empty.txt", "-f", known.name)
        assert printed.returncode == 1
        for extension in known.extensions:
            done = run("parse", "in", "empty.txt", "-o", f"out{extension.upper()}")
            assert (done.returncode, done.stdout, done.stderr) == (1, b"", printed.stderr)
            assert Path(f"out{extension.upper()}").read_bytes() == printed.stdout


@pytest.mark.parametrize("compression", [".gz", ".zst"])
def test_output_is_compressed_by_its_extension(folder: Path, compression: str) -> None:
    assert run("parse", "in/b.txt", "-o", f"out.csv{compression}").returncode == 0
    data = decompress(compression, Path(f"out.csv{compression}").read_bytes())
    assert data == run("parse", "in/b.txt", "-f", "csv").stdout
    assert rows_of(data.decode())[0]["title"] == "in/b.txt"


def test_format_comes_before_the_extension(folder: Path) -> None:
    assert run("parse", "in/b.txt", "-f", "json", "-o", "out.data").returncode == 0
    assert len(json.loads(Path("out.data").read_bytes())) == 1


@pytest.mark.parametrize("output", ["-", "/dev/stdout"])
def test_dash_is_standard_output(folder: Path, output: str) -> None:
    assert run("parse", "in/b.txt", "-o", output).stdout == run("parse", "in/b.txt").stdout
    assert not Path("-").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "out.foo"], "--output out.foo has the unknown extension .foo. Pass --format, or use one of .ndjson, "),
        (["-o", "out"], "--output out has no extension. Pass --format, or use one of "),
        (["-o", "in"], "--output in is a directory. Pass a file name"),
        (["-o", "absent/a.csv"], "--output absent/a.csv: directory absent does not exist. Create it first."),
        (["-o", "in/b.txt"], "--output in/b.txt is also an input. Pass another file name."),
        (["-o", ""], "The file name is empty."),
        (["-f", "csv", "--fields", "titel"], "unknown field 'titel'. Did you mean 'title'? Fields: schema_version, "),
        (["-f", "yaml", "--fields", "title"], "--fields cannot be used with yaml. Select ndjson, csv or tsv."),
        (["--spreadsheet-safe"], "--spreadsheet-safe cannot be used with ndjson. Select csv or tsv."),
        (["-f", "markdown", "--pretty"], "--pretty cannot be used with markdown. Select ndjson, json or yaml."),
        (["--explain", "-f", "json"], "--explain cannot be used with --format or with options of formats."),
    ],
)
def test_contradictory_options_are_refused(folder: Path, arguments: list[str], message: str) -> None:
    before = sorted(path.name for path in folder.iterdir())
    done = run("parse", "in/b.txt", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert sorted(path.name for path in folder.iterdir()) == before


def test_fields_are_selected_and_ordered(folder: Path) -> None:
    done = run("parse", "in/b.txt", "empty.txt", "--fields", "text,title,error")
    article, failed = records(done)[::-1]
    assert list(article) == ["text", "title", "error"]
    assert article["text"].count("\n") == 1
    assert failed["error"]["code"] == "N004"
    table = run("parse", "in/b.txt", "empty.txt", "-f", "csv", "--fields", "title").stdout
    assert table == b"title\r\nin/b.txt\r\n"
    table = run("parse", "in/b.txt", "empty.txt", "-f", "csv", "--fields", "title,error").stdout
    assert table == b"title,error\r\n,N004: the input is empty\r\nin/b.txt,\r\n"


def test_without_inputs_an_existing_output_stays(folder: Path) -> None:
    Path("out.json").write_text("mine", encoding="utf-8")
    (folder / "nothing").mkdir()
    assert run("parse", "nothing", "-o", "out.json").returncode == 2
    assert Path("out.json").read_text(encoding="utf-8") == "mine"


def test_explanation_is_written_to_a_file(folder: Path) -> None:
    assert run("parse", "--explain", "in/b.txt", "-o", "why.log", "--color", "always").returncode == 0
    assert Path("why.log").read_bytes() == run("parse", "--explain", "in/b.txt").stdout


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_interruption_leaves_the_old_output_and_no_other_file(tmp_path: Path, stop: signal.Signals) -> None:
    output = tmp_path / "out.ndjson"
    output.write_bytes(b"old")
    command = [*PROGRAM, "parse", "-", "-o", str(output)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(ARTICLE.format("x").encode() * 2)
        process.stdin.flush()
        assert wait_for(lambda: list(tmp_path.glob(".newsparse-*")), unless=lambda: process.poll() is not None)
        process.send_signal(stop)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, b"Traceback" in errors) == (128 + stop, False)
    assert list(tmp_path.iterdir()) == [output]
    assert output.read_bytes() == b"old"


def test_summary_is_printed_for_several_inputs_on_request(folder: Path) -> None:
    done = run("parse", "in", "empty.txt", "-v")
    assert b"newsparse: 2 articles, 2 repairs, 6 problems, 1 failed input\n" in done.stderr
    assert b"articles" not in run("parse", "in", "empty.txt").stderr
    assert b"article" not in run("parse", "in/b.txt", "-v").stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="the system has no pseudo-terminals")
@pytest.mark.parametrize(("options", "expected"), [([], True), (["-q"], False)])
def test_summary_is_printed_on_a_terminal(folder: Path, options: list[str], expected: bool) -> None:
    ours, theirs = os.openpty()
    command = [*PROGRAM, "parse", "in", "-o", "out.csv", "--progress", "never", *options]
    subprocess.run(command, stderr=theirs, check=True)
    os.close(theirs)
    with suppress(OSError):  # of a terminal without a writer
        assert (b"wrote out.csv: 2 articles, 2 repairs, 6 problems, 0 failed inputs" in os.read(ours, 1000)) == expected
    os.close(ours)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="the system has no pseudo-terminals")
def test_table_on_a_terminal_has_no_visible_carriage_returns(folder: Path) -> None:
    ours, theirs = os.openpty()
    subprocess.run([*PROGRAM, "parse", "in/b.txt", "-f", "csv", "--fields", "title"], stdout=theirs, check=True)
    os.close(theirs)
    assert os.read(ours, 1000) == b"title\r\nin/b.txt\r\n"  # the terminal adds the carriage returns
    os.close(ours)


@pytest.mark.parametrize("command", ["parse", "repair"])
def test_missing_inputs_leave_the_output_file_as_it_was(folder: Path, command: str) -> None:
    Path("out.txt").write_text("old", encoding="utf-8")
    done = run(command, "missing", "-o", "out.txt")
    assert (done.returncode, Path("out.txt").read_text(encoding="utf-8")) == (2, "old")
    assert b"missing: no such file or directory\n" in done.stderr
    assert b"out.txt: not written, because there is no input\n" in done.stderr
    assert run(command, "missing", "in/b.txt", "-o", "out.txt").returncode == 2
    assert Path("out.txt").read_text(encoding="utf-8") != "old"
