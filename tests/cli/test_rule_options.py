"""The options of `check` and `fix`, and how they override the configuration file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support.commands import BAD, FIXED, output_of, run

from newsparse.checks.settings import Selection
from newsparse.cli.options import InputOptions
from newsparse.cli.rule_options import RuleOptions, load_config, select_inputs


def test_command_line_overrides_the_configuration(checked: Path) -> None:
    Path("pyproject.toml").write_text('[tool.newsparse]\nignore = ["N301"]\nstrict = true\n', encoding="utf-8")
    assert run("check", "bad.txt").returncode == 0
    assert run("check", "--select", "N3", "bad.txt").returncode == 1  # the last selection wins
    assert run("check", "warned.txt").returncode == 1
    assert run("check", "--isolated", "warned.txt").returncode == 0
    Path("newsparse.toml").write_text('ingore = ["N301"]\n', encoding="utf-8")
    done = run("check", "bad.txt")
    assert done.returncode == 2
    assert done.stderr.decode().endswith("newsparse.toml: unknown key 'ingore'. Did you mean 'ignore'?\n")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("command", [["check"], ["fix", "--check"]])
def test_max_size_overrides_the_configuration(single: Path, command: list[str]) -> None:
    Path("newsparse.toml").write_text('max-size = "100 B"\n', encoding="utf-8")
    assert "larger than 100 bytes" in output_of(run(*command, "a.txt"))
    assert "larger" not in output_of(run(*command, "--max-size", "1GB", "a.txt"))
    assert "larger" not in output_of(run(*command, "--isolated", "a.txt"))


RULES = RuleOptions(
    select=(),
    extend=(),
    ignore=(),
    per_file={},
    date_order=None,
    today=date(2022, 1, 11),
    exclude=(),
    force_exclude=False,
    config_path=None,
    stdin_filename=None,
    encoding=None,
    max_size=None,
)
INPUTS = InputOptions(("in",), (), None, nul=False, hidden=False, no_ignore=False)
CONFIG = """
ignore = ["N3"]
exclude = ["drafts"]
glob = ["*.news"]
date-order = "dmy"
encoding = "latin-1"
max-size = "1 kB"
per-file-ignores = {"old/*" = ["N2"]}
"""


def test_options_that_are_not_given_keep_the_configuration(folder: Path) -> None:
    Path("newsparse.toml").write_text(CONFIG, encoding="utf-8")
    config = load_config(RULES, INPUTS)
    assert (config.exclude, config.globs, config.encoding, config.max_size) == (
        ("drafts",),
        ("*.news",),
        "latin-1",
        1000,
    )
    assert (config.settings.date_order, config.settings.today) == ("dmy", date(2022, 1, 11))
    assert config.settings.per_file_ignores == {"old/*": ("N2",)}
    assert [path for path, _ in select_inputs(INPUTS, config).paths] == ["in/other.news"]


def test_options_extend_or_replace_the_configuration(folder: Path) -> None:
    Path("newsparse.toml").write_text(CONFIG, encoding="utf-8")
    rules = RULES._replace(
        select=("N1",), exclude=("sub",), date_order="mdy", encoding="utf-8", max_size=0, per_file={"old/*": ("N1",)}
    )
    config = load_config(rules, INPUTS._replace(globs=("*.txt",)))
    assert (config.exclude, config.globs) == (("drafts", "sub"), ("*.txt",))
    assert (config.encoding, config.max_size, config.settings.date_order) == ("utf-8", 0, "mdy")
    assert config.settings.selections == (Selection(None, (), ("N3",)), Selection(("N1",), (), ()))
    assert config.settings.per_file_ignores == {"old/*": ("N2", "N1")}
    assert [path for path, _ in select_inputs(INPUTS, config).paths] == ["in/b.txt"]


def test_isolated_reads_no_configuration(folder: Path) -> None:
    Path("newsparse.toml").write_text(CONFIG, encoding="utf-8")
    Path("in/b.txt").write_text(BAD.format("b"), encoding="utf-8")
    for arguments, is_read in ((["check", "in"], True), (["check", "in", "--isolated"], False)):
        assert (b"in/b.txt" not in run(*arguments).stdout) == is_read
    assert b"in/b.txt" in run("--isolated", "check", "in").stdout
    done = run("check", "--isolated", "--config", "newsparse.toml", "in")
    assert done.returncode == 2
    assert b"--isolated and --config cannot be used together." in done.stderr


def test_standard_input_has_the_name_of_a_file(checked: Path) -> None:
    named = ["-", "--stdin-filename", "old/a.txt"]
    done = run("check", "-f", "concise", *named, stdin=BAD.encode())
    assert done.stdout.startswith(b"old/a.txt:6:28: N301")
    assert run("check", *named, "--per-file-ignores", "old/:N3", stdin=BAD.encode()).returncode == 0
    assert b"+++ b/old/a.txt\n" in run("fix", "--diff", *named, stdin=BAD.encode()).stdout
    assert run("fix", *named[1:], stdin=BAD.encode()).stdout == FIXED.encode()
    assert run("fix", "--write", *named, stdin=BAD.encode()).stdout == FIXED.encode()
    assert not Path("old").exists()


@pytest.mark.parametrize("command", ["check", "fix"])
def test_name_of_standard_input_is_in_its_error(command: str) -> None:
    done = run(command, "-", "--stdin-filename", "old/a.txt", "--isolated", stdin=b"\0\0")
    assert done.returncode == 1
    assert b"old/a.txt" in done.stdout + done.stderr


@pytest.mark.parametrize("paths", [["a.txt"], ["-", "a.txt"], ["."]])
def test_name_of_standard_input_needs_standard_input_alone(checked: Path, paths: list[str]) -> None:
    done = run("check", "--stdin-filename", "x.txt", *paths)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--stdin-filename needs standard input as the only input" in done.stderr
