"""`newsparse parse`: formats, colors, streams, and inputs that fail."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import pytest
import yaml
from support.commands import ARTICLE, PROGRAM, records, run
from support.paths import SEEDS, TESTS

import newsparse


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
