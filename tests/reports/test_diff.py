"""Diffs of `newsparse fix` are ones that git applies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from newsparse import InputError, fix
from newsparse.reports.repairs import diff

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")
DAMAGED = "Title: Ferry\nText:\nIt is over.The rest of the crew went home.\n"
NAMES = [
    "a.txt", "with space.txt", "trailing .txt ", " lead.txt", "tab\t.txt", 'quote".txt', "back\\slash.txt", "é渡.txt",
    "line\nfeed.txt", "\x1b[2J.txt", "--- a.txt", "diff --git a b.txt", "@@ -1 +1 @@.txt", os.fsdecode(b"\xe9.txt"),
    "#.txt", "sub dir/b.txt", "sub dir/sub dir/b.txt", "b/a/b.txt", "\u202ename.txt",
]  # fmt: skip


def git(*arguments: str, cwd: Path, stdin: bytes = b"") -> None:
    done = subprocess.run(["git", *arguments], cwd=cwd, input=stdin, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def fixed_diff(*arguments: str, cwd: Path) -> bytes:
    command = [sys.executable, "-m", "newsparse", "fix", "--diff", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert done.stderr == b""
    return done.stdout


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name in NAMES:
        path = tmp_path / "repo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DAMAGED, encoding="utf-8")
    return tmp_path / "repo"


@pytest.mark.parametrize(
    ("folder", "paths", "is_repository"),
    [
        *[
            (folder, paths, is_repository)
            for is_repository in (True, False)
            for folder, paths in [
                (".", ["."]),
                (".", ["./sub dir", "./a.txt"]),
                (".", ["{}/a.txt", "{}"]),
                ("sub dir", ["."]),
                ("sub dir", ["sub dir/b.txt", "./b.txt"]),
            ]
        ],
        ("b/a", ["../../a.txt", "../.."], True),  # outside a repository names are below the working directory
        ("b", ["{}/a.txt", "a/../a/../a"], True),
    ],
)
def test_git_applies_the_diff(files: Path, folder: str, paths: list[str], is_repository: bool) -> None:
    named = [path.format(files) for path in paths]
    if is_repository:
        git("init", "-q", cwd=files)
    given = ["--glob", "*", *named]
    data = fixed_diff(*given, cwd=files / folder)
    assert data.count(b"\ndiff --git ") >= 1
    git("apply", cwd=files if is_repository else files / folder, stdin=data)
    assert fixed_diff(*given, cwd=files / folder) == b""


def test_git_applies_what_is_relative_in_the_folder_of_the_file(files: Path) -> None:
    git("init", "-q", cwd=files)
    git("apply", cwd=files / "sub dir", stdin=fixed_diff(".", cwd=files / "sub dir"))
    assert fixed_diff("sub dir", cwd=files) == b""
    assert fixed_diff("a.txt", cwd=files) != b""


def test_a_link_gives_the_diff_of_its_file(files: Path) -> None:
    (files / "link.txt").symlink_to("a.txt")
    git("apply", cwd=files, stdin=fixed_diff("link.txt", cwd=files))
    assert (files / "link.txt").is_symlink()
    assert fixed_diff("a.txt", cwd=files) == b""


PIECES = [*"ab .\n", "\r", "\t", "\x00", "\x1b", "\x85", "\u2028", "\ufeff", "é", "said.The rest"]
CONTENT = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp932", "gb18030", "iso2022_jp"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=CONTENT)
def test_the_applied_diff_gives_the_bytes_of_the_fixed_file(tmp_path: Path, encoding: str, text: str) -> None:
    """Whatever the line ends, the encoding and the characters of the file."""
    data = (DAMAGED + text).encode(encoding, "ignore")
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    try:
        fixed = fix(path, encoding=encoding)
    except InputError:  # an ESC begins a sequence of ISO-2022-JP, which may be none
        assume(False)
    pieces = "".join(text for _, text in diff(fixed, str(tmp_path), exact=True))
    git("apply", "--whitespace=nowarn", cwd=tmp_path, stdin=pieces.encode("utf-8", "surrogateescape"))
    assert path.read_bytes() == fixed.data


def test_a_diff_for_a_terminal_has_no_control_characters() -> None:
    fixed = fix(DAMAGED + "A\x1b[2J \x9b \u202e b\tc  d\n", name="\x1b[2J.txt")
    assert "".join(text for _, text in diff(fixed, "/")).replace("\n", "").isprintable()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp037"])
def test_a_file_that_no_diff_can_hold_is_left_out(tmp_path: Path, encoding: str) -> None:
    """The diff of the other files is applied; the exit code says that there is more to fix."""
    wide = [] if encoding.startswith("utf") else ["--encoding", encoding]
    git("init", "-q", cwd=tmp_path)
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8-sig" if wide else "utf-8")
    for name in ("b.txt", "b\n.txt"):
        (tmp_path / name).write_bytes(DAMAGED.encode(encoding))
    (tmp_path / "c.txt").write_text(DAMAGED, encoding="utf-8-sig")
    command = [sys.executable, "-m", "newsparse", "fix", *wide, "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    first, second = done.stderr.decode().splitlines()
    shown = {"utf-16": "UTF-16", "utf-32": "UTF-32", "cp037": "CP037"}[encoding]
    assert first == f"newsparse: b⏎.txt: in {shown}, which a diff cannot hold; pass --write to fix it"
    assert second == first.replace("⏎", "")
    assert done.returncode == 1
    git("apply", cwd=tmp_path, stdin=done.stdout)
    assert all("over.\nThe" in (tmp_path / name).read_text(encoding="utf-8") for name in ("a.txt", "c.txt"))
    command[-1] = "b.txt"
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.stdout, done.returncode, done.stderr.decode().splitlines()) == (b"", 1, [second])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_terminal_is_shown_what_no_diff_can_hold(encoding: str) -> None:
    fixed = fix(DAMAGED.encode(encoding))
    assert "+The rest of the crew went home.\n" in "".join(text for _, text in diff(fixed, "/"))
