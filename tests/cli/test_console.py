"""Nothing that a terminal or a CI log obeys is printed, whatever the names and contents of files."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CODES = [*range(1, 32), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)]
CONTROLS = list(map(chr, CODES))
ODD = "\x1b[2J\x9b\u202e\n::error::forged"
FORGED = [
    "\n::error::forged",
    "\r::add-mask::x",
    "##[error]forged",
    "##vso[task.complete result=Failed]",
    "\x1b]0;x\x07",
]
ALL = "".join(CONTROLS) + "".join(FORGED)
HEADER = "Published Time: {0}x\nTitle: {0}\nCategory 1: {0}\nAuthor: {0}\nUnknown{0}: {0}\nText:\n"
SGR = re.compile(r"\x1b\[[0-9;]*m")
COMMAND = re.compile(r"^\s*::|##[\w.-]*\[", re.MULTILINE)
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}


def names() -> Iterator[str]:
    """Names that hold each of the control characters, and ones that begin like commands."""
    yield from ("".join(CONTROLS[at : at + 12]) + f"{at}.txt" for at in range(0, len(CONTROLS), 12))
    yield from ("a\n::error::forged.txt", "::error::forged.txt", "##[error]forged.txt", os.fsdecode(b"\xe9\x9b.txt"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files with all of it in names, headers and bodies, and ones that fail."""
    base = tmp_path_factory.mktemp("odd")
    text = HEADER.format(ALL.replace("\n", " "))
    text += f"It is over.The rest of{ALL}it.\nSaid.Then  {ALL}\n::error::x.Then it ended.\n"
    text += "No more news of it came.\n" * 1_000  # a file with many control characters is not a text
    for number, name in enumerate(names()):
        data = text.encode() if number % 3 else [b"", b"\xff\x9b\n", bytes(range(256))][number // 3 % 3]
        (base / name).write_bytes(data)
    (base / "conf.toml").write_text(f"{json.dumps(ODD)} = 1\n", encoding="utf-8")
    return base


RUNS = [
    ["check", "."],
    ["check", "--color", "always", "."],
    ["check", "-f", "concise", "."],
    ["check", "-f", "github", "."],
    ["check", "-f", "junit", "."],
    ["check", "--report", "junit=-", "."],
    ["check", "-f", "json", "--baseline", ODD, "."],
    ["check", "--statistics", "."],
    ["check", "--config", ODD, "."],
    ["check", "--config", "conf.toml", "."],
    ["check", "--encoding", ODD, "."],
    ["check", "--select", ODD, "."],
    ["check", "--per-file-ignores", ODD, "."],
    ["check", "--today", ODD, "."],
    ["check", "--report", ODD, "."],
    ["check", "--report", f"sarif={ODD}/x", "."],
    ["check", "--files-from", ODD],
    ["check", "--glob", ODD, "."],
    ["check", f"--{ODD}", "."],
    ["check", "-f", ODD, "."],
    ["check", ODD],
    ["fix", "--check", "."],
    ["fix", "--diff", "--color", "always", "."],
    ["parse", "--explain", "."],
    ["parse", "--explain", "--color", "always", "."],
    ["parse", "--errors", ODD],
    ["convert", ".", "-o", f"{ODD}/", "--exclude", "*"],
    ["convert", ODD, "-o", "none/x/out.ndjson"],
    ["convert", ".", "-o", f"{ODD}.xz"],
    ["shard", ODD],
    ["shard", ".", "--index", ODD],
    ["rule", ODD],
    ["schema", ODD],
    ["completion", ODD],
    ["completion"],
    [ODD],
]
DATA = [["parse", "."], ["repair", "."], ["fix", "--diff", "."], ["parse", "-f", "yaml", "."], ["parse", ODD],
        ["convert", ".", "-o", "out/"]]  # fmt: skip


def assert_harmless(text: str, more: str = "") -> None:
    plain = SGR.sub("", text)
    assert [char for char in plain if not (char.isprintable() or char in "\n" + more)] == []


def assert_no_command(text: str) -> None:
    """But for those that are ours, which begin `::error file=` or `::warning file=`."""
    assert COMMAND.findall(re.sub("^::(error|warning) file=", "", SGR.sub("", text), flags=re.MULTILINE)) == []


def run(folder: Path, arguments: list[str]) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "newsparse", *arguments], cwd=folder, capture_output=True, check=False,
        stdin=subprocess.DEVNULL, env=ENVIRONMENT,
    )  # fmt: skip
    assert b"internal error" not in done.stderr
    assert b"Traceback" not in done.stderr
    return done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("arguments", RUNS, ids=lambda x: " ".join(x).encode("unicode_escape").decode())
def test_what_people_read_is_harmless(folder: Path, arguments: list[str]) -> None:
    out, said = run(folder, arguments)
    assert out or said
    tabs = "\t" if "--statistics" in arguments else ""
    is_data = "json" in arguments
    for text in (said,) if is_data else (out, said):
        assert_harmless(text, tabs)
        assert_no_command(text)


@pytest.mark.parametrize("arguments", DATA, ids=" ".join)
def test_messages_about_data_are_harmless(folder: Path, arguments: list[str]) -> None:
    _, said = run(folder, arguments)
    assert said or "fix" in arguments
    assert_harmless(said)
    assert_no_command(said)


def test_data_keeps_its_characters(folder: Path) -> None:
    out, _ = run(folder, ["parse", "."])
    rows = [json.loads(line) for line in out.split("\n")[:-1]]
    assert {row["source"] for row in rows} >= {name for name in names() if "\udce9" not in name}
    bodies = "".join(block["text"] for row in rows if not row.get("error") for block in row["body"])
    assert set("\x9b\u202e\x1b") <= set(bodies)


@pytest.mark.parametrize(
    "arguments",
    [["fix", "."], ["check", "."], ["parse", "."], ["parse", "--pretty", "."], ["parse", "-f", "yaml", "."],
     ["repair", "."], ["check", "-f", "sarif", "."], ["parse", "--explain", "."]],
    ids=" ".join,
)  # fmt: skip
def test_a_terminal_gets_no_control_characters(folder: Path, arguments: list[str]) -> None:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "newsparse", *arguments, "--progress", "never"], cwd=folder, stdin=subprocess.DEVNULL,
        stdout=follower, stderr=subprocess.PIPE, env=ENVIRONMENT,
    ) as process:  # fmt: skip
        os.close(follower)
        out = b""
        while piece := _read(leader):
            out += piece
        assert process.stderr
        said = process.stderr.read().decode()
    os.close(leader)
    text = out.decode().replace("\r\n", "\n")
    assert len(text) > 1000
    assert_harmless(text, "\t" if arguments[0] == "repair" else "")
    assert_harmless(said)
    if arguments == ["parse", "."]:
        piped, _ = run(folder, arguments)
        rows = [json.loads(line) for line in SGR.sub("", text).split("\n")[:-1]]
        assert rows == [json.loads(line) for line in piped.split("\n")[:-1]]


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65_536)
    except OSError:  # the other end is closed
        return b""


def test_the_summary_of_a_step_is_harmless(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    subprocess.run(
        [sys.executable, "-m", "newsparse", "check", "."], cwd=folder, capture_output=True, check=False,
        env={**ENVIRONMENT, "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(path)},
    )  # fmt: skip
    text = path.read_text(encoding="utf-8")
    assert "N301" in text
    assert_harmless(text)
