"""Messages of failed inputs on standard error have the next step; the library's messages have no options."""

from __future__ import annotations

import ast
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.commands import run
from support.paths import PACKAGE

from newsparse import InputError, parse
from newsparse.cli.advice import ADVICE, with_advice

LATIN_1 = "Title: Café\n".encode("latin-1")
UTF_16 = "Title: Night ferry\nText:\nIt left.\n".encode("utf-16-le")
BROKEN_MARK = b"\xff\xfe" + "Title: A".encode("utf-16-le") + b"\x00\xd8"


@pytest.mark.parametrize(
    ("command", "data", "step"),
    [
        ("parse", LATIN_1, "Pass --encoding Windows-1252 for this file alone, or --errors replace."),
        ("parse", b"\x81\xff", "Pass --encoding NAME for this file alone, or --errors replace."),
        ("parse", UTF_16, "Pass --encoding UTF-16-LE for this file alone."),
        ("parse", BROKEN_MARK, "Pass --errors replace."),
        ("parse --max-size 2", b"abc", "Pass a larger --max-size, or pipe the text to the command."),
        ("fix --diff", LATIN_1, "Pass --encoding Windows-1252 for this file alone."),
        ("fix --diff", b"\x81\xff", "Pass --encoding NAME for this file alone."),
        ("repair", UTF_16, "Pass --encoding UTF-16-LE for this file alone."),
        ("check --statistics --max-size 2", b"abc", "Pass a larger --max-size, or pipe the text to the command."),
        ("convert -o out.ndjson", LATIN_1, "Pass --encoding Windows-1252 for this file alone, or --errors replace."),
        ("convert -o out.ndjson", UTF_16, "Pass --encoding UTF-16-LE for this file alone."),
        ("parse", b"\0\1" * 50, "Exclude the file, or pass --encoding NAME if it is text."),
        ("parse", b"", "Exclude the file, or fetch the article again."),
        ("repair", b"\0\1" * 50, "Exclude the file, or pass --encoding NAME if it is text."),
        ("parse", b" \n", "Exclude the file, or fetch the article again."),
    ],
)
def test_message_ends_with_the_next_step(tmp_path: Path, command: str, data: bytes, step: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    done = run(*command.split(), "a.txt", cwd=tmp_path)
    (line,) = [line for line in done.stderr.decode().splitlines() if line.startswith("newsparse: a.txt: ")]
    assert line.endswith(f". {step}")
    assert step.encode() not in done.stdout


@pytest.mark.parametrize(
    ("command", "data"),
    [("parse", b"<html><body><p>x"), ("fix --diff", BROKEN_MARK)],
)
def test_other_messages_are_those_of_the_library(tmp_path: Path, command: str, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(InputError) as caught:
        parse(tmp_path / "a.txt")
    assert run(*command.split(), "a.txt", cwd=tmp_path).stderr.decode() == f"newsparse: a.txt: {caught.value.message}\n"


def test_a_truncated_file_is_to_be_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Title: A\n" * 100)[:-9])
    done = run("parse", "a.txt.gz", cwd=tmp_path)
    assert done.stderr == b"newsparse: a.txt.gz: truncated gzip data. Fetch the file again.\n"


def test_error_record_has_the_message_of_the_library() -> None:
    done = run("parse", "-f", "json", stdin=LATIN_1)
    (record,) = json.loads(done.stdout)
    assert "--" not in record["error"]["message"]
    assert f"{record['error']['message']}. Pass".encode() in done.stderr


def test_advice_needs_a_command_with_its_options() -> None:
    assert with_advice("not valid UTF-8", "N002") == "not valid UTF-8"  # in no command
    assert {advice.code for advice in ADVICE} == {"N001", "N002", "N003", "N004"}


def _texts_of_modules_that_raise() -> Iterator[tuple[str, str]]:
    """Yield the texts, except docstrings, of the modules that create errors of inputs."""
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        folder = path.relative_to(PACKAGE).parts[0]
        if folder in ("cli", "conversion") or not ("InputError(" in source or folder in ("formats", "text")):
            continue
        tree = ast.parse(source)
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node.value


def test_messages_of_the_library_have_no_options() -> None:
    texts = list(_texts_of_modules_that_raise())
    assert {place.partition(":")[0] for place, _ in texts} >= {"text/decoding.py", "formats/detect.py", "problems.py"}
    assert [(place, text) for place, text in texts if re.search(r"--[a-z]", text)] == []
