"""newsparse check and newsparse fix as users and CI meet them: real processes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from support.paths import ROOT

HEADER = "Published Time: 2022-01-11\nTitle: {0}\nCategory 1: TRANSPORT\nAuthor: Lena Maur\nText:\n"
REST = "The harbour office counted forty passengers on the last boat, and nobody was left on the old quay of {0}.\n"
GOOD = HEADER + REST
WARNED = HEADER.replace("TRANSPORT", "n/a") + REST
BAD = HEADER + "The boats left on Thursday.Prior to that, they had waited.\n" + REST
FIXED = BAD.replace("Thursday.Prior", "Thursday.\nPrior")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files by what is in them, and the working directory."""
    for name, text in (("good", GOOD), ("warned", WARNED), ("bad", BAD)):
        (tmp_path / f"{name}.txt").write_text(text.format(name), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    source: dict[str, Any] = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
    command = [sys.executable, "-m", "newsparse", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**ENVIRONMENT, **env}, **source)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--select", "N3"], 1),  # it is not checked, so it is not clean
        (["--ignore", "N0"], 0),
        (["--per-file-ignores", "empty.txt:N004"], 0),
        (["--write-baseline", "new.json"], 1),
        (["--exit-zero"], 0),
    ],
)
def test_exit_codes_of_a_failed_input(folder: Path, arguments: list[str], code: int) -> None:
    Path("empty.txt").touch()
    assert run("check", *arguments, "empty.txt", "good.txt").returncode == code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.txt"], 0),
        (["warned.txt"], 0),
        (["--strict", "warned.txt"], 1),
        (["bad.txt"], 1),
        (["--exit-zero", "bad.txt"], 0),
        (["--ignore", "N3", "bad.txt"], 0),
        (["--ignore", "glued-sentence", "bad.txt"], 0),
        (["--select", "N1,N2", "bad.txt"], 0),
        (["--write-baseline", "new.json", "--report", "sarif=a.sarif", "bad.txt"], 2),
        (["--per-file-ignores", "b*.txt:N301", "bad.txt"], 0),
        (["bad.txt", "none.txt"], 2),
        (["--exit-zero", "none.txt"], 2),
        (["--exclude", "bad.txt", "."], 0),
        (["--exclude", "bad.txt", "bad.txt"], 1),  # it is named
        (["--force-exclude", "--exclude", "bad.txt", "bad.txt"], 0),
        (["--force-exclude", "--exclude", "*.txt", "bad.txt", "none.txt"], 2),  # a slip in a path stays one
        (["--exclude", "*.txt", "."], 0),
        (["--glob", "*.news", "."], 2),
        (["--select", "N9", "good.txt"], 2),
        (["--select", "", "good.txt"], 2),
        (["--exclude", "*.txt", "--force-exclude", "good.txt"], 0),
        (["--per-file-ignores", "N301", "good.txt"], 2),
        (["--report", "sarif", "good.txt"], 2),
        (["--report", "pdf=a.pdf", "good.txt"], 2),
        (["--report", "sarif=none/a.sarif", "good.txt"], 2),
        (["--baseline", "none.json", "good.txt"], 2),
        (["--config", "none.toml", "good.txt"], 2),
        (["--config", "a.toml", "--isolated", "good.txt"], 2),
        (["--today", "soon", "good.txt"], 2),
        (["--today", "2022-01-01", "good.txt"], 1),
        (["--statistics", "bad.txt"], 1),
    ],
)
def test_exit_codes(folder: Path, arguments: list[str], code: int) -> None:
    done = run("check", *arguments)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert bool(done.stderr) == (code == 2 and "none.txt" not in arguments)


def test_one_line_a_finding(folder: Path) -> None:
    done = run("check", "-f", "concise", ".")
    assert [line.split(" ")[:2] for line in done.stdout.decode().splitlines()] == [
        ["bad.txt:6:28:", "N301"], ["warned.txt:3:13:", "N208"],
    ]  # fmt: skip


def test_standard_input(folder: Path) -> None:
    done = run("check", "-f", "concise", stdin=BAD.encode())
    assert (done.returncode, done.stdout.split(b" ")[0]) == (1, b"<stdin>:6:28:")


def test_reports_beside_the_console(folder: Path) -> None:
    done = run(
        "check", "--report", "sarif=a.sarif", "--report", "junit=a.xml", "--report", "ndjson=a.ndjson", "bad.txt"
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"1 error and 0 warnings" in done.stdout
    assert json.loads(Path("a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path("a.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert json.loads(Path("a.ndjson").read_text(encoding="utf-8"))["code"] == "N301"


@pytest.mark.parametrize("path", ["-", "/dev/stdout"])
def test_a_report_on_standard_output_takes_the_place_of_the_default_one(folder: Path, path: str) -> None:
    for given, stdin in (("bad.txt", None), ("-", BAD.encode())):
        done = run("check", "--report", f"sarif={path}", "--report", "ndjson=a.ndjson", given, stdin=stdin)
        assert (done.returncode, done.stderr) == (1, b"")
        assert [x["ruleId"] for x in json.loads(done.stdout)["runs"][0]["results"]] == ["N301"]
        assert json.loads(Path("a.ndjson").read_text(encoding="utf-8"))["code"] == "N301"
    assert not Path("-").exists()


def test_junit_tells_warnings_from_failures(folder: Path) -> None:
    for options, failures in (([], b"1"), (["--strict"], b"2")):
        done = run("check", *options, "--report", "junit=-", "bad.txt", "warned.txt")
        assert b'<testsuites name="newsparse" tests="2" failures="' + failures + b'">' in done.stdout


def test_in_github_actions(folder: Path) -> None:
    Path("summary.md").write_text("before\n", encoding="utf-8")
    done = run("check", "bad.txt", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY="summary.md")
    assert done.stdout.startswith(b"::error file=bad.txt,line=6,col=28,")
    text = Path("summary.md").read_text(encoding="utf-8")
    assert text.startswith("before\n### newsparse\n")
    assert "| bad.txt:6:28 | N301 glued-sentence |" in text
    assert run("check", "-f", "text", "bad.txt", GITHUB_ACTIONS="true").stdout.startswith(b"bad.txt:6:28: N301")


def test_baseline(folder: Path) -> None:
    done = run("check", "--write-baseline", "known.json", ".")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        b"",
        b"newsparse: known.json: 2 findings written as known\n",
    )
    assert run("check", "--strict", "--baseline", "known.json", ".").returncode == 0
    with Path("bad.txt").open("a", encoding="utf-8") as file:
        file.write("Nobody came back.The rest waited.\n")
    done = run("check", "-f", "concise", "--baseline", "known.json", ".")
    assert (done.returncode, done.stdout.split(b" ")[0]) == (1, b"bad.txt:8:18:")


def test_configuration(folder: Path) -> None:
    Path("pyproject.toml").write_text('[tool.newsparse]\nignore = ["N301"]\nstrict = true\n', encoding="utf-8")
    assert run("check", "bad.txt").returncode == 0
    assert run("check", "--select", "N3", "bad.txt").returncode == 1  # the command line counts more
    assert run("check", "warned.txt").returncode == 1
    assert run("check", "--isolated", "warned.txt").returncode == 0
    Path("newsparse.toml").write_text('ingore = ["N301"]\n', encoding="utf-8")
    done = run("check", "bad.txt")
    assert done.returncode == 2
    assert done.stderr.decode().endswith("newsparse.toml: unknown key 'ingore'; is 'ignore' meant?\n")
    assert done.stderr.count(b"\n") == 1


def test_colour_where_it_is_wanted(folder: Path) -> None:
    assert b"\x1b[" not in run("check", "bad.txt").stdout
    assert b"\x1b[31m" in run("check", "--color", "always", "bad.txt").stdout


def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    for number in range(300):
        Path(f"bad{number}.txt").write_text(BAD.format(number), encoding="utf-8")
    command = f"{sys.executable} -m newsparse check . | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, env=ENVIRONMENT)
    assert done.stdout.splitlines()[-1] == b"141"
    assert done.stderr == b""


def test_fix_writes_what_it_shows(folder: Path) -> None:
    assert run("fix", "--check", ".").stdout == b"bad.txt: 1 finding to fix\n"
    assert run("fix", "--check", ".").returncode == 1
    done = run("fix", "--write", ".")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"newsparse: fixed 1 finding in 1 file\n")
    assert Path("bad.txt").read_text(encoding="utf-8") == FIXED.format("bad")
    assert Path("good.txt").read_text(encoding="utf-8") == GOOD.format("good")
    assert run("fix", "--check", ".").returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == ["bad.txt", "good.txt", "warned.txt"]


def test_fix_is_a_filter(folder: Path) -> None:
    done = run("fix", stdin=BAD.encode("utf-16"))
    assert (done.returncode, done.stdout, done.stderr) == (0, FIXED.encode("utf-16"), b"")
    assert run("fix", "-", stdin=GOOD.encode()).stdout == GOOD.encode()
    assert run("fix", "--diff", "-", stdin=BAD.encode()).stdout.count(b"\n+Prior") == 1
    assert run("fix", "--write", "-", stdin=BAD.encode()).stdout == FIXED.encode()
    assert run("fix", "--write", "-", stdin=GOOD.encode()).stdout == GOOD.encode()
    assert run("fix", stdin=b"\xff\xfa").returncode == 1


def test_fix_keeps_modes_and_links(folder: Path) -> None:
    Path("bad.txt").chmod(0o640)
    Path("link.txt").symlink_to("bad.txt")
    assert run("fix", "--write", "link.txt").returncode == 0
    assert Path("link.txt").is_symlink()
    assert Path("bad.txt").read_text(encoding="utf-8") == FIXED.format("bad")
    assert stat.S_IMODE(Path("bad.txt").stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_fix_does_not_replace_what_is_write_protected(folder: Path) -> None:
    Path("bad.txt").chmod(0o440)
    done = run("fix", "--write", ".")
    assert (done.returncode, done.stderr) == (2, b"newsparse: bad.txt: cannot be written: permission denied\n")


def test_fix_refuses_what_could_not_be_decoded(folder: Path) -> None:
    data = BAD.encode() + b"\xff\n"
    Path("latin.txt").write_bytes(data)
    done = run("fix", "--write", ".")
    assert done.returncode == 1
    assert done.stderr.startswith(b"newsparse: latin.txt: not valid UTF-8 at byte ")
    assert Path("latin.txt").read_bytes() == data
    assert Path("bad.txt").read_text(encoding="utf-8") == FIXED.format("bad")
    assert run("fix", "--write", "--encoding", "windows-1252", "latin.txt").returncode == 0
    assert Path("latin.txt").read_bytes() == FIXED.encode() + b"\xff\n"


def test_a_kill_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    files = [tmp_path / f"{number:04}.txt" for number in range(2000)]
    was = [BAD.format(number) for number in range(2000)]
    new = [FIXED.format(number) for number in range(2000)]
    chance, stopped = random.Random(5), 0  # noqa: S311
    for _ in range(20):
        for path, text in zip(files, was, strict=True):
            path.write_text(text, encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "newsparse", "fix", "--write", str(tmp_path)], stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.1, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = [path.read_text(encoding="utf-8") for path in files]
        wrong = [path for path, text, a, b in zip(files, now, was, new, strict=True) if text not in (a, b)]
        assert wrong == []
        stopped += 0 < sum(text == b for text, b in zip(now, new, strict=True)) < len(files)
    assert stopped > 3  # some kills came while it wrote


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_pre_commit(tmp_path: Path) -> None:
    """A commit of a bad file is stopped, a good one passes, a fixable one is fixed; nothing is installed for it."""
    import yaml

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        assert hook["language"] == "python"
        hook.update(language="system", entry=f"{sys.executable} -m {hook['entry']}")
    (tmp_path / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}), encoding="utf-8"
    )

    def git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        env = {**ENVIRONMENT, "PRE_COMMIT_HOME": str(tmp_path / ".home"), "GIT_CONFIG_GLOBAL": os.devnull,
               "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
               "GIT_COMMITTER_EMAIL": "a@example.org"}  # fmt: skip
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


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--report", "json=bad.txt", "bad.txt"],
        ["check", "--report", "json=./bad.txt", "."],
        ["check", "--write-baseline", "bad.txt", "bad.txt"],
        ["check", "--report", "json=a", "--report", "sarif=a", "bad.txt"],
        ["check", "--report", "json=-", "-f", "concise", "bad.txt"],
        ["check", "--report", "json=-", "--report", "sarif=/dev/stdout", "bad.txt"],
        ["check", "--report", "json=-", "--statistics", "bad.txt"],
        ["check", "--statistics", "-f", "json", "bad.txt"],
        ["check", "--baseline", "a", "--write-baseline", "a", "bad.txt"],
        ["fix", "--check", "--write", "bad.txt"],
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(folder: Path, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert Path("bad.txt").read_text(encoding="utf-8") == BAD.format("bad")
    assert sorted(path.name for path in folder.iterdir()) == ["bad.txt", "good.txt", "warned.txt"]


def test_reports_into_pipes(folder: Path) -> None:
    os.mkfifo("pipe")
    command = f"{sys.executable} -m newsparse check -f concise --report ndjson=pipe bad.txt > /dev/null & cat pipe"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, env=ENVIRONMENT)
    assert json.loads(done.stdout)["code"] == "N301"
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_a_file_with_two_names_is_no_repeat(folder: Path) -> None:
    done = run("check", "-f", "concise", "good.txt", "./good.txt", str(folder / "good.txt"))
    assert (done.returncode, done.stdout) == (0, b"")


def test_names_that_a_terminal_would_obey_are_shown(folder: Path) -> None:
    Path("a\x1b[2J\nb.txt").write_text(BAD, encoding="utf-8")
    for arguments in (["check"], ["check", "-f", "concise"], ["fix"], ["fix", "--check"], ["fix", "--write"]):
        assert b"\x1b" not in run(*arguments, ".").stdout


def test_known_findings_are_counted_and_failed_inputs_are_never_known(folder: Path) -> None:
    Path("bytes.txt").write_bytes(b"Title: \xff\n")
    Path("empty.txt").touch()
    done = run("check", "--write-baseline", "known.json", ".", "none.txt")
    assert [line.split(b": ")[1] for line in done.stderr.splitlines()] == [
        b"bytes.txt", b"empty.txt", b"none.txt", b"known.json",
    ]  # fmt: skip
    assert done.stderr.splitlines()[-1] == b"newsparse: known.json: 2 findings written as known"
    for form in ("text", "json", "github"):
        done = run("check", "-f", form, "--baseline", "known.json", "bad.txt", "warned.txt", "bytes.txt")
        assert done.stderr == b"newsparse: known.json: 2 known findings not shown\n"
        assert b"N002" in done.stdout
        assert b"N301" not in done.stdout


def test_check_reads_what_fix_could_not_write_back(folder: Path) -> None:
    """The NEC and IBM extensions of Shift JIS hold some characters twice, and UTF-7 has many spellings."""
    for encoding, data in (("cp932", b"\x87\x90"), ("utf-7", b"+AGE-")):
        Path("bad.txt").write_bytes(BAD.encode() + data + b"\n")
        done = run("check", "-f", "concise", "--encoding", encoding, "bad.txt")
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"N301" in done.stdout
        assert b"[fix]" not in done.stdout
        done = run("fix", "--write", "--encoding", encoding, "bad.txt")
        assert b"cannot be written back as the same bytes" in done.stderr
        assert Path("bad.txt").read_bytes() == BAD.encode() + data + b"\n"


@pytest.mark.parametrize("option", ["--config", "--baseline", "--write-baseline", "--files-from", "--report"])
@pytest.mark.parametrize("path", ["folder", "none/none", "good.txt/none", "", "/dev/null/none", "a\nb/c"])
def test_a_file_that_cannot_be_used_is_one_line(folder: Path, option: str, path: str) -> None:
    Path("folder").mkdir()
    done = run("check", option, f"sarif={path}" if option == "--report" else path, "bad.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    lines = done.stderr.decode().splitlines()
    assert lines[-1].startswith("Error: ")
    assert len(lines) == 1 or path == ""  # that is a slip of the command line, which shows its usage, too


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all")
@pytest.mark.parametrize("option", ["--config", "--baseline", "--files-from"])
def test_a_file_that_may_not_be_read_is_one_line(folder: Path, option: str) -> None:
    Path("secret").touch(mode=0)
    done = run("check", option, "secret", "bad.txt")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"permission denied" in done.stderr


def test_files_for_options_may_be_pipes(folder: Path) -> None:
    command = (
        f"{sys.executable} -m newsparse check -f concise --config <(echo 'ignore = [\"N301\"]') "
        f'--baseline <(echo \'{{"version": 1, "findings": {{}}}}\') --files-from <(echo bad.txt)'
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, env=ENVIRONMENT)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (0, b"", 1)
