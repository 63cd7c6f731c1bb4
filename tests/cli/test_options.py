"""What the commands do with inputs that are no files, have no end, or are not what they were: real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from support.processes import wait_for

PROGRAM = [sys.executable, "-m", "newsparse"]
HEADER = "Published Time: 2022-01-11\nTitle: {0}\nCategory 1: PORTS\nAuthor: Lena Maur\nText:\n"
BAD = HEADER + "The boats left on Thursday.Prior to that, they had waited.\n"
FIXED = BAD.replace("Thursday.Prior", "Thursday.\nPrior")
MEMORY = 1_000_000  # kB of addresses: what reads without end fails, and fills no machine
COMMANDS = ["parse", "check", "fix", "repair"]
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")

pytestmark = LINUX


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that can be fixed, and the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(BAD.format("a"), encoding="utf-8")
    return tmp_path


def shell(command: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    line = f'ulimit -v {MEMORY}; newsparse() {{ {" ".join(PROGRAM)} "$@"; }}; {command}'
    return subprocess.run(["bash", "-c", line], capture_output=True, check=False, timeout=60, **more)


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    text = (done.stdout + done.stderr).decode()
    assert "internal error" not in text
    assert "Traceback" not in text
    assert "memory" not in text
    return text


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/urandom", "link.txt"])
def test_devices_are_one_error_and_lose_nothing_else(folder: Path, command: str, path: str) -> None:
    Path("link.txt").symlink_to("/dev/zero")
    done = shell(f"newsparse {command} {path} a.txt")
    assert f"{path}:" in said(done)
    assert "a device, not a file" in said(done)
    assert "Thursday" in said(done)
    assert done.returncode == 1


@pytest.mark.parametrize("arguments", ["check --config", "check --baseline", "parse --files-from"])
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/urandom", "huge", "."])
def test_devices_and_huge_files_are_no_settings(folder: Path, arguments: str, path: str) -> None:
    with open("huge", "wb") as file:
        file.truncate(1 << 41)
    done = shell(f"newsparse {arguments} {path} a.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = [line for line in said(done).splitlines() if line.startswith("Error: ")]
    assert path in line


@pytest.mark.parametrize(
    ("feed", "arguments", "message"),
    [
        ("cat /dev/zero", "check --config /dev/stdin", "not valid TOML"),
        ("cat /dev/urandom", "check --config /dev/stdin", "not valid TOML"),
        ("yes", "check --config /dev/stdin", "larger than 1 MB"),
        ("yes 'strict = true' | head -c 1000001", "check --config <(cat)", "larger than 1 MB"),
        ("cat /dev/zero", "check --baseline /dev/stdin", "not a baseline"),
        ("cat /dev/urandom", "check --baseline /dev/stdin", "not a baseline"),
        ("yes", "check --baseline /dev/stdin", "not a baseline"),
        ("yes '[' | tr -d '\\n'", "check --baseline <(cat)", "not a baseline"),
        ("yes | tr -d '\\n'", "parse --files-from -", "not a list of paths"),
        ("yes", "parse -0 --files-from -", "not a list of paths"),
        ("(echo a.txt; head -c 300000 /dev/zero | tr '\\0' x; echo)", "parse --files-from -", "not a list of paths"),
        ("printf 'A=b\\nc\\0D=e\\0'", "parse --files-from -", "pass -0 for paths that are separated by NUL"),
        ("printf 'A=b\\0'", "parse --files-from /dev/stdin", "pass -0 for paths that are separated by NUL"),
    ],
)
def test_pipes_without_end_are_no_settings(folder: Path, feed: str, arguments: str, message: str) -> None:
    done = shell(f"{feed} | newsparse {arguments} a.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = [line for line in said(done).splitlines() if line.startswith("Error: ")]
    assert message in line


@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="may not read the log of the kernel")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_the_system_that_waits_for_more_ends(folder: Path, command: str) -> None:
    done = shell(f"newsparse {command} /proc/kmsg a.txt")
    assert "Thursday" in said(done)
    assert done.returncode in (0, 1)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("source", ["/dev/zero", "/dev/urandom"])
def test_binary_data_on_standard_input_is_read_no_further(folder: Path, command: str, source: str) -> None:
    done = shell(f"newsparse {command} - < {source}")
    assert "not a text file" in said(done)
    assert done.returncode == 1


@pytest.mark.parametrize("arguments", ["--files-from -", "-0 --files-from -"])
def test_nuls_are_no_list_of_files(folder: Path, arguments: str) -> None:
    done = shell(f"newsparse parse {arguments} < /dev/zero")
    assert done.returncode == 2
    assert "not a list of paths" in said(done)


@pytest.mark.parametrize(
    "command",
    [
        "newsparse parse /dev/stdin < a.txt", "cat a.txt | newsparse parse /dev/stdin", "newsparse parse <(cat a.txt)",
        "newsparse parse --max-size 1 - < a.txt", "newsparse parse --max-size 1 <(cat a.txt)",
        "newsparse parse --files-from <(echo a.txt)", "echo a.txt | newsparse parse --files-from /dev/stdin",
        "newsparse check -f json --config <(echo 'strict = true') a.txt", "newsparse parse --max-size none a.txt",
    ],
)  # fmt: skip
def test_pipes_are_read(folder: Path, command: str) -> None:
    done = shell(command)
    assert done.stderr == b""
    assert b"Thursday" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("limit", "size"), [("1GB", 1 << 41), ("300", 301), ("1KiB", 1025)])
def test_a_file_above_the_limit_is_one_error(folder: Path, command: str, limit: str, size: int) -> None:
    with open("large.txt", "wb") as file:
        file.truncate(size)
    done = shell(f"newsparse {command} --max-size {limit} large.txt a.txt")
    assert "large.txt:" in said(done)
    assert "pass a larger --max-size" in said(done)
    assert "Thursday" in said(done)
    done = shell(f"newsparse {command} --max-size {size} large.txt a.txt" if size < 2000 else "echo not a text file")
    assert "not a text file" in said(done)


def test_the_limit_of_the_configuration_counts_until_the_option_is_given(folder: Path) -> None:
    Path("newsparse.toml").write_text('max-size = "100 B"\n', encoding="utf-8")
    for command in ("check", "fix --check"):
        assert "larger than 100 bytes" in said(shell(f"newsparse {command} a.txt"))
        assert "larger" not in said(shell(f"newsparse {command} --max-size 1GB a.txt"))
        assert "larger" not in said(shell(f"newsparse {command} --isolated a.txt"))


@pytest.mark.parametrize("size", ["5x", "-1", "''", "GB"])
def test_a_size_that_is_none_is_refused(folder: Path, size: str) -> None:
    done = shell(f"newsparse parse --max-size {size} a.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    Path("newsparse.toml").write_text("max-size = true\n", encoding="utf-8")
    assert 'max-size must be a size like "500MB"' in said(shell("newsparse check a.txt"))


def test_a_conversion_has_the_limit_and_does_all_again_with_another(folder: Path) -> None:
    with open("large.txt", "wb") as file:
        file.write(BAD.format("b").encode() + b"They came back.\n" * 100)
    found = []
    for limit in ("1KB", "1KB", "1GB", "1KB"):
        done = shell(f"newsparse convert --incremental --max-size {limit} . /dev/zero -o out.ndjson")
        rows = [json.loads(line) for line in Path("out.ndjson").read_text(encoding="utf-8").splitlines()]
        found.append([row["source"] for row in rows if "error" in row])
        assert done.returncode in (1, 2)
    assert found == [["/dev/zero", "large.txt"], ["/dev/zero", "large.txt"], ["/dev/zero"],
                     ["/dev/zero", "large.txt"]]  # fmt: skip


@pytest.mark.parametrize("command", [*(f"{command} -" for command in COMMANDS), "parse --files-from -"])
def test_standard_input_that_fails_is_one_error(folder: Path, command: str) -> None:
    with open("/proc/self/mem", "rb") as file:  # nothing is at its beginning, which is an error and no end
        done = subprocess.run([*PROGRAM, *command.split()], stdin=file, capture_output=True, check=False, timeout=60)
    assert "input/output error" in said(done)
    assert done.returncode in (1, 2)


def test_standard_input_that_does_not_block_is_read_to_its_end(folder: Path) -> None:
    reader, writer = os.pipe()
    os.set_blocking(reader, False)

    def feed() -> None:
        for piece in (HEADER.format("a").encode(), b"The boats left.\n"):
            time.sleep(0.5)
            os.write(writer, piece)
        os.close(writer)

    thread = threading.Thread(target=feed)
    thread.start()
    done = subprocess.run([*PROGRAM, "parse"], stdin=reader, capture_output=True, check=False, timeout=60)
    thread.join()
    os.close(reader)
    assert json.loads(done.stdout)["body"] == [{"kind": "paragraph", "text": "The boats left."}]


def test_paths_of_a_list_that_are_none_lose_nothing_else(folder: Path) -> None:
    Path(os.fsdecode(b"caf\xe9.txt")).write_text(BAD.format("x"), encoding="utf-8")
    Path("gone.txt").symlink_to("nowhere")
    Path("file").touch()
    names = [
        b"a.txt", b"a\0b.txt", b"\xff\xfe", b"caf\xe9.txt", b"gone.txt", b"file/a.txt", b"x" * 5000, b"/proc/self/mem",
        b"s3:///", b"foo://a", b"\xf0\x9f\x98\x80",
    ]  # fmt: skip
    for command in COMMANDS:
        done = shell(f"newsparse {command} --files-from -", input=b"\n".join(names) + b"\n")
        assert said(done).count("Thursday") >= 2
        assert done.returncode == 1
    rows = shell("newsparse parse --files-from -", input=b"\n".join(names) + b"\n").stdout.splitlines()
    assert len(rows) == len(names)
    assert sum("error" in json.loads(row) for row in rows) == len(names) - 2


def reading(process: subprocess.Popen[bytes], path: Path) -> bool:
    """Whether a process has read as much as a file holds."""
    with open(f"/proc/{process.pid}/io", encoding="ascii") as file:
        return int(file.readline().split()[1]) > path.stat().st_size + 1_500_000  # modules are less


@pytest.mark.parametrize(
    ("change", "message", "left"),
    [("printf 'an edit' > b.txt", "changed since it was read", "an edit"), ("rm b.txt", "no longer exists", None)],
)
def test_fix_keeps_what_happened_to_a_file_while_it_was_fixed(
    folder: Path, change: str, message: str, left: str | None
) -> None:
    large, rest = Path("b.txt"), Path("c.txt")
    large.write_text(BAD.format("b") + "They came back, and nobody had seen them.\n" * 80_000, encoding="utf-8")
    rest.write_text(BAD.format("c"), encoding="utf-8")
    process = subprocess.Popen([*PROGRAM, "fix", "--write", "."], stderr=subprocess.PIPE)
    assert process.stderr
    assert wait_for(lambda: reading(process, large), unless=lambda: process.poll() is not None)
    subprocess.run(["bash", "-c", change], check=True)
    line, total = process.stderr.read().decode().splitlines()
    process.stderr.close()
    assert process.wait() == 1
    assert line.startswith(f"newsparse: b.txt: {message}, so it was not fixed")
    assert total == "newsparse: fixed 2 findings in 2 files"
    assert rest.read_text(encoding="utf-8") == FIXED.format("c")
    assert (large.read_text(encoding="utf-8") if large.exists() else None) == left


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_signals_leave_each_file_old_or_new_and_nothing_else(tmp_path: Path, number: signal.Signals, code: int) -> None:
    files = [tmp_path / f"{number:04}.txt" for number in range(800)]
    stopped = 0
    for _ in range(2):
        for index, path in enumerate(files):
            path.write_text(BAD.format(index), encoding="utf-8")
        process = subprocess.Popen([*PROGRAM, "fix", "--write", str(tmp_path)], stderr=subprocess.PIPE)
        assert process.stderr
        assert wait_for(lambda: "Thursday.\n" in files[20].read_text(encoding="utf-8"))
        process.send_signal(number)
        errors = process.stderr.read()
        process.stderr.close()
        assert (process.wait(), b"Traceback" in errors) == (code, False)
        assert sorted(tmp_path.iterdir()) == files
        texts = [path.read_text(encoding="utf-8") for path in files]
        assert all(text in (BAD.format(index), FIXED.format(index)) for index, text in enumerate(texts))
        stopped += "Thursday.P" in texts[-1]
    assert stopped


@pytest.mark.parametrize("dest", ["out.ndjson", "tree/"])
def test_a_conversion_that_is_terminated_leaves_no_temporary_file(folder: Path, dest: str) -> None:
    Path("in").mkdir()
    for number in range(800):
        Path(f"in/{number:04}.txt").write_text(BAD.format(number) * 20, encoding="utf-8")
    form = ["--to", "json"] if dest == "tree/" else []
    process = subprocess.Popen([*PROGRAM, "convert", "in", "-o", dest, *form, "-j", "2"], stderr=subprocess.PIPE)
    assert process.stderr
    assert wait_for(lambda: list(folder.rglob("*.part")), unless=lambda: process.poll() is not None)
    process.send_signal(signal.SIGTERM)
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), b"Traceback" in errors) == (143, False)
    assert list(folder.rglob("*.part")) == []
    assert not Path("out.ndjson").exists()


def test_a_signal_that_is_ignored_from_the_start_stays_ignored(folder: Path) -> None:
    line = f"trap '' HUP; exec {' '.join(PROGRAM)} repair"
    process = subprocess.Popen(["bash", "-c", line], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    time.sleep(1)
    process.send_signal(signal.SIGHUP)
    assert process.communicate(b"The boats left.\n")[0] == b"The boats left.\n"
    assert process.returncode == 0
