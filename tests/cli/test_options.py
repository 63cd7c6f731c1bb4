"""Values of shared options that are invalid, or files for options that cannot be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from support.commands import output_of, run, run_limited, run_shell

from newsparse.api import ReadOptions
from newsparse.cli.options import group, reading, text_reading

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


@pytest.mark.parametrize("size", ["5x", "-1", "", "GB"])
def test_invalid_size_is_refused(single: Path, size: str) -> None:
    done = run("parse", "--max-size", size, "a.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    Path("newsparse.toml").write_text("max-size = true\n", encoding="utf-8")
    assert 'max-size must be a size like "500MB"' in output_of(run("check", "a.txt"))


@pytest.mark.parametrize("option", ["--config", "--baseline", "--write-baseline", "--files-from", "--report"])
@pytest.mark.parametrize("path", ["folder", "none/none", "good.txt/none", "", "/dev/null/none", "a\nb/c"])
def test_unusable_file_is_one_message(checked: Path, option: str, path: str) -> None:
    Path("folder").mkdir()
    done = run("check", option, f"sarif={path}" if option == "--report" else path, "bad.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    lines = done.stderr.decode().splitlines()
    assert lines[-1].startswith("Error: ")
    assert len(lines) == 1 or path == ""  # an empty name is a usage error, which also prints the usage


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all")
@pytest.mark.parametrize("option", ["--config", "--baseline", "--files-from"])
def test_unreadable_file_is_one_message(checked: Path, option: str) -> None:
    Path("secret").touch(mode=0)
    done = run("check", option, "secret", "bad.txt")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"permission denied" in done.stderr


def test_files_for_options_may_be_pipes(checked: Path) -> None:
    command = (
        "newsparse check -f concise --config <(echo 'ignore = [\"N301\"]') "
        '--baseline <(echo \'{"version": 1, "findings": {}}\') --files-from <(echo bad.txt)'
    )
    done = run_shell(command)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (0, b"", 1)


@pytest.mark.parametrize("arguments", ["check --config", "check --baseline", "parse --files-from"])
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/urandom", "huge", "."])
def test_devices_and_huge_files_are_refused(single: Path, arguments: str, path: str) -> None:
    with open("huge", "wb") as file:
        file.truncate(1 << 41)
    done = run_limited(f"newsparse {arguments} {path} a.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = [line for line in output_of(done).splitlines() if line.startswith("Error: ")]
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
        ("printf 'A=b\\nc\\0D=e\\0'", "parse --files-from -", "if they are separated by NUL, pass -0"),
        ("printf 'A=b\\0'", "parse --files-from /dev/stdin", "if they are separated by NUL, pass -0"),
    ],
)
def test_endless_pipes_are_refused(single: Path, feed: str, arguments: str, message: str) -> None:
    done = run_limited(f"{feed} | newsparse {arguments} a.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = [line for line in output_of(done).splitlines() if line.startswith("Error: ")]
    assert message in line


def values_of(decorator: Callable[[Callable[..., None]], Callable[..., None]], *arguments: str) -> dict[str, object]:
    """Return the values that a command with options of a group gets."""
    found: dict[str, object] = {}
    command = click.command()(decorator(lambda **values: found.update(values)))
    command.main(list(arguments), standalone_mode=False)
    return found


def test_group_passes_its_options_as_one_argument() -> None:
    decorator = group(
        "pair", lambda **values: sorted(values.items()), ["a", "b"], click.option("--a"), click.option("--b")
    )
    assert values_of(decorator, "--b", "1") == {"pair": [("a", None), ("b", "1")]}


def test_group_keeps_the_order_of_its_options() -> None:
    options = [click.option(f"--{name}") for name in "abc"]
    command = click.command()(group("letters", dict, "abc", *options)(lambda letters: None))
    assert [option.name for option in command.params] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ReadOptions()),
        (["--max-size", "none"], ReadOptions(max_size=0)),
        (["--max-size", "1 kB", "--repair", "all"], ReadOptions(max_size=1000, repair="all")),
        (["--encoding", "latin-1"], ReadOptions(encoding="latin-1")),
    ],
)
def test_reading_is_the_options_of_the_library(arguments: list[str], expected: ReadOptions) -> None:
    assert values_of(reading, *arguments) == {"reading": expected}
    assert values_of(text_reading, *arguments) == {"reading": expected}
