"""Diffs of `newsparse fix`, which git applies."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from support.commands import run

from newsparse import InputError, fix
from newsparse.reports.diff import change_count, diff, diffable

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")
DAMAGED = "Title: Ferry\nText:\nIt is over.The rest of the crew went home.\n"
NAMES = [
    *(
        "a.txt",
        "with space.txt",
        "trailing .txt ",
        " lead.txt",
        "tab\t.txt",
        'quote".txt',
        "back\\slash.txt",
        "é渡.txt",
    ),
    *("line\nfeed.txt", "\x1b[2J.txt", "--- a.txt", "diff --git a b.txt", "@@ -1 +1 @@.txt", os.fsdecode(b"\xe9.txt")),
    *("#.txt", "sub dir/b.txt", "sub dir/sub dir/b.txt", "b/a/b.txt", "\u202ename.txt"),
]


def git(*arguments: str, cwd: Path, stdin: bytes = b"") -> None:
    done = subprocess.run(["git", *arguments], cwd=cwd, input=stdin, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def fixed_diff(*arguments: str, cwd: Path) -> bytes:
    done = run("fix", "--diff", *arguments, cwd=cwd)
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
        ("b/a", ["../../a.txt", "../.."], True),  # without a repository, paths are relative to the working directory
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


def test_git_applies_a_diff_in_a_folder_of_a_repository(files: Path) -> None:
    git("init", "-q", cwd=files)
    git("apply", cwd=files / "sub dir", stdin=fixed_diff(".", cwd=files / "sub dir"))
    assert fixed_diff("sub dir", cwd=files) == b""
    assert fixed_diff("a.txt", cwd=files) != b""


def test_diff_of_a_symbolic_link_is_that_of_its_target(files: Path) -> None:
    (files / "link.txt").symlink_to("a.txt")
    git("apply", cwd=files, stdin=fixed_diff("link.txt", cwd=files))
    assert (files / "link.txt").is_symlink()
    assert fixed_diff("a.txt", cwd=files) == b""


PIECES = [*"ab .\n", "\r", "\t", "\x00", "\x1b", "\x85", "\u2028", "\ufeff", "é", "said.The rest"]
CONTENT = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp932", "gb18030", "iso2022_jp"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=CONTENT)
def test_applied_diff_gives_the_bytes_of_the_fixed_file(tmp_path: Path, encoding: str, text: str) -> None:
    data = (DAMAGED + text).encode(encoding, "ignore")
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    try:
        fixed = fix(path, encoding=encoding)
    except InputError:  # in ISO-2022-JP, ESC begins a sequence, which may be invalid
        assume(False)
    pieces = "".join(text for _, text in diff(fixed, "a.txt", exact=True))
    git("apply", "--whitespace=nowarn", cwd=tmp_path, stdin=pieces.encode("utf-8", "surrogateescape"))
    assert path.read_bytes() == fixed.data


def test_diff_for_a_terminal_contains_no_control_characters() -> None:
    fixed = fix(DAMAGED + "A\x1b[2J \x9b \u202e b\tc  d\n", name="\x1b[2J.txt")
    assert "".join(text for _, text in diff(fixed, fixed.source)).replace("\n", "").isprintable()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp037"])
def test_file_in_an_encoding_without_a_diff_is_reported(tmp_path: Path, encoding: str) -> None:
    wide = [] if encoding.startswith("utf") else ["--encoding", encoding]
    git("init", "-q", cwd=tmp_path)
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8-sig" if wide else "utf-8")
    for name in ("b.txt", "b\n.txt"):
        (tmp_path / name).write_bytes(DAMAGED.encode(encoding))
    (tmp_path / "c.txt").write_text(DAMAGED, encoding="utf-8-sig")
    done = run("fix", *wide, ".", cwd=tmp_path)
    first, second = done.stderr.decode().splitlines()
    shown = {"utf-16": "UTF-16", "utf-32": "UTF-32", "cp037": "CP037"}[encoding]
    assert first == f"newsparse: b⏎.txt: a diff cannot contain text in {shown}; pass --write to fix the file"
    assert second == first.replace("⏎", "")
    assert done.returncode == 1
    git("apply", cwd=tmp_path, stdin=done.stdout)
    assert all("over.\nThe" in (tmp_path / name).read_text(encoding="utf-8") for name in ("a.txt", "c.txt"))
    done = run("fix", *wide, "b.txt", cwd=tmp_path)
    assert (done.stdout, done.returncode, done.stderr.decode().splitlines()) == (b"", 1, [second])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_terminal_gets_a_diff_in_any_encoding(encoding: str) -> None:
    fixed = fix(DAMAGED.encode(encoding))
    assert "+The rest of the crew went home.\n" in "".join(text for _, text in diff(fixed, fixed.source))


def test_unchanged_file_has_no_diff() -> None:
    assert list(diff(fix("Title: Ferry\nText:\nIt is over.\n", name="a.txt"), "a.txt")) == []


def test_change_count_is_one_line() -> None:
    fixed = fix(DAMAGED, name="a\n.txt")
    assert "".join(text for _, text in change_count(fixed)) == "a⏎.txt: 1 finding to fix\n"


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", True), ("gb18030", True), ("utf-16", False), ("utf-32-le", False), ("cp037", False)],
)
def test_diffable_encodings_have_the_line_feed_of_ascii(encoding: str, expected: bool) -> None:
    assert diffable(encoding) == expected
