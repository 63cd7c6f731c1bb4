"""--glob, --exclude and --per-file-ignores use the same patterns, those of .gitignore."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from newsparse.checks.settings import Settings, exclusion
from newsparse.inputs.globs import matcher
from newsparse.inputs.search import Search, find_all


@pytest.mark.parametrize(
    ("pattern", "path", "expected", "below"),
    [
        ("*.txt", "a.txt", True, True),
        ("*.txt", "x/a.txt", True, True),
        ("*.txt", "a.txt.gz", True, True),
        ("*.txt", "x/a.txt.zst", True, True),
        ("*.txt", "a.txt.bz2", False, False),
        ("*.txt", "a.txt/b", False, True),
        ("*.gz", "a.news.gz", True, True),
        ("*.TXT", "a.txt", False, False),
        ("b/*", "b/c", True, True),
        ("b/*", "b/c/d", False, True),
        ("b/*", "a/b/c", False, False),
        ("b/*.txt", "b/a.txt.gz", True, True),
        ("b/?.txt", "b/aa.txt", False, False),
        ("b?a.txt", "b/a.txt", False, False),
        ("b[/]a.txt", "b/a.txt", False, False),
        ("/*.txt", "a.txt", True, True),
        ("/*.txt", "b/a.txt", False, False),
        ("./*.txt", "b/a.txt", False, False),
        ("./b/a.txt", "b/a.txt", True, True),
        ("b/", "b/a.txt", False, True),
        ("b/", "c/b/a.txt", False, True),
        ("c/b/", "c/b/a.txt", False, True),
        ("b/", "c/b", False, False),
        ("b", "c/b", True, True),
        ("b", "c/b/d", False, True),
        ("**/*.txt", "a.txt", True, True),
        ("**/*.txt", "b/c/a.txt", True, True),
        ("b/**/a", "b/a", True, True),
        ("b/**/a", "b/c/d/a", True, True),
        ("b/**/a", "b/ca", False, False),
        ("**/b/a", "cb/a", False, False),
        ("b/**", "b/c/d", True, True),
        ("**/b/**/c/a", "b/x/b/c/x/c/a", True, True),
        ("**/b/**/c/a", "c/b/a", False, False),
        ("b/**/**/a", "b/a", True, True),
        ("b/**", "b", False, False),
        ("**", "b/c/d", True, True),
        ("a**c", "a/c", False, False),
        ("[a-c]?[!x]", "bzy", True, True),
        ("[a-c]?[!x]", "bzx", False, False),
        ("[^a]", "b", True, True),
        ("[]-]", "]", True, True),
        ("[z-a]", "m", False, False),
        ("[a", "[a", True, True),
        (r"\*", "*", True, True),
        (r"\*", "a", False, False),
        (r"[\]]", "]", True, True),
        ("a\n*", "a\nb", True, True),
        ("{a,b}", "a", False, False),
        ("", "a", False, False),
        ("/", "a", False, False),
        ("../x", "../x", True, True),
    ],
)
def test_a_pattern_matches_a_path_or_everything_below_it(pattern: str, path: str, expected: bool, below: bool) -> None:
    assert (matcher([pattern])(path), matcher([pattern], below=True)(path)) == (expected, below)


def test_a_path_matches_if_one_of_the_patterns_does() -> None:
    assert [matcher(patterns)("b/a.txt") for patterns in ([], ["x", "*.txt"], ["b/*", ""])] == [False, True, True]


PIECES = ["a", "b", ".", "/", "*", "?", "**", "**/", "/**", "[ab]", "[!a]", "[a-b]", "[b-a]", r"\*", r"\a", "]", "-"]
PATTERNS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
PATHS = st.lists(st.sampled_from(["a", "b", "ab", "ba", "a.b", "*", "aab", "]", "-"]), min_size=1, max_size=4).map(
    "/".join
)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pattern=PATTERNS, paths=st.lists(PATHS, min_size=1, max_size=12))
def test_patterns_match_as_in_git(tmp_path: Path, pattern: str, paths: list[str]) -> None:
    assume(all(name == "**" or "**" not in name for name in pattern.split("/")))  # in git `a**/*` matches `a`
    assume("//" not in pattern and not pattern.startswith(".") and re.fullmatch(r"(\[[^\]]*\]|[^\]])+", pattern))
    if not (tmp_path / ".git").exists():
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text(pattern + "\n", encoding="utf-8")
    command = ["git", "check-ignore", "--no-index", "-z", "--stdin"]
    data = "\0".join(paths).encode()
    done = subprocess.run(command, cwd=tmp_path, input=data, capture_output=True, check=False)
    assert done.stderr == b""
    matches = matcher([pattern], below=True)
    assert [path for path in paths if matches(path)] == done.stdout.decode().split("\0")[:-1]


@settings(max_examples=300)
@given(pattern=PATTERNS, path=PATHS)
def test_the_three_options_agree(pattern: str, path: str) -> None:
    """A pattern that matches a file or folder as --glob matches everything below it in the other two options."""
    assume(not pattern.endswith("/"))
    parts = path.split("/")
    above = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    expected = any(map(matcher([pattern]), above))
    root = os.path.abspath("in")
    excluded = exclusion([pattern], root)
    assert excluded
    assert excluded(f"{root}/{path}") is expected
    codes = Settings(per_file_ignores={pattern: ("N301",)}, root=root).enabled_codes(f"{root}/{path}")
    assert ("N301" not in codes) is expected


def test_matching_takes_linear_time_in_the_number_of_stars() -> None:
    """With backtracking the time would be exponential."""
    assert not matcher(["*a" * 200 + "b"])("a" * 20_000)
    assert matcher(["*a" * 200 + "*"])("a" * 20_000)
    assert not matcher(["**/a/" * 200 + "b"])("a/" * 20_000 + "c")
    assert matcher(["**/a/" * 200 + "**"])("a/" * 20_000 + "c")
    assert not matcher(["**/" * 200 + "b"])("a/" * 20_000 + "c")


def test_globs_are_relative_to_the_searched_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "in/b/a.txt", "in/b/c/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    def found(pattern: str) -> list[str]:
        return [path for path, _ in find_all(Search(["in"], [pattern])).paths]

    assert found("/*.txt") == ["in/a.txt"]
    assert found("b/*.txt") == ["in/b/a.txt"]
    assert found("b/**") == ["in/b/a.txt", "in/b/c/a.txt"]
    assert found("b") == found("b/") == []
