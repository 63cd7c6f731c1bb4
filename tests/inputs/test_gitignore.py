"""Exactly the files that git ignores are skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from newsparse.inputs.gitignore import GitIgnore
from newsparse.inputs.search import Search, find_all
from newsparse.inputs.walk import FoundFile, walk

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")
TEXT = "Title: {0}\nText:\nThe boats left on Thursday, and nobody was on the quay.\n"
Make = Callable[..., None]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """A function that creates files in a new repository, `in`: news files, and `.gitignore` files with given rules."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git("init", "-q", "in")

    def made(*names: str, **rules: str) -> None:
        for name in names:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(TEXT.format("x"), encoding="utf-8")
        for folder, lines in rules.items():
            Path(folder, ".gitignore").write_text(lines, encoding="utf-8")

    return made


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def child_processes() -> set[str]:
    """The ids of the child processes, including those that have ended but were not waited for; empty without /proc."""
    children = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # the process has ended since it was listed
            parent = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1]
            if parent == str(os.getpid()):
                children.add(path.parent.name)
    return children


def found(*paths: str, ignore: bool = True, hidden: bool = False) -> list[str]:
    """Return the paths of the inputs that a search finds."""
    return [path for path, _ in find_all(Search(paths, ["*"], ignore=ignore, hidden=hidden)).paths]


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newsparse", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **env})


def test_ignored_files_are_skipped(make: Make) -> None:
    make(
        "in/a.txt",
        "in/b.log",
        "in/build/c.txt",
        "in/sub/build/d.txt",
        "in/sub/e.txt",
        "in/sub/keep.log",
        **{"in": "*.log\n/build/\n", "in/sub": "e.*\n!keep.log\n"},
    )
    assert found("in") == ["in/a.txt", "in/sub/build/d.txt", "in/sub/keep.log"]
    assert found("in/sub/") == ["in/sub/build/d.txt", "in/sub/keep.log"]
    assert len(found("in", ignore=False)) == 6
    os.chdir("in/sub")
    assert found(".") == ["build/d.txt", "keep.log"]


def test_named_paths_are_read_even_if_ignored(make: Make) -> None:
    make("in/a.log", "in/data/b.txt", "in/data/raw/c.log", **{"in": "*.log\ndata/\n"})
    assert found("in") == []
    assert found("in/a.log", "in") == ["in/a.log"]
    assert found("in/data", "in") == ["in/data/b.txt", "in/data/raw/c.log"]
    assert found("in/data/raw") == ["in/data/raw/c.log"]


def test_names_are_literal(make: Make) -> None:
    names = [
        ":(top)a",
        "[a].x",
        "*.x",
        " a",
        "-a",
        '"a"',
        "a\\b",
        "a\nb",
        "é",
        "\U0001f600",
        "!a",
        "#a",
        os.fsdecode(b"\xe9\xff"),
    ]
    make(*(f"in/all/{name}" for name in names), *(f"in/some/{name}" for name in names), **{"in": "all/*\n"})
    assert found("in") == sorted(f"in/some/{name}" for name in names)
    Path("in/.gitignore").write_bytes(b"\xe9*\nsome/a?b\n")
    assert len(found("in")) == 2 * len(names) - 2 - 2


def test_each_nested_repository_has_its_own_rules(make: Make) -> None:
    """If a repository is ignored by its parent, so are all its files. Submodules are repositories, too."""
    make("in/a.log", "in/one/a.log", "in/one/b.txt", "in/one/two/a.log", "in/one/two/b.txt", "in/three/c.txt")
    for name in ("in/one", "in/one/two", "in/three"):
        git("init", "-q", name)
    make(**{"in": "*.log\nthree\n", "in/one": "b.*\n"})
    author = ("-c", "user.name=Lena Maur", "-c", "user.email=lena@example.org")
    git("-C", "in/one", "add", "a.log")
    git("-C", "in/one", *author, "commit", "-qm", "First")
    git("-C", "in", "add", "one")
    kept = ["in/one/a.log", "in/one/two/a.log", "in/one/two/b.txt"]
    inputs = find_all(Search(["in"], ["*"]))
    assert ([path for path, _ in inputs.paths], inputs.note, inputs.ignored) == (kept, "", {"in": 3})
    shutil.rmtree("in/.git")
    assert found("in") == ["in/a.log", *kept, "in/three/c.txt"]


def test_negated_rules_include_files_again(make: Make) -> None:
    make("in/a.txt", "in/a.md", "in/b/c.txt", "in/b/c.md", **{"in": "*\n!*/\n!*.md\n"})
    assert found("in") == ["in/a.md", "in/b/c.md"]
    assert found("in/b") == ["in/b/c.md"]


def test_links_are_not_followed_into_other_folders(make: Make) -> None:
    make("in/a.log", "out/b.log", **{"in": "*.log\n"})
    Path("in/far").symlink_to("../out")
    Path("in/c.log").symlink_to("../out/b.log")
    Path("in/c.txt").symlink_to("../out/b.log")
    Path("near").symlink_to("in")
    assert found("in") == ["in/c.txt"]
    assert found("near") == ["near/c.txt"]
    assert found("in/far") == ["in/far/b.log"]


def test_the_result_does_not_depend_on_the_batch_size(make: Make) -> None:
    make(
        *(f"in/{a}/{b}.{c}" for a in "abc" for b in range(9) for c in ("txt", "log")),
        "in/b/x/y.log",
        "in/c/x/y.log",
        **{"in": "*.log\n/c/x\n"},
    )
    git("init", "-q", "in/b/x")
    git("init", "-q", "in/c/x")
    files = list(walk("in", lambda path: True, lambda name: name.startswith(".")))
    for batch in (1, 7, 10_000):
        ignore = GitIgnore("in", batch=batch)
        kept = [item.path for item in ignore.not_ignored(files)]
        assert kept == sorted([*(f"in/{a}/{b}.txt" for a in "abc" for b in range(9)), "in/b/x/y.log"])
        assert ignore.count == 28


def test_thousands_of_long_names_do_not_block_git(make: Make) -> None:
    """They exceed the buffers of the pipes to and from the process."""
    make(*(f"in/{number:0200}.{kind}" for number in range(3000) for kind in ("txt", "log")), **{"in": "*.log\n"})
    assert len(found("in")) == 3000


def test_hidden_files_are_skipped_and_the_git_folder_is_ignored(make: Make) -> None:
    make("in/.a.txt", "in/.b/c.txt", "in/.b/.d.txt", **{"in": ".d.txt\n"})
    assert found("in") == []
    assert found("in", hidden=True) == ["in/.a.txt", "in/.b/c.txt", "in/.gitignore"]
    assert "in/.git/HEAD" in found("in", hidden=True, ignore=False)


def test_no_process_is_started_outside_of_repositories(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    make("out/a.txt", out="*.txt\n")
    monkeypatch.setenv("PATH", "")
    assert find_all(Search(["out"])).note == ""
    assert find_all(Search(["in/.git/HEAD"])).note == ""


def test_variables_of_hooks_have_no_effect(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    make("in/a.txt", "in/sub/b.log", **{"in": "*.log\n"})
    monkeypatch.setenv("GIT_DIR", ".git")
    assert found("in/sub") == []


@pytest.mark.parametrize("missing", ["git", "repository"])
def test_nothing_is_ignored_if_git_cannot_be_used(make: Make, missing: str) -> None:
    make("in/a.txt", "in/b.txt", **{"in": "a.txt\n"})
    if missing == "repository":
        Path("in/.git/HEAD").unlink()
    done = run("parse", "in", "in", PATH="" if missing == "git" else os.environ["PATH"])
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)
    (line,) = done.stderr.splitlines()
    messages = {"git": b"cannot be started: no such file or directory", "repository": b"fatal: not a"}
    assert line.startswith(b"newsparse: in/: ignored files are included, because git failed (" + messages[missing])


@pytest.mark.parametrize("kind", ["pattern", "pipe", "below"])
def test_git_is_stopped_if_it_does_not_answer(make: Make, kind: str) -> None:
    """Some patterns take git exponential time, and a named pipe without a writer never ends."""
    name = "in/" + "a" * 60 + "b.txt"
    make(name, "in/sub/c.txt", **{"in": "*a" * 10 + "c\n" if kind == "pattern" else ""})
    if kind == "pipe":
        Path("in/.gitignore").unlink()
        os.mkfifo("in/.gitignore")
    if kind == "below":  # the rules of another repository still apply
        git("init", "-q", "in/sub")
        os.mkfifo("in/sub/.gitignore")
        make(**{"in": "a*\n"})
    threads, children = threading.active_count(), child_processes()
    ignore = GitIgnore("in", seconds=2)
    kept = [item.path for item in ignore.not_ignored([FoundFile(name), FoundFile("in/sub/c.txt")])]
    assert kept == (["in/sub/c.txt"] if kind == "below" else [name, "in/sub/c.txt"])
    folder = "in/sub/" if kind == "below" else "in/"
    assert ignore.note == f"{folder}: ignored files are included, because git failed (no answer within 2 seconds)"
    assert [item.path for item in ignore.not_ignored([FoundFile("in/sub/c.txt")])] == ["in/sub/c.txt"]
    assert threading.active_count() == threads
    assert child_processes() == children


def test_the_time_limit_is_halved_after_each_timeout(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """This limits the total time of a search in many repositories."""
    folders = [f"in/{number}" for number in range(6)]
    make(*(f"{folder}/a.txt" for folder in folders))
    limits: list[float] = []
    started = subprocess.run

    def run(*arguments: Any, timeout: float, **more: Any) -> Any:
        limits.append(timeout)
        return started(*arguments, timeout=timeout, **more)

    for folder in folders:
        git("init", "-q", folder)
        os.mkfifo(f"{folder}/.gitignore")
    monkeypatch.setattr(subprocess, "run", run)
    ignore = GitIgnore("in", seconds=0.5)
    assert len(list(ignore.not_ignored(FoundFile(f"{folder}/a.txt") for folder in folders))) == 6
    assert limits == [0.5 / 2**number for number in range(7)]


@pytest.mark.parametrize("command", ["parse", "check", "fix", "repair", "convert"])
def test_each_command_has_no_ignore_and_hidden(make: Make, command: str) -> None:
    make("in/a.txt", "in/.b.txt", **{"in": "a.txt\n"})
    more = ["-o", "out.ndjson"] if command == "convert" else []
    done = run(command, "in", *more)
    assert done.returncode == 2
    assert done.stderr == (
        b"newsparse: in: no news files in this directory: git ignores the files in it (1); "
        b"pass --no-ignore to include them\n"
    )
    for option in ("--no-ignore", "--hidden"):
        done = run(command, "in", option, *more)
        assert b"no news files" not in done.stderr
        assert done.returncode in (0, 1)
    done = run("parse", "in", "--no-ignore", "--hidden")
    assert len(done.stdout.splitlines()) == 2
