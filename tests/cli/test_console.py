"""Output: colors, control characters, and commands for CI logs, which names and contents of files must not inject."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from support.commands import ENVIRONMENT, PROGRAM, run, run_on_terminal, run_process

from newsparse.cli.console import styled, wants_color
from newsparse.cli.progress import with_progress

# Code points of control characters and of characters that change the direction of text.
CODE_POINTS = [*range(1, 32), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)]
CONTROLS = list(map(chr, CODE_POINTS))
ODD_TEXT = "\x1b[2J\x9b\u202e\n::error::forged"
FORGED = [
    "\n::error::forged",
    "\r::add-mask::x",
    "##[error]forged",
    "##vso[task.complete result=Failed]",
    "\x1b]0;x\x07",
]
ALL_ODD_TEXT = "".join(CONTROLS) + "".join(FORGED)
HEADER = "Published Time: {0}x\nTitle: {0}\nCategory 1: {0}\nAuthor: {0}\nUnknown{0}: {0}\nText:\n"
SGR = re.compile(r"\x1b\[[0-9;]*m")
COMMAND = re.compile(r"^\s*::|##[\w.-]*\[", re.MULTILINE)


def names() -> Iterator[str]:
    """Yield names with each of the control characters, and names that begin like commands."""
    yield from ("".join(CONTROLS[at : at + 12]) + f"{at}.txt" for at in range(0, len(CONTROLS), 12))
    yield from ("a\n::error::forged.txt", "::error::forged.txt", "##[error]forged.txt", os.fsdecode(b"\xe9\x9b.txt"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of files with control characters and commands in names, headers and bodies; some files fail."""
    base = tmp_path_factory.mktemp("odd")
    text = HEADER.format(ALL_ODD_TEXT.replace("\n", " "))
    text += f"It is over.The rest of{ALL_ODD_TEXT}it.\nSaid.Then  {ALL_ODD_TEXT}\n::error::x.Then it ended.\n"
    text += "No more news of it came.\n" * 1_000  # many control characters would make the file binary
    for number, name in enumerate(names()):
        data = text.encode() if number % 3 else [b"", b"\xff\x9b\n", bytes(range(256))][number // 3 % 3]
        (base / name).write_bytes(data)
    (base / "conf.toml").write_text(f"{json.dumps(ODD_TEXT)} = 1\n", encoding="utf-8")
    return base


# Command lines whose output, except JSON, and messages are for people.
REPORT_COMMANDS = [
    ["check", "."],
    ["check", "--color", "always", "."],
    ["check", "-f", "concise", "."],
    ["check", "-f", "github", "."],
    ["check", "-f", "junit", "."],
    ["check", "--report", "junit=-", "."],
    ["check", "-f", "json", "--baseline", ODD_TEXT, "."],
    ["check", "--statistics", "."],
    ["check", "--config", ODD_TEXT, "."],
    ["check", "--config", "conf.toml", "."],
    ["check", "--encoding", ODD_TEXT, "."],
    ["check", "--select", ODD_TEXT, "."],
    ["check", "--per-file-ignores", ODD_TEXT, "."],
    ["check", "--today", ODD_TEXT, "."],
    ["check", "--report", ODD_TEXT, "."],
    ["check", "--report", f"sarif={ODD_TEXT}/x", "."],
    ["check", "--files-from", ODD_TEXT],
    ["check", "--glob", ODD_TEXT, "."],
    ["check", f"--{ODD_TEXT}", "."],
    ["check", "-f", ODD_TEXT, "."],
    ["check", ODD_TEXT],
    ["fix", "--check", "."],
    ["fix", "--diff", "--color", "always", "."],
    ["parse", "--explain", "."],
    ["parse", "--explain", "--color", "always", "."],
    ["parse", "--errors", ODD_TEXT],
    ["convert", ".", "-o", f"{ODD_TEXT}/", "--exclude", "*"],
    ["convert", ODD_TEXT, "-o", "none/x/out.ndjson"],
    ["convert", ".", "-o", f"{ODD_TEXT}.xz"],
    ["shard", ODD_TEXT],
    ["shard", ".", "--index", ODD_TEXT],
    ["rule", ODD_TEXT],
    ["schema", ODD_TEXT],
    ["completion", ODD_TEXT],
    ["completion"],
    [ODD_TEXT],
]
# Command lines that print data; only their messages are for people.
DATA_COMMANDS = [
    ["parse", "."],
    ["repair", "."],
    ["fix", "--diff", "."],
    ["parse", "-f", "yaml", "."],
    ["parse", ODD_TEXT],
    ["convert", ".", "-o", "out/"],
]
# Command lines that are run in a terminal.
TERMINAL_COMMANDS = [
    ["fix", "."],
    ["check", "."],
    ["parse", "."],
    ["parse", "--pretty", "."],
    ["parse", "-f", "yaml", "."],
    ["repair", "."],
    ["check", "-f", "sarif", "."],
    ["parse", "--explain", "."],
]


def assert_harmless(text: str, more: str = "") -> None:
    """Assert that all characters are printable, line feeds, colors or in `more`."""
    plain = SGR.sub("", text)
    assert [char for char in plain if not (char.isprintable() or char in "\n" + more)] == []


def assert_no_command(text: str) -> None:
    """Assert that all commands are those of the GitHub report, which begin `::error file=` or `::warning file=`."""
    assert COMMAND.findall(re.sub("^::(error|warning) file=", "", SGR.sub("", text), flags=re.MULTILINE)) == []


def printed(folder: Path, arguments: list[str]) -> tuple[str, str]:
    """Return the data and the messages of a command line."""
    done = (run_process if arguments[0] == "convert" else run)(*arguments, cwd=folder)
    assert b"internal error" not in done.stderr
    return done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("arguments", REPORT_COMMANDS, ids=lambda x: " ".join(x).encode("unicode_escape").decode())
def test_text_for_people_contains_no_control_characters(folder: Path, arguments: list[str]) -> None:
    out, err = printed(folder, arguments)
    assert out or err
    tabs = "\t" if "--statistics" in arguments else ""
    is_data = "json" in arguments
    for text in (err,) if is_data else (out, err):
        assert_harmless(text, tabs)
        assert_no_command(text)


@pytest.mark.parametrize("arguments", DATA_COMMANDS, ids=" ".join)
def test_messages_contain_no_control_characters(folder: Path, arguments: list[str]) -> None:
    _, err = printed(folder, arguments)
    assert err or "fix" in arguments
    assert_harmless(err)
    assert_no_command(err)


def test_data_keeps_control_characters(folder: Path) -> None:
    out, _ = printed(folder, ["parse", "."])
    records = [json.loads(line) for line in out.split("\n")[:-1]]
    assert {record["source"] for record in records} >= {name for name in names() if "\udce9" not in name}
    bodies = "".join(block["text"] for record in records if not record.get("error") for block in record["body"])
    assert set("\x9b\u202e\x1b") <= set(bodies)


@pytest.mark.parametrize("arguments", TERMINAL_COMMANDS, ids=" ".join)
def test_terminal_gets_no_control_characters(folder: Path, arguments: list[str]) -> None:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *arguments, "--progress", "never"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        os.close(follower)
        out = b""
        while piece := read(leader):
            out += piece
        assert process.stderr
        err = process.stderr.read().decode()
    os.close(leader)
    text = out.decode().replace("\r\n", "\n")
    assert len(text) > 1000
    assert_harmless(text, "\t" if arguments[0] == "repair" else "")
    assert_harmless(err)
    if arguments == ["parse", "."]:
        piped, _ = printed(folder, arguments)
        records = [json.loads(line) for line in SGR.sub("", text).split("\n")[:-1]]
        assert records == [json.loads(line) for line in piped.split("\n")[:-1]]


def read(leader: int) -> bytes:
    """Read what the process has written to its terminal; empty at the end."""
    try:
        return os.read(leader, 65_536)
    except OSError:  # the process has closed its end
        return b""


def test_github_summary_contains_no_control_characters(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    run("check", ".", cwd=folder, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(path))
    text = path.read_text(encoding="utf-8")
    assert "N301" in text
    assert_harmless(text)


@pytest.mark.parametrize(
    ("choice", "is_terminal", "env", "expected"),
    [
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"TERM": "dumb"}, False),
    ],
)
def test_color_follows_the_option_then_the_environment(
    choice: str, is_terminal: bool, env: dict[str, str], expected: bool
) -> None:
    with mock.patch.dict(os.environ, env, clear=True):
        assert wants_color(choice, is_terminal) == expected


def test_styled_lines_are_colored_up_to_the_line_feed() -> None:
    pieces = [("removed", "- old\n"), ("", "plain "), ("title", "bold"), ("unknown", "\n")]
    assert list(styled(pieces, False)) == ["- old\n", "plain bold\n"]
    assert list(styled(pieces, True)) == ["\x1b[31m- old\x1b[0m\n", "plain \x1b[1mbold\x1b[0m\n"]


@pytest.mark.parametrize("choice", ["never", "auto", "always"])
def test_with_progress_yields_all_inputs(capsys: pytest.CaptureFixture[str], choice: str) -> None:
    assert list(with_progress(["a", "b"], choice)) == ["a", "b"]
    out, err = capsys.readouterr()
    assert (out, bool(err)) == ("", choice == "always")


def test_message_is_printed_above_the_progress_bar(checked: Path) -> None:
    done = run_on_terminal("fix", "--write", "--progress", "always", ".")
    assert re.search(rb"(\x1b\[2K|\n)newsparse: bad\.txt: fixed 1 finding\r\n", done.stdout)
