"""`newsparse fix`: diffs, written files, and interruptions."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.commands import ARTICLE, BAD, ENVIRONMENT, FIXED, GOOD, PROGRAM, run, run_on_terminal
from support.paths import ROOT
from support.processes import wait_for

DAMAGED = "Title: x\nText:\nThe boats left on Thursday.Prior to that, they had waited.\n"
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


def test_diff_shows_changes_and_findings(folder: Path) -> None:
    done = run("fix", "--diff", "in/b.txt", "in/sub/a.txt")
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (1, b"")
    assert "in/b.txt:3:28  N301 glued-sentence" in text
    assert (
        "\n-The boats left on Thursday.Prior to that, they had waited.\n+The boats left on Thursday.\n+Prior to" in text
    )
    assert Path("in/b.txt").read_text(encoding="utf-8") == ARTICLE.format("in/b.txt")


def test_git_applies_the_diff(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (("a.txt", DAMAGED), ("b.txt", DAMAGED.rstrip("\n"))):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    diff = run("fix", "in", cwd=tmp_path).stdout
    done = subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=diff, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    again = run("fix", "in", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (0, b"")


@pytest.mark.parametrize("command", ["fix", "repair"])
def test_failed_inputs_do_not_affect_others(folder: Path, command: str) -> None:
    done = run(command, "binary.txt", "in/b.txt", "missing.txt")
    assert done.returncode == 2
    assert b"Prior to that" in done.stdout
    assert [line.split(b":")[1].strip() for line in done.stderr.splitlines()] == [b"binary.txt", b"missing.txt"]


def test_write_makes_the_changes_that_check_counts(checked: Path) -> None:
    assert run("fix", "--check", ".").stdout == b"bad.txt: 1 finding to fix\n"
    assert run("fix", "--check", ".").returncode == 1
    done = run("fix", "--write", ".")
    messages = b"newsparse: bad.txt: fixed 1 finding\nnewsparse: fixed 1 finding in 1 file\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", messages)
    assert Path("bad.txt").read_text(encoding="utf-8") == FIXED.format("bad")
    assert Path("good.txt").read_text(encoding="utf-8") == GOOD.format("good")
    assert run("fix", "--check", ".").returncode == 0
    assert sorted(path.name for path in checked.iterdir()) == ["bad.txt", "good.txt", "warned.txt"]


def test_standard_input_is_fixed_to_standard_output(checked: Path) -> None:
    done = run("fix", stdin=BAD.encode("utf-16"))
    assert (done.returncode, done.stdout, done.stderr) == (0, FIXED.encode("utf-16"), b"")
    assert run("fix", "-", stdin=GOOD.encode()).stdout == GOOD.encode()
    assert run("fix", "--diff", "-", stdin=BAD.encode()).stdout.count(b"\n+Prior") == 1
    assert run("fix", "--write", "-", stdin=BAD.encode()).stdout == FIXED.encode()
    assert run("fix", "--write", "-", stdin=GOOD.encode()).stdout == GOOD.encode()
    assert run("fix", stdin=b"\xff\xfa").returncode == 1


def test_write_keeps_modes_and_links(checked: Path) -> None:
    Path("bad.txt").chmod(0o640)
    Path("link.txt").symlink_to("bad.txt")
    assert run("fix", "--write", "link.txt").returncode == 0
    assert Path("link.txt").is_symlink()
    assert Path("bad.txt").read_text(encoding="utf-8") == FIXED.format("bad")
    assert stat.S_IMODE(Path("bad.txt").stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_write_protected_file_is_not_replaced(checked: Path) -> None:
    Path("bad.txt").chmod(0o440)
    done = run("fix", "--write", ".")
    assert (done.returncode, done.stderr) == (2, b"newsparse: bad.txt: cannot be written: permission denied\n")


def test_undecodable_file_is_not_changed(checked: Path) -> None:
    data = BAD.encode() + b"\xff\n"
    Path("latin.txt").write_bytes(data)
    done = run("fix", "--write", ".")
    assert done.returncode == 1
    assert b"newsparse: latin.txt: not valid UTF-8 at byte " in done.stderr
    assert Path("latin.txt").read_bytes() == data
    assert Path("bad.txt").read_text(encoding="utf-8") == FIXED.format("bad")
    assert run("fix", "--write", "--encoding", "windows-1252", "latin.txt").returncode == 0
    assert Path("latin.txt").read_bytes() == FIXED.encode() + b"\xff\n"


def test_file_that_does_not_encode_to_its_bytes_is_checked_but_not_fixed(checked: Path) -> None:
    """Code page 932 encodes some characters twice, and UTF-7 can encode each character in several ways."""
    for encoding, data in (("cp932", b"\x87\x90"), ("utf-7", b"+AGE-")):
        Path("bad.txt").write_bytes(BAD.encode() + data + b"\n")
        done = run("check", "-f", "concise", "--encoding", encoding, "bad.txt")
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"N301" in done.stdout
        assert b"[fix]" not in done.stdout
        done = run("fix", "--write", "--encoding", encoding, "bad.txt")
        assert b"would change bytes outside the fixes" in done.stderr
        assert Path("bad.txt").read_bytes() == BAD.encode() + data + b"\n"


def test_control_characters_in_names_are_escaped(checked: Path) -> None:
    Path("a\x1b[2J\nb.txt").write_text(BAD, encoding="utf-8")
    for arguments in (["check"], ["check", "-f", "concise"], ["fix"], ["fix", "--check"], ["fix", "--write"]):
        assert b"\x1b" not in run(*arguments, ".").stdout


@pytest.mark.parametrize("arguments", [["--diff"], ["--check"], []])
def test_summary_is_shown_on_a_terminal_only(checked: Path, arguments: list[str]) -> None:
    summary = b"newsparse: would fix 1 finding in 1 file; pass --write to change the files"
    assert run_on_terminal("fix", *arguments, ".").stdout.rstrip().endswith(summary)
    assert b"would fix" not in run_on_terminal("fix", "-q", *arguments, ".").stdout
    assert run("fix", *arguments, ".").stderr == b""
    assert run_on_terminal("fix", *arguments, "good.txt").stdout == b"newsparse: nothing to fix\r\n"


def test_quiet_write_prints_nothing(checked: Path) -> None:
    done = run("fix", "--write", "-q", ".")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert Path("bad.txt").read_text(encoding="utf-8") == FIXED.format("bad")


def is_fixed(path: Path) -> bool:
    return "Thursday.\n" in path.read_text(encoding="utf-8")


def test_kill_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    files = [tmp_path / f"{number:04}.txt" for number in range(100)]
    old = [BAD.format(number) for number in range(100)]
    new = [FIXED.format(number) for number in range(100)]
    rng, interrupted = random.Random(5), 0  # noqa: S311
    for _ in range(12):
        for path, text in zip(files, old, strict=True):
            path.write_text(text, encoding="utf-8")
        watched = rng.choice(files[:50])
        process = subprocess.Popen([*PROGRAM, "fix", "--write", str(tmp_path)], stderr=subprocess.DEVNULL)
        assert wait_for(lambda path=watched: is_fixed(path))  # type: ignore[misc]
        time.sleep(rng.uniform(0, 0.01))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = [path.read_text(encoding="utf-8") for path in files]
        assert all(text in versions for text, *versions in zip(now, old, new, strict=True))
        interrupted += now[-1] == old[-1]
    assert interrupted > 3  # the process was killed while it wrote


def has_read(process: subprocess.Popen[bytes], path: Path) -> bool:
    """Return whether a process has read a file: more bytes than those of the file and of its modules (1.5 MB)."""
    with open(f"/proc/{process.pid}/io", encoding="ascii") as file:
        return int(file.readline().split()[1]) > path.stat().st_size + 1_500_000


@LINUX
@pytest.mark.parametrize(
    ("command", "change", "message", "left"),
    [
        (["fix", "--write"], "printf 'an edit' > b.txt", "changed since it was read", "an edit"),
        (["check", "--fix"], "rm b.txt", "no longer exists", None),
    ],
)
def test_concurrent_change_of_a_file_is_kept(
    single: Path, command: list[str], change: str, message: str, left: str | None
) -> None:
    large, rest = Path("b.txt"), Path("c.txt")
    large.write_text(BAD.format("b") + "They came back, and nobody had seen them.\n" * 80_000, encoding="utf-8")
    rest.write_text(BAD.format("c"), encoding="utf-8")
    # Without the measurement of coverage, which reads files of its own.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    process = subprocess.Popen(
        [*PROGRAM, *command, "."], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    )
    assert process.stderr
    assert wait_for(lambda: has_read(process, large), unless=lambda: process.poll() is not None)
    subprocess.run(["bash", "-c", change], check=True)
    *fixed, line, last, total = process.stderr.read().decode().splitlines()
    process.stderr.close()
    assert process.wait() == 1
    assert line.startswith(f"newsparse: b.txt: not fixed because the file {message}")
    assert [*fixed, last] == ["newsparse: a.txt: fixed 1 finding", "newsparse: c.txt: fixed 1 finding"]
    assert total == "newsparse: fixed 2 findings in 2 files"
    assert rest.read_text(encoding="utf-8") == FIXED.format("c")
    assert (large.read_text(encoding="utf-8") if large.exists() else None) == left


@LINUX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_signal_leaves_each_file_old_or_new(tmp_path: Path, number: signal.Signals, code: int) -> None:
    files = [tmp_path / f"{number:04}.txt" for number in range(800)]
    interrupted = 0
    for _ in range(2):
        for index, path in enumerate(files):
            path.write_text(BAD.format(index), encoding="utf-8")
        process = subprocess.Popen([*PROGRAM, "fix", "--write", str(tmp_path)], stderr=subprocess.PIPE)
        assert process.stderr
        assert wait_for(lambda: is_fixed(files[20]))
        process.send_signal(number)
        errors = process.stderr.read()
        process.stderr.close()
        assert (process.wait(), b"Traceback" in errors) == (code, False)
        assert sorted(tmp_path.iterdir()) == files
        texts = [path.read_text(encoding="utf-8") for path in files]
        assert all(text in (BAD.format(index), FIXED.format(index)) for index, text in enumerate(texts))
        interrupted += not is_fixed(files[-1])
    assert interrupted


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_pre_commit_hooks_accept_fix_or_refuse_files(tmp_path: Path) -> None:
    """A good file is accepted, a fixable one fixed, a bad one refused. The hooks run the code of this checkout."""
    import yaml

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        assert hook["language"] == "python"
        hook.update(language="system", entry=f"{sys.executable} -m {hook['entry']}")
    (tmp_path / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}), encoding="utf-8"
    )

    def git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        env = {
            **ENVIRONMENT,
            "PRE_COMMIT_HOME": str(tmp_path / ".home"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@example.org",
        }
        return subprocess.run(["git", *arguments], cwd=tmp_path, capture_output=True, check=False, env=env)

    def commit(name: str, text: str) -> subprocess.CompletedProcess[bytes]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        git("add", name)
        return git("commit", "-m", name)

    git("init", "-q")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=tmp_path, check=True, capture_output=True)
    good = commit("good.txt", GOOD)
    assert good.returncode == 0, good.stderr
    fixable = commit("fixable.txt", BAD)
    assert fixable.returncode == 1
    assert b"files were modified by this hook" in fixable.stdout + fixable.stderr
    assert (tmp_path / "fixable.txt").read_text(encoding="utf-8") == FIXED
    assert commit("fixable.txt", FIXED).returncode == 0
    bad = commit("bad.txt", GOOD.replace("2022-01-11", "2022-02-30"))
    assert bad.returncode == 1
    assert b"bad.txt:1:25: N202 error impossible-date" in bad.stdout + bad.stderr
